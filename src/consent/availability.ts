import type { PartOfDay } from './disclosure.js'

/** A weekly stretch of time, in minutes of the person's day. */
export type Slot = { readonly day: string; readonly fromMinute: number; readonly toMinute: number }

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const parts = [
  { part: 'morning', from: 0, to: 720 },
  { part: 'afternoon', from: 720, to: 1020 },
  { part: 'evening', from: 1020, to: 1440 },
] as const

/**
 * Puts slots into the order of the week, so that their order says nothing about which is preferred.
 *
 * @param slots - what the person is about to share.
 * @returns copies, by day, then by begin, then by end.
 * Privacy: as private as the slots; output may leave the device: yes, only after consent.
 * Cost: O(n log n), at most 42. @since 0.1
 */
export function inWeekOrder(slots: readonly Slot[]): readonly Slot[] {
  return slots
    .map(({ day, fromMinute, toMinute }) => ({ day, fromMinute, toMinute }))
    .sort(
      (one, other) =>
        week.indexOf(one.day) - week.indexOf(other.day) ||
        one.fromMinute - other.fromMinute ||
        one.toMinute - other.toMinute,
    )
}

/**
 * Coarsens slots to the parts of the days they touch.
 *
 * @param slots - what the person is about to share coarsely.
 * @returns day and part, in the order of the week, each once; no time and no time zone.
 * Privacy: tells less than the slots; output may leave the device: yes, only after consent.
 * Cost: O(slots). @since 0.1
 */
export function partsOfDay(slots: readonly Slot[]): readonly PartOfDay[] {
  return week.flatMap((day) =>
    parts
      .filter(({ from, to }) => slots.some((slot) => slot.day === day && slot.fromMinute < to && from < slot.toMinute))
      .map(({ part }) => ({ day, part })),
  )
}
