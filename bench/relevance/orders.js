import { drawFrom, shuffled } from './chance.js'

/**
 * @typedef {{ matches: readonly string[], maybe: readonly string[] }} Passed - who meets every condition, and who may
 * @typedef {'apart' | 'mixed'} Lists - `matches` before `maybe`, or both in one list
 */

/** Whom a text search does not find. */
const NOT_FOUND = -1

/**
 * An order of ours: as a caller gets it, or both lists by their scores.
 * @param {Pick<import('./types.js').Answer, 'matches' | 'maybe'>} answer
 * @param {Lists} lists
 */
export function orderOf({ matches, maybe }, lists) {
  const all = [...matches, ...maybe]
  if (lists === 'mixed') all.sort((one, other) => other.score - one.score)
  return all.map(({ id }) => id)
}

/**
 * The higher score first, equals and whoever was not found in an order of chance.
 * @param {Passed} passed
 * @param {ReadonlyMap<string, number>} scores
 * @param {Lists} lists
 * @param {number} seed
 * @returns {string[]}
 */
export function byScore({ matches, maybe }, scores, lists, seed) {
  const draw = drawFrom(seed)
  const score = (/** @type {string} */ id) => scores.get(id) ?? NOT_FOUND
  const parts = lists === 'apart' ? [matches, maybe] : [[...matches, ...maybe]]
  // Sorting keeps the order of equals.
  return parts.flatMap((part) => shuffled(draw, part).sort((one, other) => score(other) - score(one)))
}
