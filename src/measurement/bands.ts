import type { Metric } from './metric-table.js'

// From what was counted to what may be said of it. Nothing under 20; from 20 a coarse band; numbers from 100 on, and of those
// each at least 20. The total is never said as a number where a cell is left out; where another count tells it, what is left
// out is at least 20 all the same.

/** Fewer counted than that: nothing is released. Fewer in one cell: that cell is not. */
export const LEAST_PEOPLE = 20
/** From how many on numbers are released. */
export const LEAST_FOR_NUMBERS = 100
/** By how many thousandths a share must pass the edge of a band before the band changes from what it was. */
export const HYSTERESIS_PERMILLE = 30

/** How many were counted, as far as it is ever said. */
export const peopleBands = ['20-99', '100-or-more'] as const
/** What share said yes, as coarsely as a small number allows. */
export const shareBands = ['under-half', 'about-half', 'most', 'nearly-all'] as const

/** What share said yes, coarsely. */
export type ShareBand = (typeof shareBands)[number]

/** Where each band ends, in thousandths. */
const edges = [400, 600, 850]

/**
 * Finds the band of a share.
 *
 * @param permille - thousandths, 0 to 1,000.
 * @param before - the band of the epoch before: it stays until the share has passed its edge by 30 thousandths.
 * @returns the band.
 * Privacy: reads a share that is as noisy as promised.
 * Cost: O(1). @since 0.1
 */
export function bandOf(permille: number, before?: ShareBand): ShareBand {
  const plain = edges.filter((edge) => permille >= edge).length
  const was = before === undefined ? plain : shareBands.indexOf(before)
  const low = was === 0 ? 0 : (edges[was - 1] ?? 0) - HYSTERESIS_PERMILLE
  const high = (edges[was] ?? 1001) + HYSTERESIS_PERMILLE
  return shareBands[permille >= low && permille < high ? was : plain] ?? 'under-half'
}

/**
 * Tells where a band begins and ends.
 *
 * @param band - its name.
 * @returns thousandths; a share can lie 30 thousandths beyond where it was in that band before.
 * Privacy: reads a name.
 * Cost: O(1). @since 0.1
 */
export function bandEdges(band: ShareBand): { readonly from: number; readonly to: number } {
  const nth = shareBands.indexOf(band)
  return { from: edges[nth - 1] ?? 0, to: edges[nth] ?? 1000 }
}

/** One cell whose number may be said, with the interval in which the number without noise lies, 95 times of 100. */
export type Count = { readonly cell: number; readonly count: number; readonly low: number; readonly high: number }

/** What may be said of a count. */
export type Sayable = {
  readonly people: (typeof peopleBands)[number]
  readonly band?: ShareBand
  /** The cell of the middle one of all, of an ordered metric. */
  readonly middle?: number
  /** The share that said yes, in thousandths, with an interval for noise and chance together. */
  readonly permille?: number
  readonly low?: number
  readonly high?: number
  readonly counts?: readonly Count[]
}

/**
 * Finds out what may be said of a count.
 *
 * @param form - of its metric.
 * @param cells - the noisy sums.
 * @param options - the noise's variance in one cell; the band of the epoch before; `isCoarse`: no numbers, however many there are.
 * @returns what may be said; undefined where nothing may.
 * Privacy: nothing under its threshold is in the result.
 * Cost: O(cells). @since 0.1
 */
export function sayable(
  form: Metric['form'],
  cells: readonly number[],
  options: { readonly variance: number; readonly before?: ShareBand | undefined; readonly isCoarse?: boolean },
): Sayable | undefined {
  const { variance, before, isCoarse = false } = options
  const total = sumOf(cells)
  if (total < LEAST_PEOPLE) return undefined
  const hasNumbers = total >= LEAST_FOR_NUMBERS
  const people = hasNumbers ? '100-or-more' : '20-99'
  const shown = hasNumbers && !isCoarse ? countsOf(cells, variance) : []
  if (form === 'ordered') return { people, middle: middleOf(cells), ...(shown.length > 0 && { counts: shown }) }
  if (form === 'kinds') return { people, ...(shown.length > 0 && { counts: shown }) }
  const share = shareOf(cells, total)
  const band = bandOf(share, before)
  // A share of which one side is small would show it.
  if (shown.length < cells.length) return { people, band }
  return { people, band, permille: share, ...intervalOf(share, total, variance), counts: shown }
}

/** The share of yes; noise may take a side below 0. */
function shareOf([yes = 0]: readonly number[], total: number): number {
  return Math.min(1000, Math.max(0, Math.round((1000 * yes) / total)))
}

function countsOf(cells: readonly number[], variance: number): readonly Count[] {
  const reach = Math.ceil(1.96 * Math.sqrt(variance))
  const least = leastShown(cells)
  return cells.flatMap((count, cell) =>
    count < least ? [] : [{ cell, count, low: Math.max(0, count - reach), high: count + reach }],
  )
}

/**
 * From how large a cell on cells are shown. The whole may be known from another count of the same people: so where what is
 * left out is under 20 together, the smallest of the others is left out as well.
 */
function leastShown(cells: readonly number[]): number {
  const leftOut = cells.filter((count) => count < LEAST_PEOPLE)
  if (leftOut.length === 0 || sumOf(leftOut) >= LEAST_PEOPLE) return LEAST_PEOPLE
  return 1 + Math.min(...cells.filter((count) => count >= LEAST_PEOPLE))
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Wilson's interval, widened by the noise of both cells. */
function intervalOf(
  permille: number,
  total: number,
  variance: number,
): { readonly low: number; readonly high: number } {
  const share = permille / 1000
  const z = 1.96
  const noise = (variance * ((1 - share) ** 2 + share ** 2)) / total ** 2
  const centre = (share + z ** 2 / (2 * total)) / (1 + z ** 2 / total)
  const chance = (share * (1 - share)) / total + z ** 2 / (4 * total ** 2)
  const reach = z * Math.sqrt(chance / (1 + z ** 2 / total) ** 2 + noise)
  return {
    low: Math.max(0, Math.floor(1000 * (centre - reach))),
    high: Math.min(1000, Math.ceil(1000 * (centre + reach))),
  }
}

function middleOf(cells: readonly number[]): number {
  const half = cells.reduce((sum, cell) => sum + Math.max(0, cell), 0) / 2
  let sum = 0
  const middle = cells.findIndex((cell) => {
    sum += Math.max(0, cell)
    return sum >= half
  })
  return Math.max(0, middle)
}
