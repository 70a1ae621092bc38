import { type EpochSeconds, epochSeconds } from '../kernel/time.js'

/**
 * Makes a reader of a zone's UTC offset from this machine's zone table.
 *
 * The device that matches needs no such table: the publisher computes the changes of clocks and ships them.
 *
 * @param id - an IANA zone id (`America/Los_Angeles`). Public.
 * @returns minutes east of UTC at a moment; undefined when this machine knows no such zone.
 * Privacy: reads its argument and the machine's zone table.
 * Cost: one formatted date a call. @since 0.1
 */
export function offsetReader(id: string): ((moment: EpochSeconds) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' })
    return (moment) => {
      const name = format.formatToParts(new Date(moment * 1000)).find(({ type }) => type === 'timeZoneName')?.value
      const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
      if (sign === undefined) return 0
      return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    }
  } catch {
    // Intl throws a RangeError that repeats the id; an unknown zone is an answer here, not a fault.
    return undefined
  }
}

/**
 * Finds the moment at which a zone's clocks show a local date and time.
 *
 * @param zone - an IANA zone id. Public.
 * @param local - the local time written as if it were UTC, in seconds since 1970.
 * @returns the moment; in the hour that a change of clocks skips, an hour beside it; undefined for an unknown zone.
 * Privacy: reads its arguments and the machine's zone table.
 * Cost: O(1). @since 0.1
 */
export function momentOfLocal(zone: string, local: number): EpochSeconds | undefined {
  const offsetAt = offsetReader(zone)
  if (offsetAt === undefined) return undefined
  const guess = epochSeconds(local - offsetAt(epochSeconds(local)) * 60)
  return epochSeconds(local - offsetAt(guess) * 60)
}

/**
 * Reads the local date and time that a zone's clocks show at a moment.
 *
 * @param zone - an IANA zone id. Public.
 * @param moment - epoch seconds.
 * @returns the local time written as if it were UTC, in seconds since 1970; undefined for an unknown zone.
 * Privacy: reads its arguments and the machine's zone table.
 * Cost: O(1). @since 0.1
 */
export function localOf(zone: string, moment: EpochSeconds): number | undefined {
  const offsetAt = offsetReader(zone)
  return offsetAt === undefined ? undefined : moment + offsetAt(moment) * 60
}
