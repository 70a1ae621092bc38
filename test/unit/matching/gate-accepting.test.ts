import { describe, expect, it } from 'vitest'
import type { Presence } from '../../../src/descriptor/presence.js'
import { judgeAccepting, type WaitingList } from '../../../src/matching/gate-accepting.js'
import { targetOf } from '../../../src/matching/target.js'
import { DAY, eventOf, later, listing, now, practitioner, presenceOf } from '../../support/offers.js'

const judge = (parts: Partial<Omit<Presence, 'keys'> & { expires: typeof now }>, waitingList?: WaitingList) =>
  judgeAccepting(targetOf(practitioner({}, { presence: presenceOf(parts) }), now), waitingList)

describe('accepting', () => {
  it('passes with capacity', () => expect(judge({})).toBe('pass'))
  it.each([
    ['not accepting', { accepting: false }],
    ['no capacity', { capacity: 'no-capacity' as const }],
    ['weekly cap reached', { weeklyCapReached: true }],
    ['paused', { pausedUntil: later(DAY) }],
  ])('fails when %s', (_, parts) => expect(judge(parts)).toBe('fail'))
  it('passes when the pause is over', () => expect(judge({ pausedUntil: now })).toBe('pass'))
  it('cannot tell before an assessment', () =>
    expect(judge({ capacity: 'additional-assessment-required' })).toBe('unknown'))
  it('leaves a waiting list to the person', () => {
    for (const parts of [{ capacity: 'waitlist' as const }, { accepting: false, waitingList: true }]) {
      expect([judge(parts, 'ok'), judge(parts, 'no'), judge(parts)]).toEqual(['pass', 'fail', 'unknown'])
    }
  })
  it('is unknown past the presence’s date, without one, and of a listing', () => {
    expect(judge({ accepting: false, expires: now })).toBe('unknown')
    expect(judgeAccepting(targetOf(practitioner({}, { presence: undefined }), now), undefined)).toBe('unknown')
    expect(judgeAccepting(targetOf(listing(), now), undefined)).toBe('unknown')
  })
  it('is unknown when it was confirmed long ago, however new the signature', () => {
    expect(judge({ accepting: false, capacityAsOf: later(-35 * DAY) })).toBe('unknown')
    expect(judge({ accepting: false, capacityAsOf: later(1 - 35 * DAY) })).toBe('fail')
  })
})

describe('accepting, of an event', () => {
  const judgeEvent = (parts: Parameters<typeof eventOf>[0]) => judgeAccepting(targetOf(eventOf(parts), now), undefined)
  it('passes with places left', () => expect([judgeEvent({}), judgeEvent({ places: 'few' })]).toEqual(['pass', 'pass']))
  it('fails when full or over', () => {
    expect(judgeEvent({ places: 'full' })).toBe('fail')
    expect(judgeEvent({ starts: later(-DAY) })).toBe('fail')
  })
  it('is unknown when the places were counted long ago', () => {
    expect(judgeEvent({ places: 'full', placesAsOf: later(-35 * DAY) })).toBe('unknown')
  })
})
