import { describe, expect, it } from 'vitest'
import {
  BLOCK_ROWS,
  type Columns,
  MAX_PLACES,
  MAX_ROWS,
  NO_POINT,
  readColumns,
} from '../../../src/catalogue/columns.js'
import { MAX_FACTS } from '../../../src/catalogue/dictionary.js'
import { MAX_CATALOGUE_BYTES } from '../../../src/catalogue/limits.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { dictionaryOf, fact, halves, rowAt, sectionsOf, words } from '../../support/columns.js'

/** Facts 0 to 3; 1 and 2 are the regions. */
const strings = dictionaryOf([fact(1, 'listing'), fact(5, 'GB'), fact(5, 'US-WA'), fact(9, 'x')])

/** 33 rows: two words of bits. Three locations, so that there is filling behind their regions. */
const whole = {
  counts: words(33, 3),
  tieHigh: words(...new Array(33).keys()),
  tieLow: words(...new Array<number>(33).fill(0xffff_fffe)),
  expires: words(...new Array<number>(33).fill(9)),
  presence: words(...new Array<number>(33).fill(0)),
  placeRow: words(0, 32, 32),
  latitude: words(90_000_000, -90_000_000, 0),
  longitude: words(-180_000_000, 180_000_000, 0),
  coarseness: words(100_000, 0, NO_POINT),
  region: halves(0, 1, 1, 0),
  // One set of bits and two lists, of one row and of two.
  blockCounts: words(1, 2),
  named: words(0, 3, 1),
  ends: words(1, 3),
  bits: words(0xffff_ffff, 1),
  lists: halves(5, 0, 32, 0),
}
type Parts = Partial<Record<keyof typeof whole, Uint8Array>>

function sectionWith(parts: Parts = {}): Uint8Array {
  return concatBytes(...Object.values({ ...whole, ...parts }))
}

function faultOf(section: Uint8Array, names = strings): string {
  const read = readColumns(names, section)
  return read.ok ? 'none' : `${read.error.code} ${read.error.detail.section}`
}

function opened(section: Uint8Array): Columns {
  const read = readColumns(strings, section)
  if (!read.ok) throw new Error('the columns were refused')
  return read.value
}

