import { readColumns } from '../../src/catalogue/columns.js'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import { rowOf } from '../../src/catalogue/row.js'
import { addRow, createColumnsWriter, writeColumns } from '../../src/catalogue/write-columns.js'
import { ok } from '../../src/kernel/result.js'
import type { EpochSeconds } from '../../src/kernel/time.js'
import type { Matchable } from '../../src/matching/run.js'
import { coreVocabulary, type Vocabulary } from '../../src/vocabulary/vocabulary.js'
import { must } from './catalogue.js'

/** The community of entries that were made by hand. */
export const COMMUNITY = 'c0'.repeat(32)

/** Compiles entries as a publisher does, and opens the columns as a device does; the entries themselves stay at hand. */
export function compiled(
  entries: readonly CatalogueEntry[],
  issued: EpochSeconds,
  vocabulary: Vocabulary = coreVocabulary,
): Matchable {
  const sorted = [...entries].sort((one, other) => (one.id < other.id ? -1 : 1))
  const writer = createColumnsWriter()
  for (const entry of sorted) addRow(writer, rowOf(entry, issued))
  const { strings, columns } = writeColumns(writer)
  return {
    vocabulary,
    community: { key: sorted[0]?.community ?? COMMUNITY } as Matchable['community'],
    columns: must(readColumns(strings, columns)),
    entryAt: (row) => {
      const entry = sorted[row]
      if (entry === undefined) throw new RangeError(`no row ${row}`)
      return ok(entry)
    },
  }
}
