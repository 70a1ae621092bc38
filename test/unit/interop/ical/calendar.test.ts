import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { zoneTransitions } from '../../../../src/descriptor/zone.js'
import { type CalendarEvent, toICalendar, unsafePublishedTitles } from '../../../../src/interop/ical/calendar.js'
import { occurrencesOf } from '../../../../src/interop/ical/moments.js'
import { sha256 } from '../../../../src/kernel/hash.js'
import { toHex, utf8Encode } from '../../../../src/kernel/text.js'
import { type EpochSeconds, epochSeconds } from '../../../../src/kernel/time.js'
import { en, enCalendar } from '../../../../src/labels/en.js'
import { es, esCalendar } from '../../../../src/labels/es.js'
import { fr, frCalendar } from '../../../../src/labels/fr.js'
import { nextOccurrence } from '../../../../src/matching/gate-time.js'
import { coreWords } from '../../../../src/vocabulary/core/all.js'

// What is written is read back by a parser of somebody else, and every time it understands is held against the library's own.

const STARTS = epochSeconds(new Date('2026-10-01T17:30:00Z'))
const offsetIn = (zone: string) => (moment: EpochSeconds) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(new Date(moment * 1000)).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
const zoneOf = (id: string) =>
  zoneTransitions(id, epochSeconds(STARTS - 200 * 86_400), epochSeconds(STARTS + 900 * 86_400), offsetIn(id))
const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata'].map(zoneOf)

function eventOf(offer: Partial<CalendarEvent['offer']> = {}, id = 'event:panic-evening'): CalendarEvent {
  const base = { title: 'An evening about panic', starts: STARTS, durationMinutes: 90 }
  return { id, community: 'ab'.repeat(32), issued: STARTS, offer: { ...base, ...offer } }
}
const write = (events: readonly CalendarEvent[], more: object = {}) =>
  toICalendar(events, { words: enCalendar, ...more })

function parsed(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  return { calendar, events }
}
/** Every start that the parser understands, as seconds. */
function startsOf(event: InstanceType<typeof ICAL.Event>, ...exceptions: readonly InstanceType<typeof ICAL.Event>[]) {
  for (const one of exceptions) event.relateException(one)
  if (!event.isRecurring()) return [event.startDate.toUnixTime()]
  const starts: number[] = []
  const iterator = event.iterator()
  for (let next = iterator.next(); next; next = iterator.next())
    starts.push(event.getOccurrenceDetails(next).startDate.toUnixTime())
  return starts
}
/** The library's own: what the gate compares with the person's times. */
function ours(event: CalendarEvent): readonly number[] {
  const starts: number[] = []
  // The gate reads nothing else of an event.
  const offer = event.offer as Parameters<typeof nextOccurrence>[0]
  for (let from = 0; ; ) {
    const next = nextOccurrence(offer, from)
    if (next === undefined) return starts
    starts.push(next.from)
    from = next.to
  }
}

/** An hour that comes twice, or not at all, is read one way by some and another by others: no agreement can be had. */
function isPlainAt(zone: CalendarEvent['offer']['zone'], start: number): boolean {
  const offsets = [-7200, 0, 7200].map((by) => zone && offsetIn(zone.id)(epochSeconds(start + by)))
  return new Set(offsets).size === 1
}
/** What becomes of the dates of a series, by their number. */
function changesOf(event: CalendarEvent, fates: readonly string[], by: number) {
  const dates = occurrencesOf(event.offer)
  const isPlain = (index: number) => {
    const date = dates[index]
    return date !== undefined && [0, by].every((more) => isPlainAt(event.offer.zone, date + more))
  }
  const numbers = (fate: string) => fates.flatMap((one, at) => (one === fate && isPlain(at) ? [at + 1] : []))
  const moved = numbers('moved').map((number) => ({ number, starts: epochSeconds((dates[number - 1] ?? 0) + by) }))
  const cancelled = numbers('cancelled').slice(0, dates.length - 1)
  return { ...(moved.length > 0 && { moved }), ...(cancelled.length > 0 && { cancelled }) }
}

