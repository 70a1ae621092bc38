import { fail, ok, type Result } from '../kernel/result.js'
import { type Dictionary, factRange, readDictionary } from './dictionary.js'
import { FIELD } from './fields.js'

/** Most targets of one catalogue: a country. */
export const MAX_ROWS = 1_048_576
/** Most locations of one row, as a descriptor may name. */
export const MAX_PLACES = 20
/** Rows are cut into blocks of so many, so that a row's number within one takes two bytes. */
export const BLOCK_ROWS = 65_536
/** A location's coarseness where it has no point. */
export const NO_POINT = 0xffff_ffff

/** Where the rows' locations are, in the order of their rows. */
export type Places = {
  readonly row: Uint32Array
  /** Which of the catalogue's regions, counted from the first. */
  readonly region: Uint16Array
  /** Millionths of a degree. */
  readonly latitude: Int32Array
  readonly longitude: Int32Array
  /** Metres, or `NO_POINT`. */
  readonly coarseness: Uint32Array
}

/** Who states what, for up to 65,536 rows: a bit a row for what many state, a list of rows for what few do. */
export type Block = {
  readonly first: number
  readonly rows: number
  /** Words of 32 bits that hold one bit for every row. */
  readonly words: number
  /** By fact: 0 nobody here, n the n-th set of bits, −n the n-th list. */
  readonly place: Int32Array
  readonly bits: Uint32Array
  readonly lists: Uint16Array
  /** Where the lists begin, and where the last one ends. */
  readonly bounds: Uint32Array
}

/** The compiled form of a catalogue: everything that matching reads, by field instead of by practitioner. */
export type Columns = {
  readonly rows: number
  readonly dictionary: Dictionary
  /** The two words of `tieOf`. */
  readonly tieHigh: Uint32Array
  readonly tieLow: Uint32Array
  readonly expires: Uint32Array
  readonly presenceUntil: Uint32Array
  readonly places: Places
  readonly blocks: readonly Block[]
  /** What has been worked out of the columns alone, by name: `kept` keeps it here. */
  readonly memory: Map<string, unknown>
}

// The columns section, all numbers little-endian, so that a device looks at them where they lie:
//
//   rows 4 | locations 4 | tie high 4 × rows | tie low 4 × rows | expires 4 × rows | presence until 4 × rows
//   | location: row 4 × n | latitude 4 × n | longitude 4 × n | coarseness 4 × n | region 2 × n | filled up to 4
//   | for each block: sets of bits b 4 | lists l 4 | their facts 4 × (b + l) | ends of the lists 4 × l
//     | bits 4 × b × words | lists 2 × the last end | filled up to 4
//
// A fact has a set of bits in a block where a list would take as much room: from 2 × words rows on. Filling is zero.

/**
 * Opens the compiled form, holding every number in it against its bounds: after that, no reader has to.
 *
 * @param strings - the strings section: the dictionary of facts. Untrusted in shape, whoever signed it.
 * @param columns - the columns section; copied, so that nobody changes it afterwards.
 * @returns the columns.
 * Failure: `catalogue_invalid` with the section that is out of bounds.
 * Privacy: a catalogue is public.
 * Cost: O(length), one pass. @since 0.1
 */
export function readColumns(strings: Uint8Array, columns: Uint8Array): Result<Columns, 'catalogue_invalid'> {
  const dictionary = readDictionary(strings)
  if (dictionary === undefined) return fail('catalogue_invalid', { section: 'strings' })
  const read = readRows(dictionary, columns)
  return read === undefined ? fail('catalogue_invalid', { section: 'columns' }) : ok(read)
}

/** Takes arrays off the front of a buffer; `isShort` once there was too little. */
type Cursor = { readonly buffer: ArrayBuffer; offset: number; isShort: boolean }

