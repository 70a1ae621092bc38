import { describe, expect, it } from 'vitest'
import { estimateShares, possibleShares, varianceOf } from '../../../src/measurement/estimate.js'
import { expectedWorstError, MOST_ERROR_POINTS } from '../../../src/measurement/gate.js'
import { chancesOf, randomisedResponse } from '../../../src/measurement/randomise.js'
import { codeOf, value } from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'

const settings = [
  { cells: 2, epsilon: 1 },
  { cells: 5, epsilon: 2 },
  { cells: 8, epsilon: 1 },
  { cells: 13, epsilon: 1 }, // unary
]
/** How often each cell is named when so many people, all of one truth, respond. */
function namedBy(
  people: number,
  truth: number,
  { cells, epsilon }: (typeof settings)[number],
  seed = '',
): readonly number[] {
  const random = seededRandom(`respond ${cells} ${epsilon} ${truth} ${seed}`)
  const named = Array.from({ length: cells }, () => 0)
  for (let nth = 0; nth < people; nth++) {
    for (const cell of value(randomisedResponse(truth, { cells, epsilon, random })))
      named[cell] = (named[cell] ?? 0) + 1
  }
  return named
}

describe.each(settings)('a response of $cells cells at ε $epsilon', ({ cells, epsilon }) => {
  const setting = { cells, epsilon }

  it('names the true cell and every other as often as it says', () => {
    const people = 6000
    const { named, other } = chancesOf(cells, epsilon)
    for (const [cell, found] of namedBy(people, 1, setting).entries()) {
      const expected = people * (cell === 1 ? named : other)
      expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - expected / people)))
    }
  })

  it('tells two truths apart by e^ε at most, as counted', () => {
    const people = 12_000
    const outcomes = (truth: number) => {
      const random = seededRandom(`epsilon ${cells} ${epsilon} ${truth}`)
      const found = new Map<string, number>()
      for (let nth = 0; nth < people; nth++) {
        const response = value(randomisedResponse(truth, { cells, epsilon, random }))
        // The cells that tell the two truths apart; the others are named alike.
        const key = [0, 1].map((cell) => response.includes(cell)).join()
        found.set(key, (found.get(key) ?? 0) + 1)
      }
      return found
    }
    const [one, other] = [outcomes(0), outcomes(1)]
    for (const key of new Set([...one.keys(), ...other.keys()])) {
      const [here, there] = [one.get(key) ?? 0, other.get(key) ?? 0]
      const chance = 3 * Math.sqrt(1 / here + 1 / there)
      expect(Math.abs(Math.log(here / there))).toBeLessThan(epsilon + chance)
    }
  })

  it('is estimated without bias, within three standard errors, and its interval holds the truth 95 times of 100', () => {
    const groups = [90, 60, ...Array.from({ length: cells - 2 }, () => 10)].slice(0, cells)
    const people = groups.reduce((sum, count) => sum + count, 0)
    const runs = 120
    const sum = Array.from({ length: cells }, () => 0)
    let held = 0
    for (let run = 0; run < runs; run++) {
      const named = Array.from({ length: cells }, () => 0)
      for (const [truth, count] of groups.entries()) {
        for (const [cell, found] of namedBy(count, truth, setting, `${run}`).entries())
          named[cell] = (named[cell] ?? 0) + found
      }
      for (const [cell, { share, low, high }] of estimateShares({ named, people, epsilon }).entries()) {
        const truth = (groups[cell] ?? 0) / people
        sum[cell] = (sum[cell] ?? 0) + share
        if (low <= truth && truth <= high) held += 1
      }
    }
    for (const [cell, total] of sum.entries()) {
      const truth = (groups[cell] ?? 0) / people
      const standardError = Math.sqrt(varianceOf(truth, people, chancesOf(cells, epsilon)) / runs)
      expect(Math.abs(total / runs - truth)).toBeLessThan(3 * standardError)
    }
    expect(held / (runs * cells)).toBeGreaterThan(0.92)
    expect(held / (runs * cells)).toBeLessThan(0.985)
  })
})

describe('the gate', () => {
  // The table of the background: cells, then at ε 1, 2 and 4 the worst cell for 50, 500 and 5,000 people.
  const table = {
    8: [30.6, 15.1, 4.7, 12.9, 5.1, 1.5, 4.4, 1.7, 0.5],
    4: [24.0, 10.2, 3.2, 8.0, 3.5, 1.0, 2.7, 1.1, 0.3],
    13: [32.3, 18.5, 5.7, 13.4, 6.6, 1.8, 4.9, 2.2, 0.6],
    5: [25.5, 11.8, 3.8, 9.8, 4.0, 1.1, 3.3, 1.3, 0.4],
    2: [10.8, 4.7, 1.6, 3.4, 1.5, 0.5, 1.1, 0.4, 0.2],
  }
  const asked = Object.entries(table).flatMap(([cells, points]) =>
    [50, 500, 5000].flatMap((people, row) =>
      [1, 2, 4].map((epsilon, column) => ({
        cells: Number(cells),
        people,
        epsilon,
        points: points[3 * row + column] ?? 0,
      })),
    ),
  )
  it.each(asked)(
    'knows that $cells cells of $people at ε $epsilon are off by $points points',
    ({ points, ...asking }) => {
      const found = expectedWorstError(asking)
      // Within 20 %, and what rounding to a tenth hides.
      expect(Math.abs(found - points)).toBeLessThan(0.2 * points + 0.05)
      expect(found > MOST_ERROR_POINTS).toBe(points > MOST_ERROR_POINTS)
    },
  )
  it('gives the same every time, and refuses what is no number of people', () => {
    const asking = { cells: 4, people: 77, epsilon: 1 }
    expect(expectedWorstError(asking)).toBe(expectedWorstError(asking))
    expect(() => expectedWorstError({ ...asking, people: 0 })).toThrow(RangeError)
  })
})

it('shares that can be shares are the nearest ones', () => {
  expect(possibleShares([0.5, 0.5])).toEqual([0.5, 0.5])
  const near = possibleShares([0.9, 0.4, -0.3])
  expect(near.map((share) => Math.round(100 * share))).toEqual([75, 25, 0])
  expect(near.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
})

it('faults of the caller are thrown', () => {
  expect(() => chancesOf(1, 1)).toThrow(RangeError)
  expect(() => chancesOf(2, 0)).toThrow(RangeError)
  expect(() => randomisedResponse(2, { cells: 2, epsilon: 1 })).toThrow(RangeError)
  expect(() => estimateShares({ named: [1, 2], people: 0, epsilon: 1 })).toThrow(RangeError)
  expect(() => estimateShares({ named: [1, 9], people: 5, epsilon: 1 })).toThrow(RangeError)
  expect(codeOf(randomisedResponse(1, { cells: 2, epsilon: 1, random: () => new Uint8Array(0) }))).toBe(
    'randomness_absent',
  )
})
