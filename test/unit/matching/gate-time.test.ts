import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../../src/catalogue/entry.js'
import type { Offer } from '../../../src/descriptor/offer.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import {
  freeTimeOf,
  judgeStartBy,
  judgeWhen,
  minutesTogether,
  nextOccurrence,
  togetherness,
} from '../../../src/matching/gate-time.js'
import { targetOf } from '../../../src/matching/target.js'
import { DAY, eventOf, later, listing, now, pacific, practitioner, presenceOf } from '../../support/offers.js'

const tuesday = (fromMinute: number, toMinute: number) => ({ day: 'tue' as const, fromMinute, toMinute })
const free = freeTimeOf({ slots: [tuesday(540, 720)], utcOffsetMinutes: -480 }) ?? { spans: [], utcOffsetMinutes: 0 }
const judge = (offer: Offer, presence = presenceOf()) =>
  judgeWhen(free, targetOf(practitioner(offer, { presence }), now))
/** Tuesday 2026-11-24, 9:00 in Seattle. */
const nine = epochSeconds(new Date('2026-11-24T17:00:00Z'))
/** Still in force in the spring. */
const validLong = { expires: later(300 * DAY) }
const from = (start: number, minutes: number) => ({ from: epochSeconds(start), to: epochSeconds(start + minutes * 60) })

