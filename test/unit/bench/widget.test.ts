import { describe, expect, it } from 'vitest'
import { judge, textOf } from '../../../bench/widget/report.js'

// What the bench of the widget's start says to what it measured.

const row = (slowdown: number, median: number) => ({
  what: 'first question',
  slowdown,
  median,
  p10: median - 9,
  p90: median + 9,
})

describe('the verdict', () => {
  it.each([
    [1000, true],
    [1001, false],
  ])('is about the slow processor: %d ms', (median, passed) => {
    const [verdict] = judge([row(1, 5000), row(4, median)])
    expect(verdict).toMatchObject({ found: median, asked: 1000, passed })
  })
  it('is none where the slow processor was not measured', () => expect(() => judge([row(1, 5)])).toThrow())
  it('stands in the text, in 80 columns', () => {
    const measured = [row(1, 150), row(4, 1200)]
    const machine = { cores: 2, processor: 'One', node: '20', date: '2026-11-30', load: 0 }
    const text = textOf({ machine, rounds: 3, browser: '156', measured, verdicts: judge(measured) })
    expect(text).toContain('MISSED')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})
