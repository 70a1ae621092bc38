import type { CommunityEvent } from '../descriptor/event.js'
import type { Zone } from '../descriptor/offer.js'
import { mergeSpans, type Span, weekSpans } from '../descriptor/week.js'
import type { Answers } from '../intake/answers.js'
import { SECONDS_PER_DAY } from '../kernel/time.js'
import { addMonths, endOfDate } from './calendar.js'
import type { Verdict } from './match.js'
import type { Target } from './target.js'
import {
  comingWeek,
  firstMoment,
  LEAST_USEFUL,
  minutesFrom,
  offsetAt,
  sharedMinutes,
  steadyOffset,
} from './time-overlap.js'

/** The part of the answers that says when. */
export type When = NonNullable<Answers['when']>

/** A person's weekly free time, prepared once for a whole catalogue. */
export type FreeTime = { readonly spans: readonly Span[]; readonly utcOffsetMinutes: number | undefined }

/** More shared time than three hours a week is no better. */
const ENOUGH_MINUTES = 180

/** Days until a first appointment, as the presence bands them. */
const leadDays = Object.freeze({
  'within-a-week': { least: 0, most: 7 },
  'within-two-weeks': { least: 7, most: 14 },
  'within-a-month': { least: 14, most: 31 },
  longer: { least: 31, most: Number.POSITIVE_INFINITY },
})

/**
 * Prepares the person's weekly free time.
 *
 * @param when - the person's answer. Raw.
 * @returns the free time; undefined when no times were named.
 * Privacy: as private as the answer.
 * Cost: O(slots log slots). @since 0.1
 */
export function freeTimeOf(when: When | undefined): FreeTime | undefined {
  const slots = when?.slots ?? []
  return slots.length === 0 ? undefined : { spans: weekSpans(slots), utcOffsetMinutes: when?.utcOffsetMinutes }
}

/**
 * Counts the minutes of the coming week that suit both sides; for an event, of its next occurrence as a whole.
 *
 * Each weekly span counts by itself, and the sum stands beside that of the open slots: the larger of the two is told,
 * because an open slot is usually one of the weekly times.
 *
 * @param free - the person's free time. Raw.
 * @param target - what is offered.
 * @returns whole minutes; undefined when either side left out what is needed to tell: slots, a zone, an offset.
 * Privacy: as private as the free time.
 * Cost: O(slots × free). @since 0.1
 */
export function minutesTogether(free: FreeTime, target: Target): number | undefined {
  const { spans, utcOffsetMinutes } = free
  if (utcOffsetMinutes === undefined) return undefined
  if (target.event !== undefined) {
    const next = nextOccurrence(target.event, target.now)
    return next === undefined ? 0 : sharedMinutes(next, spans, utcOffsetMinutes, next.to - next.from)
  }
  const { zone, slots: own = [], locations = [] } = target.offer
  const elsewhere = locations.some((one) => one.slots !== undefined)
  const slots = elsewhere ? [...own, ...locations.flatMap((one) => one.slots ?? [])] : own
  const open = openSlotsOf(target)
  const weekly = zone === undefined ? undefined : minutesInWeek(weekSpans(slots), zone, free, target.now)
  const minutes = Math.max(weekly ?? 0, minutesIn(mergeSpans(open), free))
  const isWholeStory = slots.length === 0 ? open.length > 0 : weekly !== undefined
  return minutes > 0 || isWholeStory ? minutes : undefined
}

/**
 * Counts the minutes of a weekly timetable, in the coming week, that the person has time for.
 *
 * @param timetable - in local time, as `weekSpans` gives it.
 * @param zone - whose local time.
 * @param free - the person's free time. Raw.
 * @param now - whole seconds since 1970.
 * @param steady - from `steadyOffset`, where it is known already.
 * @returns whole minutes; undefined when the zone says nothing about these days.
 * Privacy: as private as the free time.
 * Cost: O(spans × free). @since 0.1
 */
export function minutesInWeek(
  timetable: readonly Span[],
  zone: Zone,
  free: FreeTime,
  now: number,
  steady = steadyOffset(zone, now),
): number | undefined {
  const { spans, utcOffsetMinutes = 0 } = free
  if (steady === undefined) {
    const laid = comingWeek(timetable, zone, now)
    return laid && minutesIn(laid, free)
  }
  // Where the clocks do not change, one week is like the other.
  const shift = utcOffsetMinutes * 60 - steady
  let minutes = 0
  for (const { from, to } of timetable) minutes += minutesFrom(from + shift, to - from, spans, LEAST_USEFUL)
  return minutes
}

/**
 * Counts the minutes of some stretches of time that the person has time for, each by itself.
 *
 * @param offered - real stretches of time; disjoint, or what they share counts twice.
 * @param free - the person's free time. Raw.
 * @returns whole minutes; 0 when the person gave no offset.
 * Privacy: as private as the free time.
 * Cost: O(offered × free). @since 0.1
 */
export function minutesIn(offered: readonly Span[], { spans, utcOffsetMinutes }: FreeTime): number {
  if (utcOffsetMinutes === undefined) return 0
  return offered.reduce((sum, span) => sum + sharedMinutes(span, spans, utcOffsetMinutes), 0)
}