describe('when', () => {
  it('passes where the weekly timetables meet', () =>
    expect(judge({ zone: pacific, slots: [tuesday(600, 660)] })).toBe('pass'))
  it('fails where they do not', () => expect(judge({ zone: pacific, slots: [tuesday(780, 840)] })).toBe('fail'))
  it('is unknown without slots, and without a zone', () => {
    expect(judge({ zone: pacific })).toBe('unknown')
    expect(judge({ slots: [tuesday(600, 660)] })).toBe('unknown')
  })
  it('is unknown to a person without an offset', () => {
    const floating = freeTimeOf({ slots: [tuesday(540, 720)] })
    expect(
      floating && judgeWhen(floating, targetOf(practitioner({ zone: pacific, slots: [tuesday(600, 660)] }), now)),
    ).toBe('unknown')
  })
  it('reads the slots of every location', () => {
    expect(judge({ zone: pacific, locations: [{ region: 'US-WA', slots: [tuesday(600, 660)] }] })).toBe('pass')
  })
  it('reads the open slots of a fresh presence, and not of a stale one', () => {
    const openSlots = [from(nine, 60)]
    expect(judge({}, presenceOf({ openSlots }))).toBe('pass')
    expect(judge({}, presenceOf({ openSlots, expires: now }))).toBe('unknown')
    expect(judge({}, presenceOf({ openSlots: [from(nine + 12 * 3600, 60)] }))).toBe('fail')
  })
  it('joins the slots of the offer and of every location where they touch or overlap', () => {
    const short = { zone: pacific, slots: [tuesday(525, 560)] }
    const rest = [{ region: 'US-WA', slots: [tuesday(560, 570)] }]
    // The first alone shares twenty minutes, the second ten; together they are the half hour that is needed.
    expect(judge(short)).toBe('fail')
    expect(judge({ ...short, locations: rest })).toBe('pass')
    expect(judge({ ...short, locations: [...rest, { region: 'US-WA', slots: [tuesday(530, 565)] }] })).toBe('pass')
  })
  it('does not join over Sunday midnight', () => {
    const around = freeTimeOf({ slots: [{ day: 'mon', fromMinute: 0, toMinute: 40 }], utcOffsetMinutes: -470 }) ?? free
    const slots = [
      { day: 'sun' as const, fromMinute: 1400, toMinute: 1440 },
      { day: 'mon' as const, fromMinute: 0, toMinute: 25 },
    ]
    // Ten minutes of Sunday would have made the twenty-five of Monday thirty-five.
    expect(judgeWhen(around, targetOf(practitioner({ zone: pacific, slots }), now))).toBe('fail')
  })
  it('lays what is joined over midnight on the calendar as one stretch, from its first day on', () => {
    // On Monday noon the coming week begins on Tuesday: a night from Monday to Tuesday is the one a week ahead.
    const monday = epochSeconds(new Date('2027-03-08T20:00:00Z'))
    const slots = [{ day: 'mon' as const, fromMinute: 1320, toMinute: 1440 }, tuesday(0, 120)]
    const night = freeTimeOf({ slots: [tuesday(0, 1440)], utcOffsetMinutes: -480 }) ?? free
    const minutes = minutesTogether(night, targetOf(practitioner({ zone: pacific, slots }, validLong), monday))
    // By then the clocks show summer time: 22:00 to 2:00 is 21:00 to 1:00 by the person's own.
    expect(minutes).toBe(60)
  })
  it('takes the larger of the weekly times and the open slots, and does not add them', () => {
    const slots = [tuesday(540, 600)]
    const minutesWith = (start: number, length: number) =>
      minutesTogether(
        free,
        targetOf(
          practitioner({ zone: pacific, slots }, { presence: presenceOf({ openSlots: [from(start, length)] }) }),
          now,
        ),
      )
    expect([minutesWith(nine + 5400, 50), minutesWith(nine + 5400, 90)]).toEqual([60, 90])
    // Twenty minutes of the one and ten of the other are no half hour.
    expect(minutesWith(nine + 3600, 20)).toBe(60)
  })
  it('joins open slots among themselves', () => {
    const openSlots = [from(nine, 20), from(nine + 1200, 20), from(nine, 10)]
    expect(minutesTogether(free, targetOf(practitioner({}, { presence: presenceOf({ openSlots }) }), now))).toBe(40)
  })
  it('takes an open slot that ends before it begins as none', () => {
    const presence = presenceOf({ openSlots: [from(nine, 0), from(nine, -60)] })
    expect(judge({}, presence)).toBe('unknown')
    expect(judgeStartBy('2026-12-10', 0, targetOf(practitioner({}, { presence }), now))).toBe('unknown')
  })
  it('leaves aside an open slot that has begun', () => {
    const today = freeTimeOf({ slots: [{ day: 'sat', fromMinute: 0, toMinute: 1440 }], utcOffsetMinutes: 0 }) ?? free
    const judgeOpen = (start: number) =>
      judgeWhen(today, targetOf(practitioner({}, { presence: presenceOf({ openSlots: [from(start, 60)] }) }), now))
    expect([judgeOpen(now), judgeOpen(now - 1)]).toEqual(['pass', 'unknown'])
  })
  it('still meets in the week in which only the practitioner’s clocks change', () => {
    const spring = epochSeconds(new Date('2027-03-12T12:00:00Z'))
    const entry = practitioner({ zone: pacific, slots: [tuesday(540, 570)] }, { expires: epochSeconds(spring + DAY) })
    // 9:00 summer time is 8:00 by an offset that does not change.
    expect(judgeWhen(free, targetOf(entry, spring))).toBe('fail')
    expect(judgeWhen(free, targetOf({ ...entry, offer: { ...entry.offer, slots: [tuesday(600, 630)] } }, spring))).toBe(
      'pass',
    )
  })
  it('wants the whole of an event', () => {
    const at = (minutes: number) =>
      targetOf(eventOf({ starts: epochSeconds(nine + minutes * 60), durationMinutes: 90 }), now)
    expect(judgeWhen(free, at(90))).toBe('pass')
    expect(judgeWhen(free, at(120))).toBe('fail')
  })
  it('gives full strength for three shared hours, half for half of them, and all for an event that fits', () => {
    const strength = (toMinute: number) =>
      togetherness(free, targetOf(practitioner({ zone: pacific, slots: [tuesday(540, toMinute)] }), now))
    expect([strength(720), strength(630)]).toEqual([1000, 500])
    expect(togetherness(free, targetOf(eventOf({ starts: nine, durationMinutes: 60 }), now))).toBe(1000)
  })
})

