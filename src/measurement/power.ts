import { normalBelow, normalBound } from './normal.js'

// What a comparison of two equal groups can show. The noise that protects each person is added to what chance does anyway.

/** A test of two groups of the same size. */
export type Comparison = {
  /** How many people in each group. */
  readonly perGroup: number
  /** How often a difference is seen where there is none; 0.05 unless told. Two-sided. */
  readonly level?: number
  /** The variance that noise adds to the count of each group; 0 unless told. */
  readonly noiseVariance?: number
}

/**
 * Computes how often two shares that differ are seen to differ.
 *
 * The formula is that of R's `power.prop.test` (two-sided, `strict = FALSE`); noise widens both of its variances.
 *
 * @param one - the first share, from 0 to 1.
 * @param other - the second.
 * @param test - how many people, and under which rules.
 * @returns the power, from 0 to 1.
 * Privacy: reads assumptions.
 * Cost: O(1).
 * @see Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, chapter 4; R 4 stats, power.prop.test @since 0.1
 */
export function powerOfShares(
  one: number,
  other: number,
  { perGroup, level = 0.05, noiseVariance = 0 }: Comparison,
): number {
  const extra = noiseVariance / perGroup
  const equal = Math.sqrt((one + other) * (1 - (one + other) / 2) + 2 * extra)
  const apart = Math.sqrt(one * (1 - one) + other * (1 - other) + 2 * extra)
  const passed = Math.sqrt(perGroup) * Math.abs(one - other) - normalBound(1 - level / 2) * equal
  return apart === 0 ? (passed > 0 ? 1 : 0) : normalBelow(passed / apart)
}

/**
 * Computes how often a shorter wait is seen to be shorter, by the middle of two groups of waits.
 *
 * Waits are taken as lognormal: their logarithms are compared by a z-test. A histogram in days sees a little less.
 *
 * @param ratio - the middle wait of the one group over that of the other, 0.82 for "18 % faster".
 * @param spread - the standard deviation of the logarithms; 0.8 fits waits of one to six weeks.
 * @param test - how many people, and under which rules.
 * @returns the power, from 0 to 1.
 * Privacy: reads assumptions.
 * Cost: O(1).
 * @see Chow, Shao and Wang 2008, Sample Size Calculations in Clinical Research, section 3.2 @since 0.1
 */
export function powerOfWaits(ratio: number, spread: number, { perGroup, level = 0.05 }: Comparison): number {
  const shift = (Math.abs(Math.log(ratio)) / spread) * Math.sqrt(perGroup / 2)
  return normalBelow(shift - normalBound(1 - level / 2))
}

/**
 * Finds the fewest people in each group with whom a power is reached.
 *
 * @param powerOf - the power with so many, which rises with them.
 * @param wanted - the power to reach.
 * @returns the number; undefined where ten million are too few.
 * Privacy: reads assumptions.
 * Cost: some thirty calls. @since 0.1
 */
export function fewestFor(powerOf: (perGroup: number) => number, wanted: number): number | undefined {
  const most = 10_000_000
  if (!(powerOf(most) >= wanted)) return undefined
  let low = 1
  let high = most
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (powerOf(middle) >= wanted) high = middle
    else low = middle + 1
  }
  return low
}
