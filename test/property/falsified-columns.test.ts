import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.js'
import { rowOfTie } from '../../src/catalogue/columns-row.js'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import { readEntries } from '../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../src/catalogue/verify.js'
import { copyBytes, joinBytes } from '../../src/kernel/bytes.js'
import { tieOf } from '../../src/kernel/order.js'
import { match } from '../../src/matching/run.js'
import { readStatement } from '../../src/statement/statement.js'
import { intakeOf } from '../support/answers.js'
import { must, NOW } from '../support/catalogue.js'
import { apart, indexOf, indexSection, rehashed, rowsOf, sectionsOf, signedAgain } from '../support/columns.js'
import { type Falsified, falsifications } from '../support/falsify.js'
import { longer } from '../support/longer.js'
import { openWide, seeking, wideWorld } from '../support/wide-catalogue.js'

vi.mock('../../src/kernel/signature.js', async (original) => {
  const real = await original<typeof import('../../src/kernel/signature.js')>()
  const { remembering } = await import('../support/remembering.js')
  return { ...real, verifySignature: remembering(real.verifySignature) }
})

// A publisher whose key is the right one, and whose compiled rows are not what was signed.

const { bytes, signer, trust, billie, chen } = wideWorld(3)
const file = apart(bytes)
const index = indexOf(file.sections.index)
const catalogue = openWide(bytes, trust)
const rows = rowsOf(catalogue.columns).map((row, at) => ({ row, group: index.groupOf[at] ?? -1 }))
const honest = readEntries(catalogue).accepted
const rowOfId = (id: string) => rowOfTie(catalogue.columns, tieOf(id))
const hosting = [
  { host: rowOfId(billie.keys.id), event: rowOfId('event:under-billie') },
  { host: rowOfId(chen.keys.id), event: rowOfId('event:of-its-own') },
]

/** Everybody, and whoever meets many conditions. */
const intakes = [
  seeking,
  {
    ...seeking,
    where: { region: 'US-WA', place: { latitude: 47.6, longitude: -122.3, withinKm: 30 } },
    languages: { anyOf: ['en'] },
    when: { slots: [{ day: 'tue', fromMinute: 540, toMinute: 720 }], utcOffsetMinutes: -480 },
    must: ['where', 'languages'],
  },
].map(intakeOf)
const outcomesOf = (of: Catalogue) =>
  intakes.map((intake) => match(intake, of, { now: NOW, seed: '5e'.repeat(16), limit: 100 }))
const expected = outcomesOf(catalogue)

function fileOf({ rows: claimed }: Pick<Falsified, 'rows'>): Uint8Array {
  const sections = sectionsOf(claimed.map(({ row }) => row))
  const groupOf = claimed.map(({ group }) => group)
  return signedAgain(file, { ...sections, index: indexSection({ ...index, groupOf }) }, signer)
}

const truths = new Set(rows.map((one) => JSON.stringify(one)))

/** Who cannot be read any more: the false rows, and what is held under licences of a host whom nobody finds. */
function concernedBy({ rows: claimed, touched }: Falsified): readonly number[] {
  const untrue = touched.filter((at) => !truths.has(JSON.stringify(claimed[at])))
  const lost = hosting.slice(0, 1).filter(({ host }) => {
    const { tie } = rows[host]?.row ?? {}
    const found = claimed.find(({ row }) => row.tie.high === tie?.high && row.tie.low === tie.low)
    return found?.group !== rows[host]?.group
  })
  return [...new Set([...untrue, ...lost.map(({ event }) => event)])].sort((one, other) => one - other)
}

/** An event whose host cannot be read is still an event: nobody can be written to there. */
function withoutLost(entry: CatalogueEntry | undefined, concerned: readonly number[]): CatalogueEntry | undefined {
  const isLost = hosting.some(({ host, event }) => concerned.includes(host) && entry?.id === honest[event]?.id)
  return entry?.kind === 'event' && isLost ? { ...entry, host: undefined } : entry
}

/** Holds matching of a falsified catalogue against that of the honest one. */
function shownOf(opened: Catalogue, concerned: readonly number[]): { readonly caught: number } {
  let caught = 0
  for (const [at, outcome] of outcomesOf(opened).entries()) {
    const before = expected[at] ?? outcome
    for (const list of ['matches', 'maybe'] as const) {
      // Nobody is shown who differs from what they signed, and nobody else loses a place.
      for (const { id, entry } of outcome[list])
        expect(withoutLost(entry, concerned)).toEqual(withoutLost(honest[rowOfId(id)], concerned))
      const isTrue = ({ id }: { readonly id: string }) => !concerned.includes(rowOfId(id))
      expect(outcome[list].filter((one) => !isTrue(one))).toEqual([])
      expect(outcome[list].map(({ id }) => id)).toEqual(before[list].filter(isTrue).map(({ id }) => id))
    }
    for (const { row, code } of outcome.rejected) {
      expect([concerned.includes(row), code]).toEqual([true, 'catalogue_row_mismatch'])
    }
    caught += outcome.rejected.length
  }
  return { caught }
}

