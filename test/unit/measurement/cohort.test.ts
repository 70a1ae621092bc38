import { describe, expect, it } from 'vitest'
import { en, enMeasurement } from '../../../src/labels/en.js'
import { es, esMeasurement } from '../../../src/labels/es.js'
import { fr, frMeasurement } from '../../../src/labels/fr.js'
import { type CohortQuestion, canThisCohortAnswer } from '../../../src/measurement/cohort.js'
import { textOfCohortAnswer } from '../../../src/measurement/cohort-text.js'
import { normalBelow, normalBound } from '../../../src/measurement/normal.js'
import { fewestFor, powerOfShares, powerOfWaits } from '../../../src/measurement/power.js'

describe('the normal distribution', () => {
  // Abramowitz and Stegun, table 26.1, and the usual critical values.
  it.each([
    [0, 0.5],
    [1, 0.8413447],
    [1.96, 0.9750021],
    [-1, 0.1586553],
    [-3, 0.0013499],
    [3.5, 0.9997674],
  ])('is below %d with probability %d', (bound, probability) => expect(normalBelow(bound)).toBeCloseTo(probability, 6))
  it('is turned round', () => {
    expect(normalBound(0.975)).toBeCloseTo(1.959964, 5)
    expect(normalBound(0.8)).toBeCloseTo(0.841621, 5)
    expect(() => normalBound(1)).toThrow(RangeError)
  })
})

describe('the power of a comparison of two shares', () => {
  // The examples of R's own help page, ?power.prop.test: n = 50 gives 0.740; power .90 takes n = 76.7.
  it('is that of power.prop.test', () => {
    expect(powerOfShares(0.5, 0.75, { perGroup: 50 })).toBeCloseTo(0.7401659, 5)
    expect(fewestFor((perGroup) => powerOfShares(0.5, 0.75, { perGroup }), 0.9)).toBe(77)
  })
  // Fleiss, Levin and Paik 2003, formula 4.14 without the correction for continuity, worked out by hand: (z√(2p̄q̄) + z√(Σpq))²/d².
  it.each([
    [0.3, 0.384, 500],
    [0.6, 0.7, 356],
    [0.1, 0.2, 199],
  ])('takes as many as the formula for %d and %d', (one, other, perGroup) => {
    const mean = (one + other) / 2
    const top =
      1.959964 * Math.sqrt(2 * mean * (1 - mean)) + 0.841621 * Math.sqrt(one * (1 - one) + other * (1 - other))
    const formula = Math.ceil((top / (one - other)) ** 2)
    expect(fewestFor((count) => powerOfShares(one, other, { perGroup: count }), 0.8)).toBe(formula)
    expect(formula).toBe(perGroup)
  })
  // The simulation of the background, in points: none, then with two helpers' noise at ε 1, 2 and 4, for 500 people.
  it('is that of the background’s simulation, within 4 points', () => {
    const power = (epsilon?: number) =>
      100 * canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 0.28, ...(epsilon && { epsilon }) }, 500).power
    for (const [epsilon, points] of [
      [undefined, 48],
      [1, 40],
      [2, 47],
      [4, 51],
    ] as const) {
      expect(Math.abs(power(epsilon) - points)).toBeLessThan(4)
    }
  })
  it('agrees with what comes of drawing, within a point', () => {
    // The z-test itself, on binomial numbers, exactly: every outcome of two groups of 60 and its probability.
    const [perGroup, one, other] = [60, 0.3, 0.55]
    const chance = (share: number) => {
      const found = [(1 - share) ** perGroup]
      for (let k = 1; k <= perGroup; k++)
        found[k] = ((found[k - 1] ?? 0) * (perGroup - k + 1) * share) / (k * (1 - share))
      return found
    }
    let exact = 0
    for (const [a, first] of chance(one).entries()) {
      for (const [b, second] of chance(other).entries()) {
        const mean = (a + b) / (2 * perGroup)
        const z = Math.abs(a - b) / Math.sqrt(2 * perGroup * mean * (1 - mean))
        if (z > 1.959964) exact += first * second
      }
    }
    expect(Math.abs(powerOfShares(one, other, { perGroup }) - exact)).toBeLessThan(0.01)
  })
  it('is none where nothing can be told, and certain where nothing varies', () => {
    expect(fewestFor(() => 0.1, 0.8)).toBeUndefined()
    expect(powerOfShares(0, 1, { perGroup: 50 })).toBe(1)
  })
})

