import { weekdays } from '../schema/fields.js'
import { type DayTimes, dayParts, type PartsOfDay } from './disclosure.js'

/** A weekly stretch of time, in minutes of the person's day. */
export type Slot = { readonly day: string; readonly fromMinute: number; readonly toMinute: number }

/** The minutes at which each part of a day begins, and where the last one ends. */
const bounds = [0, 720, 1020, 1440] as const

/**
 * Gathers slots by day, and joins those that touch or overlap.
 *
 * The week has one spelling then: neither the order of the slots nor where the person cut them says which is preferred.
 *
 * @param slots - what the person is about to share.
 * @returns the days with a slot, in the order of the week; what is free on each, by time, with a gap between any two.
 * Privacy: tells the same minutes as the slots, and nothing more; output may leave the device: yes, only after consent.
 * Cost: O(n log n), at most 42. @since 0.1
 */
export function timesOfWeek(slots: readonly Slot[]): readonly DayTimes[] {
  return weekdays.flatMap((name, index) => {
    const times: [number, number][] = []
    const ofDay = slots.filter(({ day }) => day === name).sort((one, other) => one.fromMinute - other.fromMinute)
    for (const { fromMinute, toMinute } of ofDay) {
      const last = times.at(-1)
      if (!last || last[1] < fromMinute) times.push([fromMinute, toMinute])
      else last[1] = Math.max(last[1], toMinute)
    }
    return times.length === 0 ? [] : [{ day: index + 1, times }]
  })
}

/**
 * Coarsens free times to the parts of the days they touch.
 *
 * By part and not by day: a whole week is 44 bytes then, and every week fits.
 *
 * @param days - from `timesOfWeek`.
 * @returns for each part its days, in the order of the week; no time and no time zone.
 * Privacy: tells less than the times; output may leave the device: yes, only after consent.
 * Cost: O(slots). @since 0.1
 */
export function partsOfDay(days: readonly DayTimes[]): PartsOfDay {
  return Object.fromEntries(
    dayParts.flatMap((part, at) => {
      const [begin = 0, end = 0] = bounds.slice(at)
      const touched = days.filter(({ times }) => times.some(([from, to]) => from < end && begin < to))
      return touched.length === 0 ? [] : [[part, touched.map(({ day }) => day)]]
    }),
  )
}
