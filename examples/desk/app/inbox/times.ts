import type { Disclosure, EpochSeconds, OfferedTime } from 'entrenous/practitioner'
import { epochSeconds } from 'entrenous/practitioner'
import type { Hours } from '../profile/profile.js'
import { offsetReader } from '../profile/zone.js'

// Times to offer: where the practitioner's week and what the person shared of theirs meet, in the coming two weeks.

const DAY = 86_400
const COMING_DAYS = 14
const SESSION_MINUTES = 50
const MOST = 6
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** The library's parts of a day, in minutes of it. */
const parts = { morning: [0, 720], afternoon: [720, 1020], evening: [1020, 1440] } as const

type Availability = NonNullable<Disclosure['fields']['availability']>
type Week = { readonly hours: readonly Hours[]; readonly zone: string }

/**
 * Suggests up to six times, at most one of each stretch of the practitioner's hours.
 *
 * @param week - the practitioner's hours, in their own zone.
 * @param availability - what the person shared; every time is as good where they shared none.
 * @param now - this device's clock; nothing sooner than tomorrow is suggested.
 */
export function suggestTimes(
  week: Week,
  availability: Availability | undefined,
  now: EpochSeconds,
): readonly OfferedTime[] {
  const offsetAt = offsetReader(week.zone) ?? (() => 0)
  const today = Math.floor((now + offsetAt(now) * 60) / DAY)
  const days = Array.from({ length: COMING_DAYS }, (_, nth) => today + nth + 1)
  const stretches = days.flatMap((day) => {
    const name = weekdays[(day + 3) % 7] // day 0 was a Thursday
    return week.hours.filter((one) => one.day === name).map((one) => stretchOf(day, one, offsetAt))
  })
  return stretches.flatMap((stretch) => firstFit(stretch, availability, offsetAt)).slice(0, MOST)
}

type Stretch = { readonly from: number; readonly to: number }

function stretchOf(day: number, { from, to }: Hours, offsetAt: (moment: EpochSeconds) => number): Stretch {
  const at = (minutes: number) => {
    const local = day * DAY + minutes * 60
    return local - offsetAt(epochSeconds(local)) * 60
  }
  return { from: at(minuteOf(from)), to: at(to === '00:00' ? 1440 : minuteOf(to)) }
}

/** The first whole session within the stretch that fits the person, on the quarter hours. */
function firstFit(
  { from, to }: Stretch,
  availability: Availability | undefined,
  offsetAt: (moment: EpochSeconds) => number,
): readonly OfferedTime[] {
  for (let starts = from; starts + SESSION_MINUTES * 60 <= to; starts += 900) {
    const time = { starts: epochSeconds(starts), minutes: SESSION_MINUTES }
    if (availability === undefined || suits(time, availability, offsetAt(time.starts))) return [time]
  }
  return []
}

/** Tells whether the person said that they are free then. Where they told no zone, their days are taken to be the practitioner's. */
function suits({ starts, minutes }: OfferedTime, availability: Availability, ownOffset: number): boolean {
  const offset = availability.level === 'slots' ? (availability.utcOffsetMinutes ?? ownOffset) : ownOffset
  const local = starts + offset * 60
  const weekday = ((Math.floor(local / DAY) + 3) % 7) + 1
  const from = Math.floor((local % DAY) / 60)
  return freeTimes(availability, weekday).some(([first, last]) => first <= from && from + minutes <= last)
}

function freeTimes(availability: Availability, weekday: number): readonly (readonly [number, number])[] {
  if (availability.level === 'slots') return availability.slots.find(({ day }) => day === weekday)?.times ?? []
  return (['morning', 'afternoon', 'evening'] as const).flatMap((part) =>
    availability[part]?.includes(weekday) ? [parts[part]] : [],
  )
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}
