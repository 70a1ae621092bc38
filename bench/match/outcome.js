// Whether two ways of matching found the same.

/**
 * @typedef {{ id: string, score: number }} Placed
 * @typedef {{
 *   matches: readonly Placed[], maybe: readonly Placed[], counts: { matches: number, maybe: number },
 * }} Outcome
 */

/**
 * Compares what entrenous found with what the plain loop found.
 * @param {Outcome} ours
 * @param {import('./naive/loop.js').Best} theirs
 * @param {string} what - which query it was
 * @throws {Error} when they differ
 */
export function compareOutcomes(ours, theirs, what) {
  const one = textOf(ours)
  const other = textOf({ matches: theirs.matches.map(placed), maybe: theirs.maybe.map(placed), counts: theirs.counts })
  if (one !== other) throw new Error(`${what}: entrenous and the plain loop differ\n${one}\n${other}`)
}

const placed = (/** @type {import('./naive/loop.js').Found} */ { person, score }) => ({ id: person.id, score })

function textOf(/** @type {Outcome} */ { matches, maybe, counts }) {
  const list = (/** @type {readonly Placed[]} */ found) => found.map(({ id, score }) => `${id} ${score}`).join(', ')
  return `${counts.matches} matches: ${list(matches)}; ${counts.maybe} more to be asked: ${list(maybe)}`
}