describe('startBy', () => {
  const begin = (entry: CatalogueEntry, date: string) => judgeStartBy(date, 0, targetOf(entry, now))
  const banded = (firstAppointment: 'within-a-week' | 'within-two-weeks' | 'within-a-month' | 'longer') =>
    practitioner({}, { presence: presenceOf({ firstAppointment }) })
  it('passes when the longest wait is short enough', () =>
    expect(begin(banded('within-a-week'), '2026-11-28')).toBe('pass'))
  it('fails when the shortest wait is too long', () => {
    expect(begin(banded('within-two-weeks'), '2026-11-27')).toBe('fail')
    expect(begin(banded('longer'), '2026-12-21')).toBe('fail')
  })
  it('cannot tell within the band', () => {
    expect(begin(banded('within-a-week'), '2026-11-25')).toBe('unknown')
    expect(begin(banded('longer'), '2027-02-01')).toBe('unknown')
  })
  it('cannot tell without a band, without a presence, or of a listing', () => {
    expect(begin(practitioner(), '2026-12-10')).toBe('unknown')
    expect(begin(practitioner({}, { presence: undefined }), '2026-12-10')).toBe('unknown')
    expect(begin(listing(), '2026-12-10')).toBe('unknown')
  })
  it('passes with an open slot before the date', () => {
    const presence = presenceOf({ firstAppointment: 'longer', openSlots: [from(nine, 50)] })
    expect(begin(practitioner({}, { presence }), '2026-11-24')).toBe('pass')
    expect(begin(practitioner({}, { presence }), '2026-11-23')).toBe('fail')
  })
  it('takes an event by its next occurrence', () => {
    const event = eventOf({ starts: later(3 * DAY) })
    expect([begin(event, '2026-11-24'), begin(event, '2026-11-23')]).toEqual(['pass', 'fail'])
  })
  it('ends the day where the person is', () => {
    const event = eventOf({ starts: epochSeconds(new Date('2026-11-25T05:00:00Z')) })
    expect(judgeStartBy('2026-11-24', -480, targetOf(event, now))).toBe('pass')
    expect(judgeStartBy('2026-11-24', 0, targetOf(event, now))).toBe('fail')
  })
})

describe('nextOccurrence', () => {
  const next = (parts: Parameters<typeof eventOf>[0], at: number = now) =>
    nextOccurrence(eventOf(parts).offer, at)?.from
  it('is the first one until it has ended', () => {
    expect(next({ starts: later(-1800), durationMinutes: 60 })).toBe(later(-1800))
    expect(next({ starts: later(-3600), durationMinutes: 60 })).toBeUndefined()
  })
  it('repeats by the week, as often as it says', () => {
    const weekly = { starts: later(-8 * DAY), recurrence: { every: 'week' as const, times: 3 } }
    expect(next(weekly)).toBe(later(6 * DAY))
    expect(next(weekly, later(7 * DAY))).toBeUndefined()
  })
  it('repeats by the month on the same day, or the last one', () => {
    const starts = epochSeconds(new Date('2026-10-31T18:00:00Z'))
    expect(next({ starts, recurrence: { every: 'month', times: 4 } })).toBe(
      epochSeconds(new Date('2026-11-30T18:00:00Z')),
    )
  })
  it('is held where it was moved to, before or after the others, and not at all where it was cancelled', () => {
    const weekly = { starts: later(DAY), durationMinutes: 60 }
    const after = (changes: object, at: number = now) =>
      next({ ...weekly, recurrence: { every: 'week', times: 3, ...changes } }, at)
    const first = { number: 1, starts: later(9 * DAY) }
    expect(after({ cancelled: [1] })).toBe(later(8 * DAY))
    expect(after({ cancelled: [1, 2] })).toBe(later(15 * DAY))
    expect(after({ moved: [first] })).toBe(later(8 * DAY))
    expect(after({ moved: [first] }, later(8 * DAY + 3600))).toBe(later(9 * DAY))
    expect(after({ moved: [first], cancelled: [2, 3] })).toBe(later(9 * DAY))
    expect(after({ moved: [first], cancelled: [2, 3] }, later(9 * DAY + 3600))).toBeUndefined()
    expect(after({ moved: [{ number: 3, starts: later(-1800) }] })).toBe(later(-1800))
    // One that should have been is still to come.
    expect(after({ moved: [{ number: 1, starts: later(40 * DAY) }] }, later(20 * DAY))).toBe(later(40 * DAY))
  })
  it('keeps its local time when the clocks change', () => {
    const starts = epochSeconds(new Date('2027-03-10T02:00:00Z')) // Tuesday 18:00 in Seattle
    const weekly = { starts, zone: pacific, recurrence: { every: 'week' as const, times: 2 } }
    expect(next(weekly, starts + DAY)).toBe(epochSeconds(new Date('2027-03-17T01:00:00Z')))
    expect(next({ ...weekly, zone: undefined }, starts + DAY)).toBe(epochSeconds(new Date('2027-03-17T02:00:00Z')))
  })
})
