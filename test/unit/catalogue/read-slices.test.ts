import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../../src/catalogue/catalogue.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { fail, ok } from '../../../src/kernel/result.js'
import { listing } from '../../support/offers.js'

/** A catalogue of so many rows, of which some do not stand; `asked` holds which rows were read. */
function shelf(size: number, broken: readonly number[] = []) {
  const asked: number[] = []
  const entryAt: Catalogue['entryAt'] = (row) => {
    asked.push(row)
    return broken.includes(row) ? fail('catalogue_row_mismatch', {}) : ok(listing({}, { id: `listing:${row}` }))
  }
  return { size, entryAt, asked }
}
const rowsOf = (read: ReturnType<typeof readEntries>) => read.accepted.map(({ id }) => Number(id.slice(8)))

describe('readEntries', () => {
  it('reads everything unless told', () => {
    const read = readEntries(shelf(4, [1]))
    expect([rowsOf(read), read.rejected, read.next]).toEqual([
      [0, 2, 3],
      [{ row: 1, code: 'catalogue_row_mismatch' }],
      undefined,
    ])
  })

  it.each([
    [{ from: 0, count: 3 }, [0, 1, 2], 3],
    [{ from: 3, count: 3 }, [3, 4, 5], 6],
    [{ from: 6, count: 3 }, [6], undefined],
    [{ from: 4, count: 3 }, [4, 5, 6], undefined],
    [{ from: 6 }, [6], undefined],
    [{ count: 7 }, [0, 1, 2, 3, 4, 5, 6], undefined],
    [{ from: 7, count: 1 }, [], undefined],
    [{ from: 2 ** 53 - 1, count: 2 ** 53 - 1 }, [], undefined],
    [{ from: 2, count: 0 }, [], 2],
  ])('reads the slice of %o, and says where to go on', (options, rows, next) => {
    const seven = shelf(7)
    const read = readEntries(seven, options)
    expect([rowsOf(read), read.next]).toEqual([rows, next])
    // What is outside of the slice is not even looked at.
    expect(seven.asked).toEqual(rows)
  })

  it('reads nobody where there is nobody', () => {
    expect(readEntries(shelf(0))).toEqual({ accepted: [], rejected: [], next: undefined })
  })

  it.each([
    ['from', -1],
    ['from', 0.5],
    ['from', Number.NaN],
    ['from', Number.POSITIVE_INFINITY],
    ['count', -1],
    ['count', 1.5],
    ['count', Number.NaN],
    ['count', Number.POSITIVE_INFINITY],
    ['count', 2 ** 53],
    // What the compiler refuses is given on purpose.
    ['count', '3' as unknown as number],
  ])('throws for a %s of %s, naming it', (name, value) => {
    expect(() => readEntries(shelf(3), { [name]: value })).toThrow(new RegExp(`^${name}: `))
  })

  it('reads every row once in slices of any length, as it does at once', () => {
    const catalogues = fc.tuple(fc.nat(40), fc.array(fc.nat(39)), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(catalogues, ([size, broken, count]) => {
        const whole = readEntries(shelf(size, broken))
        const slices = []
        for (let from: number | undefined = 0; from !== undefined; ) {
          const slice = readEntries(shelf(size, broken), { from, count })
          slices.push(slice)
          from = slice.next
        }
        expect(slices.flatMap(({ accepted }) => accepted)).toEqual(whole.accepted)
        expect(slices.flatMap(({ rejected }) => rejected)).toEqual(whole.rejected)
        expect(slices.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(size / count)))
      }),
      { numRuns: 200 },
    )
  })
})
