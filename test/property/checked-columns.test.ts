import { describe, expect, it, vi } from 'vitest'
import { isRow } from '../../src/catalogue/columns-row.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { readEntries } from '../../src/catalogue/read-entries.js'
import { rowOf } from '../../src/catalogue/row.js'
import { match } from '../../src/matching/run.js'
import { must, NOW } from '../support/catalogue.js'
import { checkedColumns, type Misses } from '../support/checked-columns.js'
import { benchOf, calls } from '../support/judge-catalogue.js'
import { longer } from '../support/longer.js'
import { mutantOf } from '../support/mutate-catalogue.js'
import { openWide, wideWorld } from '../support/wide-catalogue.js'

vi.mock('../../src/kernel/signature.js', async (original) => {
  const real = await original<typeof import('../../src/kernel/signature.js')>()
  const { remembering } = await import('../support/remembering.js')
  return { ...real, verifySignature: remembering(real.verifySignature) }
})

const { bytes, ...source } = wideWorld(3)
const bench = benchOf(bytes, source, wideWorld(1).bytes)
const honest = readEntries(openWide(bytes, source.trust)).accepted

/** Who looks for the locations of the last row, or reads a fact to its end, looks one place behind it. */
const isEnd = ({ name, index, length }: Misses[number]) =>
  (name === 'places.row' && Number(index) >= length) || (name === 'dictionary.bytes' && Number(index) === length)

describe('columns that note every read outside of their arrays', () => {
  it('note a read before the beginning, behind the end, and of no number', () => {
    const misses: Misses = []
    const { columns } = openWide(bytes, source.trust)
    const { expires, dictionary } = checkedColumns(columns, misses)
    expect([expires[0], expires[columns.rows - 1], expires.length]).toEqual([
      columns.expires[0],
      columns.expires.at(-1),
      columns.rows,
    ])
    expect(misses).toEqual([])
    expect([expires[columns.rows], expires[-1], expires[Number.NaN], expires[0.5]]).toEqual(
      new Array(4).fill(undefined),
    )
    expect(dictionary.bounds.subarray(1, 2)[1]).toBeUndefined()
    expect(misses.map(({ name, index }) => `${name} ${index}`)).toEqual([
      `expires ${columns.rows}`,
      'expires -1',
      'expires NaN',
      'expires 0.5',
      'dictionary.bounds 1',
    ])
  })

  it('note none while mutated catalogues are matched and held against what was signed', () => {
    let opened = 0
    // Signed again, or there is nothing to be read.
    for (let seed = 1; opened < 120 * Math.min(longer, 5); seed += 2) {
      const file = mutantOf(bench.stock, seed)
      const read = openCatalogue(file.bytes, { trust: source.trust, lastSeen: 'first-use', now: NOW })
      if (!read.ok) continue
      opened++
      const misses: Misses = []
      const columns = checkedColumns(read.value.columns, misses)
      for (const { intake, options } of calls) {
        match(intake, { ...read.value, columns }, { now: NOW, seed: '5e'.repeat(16), ...options })
      }
      for (const entry of honest) {
        for (let row = 0; row < columns.rows; row++) isRow(columns, row, rowOf(entry, NOW))
      }
      expect(
        misses.filter((miss) => !isEnd(miss)),
        `seed ${seed}, ${file.name}`,
      ).toEqual([])
    }
  })

  it('note none of an honest catalogue, and show from it what it shows without them', () => {
    const catalogue = openWide(bytes, source.trust)
    const misses: Misses = []
    for (const { intake, options } of calls) {
      const asked = { now: NOW, seed: '5e'.repeat(16), ...options }
      const noted = match(intake, { ...catalogue, columns: checkedColumns(catalogue.columns, misses) }, asked)
      expect(noted).toEqual(match(intake, catalogue, asked))
    }
    expect(misses.filter((miss) => !isEnd(miss))).toEqual([])
    expect(must(openCatalogue(bytes, { trust: source.trust, lastSeen: 'first-use', now: NOW })).size).toBe(
      honest.length,
    )
  })
})