describe('toICalendar', () => {
  it('is read by ical.js, and by it the same times come out as the gate compares, in every zone and through every change', () => {
    const offers = fc.record({
      zone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
      every: fc.constantFrom('week', 'month', undefined),
      times: fc.integer({ min: 2, max: 20 }),
      starts: fc
        .integer({ min: 0, max: 300 * 24 * 4 })
        .map((quarter) => epochSeconds(STARTS - (STARTS % 900) + quarter * 900)),
      durationMinutes: fc.integer({ min: 5, max: 1440 }),
      // By number: what becomes of a date, and by how many quarters of an hour.
      fates: fc.array(fc.constantFrom('stands', 'stands', 'moved', 'cancelled'), { maxLength: 20 }),
      by: fc.integer({ min: -700, max: 700 }),
    })
    fc.assert(
      fc.property(offers, ({ every, times, fates, by, ...offer }) => {
        const plain = eventOf({ ...offer, ...(every && { recurrence: { every, times } }) })
        const changes = changesOf(plain, fates.slice(0, times), by * 900)
        const event = eventOf({ ...offer, ...(every && { recurrence: { every, times, ...changes } }) })
        const [read, ...exceptions] = parsed(write([event])).events
        if (read === undefined) throw new Error('an event')
        const found = [...new Set(startsOf(read, ...exceptions))].sort((one, other) => one - other)
        const gone = every === undefined ? 0 : (changes.cancelled?.length ?? 0)
        expect(startsOf(read, ...exceptions)).toHaveLength(every === undefined ? 1 : times - gone)
        const isPlain = (start: number) => isPlainAt(offer.zone, start)
        const own = ours(event)
        expect(found.filter((_, nth) => isPlain(own[nth] ?? 0))).toEqual(own.filter(isPlain))
        expect(read.duration.toSeconds()).toBe(offer.durationMinutes * 60)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps an evening an evening when the clocks change, to the second', () => {
    for (const zone of zones) {
      for (const every of ['week', 'month'] as const) {
        const event = eventOf({ zone, recurrence: { every, times: 14 } })
        const [read] = parsed(write([event])).events
        expect(read && startsOf(read)).toEqual(ours(event))
      }
    }
  })

  it('moves the 31st to the last day of a shorter month, as the library does', () => {
    for (const day of ['2027-01-29', '2027-01-30', '2027-01-31']) {
      const starts = epochSeconds(new Date(`${day}T18:00:00Z`))
      const event = eventOf({ starts, recurrence: { every: 'month', times: 14 } })
      const [read] = parsed(write([event])).events
      expect(read && startsOf(read)).toEqual(ours(event))
    }
  })

  it('writes one occurrence of a series under the name of the series', () => {
    const event = eventOf({ zone: zones[0], recurrence: { every: 'week', times: 12 } })
    const [whole] = parsed(write([event])).events
    ours(event).forEach((start, occurrence) => {
      const [one] = parsed(write([event], { occurrence })).events
      expect([one?.uid, one?.startDate.toUnixTime(), one?.recurrenceId?.toUnixTime()]).toEqual([
        whole?.uid,
        start,
        start,
      ])
    })
    expect(() => write([event], { occurrence: 12 })).toThrow(RangeError)
    expect(() => write([event], { occurrence: -1 })).toThrow(RangeError)
  })

  it('writes a date that was moved under the one it had, takes out one that was cancelled, and says of both nothing else', () => {
    for (const every of ['week', 'month'] as const) {
      for (const starts of [STARTS, epochSeconds(new Date('2026-10-31T17:30:00Z'))]) {
        const dates = occurrencesOf(eventOf({ starts, zone: zones[0], recurrence: { every, times: 6 } }).offer)
        const moved = [{ number: 3, starts: epochSeconds((dates[2] ?? 0) + 86_400) }]
        const event = eventOf({ starts, zone: zones[0], recurrence: { every, times: 6, moved, cancelled: [1, 5] } })
        const text = write([event])
        const [read, ...exceptions] = parsed(text).events
        expect(exceptions.map((one) => [one.uid, one.recurrenceId.toUnixTime(), one.startDate.toUnixTime()])).toEqual([
          [read?.uid, dates[2], moved[0]?.starts],
        ])
        const held = [dates[1], moved[0]?.starts, dates[3], dates[5]]
        expect(read && startsOf(read, ...exceptions)).toEqual(held)
        expect(ours(event)).toEqual(held)
        expect(occurrencesOf(event.offer)).toEqual([
          undefined,
          dates[1],
          moved[0]?.starts,
          dates[3],
          undefined,
          dates[5],
        ])
        // One alone: the moved one as it stands in the series; of a cancelled one there is nothing to write.
        expect(write([event], { occurrence: 2 })).toContain(
          text.slice(text.lastIndexOf('DTSTART'), text.lastIndexOf('DURATION')),
        )
        expect(() => write([event], { occurrence: 4 })).toThrow(RangeError)
        expect(text.match(/^SUMMARY:.*$/gm)).toEqual(Array(2).fill(`SUMMARY:${enCalendar.appointment}`))
        expect(text).not.toMatch(/^(STATUS|COMMENT|DESCRIPTION|LOCATION)/m)
        const again = ICAL.parse(parsed(text).calendar.toString())
        expect(again).toEqual(ICAL.parse(text))
      }
    }
  })

  it('gives every property back that it wrote, folded or not', () => {
    const long = `${'É, over; a \\ and so on '.repeat(9)}end`
    const event = eventOf({
      title: long,
      zone: zones[0],
      recurrence: { every: 'week', times: 3 },
      locations: [{ region: 'US-WA', label: 'Sail Loft; upstairs' }],
    })
    const text = write([event], { titles: unsafePublishedTitles })
    const [read] = parsed(text).events
    expect([read?.summary, read?.location, read?.sequence, read?.uid]).toEqual([
      long,
      'Sail Loft; upstairs',
      Math.floor(STARTS / 60),
      toHex(sha256(utf8Encode(`entrenous/1/calendar\0${'ab'.repeat(32)}\0event:panic-evening`)).subarray(0, 16)),
    ])
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    // Taken apart and put together again it says the same.
    const again = ICAL.parse(parsed(text).calendar.toString())
    expect(again).toEqual(ICAL.parse(text))
  })

  it('gives the same bytes for the same events in any order, and names nobody who asks', () => {
    const events = ['a', 'b', 'c'].map((name) => eventOf({ zone: zones[1] }, `event:${name}`))
    expect(write([...events].reverse())).toBe(write(events))
    expect(write(events).match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
    const { calendar } = parsed(write(events))
    const names = new Set(
      calendar.getAllSubcomponents('vevent').flatMap((one) => one.getAllProperties().map(({ name }) => name)),
    )
    expect([...names].sort()).toEqual(['dtstamp', 'dtstart', 'duration', 'sequence', 'summary', 'uid'])
    expect(write(events)).not.toMatch(/ATTENDEE|ORGANIZER|URL|DESCRIPTION|CATEGORIES|COMMENT|CONTACT|X-/)
  })

  it('holds no word of the whole vocabulary, whatever the event says of itself', () => {
    const ids = Object.values(coreWords).flat()
    const words = [en, es, fr].flatMap((labels) =>
      Object.values(labels.concepts).flatMap((some) => Object.values(some)),
    )
    for (const own of [enCalendar, esCalendar, frCalendar]) {
      for (const said of [...words, ...ids]) {
        const event = eventOf(
          { title: said, locations: [{ region: 'US-WA', label: said.slice(0, 80) }] },
          `event:${said}`,
        )
        const text = toICalendar([event], { words: own }).replace('PRODID:-//entrenous//entrenous//EN', '')
        const [read] = parsed(text.replace('VERSION:2.0', 'VERSION:2.0\r\nPRODID:x')).events
        if (read === undefined) throw new Error('an event')
        expect(read.summary).toBe(own.appointment)
        const free = text
          .split('\r\n')
          .filter((line) => /^(SUMMARY|LOCATION|DESCRIPTION|NAME|COMMENT|CATEGORIES)/.test(line))
          .join('\n')
        expect(free).toBe(`NAME:${own.calendar}\nSUMMARY:${own.appointment}`)
      }
      const shown = `${own.appointment} ${own.calendar}`.toLowerCase()
      expect([...words, ...ids].filter((one) => shown.split(/[^\p{L}]+/u).includes(one.toLowerCase()))).toEqual([])
    }
    // A name of an event that says what it is about stands in no calendar, not even in part.
    expect(ids.filter((id) => id.length > 6 && write([eventOf({ title: id }, `event:${id}`)]).includes(id))).toEqual([])
  })
})

describe('the dates of a series', () => {
  it.each(['week', 'month'] as const)(
    'are those that matching compares and that a calendar shows, every %s',
    (every) => {
      for (const zone of [undefined, ...zones]) {
        const event = eventOf({ recurrence: { every, times: 12 }, ...(zone && { zone }) })
        expect(occurrencesOf(event.offer)).toEqual(ours(event))
      }
      expect(occurrencesOf(eventOf().offer)).toEqual([STARTS])
    },
  )
})
