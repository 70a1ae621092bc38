import { describe, expect, it } from 'vitest'
import { textOf as coldStartText } from '../../../bench/coldstart/report.js'
import { judge as judgeColdStart } from '../../../bench/coldstart/requirements.js'
import { runnerOf, spreadsOf, takeTurns } from '../../../bench/match/measure.js'
import { type AtSize, type Row, textOf } from '../../../bench/match/report.js'
import { judge } from '../../../bench/match/requirements.js'

// How the benchmarks of matching and of the cold start measure, judge and print.

const machine = { node: '20.20.2', cores: 2, processor: 'a processor', date: '2026-11-22', load: 0.5 }
const spread = (median: number) => ({ median, p10: median * 0.9, p90: median * 1.1 })
const row = (name: string, narrow: number, broad: number, parts: Partial<Row> = {}): Row => ({
  name,
  buildMs: 12_345,
  bytesEach: 2266,
  narrow: spread(narrow),
  broad: spread(broad),
  ...parts,
})
const agree = { narrow: 6, broad: 10 }

const at = (size: number, ours: Row, sum?: AtSize['sum']): AtSize => ({
  size,
  shares: { narrow: [size * 0.02, size * 0.03], broad: [size * 0.4, size * 0.45] },
  rows: [
    ours,
    row('plain loop', 50, 600),
    row('ItemsJS + loop', 900.5, 12.3, { agree }),
    row('MiniSearch', 100, 100, { agree }),
    { name: 'Fuse.js' },
  ],
  ...(sum && { sum }),
})
const ours = (narrow: number, broad: number, bytesEach: number | undefined = 120) =>
  row('entrenous', narrow, broad, { bytesEach })
const measured = [
  at(10_000, ours(1, 10)),
  at(100_000, ours(10, 15)),
  at(1_000_000, ours(20, 50), { bytes: 120_000_000, ms: 5 }),
]

describe('taking turns', () => {
  it('gives everybody one slice of each kind a round, and does not count the first', async () => {
    const asked: string[] = []
    const ask = (who: string) => [() => asked.push(who)]
    const runners = [runnerOf({ narrow: ask('a'), broad: ask('A') }), runnerOf({ narrow: ask('b') })]
    await takeTurns(runners, { rounds: 2, sliceMs: 0, budgetMs: 1_000_000 }, () => {})
    expect(asked.join('')).toBe('aAbbaAaAb')
    expect(runners.map(({ times }) => times)).toEqual([
      { narrow: [expect.any(Number), expect.any(Number)], broad: [expect.any(Number), expect.any(Number)] },
      { narrow: [expect.any(Number), expect.any(Number)] },
    ])
  })
  it('lets who has spent the budget leave after three rounds that count', async () => {
    const runner = runnerOf({ narrow: [() => undefined] })
    await takeTurns([runner], { rounds: 9, sliceMs: 0, budgetMs: -1 }, () => {})
    expect(runner.times['narrow']).toHaveLength(3)
  })
  it('gives the middle of the slices', () => {
    const runner = { ...runnerOf({}), times: { narrow: [3, 1, 2] } }
    expect(spreadsOf(runner)['narrow']?.median).toBe(2)
  })
})

describe('judging a run of matching', () => {
  const passed = (run: readonly AtSize[]) => judge(run).map((verdict) => verdict.passed)
  it('passes what is at the asked ratio', () => expect(passed(measured)).toEqual([true, true, true, true, true]))
  it('misses what is below it, each by itself', () => {
    const [first, second, third] = measured
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three')
    expect(passed([at(10_000, ours(1, 10.1)), second, third])).toEqual([false, true, true, true, true])
    expect(passed([at(10_000, ours(1.01, 10)), second, third])).toEqual([true, false, true, true, true])
    expect(passed([first, at(100_000, ours(10, 15.1)), third])).toEqual([true, true, false, true, true])
    expect(passed([first, second, at(1_000_000, ours(20, 50.1), third.sum)])).toEqual([true, true, true, false, true])
    expect(passed([first, second, at(1_000_000, ours(20, 50, 121), third.sum)])).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })
  it('judges no size that was not measured', () => expect(passed(measured.slice(0, 1))).toEqual([true, true, true]))
  it('counts as missed what entrenous was left out of', () => {
    const left = { name: 'entrenous' }
    expect(passed([...measured.slice(0, 2), at(1_000_000, left, { bytes: 1, ms: 1 })])).toEqual([
      true,
      true,
      true,
      false,
      true,
    ])
  })
  it('judges nobody by another name', () =>
    expect(() => judge([at(10_000, row('somebody', 1, 1))])).toThrow('nobody is called entrenous'))
})

describe('the report of matching', () => {
  const run = { machine, versions: { minisearch: '7.2.0' }, queries: 8, measured, verdicts: judge(measured) }
  const text = textOf(run)
  const lines = text.split('\n')
  it('fits into 80 columns', () => expect(lines.filter((line) => line.length > 80)).toEqual([]))
  it('leaves no space at the end of a line', () => expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]))
  it('says how many times as long somebody takes', () => {
    expect(text).toMatch(/MiniSearch +100 +100× +100 +10\.0× +100 +5\.00×/)
    expect(text).toMatch(/ItemsJS \+ loop +6 \/ 10 +6 \/ 10 +6 \/ 10/)
  })
  it('leaves open what was not measured', () => expect(text).toMatch(/Fuse\.js +– +– +–/))
  it('says what was missed, and what could not be run', () => {
    expect(text).not.toContain('MISSED')
    const left = [at(1_000_000, { name: 'entrenous' }, { bytes: 1, ms: 1 })]
    expect(textOf({ ...run, verdicts: judge(left) })).toMatch(/not run +≤ 10× +MISSED/)
  })
})

describe('the cold start', () => {
  const sizes = { raw: 123_456_789, gzip: 12_345_678, brotli: 1_234_567, quality: 11 }
  const cold = (ms: number) => [
    {
      size: 10_000,
      holds: 'practitioners, each with a signed descriptor, presence and approval',
      bytes: { entrenous: sizes, JSON: sizes },
      rows: [
        { name: 'entrenous', ms: spread(ms) },
        { name: 'JSON + zod + MiniSearch', ms: spread(200) },
      ],
    },
  ]
  it('is asked to be twenty times as fast at ten thousand', () => {
    expect(judgeColdStart(cold(10)).map(({ passed }) => passed)).toEqual([true])
    expect(judgeColdStart(cold(10.1)).map(({ passed }) => passed)).toEqual([false])
    expect(judgeColdStart([])).toEqual([])
  })
  it('reports in 80 columns', () => {
    const text = coldStartText({
      machine,
      versions: { zod: '4.6.7' },
      measured: cold(10),
      verdicts: judgeColdStart(cold(10)),
    })
    expect(text.split('\n').filter((line) => line.length > 80 || line !== line.trimEnd())).toEqual([])
    expect(text).toMatch(/JSON \+ zod \+ MiniSearch +200 +180–220 +20\.0×/)
    expect(text).toContain('1235 B gzipped each')
  })
})
