import { describe, expect, it } from 'vitest'
import { background, judge, PEOPLE, textOf } from '../../../bench/measurement/report.js'

// What the bench of measurement says to what it found.

const as = (change: (points: number, nth: number) => number) =>
  Object.entries(background).flatMap(([metric, rows]) =>
    rows.map((points, row) => ({ metric, people: PEOPLE[row] ?? 0, points: points.map(change) })),
  )

describe('the verdict', () => {
  it('is met by the background’s own figures, and by a fifth more', () => {
    expect(judge(as((points) => points)).map(({ passed }) => passed)).toEqual([true, true])
    expect(judge(as((points) => 1.2 * points))[0]).toMatchObject({ found: 105, passed: true })
  })
  it('is missed a quarter off, and on the other side of 5 points', () => {
    expect(judge(as((points) => 1.25 * points))[0]?.passed).toBe(false)
    expect(judge(as((points) => (points === 4.9 ? 5.1 : points))).map(({ passed }) => passed)).toEqual([true, false])
  })
  it('is none of a count that nobody knows', () =>
    expect(() => judge([{ metric: 'other', people: 50, points: [1] }])).toThrow())
  it('stands in the text, in 80 columns', () => {
    const errors = as((points) => points)
    const cost = { members: 100, joinMs: 92, reportMs: 719, answerMs: 55, sumMs: 375 }
    const costs = [{ ...cost, joinBytes: 6661, reportBytes: 233, answerBytes: 3395 }]
    const machine = { cores: 2, processor: 'One', node: '20', date: '2026-11-30', load: 0 }
    const text = textOf({ machine, runs: [1000, 400, 60], errors, costs, verdicts: judge(errors) })
    expect(text).toContain('of 105')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})
