import { days, type EpochSeconds, epochSeconds, zoneTransitions } from 'entrenous/practitioner'

/** A descriptor lives for 180 days, and its slots are read a while back too. */
const PAST_DAYS = 60
const COMING_DAYS = 181

/** The zone with its changes of clocks, from this browser's own table; undefined where it knows no such zone. */
export function zoneOf(id: string, now: EpochSeconds) {
  const offsetAt = offsetReader(id)
  if (offsetAt === undefined) return undefined
  return zoneTransitions(id, epochSeconds(now - days(PAST_DAYS)), epochSeconds(now + days(COMING_DAYS)), offsetAt)
}

/** Minutes east of UTC at a moment; undefined for a zone the browser does not know. */
export function offsetReader(id: string): ((moment: EpochSeconds) => number) | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' })
    return (moment) => {
      const name = format.formatToParts(new Date(moment * 1000)).find(({ type }) => type === 'timeZoneName')?.value
      const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
      return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    }
  } catch {
    return undefined
  }
}

/** The zones a browser knows, for a list to choose from. */
export function knownZones(): readonly string[] {
  return Intl.supportedValuesOf('timeZone')
}