function readRows(dictionary: Dictionary, section: Uint8Array): Columns | undefined {
  // A copy begins at a multiple of four bytes, wherever the section lies in its file.
  const cursor: Cursor = { buffer: new Uint8Array(section).buffer, offset: 0, isShort: section.length % 4 !== 0 }
  const [rows = 0, locations = 0] = take32(cursor, 2)
  if (rows > MAX_ROWS || locations > rows * MAX_PLACES) return undefined
  const tieHigh = take32(cursor, rows)
  const tieLow = take32(cursor, rows)
  const expires = take32(cursor, rows)
  const presenceUntil = take32(cursor, rows)
  const places: Places = {
    row: take32(cursor, locations),
    latitude: signed(take32(cursor, locations)),
    longitude: signed(take32(cursor, locations)),
    coarseness: take32(cursor, locations),
    region: take16(cursor, locations),
  }
  const [firstRegion, lastRegion] = factRange(dictionary, FIELD.region)
  if (cursor.isShort || !arePlaces(places, rows, lastRegion - firstRegion)) return undefined
  const blocks: Block[] = []
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, rows - first)
    const block = readBlock(cursor, dictionary.count, first, size)
    if (block === undefined) return undefined
    blocks.push(block)
  }
  if (cursor.isShort || cursor.offset !== cursor.buffer.byteLength) return undefined
  return { rows, dictionary, tieHigh, tieLow, expires, presenceUntil, places, blocks, memory: new Map() }
}

function take32(cursor: Cursor, count: number): Uint32Array {
  if (cursor.isShort || count * 4 > cursor.buffer.byteLength - cursor.offset) {
    cursor.isShort = true
    return new Uint32Array(0)
  }
  const taken = new Uint32Array(cursor.buffer, cursor.offset, count)
  cursor.offset += count * 4
  return taken
}

/** Two bytes each, and two of filling where there is an odd number of them. */
function take16(cursor: Cursor, count: number): Uint16Array {
  const words = take32(cursor, Math.ceil(count / 2))
  if (cursor.isShort) return new Uint16Array(0)
  if (count % 2 === 1 && (words[words.length - 1] ?? 0) >>> 16 !== 0) cursor.isShort = true
  return new Uint16Array(words.buffer, words.byteOffset, count)
}

function signed(words: Uint32Array): Int32Array {
  return new Int32Array(words.buffer, words.byteOffset, words.length)
}

function arePlaces({ row, region, latitude, longitude, coarseness }: Places, rows: number, regions: number): boolean {
  let before = 0
  for (const [index, at] of row.entries()) {
    const metres = coarseness[index] ?? 0
    const isPoint = metres <= 100_000
    const isWithin =
      Math.abs(latitude[index] ?? 0) <= (isPoint ? 90_000_000 : 0) &&
      Math.abs(longitude[index] ?? 0) <= (isPoint ? 180_000_000 : 0)
    if (at < before || at >= rows || (region[index] ?? 0) >= regions) return false
    if (!isWithin || !(isPoint || metres === NO_POINT)) return false
    before = at
  }
  return true
}

function readBlock(cursor: Cursor, facts: number, first: number, rows: number): Block | undefined {
  const words = Math.ceil(rows / 32)
  const [sets = 0, lists = 0] = take32(cursor, 2)
  if (cursor.isShort || sets + lists > facts) return undefined
  const named = take32(cursor, sets + lists)
  const bounds = new Uint32Array(lists + 1)
  if (!cursor.isShort) bounds.set(take32(cursor, lists), 1)
  const bits = take32(cursor, sets * words)
  const members = take16(cursor, bounds[lists] ?? 0)
  if (cursor.isShort) return undefined
  const place = new Int32Array(facts)
  for (const [index, fact] of named.entries()) {
    if (fact >= facts || place[fact] !== 0) return undefined
    place[fact] = index < sets ? index + 1 : sets - index - 1
  }
  const block = { first, rows, words, place, bits, lists: members, bounds }
  return areSets(block) && areLists(block) ? block : undefined
}

/** The bits behind the last row are zero. */
function areSets({ bits, words, rows }: Block): boolean {
  const behind = rows % 32 === 0 ? 0 : ~0 << (rows % 32)
  for (let last = words - 1; last < bits.length; last += words) if (((bits[last] ?? 0) & behind) !== 0) return false
  return true
}

/** Each list rises, has somebody in it, and is shorter than a set of bits. */
function areLists({ bounds, lists, words, rows }: Block): boolean {
  let start = 0
  for (const end of bounds.subarray(1)) {
    if (end <= start || end > lists.length || end - start >= 2 * words) return false
    let before = -1
    for (let index = start; index < end; index++) {
      const row = lists[index] ?? 0
      if (row <= before) return false
      before = row
    }
    if (before >= rows) return false
    start = end
  }
  return true
}
