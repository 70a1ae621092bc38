import { describe, expect, it } from 'vitest'
import { BLOCK_ROWS, type Columns } from '../../../src/catalogue/columns.js'
import { firstPlace, isRow } from '../../../src/catalogue/columns-row.js'
import type { Row, RowPlace } from '../../../src/catalogue/row.js'
import { columnsOf, fact, rowAt } from '../../support/columns.js'

const seattle: RowPlace = {
  region: 'US-WA',
  point: { latitude: 47_610_100, longitude: -122_334_400, coarseness: 1000 },
}
const tacoma: RowPlace = { region: 'US-WA', point: { latitude: 47_252_900, longitude: -122_444_300, coarseness: 0 } }
const oregon: RowPlace = { region: 'US-OR', point: undefined }
const facts = [
  fact(1, 'practitioner'),
  fact(2, 'anxiety.panic 4'),
  fact(4, 'somewhere'),
  fact(5, 'US-OR'),
  fact(5, 'US-WA'),
]
const mine = rowAt(7, { expires: 9, presenceUntil: 5, places: [oregon, tacoma, seattle], facts })
/** Says the opposite of whatever may be taken for it. */
const neighbour = rowAt(8, {
  expires: 10,
  presenceUntil: 6,
  places: [seattle],
  facts: [fact(1, 'event'), fact(2, 'mood 1'), fact(5, 'US-WA')],
})

/** Mine stands in the middle. */
const rows = [neighbour, mine, neighbour]
const columns = columnsOf(rows)

describe('isRow', () => {
  it('knows the row that was compiled from the same statements', () => {
    expect(isRow(columns, 1, mine)).toBe(true)
    expect([isRow(columns, 0, neighbour), isRow(columns, 2, neighbour)]).toEqual([true, true])
  })

  it('does not know it in the place of another, or in none', () => {
    for (const row of [0, 2, 3, -1, 0.5, Number.NaN, BLOCK_ROWS, BLOCK_ROWS + 1]) {
      expect(isRow(columns, row, mine), `${row}`).toBe(false)
    }
  })

  const changes: readonly (readonly [string, Partial<Row>])[] = [
    ['the high word of the id', { tie: { ...mine.tie, high: 8 } }],
    ['the low word of the id', { tie: { ...mine.tie, low: 0 } }],
    ['a later end', { expires: 10 }],
    ['an end past four bytes', { expires: 9 + 0x1_0000_0000 }],
    ['a longer presence', { presenceUntil: 6 }],
    ['no presence', { presenceUntil: 0 }],
    ['a fact less', { facts: facts.slice(1) }],
    ['a fact less at the end', { facts: facts.slice(0, -1) }],
    ['a fact more that a neighbour states', { facts: [...facts, fact(2, 'mood 1')] }],
    ['a fact more that nobody states', { facts: [...facts, fact(2, 'grief 1')] }],
    ['another fact in place of one', { facts: [fact(1, 'event'), ...facts.slice(1)] }],
    ['no facts', { facts: [] }],
    ['a location less at the front', { places: [tacoma, seattle] }],
    ['a location less at the end', { places: [oregon, tacoma] }],
    ['no locations', { places: [] }],
    ['a location more at the end', { places: [oregon, tacoma, seattle, seattle] }],
    ['a location more at the front', { places: [oregon, oregon, tacoma, seattle] }],
    ['locations in another order', { places: [tacoma, oregon, seattle] }],
    ['another region', { places: [{ ...oregon, region: 'US-WA' }, tacoma, seattle] }],
    ['a region that nobody has', { places: [{ ...oregon, region: 'GB' }, tacoma, seattle] }],
    [
      'a point where only the region is known',
      { places: [{ ...oregon, point: { latitude: 0, longitude: 0, coarseness: 0 } }, tacoma, seattle] },
    ],
    ['no point where one is known', { places: [oregon, { ...tacoma, point: undefined }, seattle] }],
    ...(['latitude', 'longitude', 'coarseness'] as const).map(
      (name) =>
        [
          `another ${name}`,
          {
            places: [
              oregon,
              tacoma,
              { ...seattle, point: { latitude: 47_610_100, longitude: -122_334_400, coarseness: 1000, [name]: 1001 } },
            ],
          },
        ] as const,
    ),
  ]
  it.each(changes)('tells %s from what is stated', (_, change) => {
    // Statements that say something else of the row, and a row that says something else than the statements.
    expect(isRow(columns, 1, { ...mine, ...change })).toBe(false)
  })

  // A writer has no number for a region without its fact, and four bytes for an end.
  const writable = changes.filter(([name]) => !['an end past four bytes', 'a region that nobody has'].includes(name))
  it.each(writable)('tells a row that has %s from what is stated', (_, change) => {
    expect(isRow(columnsOf([neighbour, { ...mine, ...change }, neighbour]), 1, mine)).toBe(false)
  })

  it('looks into the block in which the row lies', () => {
    const many: Row[] = Array.from({ length: BLOCK_ROWS }, (_, row) => rowAt(row, { facts: [fact(1, 'listing')] }))
    const two = columnsOf([...many, mine, neighbour])
    expect([
      isRow(two, BLOCK_ROWS, mine),
      isRow(two, BLOCK_ROWS + 1, neighbour),
      isRow(two, BLOCK_ROWS + 1, mine),
    ]).toEqual([true, true, false])
    expect(isRow(two, BLOCK_ROWS - 1, rowAt(BLOCK_ROWS - 1, { facts: [fact(1, 'listing')] }))).toBe(true)
    expect(isRow(two, 0, mine)).toBe(false)
  })

  it('compares regions that are longer than a call has arguments', () => {
    const region = 'W'.repeat(1_000_000)
    const wide = rowAt(0, { places: [{ region, point: undefined }], facts: [fact(5, region)] })
    expect(isRow(columnsOf([wide]), 0, wide)).toBe(true)
  })
})

describe('firstPlace', () => {
  const places = (...row: readonly number[]) => ({ ...columns.places, row: Uint32Array.from(row) })
  const first = (of: Columns['places'], row: number) => firstPlace(of, row)

  it('finds where the locations of a row begin', () => {
    expect([0, 1, 2, 3, 4, 5].map((row) => first(places(1, 1, 1, 3, 4, 4), row))).toEqual([0, 0, 3, 3, 4, 6])
  })

  it('finds the end where there are none', () => {
    expect([first(places(), 0), first(places(), 9)]).toEqual([0, 0])
  })
})
