import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BLOCK_ROWS, type Columns, readColumns } from '../../src/catalogue/columns.js'
import { isRow } from '../../src/catalogue/columns-row.js'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import { type Row, rowOf } from '../../src/catalogue/row.js'
import { addRow, createColumnsWriter, writeColumns } from '../../src/catalogue/write-columns.js'
import { tieOf } from '../../src/kernel/order.js'
import { ok } from '../../src/kernel/result.js'
import { match } from '../../src/matching/run.js'
import { coreVocabulary as vocabulary } from '../../src/vocabulary/vocabulary.js'
import { heldAnswers } from '../support/answers.js'
import { must } from '../support/catalogue.js'
import { columnsOf, rowsOf, sectionsOf } from '../support/columns.js'
import { COMMUNITY } from '../support/compiled.js'
import { longer } from '../support/longer.js'
import { textOf } from '../support/match-run.js'
import { idOf, now } from '../support/offers.js'
import { referenceMatch } from '../support/reference/match.js'
import { arbitraryCall } from '../support/wide.js'
import { entriesAt } from '../support/wide-entries.js'

const runs = { numRuns: 200 * Math.min(longer, 5) }
const rows = entriesAt(now, 12).map((entries) => entries.map((entry) => rowOf(entry, now)))

describe('columns', () => {
  it('hold of every row what was written, for each row alone', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const columns = columnsOf(written)
        expect(rowsOf(columns)).toEqual(written)
        for (const [at, one] of written.entries()) {
          for (let row = 0; row < written.length; row++) {
            // Ids are all different, so no two rows are equal.
            expect(isRow(columns, row, one)).toBe(row === at)
          }
        }
      }),
      runs,
    )
  })

  it('know one row from another by what is stated alone, under the same id', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const tie = tieOf('the same')
        const alike = written.map((row): Row => ({ ...row, tie }))
        const columns = columnsOf(alike)
        const said = alike.map((row) => JSON.stringify(row))
        for (const [at, one] of alike.entries()) {
          for (let row = 0; row < alike.length; row++) expect(isRow(columns, row, one)).toBe(said[row] === said[at])
        }
      }),
      runs,
    )
  })

  it('are the same bytes whatever the order in which facts are put in', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (written, numbers) => {
        const writer = createColumnsWriter()
        for (const row of written) {
          const keys = row.facts.map((text) => ({ text, key: Number(numbers.next().value) }))
          addRow(writer, { ...row, facts: keys.sort((one, other) => one.key - other.key).map(({ text }) => text) })
        }
        expect(writeColumns(writer)).toEqual(sectionsOf(written))
      }),
      runs,
    )
  })

  it('written again from what was read are the same bytes', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const sections = sectionsOf(written)
        expect(sectionsOf(rowsOf(must(readColumns(sections.strings, sections.columns))))).toEqual(sections)
      }),
      runs,
    )
  })
})

const empty = { matches: [], maybe: [] }

describe('a catalogue of two blocks', () => {
  const ROWS = 70_000
  // So many different ones, again and again; each under an id of its own.
  const kinds = fc
    .sample(entriesAt(now, 12), { numRuns: 30, seed: 20261129 })
    .flat()
    .slice(0, 60)
    .map((entry) => ({ ...entry, community: COMMUNITY }))
  const count = kinds.length
  /** Whom answers avoid has one of the lowest ids. */
  const FIRST_ID = 100
  const idAt = (row: number) => idOf(FIRST_ID + row)
  const entryAt = (row: number) => ({ ...kinds[row % count], id: idAt(row) }) as CatalogueEntry // there is one
  const stated = kinds.map((entry) => rowOf(entry, now))
  const columns: Columns = columnsOf(
    Array.from({ length: ROWS }, (_, row) => ({ ...(stated[row % count] as Row), tie: tieOf(idAt(row)) })), // as above
  )
  const community = { key: COMMUNITY } as Parameters<typeof match>[1]['community'] // nothing else of it is read
  const catalogue = { columns, vocabulary, community, entryAt: (row: number) => ok(entryAt(row)) }
  const calls = fc
    .sample(arbitraryCall, { numRuns: 400, seed: 7 })
    .filter(({ options }) => options.now === now)
    .slice(0, 12)

  it('has what is stated on both sides of the border', () => {
    expect(columns.blocks.map((block) => block.rows)).toEqual([BLOCK_ROWS, ROWS - BLOCK_ROWS])
    for (const row of [0, BLOCK_ROWS - 1, BLOCK_ROWS, ROWS - 1]) {
      expect(isRow(columns, row, rowOf(entryAt(row), now))).toBe(true)
      expect(isRow(columns, (row + 1) % ROWS, rowOf(entryAt(row), now))).toBe(false)
    }
  })

  it('counts everybody as the reference counts each kind of them', () => {
    const copies = (at: number) => Math.floor((ROWS - 1 - at) / count) + 1
    for (const { answers, options } of calls) {
      const { counts, excluded, relaxations } = match(heldAnswers(answers), catalogue, options)
      const totals = { matches: 0, maybe: 0, excluded: 0, considered: 0 }
      const byGate: Record<string, number> = {}
      const gained: Record<string, number> = {}
      for (const at of kinds.keys()) {
        const one = referenceMatch(answers, [entryAt(at)], vocabulary, options)
        for (const name of ['matches', 'maybe', 'excluded', 'considered'] as const) {
          totals[name] += one.counts[name] * copies(at)
        }
        for (const [gate, stopped] of Object.entries(one.excluded.byGate)) {
          byGate[gate] = (byGate[gate] ?? 0) + stopped * copies(at)
        }
        for (const { gate, change, gained: more } of one.relaxations) {
          gained[`${gate} ${change}`] = (gained[`${gate} ${change}`] ?? 0) + more * copies(at)
        }
      }
      expect(counts).toEqual(totals)
      expect(excluded).toEqual({ total: totals.excluded, byGate })
      expect(Object.fromEntries(relaxations.map((one) => [`${one.gate} ${one.change}`, one.gained]))).toEqual(gained)
    }
  })

  it('shows whom the reference shows of the best, from both blocks', () => {
    const blocks = new Set<number>()
    for (const { answers, options } of calls.slice(0, 7)) {
      const asked = { now, seed: options.seed, limit: 100, bands: 1 }
      const found = match(heldAnswers(answers), catalogue, asked)
      // The best few kinds are enough: each stands there a thousand times.
      const scores = kinds.map((_, at) => {
        const { matches, maybe } = referenceMatch(answers, [entryAt(at)], vocabulary, asked)
        return { at, match: matches[0]?.score ?? -1, maybe: maybe[0]?.score ?? -1 }
      })
      for (const list of ['match', 'maybe'] as const) {
        const best = Math.max(...scores.map((one) => one[list]))
        const among = new Set(scores.filter((one) => one[list] === best).map(({ at }) => at))
        if (best < 0 || among.size > 2) continue
        const entries = Array.from({ length: ROWS }, (_, row) => row).filter((row) => among.has(row % count))
        const expected = referenceMatch(answers, entries.map(entryAt), vocabulary, asked)
        const name = list === 'match' ? 'matches' : 'maybe'
        expect(textOf({ ...found, ...empty, [name]: found[name] })).toBe(
          textOf({ ...found, ...empty, [name]: expected[name] } as typeof found),
        )
        for (const { id } of found[name]) blocks.add(Number.parseInt(id, 16) - FIRST_ID < BLOCK_ROWS ? 0 : 1)
      }
    }
    expect([...blocks].sort()).toEqual([0, 1])
  })
})
