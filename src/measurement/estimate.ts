import { chancesOf } from './randomise.js'

/** The share of one cell among those who responded. */
export type ShareEstimate = {
  /** Without bias: noise may take it below 0 or above 1. */
  readonly share: number
  /** 95 times of 100 the share among those who responded lies between. */
  readonly low: number
  readonly high: number
}

/** What responses are estimated by. */
export type Responses = {
  /** How often each cell was named. */
  readonly named: readonly number[]
  /** How many responded. */
  readonly people: number
  readonly epsilon: number
}

/**
 * Works the shares out of randomised responses.
 *
 * @param responses - how often each cell was named, by how many, under which promise.
 * @returns an estimate without bias for each cell, with its interval.
 * @throws {RangeError} when nobody responded, a count is none, or there are fewer than two cells.
 * Privacy: reads what was already made safe.
 * Cost: O(cells).
 * @see Wang et al. 2017, section 3: the estimator of pure protocols, and its variance @since 0.1
 */
export function estimateShares({ named, people, epsilon }: Responses): readonly ShareEstimate[] {
  if (!(Number.isSafeInteger(people) && people > 0))
    throw new RangeError('people: expected a whole number of at least 1')
  const chances = chancesOf(named.length, epsilon)
  return named.map((count) => {
    if (!(Number.isSafeInteger(count) && count >= 0 && count <= people)) {
      throw new RangeError('named: expected counts of the people')
    }
    const share = (count / people - chances.other) / (chances.named - chances.other)
    const reach = 1.96 * Math.sqrt(varianceOf(Math.min(1, Math.max(0, share)), people, chances))
    return { share, low: share - reach, high: share + reach }
  })
}

/**
 * Computes the variance of an estimated share, where the true one is known.
 *
 * @param share - the true share among those who responded.
 * @param people - how many responded.
 * @param chances - how responses were drawn.
 * @returns the variance.
 * Privacy: reads public numbers.
 * Cost: O(1). @since 0.1
 */
export function varianceOf(
  share: number,
  people: number,
  { named, other }: { readonly named: number; readonly other: number },
): number {
  const noise = share * named * (1 - named) + (1 - share) * other * (1 - other)
  return noise / (people * (named - other) ** 2)
}

/**
 * Finds the shares nearest to an estimate that can be shares: none below 0, and 1 together.
 *
 * @param estimate - from `estimateShares`, or any numbers.
 * @returns shares, no longer without bias.
 * Privacy: reads what was already made safe.
 * Cost: O(cells log cells).
 * @see Duchi, Shalev-Shwartz, Singer and Chandra 2008, Efficient Projections onto the l1-Ball @since 0.1
 */
export function possibleShares(estimate: readonly number[]): readonly number[] {
  let sum = 0
  let cut = 0
  for (const [nth, share] of [...estimate].sort((one, other) => other - one).entries()) {
    sum += share
    const candidate = (sum - 1) / (nth + 1)
    if (share > candidate) cut = candidate
  }
  return estimate.map((share) => Math.max(0, share - cut))
}
