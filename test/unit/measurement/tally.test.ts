import { describe, expect, it } from 'vitest'
import type { EpochDay, EpochSeconds } from '../../../src/kernel/time.js'
import { settledFrom } from '../../../src/measurement/epoch.js'
import {
  type Journal,
  MAX_JOURNAL_EVENTS,
  readJournal,
  withoutOlder,
  withoutReferral,
} from '../../../src/measurement/journal.js'
import { type MetricName, metricNames, metricOf } from '../../../src/measurement/metric-table.js'
import { seasonalityOf } from '../../../src/measurement/seasonality.js'
import { tally } from '../../../src/measurement/tally.js'
import { codeOf, value } from '../../support/cast.js'
import { COUNTED, dayIn, EPOCH } from '../../support/measurement.js'

const count = (metric: MetricName, journal: Journal, epoch = EPOCH) =>
  value(tally(metric, journal, { epoch, now: COUNTED }))
/** The cells that are not 0, by name. */
const cells = (metric: MetricName, journal: Journal, epoch = EPOCH) =>
  Object.fromEntries(
    count(metric, journal, epoch).flatMap((found, nth) =>
      found === 0 ? [] : [[metricOf(metric).cells[nth] ?? '', found]],
    ),
  )
type Note = Journal[number]
const received = (on: number, referral = 'a', source?: 'school'): Note => ({
  what: 'received',
  referral,
  on: dayIn(on),
  ...(source && { source }),
})
const session = (on: number, referral = 'a'): Note => ({ what: 'session', referral, on: dayIn(on) })
const note = (what: 'completed' | 'referred-on' | 'given', on: number, referral = 'a'): Note => ({
  what,
  referral,
  on: dayIn(on),
})
const place = (what: 'place' | 'came' | 'next-step', on: number, name = 'p'): Note => ({
  what,
  place: name,
  on: dayIn(on),
})

describe('how long people wait', () => {
  it.each([
    [0, '0-3'],
    [3, '0-3'],
    [4, '4-7'],
    [7, '4-7'],
    [8, '8-14'],
    [14, '8-14'],
    [15, '15-21'],
    [21, '15-21'],
    [22, '22-28'],
    [28, '22-28'],
    [29, '29-42'],
    [42, '29-42'],
    [43, '43-56'],
    [56, '43-56'],
    [57, 'none'],
  ])('%i days are in %s', (wait, cell) => {
    expect(cells('referral-to-session', [received(0), session(wait)])).toEqual({ [cell]: 1 })
  })

  it('is counted from the first day to the first session, however the notes are ordered or doubled', () => {
    const notes = [session(20), received(3), session(9), received(1), session(9)]
    expect(cells('referral-to-session', notes)).toEqual({ '8-14': 1 })
    expect(cells('referral-to-session', [...notes].reverse())).toEqual({ '8-14': 1 })
  })

  it('knows no session from before the referral', () => {
    expect(cells('referral-to-session', [session(1), received(5)])).toEqual({ none: 1 })
  })
})

describe('what an epoch counts', () => {
  it('are referrals received from its first day to its last, each in one epoch only', () => {
    const notes = [received(-1, 'before'), received(0, 'first'), received(55, 'last'), received(56, 'after')]
    expect(cells('first-session', notes)).toEqual({ no: 2 })
    const all = [EPOCH - 1, EPOCH, EPOCH + 1].map((epoch) =>
      value(tally('first-session', notes, { epoch, now: (COUNTED * 2) as EpochSeconds })).reduce(
        (sum, one) => sum + one,
        0,
      ),
    )
    expect(all).toEqual([1, 2, 1])
  })

  it('is not counted before every window has ended', () => {
    for (const metric of metricNames) {
      const from = settledFrom(EPOCH, metricOf(metric).windowDays)
      const at = (now: number) => codeOf(tally(metric, [], { epoch: EPOCH, now: now as EpochSeconds }))
      expect([at(from - 1), at(from)]).toEqual(['measurement_early', 'ok'])
    }
  })

  it('has no half epochs', () => expect(() => tally('completed', [], { epoch: 1.5, now: COUNTED })).toThrow(RangeError))
})