/**
 * Finds the open slots of a presence that have not begun.
 *
 * @param target - its presence and the moment.
 * @returns the slots; empty where none are stated.
 * Privacy: reads public data only.
 * Cost: O(open slots). @since 0.1
 */
export function openSlotsOf({ presence, now }: Pick<Target, 'presence' | 'now'>): readonly Span[] {
  return presence?.openSlots?.filter(({ from, to }) => from >= now && to > from) ?? []
}

/**
 * Judges whether both sides have time.
 *
 * @param free - the person's free time. Raw.
 * @param target - what is offered.
 * @returns `pass` when at least half an hour suits both (for an event: all of it).
 * Privacy: as private as the free time.
 * Cost: as `minutesTogether`. @since 0.1
 */
export function judgeWhen(free: FreeTime, target: Target): Verdict {
  const minutes = minutesTogether(free, target)
  return minutes === undefined ? 'unknown' : minutes > 0 ? 'pass' : 'fail'
}

/**
 * Measures how much time suits both, as a wish.
 *
 * @param free - the person's free time. Raw.
 * @param target - what is offered.
 * @returns 1000 from three hours on, or for an event that fits; undefined when it cannot be told.
 * Privacy: as private as the free time.
 * Cost: as `minutesTogether`. @since 0.1
 */
export function togetherness(free: FreeTime, target: Target): number | undefined {
  const minutes = minutesTogether(free, target)
  if (minutes === undefined) return undefined
  if (target.event !== undefined) return minutes > 0 ? 1000 : 0
  return fullness(minutes)
}

/**
 * Says how much of what is enough some shared time is.
 *
 * @param minutes - shared in the coming week.
 * @returns 1000 from three hours on.
 * Privacy: as private as the minutes.
 * Cost: O(1). @since 0.1
 */
export function fullness(minutes: number): number {
  return Math.floor((Math.min(minutes, ENOUGH_MINUTES) * 1000) / ENOUGH_MINUTES)
}

/**
 * Judges whether it can begin by a date.
 *
 * @param startBy - `YYYY-MM-DD`. Raw.
 * @param utcOffsetMinutes - the person's offset; UTC when they gave none.
 * @param target - what is offered.
 * @returns by an open slot or an event's next occurrence; else by the band of the first appointment, counted from now.
 * Privacy: reads the date.
 * Cost: O(open slots). @since 0.1
 */
export function judgeStartBy(startBy: string, utcOffsetMinutes: number, target: Target): Verdict {
  const end = endOfDate(startBy, utcOffsetMinutes)
  if (target.event !== undefined) {
    const next = nextOccurrence(target.event, target.now)
    return next !== undefined && next.from <= end ? 'pass' : 'fail'
  }
  if (openSlotsOf(target).some(({ from }) => from <= end)) return 'pass'
  const band = target.presence?.firstAppointment
  if (band === undefined) return 'unknown'
  const { least, most } = leadDays[band]
  if (target.now + most * SECONDS_PER_DAY <= end) return 'pass'
  return target.now + least * SECONDS_PER_DAY > end ? 'fail' : 'unknown'
}

/**
 * Finds an event's next occurrence that has not ended. It repeats at the same local time, so that a change of the
 * clocks does not move it; without a published zone, at the same UTC time. A date that was moved counts where it was moved to,
 * one that was cancelled nowhere.
 *
 * @param event - public.
 * @param now - whole seconds since 1970.
 * @returns the occurrence; undefined when all are over.
 * Privacy: reads public data only.
 * Cost: O(log occurrences), and O(dates that were moved or cancelled).
 * @example
 * const next = nextOccurrence(eventEntry.offer, now)
 * @since 0.1
 */
export function nextOccurrence(
  event: Pick<CommunityEvent, 'durationMinutes' | 'recurrence' | 'starts' | 'zone'>,
  now: number,
): Span | undefined {
  const { times = 1, moved = [], cancelled = [] } = event.recurrence ?? {}
  const lasts = event.durationMinutes * 60
  // Each is a week or a month after the one before, which no change of the clocks makes up for.
  let low = 0
  let high = times
  while (low < high) {
    const middle = (low + high) >> 1
    if (occurrence(event, middle) + lasts > now) high = middle
    else low = middle + 1
  }
  const elsewhere = new Set([...cancelled, ...moved.map(({ number }) => number)])
  while (elsewhere.has(low + 1)) low++
  const starts = moved.flatMap((one) => (one.starts + lasts > now ? [one.starts] : []))
  const from = Math.min(...starts, low < times ? occurrence(event, low) : Number.POSITIVE_INFINITY)
  return from < Number.POSITIVE_INFINITY ? { from, to: from + lasts } : undefined
}

function occurrence(
  { starts, recurrence, zone }: Pick<CommunityEvent, 'recurrence' | 'starts' | 'zone'>,
  index: number,
): number {
  const offset = zone === undefined ? undefined : offsetAt(zone, starts)
  const local = starts + (offset ?? 0)
  const day = Math.floor(local / SECONDS_PER_DAY)
  const date = recurrence?.every === 'month' ? addMonths(day, index) : day + 7 * index
  const moved = local + (date - day) * SECONDS_PER_DAY
  if (index === 0 || zone === undefined || offset === undefined) return moved - (offset ?? 0)
  return firstMoment(zone, moved) ?? moved - offset
}
