import type { Recording } from '../recording.js'
import type { Difference } from './difference.js'
import { type Item, isDeparture } from './item.js'
import type { Seen } from './sequence.js'
import type { Slot } from './slots.js'

/** No smaller difference between gaps is called one, in milliseconds: a busy machine makes gaps of its own. */
export const LEAST_GAP_MS = 100
/**
 * The same for a gap since the visit entered a part of it, in milliseconds: between the two lies the click of whoever drives
 * the page, which takes its own time.
 */
export const LEAST_PHASE_GAP_MS = 300
/** How many times the noise among visits with the same answers a difference must be. */
export const NOISE_FACTOR = 3

/** A gap before one slot: since another slot, or since the visit entered its phase. */
type Gap = { readonly slot: number; readonly since: number | 'phase' }

/** What the comparison of gaps found, and how fine it was. */
export type Timing = {
  readonly differences: readonly Difference[]
  /** The smallest difference that would have been seen at every gap, in milliseconds; absent where no gap could be compared. */
  readonly smallestMs?: number
  readonly gaps: number
}

/** The visits with the same answers, first one included, and the visit with others, each with its recording. */
export type Timed = Seen & { readonly recording: Recording }

/**
 * Compares how long after the one before each departure left, within one page, frame or worker and one part of the visit:
 * across parts the one who answers sets the pace.
 *
 * @param slots - taught by the visits of the same answers.
 * @param same - those visits, the first one included.
 * @param others - visits with other answers, the same in all of them: a difference shows in every one.
 * @returns differences beyond the noise and `LEAST_GAP_MS`, with the smallest that could have been seen.
 * Privacy: says milliseconds.
 * Cost: O(slots × visits). @since 0.2
 */
export function compareTiming(slots: readonly Slot[], same: readonly Timed[], others: readonly Timed[]): Timing {
  const measured = gapsOf(slots).flatMap((gap) => {
    const usual = lengthsOf(gap, same)
    const now = lengthsOf(gap, others)
    if (usual === undefined || now === undefined || usual.length < 2) return []
    const [least, most] = [Math.min(...usual), Math.max(...usual)]
    return [{ gap, now, least, most }]
  })
  if (measured.length === 0) return { differences: [], gaps: 0 }
  const common = upperQuartile(measured.map(({ least, most }) => most - least))
  const thresholds = measured.map(({ gap, least, most }) => {
    const floor = gap.since === 'phase' ? LEAST_PHASE_GAP_MS : LEAST_GAP_MS
    return Math.max(floor, NOISE_FACTOR * common, NOISE_FACTOR * (most - least))
  })
  const differences = measured.flatMap(({ gap, now, least, most }, index): readonly Difference[] => {
    const threshold = thresholds[index] ?? LEAST_GAP_MS
    const item = slots[gap.slot]?.item
    const beyond = Math.max(Math.min(...now) - most, least - Math.max(...now))
    if (item === undefined || beyond < threshold) return []
    const since = gap.since === 'phase' ? 'that part of the visit began' : 'the one before'
    const says = `It left ${span([least, most])} ms after ${since}, and ${span(now)} ms when other answers were given.`
    return [{ kind: 'timing', item, says }]
  })
  return { differences, smallestMs: Math.ceil(Math.max(...thresholds)), gaps: measured.length }
}

function span(values: readonly number[]): string {
  return [...new Set([Math.round(Math.min(...values)), Math.round(Math.max(...values))])].join(' to ')
}

/** The gap in each visit, or undefined where one of them has none. */
function lengthsOf(gap: Gap, visits: readonly Timed[]): readonly number[] | undefined {
  const lengths = visits.flatMap((seen) => lengthOfGap(gap, seen) ?? [])
  return lengths.length === visits.length ? lengths : undefined
}

function upperQuartile(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor((sorted.length * 3) / 4)] ?? 0
}

/** For each slot the one before it in its lane and phase; where there is none, the beginning of the phase. */
function gapsOf(slots: readonly Slot[]): readonly Gap[] {
  const last = new Map<string, number>()
  return slots.flatMap(({ item }, slot): readonly Gap[] => {
    if (!isDeparture(item.of)) return []
    const key = `${item.of.phase}\n${item.lane}`
    const since = last.get(key) ?? 'phase'
    last.set(key, slot)
    return [{ slot, since }]
  })
}

function lengthOfGap(gap: Gap, { items, matching, recording }: Timed): number | undefined {
  const item = itemAt(items, matching.at[gap.slot])
  if (item === undefined) return undefined
  if (gap.since === 'phase') {
    const entered = recording.entered?.find(({ phase, visit }) => phase === item.phase && visit === item.visit)
    return entered === undefined ? undefined : item.at - entered.at
  }
  const before = itemAt(items, matching.at[gap.since])
  return before === undefined || before.phase !== item.phase ? undefined : item.at - before.at
}

function itemAt(items: readonly Item[], index: number | undefined) {
  const of = items[index ?? -1]?.of
  return of !== undefined && isDeparture(of) ? of : undefined
}