describe('the other counts', () => {
  it('know the furthest session within 84 days', () => {
    const third = [received(0), session(1), session(1), session(84)]
    expect(cells('sessions-reached', third)).toEqual({ third: 1 })
    expect(cells('third-session', third)).toEqual({ yes: 1 })
    expect(cells('sessions-reached', [received(0), session(1), session(2), session(85)])).toEqual({ first: 1 })
    expect(cells('first-session', [received(0), session(84)])).toEqual({ yes: 1 })
    expect(cells('first-session', [received(0), session(85)])).toEqual({ no: 1 })
    expect(cells('sessions-reached', [received(0)])).toEqual({ none: 1 })
  })

  it('know who came again within 7 days, of those whose first session lies in the epoch', () => {
    expect(cells('seven-day-rebook', [received(-30), session(0), session(7)])).toEqual({ yes: 1 })
    expect(cells('seven-day-rebook', [received(0), session(1), session(9)])).toEqual({ no: 1 })
    expect(cells('seven-day-rebook', [received(0), session(56)])).toEqual({})
  })

  it('know what was completed or referred on, and when it was too late', () => {
    expect(cells('completed', [received(0), note('completed', 168)])).toEqual({ yes: 1 })
    expect(cells('completed', [received(0), note('completed', 169)])).toEqual({ no: 1 })
    expect(cells('re-referral', [received(0), note('referred-on', 2), note('referred-on', 9)])).toEqual({ yes: 1 })
    expect(cells('re-referral', [received(0), note('referred-on', 85)])).toEqual({ no: 1 })
  })

  it('know sources and months, of referrals given and received', () => {
    const notes = [received(0, 'a', 'school'), received(1, 'b'), received(1, 'b'), note('given', 2, 'c')]
    expect(cells('received-by-source', notes)).toEqual({ school: 1, other: 1 })
    expect(cells('given-by-source', notes)).toEqual({ other: 1 })
    expect(count('received-by-month', notes).reduce((sum, one) => sum + one, 0)).toBe(2)
    expect(count('given-by-month', notes).reduce((sum, one) => sum + one, 0)).toBe(1)
  })

  it('know who came to an event and took a next step', () => {
    const notes = [
      place('place', 3),
      place('came', 3),
      place('next-step', 31),
      place('place', 3, 'q'),
      place('next-step', 4, 'q'),
    ]
    expect(cells('attendance', notes)).toEqual({ yes: 1, no: 1 })
    expect(cells('event-follow-up', notes)).toEqual({ yes: 1 })
    expect(cells('event-follow-up', [place('place', 3), place('came', 3), place('next-step', 32)])).toEqual({ no: 1 })
    expect(
      cells('event-follow-up', [place('place', 3), place('came', 3), place('next-step', 1), place('next-step', 5)]),
    ).toEqual({ yes: 1 })
  })
})

describe('a journal', () => {
  it('is read strictly, and repeats nothing', () => {
    expect(codeOf(readJournal([received(0), place('came', 1)]))).toBe('ok')
    for (const wrong of [
      null,
      {},
      [{ what: 'received', referral: 'secret-words', on: -1 }],
      [{ what: 'invented', referral: 'a', on: 1 }],
    ]) {
      const read = readJournal(wrong)
      expect(codeOf(read)).toBe('measurement_invalid')
      expect(JSON.stringify(read)).not.toContain('secret')
    }
    expect(codeOf(readJournal(Array.from({ length: MAX_JOURNAL_EVENTS }, () => received(0))))).toBe('ok')
    expect(codeOf(readJournal(Array.from({ length: MAX_JOURNAL_EVENTS + 1 }, () => received(0))))).toBe(
      'measurement_invalid',
    )
  })

  it('loses all of a referral that was withdrawn, and what is too old', () => {
    const notes = [received(0), session(9), received(0, 'b'), place('place', 0, 'a')]
    expect(withoutReferral(notes, 'a')).toEqual([received(0, 'b'), place('place', 0, 'a')])
    expect(withoutOlder(notes, dayIn(5))).toEqual([received(0), session(9)])
    expect(withoutOlder(notes, (dayIn(9) + 1) as EpochDay)).toEqual([])
  })
})

describe('the shape of a year', () => {
  it('compares days, not months', () => {
    const even = value(seasonalityOf([310, 282.5, 310, 300, 310, 300, 310, 310, 300, 310, 300, 310]))
    expect(new Set(even)).toEqual(new Set([1000]))
    expect(value(seasonalityOf([620, 283, 310, 300, 310, 300, 310, 310, 300, 310, 300, 310]))[0]).toBe(1846)
  })
  it('is not made of fewer than 20 a month', () => {
    const months = (least: number) => [least, ...Array.from({ length: 11 }, () => 40)]
    expect(codeOf(seasonalityOf(months(20)))).toBe('ok')
    expect(codeOf(seasonalityOf(months(19)))).toBe('measurement_too_few')
    expect(() => seasonalityOf([1, 2])).toThrow(RangeError)
  })
})
