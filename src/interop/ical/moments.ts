import type { CommunityEvent } from '../../descriptor/event.js'
import type { Zone } from '../../descriptor/offer.js'
import { offsetMinutesAt } from '../../descriptor/zone.js'
import { type EpochSeconds, epochSeconds, SECONDS_PER_DAY } from '../../kernel/time.js'

const SECONDS_PER_MINUTE = 60

/**
 * Writes a moment in UTC.
 *
 * @param moment - seconds since 1970.
 * @returns `20261203T180000Z`.
 * Privacy: as public as the moment.
 * Cost: O(1). @see RFC 5545 section 3.3.5 @since 0.1
 */
export function utcText(moment: number): string {
  return `${localText(moment)}Z`
}

/**
 * Writes a moment as the clocks of a place show it, without the zone.
 *
 * @param moment - seconds since 1970.
 * @param offsetMinutes - minutes east of UTC; none unless told.
 * @returns `20261203T100000`.
 * Privacy: as public as the moment.
 * Cost: O(1). @see RFC 5545 section 3.3.5 @since 0.1
 */
export function localText(moment: number, offsetMinutes = 0): string {
  const local = new Date((moment + offsetMinutes * SECONDS_PER_MINUTE) * 1000)
  return local.toISOString().slice(0, 19).replace(/[-:]/g, '')
}

/**
 * Writes when an event starts: by its zone's clocks where it states a zone, else in UTC.
 *
 * @param event - public.
 * @param starts - the occurrence's first moment.
 * @param name - of the property.
 * @returns the property, parameters included.
 * Privacy: reads public data only.
 * Cost: O(transitions). @since 0.1
 */
export function startLine(
  { zone }: Pick<CommunityEvent, 'zone'>,
  starts: EpochSeconds,
  name: 'DTSTART' | 'RECURRENCE-ID' | 'RDATE' | 'EXDATE' = 'DTSTART',
): string {
  const offset = zone && offsetMinutesAt(zone, starts)
  if (zone === undefined || offset === undefined) return `${name}:${utcText(starts)}`
  return `${name};TZID=${zone.id}:${localText(starts, offset)}`
}

/**
 * Lists when the single evenings of a series begin: what `toICalendar` writes by a rule, one by one, for a page that shows dates.
 *
 * @param event - public: an event's offer. One that does not come again has one.
 * @returns seconds since 1970, at most 60, in the order of their numbers (`occurrence` of `toICalendar`): where it was moved to, for
 * one that was moved, which may be out of the order of time; undefined for one that was cancelled.
 * Privacy: reads public data only.
 * Cost: O(occurrences × transitions).
 * @example
 * const dates = occurrencesOf(eventEntry.offer)
 * @since 0.1
 */
export function occurrencesOf(
  event: Pick<CommunityEvent, 'starts' | 'recurrence' | 'zone'>,
): readonly (EpochSeconds | undefined)[] {
  return Array.from({ length: event.recurrence?.times ?? 1 }, (_, index) => heldAt(event, index))
}

/**
 * Finds when one occurrence of a series takes place.
 *
 * @param event - public.
 * @param index - counted from 0.
 * @returns seconds since 1970; undefined for one that was cancelled.
 * @throws {RangeError} when the series has no such occurrence.
 * Privacy: reads public data only.
 * Cost: O(transitions). @since 0.1
 */
export function heldAt(
  event: Pick<CommunityEvent, 'starts' | 'recurrence' | 'zone'>,
  index: number,
): EpochSeconds | undefined {
  const { moved = [], cancelled = [] } = event.recurrence ?? {}
  const planned = occurrenceAt(event, index)
  if (cancelled.includes(index + 1)) return undefined
  return moved.find(({ number }) => number === index + 1)?.starts ?? planned
}

/**
 * Finds where one occurrence stands in its series, whether it was moved or not: at the same local time, by what the zone is
 * published to do.
 *
 * @param event - public.
 * @param index - counted from 0.
 * @returns seconds since 1970.
 * @throws {RangeError} when the series has no such occurrence.
 * Privacy: reads public data only.
 * Cost: O(transitions). @since 0.1
 */
