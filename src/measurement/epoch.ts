import { dayOf, type EpochDay, type EpochSeconds, startOfDay } from '../kernel/time.js'

/** Days in one measurement epoch: eight weeks. */
export const MEASUREMENT_EPOCH_DAYS = 56

/**
 * Tells in which measurement epoch a moment lies.
 *
 * @param moment - whole seconds.
 * @returns the epoch's number; epochs are eight weeks long and counted from 1970-01-01.
 * Privacy: reads its argument only.
 * Cost: O(1).
 * @example
 * const current = measurementEpochOf(now)
 * @since 0.1
 */
export function measurementEpochOf(moment: EpochSeconds): number {
  return Math.floor(dayOf(moment) / MEASUREMENT_EPOCH_DAYS)
}

/**
 * Tells on which days a measurement epoch begins and ends.
 *
 * @param epoch - its number.
 * @returns the first day, and the first day after it.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function daysOfEpoch(epoch: number): { readonly from: EpochDay; readonly to: EpochDay } {
  const from = (epoch * MEASUREMENT_EPOCH_DAYS) as EpochDay // whole, as the epoch is
  return { from, to: (from + MEASUREMENT_EPOCH_DAYS) as EpochDay } // a whole number of days
}

/**
 * Tells from when on nothing in an epoch's counts can change any more.
 *
 * @param epoch - its number.
 * @param windowDays - how long after its last day something still counts.
 * @returns the first second after the window.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function settledFrom(epoch: number, windowDays: number): EpochSeconds {
  return startOfDay((daysOfEpoch(epoch).to + windowDays) as EpochDay) // a whole number of days
}
