import { describe, expect, it } from 'vitest'
import { judge as judgeSybil, textOf as sybilText } from '../../../bench/sybil/report.js'
import { chanceFrom, rules, simulate } from '../../../bench/sybil/simulate.js'
import { judge, slopeOf, textOf } from '../../../bench/trust/report.js'
import { policyPresets } from '../../../src/trust/joining.js'

const machine = { node: '20.20.2', cores: 2, processor: 'a processor', date: '2026-11-30', load: 0.5 }
const rows = (power: number) =>
  [625, 1250, 2500, 5000].map((size) => ({ size, median: size, p10: size ** power / 100, p90: 9 }))

describe('the slope of the fold', () => {
  it('is the power by which time grows', () => {
    for (const power of [1, 1.5, 2]) expect(slopeOf(rows(power))).toBeCloseTo(power, 9)
  })
  it('is asked to be near 1', () => {
    expect(judge(rows(1.05)).map(({ passed }) => passed)).toEqual([true])
    expect(judge(rows(1.5)).map(({ passed }) => passed)).toEqual([false])
  })
  it('is reported in 80 columns', () => {
    const measured = rows(1)
    const text = textOf({ machine, rounds: 5, members: 900, measured, slope: 1, verdicts: judge(measured) })
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(text).toContain('met')
  })
})

describe('the simulation of attackers', () => {
  const world = { memberFooled: 0.05, vetterFooled: 0.05, foundOut: 0.15, seed: 7 }
  const last = rules.at(-1)

  it('takes the default policy as the library has it', () =>
    expect(last?.policy).toEqual(policyPresets['introduced-three-vetters']))

  it('gives the same for one seed, and nobody where nobody is fooled', () => {
    const policy = rules[1]?.policy ?? {}
    const once = simulate({ ...world, policy })
    expect(once).toBeGreaterThan(0)
    expect(simulate({ ...world, policy })).toBe(once)
    expect(simulate({ ...world, policy, memberFooled: 0 })).toBe(0)
    expect(simulate({ ...world, policy: last?.policy ?? {}, vetterFooled: 0 })).toBe(0)
  })

  it('lets in more where vetters are always fooled than where they seldom are', () => {
    const policy = last?.policy ?? {}
    expect(simulate({ ...world, policy, vetterFooled: 1 })).toBeGreaterThan(simulate({ ...world, policy }))
  })

  it('draws chances between 0 and 1 that repeat', () => {
    const draws = (seed: number) => Array.from({ length: 200 }, chanceFrom(seed))
    expect(draws(1)).toEqual(draws(1))
    expect(draws(1)).not.toEqual(draws(2))
    expect(draws(1).filter((one) => one < 0 || one >= 1)).toEqual([])
    expect(draws(3).reduce((sum, one) => sum + one, 0) / 200).toBeCloseTo(0.5, 1)
  })

  it('is reported in 80 columns, and misses where the default lets somebody in', () => {
    const measured = [{ name: 'the default: three of seven', vetterFooled: 0.05, median: 1, p90: 2, most: 3 }]
    const verdicts = judgeSybil(measured)
    const text = sybilText({ machine, runs: 20, measured, verdicts })
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(verdicts.map(({ passed }) => passed)).toEqual([false])
    expect(text).toContain('MISSED')
  })
})
