import type { EventEntry } from '../../catalogue/entry.js'
import type { CommunityEvent } from '../../descriptor/event.js'
import { sha256 } from '../../kernel/hash.js'
import { toHex, utf8Encode } from '../../kernel/text.js'
import type { CalendarWords } from '../../vocabulary/calendar-words.js'
import { escapedText, foldedLines } from './lines.js'
import { heldAt, occurrenceAt, ruleLines, startLine, utcText, zoneLines } from './moments.js'

/** Writes the titles and places that the community published, in the place of a word that says nothing. For a public feed only. */
export const unsafePublishedTitles: unique symbol = Symbol('published titles')

/** What of an event goes into a calendar. */
export type CalendarEvent = Pick<EventEntry, 'id' | 'community' | 'issued'> & {
  readonly offer: Pick<CommunityEvent, 'title' | 'starts' | 'durationMinutes' | 'recurrence' | 'zone' | 'locations'>
}

/** How a calendar is written. */
export type CalendarOptions = {
  /** `enCalendar`, `esCalendar` or `frCalendar`. */
  readonly words: CalendarWords
  /** One occurrence of each series, counted from 0; all of them unless told. */
  readonly occurrence?: number
  /** `unsafePublishedTitles`: what the event is about then stands in every calendar it is put into. */
  readonly titles?: typeof unsafePublishedTitles
}

/**
 * Writes events as iCalendar, for a person's own calendar or as a community's feed.
 *
 * A calendar is synchronised to a cloud, shared at work and shown on locked screens. So a title is one word that says
 * nothing, and everything somebody wrote stays out: no place, no description, no concern, no link, no organiser, no attendee.
 * The name of an event is a hash of public words, the same for everybody. The text depends on the events alone: the same
 * events give the same bytes, so that a feed is a static file and nobody is told apart by it.
 *
 * @param events - entries of an opened catalogue: `kind` is `event`.
 * @param options - words; if wanted the published titles.
 * @returns the text of an `.ics` file. A series keeps its local time through changes of the clocks, as far as its zone is published.
 * A date that was moved stands under the one it had, and one that was cancelled is taken out.
 * @throws {RangeError} when a series has no such occurrence, or it was cancelled.
 * Privacy: public data only. What somebody puts into a calendar tells whoever sees the calendar when they are busy.
 * Cost: O(events).
 * @example
 * const text = toICalendar([eventEntry], { words: enCalendar })
 * @see RFC 5545 @since 0.1
 */
export function toICalendar(events: readonly CalendarEvent[], options: CalendarOptions): string {
  const inOrder = [...events].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  const zones = new Map<string, readonly string[]>()
  for (const { offer } of inOrder) {
    // Of two editions of a zone the one that knows more.
    const known = offer.zone && zones.get(offer.zone.id)
    const lines = offer.zone && zoneLines(offer.zone)
    if (offer.zone && lines && (known === undefined || isFuller(lines, known))) zones.set(offer.zone.id, lines)
  }
  const inZones = [...zones].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, lines]) => lines)
  return foldedLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//entrenous//entrenous//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapedText(options.words.calendar)}`,
    ...inZones,
    ...inOrder.flatMap((event) => eventLines(event, options)),
    'END:VCALENDAR',
  ])
}

function isFuller(lines: readonly string[], known: readonly string[]): boolean {
  if (lines.length !== known.length) return lines.length > known.length
  return lines.join() > known.join()
}

function eventLines(event: CalendarEvent, options: CalendarOptions): readonly string[] {
  const { offer } = event
  const { occurrence } = options
  if (occurrence !== undefined) return componentLines(event, options, onlyLines(offer, occurrence))
  const moved = (offer.recurrence?.moved ?? []).map(({ number }) => onlyLines(offer, number - 1))
  const all = [[startLine(offer, offer.starts), ...ruleLines(offer)], ...moved]
  return all.flatMap((times) => componentLines(event, options, times))
}

function componentLines(
  event: CalendarEvent,
  { words, titles }: CalendarOptions,
  times: readonly string[],
): readonly string[] {
  const { offer, issued } = event
  const place =
    titles === unsafePublishedTitles ? offer.locations?.find(({ label }) => label !== undefined)?.label : undefined
  const title = titles === unsafePublishedTitles ? offer.title : words.appointment
  return [
    'BEGIN:VEVENT',
    `UID:${nameOf(event)}`,
    // When it was said, and not when somebody looked.
    `DTSTAMP:${utcText(issued)}`,
    // Minutes fit into the number that calendars compare.
    `SEQUENCE:${Math.floor(issued / 60)}`,
    ...times,
    `DURATION:PT${offer.durationMinutes}M`,
    `SUMMARY:${escapedText(title)}`,
    ...(place === undefined ? [] : [`LOCATION:${escapedText(place)}`]),
    'END:VEVENT',
  ]
}

/** One of a series: when it takes place, and under the time at which it stands there. */
function onlyLines(offer: CalendarEvent['offer'], occurrence: number): readonly string[] {
  const held = heldAt(offer, occurrence)
  if (held === undefined) throw new RangeError('occurrence: it was cancelled')
  const only =
    offer.recurrence === undefined ? [] : [startLine(offer, occurrenceAt(offer, occurrence), 'RECURRENCE-ID')]
  return [startLine(offer, held), ...only]
}

/** An id may say what an event is about; its hash does not, and is the same in every calendar. */
function nameOf({ id, community }: CalendarEvent): string {
  return toHex(sha256(utf8Encode(`entrenous/1/calendar\0${community}\0${id}`)).subarray(0, 16))
}
