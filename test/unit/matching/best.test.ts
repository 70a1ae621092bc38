import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Columns } from '../../../src/catalogue/columns.js'
import { tieKey, tieOf, tieRank } from '../../../src/kernel/order.js'
import { createBest, type Ranked, rankOrder } from '../../../src/matching/best.js'
import { columnsOf, fact, rowAt } from '../../support/columns.js'

const ROWS = 400
const columns = columnsOf(
  Array.from({ length: ROWS }, (_, row) => ({ ...rowAt(0, { facts: [fact(1)] }), tie: tieOf(`row ${row}`) })),
)
const key = tieKey(Uint8Array.of(7))

/** The place of a row among equals, as a number that compares. */
function placeOf(row: number, of: Columns = columns): bigint {
  const [high = 0, low = 0] = tieRank(key, of.tieHigh[row] ?? 0, of.tieLow[row] ?? 0, new Uint32Array(2))
  return (BigInt(high) << 32n) | BigInt(low)
}

/** Everything sorted, then cut. */
function sorted(entered: readonly Ranked[], bands: number, keep: number): readonly Ranked[] {
  const bandOf = ({ score }: Ranked) => Math.floor(score / bands)
  const byPlace = (one: Ranked, other: Ranked) => (placeOf(one.row) < placeOf(other.row) ? -1 : 1)
  return [...entered].sort((one, other) => bandOf(other) - bandOf(one) || byPlace(one, other)).slice(0, keep)
}

const entries = fc.uniqueArray(fc.record({ row: fc.nat(ROWS - 1), score: fc.oneof(fc.nat(9), fc.nat(4_000_000)) }), {
  maxLength: ROWS,
  selector: ({ row }) => row,
})
const bandWidths = fc.constantFrom(1, 2, 1000, 1_000_000)

describe('createBest', () => {
  it('keeps what sorting everything would put first, whatever the order of entering', () => {
    fc.assert(
      fc.property(entries, bandWidths, fc.integer({ min: 1, max: 60 }), (entered, bands, keep) => {
        const best = createBest(columns, key, bands, keep)
        for (const { row, score } of entered) best.enter(row, score)
        expect(best.ranked()).toEqual(sorted(entered, bands, keep))
      }),
      { numRuns: 300 },
    )
  })

  it('turns nobody away who would come among the best', () => {
    fc.assert(
      fc.property(entries, bandWidths, fc.integer({ min: 1, max: 20 }), (entered, bands, keep) => {
        const best = createBest(columns, key, bands, keep)
        for (const { row, score } of entered) if (score >= best.least) best.enter(row, score)
        expect(best.ranked()).toEqual(sorted(entered, bands, keep))
        const last = sorted(entered, bands, keep)[keep - 1]
        expect(best.least).toBeLessThanOrEqual(last?.score ?? 0)
      }),
      { numRuns: 300 },
    )
  })

  it('says how many points it takes once there are enough, by whole bands', () => {
    const best = createBest(columns, key, 10, 1)
    for (let row = 0; row < 63; row++) best.enter(row, 109)
    expect(best.least).toBe(0)
    best.enter(63, 57)
    expect(best.least).toBe(100)
    best.enter(64, 99)
    best.enter(65, 100)
    expect(best.ranked()).toEqual(
      sorted([...Array.from({ length: 63 }, (_, row) => ({ row, score: 109 })), { row: 65, score: 100 }], 10, 1),
    )
  })

  it('keeps everybody where everybody is asked for', () => {
    const best = createBest(columns, key, 1, Number.POSITIVE_INFINITY)
    for (let row = 0; row < ROWS; row++) best.enter(row, row % 3)
    expect(best.least).toBe(0)
    expect(best.ranked()).toEqual(
      sorted(
        Array.from({ length: ROWS }, (_, row) => ({ row, score: row % 3 })),
        1,
        ROWS,
      ),
    )
  })

  it('is empty at first, and holds no more than twice as many as are asked for and a few', () => {
    const best = createBest(columns, key, 1, 3)
    expect(best.ranked()).toEqual([])
    const held = best.ranked()
    let most = 0
    for (let turn = 0; turn < 10_000; turn++) {
      best.enter(turn % ROWS, turn)
      most = Math.max(most, held.length)
    }
    expect(most).toBeLessThanOrEqual(2 * 3 + 62)
  })
})

describe('rankOrder', () => {
  it('leaves scores aside where the band is endless', () => {
    const compare = rankOrder(columns, key, Number.POSITIVE_INFINITY)
    const rows = [3, 1, 2].map((row) => ({ row, score: 1000 * row }))
    expect(rows.toSorted(compare)).toEqual(
      rows.toSorted((one, other) => (placeOf(one.row) < placeOf(other.row) ? -1 : 1)),
    )
  })

  it('orders alike whoever is compared with whom', () => {
    fc.assert(
      fc.property(fc.nat(ROWS - 1), fc.nat(ROWS - 1), fc.nat(5), fc.nat(5), (row, other, score, otherScore) => {
        const compare = rankOrder(columns, key, 2)
        const [one, two] = [
          { row, score },
          { row: other, score: otherScore },
        ]
        expect(Math.sign(compare(one, two))).toBe(-Math.sign(compare(two, one)) + 0)
      }),
      { numRuns: 300 },
    )
  })

  it('gives the row with the smaller hash the first place, and equals none', () => {
    const compare = rankOrder(columns, key, 1)
    for (let row = 1; row < ROWS; row++) {
      const isFirst = placeOf(row) < placeOf(row - 1)
      expect(compare({ row, score: 5 }, { row: row - 1, score: 5 }) < 0).toBe(isFirst)
    }
    expect(compare({ row: 1, score: 5 }, { row: 1, score: 5 })).toBe(0)
  })

  it('orders by another key otherwise', () => {
    const rows = Array.from({ length: 50 }, (_, row) => ({ row, score: 0 }))
    const orders = [1, 2, 3].map((seed) =>
      rows
        .toSorted(rankOrder(columns, tieKey(Uint8Array.of(seed)), 1))
        .map(({ row }) => row)
        .join(),
    )
    expect(new Set(orders).size).toBe(3)
  })
})
