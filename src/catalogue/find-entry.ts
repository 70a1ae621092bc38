import { tieOf } from '../kernel/order.js'
import type { Catalogue } from './catalogue.js'
import { rowOfTie } from './columns-row.js'
import type { CatalogueEntry } from './entry.js'

/**
 * Finds one entry of a catalogue by its id.
 *
 * @param catalogue - from `openCatalogue`.
 * @param id - hex of an identity key, or another entry's id. Untrusted.
 * @returns the entry, read from its signed statements; undefined when nobody of that id is in it, or their statements do not stand.
 * Privacy: reads public statements only; which id is looked for stays on the device.
 * Cost: O(rows) comparisons of numbers, and about three strict Ed25519 verifications.
 * @since 0.1
 */
export function findEntry(
  { columns, entryAt }: Pick<Catalogue, 'columns' | 'entryAt'>,
  id: string,
): CatalogueEntry | undefined {
  const row = rowOfTie(columns, tieOf(id))
  if (row < 0) return undefined
  const entry = entryAt(row)
  return entry.ok && entry.value.id === id ? entry.value : undefined
}
