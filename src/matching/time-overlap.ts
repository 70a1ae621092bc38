import type { Zone } from '../descriptor/offer.js'
import type { Span } from '../descriptor/week.js'
import { SECONDS_PER_DAY } from '../kernel/time.js'

const WEEK = 7 * SECONDS_PER_DAY
/** 1970-01-01 was a Thursday: this many seconds after its week's Monday. */
const FIRST_DAY = 3 * SECONDS_PER_DAY
/** Shorter meetings of two timetables, in seconds, are of no use to anybody. */
export const LEAST_USEFUL = 30 * 60

/** A zone's offsets in the order of time. A publisher may list them in any. */
type Transitions = readonly { readonly at: number; readonly offsetMinutes: number }[]

function inOrder({ transitions }: Zone): Transitions {
  const isInOrder = transitions.every(({ at }, index) => index === 0 || at > (transitions[index - 1]?.at ?? 0))
  if (isInOrder) return transitions
  return [...transitions].sort((one, other) => one.at - other.at || one.offsetMinutes - other.offsetMinutes)
}

/**
 * Finds a zone's offset at a moment.
 *
 * @param zone - with the transitions the publisher computed.
 * @param moment - whole seconds since 1970.
 * @returns seconds east of UTC; undefined before the first transition, where nothing was published.
 * Privacy: reads its arguments only.
 * Cost: O(transitions). @since 0.1
 */
export function offsetAt(zone: Zone, moment: number): number | undefined {
  let offset: number | undefined
  for (const { at, offsetMinutes } of inOrder(zone)) if (at <= moment) offset = offsetMinutes * 60
  return offset
}

/**
 * Finds the first moment at which a zone's clocks show a local time, or a later one.
 *
 * One rule for both edges of daylight saving: a time that the clocks skip becomes the moment of the skip, a time that
 * they show twice becomes the first of the two, and later local times never become earlier moments.
 *
 * @param zone - with the transitions the publisher computed.
 * @param local - what the clocks show, as seconds since 1970-01-01T00:00 local.
 * @returns whole seconds since 1970 UTC; undefined before the first transition.
 * Privacy: reads its arguments only.
 * Cost: O(transitions). @see RFC 5545 section 3.3.5 on local times that do not exist or occur twice @since 0.1
 */
export function firstMoment(zone: Zone, local: number): number | undefined {
  const transitions = inOrder(zone)
  const start = transitions[0]
  if (start === undefined || local < start.at + start.offsetMinutes * 60) return undefined
  for (const [index, { at, offsetMinutes }] of transitions.entries()) {
    const moment = Math.max(at, local - offsetMinutes * 60)
    if (moment < (transitions[index + 1]?.at ?? Number.POSITIVE_INFINITY)) return moment
  }
  return undefined
}

/**
 * Lays a weekly timetable over the coming week, which begins tomorrow by the zone's own calendar.
 *
 * Each span is one stretch: its first day is the first such weekday from tomorrow on, and beginning and end are what
 * the clocks show then. A span that goes on past midnight may so end after the coming week.
 *
 * @param spans - of a week in local time, as `weekSpans` gives them.
 * @param zone - whose local time.
 * @param now - whole seconds since 1970.
 * @returns one stretch for each span, shorter or longer where the clocks change within it; undefined when the zone
 * says nothing about these days.
 * Privacy: reads its arguments only.
 * Cost: O(spans × transitions). @since 0.1
 */
export function comingWeek(spans: readonly Span[], zone: Zone, now: number): readonly Span[] | undefined {
  const offset = offsetAt(zone, now)
  if (offset === undefined) return undefined
  const tomorrow = Math.floor((now + offset) / SECONDS_PER_DAY) + 1
  const sinceMonday = (tomorrow + FIRST_DAY / SECONDS_PER_DAY) % 7
  const laid: Span[] = []
  for (const span of spans) {
    const weekday = Math.floor(span.from / SECONDS_PER_DAY)
    const monday = tomorrow + ((weekday - sinceMonday + 7) % 7) - weekday
    const from = firstMoment(zone, monday * SECONDS_PER_DAY + span.from)
    const to = firstMoment(zone, monday * SECONDS_PER_DAY + span.to)
    if (from === undefined || to === undefined) return undefined
    laid.push({ from, to })
  }
  return laid
}

/**
 * Counts the minutes of one stretch of time that somebody else has time for.
 *
 * @param offered - a real stretch of time.
 * @param free - weekly free time, as `weekSpans` gives it.
 * @param utcOffsetMinutes - of the one whose free time it is.
 * @param least - the shortest meeting that counts, in seconds; half an hour unless told.
 * @returns whole minutes, over all meetings that are long enough.
 * Privacy: as private as the free time.
 * Cost: O(free). @since 0.1
 */
export function sharedMinutes(
  { from, to }: Span,
  free: readonly Span[],
  utcOffsetMinutes: number,
  least = LEAST_USEFUL,
): number {
  return minutesFrom(from + utcOffsetMinutes * 60 + FIRST_DAY, to - from, free, least)
}

/**
 * Counts the minutes of one stretch of a week, as `sharedMinutes`.
 *
 * @param begins - seconds since Monday of any week, by the clock of the one whose free time it is.
 * @param lasts - seconds.
 * @param free - weekly free time, as `weekSpans` gives it.
 * @param least - the shortest meeting that counts, in seconds.
 * @returns whole minutes, over all meetings that are long enough.
 * Privacy: as private as the free time.
 * Cost: O(free). @since 0.1
 */
export function minutesFrom(begins: number, lasts: number, free: readonly Span[], least: number): number {
  const start = begins - Math.floor(begins / WEEK) * WEEK
  const end = start + lasts
  let seconds = 0
  // A span that runs past Sunday meets the windows of the next week too.
  for (let week = 0; week < end; week += WEEK) {
    for (const { from, to } of free) {
      const shared = Math.min(end, to + week) - Math.max(start, from + week)
      if (shared >= least) seconds += shared
    }
  }
  return Math.floor(seconds / 60)
}

/**
 * Finds the one offset of a zone that holds for everything that begins in the coming week.
 *
 * @param zone - with the transitions the publisher computed.
 * @param now - whole seconds since 1970.
 * @returns seconds east of UTC; undefined when the clocks change within 16 days, or nothing is known of now.
 * Privacy: reads its arguments only.
 * Cost: O(transitions). @since 0.1
 */
export function steadyOffset(zone: Zone, now: number): number | undefined {
  // Before the first transition nothing is known, so it is no change.
  const changes = inOrder(zone).some(
    ({ at }, index) => index > 0 && at > now - 2 * SECONDS_PER_DAY && at <= now + 16 * SECONDS_PER_DAY,
  )
  return changes ? undefined : offsetAt(zone, now)
}
