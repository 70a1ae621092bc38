import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src/catalogue/columns.js'
import { addRows, countRows, isStated, listRows, ones, rowsIn } from '../../../src/catalogue/posting.js'
import { columnsOf, fact, rowAt } from '../../support/columns.js'

/** Everybody who states one of some facts. */
function rowsStating(block: Block, facts: readonly number[]): Uint32Array {
  const rows = new Uint32Array(block.words)
  for (const fact of facts) addRows(rows, block, fact)
  return rows
}

/** One bit a row. */
function setOf(rows: Iterable<number>, words: number): Uint32Array {
  const set = new Uint32Array(words)
  for (const row of rows) set[row >> 5] = (set[row >> 5] ?? 0) | (1 << (row & 31))
  return set
}

/** A block of so many rows of which these state facts 0, 1 and so on; everybody states the last. */
function blockOf(rows: number, stating: readonly ReadonlySet<number>[]): Block {
  const written = Array.from({ length: rows }, (_, row) =>
    rowAt(row, {
      facts: [
        ...stating.flatMap((members, number) => (members.has(row) ? [fact(2, String.fromCharCode(number))] : [])),
        fact(3),
      ],
    }),
  )
  const { blocks } = columnsOf(written)
  const [block] = blocks
  if (block === undefined) throw new Error('there is no block')
  return block
}

/** Rows at the joints of words, and any others. */
const blocks = fc.integer({ min: 1, max: 140 }).chain((rows) => {
  const row = fc.oneof(
    fc.nat(rows - 1),
    fc.constantFrom(0, 31, 32, 63, 64, rows - 1).filter((one) => one < rows),
  )
  const members = fc.array(row, { minLength: 1, maxLength: rows }).map((list) => new Set(list))
  return fc.array(members, { minLength: 1, maxLength: 5 }).map((stating) => ({ rows, stating }))
})

describe('who states a fact', () => {
  it('is told alike of lists and of sets of bits, by every way of asking', () => {
    const kinds = new Set<boolean>()
    fc.assert(
      fc.property(blocks, ({ rows, stating }) => {
        const block = blockOf(rows, stating)
        for (const [number, members] of stating.entries()) {
          kinds.add((block.place[number] ?? 0) > 0)
          const sorted = [...members].sort((one, other) => one - other)
          expect([...listRows(block, number)]).toEqual(sorted)
          expect(rowsStating(block, [number])).toEqual(setOf(members, block.words))
          for (let row = 0; row < rows; row++) expect(isStated(block, number, row)).toBe(members.has(row))
        }
        const anybody = stating.flatMap((members) => [...members])
        expect(rowsStating(block, [...stating.keys()])).toEqual(setOf(anybody, block.words))
      }),
      { numRuns: 300 },
    )
    expect(kinds.size).toBe(2)
  })

  it('is nobody where a block does not name the fact, or there is none', () => {
    const rows = [rowAt(0, { facts: [fact(2)] })]
    const [block] = columnsOf(rows).blocks
    const silent = block && { ...block, place: new Int32Array(2) }
    for (const number of [0, 1, 2, -1]) {
      if (silent === undefined) throw new Error('there is no block')
      expect([...listRows(silent, number)]).toEqual([])
      expect([...rowsStating(silent, [number])]).toEqual([0])
      expect(isStated(silent, number, 0)).toBe(false)
    }
  })

  it('is added to whoever is there already', () => {
    const block = blockOf(40, [new Set([3, 39])])
    const into = setOf([0, 3], 2)
    addRows(into, block, 0)
    expect([...rowsIn(into)]).toEqual([0, 3, 39])
  })

  it('is nobody of no facts', () => {
    expect([...rowsStating(blockOf(40, [new Set([3])]), [])]).toEqual([0, 0])
  })
})

describe('rowsIn and countRows', () => {
  it('list and count every bit once, the highest of a word too', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(159)), (rows) => {
        const set = setOf(rows, 5)
        expect([...rowsIn(set)]).toEqual([...rows].sort((one, other) => one - other))
        expect(countRows(set)).toBe(rows.length)
      }),
      { numRuns: 300 },
    )
  })

  it('reach the last row that two bytes can name', () => {
    expect([...rowsIn(setOf([0, 65_535], 2048))]).toEqual([0, 65_535])
    expect(countRows(new Uint32Array(2048).fill(0xffff_ffff))).toBe(65_536)
  })
})

describe('ones', () => {
  it('counts the bits of a word, whatever its sign', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.nat(0xffff_ffff)), (word) => {
        expect(ones(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length)
      }),
      { numRuns: 500 },
    )
    for (let bit = 0; bit < 32; bit++) expect(ones(1 << bit)).toBe(1)
    expect([ones(0), ones(-1), ones(0xffff_ffff)]).toEqual([0, 32, 32])
  })
})
