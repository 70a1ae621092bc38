// The measures, as README.md fixes them. Numbers in, numbers out: nothing here knows who ranked.

/** @typedef {Readonly<Record<string, number>>} Grades - by target; who is not named is 0 */

/** Gold from which somebody counts as relevant. */
const RELEVANT = 1.5
/** Grades are 0 to 3. */
const GRADES = 4

/**
 * Joins the grades of two readers to gold, their mean.
 * @param {Grades} one
 * @param {Grades} two
 * @returns {Grades}
 */
export function goldOf(one, two) {
  return Object.fromEntries(poolOf(one, two).map((id) => [id, (grade(one, id) + grade(two, id)) / 2]))
}

/**
 * Discounted gain of the first places, of the most that was possible: gain 2^gold − 1, discount log2(rank + 1).
 * @param {readonly string[]} order - best first; who is excluded is not in it
 * @param {Grades} gold - of the whole collection, also of who is excluded
 * @param {number} places
 * @returns {number | undefined} undefined where nobody is of any use
 */
export function ndcg(order, gold, places) {
  const ideal = Object.values(gold).sort((one, other) => other - one)
  const most = discounted(ideal, places)
  if (most === 0) return undefined
  const found = order.slice(0, places).map((id) => grade(gold, id))
  return discounted(found, places) / most
}

function discounted(/** @type {readonly number[]} */ gold, /** @type {number} */ places) {
  return gold.slice(0, places).reduce((sum, one, index) => sum + (2 ** one - 1) / Math.log2(index + 2), 0)
}

/**
 * Share of the relevant ones among the first places.
 * @param {readonly string[]} order
 * @param {Grades} gold
 * @param {number} places
 * @returns {number | undefined} of as many as could be there; undefined where nobody is relevant
 */
export function recall(order, gold, places) {
  const relevant = Object.keys(gold).filter((id) => grade(gold, id) >= RELEVANT)
  const first = new Set(order.slice(0, places))
  const possible = Math.min(places, relevant.length)
  return possible === 0 ? undefined : relevant.filter((id) => first.has(id)).length / possible
}

/**
 * Cohen's kappa with quadratic weights: agreement beyond chance, a difference of two counting as four of one.
 * @param {readonly (readonly [number, number])[]} pairs - the two grades of each
 * @returns {number} 1 where everything is the same
 * @see Cohen 1968, weighted kappa
 */
export function weightedKappa(pairs) {
  const shares = (/** @type {0 | 1} */ reader) =>
    Array.from({ length: GRADES }, (_, value) => pairs.filter((pair) => pair[reader] === value).length / pairs.length)
  const [ones, twos] = [shares(0), shares(1)]
  const observed = mean(pairs.map(([one, two]) => (one - two) ** 2))
  const expected = ones.reduce(
    (sum, share, one) => sum + twos.reduce((inner, other, two) => inner + share * other * (one - two) ** 2, 0),
    0,
  )
  return expected === 0 ? 1 : 1 - observed / expected
}

/**
 * Lists everybody whom at least one reader graded above 0.
 * @param {Grades} one
 * @param {Grades} two
 */
export function poolOf(one, two) {
  return [...new Set([...Object.keys(one), ...Object.keys(two)])].filter((id) => grade(one, id) + grade(two, id) > 0)
}

/**
 * Share of one reader's best that are among the other's best.
 * @param {readonly string[]} one - in order, nobody of grade 0
 * @param {readonly string[]} two
 * @param {number} places
 * @returns {number | undefined} of the shorter list; undefined where both are empty
 */
export function overlap(one, two, places) {
  if (one.length === 0 && two.length === 0) return undefined
  const least = Math.min(places, one.length, two.length)
  if (least === 0) return 0
  const best = new Set(two.slice(0, places))
  return one.slice(0, places).filter((id) => best.has(id)).length / least
}

/**
 * Inequality of shares: 0 where all have the same, towards 1 where one has everything.
 * @param {readonly number[]} shares - at least 0
 * @returns {number}
 * @see Gini 1912
 */
export function gini(shares) {
  const sorted = [...shares].sort((one, other) => one - other)
  const sum = sorted.reduce((total, one) => total + one, 0)
  if (sum === 0) return 0
  const weighted = sorted.reduce((total, one, index) => total + (2 * (index + 1) - sorted.length - 1) * one, 0)
  return weighted / (sorted.length * sum)
}

/**
 * @param {readonly number[]} values - at least one
 */
export function mean(values) {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}

/**
 * @param {Grades} grades
 * @param {string} id
 */
export function grade(grades, id) {
  return Object.hasOwn(grades, id) ? (grades[id] ?? 0) : 0
}
