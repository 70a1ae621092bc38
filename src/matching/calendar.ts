import { SECONDS_PER_DAY } from '../kernel/time.js'

/**
 * Moves a day by whole months; the 31st becomes the last day of a shorter month.
 *
 * @param days - whole days since 1970-01-01.
 * @param months - how many months forward.
 * @returns whole days since 1970-01-01.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function addMonths(days: number, months: number): number {
  const date = new Date(days * SECONDS_PER_DAY * 1000)
  const firstAfter = (count: number) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1) / 1000 / SECONDS_PER_DAY
  return Math.min(firstAfter(months) + date.getUTCDate(), firstAfter(months + 1)) - 1
}

/**
 * Finds the last second of a date in a fixed offset.
 *
 * @param date - `YYYY-MM-DD`, a real date.
 * @param utcOffsetMinutes - minutes east of UTC.
 * @returns whole seconds since 1970.
 * Privacy: reads its arguments only; as private as the date.
 * Cost: O(1). @since 0.1
 */
export function endOfDate(date: string, utcOffsetMinutes: number): number {
  return Date.parse(date) / 1000 + SECONDS_PER_DAY - utcOffsetMinutes * 60 - 1
}
