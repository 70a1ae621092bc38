import { describe, expect, it } from 'vitest'
import { noiseBound, noiseShare, noiseVariance, uniformsFrom } from '../../../src/measurement/noise.js'
import { seededRandom } from '../../support/random.js'

/** The noise of one cell when `shares` members of a round of `members` add theirs. */
function sums(members: number, shares: number, epsilon: number, draws: number): readonly number[] {
  const uniform = uniformsFrom(seededRandom(`noise ${members} ${epsilon}`)(32))
  return Array.from({ length: draws }, () => {
    let sum = 0
    for (let nth = 0; nth < shares; nth++) sum += noiseShare(members, epsilon, uniform)
    return sum
  })
}

describe('the noise', () => {
  it('is uniform numbers before it is anything else', () => {
    const uniform = uniformsFrom(new Uint8Array(32).fill(1))
    const tenths = Array.from({ length: 10 }, () => 0)
    for (let nth = 0; nth < 10_000; nth++) {
      const tenth = Math.floor(10 * uniform())
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    // Chi-square with 9 degrees of freedom: above 27.9 once in a thousand.
    expect(tenths.reduce((sum, found) => sum + (found - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9)
  })

  it.each([1, 2])(
    'of half the members is geometric at ε %d: no two neighbours are told apart by more than e^ε',
    (epsilon) => {
      // Half of 8 give it whole. A cell that holds one more shifts it by 1; a person who moves shifts two cells, e^(ε/2) each.
      const draws = 40_000
      const found = new Map<number, number>()
      for (const sum of sums(8, 4, epsilon, draws)) found.set(sum, (found.get(sum) ?? 0) + 1)
      const alpha = Math.exp(-epsilon / 2)
      for (let value = -4; value <= 4; value++) {
        const expected = ((1 - alpha) / (1 + alpha)) * alpha ** Math.abs(value)
        const [here, next] = [found.get(value) ?? 0, found.get(value + 1) ?? 0]
        const sd = Math.sqrt(draws * expected * (1 - expected))
        expect(Math.abs(here - draws * expected)).toBeLessThan(4 * sd)
        // The empirical ε of one cell, with room for chance: three standard errors of the logarithm of a ratio.
        const ratio = Math.abs(Math.log(here / next))
        expect(ratio).toBeLessThan(epsilon / 2 + 3 * Math.sqrt(1 / here + 1 / next))
      }
    },
  )

  it('has the variance that intervals are made of, for any number that reports', () => {
    for (const [members, shares, epsilon] of [
      [8, 8, 2],
      [9, 6, 1],
      [30, 24, 0.5],
    ] as const) {
      const draws = 6000
      const all = sums(members, shares, epsilon, draws)
      const mean = all.reduce((sum, one) => sum + one, 0) / draws
      const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / draws
      expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / draws))
      expect(variance / noiseVariance(members, shares, epsilon)).toBeGreaterThan(0.85)
      expect(variance / noiseVariance(members, shares, epsilon)).toBeLessThan(1.18)
      expect(Math.max(...all.map(Math.abs))).toBeLessThan(noiseBound(members, epsilon))
    }
  })

  it('has the spread of the background’s figures: 2.8 from one, 3.95 when half may collude, at ε 1', () => {
    expect(Math.sqrt(noiseVariance(8, 4, 1))).toBeCloseTo(2.8, 1)
    expect(Math.sqrt(noiseVariance(8, 8, 1))).toBeCloseTo(3.95, 1)
  })
})
