// What each term of the score earns: the same stories without it.
import { interval } from './bootstrap.js'
import { askOf, changedEngine, seedOf, tableOf } from './engine.js'
import { ndcg } from './metrics.js'
import { orderOf } from './orders.js'
import { meanOf, PLACES } from './quality.js'

/**
 * @typedef {import('./collections.js').Story} Story
 * @typedef {import('./collections.js').Target} Target
 * @typedef {import('./engine.js').Changes} Changes
 * @typedef {import('./types.js').Ask} Ask
 * @typedef {import('./types.js').Shelf} Shelf
 * @typedef {{ name: string, changes?: Changes, answers?: (answers: any) => any, offers?: (targets: readonly Target[]) => Target[] }} Without
 * @typedef {{ ndcg: Record<string, number>, scores: Record<string, string> }} Run - by story; `scores` to be compared only
 */

/** @returns {Promise<Without[]>} each term, and some together */
export async function terms() {
  const weights = Object.keys(await tableOf('weights'))
  const none = (/** @type {readonly string[]} */ names) => Object.fromEntries(names.map((name) => [name, 0]))
  const wishes = weights.filter((name) => name !== 'need')
  const relations = Object.keys(await tableOf('strengths')).filter((name) => name !== 'exact' && name !== 'none')
  return [
    ...weights.map((name) => ({ name: `weight: ${name}`, changes: { weights: none([name]) } })),
    { name: 'all weights but need', changes: { weights: none(wishes) } },
    ...relations.map((name) => ({ name: `relation: ${name}`, changes: { strengths: none([name]) } })),
    { name: 'all relations but exact', changes: { strengths: none(relations) } },
    { name: 'level (all as specialists)', offers: (targets) => targets.map(asSpecialist) },
    { name: 'importance (all as 2)', answers: asEquallyImportant },
  ]
}

/**
 * @param {Target} target
 * @returns {Target}
 */
function asSpecialist({ offer, ...target }) {
  const { concepts } = offer
  const flat = Array.isArray(concepts)
    ? concepts.map(({ concept }) => ({ concept, level: 4 }))
    : { specialist: [...new Set(Object.values(concepts ?? {}).flat())] }
  return { ...target, offer: concepts === undefined ? offer : { ...offer, concepts: flat } }
}

function asEquallyImportant(/** @type {any} */ { needs, ...answers }) {
  return { ...answers, needs: needs.map((/** @type {any} */ { concept }) => ({ concept, importance: 2 })) }
}

/**
 * Runs the stories of one collection.
 * @param {Ask} ask
 * @param {readonly Story[]} stories
 * @param {{ gold: Record<string, import('./metrics.js').Grades>, seeds: number }} given
 * @returns {Run}
 */
export function runStories(ask, stories, { gold, seeds }) {
  /** @type {Run} */
  const run = { ndcg: {}, scores: {} }
  for (const { id, answers } of stories) {
    const found = Array.from({ length: seeds }, (_, nth) => ask(answers, { seed: seedOf(nth) }))
    const value = meanOf(
      found.map((answer) => orderOf(answer, 'apart')),
      (order) => ndcg(order, gold[id] ?? {}, PLACES),
    )
    if (value !== undefined) run.ndcg[id] = value
    const scores = [...(found[0]?.matches ?? []), ...(found[0]?.maybe ?? [])].map(({ id: target, score }) => [
      target,
      score,
    ])
    run.scores[id] = JSON.stringify(Object.fromEntries(scores.sort()))
  }
  return run
}

/**
 * The same stories without one term.
 * @param {Without} without
 * @param {readonly Story[]} stories
 * @param {{
 *   now: number, gold: Record<string, import('./metrics.js').Grades>, seeds: number, targets: readonly Target[],
 *   shelf: Shelf, publish: (targets: readonly Target[]) => Shelf,
 *   engine: import('./types.js').Engine,
 * }} given
 * @returns {Promise<Run>}
 */
export async function runWithout(
  { changes, answers, offers },
  stories,
  { now, shelf, publish, engine, targets, ...given },
) {
  const changed = changes === undefined ? engine : await changedEngine(changes)
  const ask = askOf(changed, offers === undefined ? shelf : publish(offers(targets)), now)
  return runStories((asked, options) => ask(answers === undefined ? asked : answers(asked), options), stories, given)
}

/**
 * @param {string} name
 * @param {Run} base - with everything
 * @param {Run} run - without the term
 * @param {number} resamples
 * @returns {import('./types.js').Ablated}
 */
export function ablated(name, base, run, resamples) {
  const ids = Object.keys(base.ndcg)
  const changes = ids.map((id) => (run.ndcg[id] ?? 0) - (base.ndcg[id] ?? 0))
  return {
    name,
    exercised: Object.keys(base.scores).filter((id) => base.scores[id] !== run.scores[id]).length,
    // Below that it is the order of exact ties, over the seeds that were drawn, in floating point.
    moved: changes.filter((change) => Math.abs(change) > 1e-9).length,
    change: interval(changes, resamples),
  }
}
