import { describe, expect, it } from 'vitest'
import { type Run, textOf } from '../../../bench/board-report.js'

// The report on looking through a board.

const row = (name: string, median: number) => ({ name, median, p10: median * 0.9, p90: median * 1.1 })
const run: Run = {
  machine: { node: '20.20.2', cores: 2, processor: 'a processor with a long name', date: '2026-11-29', load: 0.5 },
  asked: { records: 256, hybridRecords: 32, liveKeys: 2, tickets: 1000, rounds: 25 },
  measured: [
    row('X25519 twice', 500),
    row('scanBoard', 550),
    row('deriveBits twice', 100),
    row('scanBoardWithWebCrypto', 250),
    row('findReplies, a ticket', 123),
    row('findReplies, a record', 0.91),
    row('ML-KEM and X25519 twice', 4000),
    row('scanBoard, hybrid', 5000),
    row('ML-KEM and deriveBits twice', 3000),
    row('WebCrypto scan, hybrid', 6000),
  ],
  verdicts: [],
}

describe('the report on a board', () => {
  const lines = textOf(run).split('\n')
  const lineOf = (name: string) => lines.find((line) => line.startsWith(`  ${name}  `)) ?? ''
  it('fits into 80 columns, without a space at the end of a line', () => {
    expect(lines.filter((line) => line.length > 80 || line !== line.trimEnd())).toEqual([])
  })
  it('holds each way of scanning against its own bare cost', () => {
    expect(lineOf('scanBoard')).toMatch(/ 550 .* 1\.10×$/)
    expect(lineOf('scanBoardWithWebCrypto')).toMatch(/ 250 .* 2\.50×$/)
    expect(lineOf('scanBoard, hybrid')).toMatch(/ 5000 .* 1\.25×$/)
    expect(lineOf('WebCrypto scan, hybrid')).toMatch(/ 6000 .* 2\.00×$/)
  })
  it('gives no ratio where there is nothing to hold against', () => {
    expect(lineOf('findReplies, a ticket')).toMatch(/ 111–135$/)
    expect(lineOf('findReplies, a record')).toMatch(/ 0\.91 +0\.82–1\.00$/)
  })
  it('warns where the machine had other work to do', () => {
    expect(textOf({ ...run, machine: { ...run.machine, load: 1.5 } })).toContain('caution')
    expect(textOf(run)).not.toContain('caution')
  })
})
