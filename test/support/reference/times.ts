import type { CommunityEvent } from '../../../src/descriptor/event.js'
import type { WeeklySlot, Zone } from '../../../src/descriptor/offer.js'
import type { Answers } from '../../../src/intake/answers.js'
import type { Target } from './target.js'
import type { Verdict } from './values.js'

const DAY = 86_400
const WEEK = 7 * DAY
/** A Monday at midnight UTC, and the first one there was: 1970-01-05. */
const MONDAY = 4 * DAY
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
type Span = { readonly from: number; readonly to: number }

/** A zone as stretches with one offset, in seconds. */
function stretches({ transitions }: Zone): readonly (Span & { readonly offset: number })[] {
  const inOrder = [...transitions].sort((a, b) => a.at - b.at || a.offsetMinutes - b.offsetMinutes)
  return inOrder.map(({ at, offsetMinutes }, index) => ({
    from: at,
    to: inOrder[index + 1]?.at ?? Number.POSITIVE_INFINITY,
    offset: offsetMinutes * 60,
  }))
}

export function offsetAt(zone: Zone, moment: number): number | undefined {
  return stretches(zone).find(({ from, to }) => from <= moment && moment < to)?.offset
}

/** The first moment at which the clocks show a local time or a later one; unknown before the first that is published. */
export function firstMoment(zone: Zone, local: number): number | undefined {
  const [first] = stretches(zone)
  if (first === undefined || local < first.from + first.offset) return undefined
  const moments = stretches(zone)
    .map(({ from, to, offset }) => ({ moment: Math.max(from, local - offset), to }))
    .filter(({ moment, to }) => moment < to)
  return moments[0]?.moment
}

/** Joined where they touch or overlap. */
function join(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last === undefined || from > last.to) joined.push({ from, to })
    else joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, to) })
  }
  return joined
}

/** Slots as joined spans of seconds since Monday. */
function ofWeek(slots: readonly WeeklySlot[]): readonly Span[] {
  return join(
    slots.map(({ day, fromMinute, toMinute }) => {
      const midnight = days.indexOf(day) * DAY
      return { from: midnight + fromMinute * 60, to: midnight + toMinute * 60 }
    }),
  )
}

/** Each span as one real stretch, from the first such weekday from tomorrow on. */
function layOut(spans: readonly Span[], zone: Zone, now: number): readonly Span[] | undefined {
  const offset = offsetAt(zone, now)
  if (offset === undefined) return undefined
  const tomorrow = (Math.floor((now + offset) / DAY) + 1) * DAY
  const laid = spans.map(({ from, to }) => {
    const weekday = Math.floor(from / DAY)
    let midnight = tomorrow
    while (((midnight - MONDAY) / DAY) % 7 !== weekday) midnight += DAY
    const monday = midnight - weekday * DAY
    return { from: firstMoment(zone, monday + from), to: firstMoment(zone, monday + to) }
  })
  const isKnown = (one: { from: number | undefined; to: number | undefined }): one is Span =>
    one.from !== undefined && one.to !== undefined
  return laid.every(isKnown) ? laid : undefined
}

/** Whole minutes of one stretch in which somebody is free, over meetings of at least so many seconds. */
function minutesFree({ from, to }: Span, free: readonly Span[], offsetMinutes: number, least: number): number {
  const start = from + offsetMinutes * 60
  const end = to + offsetMinutes * 60
  let seconds = 0
  for (let monday = Math.floor((start - MONDAY) / WEEK) * WEEK + MONDAY; monday < end; monday += WEEK) {
    for (const window of free) {
      const shared = Math.min(end, monday + window.to) - Math.max(start, monday + window.from)
      if (shared >= least) seconds += shared
    }
  }
  return Math.floor(seconds / 60)
}

/** Minutes of the coming week that suit both; undefined where that cannot be told. */
export function minutesTogether(when: NonNullable<Answers['when']>, target: Target): number | undefined {
  const { offer, event, now } = target
  const offset = when.utcOffsetMinutes
  if (offset === undefined) return undefined
  const free = ofWeek(when.slots ?? [])
  if (event !== undefined) {
    const next = nextOccurrence(event, now)
    return next === undefined ? 0 : minutesFree(next, free, offset, next.to - next.from)
  }
  const sum = (spans: readonly Span[]) => spans.reduce((all, span) => all + minutesFree(span, free, offset, 1800), 0)
  const slots = [...(offer.slots ?? []), ...(offer.locations ?? []).flatMap((location) => location.slots ?? [])]
  const laid = offer.zone && layOut(ofWeek(slots), offer.zone, now)
  const open = openSlots(target)
  const minutes = Math.max(sum(laid ?? []), sum(join(open)))
  const isTold = slots.length > 0 ? laid !== undefined : open.length > 0
  return minutes > 0 || isTold ? minutes : undefined
}

function openSlots({ presence, now }: Target): readonly Span[] {
  return (presence?.openSlots ?? []).filter(({ from, to }) => from >= now && to > from)
}

/**
 * The next time an event is held that has not ended: at the same local time, or without a zone at the same UTC time. What was
 * moved is held where it was moved to, and what was cancelled nowhere.
 */
export function nextOccurrence(event: CommunityEvent, now: number): Span | undefined {
  const { starts, durationMinutes, recurrence, zone } = event
  const offset = (zone && offsetAt(zone, starts)) ?? 0
  const isLocal = zone !== undefined && offsetAt(zone, starts) !== undefined
  const date = new Date((starts + offset) * 1000)
  const held: number[] = (recurrence?.moved ?? []).map((one) => one.starts)
  for (let index = 0; index < (recurrence?.times ?? 1); index++) {
    const number = index + 1
    if (recurrence?.cancelled?.includes(number) || recurrence?.moved?.some((one) => one.number === number)) continue
    const shown = new Date(date)
    if (recurrence?.every === 'month') {
      const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + index + 1, 0)).getUTCDate()
      shown.setUTCMonth(date.getUTCMonth() + index, Math.min(date.getUTCDate(), lastDay))
    } else shown.setUTCDate(date.getUTCDate() + 7 * index)
    const local = shown.getTime() / 1000
    const moved = isLocal && index > 0 ? firstMoment(zone, local) : undefined
    held.push(moved ?? local - offset)
  }
  const [from] = held.filter((one) => one + durationMinutes * 60 > now).sort((a, b) => a - b)
  return from === undefined ? undefined : { from, to: from + durationMinutes * 60 }
}

/** Days until a first appointment, at least and at most. */
const waits = {
  'within-a-week': [0, 7],
  'within-two-weeks': [7, 14],
  'within-a-month': [14, 31],
  longer: [31, Number.POSITIVE_INFINITY],
} as const

/** Whether it can begin by the end of a day where the person is. */
export function startsBy(when: NonNullable<Answers['when']>, target: Target): Verdict {
  const { event, presence, now } = target
  const end = Date.parse(`${when.startBy}T23:59:59Z`) / 1000 - (when.utcOffsetMinutes ?? 0) * 60
  if (event !== undefined) {
    const next = nextOccurrence(event, now)
    return next !== undefined && next.from <= end ? 'pass' : 'fail'
  }
  if (openSlots(target).some(({ from }) => from <= end)) return 'pass'
  if (presence?.firstAppointment === undefined) return 'unknown'
  const [least, most] = waits[presence.firstAppointment]
  if (now + most * DAY <= end) return 'pass'
  return now + least * DAY > end ? 'fail' : 'unknown'
}
