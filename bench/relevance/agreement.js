import { hashOrder } from './collections.js'
import { grade, mean, overlap, poolOf, weightedKappa } from './metrics.js'
import { PLACES, parts } from './quality.js'

/**
 * @typedef {import('./metrics.js').Grades} Grades
 * @typedef {Record<string, Grades>} Labels - by story
 * @typedef {{ kappa: number, pool: number, overlap: number, stories: number }} Agreement
 * @typedef {{ id: string, apart: number, overlap: number | undefined, pool: number }} Difference - `apart`: the mean difference of grades
 */

/**
 * How far two readers agree.
 * @param {Labels} one
 * @param {Labels} two
 * @returns {{ byPart: Record<string, Agreement>, differences: Difference[] }} `differences`: of every story, the largest first
 */
export function agreementOf(one, two) {
  const stories = Object.keys(one).map((id) => compare(id, one[id] ?? {}, two[id] ?? {}))
  const byPart = Object.fromEntries(
    ['harbour', 'directory', 'together'].map((part) => {
      const here = stories.filter(({ id }) => parts[part]?.(id))
      const pairs = here.flatMap((story) => story.pairs)
      const overlaps = here.map((story) => story.overlap).filter((value) => value !== undefined)
      return [
        part,
        { kappa: weightedKappa(pairs), pool: pairs.length, overlap: mean(overlaps), stories: overlaps.length },
      ]
    }),
  )
  const differences = stories
    .map(({ pairs, ...story }) => ({ ...story, pool: pairs.length }))
    .sort((first, second) => second.apart - first.apart)
  return { byPart, differences }
}

function compare(/** @type {string} */ id, /** @type {Grades} */ one, /** @type {Grades} */ two) {
  const pool = poolOf(one, two)
  const pairs = pool.map((target) => /** @type {const} */ ([grade(one, target), grade(two, target)]))
  const apart = pairs.length === 0 ? 0 : mean(pairs.map(([first, second]) => Math.abs(first - second)))
  return { id, pairs, apart, overlap: overlap(listOf(id, one), listOf(id, two), PLACES) }
}

/** Whom a reader named, the best first; equals in an order of chance that is the same for both. */
function listOf(/** @type {string} */ storyId, /** @type {Grades} */ grades) {
  const named = Object.keys(grades).filter((id) => grade(grades, id) > 0)
  return hashOrder(`entrenous relevance, ${storyId}`, named).sort((a, b) => grade(grades, b) - grade(grades, a))
}
