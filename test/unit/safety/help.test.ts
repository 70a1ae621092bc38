import { describe, expect, it } from 'vitest'
import { dayOf, type EpochSeconds, epochSeconds, isoDateOf } from '../../../src/kernel/time.js'
import { helpFor } from '../../../src/safety/help.js'
import { contact, helpOf } from '../../support/help.js'

const at = (text: string) => epochSeconds(new Date(text))
const now = at('2026-11-29T12:00:00Z')
const named = (name: string, members: object) => contact({ name, ...members })
const names = (help: ReturnType<typeof helpFor>) => help.current.map(({ name }) => name)

const emergency = [
  { region: 'GB', number: '999' },
  { region: 'US', number: '911' },
  { region: 'US-WA', number: '311' },
  { region: 'GB', number: '112' },
]

describe('helpFor', () => {
  it('puts the closest region first, and keeps the order within one', () => {
    const help = helpOf({
      emergency,
      contacts: [
        named('country one', { region: 'US' }),
        named('state one', { region: 'US-WA' }),
        named('elsewhere', { region: 'GB' }),
        named('another state', { region: 'US-OR' }),
        named('country two', { region: 'US' }),
        named('state two', { region: 'US-WA' }),
      ],
    })
    const found = helpFor(help, { region: 'US-WA', now })
    expect(names(found)).toEqual(['state one', 'state two', 'country one', 'country two'])
    expect(found.emergency.map(({ number }) => number)).toEqual(['311', '911'])
    expect(found.isRegionKnown).toBe(true)
  })

  it('gives a country its own contacts alone', () => {
    const help = helpOf({ emergency, contacts: [named('state', { region: 'US-WA' }), named('country', {})] })
    expect(names(helpFor(help, { region: 'US', now }))).toEqual(['country'])
    expect(names(helpFor(help, { region: 'us', now }))).toEqual(['country'])
  })

  it.each([
    ['2026-10-31T23:59:59Z', 0],
    ['2026-11-01T00:00:00Z', 1],
    ['2026-12-31T23:59:59Z', 1],
    ['2027-01-01T00:00:00Z', 0],
  ])('at %s shows %i', (moment, count) => {
    const found = helpFor(helpOf(), { region: 'US', now: at(moment) })
    expect(found.current).toHaveLength(count)
    expect(found.lapsed).toBe(1 - count)
    expect(found.emergency).toEqual([{ region: 'US', number: '911' }])
  })

  it('counts only what is left out of the region', () => {
    const old = { verifiedOn: '2025-01-01', validUntil: '2025-02-01' }
    const help = helpOf({
      emergency,
      contacts: [named('a', old), named('b', { ...old, region: 'GB' }), named('c', {})],
    })
    expect(helpFor(help, { region: 'US', now }).lapsed).toBe(1)
  })

  it.each([undefined, '', 'FR', 'nowhere', '__proto__', '☃'])(
    'gives all numbers with their regions for %s',
    (region) => {
      const found = helpFor(helpOf({ emergency }), { region, now })
      expect(found).toMatchObject({ emergency, isRegionKnown: false, current: [], lapsed: 0 })
    },
  )

  // Any of these is a clock that is wrong, or none.
  const clocks = [0, -1, NaN, Infinity, -Infinity, 4_102_444_800, 253_402_300_799, 253_402_300_800, 8e15]
  it.each(clocks)('with a clock that says %d hides contacts, and gives the numbers', (clock) => {
    // A device hands over what it has.
    const found = helpFor(helpOf(), { region: 'US', now: clock as EpochSeconds })
    expect(found).toMatchObject({ current: [], lapsed: 1, emergency: [{ number: '911' }] })
  })

  it.each([undefined, null, 'soon', {}])('with a clock of %o does the same', (clock) => {
    // JavaScript has no types.
    const found = helpFor(helpOf(), { region: 'US', now: clock as unknown as EpochSeconds })
    expect(found).toMatchObject({ current: [], emergency: [{ number: '911' }] })
  })

  it('with a region that is no text gives all numbers', () => {
    // JavaScript has no types.
    const found = helpFor(helpOf(), { region: 5 as unknown as string, now })
    expect(found).toMatchObject({ isRegionKnown: false, emergency: [{ number: '911' }] })
  })

  it('says whether the contacts are made up', () => {
    expect(helpFor(helpOf(), { now }).sample).toBe(false)
    expect(helpFor(helpOf({ sample: true }), { now }).sample).toBe(true)
  })

  it('is frozen, and the same each time: nothing is remembered', () => {
    const help = helpOf()
    const once = helpFor(help, { region: 'US', now })
    expect(helpFor(help, { region: 'US', now })).toEqual(once)
    expect([once, once.current, once.emergency].every(Object.isFrozen)).toBe(true)
  })

  it('on every day of two years shows a contact on exactly the days between its dates', () => {
    const first = dayOf(at('2026-06-01T00:00:00Z'))
    for (let day = first; day < first + 730; day++) {
      const moment = epochSeconds(day * 86_400 + 43_210)
      const today = isoDateOf(dayOf(moment))
      const isShown = helpFor(helpOf(), { region: 'US', now: moment }).current.length === 1
      expect(isShown, today).toBe(today >= '2026-11-01' && today <= '2026-12-31')
    }
  })
})
