import { describe, expect, it } from 'vitest'
import { type Contender, type Measured, measure, speedOf } from '../../../bench/measure.js'
import { type Run, textOf } from '../../../bench/report.js'
import { judge } from '../../../bench/requirements.js'

// The parts of the benchmark that need no other library: how it measures, judges and prints.

const row = (name: string, seals: number, opens: number, bytes: number, hidden = bytes): Measured => ({
  name,
  group: /jose|age|WebCrypto/.test(name) ? 'native' : 'javascript',
  suite: 'native X25519, ChaCha20-Poly1305',
  seal: { median: seals, p10: seals * 0.9, p90: seals * 1.1 },
  open: { median: opens, p10: opens * 0.9, p90: opens * 1.1 },
  bytes,
  hidden,
  characters: Math.ceil((bytes * 4) / 3),
})
const others = [
  row('entrenous WebCrypto', 40_000, 90_000, 597),
  row('@hpke/core JS', 500, 900, 577, 645),
  row('hpke + noble', 700, 1000, 577, 645),
  row('age', 600, 900, 797),
  row('jose JWE', 40_000, 90_000, 995),
  row('jose JWE of a JWS', 3000, 4000, 1424),
]

/** A contender that adds a byte, and takes it off again. */
const adding = (changes: Record<string, unknown> = {}): Contender => ({
  name: 'adding',
  group: 'javascript',
  suite: 'none',
  setup: async () => ({
    seal: () => Uint8Array.of(1, 2, 3, 6),
    open: (sealed: Uint8Array) => {
      if (sealed[3] !== 6) throw new Error('changed')
      return sealed.subarray(0, 3)
    },
    isRight: (opened) => opened instanceof Uint8Array && opened.length === 3,
    ...changes,
  }),
})
const measured = (contender: Contender) =>
  measure([contender], [undefined, undefined], { rounds: 3, sliceMs: 1 }, () => {})

describe('measuring', () => {
  it('takes the median of the slices, and where their outer tenths begin', () =>
    expect(speedOf([5, 1, 4, 2, 3])).toEqual({ median: 3, p10: 1.4, p90: 4.6 }))
  it('counts bytes, and characters as base64url', async () =>
    expect(await measured(adding())).toMatchObject([{ name: 'adding', bytes: 4, characters: 6 }]))
  it('refuses who opens to something else', () =>
    expect(measured(adding({ isRight: () => false }))).rejects.toThrow('adding opened something else'))
  it('refuses who opens a changed message', () =>
    expect(measured(adding({ open: () => Uint8Array.of(1, 2, 3) }))).rejects.toThrow('adding opened a changed message'))
})

describe('judging', () => {
  const passed = (ours: Measured) => judge([ours, ...others]).map((verdict) => verdict.passed)
  it('passes what is at the asked ratio', () =>
    expect(passed(row('entrenous', 1000, 1800, 645))).toEqual([true, true, true, true, true, true, true, true]))
  it('misses what is below it, each ratio by itself', () => {
    expect(passed(row('entrenous', 999, 1800, 597))).toEqual([false, true, true, true, true, true, true, true])
    expect(passed(row('entrenous', 1000, 1299, 597))).toEqual([true, false, true, false, true, true, true, true])
    expect(passed(row('entrenous', 1000, 1800, 646))).toEqual([true, true, true, true, true, true, false, true])
    expect(passed(row('entrenous', 1000, 1800, 798))).toEqual([true, true, true, true, true, true, false, false])
  })
  it('judges nobody by another name', () => expect(() => judge(others)).toThrow('nobody is called entrenous'))
})

describe('the report', () => {
  const all = [row('entrenous', 12_345, 23_456, 597), ...others]
  const run: Run = {
    machine: {
      node: '20.20.2',
      cores: 2,
      processor: 'a processor with a long name, as they have',
      date: '2026-11-22',
      load: 0.5,
    },
    settings: { rounds: 25, sliceMs: 80 },
    versions: { '@hpke/core': '1.9.0', jose: '6.2.17' },
    plaintext: { json: 529, cbor: 233, body: 512, liveKeys: 3 },
    measured: all,
    verdicts: judge(all),
  }
  const lines = textOf(run).split('\n')
  it('fits into 80 columns', () => expect(lines.filter((line) => line.length > 80)).toEqual([]))
  it('leaves no space at the end of a line', () => expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]))
  it('names everybody twice: by speed and by size', () => {
    for (const { name } of all) expect(lines.filter((line) => line.startsWith(`  ${name}  `)).length).toBe(2)
  })
  it('says what was missed', () => {
    const slow = { ...run, verdicts: judge([row('entrenous', 999, 1800, 597), ...others]) }
    expect(textOf(slow).match(/MISSED/g)).toHaveLength(1)
    expect(textOf(run)).not.toContain('MISSED')
  })
  it('warns where the machine had other work to do', () => {
    const busy = { ...run, machine: { ...run.machine, load: 1.5 } }
    expect(textOf(busy)).toContain('caution')
    expect(textOf(run)).not.toContain('caution')
  })
})
