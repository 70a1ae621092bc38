import { type EpochSeconds, epochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import { localOf, momentOfLocal } from './zone.js'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/**
 * Reads a moment as a community lead writes it.
 *
 * `2026-12-10`, `2026-12-10 18:30`, `today`, `3 days ago`, `in 5 weeks`, `in 2 weeks, thu 18:30`. The relative forms
 * keep an example or a weekly habit from going stale; dates without a time mean noon.
 *
 * @param text - what stands in a source file. Untrusted.
 * @param clock - this machine's time and the community's IANA zone, in which local times are meant.
 * @returns the moment; undefined when the text is none of the forms.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function readMoment(
  text: string,
  clock: { readonly now: EpochSeconds; readonly zone: string },
): EpochSeconds | undefined {
  if (text === 'today') return clock.now
  const absolute = /^(20\d\d-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(text)
  if (absolute !== null) return localMoment(`${absolute[1]}T${absolute[2] ?? '12:00'}:00Z`, clock.zone)
  const ago = /^(\d{1,3}) days? ago$/.exec(text)
  if (ago !== null) return epochSeconds(clock.now - Number(ago[1]) * SECONDS_PER_DAY)
  const ahead = /^in (\d{1,3}) (day|week)s?(?:, (sun|mon|tue|wed|thu|fri|sat) (\d\d):(\d\d))?$/.exec(text)
  if (ahead === null) return undefined
  const earliest = epochSeconds(clock.now + Number(ahead[1]) * (ahead[2] === 'week' ? 7 : 1) * SECONDS_PER_DAY)
  if (ahead[3] === undefined) return earliest
  const wanted = { day: ahead[3], secondOfDay: Number(ahead[4]) * 3600 + Number(ahead[5]) * 60 }
  return nextWeekday(earliest, wanted, clock.zone)
}

/** The first local weekday and time of day on or after the local day of a moment. */
function nextWeekday(
  earliest: EpochSeconds,
  wanted: { readonly day: string; readonly secondOfDay: number },
  zone: string,
): EpochSeconds | undefined {
  const local = localOf(zone, earliest)
  if (local === undefined) return undefined
  const today = Math.floor(local / SECONDS_PER_DAY)
  const weekday = (today + 4) % 7 // 1970-01-01 was a Thursday
  const wait = (weekdays.indexOf(wanted.day) - weekday + 7) % 7
  return momentOfLocal(zone, (today + wait) * SECONDS_PER_DAY + wanted.secondOfDay)
}

function localMoment(iso: string, zone: string): EpochSeconds | undefined {
  const local = Date.parse(iso) / 1000
  return Number.isNaN(local) ? undefined : momentOfLocal(zone, local)
}
