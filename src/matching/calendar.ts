import { SECONDS_PER_DAY } from '../kernel/time.js'

// Calendar arithmetic on whole numbers: the core has no Date. Days are counted from 1970-01-01, a Thursday.

/** A date of the Gregorian calendar. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number }

/**
 * Counts the days from 1970-01-01 to a date.
 *
 * @param date - any date from the year 0 on; a month of 13 is January of the next year.
 * @returns whole days, negative before 1970.
 * Privacy: reads its argument only.
 * Cost: O(1). @see Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil @since 0.1
 */
export function daysFromDate(date: CivilDate): number {
  // Years begin in March here, so that the leap day is the last day of a year.
  const months = date.year * 12 + date.month - 3
  const year = Math.floor(months / 12)
  const dayOfYear = Math.floor((153 * (months - year * 12) + 2) / 5) + date.day - 1
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - 719_468
}

/**
 * Finds the date of a day.
 *
 * @param days - whole days since 1970-01-01.
 * @returns its date.
 * Privacy: reads its argument only.
 * Cost: O(1). @see the same source, civil_from_days @since 0.1
 */
export function dateFromDays(days: number): CivilDate {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const inEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  )
  const dayOfYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

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
  const { year, month, day } = dateFromDays(days)
  const first = daysFromDate({ year, month: month + months, day: 1 })
  const next = daysFromDate({ year, month: month + months + 1, day: 1 })
  return Math.min(first + day - 1, next - 1)
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
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return (daysFromDate({ year, month, day }) + 1) * SECONDS_PER_DAY - utcOffsetMinutes * 60 - 1
}
