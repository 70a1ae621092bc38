import { describe, expect, it } from 'vitest'
import {
  type ConsentEvent,
  consentStateAt,
  consentStates,
  MAX_EVENTS,
} from '../../../../src/interop/consent-record/states.js'
import { after, dayOf, days, type EpochDay, type EpochSeconds, startOfDay } from '../../../../src/kernel/time.js'
import { NOW } from '../../../support/cast.js'
import { statusNames } from './terms.js'

const today = dayOf(NOW)
const dayAfter = (count: number) => (today + count) as EpochDay
const given: ConsentEvent = { state: 'ConsentGiven', on: today, until: dayAfter(7) }
const withdrawn: ConsentEvent = { state: 'ConsentWithdrawn', on: dayAfter(2) }
const asked: ConsentEvent = { state: 'ConsentRequested', on: today }

describe('the states of a consent', () => {
  it('are those of DPV 2.3, all of them and no others', () => {
    expect([...consentStates].sort()).toEqual([...statusNames].sort())
  })
  it('begin with a request and go on to the giving', () => {
    expect(consentStateAt([asked], NOW)).toBe('ConsentRequested')
    expect(consentStateAt([asked, given], NOW)).toBe('ConsentGiven')
  })
  it('end by day: given on the last one to its last second, expired on the next', () => {
    const end = startOfDay(dayAfter(8))
    expect(consentStateAt([given], (end - 1) as EpochSeconds)).toBe('ConsentGiven')
    expect(consentStateAt([given], end)).toBe('ConsentExpired')
  })
  it('end with a withdrawal on its day, and not the day before', () => {
    expect(consentStateAt([given, withdrawn], after(NOW, days(1)))).toBe('ConsentGiven')
    expect(consentStateAt([given, withdrawn], startOfDay(dayAfter(2)))).toBe('ConsentWithdrawn')
  })
  it('stay withdrawn when the term has passed, too', () => {
    expect(consentStateAt([given, withdrawn], after(NOW, days(30)))).toBe('ConsentWithdrawn')
  })
  it('count the earlier of two ends', () => {
    const shorter: ConsentEvent = { ...given, until: dayAfter(1) } as ConsentEvent
    expect(consentStateAt([given, shorter], after(NOW, days(2)))).toBe('ConsentExpired')
  })
  it('are unknown while nothing has happened', () => {
    expect(consentStateAt([], NOW)).toBe('ConsentUnknown')
    expect(consentStateAt([given], after(NOW, days(0)))).toBe('ConsentGiven')
    expect(consentStateAt([given], startOfDay(dayAfter(-1)))).toBe('ConsentUnknown')
  })
  it.each([
    ['no list', 'ConsentGiven'],
    ['nothing', undefined],
    ['a state that nobody has reached', [{ state: 'ConsentRefused', on: today }]],
    ['a giving without an end', [{ state: 'ConsentGiven', on: today }]],
    ['an end before its beginning', [{ state: 'ConsentGiven', on: today, until: today - 1 }]],
    ['a day that is none', [given, { state: 'ConsentWithdrawn', on: Number.NaN }]],
    ['a day that is text', [given, { state: 'ConsentWithdrawn', on: '2026-11-29' }]],
    ['a member of somebody else’s', [{ ...given, note: 'planted' }]],
  ])('are unknown where events are out of shape: %s', (_, events) => {
    // @ts-expect-error: these are no events
    expect(consentStateAt(events, NOW)).toBe('ConsentUnknown')
  })
  it('are unknown from 65 events on', () => {
    const many = (count: number) => Array.from({ length: count }, () => given)
    expect(consentStateAt(many(MAX_EVENTS), NOW)).toBe('ConsentGiven')
    expect(consentStateAt(many(MAX_EVENTS + 1), NOW)).toBe('ConsentUnknown')
  })
  it('need a moment', () => {
    const wrong = Number.NaN as EpochSeconds // what a host without a clock might hand on
    expect(() => consentStateAt([given], wrong)).toThrow(RangeError)
  })
})
