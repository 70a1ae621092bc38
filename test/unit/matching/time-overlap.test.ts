import { describe, expect, it } from 'vitest'
import { weekSpans } from '../../../src/descriptor/week.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { comingWeek, firstMoment, offsetAt, sharedMinutes } from '../../../src/matching/time-overlap.js'
import { pacific } from '../../support/offers.js'

const utc = (iso: string) => epochSeconds(new Date(iso))
/** What the clocks show, as if it were UTC. */
const local = utc

describe('offsetAt', () => {
  it('changes at the very second of a transition', () => {
    expect(offsetAt(pacific, utc('2027-03-14T09:59:59Z'))).toBe(-8 * 3600)
    expect(offsetAt(pacific, utc('2027-03-14T10:00:00Z'))).toBe(-7 * 3600)
  })
  it('knows nothing before the first published transition', () =>
    expect(offsetAt(pacific, utc('2026-10-31T00:00:00Z'))).toBeUndefined())
  it('does not mind the order in which they were published', () => {
    const shuffled = { ...pacific, transitions: [...pacific.transitions].reverse() }
    expect(offsetAt(shuffled, utc('2027-06-01T00:00:00Z'))).toBe(-7 * 3600)
  })
})

describe('firstMoment, where the clocks go forward', () => {
  it('leaves the last minute before the gap where it is', () => {
    expect(firstMoment(pacific, local('2027-03-14T01:59:00Z'))).toBe(utc('2027-03-14T09:59:00Z'))
  })
  it('takes every minute that does not exist as the end of the gap', () => {
    for (const time of ['02:00', '02:30', '02:59']) {
      expect(firstMoment(pacific, local(`2027-03-14T${time}:00Z`))).toBe(utc('2027-03-14T10:00:00Z'))
    }
  })
  it('goes on with summer time after it', () => {
    expect(firstMoment(pacific, local('2027-03-14T03:30:00Z'))).toBe(utc('2027-03-14T10:30:00Z'))
  })
})

describe('firstMoment, where the clocks go back', () => {
  it('takes the first of two like minutes', () => {
    expect(firstMoment(pacific, local('2027-11-07T01:30:00Z'))).toBe(utc('2027-11-07T08:30:00Z'))
  })
  it('goes on with standard time after them', () => {
    expect(firstMoment(pacific, local('2027-11-07T02:00:00Z'))).toBe(utc('2027-11-07T10:00:00Z'))
  })
  it('never turns a later local time into an earlier moment', () => {
    let last = 0
    for (const day of ['2027-03-14', '2027-11-07']) {
      for (let minute = 0; minute < 300; minute++) {
        const moment = firstMoment(pacific, local(`${day}T00:00:00Z`) + minute * 60) ?? 0
        expect(moment).toBeGreaterThanOrEqual(last)
        last = moment
      }
    }
  })
})

describe('comingWeek', () => {
  const nine = weekSpans([{ day: 'tue', fromMinute: 540, toMinute: 600 }])
  it('lays a slot on its own weekday in the zone’s own time', () => {
    expect(comingWeek(nine, pacific, utc('2026-11-21T12:00:00Z'))).toEqual([
      { from: utc('2026-11-24T17:00:00Z'), to: utc('2026-11-24T18:00:00Z') },
    ])
  })
  it('leaves today to next week', () => {
    expect(comingWeek(nine, pacific, utc('2026-11-24T12:00:00Z'))?.[0]?.from).toBe(utc('2026-12-01T17:00:00Z'))
  })
  it('moves with the clocks in the week they go forward', () => {
    expect(comingWeek(nine, pacific, utc('2027-03-12T12:00:00Z'))?.[0]?.from).toBe(utc('2027-03-16T16:00:00Z'))
  })
  it('loses the hour that a night slot loses, and gains the one it gains', () => {
    const night = weekSpans([{ day: 'sun', fromMinute: 60, toMinute: 240 }])
    const length = (now: string) => comingWeek(night, pacific, utc(now))?.map(({ from, to }) => (to - from) / 3600)
    expect(length('2027-03-12T12:00:00Z')).toEqual([2])
    expect(length('2027-11-05T12:00:00Z')).toEqual([4])
    expect(length('2027-06-05T12:00:00Z')).toEqual([3])
  })
  it('lays a span over midnight from its first day on, even where that ends after the week', () => {
    const days = weekSpans([
      { day: 'mon', fromMinute: 1200, toMinute: 1440 },
      { day: 'tue', fromMinute: 0, toMinute: 600 },
    ])
    expect(comingWeek(days, pacific, utc('2026-11-23T20:00:00Z'))).toEqual([
      { from: utc('2026-12-01T04:00:00Z'), to: utc('2026-12-01T18:00:00Z') },
    ])
  })
  it('knows nothing before the first published transition', () => {
    expect(comingWeek(nine, pacific, utc('2026-10-01T00:00:00Z'))).toBeUndefined()
  })
})

describe('sharedMinutes', () => {
  const free = weekSpans([{ day: 'tue', fromMinute: 540, toMinute: 720 }])
  const span = (from: string, to: string) => ({ from: utc(from), to: utc(to) })
  it('compares in the person’s own offset', () => {
    const offered = span('2026-11-24T17:00:00Z', '2026-11-24T18:00:00Z')
    expect(sharedMinutes(offered, free, -480)).toBe(60)
    expect(sharedMinutes(offered, free, 0)).toBe(0)
  })
  it('leaves aside what is shorter than half an hour', () => {
    expect(sharedMinutes(span('2026-11-24T19:30:00Z', '2026-11-24T21:00:00Z'), free, -480)).toBe(30)
    expect(sharedMinutes(span('2026-11-24T19:31:00Z', '2026-11-24T21:00:00Z'), free, -480)).toBe(0)
  })
  it('follows a span over the end of the week', () => {
    const monday = weekSpans([{ day: 'mon', fromMinute: 0, toMinute: 60 }])
    expect(sharedMinutes(span('2026-11-22T23:00:00Z', '2026-11-23T02:00:00Z'), monday, 0)).toBe(60)
  })
})
