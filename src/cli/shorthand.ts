import { zoneTransitions } from '../descriptor/zone.js'
import { type EpochSeconds, epochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import { readMoment } from './moments.js'
import { offsetReader } from './zone.js'

// A community lead's files are written for people. Each shorthand below becomes what the schemas want; whatever is not
// recognised is handed on as it stands, so that the schema refuses it by the name of its field.
//
//   "concepts": { "specialist": ["anxiety.panic"] }   [{ concept: 'anxiety.panic', level: 4 }]
//   "slots": ["tue 12:00-20:30"]                      [{ day: 'tue', fromMinute: 720, toMinute: 1230 }]
//   "zone": "America/Los_Angeles"                     the zone with its changes of clocks until the statement ends
//   "starts": "in 2 weeks, thu 18:30"                 epoch seconds, in the community's zone

/** When a folder is read, and in which zone its local times are meant. */
export type Clock = { readonly now: EpochSeconds; readonly zone: string }

type Plain = Readonly<Record<string, unknown>>
type Stretch = { readonly from: number; readonly until: number }

/** What one practitioner's source file holds, expanded; checked by the schemas afterwards, not here. */
export type PractitionerSource = {
  readonly draft: Plain
  /** When the practitioner last confirmed how things stand; the presence is issued then. Undefined: the text is no moment. */
  readonly confirmed: EpochSeconds | undefined
  readonly presence: Plain
}

/** What one event's source file holds, expanded; `hosts` still are names of practitioners' files. */
export type EventSource = { readonly draft: Plain; readonly hosts: readonly unknown[] }

/** No descriptor is valid for longer; a day more for zones ahead of UTC. */
const HORIZON_DAYS = 181
const PAST_DAYS = 60
/** Nobody knows the changes of clocks much further ahead. */
const MOST_DAYS = 4 * 365
const levels: Readonly<Record<string, number>> = { 'asks-first': 1, trained: 2, experienced: 3, specialist: 4 }

/**
 * Expands a practitioner's source file.
 *
 * @param source - the parsed JSON. Untrusted.
 * @param clock - this machine's time and the community's zone.
 * @returns the descriptor's draft and the presence, both still unchecked; undefined when the file holds no object.
 * Privacy: reads what is to be published.
 * Cost: O(size). @since 0.1
 */
export function expandPractitioner(source: unknown, clock: Clock): PractitionerSource | undefined {
  if (!isPlain(source)) return undefined
  const { presence, ...rest } = source
  const { confirmed, ...state } = isPlain(presence) ? presence : { confirmed: undefined }
  const confirmedAt = typeof confirmed === 'string' ? readMoment(confirmed, clock) : undefined
  return {
    draft: expandOffer(rest, clock),
    confirmed: confirmedAt,
    presence: { capacityAsOf: confirmedAt, ...withMoments(state, ['pausedUntil'], clock) },
  }
}

/**
 * Expands an event's source file.
 *
 * @param source - the parsed JSON. Untrusted.
 * @param clock - this machine's time and the community's zone.
 * @returns the event's draft, still unchecked, and the names of its hosts; undefined when the file holds no object.
 * Privacy: reads what is to be published.
 * Cost: O(size). @since 0.1
 */
export function expandEvent(source: unknown, clock: Clock): EventSource | undefined {
  if (!isPlain(source)) return undefined
  const { hosts, ...rest } = source
  const event = withDates(withMoments(rest, ['starts', 'placesAsOf'], clock), clock)
  return { draft: expandOffer(event, clock, timesOf(event)), hosts: Array.isArray(hosts) ? hosts : [] }
}

/**
 * Tells whether a value is an object with members, and not a list.
 *
 * @param value - anything.
 * @returns true for plain objects as JSON makes them.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A series whose single dates may be moved, in local time like its first. */
function withDates(event: Plain, clock: Clock): Plain {
  const { recurrence } = event
  if (!isPlain(recurrence) || !Array.isArray(recurrence['moved'])) return event
  const moved = recurrence['moved'].map((one: unknown) => (isPlain(one) ? withMoments(one, ['starts'], clock) : one))
  return { ...event, recurrence: { ...recurrence, moved } }
}

/** From the first to the last time of an event that repeats; undefined for every other. */
function timesOf({ starts, recurrence }: Plain): Stretch | undefined {
  if (!isPlain(recurrence) || typeof starts !== 'number' || !Number.isSafeInteger(starts) || starts < 0)
    return undefined
  const { every, times } = recurrence
  const days = typeof times === 'number' ? times * (every === 'month' ? 31 : 7) : 0
  return { from: starts, until: starts + days * SECONDS_PER_DAY }
}

function expandOffer(source: Plain, clock: Clock, times?: Stretch): Plain {
  const offer: Record<string, unknown> = { ...source }
  if (isPlain(source['concepts'])) offer['concepts'] = Object.entries(source['concepts']).flatMap(expandLevel)
  if (Array.isArray(source['slots'])) offer['slots'] = source['slots'].map(expandSlot)
  if (Array.isArray(source['locations'])) offer['locations'] = source['locations'].map(expandLocation)
  const zone = source['zone'] ?? (hasSlots(source) || isPlain(source['recurrence']) ? clock.zone : undefined)
  if (typeof zone === 'string') offer['zone'] = expandZone(zone, clock, times) ?? zone
  return offer
}

function expandLevel([name, concepts]: readonly [string, unknown]): readonly unknown[] {
  // An unknown name makes a level that the schema refuses.
  return Array.isArray(concepts) ? concepts.map((concept) => ({ concept, level: levels[name] ?? 0 })) : [concepts]
}

function expandSlot(slot: unknown): unknown {
  const parts = typeof slot === 'string' ? /^([a-z]{3}) (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(slot) : null
  if (parts === null) return slot
  const minutes = (hour: string | undefined, minute: string | undefined) => Number(hour) * 60 + Number(minute)
  return { day: parts[1], fromMinute: minutes(parts[2], parts[3]), toMinute: minutes(parts[4], parts[5]) }
}

function expandLocation(location: unknown): unknown {
  if (!isPlain(location) || !Array.isArray(location['slots'])) return location
  return { ...location, slots: location['slots'].map(expandSlot) }
}

function expandZone(id: string, { now }: Clock, times: Stretch = { from: now, until: now }) {
  const offsetAt = offsetReader(id)
  if (offsetAt === undefined) return undefined
  // The presence may have been confirmed a while ago; its slots are read by the clocks of that time. What repeats keeps
  // its local time by the clocks of its first.
  const from = Math.min(now - PAST_DAYS * SECONDS_PER_DAY, times.from)
  const until = Math.max(now + HORIZON_DAYS * SECONDS_PER_DAY, times.until)
  const most = from + MOST_DAYS * SECONDS_PER_DAY
  return zoneTransitions(id, epochSeconds(from), epochSeconds(Math.min(until, most)), offsetAt)
}

function hasSlots(source: Plain): boolean {
  const locations = Array.isArray(source['locations']) ? source['locations'] : []
  return [source, ...locations].some((part) => isPlain(part) && part['slots'] !== undefined)
}

function withMoments(source: Plain, names: readonly string[], clock: Clock): Plain {
  const read = names.flatMap((name) => {
    const text = source[name]
    return typeof text === 'string' ? [[name, readMoment(text, clock) ?? text]] : []
  })
  return { ...source, ...Object.fromEntries(read) }
}
