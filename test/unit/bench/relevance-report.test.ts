import { describe, expect, it } from 'vitest'
import { type Run, textOf } from '../../../bench/relevance/report.js'
import { judge } from '../../../bench/relevance/verdicts.js'

// How the evaluation of the ranking judges and prints.

const value = (mean: number) => ({ mean, low: mean - 0.1, high: mean + 0.1, count: 31 })
const whole = ['harbour', 'directory', 'together', 'odd', 'even']
const measures = (mean: number) => ({ ndcg: value(mean), recall: value(mean), mixed: value(mean) })
const row = (name: string, group: 'ours' | 'peer', mean: number) => ({
  name,
  group,
  stories: {},
  summary: Object.fromEntries(whole.map((part) => [part, measures(mean)])),
})
const found = (our: number, lead: number) => ({
  rows: [row('entrenous', 'ours', our), row('Fuse, any word, labels', 'peer', our - lead)],
  ahead: whole.map((part) => ({ part, best: 'Fuse, any word, labels', ndcg: value(lead), recall: value(-lead) })),
})
const unendorsed = { entries: 0.7, exposure: 0.6, neverInFive: 0 }
const shown = { name: 'Fuse, any word, labels', gini: 0.5, neverInFive: 0.4, neverInTen: 1, unendorsed, seconds: 1 }
const run: Run = {
  settings: { seeds: 20, orders: 1000, resamples: 10_000, questions: 2000 },
  versions: { minisearch: '7.2.0', '@orama/orama': '3.1.18', 'fuse.js': '7.5.0' },
  agreement: {
    byPart: { together: { kappa: 0.8, pool: 200, overlap: 0.9, stories: 31 } },
    differences: [{ id: 'd07', apart: 0.5, overlap: 0.6, pool: 17 }],
  },
  stories: { all: 31, nobody: 0, nobodyRelevant: 1 },
  ...found(0.9, 0.2),
  lost: [
    { story: 'h01', id: 'chen-wei', gold: 2, gates: ['payment', 'where'] },
    { story: 'h02', id: 'panic-evening', gold: 1, gates: ['where'] },
    { story: 'h02', id: 'ben', gold: 1, gates: [] },
  ],
  ablation: [{ name: 'level (all as specialists)', exercised: 30, moved: 12, change: value(-0.05) }],
  exposure: { harbour: { questions: 2000, rows: [shown] } },
  praise: [{ weight: 2, ...unendorsed }],
  verdicts: judge(found(0.9, 0.2)),
}
const lines = textOf(run).split('\n')

describe('judging the ranking', () => {
  const passed = (our: number, lead: number) => judge(found(our, lead)).map((verdict) => verdict.passed)
  it('passes what is at the asked figures', () => expect(passed(0.85, 0.1)).toEqual([true, true]))
  it('misses each by itself', () => {
    expect(passed(0.849, 0.1)).toEqual([false, true])
    expect(passed(0.85, 0.099)).toEqual([true, false])
  })
  it('judges nobody by a part of the stories', () =>
    expect(() => judge({ rows: [], ahead: [] })).toThrow('nobody was measured on all stories'))
})

describe('the report of the ranking', () => {
  it('fits into 80 columns', () => expect(lines.filter((line) => line.length > 80)).toEqual([]))
  it('leaves no space at the end of a line', () => expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]))
  it('gives every mean with its interval', () =>
    expect(lines).toContain('  entrenous                 0.90 (0.80–1.00)  0.90 (0.80–1.00)  0.90 (0.80–1.00)'))
  it('gives a difference its sign', () =>
    expect(lines).toContain('  together  +0.20 (+0.10 … +0.30) −0.20 (−0.30 … −0.10)  Fuse, any word, labels'))
  it('counts gates by name, the most frequent first', () => {
    const at = lines.indexOf('Named by a reader and excluded by a gate: 3, in 2 stories')
    expect(lines.slice(at + 1, at + 4).map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['where', '2'],
      ['payment', '1'],
      ['not asked for', '1'],
    ])
  })
  it('says what was missed', () => {
    expect(textOf(run)).not.toContain('MISSED')
    expect(textOf({ ...run, verdicts: judge(found(0.7, 0.2)) }).match(/MISSED/g)).toHaveLength(1)
  })
})
