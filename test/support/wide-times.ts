import fc from 'fast-check'
import type { WeeklySlot, Zone } from '../../src/descriptor/offer.js'
import { epochSeconds } from '../../src/kernel/time.js'
import { pacific, slots } from './offers.js'

// Moments, zones and weekly slots in which the clocks do everything that clocks do.

export const utc = (iso: string) => epochSeconds(new Date(iso))
export const from = <const Value>(...values: readonly Value[]) => fc.constantFrom<Value[]>(...values)
/** Present in so many of ten. */
export const inTen = <Value>(times: number, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: times, arbitrary }, { weight: 10 - times, arbitrary: fc.constant(undefined) })

/** An ordinary day, days before and on the edges of summer time in two zones, and one before a zone is published. */
export const moments = [
  '2026-11-21T12:00:00Z',
  '2026-10-20T12:00:00Z',
  '2027-03-08T20:00:00Z',
  '2027-03-13T23:30:00Z',
  '2027-03-14T09:59:59Z',
  '2027-03-25T22:30:00Z',
  '2027-10-29T07:00:00Z',
  '2027-11-01T08:30:00Z',
  '2027-11-06T16:00:00Z',
  // The last second of a day.
  '2027-02-10T23:59:59Z',
].map(utc)

const berlin: Zone = {
  id: 'Europe/Berlin',
  // Not in the order of time: a publisher may list them in any.
  transitions: [
    { at: utc('2027-03-28T01:00:00Z'), offsetMinutes: 120 },
    { at: utc('2026-01-01T00:00:00Z'), offsetMinutes: 60 },
    { at: utc('2027-10-31T01:00:00Z'), offsetMinutes: 60 },
  ],
}
/** Over the date line, with a change by a day, within a minute and twice at one moment. */
const odd: Zone = {
  id: 'Pacific/Somewhere',
  transitions: [
    { at: utc('2026-01-01T00:00:00Z'), offsetMinutes: -600 },
    { at: epochSeconds(utc('2027-03-16T10:00:00Z') + 17), offsetMinutes: 840 },
    { at: utc('2027-11-03T10:00:00Z'), offsetMinutes: -30 },
    { at: utc('2027-11-03T10:00:00Z'), offsetMinutes: 345 },
  ],
}
/** Published an hour before the first moment, and set back by more than a day since: tomorrow begins before the zone does. */
const young: Zone = {
  id: 'Pacific/Young',
  transitions: [
    { at: utc('2026-11-21T11:00:00Z'), offsetMinutes: 840 },
    { at: utc('2026-11-21T11:30:00Z'), offsetMinutes: -720 },
  ],
}
export const zones = from(pacific, pacific, berlin, berlin, odd, young, {
  id: 'Asia/Nowhere',
  transitions: [{ at: utc('2090-01-01T00:00:00Z'), offsetMinutes: 0 }],
})

/** Slots that touch, overlap, go on past midnight and past Sunday, and fall into what the clocks skip. */
export const manySlots: fc.Arbitrary<WeeklySlot[]> = fc.oneof(
  slots,
  fc
    .tuple(from('mon', 'tue', 'wed', 'sat', 'sun'), from('mon', 'tue', 'thu', 'sun'), fc.nat(3), fc.nat(3))
    .map(([day, other, length, more]) => [
      { day, fromMinute: 1440 - 30 * (length + 1), toMinute: 1440 },
      { day: other, fromMinute: 0, toMinute: 20 + 50 * more },
      { day: other, fromMinute: 15, toMinute: 130 },
      { day, fromMinute: 600, toMinute: 615 + length },
      { day, fromMinute: 615, toMinute: 632 },
    ]),
  from<WeeklySlot[]>(
    [
      { day: 'sun', fromMinute: 90, toMinute: 215 },
      { day: 'sat', fromMinute: 0, toMinute: 1440 },
    ],
    [
      { day: 'sun', fromMinute: 150, toMinute: 179 },
      { day: 'mon', fromMinute: 0, toMinute: 29 },
      { day: 'tue', fromMinute: 600, toMinute: 629 },
    ],
    (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map((day) => ({
      day,
      fromMinute: 0,
      toMinute: 1440,
    })),
    [
      { day: 'sun', fromMinute: 0, toMinute: 150 },
      { day: 'mon', fromMinute: 0, toMinute: 90 },
    ],
  ),
)
