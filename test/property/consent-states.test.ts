import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConsentEvent, consentStateAt } from '../../src/interop/consent-record/states.js'
import { dayOf, type EpochDay, type EpochSeconds, startOfDay } from '../../src/kernel/time.js'
import { NOW } from '../support/cast.js'

const first = dayOf(NOW)
const someDay = fc.integer({ min: 0, max: 40 }).map((count) => (first + count) as EpochDay)
const event: fc.Arbitrary<ConsentEvent> = fc.oneof(
  fc
    .record({ on: someDay, length: fc.integer({ min: 0, max: 28 }) })
    .map(({ on, length }) => ({ state: 'ConsentGiven' as const, on, until: (on + length) as EpochDay })),
  fc.record({ state: fc.constantFrom('ConsentRequested' as const, 'ConsentWithdrawn' as const), on: someDay }),
)
const events = fc.array(event, { maxLength: 8 })
const moment = fc
  .tuple(someDay, fc.integer({ min: 0, max: 86_399 }))
  .map(([day, second]) => (startOfDay(day) + second) as EpochSeconds)
const runs = { numRuns: 500 }
const isOver = (state: string) => state === 'ConsentWithdrawn' || state === 'ConsentExpired'

describe('the state of a consent', () => {
  it('depends on no order', () =>
    fc.assert(
      fc.property(
        events.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        moment,
        ([all, shuffled], now) => {
          expect(consentStateAt(shuffled, now)).toBe(consentStateAt(all, now))
        },
      ),
      runs,
    ))
  it('minds no copies', () =>
    fc.assert(
      fc.property(events, moment, (all, now) => {
        expect(consentStateAt([...all, ...all], now)).toBe(consentStateAt(all, now))
      }),
      runs,
    ))
  it('is over for good once it is over: no later moment and no further event makes it valid', () =>
    fc.assert(
      fc.property(events, events, moment, moment, (all, more, one, other) => {
        const [now, later] = one <= other ? [one, other] : [other, one]
        if (isOver(consentStateAt(all, now))) expect(isOver(consentStateAt([...all, ...more], later))).toBe(true)
      }),
      runs,
    ))
  it('is withdrawn for good once it is withdrawn', () =>
    fc.assert(
      fc.property(events, events, moment, moment, (all, more, one, other) => {
        const [now, later] = one <= other ? [one, other] : [other, one]
        if (consentStateAt(all, now) !== 'ConsentWithdrawn') return
        expect(consentStateAt([...all, ...more], later)).toBe('ConsentWithdrawn')
      }),
      runs,
    ))
  it('tells days apart and nothing finer', () =>
    fc.assert(
      fc.property(events, someDay, (all, day) => {
        const last = (startOfDay((day + 1) as EpochDay) - 1) as EpochSeconds
        expect(consentStateAt(all, last)).toBe(consentStateAt(all, startOfDay(day)))
      }),
      runs,
    ))
  it('is given only between a giving and its end', () =>
    fc.assert(
      fc.property(events, moment, (all, now) => {
        const today = dayOf(now)
        const holds = all.some((one) => one.state === 'ConsentGiven' && one.on <= today && today <= one.until)
        if (consentStateAt(all, now) === 'ConsentGiven') expect(holds).toBe(true)
      }),
      runs,
    ))
})
