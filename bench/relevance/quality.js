// How good everybody's order is, story by story, and in sum.
import { interval } from './bootstrap.js'
import { mean, ndcg, recall } from './metrics.js'

/**
 * @typedef {import('./types.js').Interval} Interval
 * @typedef {import('./types.js').Measured} Measured
 * @typedef {import('./types.js').Measures} Measures
 * @typedef {import('./types.js').Passed} Passed
 * @typedef {(storyId: string) => boolean} Which
 */

export const PLACES = 5

/** The parts of the stories that are counted by themselves. @type {Record<string, Which>} */
export const parts = {
  harbour: (id) => id.startsWith('h'),
  directory: (id) => id.startsWith('d'),
  together: () => true,
  odd: (id) => isOdd(id),
  even: (id) => !isOdd(id),
}

const isOdd = (/** @type {string} */ id) => Number(id.slice(1)) % 2 === 1

/**
 * Who passes the gates of a story: the same for everybody.
 * @param {import('./types.js').Collection} collection
 * @param {any} answers
 * @param {string} seed
 * @returns {Passed}
 */
export function passedOf({ ask }, answers, seed) {
  const { matches, maybe } = ask(answers, { seed })
  const ids = (/** @type {readonly { id: string }[]} */ found) => found.map(({ id }) => id).sort()
  return { matches: ids(matches), maybe: ids(maybe) }
}

/**
 * Measures one contender on the stories of one collection.
 * @param {import('./types.js').Contender} contender
 * @param {import('./types.js').Collection} collection
 * @param {readonly import('./collections.js').Story[]} stories
 * @param {{ gold: Record<string, import('./metrics.js').Grades>, passed: ReadonlyMap<string, Passed> }} given
 * @returns {Record<string, Measures>}
 */
export function measureStories(contender, collection, stories, { gold, passed }) {
  const rank = contender.on(collection)
  return Object.fromEntries(
    stories.map(({ id, words, answers }) => {
      const [grades, allowed] = [gold[id] ?? {}, passed.get(id) ?? { matches: [], maybe: [] }]
      const orders = rank({ words, answers }, allowed, 'apart')
      const mixed = rank({ words, answers }, allowed, 'mixed')
      return [
        id,
        {
          ndcg: meanOf(orders, (order) => ndcg(order, grades, PLACES)),
          recall: meanOf(orders, (order) => recall(order, grades, PLACES)),
          mixed: meanOf(mixed, (order) => ndcg(order, grades, PLACES)),
        },
      ]
    }),
  )
}

/**
 * Mean over orders; undefined where the measure is, as it then is for every order.
 * @param {readonly string[][]} orders
 * @param {(order: string[]) => number | undefined} measure
 */
export function meanOf(orders, measure) {
  const found = orders.map(measure).filter((value) => value !== undefined)
  return found.length === 0 ? undefined : mean(found)
}

/**
 * The values of one measure over some of the stories, in their order.
 * @param {Measured} measured
 * @param {keyof Measures} measure
 * @param {Which} which
 * @returns {number[]}
 */
export function valuesOf({ stories }, measure, which) {
  return Object.entries(stories).flatMap(([id, measures]) => (which(id) ? (measures[measure] ?? []) : []))
}

/**
 * @param {Measured} measured
 * @param {number} resamples
 * @returns {import('./types.js').Summary}
 */
export function summaryOf(measured, resamples) {
  return Object.fromEntries(
    Object.entries(parts).map(([part, which]) => {
      const over = (/** @type {keyof Measures} */ measure) => interval(valuesOf(measured, measure, which), resamples)
      return [part, { ndcg: over('ndcg'), recall: over('recall'), mixed: over('mixed') }]
    }),
  )
}

/**
 * How far one is ahead of another, story by story.
 * @param {Measured} one
 * @param {Measured} other
 * @param {keyof Measures} measure
 * @param {Which} which
 * @param {number} resamples
 * @returns {Interval}
 */
export function difference(one, other, measure, which, resamples) {
  const theirs = valuesOf(other, measure, which)
  return interval(
    valuesOf(one, measure, which).map((value, nth) => value - (theirs[nth] ?? 0)),
    resamples,
  )
}

/**
 * The best of some by one measure; the earlier of equals.
 * @param {readonly Measured[]} measured
 * @param {keyof Measures} measure
 * @param {Which} which
 * @returns {Measured}
 */
export function bestOf(measured, measure, which) {
  const means = measured.map((one) => mean(valuesOf(one, measure, which)))
  const best = measured[means.indexOf(Math.max(...means))]
  if (best === undefined) throw new Error('nobody was measured')
  return best
}
