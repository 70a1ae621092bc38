// Who is shown, over many people who ask. One order a question: whoever asks sees one.

import { seedOf } from './engine.js'
import { gini } from './metrics.js'
import { orderOf } from './orders.js'

/**
 * @typedef {import('./types.js').Passed} Passed
 * @typedef {{ answers: any, passed: Passed }} Asked
 * @typedef {{
 *   name: string,
 *   first: (asked: Asked, nth: number, places: number) => readonly string[],
 *   isAskedAgain?: boolean,
 * }} Shower - `first`: at least the first so many, best first; `isAskedAgain`: the first five are not those of the first ten
 */

/** How many places are weighed, and how many are looked at besides. */
const FIVE = 5
const TEN = 10
/** It has the last place that is shown. */
const EXPLORATION = '  with exploration'
/** How `match` is asked where it is asked for something besides the plain order. One wish, wholly met, is 40,000 points. */
const variants = {
  entrenous: {},
  '  with bands of one wish': { bands: 40_000 },
  '  with diversity of 300': { diversity: 300 },
  [EXPLORATION]: { exploration: true },
}

/**
 * Ours as it is, and with each of its options.
 * @param {import('./types.js').Collection} collection
 * @returns {Shower[]}
 */
export function oursExposed({ ask }) {
  return Object.entries(variants).map(([name, options]) => ({
    name,
    first: ({ answers }, nth, places) =>
      orderOf(ask(answers, { ...options, limit: places, seed: seedOf(nth) }), 'apart'),
    isAskedAgain: name === EXPLORATION,
  }))
}

/**
 * Counts who is shown where.
 * @param {Shower} contender
 * @param {readonly Asked[]} questions
 * @param {ReadonlySet<string>} [endorsed] - whom colleagues have endorsed
 * @returns {import('./types.js').Exposure}
 */
export function exposureOf({ name, first, isAskedAgain = false }, questions, endorsed = new Set()) {
  const started = performance.now()
  /** @type {Map<string, number>} */
  const shares = new Map(
    questions.flatMap(({ passed: { matches, maybe } }) => [...matches, ...maybe]).map((id) => [id, 0]),
  )
  const inTen = new Set()
  for (const [nth, question] of questions.entries()) {
    const ten = first(question, nth, TEN).slice(0, TEN)
    const five = isAskedAgain ? first(question, nth, FIVE) : ten
    for (const [index, id] of five.slice(0, FIVE).entries()) {
      shares.set(id, (shares.get(id) ?? 0) + 1 / Math.log2(index + 2))
    }
    for (const id of ten) inTen.add(id)
  }
  const all = [...shares.values()]
  const sum = all.reduce((total, share) => total + share, 0)
  const others = [...shares].filter(([id]) => !endorsed.has(id))
  return {
    name,
    gini: gini(all),
    neverInFive: all.filter((share) => share === 0).length / all.length,
    neverInTen: (all.length - inTen.size) / all.length,
    unendorsed: {
      entries: others.length / all.length,
      exposure: others.reduce((total, [, share]) => total + share, 0) / sum,
      neverInFive: others.filter(([, share]) => share === 0).length / others.length,
    },
    seconds: (performance.now() - started) / 1000,
  }
}
