import type { Brand } from './brand.js'

/** Whole seconds since 1970-01-01T00:00:00Z. */
export type EpochSeconds = Brand<number, 'EpochSeconds'>
/** A length of time in whole seconds. */
export type Seconds = Brand<number, 'Seconds'>
/** Whole UTC days since 1970-01-01: the finest time a token carries, so that two tokens of one click are not linked by a second. */
export type EpochDay = Brand<number, 'EpochDay'>
/** Number of a 28-day encryption-key epoch since 1970-01-01. */
export type KeyEpoch = Brand<number, 'KeyEpoch'>

/** Seconds in a UTC day. */
export const SECONDS_PER_DAY = 86_400
/** Days in one encryption-key epoch. */
export const DAYS_PER_KEY_EPOCH = 28

/**
 * Reads a moment as whole epoch seconds. The core has no clock: the caller brings the time.
 *
 * @param moment - a Date, or seconds since 1970 (fractions are cut). Public.
 * @returns whole seconds.
 * @throws {RangeError} when the moment is not a finite, non-negative time.
 * Privacy: reads its argument only.
 * Cost: O(1).
 * @example
 * const now = epochSeconds(new Date())
 * @since 0.1
 */
export function epochSeconds(moment: Date | number): EpochSeconds {
  const seconds = Math.floor(typeof moment === 'number' ? moment : moment.getTime() / 1000)
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError('moment: expected a time after 1970')
  return seconds as EpochSeconds // checked above
}

/**
 * A number of days as seconds.
 *
 * @param count - how many days; finite and non-negative.
 * @returns the length in seconds, rounded down.
 * @throws {RangeError} when the count is negative or not finite.
 * Privacy: reads its argument only.
 * Cost: O(1).
 * @example
 * const week = days(7)
 * @since 0.1
 */
export function days(count: number): Seconds {
  return seconds(count * SECONDS_PER_DAY, 'days')
}

/**
 * A number of hours as seconds.
 *
 * @param count - how many hours; finite and non-negative.
 * @returns the length in seconds, rounded down.
 * @throws {RangeError} when the count is negative or not finite.
 * Privacy: reads its argument only.
 * Cost: O(1).
 * @example
 * const morning = hours(12)
 * @since 0.1
 */
export function hours(count: number): Seconds {
  return seconds(count * 3600, 'hours')
}

function seconds(value: number, name: string): Seconds {
  const whole = Math.floor(value)
  if (!Number.isSafeInteger(whole) || whole < 0) throw new RangeError(`${name}: expected a count of at least 0`)
  return whole as Seconds // checked above
}

/**
 * A moment moved by a length of time.
 *
 * @param moment - where to start.
 * @param length - how far forward.
 * @returns the later moment.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function after(moment: EpochSeconds, length: Seconds): EpochSeconds {
  return (moment + length) as EpochSeconds // a sum of two whole numbers of seconds
}

/**
 * The UTC day a moment lies in.
 *
 * @param moment - whole seconds.
 * @returns the day's number since 1970-01-01.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function dayOf(moment: EpochSeconds): EpochDay {
  return Math.floor(moment / SECONDS_PER_DAY) as EpochDay // whole by floor
}

/**
 * The first second of a UTC day.
 *
 * @param day - the day's number since 1970-01-01.
 * @returns its first second.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function startOfDay(day: EpochDay): EpochSeconds {
  return (day * SECONDS_PER_DAY) as EpochSeconds // whole times whole
}

/**
 * Writes a UTC day as `2026-11-28`.
 *
 * @param day - the day's number since 1970-01-01, up to the year 9999.
 * @returns the ISO 8601 date; the same in every language.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isoDateOf(day: EpochDay): string {
  return new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10)
}

/**
 * The encryption-key epoch a moment lies in.
 *
 * @param moment - whole seconds.
 * @returns the epoch's number; epochs are 28 days long and counted from 1970-01-01.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function keyEpochOf(moment: EpochSeconds): KeyEpoch {
  return Math.floor(dayOf(moment) / DAYS_PER_KEY_EPOCH) as KeyEpoch // whole by floor
}