describe('whether a cohort can answer', () => {
  it('+28 % of 30 %: not 50 people, hardly 500, yes 1,000', () => {
    const ask = (people: number) =>
      canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 0.28 }, people, { perWeek: 10 })
    expect([50, 500, 998, 1000].map((people) => ask(people).verdict)).toEqual(['no', 'hardly', 'hardly', 'yes'])
    expect(ask(500)).toMatchObject({ needed: 1000, weeks: 100 })
    expect(ask(500).smallestChange).toBeCloseTo(0.4, 2)
  })
  it('18 % faster: 512 people', () => {
    const ask = (people: number) => canThisCohortAnswer({ kind: 'wait', faster: 0.18 }, people)
    expect(ask(50).needed).toBe(512)
    expect([50, 510, 512].map((people) => ask(people).verdict)).toEqual(['no', 'hardly', 'yes'])
    expect(powerOfWaits(0.82, 0.8, { perGroup: 256 })).toBeCloseTo(powerOfWaits(1 / 0.82, 0.8, { perGroup: 256 }), 10)
  })
  it('gives the smallest change as one that is seen as often as asked', () => {
    for (const question of [
      { kind: 'share', baseline: 0.3, change: 0.1 },
      { kind: 'share', baseline: 0.3, change: -0.1 },
      { kind: 'wait', faster: 0.1 },
    ] as const satisfies readonly CohortQuestion[]) {
      const { smallestChange = 0 } = canThisCohortAnswer(question, 900)
      const again: CohortQuestion =
        question.kind === 'wait' ? { ...question, faster: smallestChange } : { ...question, change: smallestChange }
      expect(canThisCohortAnswer(again, 900).power).toBeCloseTo(0.8, 4)
    }
    expect(canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 0.1 }, 4).smallestChange).toBeUndefined()
  })
  it('throws where the question is none', () => {
    const ask =
      (question: CohortQuestion, people = 100) =>
      () =>
        canThisCohortAnswer(question, people)
    expect(ask({ kind: 'share', baseline: 0, change: 1 })).toThrow(RangeError)
    expect(ask({ kind: 'share', baseline: 0.5, change: 1.1 })).toThrow(RangeError)
    expect(ask({ kind: 'share', baseline: 0.5, change: 0 })).toThrow(RangeError)
    expect(ask({ kind: 'share', baseline: 0.5, change: 0.1, epsilon: 0 })).toThrow(RangeError)
    expect(ask({ kind: 'wait', faster: 1 })).toThrow(RangeError)
    expect(ask({ kind: 'wait', faster: 0.1, spread: 0 })).toThrow(RangeError)
    expect(ask({ kind: 'wait', faster: 0.1 }, 1)).toThrow(RangeError)
    expect(() => canThisCohortAnswer({ kind: 'wait', faster: 0.1 }, 100, { perWeek: 0 })).toThrow(RangeError)
    expect(() => canThisCohortAnswer({ kind: 'wait', faster: 0.1 }, 100, { power: 0.01 })).toThrow(RangeError)
  })
  it('says so in plain words, in each language', () => {
    const answer = canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 0.28, epsilon: 2 }, 500, { perWeek: 10 })
    expect(textOfCohortAnswer(answer, en, enMeasurement)).toEqual([
      'Would 500 people show that 38 % say yes instead of 30 %?',
      'No. If it is true, you would see it only 48 times in 100. Seeing nothing would tell you nothing.',
      'The smallest difference that so many people can show is 42 %.',
      'It takes 1,032 people, half of them each way.',
      'At 10 people a week that is 104 weeks.',
      'The noise that protects each of them is counted in.',
    ])
    const others = [
      canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: -0.2 }, 4),
      canThisCohortAnswer({ kind: 'wait', faster: 0.5 }, 500),
      canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 1e-9 }, 40),
    ]
    for (const [labels, words] of [
      [en, enMeasurement],
      [es, esMeasurement],
      [fr, frMeasurement],
    ] as const) {
      for (const one of [answer, ...others]) {
        const lines = textOfCohortAnswer(one, labels, words)
        expect(lines.length).toBeGreaterThan(2)
        expect(lines.join()).not.toMatch(/[{}]|undefined|NaN/)
      }
    }
  })
})
