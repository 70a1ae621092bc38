import type { Columns } from '../catalogue/columns.js'
import { type Tie, tieRank } from '../kernel/order.js'

/** A row and its score. */
export type Ranked = {
  readonly row: number
  readonly score: number
  /** The bits of the gates that do not know, once they have been read. */
  open?: number
}

/** The best so far: only as many are kept as are asked for. */
export type Best = {
  /** Whoever has fewer points does not come among them any more. Grows. */
  least: number
  readonly keep: number
  /** Says what the last of those that are kept will have at least. */
  readonly raise: (floor: number) => void
  readonly enter: (row: number, score: number) => void
  /** The best, in order. */
  readonly ranked: () => readonly Ranked[]
}

/**
 * Begins a list of the best rows: the higher score first, equals by a keyed hash of their ids, so that neither the
 * alphabet nor the order of the list favours anybody.
 *
 * @param columns - of the catalogue.
 * @param key - from `tieKey`.
 * @param bands - scores within one band of so many points are equal.
 * @param keep - how many are asked for.
 * @returns the list, empty.
 * Privacy: as private as the scores.
 * Cost: O(log keep) a row that is entered, on average; memory for twice `keep` and a few. @since 0.1
 */
export function createBest(columns: Columns, key: Tie, bands: number, keep: number): Best {
  const compare = rankOrder(columns, key, bands)
  const rows: Ranked[] = []
  const full = 2 * keep + 62
  const settle = (): void => {
    rows.sort(compare)
    if (rows.length <= keep) return
    rows.length = keep
    best.least = Math.floor((rows[keep - 1]?.score ?? 0) / bands) * bands
  }
  const best: Best = {
    least: 0,
    keep,
    raise: (floor) => {
      best.least = Math.max(best.least, Math.floor(floor / bands) * bands)
    },
    enter: (row, score) => {
      if (score < best.least) return
      rows.push({ row, score })
      if (rows.length >= full) settle()
    },
    ranked: () => {
      settle()
      return rows
    },
  }
  return best
}

/**
 * Compares rows as they are ranked.
 *
 * @param columns - of the catalogue.
 * @param key - from `tieKey`.
 * @param bands - scores within one band of so many points are equal; Infinity to leave scores aside.
 * @returns negative, zero or positive, as `sort` expects.
 * Privacy: as private as the scores.
 * Cost: O(1). @since 0.1
 */
export function rankOrder(columns: Columns, key: Tie, bands: number): (one: Ranked, other: Ranked) => number {
  const { tieHigh, tieLow } = columns
  const mine = new Uint32Array(2)
  const theirs = new Uint32Array(2)
  return (one, other) => {
    const apart = Math.floor(other.score / bands) - Math.floor(one.score / bands)
    if (apart !== 0) return apart
    const [high = 0, low = 0] = [tieHigh[one.row], tieLow[one.row]]
    const [otherHigh = 0, otherLow = 0] = [tieHigh[other.row], tieLow[other.row]]
    tieRank(key, high, low, mine)
    tieRank(key, otherHigh, otherLow, theirs)
    return (mine[0] ?? 0) - (theirs[0] ?? 0) || (mine[1] ?? 0) - (theirs[1] ?? 0) || high - otherHigh || low - otherLow
  }
}
