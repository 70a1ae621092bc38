import { fail, ok, type Result } from '../kernel/result.js'
import { LEAST_PEOPLE } from './bands.js'

const daysOfMonth = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Compares the months of a year: 1,000 is an average month, 1,500 half as much again.
 *
 * @param counts - twelve released numbers, January first, of as many years as you like but of each month the same.
 * @returns an index a month, in thousandths, the lengths of the months taken into account.
 * Failure: `measurement_too_few` when a month has fewer than 20: then the shape of the year is chance.
 * @throws {RangeError} when they are not twelve.
 * Privacy: reads released numbers.
 * Cost: O(1).
 * @example
 * const index = seasonalityOf([120, 95, 110, 100, 90, 85, 60, 55, 130, 140, 120, 80])
 * @since 0.1
 */
export function seasonalityOf(counts: readonly number[]): Result<readonly number[], 'measurement_too_few'> {
  if (counts.length !== 12) throw new RangeError('counts: expected twelve')
  const least = Math.min(...counts)
  if (!(least >= LEAST_PEOPLE)) return fail('measurement_too_few', { count: 0, least: LEAST_PEOPLE })
  const perDay = counts.map((count, month) => count / (daysOfMonth[month] ?? 30))
  const mean = perDay.reduce((sum, rate) => sum + rate, 0) / 12
  return ok(perDay.map((rate) => Math.round((1000 * rate) / mean)))
}
