import { describe, expect, it } from 'vitest'
import type { Offer } from '../../../src/descriptor/offer.js'
import { judgeWhere, nearness, type Where } from '../../../src/matching/gate-place.js'
import { targetOf } from '../../../src/matching/target.js'
import { eventOf, known, now, placeNear, practitioner } from '../../support/offers.js'

const judge = (where: Where, offer: Offer) => judgeWhere(where, targetOf(practitioner(offer), now), 'barred')
const inPerson = { formats: { yes: known('in-person') } }
const online = { formats: { yes: known('online') } }
const at = (region: string, metresNorth = 0, coarsenessMetres = 0) => ({
  region,
  point: {
    latitudeMicrodegrees: placeNear.latitudeMicrodegrees + Math.round(metresNorth * 8.993),
    longitudeMicrodegrees: placeNear.longitudeMicrodegrees,
    coarsenessMetres,
  },
})
const place = { latitude: 47.606, longitude: -122.332, withinKm: 10 }
const washington = { region: 'US-WA', formats: ['in-person'] }

describe('where, in person', () => {
  it('passes in the same region', () =>
    expect(judge(washington, { ...inPerson, locations: [{ region: 'US-WA' }] })).toBe('pass'))
  it('fails in another region', () =>
    expect(judge(washington, { ...inPerson, locations: [{ region: 'US-OR' }] })).toBe('fail'))
  it('passes when one of several locations is right', () => {
    expect(judge(washington, { ...inPerson, locations: [{ region: 'US-OR' }, { region: 'US-WA' }] })).toBe('pass')
  })
  it('bars a location that names the country only, and a person who does', () => {
    expect(judge(washington, { ...inPerson, locations: [{ region: 'US' }] })).toBe('barred')
    expect(judge({ region: 'US', formats: ['in-person'] }, { ...inPerson, locations: [{ region: 'US-WA' }] })).toBe(
      'barred',
    )
  })
  it('bars who names no location', () => expect(judge(washington, inPerson)).toBe('barred'))
  it('takes a location as receiving people, where no formats are stated', () => {
    expect(judge(washington, { locations: [{ region: 'US-WA' }] })).toBe('pass')
    expect(judge(washington, { locations: [{ region: 'US-WA' }], formats: { yes: known('stay.hospital') } })).toBe(
      'unknown',
    )
    expect(judge(washington, { locations: [{ region: 'US-WA' }], formats: { no: known('in-person') } })).toBe('fail')
  })
  it('passes within the distance, fails beyond it', () => {
    expect(judge({ place, formats: ['in-person'] }, { ...inPerson, locations: [at('US-WA', 9_900)] })).toBe('pass')
    expect(judge({ place, formats: ['in-person'] }, { ...inPerson, locations: [at('US-WA', 10_100)] })).toBe('fail')
  })
  it('cannot tell a distance within the coarseness of the point', () => {
    expect(judge({ place, formats: ['in-person'] }, { ...inPerson, locations: [at('US-WA', 9_500, 1000)] })).toBe(
      'unknown',
    )
    expect(judge({ place, formats: ['in-person'] }, { ...inPerson, locations: [at('US-WA', 10_500, 1000)] })).toBe(
      'unknown',
    )
  })
  it('cannot tell a distance to a location without a point', () => {
    expect(judge({ place, formats: ['in-person'] }, { ...inPerson, locations: [{ region: 'US-WA' }] })).toBe('unknown')
  })
  it('wants region and distance at the same location', () => {
    const locations = [at('US-OR', 0), at('US-WA', 50_000)]
    expect(judge({ ...washington, place }, { ...inPerson, locations })).toBe('fail')
  })
})

describe('where, online', () => {
  const where = { region: 'US-WA', formats: ['online'] }
  const licensed = (region: string, status: 'stated' | 'not-required' | 'not-held') => ({
    ...online,
    licences: [{ region, status }],
  })
  it('passes with a licence, or where none is required', () => {
    expect(judge(where, licensed('US-WA', 'stated'))).toBe('pass')
    expect(judge(where, licensed('US-WA', 'not-required'))).toBe('pass')
  })
  it('fails where a licence is stated not to be held', () =>
    expect(judge(where, licensed('US-WA', 'not-held'))).toBe('fail'))
  it('bars who states no licence for the region', () => {
    expect(judge(where, online)).toBe('barred')
    expect(judge(where, licensed('US-OR', 'stated'))).toBe('barred')
  })
  it('lets a licence for the country hold in its parts, but not the reverse', () => {
    expect(judge({ region: 'GB-SCT', formats: ['online'] }, licensed('GB', 'stated'))).toBe('pass')
    expect(judge({ region: 'US', formats: ['online'] }, licensed('US-WA', 'stated'))).toBe('barred')
  })
  it('lets a statement for the part outweigh one for the country', () => {
    const licences = [
      { region: 'US', status: 'stated' as const },
      { region: 'US-WA', status: 'not-held' as const },
    ]
    expect(judge(where, { ...online, licences })).toBe('fail')
  })
  it('does not look at locations, and in person does not look at licences', () => {
    expect(judge(where, { ...licensed('US-WA', 'stated'), locations: [{ region: 'GB' }] })).toBe('pass')
    expect(judge(washington, { ...inPerson, licences: [{ region: 'US-WA', status: 'stated' }] })).toBe('barred')
  })
  it('holds an event under its host’s licences when it has none', () => {
    const host = practitioner({ licences: [{ region: 'US-WA', status: 'stated' }] })
    expect(judgeWhere(where, targetOf(eventOf(online, { host }), now), 'barred')).toBe('pass')
    expect(judgeWhere(where, targetOf(eventOf(online), now), 'barred')).toBe('barred')
    const lapsed = { ...host, expires: now }
    expect(judgeWhere(where, targetOf(eventOf(online, { host: lapsed }), now), 'barred')).toBe('barred')
  })
})

describe('where', () => {
  it('passes when any of the wanted formats does', () => {
    const both = { region: 'US-WA', formats: ['in-person', 'online'] }
    expect(
      judge(both, { ...online, locations: [{ region: 'US-OR' }], licences: [{ region: 'US-WA', status: 'stated' }] }),
    ).toBe('pass')
  })
  it('fails who offers none of the wanted formats', () => {
    expect(judge({ formats: ['online'] }, { formats: { yes: known('in-person'), complete: true } })).toBe('fail')
  })
  it('is open both ways to who names no format', () => {
    expect(judge({ region: 'US-WA' }, { locations: [{ region: 'US-WA' }] })).toBe('pass')
    expect(judge({ region: 'US-WA' }, { ...online, licences: [{ region: 'US-WA', status: 'stated' }] })).toBe('pass')
  })
  it('asks nothing of who answered nothing', () => expect(judge({}, {})).toBe('pass'))
})

describe('nearness', () => {
  const strength = (metres: number) =>
    nearness(place, targetOf(practitioner({ locations: [at('US-WA', metres)] }), now))
  it('falls from 1000 at the door to 500 at the wished distance and 0 at twice that', () => {
    expect(strength(0)).toBe(1000)
    expect(Math.abs((strength(10_000) ?? 0) - 500)).toBeLessThan(3)
    expect(strength(20_100)).toBe(0)
  })
  it('measures to the nearest location', () => {
    const target = targetOf(practitioner({ locations: [at('US-WA', 50_000), at('US-WA', 0)] }), now)
    expect(nearness(place, target)).toBe(1000)
  })
  it('is unknown without a point', () => expect(nearness(place, targetOf(practitioner(), now))).toBeUndefined())
})
