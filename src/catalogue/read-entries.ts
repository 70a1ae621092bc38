import type { FailureCode } from '../kernel/failure.js'
import type { Catalogue } from './catalogue.js'
import type { CatalogueEntry } from './entry.js'

/** Some rows of a catalogue, read from their signed statements. */
export type ReadEntries = {
  /** In the order of their ids. */
  readonly accepted: readonly CatalogueEntry[]
  /** Rows that do not stand up to their statements, and why. */
  readonly rejected: readonly { readonly row: number; readonly code: FailureCode }[]
  /** Where to go on; undefined at the end. */
  readonly next: number | undefined
}

/**
 * Reads entries of a catalogue in slices, and so holds what the publisher compiled against what was signed.
 *
 * Matching checks whoever it shows. A host that wants to know of everybody, to list them or to catch a publisher, calls
 * this when the device has nothing else to do, until `next` is undefined.
 *
 * @param catalogue - from `openCatalogue`.
 * @param options - the first row of the slice, 0 unless told; how many rows, all unless told.
 * @returns the entries of the slice, and what was rejected.
 * @throws {RangeError} when `from` or `count` is no whole number from 0 on.
 * Privacy: reads public statements only, all alike.
 * Cost: about three strict Ed25519 verifications a practitioner, one a batch of listings.
 * @example
 * const { accepted, rejected, next } = readEntries(catalogue.value, { from: 0, count: 20 })
 * @since 0.1
 */
export function readEntries(
  { size, entryAt }: Pick<Catalogue, 'size' | 'entryAt'>,
  options: { readonly from?: number; readonly count?: number } = {},
): ReadEntries {
  const { from = 0, count = size } = options
  for (const [name, value] of [
    ['from', from],
    ['count', count],
  ] as const) {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name}: expected a whole number from 0 on`)
  }
  const end = Math.min(size, from + count)
  const accepted: CatalogueEntry[] = []
  const rejected: { row: number; code: FailureCode }[] = []
  for (let row = from; row < end; row++) {
    const entry = entryAt(row)
    if (entry.ok) accepted.push(entry.value)
    else rejected.push({ row, code: entry.error.code })
  }
  return { accepted, rejected, next: end < size ? end : undefined }
}