export function occurrenceAt(
  { starts, recurrence, zone }: Pick<CommunityEvent, 'starts' | 'recurrence' | 'zone'>,
  index: number,
): EpochSeconds {
  const times = recurrence?.times ?? 1
  if (!Number.isInteger(index) || index < 0 || index >= times) throw new RangeError('occurrence: there is no such one')
  const offset = (zone && offsetMinutesAt(zone, starts)) ?? 0
  const local = starts + offset * SECONDS_PER_MINUTE
  const moved = recurrence?.every === 'month' ? monthsLater(local, index) : local + 7 * index * SECONDS_PER_DAY
  // Where clocks go back a time comes twice, and the first of them counts; where they go forward it may not come at all.
  const moments = (zone?.transitions ?? []).flatMap(({ offsetMinutes }) => {
    const moment = epochSeconds(moved - offsetMinutes * SECONDS_PER_MINUTE)
    return zone !== undefined && offsetMinutesAt(zone, moment) === offsetMinutes ? [moment] : []
  })
  return moments.sort((one, other) => one - other)[0] ?? epochSeconds(moved - offset * SECONDS_PER_MINUTE)
}

/** The 31st becomes the last day of a shorter month. */
function monthsLater(local: number, months: number): number {
  const from = new Date(local * 1000)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(from.getUTCDate(), last)
  return (
    first.getTime() / 1000 +
    (day - 1) * SECONDS_PER_DAY +
    (((local % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY)
  )
}

/**
 * Writes how often an event comes again.
 *
 * The library moves the 31st to the last day of a shorter month. A plain monthly rule would leave that month out, and the
 * rule that says it is read wrongly by parsers in use; so every date is written down. What was cancelled is taken out.
 *
 * @param event - public.
 * @returns the properties; none for what takes place once.
 * Privacy: reads public data only.
 * Cost: O(times × transitions). @see RFC 5545 section 3.3.10 @since 0.1
 */
export function ruleLines(event: Pick<CommunityEvent, 'starts' | 'recurrence' | 'zone'>): readonly string[] {
  if (event.recurrence === undefined) return []
  const { every, times, cancelled = [] } = event.recurrence
  const without = cancelled.map((number) => startLine(event, occurrenceAt(event, number - 1), 'EXDATE'))
  if (every === 'week') return [`RRULE:FREQ=WEEKLY;COUNT=${times}`, ...without]
  const first = startLine(event, event.starts)
  if (Number(/(\d\d)T\d{6}Z?$/.exec(first)?.[1]) <= 28) return [`RRULE:FREQ=MONTHLY;COUNT=${times}`, ...without]
  // The first one, too: some parsers take it from here only, and a date that stands twice counts once.
  const dates = Array.from({ length: times }, (_, nth) => startLine(event, occurrenceAt(event, nth), 'RDATE'))
  return [...dates, ...without]
}

/**
 * Writes a zone: what its clocks do from the first transition that the publisher gave on.
 *
 * @param zone - as published.
 * @returns the component's lines.
 * Privacy: reads public data only.
 * Cost: O(transitions). @see RFC 5545 section 3.6.5 @since 0.1
 */
export function zoneLines({ id, transitions }: Zone): readonly string[] {
  const inOrder = [...transitions].sort((one, other) => one.at - other.at)
  const least = Math.min(...inOrder.map(({ offsetMinutes }) => offsetMinutes))
  const observances = inOrder.flatMap(({ at, offsetMinutes }, nth) => {
    const before = inOrder[nth - 1]?.offsetMinutes ?? offsetMinutes
    const kind = offsetMinutes > least ? 'DAYLIGHT' : 'STANDARD'
    return [
      `BEGIN:${kind}`,
      `DTSTART:${localText(at, before)}`,
      `TZOFFSETFROM:${offsetText(before)}`,
      `TZOFFSETTO:${offsetText(offsetMinutes)}`,
      `END:${kind}`,
    ]
  })
  return ['BEGIN:VTIMEZONE', `TZID:${id}`, ...observances, 'END:VTIMEZONE']
}

function offsetText(minutes: number): string {
  const length = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(length / 60))}${two(length % 60)}`
}
