import { SECONDS_PER_DAY } from '../kernel/time.js'
import { weekdays } from '../schema/fields.js'
import type { WeeklySlot } from './offer.js'

/** A stretch of time: whole seconds, from the first up to, not including, the second. */
export type Span = { readonly from: number; readonly to: number }

/**
 * Joins spans that touch or overlap, so that saying a time twice is saying it once.
 *
 * @param spans - in any order; empty ones are dropped.
 * @returns disjoint spans in the order of time.
 * Privacy: reads its argument only.
 * Cost: O(spans log spans). @since 0.1
 */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  if (areApart(spans)) return spans
  const merged: Span[] = []
  for (const span of [...spans].sort((one, other) => one.from - other.from || one.to - other.to)) {
    const last = merged.at(-1)
    if (span.to <= span.from) continue
    if (last !== undefined && span.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else merged.push(span)
  }
  return merged
}

/** Most timetables are in order already. */
function areApart(spans: readonly Span[]): boolean {
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of spans) {
    if (from <= end || to <= from) return false
    end = to
  }
  return true
}

/**
 * Turns weekly slots into spans of a week that begins on Monday at midnight, local time.
 *
 * @param slots - weekly, in local time.
 * @returns disjoint spans of seconds since Monday.
 * Privacy: as private as the slots.
 * Cost: O(slots log slots). @since 0.1
 */
export function weekSpans(slots: readonly WeeklySlot[]): readonly Span[] {
  return mergeSpans(
    slots.map(({ day, fromMinute, toMinute }) => {
      const midnight = weekdays.indexOf(day) * SECONDS_PER_DAY
      return { from: midnight + fromMinute * 60, to: midnight + toMinute * 60 }
    }),
  )
}