describe('one falsified row', () => {
  const of = new Map([
    ['a practitioner who says everything', rowOfId(billie.keys.id)],
    ['a practitioner who says little', rowOfId(chen.keys.id)],
    ['an event under its host’s licences', rowOfId('event:under-billie')],
    ['a listing', rowOfId('listing:facility-5')],
  ])
  it.each([...of])('is never shown, and found by whoever looks for it: %s', (_, at) => {
    let caught = 0
    for (const [nth, falsified] of [...falsifications(rows, at)].entries()) {
      // Every fifth way in npm test, all of them in npm run test:slow.
      if (longer === 1 && nth % 5 !== at % 5) continue
      const concerned = concernedBy(falsified)
      // Two listings may say the same, and then nothing is exchanged.
      if (concerned.length === 0) continue
      const opened = openWide(fileOf(falsified), trust)
      if (shownOf(opened, concerned).caught > 0) caught++
      const rejected = concerned.map((row) => ({ row, code: 'catalogue_row_mismatch' }))
      expect(readEntries(opened).rejected, falsified.name).toEqual(rejected)
    }
    expect(caught).toBeGreaterThan(10)
  })

  it('is told by verifyCatalogue, also where it hides whom it concerns', () => {
    let hidden = 0
    for (const at of of.values()) {
      for (const [nth, falsified] of [...falsifications(rows, at)].entries()) {
        if (nth % (longer === 1 ? 40 : 4) !== 0) continue
        const concerned = concernedBy(falsified)
        if (concerned.length === 0) continue
        const forged = fileOf(falsified)
        const report = must(verifyCatalogue(forged, { trust, now: NOW }))
        expect([report.identical, report.rejected], falsified.name).toEqual([false, []])
        if (shownOf(openWide(forged, trust), concerned).caught === 0) hidden++
      }
    }
    expect(hidden).toBeGreaterThan(0)
    expect(must(verifyCatalogue(fileOf({ rows }), { trust, now: NOW })).identical).toBe(true)
  })
})

describe('a catalogue of which every row is falsified', () => {
  it('shows nobody, and names them all', () => {
    const false_ = rows.map(({ row, group }) => ({ row: { ...row, expires: row.expires - 1 }, group }))
    const [outcome] = outcomesOf(openWide(fileOf({ rows: false_ }), trust))
    expect(outcome).toMatchObject({ matches: [], maybe: [], counts: { matches: 0, maybe: 0 } })
    expect(outcome?.rejected.map(({ row }) => row)).toEqual([...rows.keys()])
  })
})

describe('statements that are forged behind a true row', () => {
  const starts = [0, ...index.groupEnds]
  /** Where every statement lies, and what it is. */
  const places = index.groupEnds.flatMap((end, group) => {
    const found = []
    for (let at = (starts[group] ?? 0) + 2; at < end; ) {
      const length = new DataView(file.statements.buffer, file.statements.byteOffset).getUint32(at)
      const { kind } = must(readStatement(file.statements.slice(at + 4, at + 4 + length)))
      found.push({ kind, group, from: at + 4, to: at + 4 + length })
      at += 4 + length
    }
    return found
  })

  it('are never shown, whichever of them and whichever bit of a signature it is', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(511), ({ kind, group, to }, bit) => {
        kinds.add(kind)
        const forged = copyBytes(file.statements)
        const at = to - 64 + (bit >> 3)
        forged[at] = (forged[at] ?? 0) ^ (1 << (bit & 7))
        const section = indexSection(rehashed(index, forged))
        const [outcome] = outcomesOf(openWide(signedAgain(file, { statements: forged, index: section }, signer), trust))
        const own = [...index.groupOf.keys()].filter((row) => index.groupOf[row] === group)
        // An event rests on who its host is, and not on what colleagues say of them.
        const isAnswering = (host: number) => kind !== 'endorsement' && own.includes(host)
        const events = hosting.flatMap(({ host, event }) => (isAnswering(host) ? [event] : []))
        const concerned = [...own, ...events].sort((one, other) => one - other)
        expect(outcome?.rejected).toEqual(concerned.map((row) => ({ row, code: 'statement_forged' })))
        const shown = [...(outcome?.matches ?? []), ...(outcome?.maybe ?? [])].map(({ id }) => rowOfId(id))
        expect(shown.sort((one, other) => one - other)).toEqual(
          [...rows.keys()].filter((row) => !concerned.includes(row)),
        )
      }),
      { numRuns: 60 * Math.min(longer, 10) },
    )
    expect([...kinds].sort()).toEqual(['approval', 'descriptor', 'endorsement', 'event', 'listing-batch', 'presence'])
  })

  it('are told from what was published where only the bytes changed: those of one part, and nobody else', () => {
    const parts = new Set<number>()
    fc.assert(
      fc.property(fc.nat(file.statements.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = copyBytes(file.statements)
        altered[at] = (altered[at] ?? 0) ^ change
        const opened = openWide(joinBytes([bytes.subarray(0, bytes.length - altered.length), altered]), trust)
        const part = index.partEnds.findIndex((end) => at < end)
        parts.add(part)
        const isOf = (row: number) =>
          index.partEnds.findIndex((end) => (starts[index.groupOf[row] ?? -1] ?? 0) < end) === part
        const concerned = [...rows.keys()].filter(
          (row) => isOf(row) || hosting.some(({ host, event }) => event === row && isOf(host)),
        )
        const [outcome] = outcomesOf(opened)
        expect(outcome?.rejected).toEqual(concerned.map((row) => ({ row, code: 'catalogue_hash_mismatch' })))
        for (const { id, entry } of [...(outcome?.matches ?? []), ...(outcome?.maybe ?? [])]) {
          expect(entry).toEqual(honest[rowOfId(id)])
        }
        expect(
          verifyCatalogue(joinBytes([bytes.subarray(0, bytes.length - altered.length), altered]), { trust, now: NOW }),
        ).toMatchObject({
          error: { code: 'catalogue_hash_mismatch', detail: { section: 'statements' } },
        })
      }),
      { numRuns: 60 * Math.min(longer, 10) },
    )
    expect(parts.size).toBe(index.partEnds.length)
    expect(parts.size).toBeGreaterThan(1)
  })
})
