import type { Tie } from '../kernel/order.js'
import { BLOCK_ROWS, type Columns, NO_POINT, type Places } from './columns.js'
import { factRange, findFact } from './dictionary.js'
import { FIELD } from './fields.js'
import { isStated } from './posting.js'
import type { Row, RowPlace } from './row.js'

/**
 * Tells whether the columns say of one row what its statements say, no less and no more.
 *
 * @param columns - from `readColumns`.
 * @param row - the row's number.
 * @param stated - from `rowOf`, of the entry that stands in this row.
 * @returns false when anything differs.
 * Privacy: reads public data only.
 * Cost: O(facts of the catalogue). @since 0.1
 */
export function isRow(columns: Columns, row: number, stated: Row): boolean {
  const { tie, expires, presenceUntil, places, facts } = stated
  return (
    columns.tieHigh[row] === tie.high &&
    columns.tieLow[row] === tie.low &&
    columns.expires[row] === expires &&
    columns.presenceUntil[row] === presenceUntil &&
    arePlacesOf(columns, row, places) &&
    areFactsOf(columns, row, facts)
  )
}

function areFactsOf({ blocks, dictionary }: Columns, row: number, facts: readonly string[]): boolean {
  const block = blocks[Math.floor(row / BLOCK_ROWS)]
  if (block === undefined) return false
  const within = row % BLOCK_ROWS
  for (const fact of facts) {
    const number = findFact(dictionary, fact)
    if (number === undefined || !isStated(block, number, within)) return false
  }
  // Each fact is there, so more than that many would be somebody else's words.
  let stated = 0
  for (let fact = 0; fact < dictionary.count; fact++) if (isStated(block, fact, within)) stated++
  return stated === facts.length
}

/**
 * Finds where the locations of a row begin.
 *
 * @param places - the catalogue's locations.
 * @param row - the row's number.
 * @returns the first that is not of an earlier row.
 * Privacy: reads public data only.
 * Cost: O(log locations). @since 0.1
 */
export function firstPlace({ row: rows }: Places, row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] ?? 0) < row) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Finds the row of an id.
 *
 * @param columns - from `readColumns`.
 * @param tie - from `tieOf` of the id.
 * @returns the first row that has it; -1 when there is none.
 * Privacy: which id is sought tells what was found; stays on the device.
 * Cost: O(rows). @since 0.1
 */
export function rowOfTie({ tieHigh, tieLow }: Columns, { high, low }: Tie): number {
  let row = tieHigh.indexOf(high)
  while (row >= 0 && tieLow[row] !== low) row = tieHigh.indexOf(high, row + 1)
  return row
}

function arePlacesOf({ places, dictionary }: Columns, row: number, stated: readonly RowPlace[]): boolean {
  const first = firstPlace(places, row)
  const [firstRegion] = factRange(dictionary, FIELD.region)
  if (places.row[first + stated.length] === row) return false
  return stated.every(({ region, point }, index) => {
    const at = first + index
    return (
      places.row[at] === row &&
      findFact(dictionary, String.fromCharCode(FIELD.region) + region) === firstRegion + (places.region[at] ?? 0) &&
      places.latitude[at] === (point?.latitude ?? 0) &&
      places.longitude[at] === (point?.longitude ?? 0) &&
      places.coarseness[at] === (point?.coarseness ?? NO_POINT)
    )
  })
}