describe('readColumns', () => {
  const columns = opened(sectionWith())

  it('reads every number where it lies', () => {
    expect(columns.rows).toBe(33)
    expect([columns.tieHigh[32], columns.tieLow[0], columns.expires[7], columns.presenceUntil[0]]).toEqual([
      32, 0xffff_fffe, 9, 0,
    ])
    expect(Object.values(columns.places).map((values) => [...values])).toEqual([
      [0, 32, 32],
      [90_000_000, -90_000_000, 0],
      [-180_000_000, 180_000_000, 0],
      [100_000, 0, NO_POINT],
      [0, 1, 1],
    ])
    expect(columns.blocks).toHaveLength(1)
    expect(columns.blocks[0]).toMatchObject({ first: 0, rows: 33, words: 2 })
    expect([...(columns.blocks[0]?.place ?? [])]).toEqual([1, -2, 0, -1])
    expect([...(columns.blocks[0]?.lists ?? [])]).toEqual([5, 0, 32])
  })

  it('reads the same wherever the section lies in its file, and keeps a copy of its own', () => {
    const section = sectionWith()
    const file = concatBytes(Uint8Array.of(1), section)
    const read = readColumns(strings, file.subarray(1))
    file.fill(0)
    expect(read.ok && read.value).toEqual(columns)
  })

  it('takes a catalogue of nobody', () => {
    expect(opened(words(0, 0))).toMatchObject({ rows: 0, blocks: [] })
  })

  it('says which section is out of bounds', () => {
    expect(faultOf(sectionWith(), strings.slice(1))).toBe('catalogue_invalid strings')
    expect(faultOf(sectionWith({ counts: words(34, 3) }))).toBe('catalogue_invalid columns')
  })

  it('refuses every length but the right one', () => {
    const section = sectionWith()
    for (let length = 0; length < section.length; length++) {
      expect(faultOf(section.subarray(0, length)), `${length}`).toBe('catalogue_invalid columns')
    }
    for (let more = 1; more <= 8; more++) {
      expect(faultOf(concatBytes(section, new Uint8Array(more))), `${more}`).toBe('catalogue_invalid columns')
    }
  })

  const within: readonly (readonly [string, Parts])[] = [
    ['locations of one row', { placeRow: words(32, 32, 32) }],
    ['the least and the greatest coordinates', {}],
    ['a coarseness of nothing, and of a hundred kilometres', { coarseness: words(0, 100_000, NO_POINT) }],
    [
      'no list, and the filling of nothing',
      { blockCounts: words(1, 0), named: words(0), ends: words(), lists: words() },
    ],
    ['no set of bits', { blockCounts: words(0, 2), named: words(3, 1), bits: words() }],
    ['the last row in a set of bits', { bits: words(0, 1) }],
    ['a set of bits with nobody in it', { bits: words(0, 0) }],
    ['the first and the last row in a list', { lists: halves(5, 0, 32, 0) }],
    ['a list of one less than it takes for a set of bits', { ends: words(3, 6), lists: halves(0, 1, 32, 30, 31, 32) }],
    ['an even number of places in lists, without filling', { ends: words(2, 4), lists: halves(1, 2, 3, 4) }],
  ]
  it.each(within)('takes %s', (_, parts) => {
    expect(faultOf(sectionWith(parts))).toBe('none')
  })

  const outside: readonly (readonly [string, Parts])[] = [
    ['one row too many', { counts: words(34, 3) }],
    ['one row too few', { counts: words(32, 3) }],
    ['four thousand million rows', { counts: words(0xffff_ffff, 3) }],
    ['one location too many', { counts: words(33, 4) }],
    ['one location too few', { counts: words(33, 2) }],
    ['four thousand million locations', { counts: words(33, 0xffff_ffff) }],
    ['a location of a row that is not there', { placeRow: words(0, 32, 33) }],
    ['a location of row four thousand million', { placeRow: words(0, 32, -1) }],
    ['locations whose rows do not rise', { placeRow: words(32, 0, 32) }],
    ['a region that nobody names', { region: halves(0, 1, 2, 0) }],
    ['region 65,535', { region: halves(0, 0xffff, 1, 0) }],
    ['a latitude beyond the north pole', { latitude: words(90_000_001, 0, 0) }],
    ['a latitude beyond the south pole', { latitude: words(0, -90_000_001, 0) }],
    ['the latitude whose opposite is itself', { latitude: words(0, -0x8000_0000, 0) }],
    ['a longitude beyond the date line in the east', { longitude: words(180_000_001, 0, 0) }],
    ['a longitude beyond the date line in the west', { longitude: words(0, -180_000_001, 0) }],
    ['the longitude whose opposite is itself', { longitude: words(-0x8000_0000, 0, 0) }],
    ['a latitude without a point', { latitude: words(0, 0, 1) }],
    ['a longitude without a point', { longitude: words(0, 0, -1) }],
    ['a coarseness of a hundred kilometres and a metre', { coarseness: words(100_001, 0, NO_POINT) }],
    ['a coarseness of one less than no point', { coarseness: words(NO_POINT - 1, 0, NO_POINT) }],
    ['filling behind the regions that is not zero', { region: halves(0, 1, 1, 1) }],
    ['filling behind the lists that is not zero', { lists: halves(5, 0, 32, 1) }],
    ['filling where there is none', { region: halves(0, 1, 1, 0, 0, 0) }],
    ['more sets and lists than facts', { blockCounts: words(2, 3) }],
    ['four thousand million sets', { blockCounts: words(-1, 2) }],
    ['four thousand million lists', { blockCounts: words(1, -1) }],
    ['sets and lists that are few only where numbers wrap', { blockCounts: words(0x8000_0001, 0x8000_0002) }],
    ['a fact that is not there', { named: words(0, 3, 4) }],
    ['a set of a fact that is not there', { named: words(4, 3, 1) }],
    ['fact four thousand million', { named: words(-1, 3, 1) }],
    ['two lists of one fact', { named: words(0, 3, 3) }],
    ['a set and a list of one fact', { named: words(3, 3, 1) }],
    ['a list with nobody in it at the front', { ends: words(0, 3) }],
    ['a list with nobody in it', { ends: words(3, 3) }],
    ['a list that ends before it begins', { ends: words(3, 1), lists: halves(5, 0, 32, 0) }],
    ['a list that ends behind all the others', { ends: words(4, 3) }],
    ['lists that end at four thousand million', { ends: words(1, -1) }],
    ['a list that falls', { lists: halves(5, 32, 0, 0) }],
    ['a row twice in a list', { lists: halves(5, 32, 32, 0) }],
    ['a row that is not there in a list', { lists: halves(5, 0, 33, 0) }],
    ['row 65,535 in a list', { lists: halves(0xffff, 0, 32, 0) }],
    ['a list as long as a set of bits', { ends: words(4, 5), lists: halves(0, 1, 2, 3, 32, 0) }],
    ['a bit behind the last row', { bits: words(0, 2) }],
    ['the last bit of the last word', { bits: words(0, 0x8000_0000) }],
  ]
  it.each(outside)('refuses %s', (_, parts) => {
    expect(faultOf(sectionWith(parts))).toBe('catalogue_invalid columns')
  })

  it('refuses a bit behind the last row in the second of two sets', () => {
    const sets = { blockCounts: words(2, 1), named: words(0, 3, 1), ends: words(1), lists: halves(5, 0) }
    expect(faultOf(sectionWith({ ...sets, bits: words(0, 1, 0, 1) }))).toBe('none')
    expect(faultOf(sectionWith({ ...sets, bits: words(0, 1, 0, 2) }))).toBe('catalogue_invalid columns')
  })

  it('knows no filling where the rows fill their words', () => {
    const rows = Array.from({ length: 32 }, (_, row) => rowAt(row, { facts: [fact(1, 'listing')] }))
    const { strings: names, columns: section } = sectionsOf(rows)
    expect(faultOf(section, names)).toBe('none')
  })

  it('refuses a region where the dictionary has none', () => {
    const none = dictionaryOf([fact(1, 'a'), fact(1, 'b'), fact(1, 'c'), fact(9, 'x')])
    expect(faultOf(sectionWith(), none)).toBe('catalogue_invalid columns')
  })

  it('takes twenty locations a row, and no more', () => {
    const located = (count: number) =>
      concatBytes(
        words(1, count, 0, 0, 9, 0),
        words(...new Array<number>(count).fill(0)),
        words(...new Array<number>(2 * count).fill(0)),
        words(...new Array<number>(count).fill(NO_POINT)),
        halves(...new Array<number>(count + (count % 2)).fill(0)),
        words(0, 0),
      )
    expect(faultOf(located(MAX_PLACES))).toBe('none')
    expect(faultOf(located(MAX_PLACES + 1))).toBe('catalogue_invalid columns')
  })
})

