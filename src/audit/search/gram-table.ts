// Thousands of needles are looked for at once: each is entered under the first few bytes of it, and of a text every place is
// asked for the needles that begin so. A filter of single bits answers almost every question, and fits a processor's cache.

/** Bits of the filter, as a power of two, for each needle entered. */
const FILTER_BITS_PER_ENTRY = 5
const SMALLEST_FILTER = 12
const LARGEST_FILTER = 24

/** The needles under their first bytes. */
export type GramTable = {
  /** 4 or 8. */
  readonly size: number
  readonly filter: Uint32Array
  /** How far a hash is shifted to be a place in the filter. */
  readonly shift: number
  /** By hash: the last entry; by entry: the one before of the same hash, and its value. */
  readonly heads: Int32Array
  readonly before: Int32Array
  readonly grams: Uint32Array
  readonly values: Uint32Array
}

/** One needle: the stream it begins with, and what to hand back. */
export type Entry = { readonly low: number; readonly high: number; readonly value: number }

function hashOf(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
}

/**
 * Reads up to four bytes as a number, the first the most significant.
 *
 * @param bytes - any.
 * @param at - where.
 * @returns 32 bits.
 * Privacy: as private as the bytes.
 * Cost: O(1). @since 0.1
 */
export function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
}

/**
 * Enters needles under their first bytes.
 *
 * @param size - 4 or 8: how many of them.
 * @param entries - `low` holds the last four of them, `high` the four before, 0 where the size is 4.
 * @returns the table.
 * Privacy: as private as the needles.
 * Cost: O(entries). @since 0.1
 */
export function gramTable(size: 4 | 8, entries: readonly Entry[]): GramTable {
  const wanted = Math.ceil(Math.log2(entries.length + 1)) + FILTER_BITS_PER_ENTRY
  const width = Math.min(LARGEST_FILTER, Math.max(SMALLEST_FILTER, wanted))
  const table = {
    size,
    filter: new Uint32Array(2 ** (width - 5)),
    shift: 32 - width,
    heads: new Int32Array(2 ** (width - 3)).fill(-1),
    before: new Int32Array(entries.length),
    grams: new Uint32Array(entries.length * 2),
    values: new Uint32Array(entries.length),
  }
  for (const [index, { low, high, value }] of entries.entries()) {
    const place = hashOf(low, high) >>> table.shift
    table.filter[place >>> 5] = (table.filter[place >>> 5] ?? 0) | (1 << (place & 31))
    table.before[index] = table.heads[place >>> 3] ?? -1
    table.heads[place >>> 3] = index
    table.grams[index * 2] = low
    table.grams[index * 2 + 1] = high
    table.values[index] = value
  }
  return table
}

/**
 * Asks every place of a stream for the needles that begin there.
 *
 * @param table - the needles.
 * @param stream - any bytes.
 * @param meet - called with the place and the value of each; whether the rest of the needle is there too is for it to see.
 * Privacy: as private as the stream.
 * Cost: O(length), and what meeting costs. @since 0.1
 */
export function scanGrams(table: GramTable, stream: Uint8Array, meet: (at: number, value: number) => void): void {
  const { filter, shift, size } = table
  const wide = size === 8
  let low = 0
  let high = 0
  for (let at = 0; at < stream.length; at++) {
    if (wide) high = (high << 8) | (low >>> 24)
    low = (low << 8) | (stream[at] ?? 0)
    if (at + 1 < size) continue
    const place = hashOf(low, high) >>> shift
    if ((((filter[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 0) continue
    meetAll(table, place, low, high, at + 1 - size, meet)
  }
}

function meetAll(
  table: GramTable,
  place: number,
  low: number,
  high: number,
  at: number,
  meet: (at: number, value: number) => void,
): void {
  for (let entry = table.heads[place >>> 3] ?? -1; entry >= 0; entry = table.before[entry] ?? -1) {
    if (table.grams[entry * 2] !== low >>> 0 || table.grams[entry * 2 + 1] !== high >>> 0) continue
    meet(at, table.values[entry] ?? 0)
  }
}