describe('blocks', () => {
  /** So many rows of which nobody states anything. */
  const silent = (rows: number, blocks = Math.ceil(rows / BLOCK_ROWS)) => {
    const section = new Uint8Array(8 + 16 * rows + 8 * blocks)
    new DataView(section.buffer).setUint32(0, rows, true)
    return section
  }

  it.each([
    [BLOCK_ROWS - 1, [BLOCK_ROWS - 1]],
    [BLOCK_ROWS, [BLOCK_ROWS]],
    [BLOCK_ROWS + 1, [BLOCK_ROWS, 1]],
    [2 * BLOCK_ROWS + 40, [BLOCK_ROWS, BLOCK_ROWS, 40]],
  ])('cut %i rows', (rows, sizes) => {
    const { blocks } = opened(silent(rows))
    expect(blocks.map((block) => block.rows)).toEqual(sizes)
    expect(blocks.map((block) => block.first)).toEqual(sizes.map((_, index) => index * BLOCK_ROWS))
    expect(blocks.map((block) => block.words)).toEqual(sizes.map((size) => Math.ceil(size / 32)))
  })

  it('are as many as the rows need', () => {
    expect(faultOf(silent(BLOCK_ROWS, 2))).toBe('catalogue_invalid columns')
    expect(faultOf(silent(BLOCK_ROWS + 1, 1))).toBe('catalogue_invalid columns')
  })

  it('may hold the greatest number of rows, and not one more', () => {
    expect(faultOf(silent(MAX_ROWS))).toBe('none')
    expect(faultOf(silent(MAX_ROWS + 1))).toBe('catalogue_invalid columns')
  })

  it('keep a number for each fact, together no more than a file may be long', () => {
    const blocks = Math.ceil(MAX_ROWS / BLOCK_ROWS)
    expect(4 * MAX_FACTS * blocks).toBeLessThanOrEqual(MAX_CATALOGUE_BYTES)
  })
})
