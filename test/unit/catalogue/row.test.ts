import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogueEntry, EventEntry } from '../../../src/catalogue/entry.js'
import { FIELD, fieldOfList, statedLists } from '../../../src/catalogue/fields.js'
import { fragmentFormat } from '../../../src/catalogue/fragment.js'
import { BELIEVED_SECONDS } from '../../../src/catalogue/limits.js'
import { rowOf } from '../../../src/catalogue/row.js'
import type { Offer } from '../../../src/descriptor/offer.js'
import { tieOf } from '../../../src/kernel/order.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { decodeBody } from '../../../src/statement/body.js'
import { bytesOf, fact } from '../../support/columns.js'
import {
  conceptOf,
  DAY,
  eventOf,
  idOf,
  known,
  later,
  listing,
  now,
  pacific,
  practitioner,
  presenceOf,
} from '../../support/offers.js'
import { entriesAt } from '../../support/wide-entries.js'

/** What a listing states of a field, without the field's byte. */
function stated(field: number, offer: Offer, entry: CatalogueEntry = listing(offer)): readonly string[] {
  return rowOf(entry, now)
    .facts.filter((one) => one.charCodeAt(0) === field)
    .map((one) => one.slice(1))
}

/** What several fields make together. */
function fragments(field: number, offer: Offer, entry?: CatalogueEntry) {
  return stated(field, offer, entry).map((text) => {
    const read = decodeBody(fragmentFormat, bytesOf(text))
    if (!read.ok) throw new Error(`no fragment: ${read.error.detail.field}`)
    return read.value
  })
}

const word = (value: number) =>
  String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)

describe('rowOf', () => {
  it('takes id, end and kind of whoever it is', () => {
    for (const entry of [practitioner(), eventOf(), listing()]) {
      expect(rowOf(entry, now)).toMatchObject({ tie: tieOf(entry.id), expires: entry.expires })
      expect(stated(FIELD.kind, {}, entry)).toEqual([entry.kind])
    }
  })

  it('states of a listing without an offer nothing but its kind', () => {
    expect(rowOf(listing(), now)).toMatchObject({ presenceUntil: 0, places: [], facts: [fact(FIELD.kind, 'listing')] })
  })

  it('lets a presence count until it ends, or until what it confirms is too old', () => {
    const until = (parts: object) => rowOf(practitioner({}, { presence: presenceOf(parts) }), now).presenceUntil
    const asOf = later(-DAY)
    expect(until({ capacityAsOf: asOf, expires: epochSeconds(asOf + BELIEVED_SECONDS - 1) })).toBe(
      asOf + BELIEVED_SECONDS - 1,
    )
    expect(until({ capacityAsOf: asOf, expires: epochSeconds(asOf + BELIEVED_SECONDS + 1) })).toBe(
      asOf + BELIEVED_SECONDS,
    )
    expect(BELIEVED_SECONDS).toBe(35 * DAY)
    expect(rowOf(practitioner({}, { presence: undefined }), now).presenceUntil).toBe(0)
  })

  it.each(statedLists)('tells yes, no and complete of %s apart', (list) => {
    const said = { yes: known('a', 'b'), no: known('c'), complete: true }
    const offer: Offer = list === 'areas' ? { body: { areas: said } } : { [list]: said }
    const field = fieldOfList(list)
    expect([0, 1, 2].map((part) => stated(field + part, offer))).toEqual([['a', 'b'], ['c'], ['']])
    expect(rowOf(listing(offer), now).facts).toHaveLength(5)
    const open: Offer = list === 'areas' ? { body: { areas: { complete: false } } } : { [list]: { complete: false } }
    expect(stated(field + 2, open)).toEqual([])
  })

  it('gives every list fields of its own, apart from all others', () => {
    const fields = [
      ...Object.values(FIELD),
      ...statedLists.flatMap((list) => [0, 1, 2].map((part) => fieldOfList(list) + part)),
    ]
    expect(new Set(fields).size).toBe(fields.length)
    expect(Math.max(...fields)).toBeLessThan(256)
  })

  it('states concepts with their levels, and what is not offered', () => {
    const concepts = [
      { concept: conceptOf('mood'), level: 1 },
      { concept: conceptOf('anxiety.panic'), level: 4 },
    ]
    expect(stated(FIELD.concept, { concepts })).toEqual(['anxiety.panic 4', 'mood 1'])
    expect(stated(FIELD.notOffered, { notOffered: known('trauma') })).toEqual(['trauma'])
  })

  it('states a flag only where something was said', () => {
    const flags = (offer: Offer) => stated(FIELD.flag, offer)
    expect(flags({ interpreter: true })).toEqual(['interpreter'])
    expect(flags({ interpreter: false })).toEqual(['no-interpreter'])
    expect(flags({ body: { touchFree: true } })).toEqual(['touch-free'])
    expect(flags({ body: { touchFree: false } })).toEqual([])
    expect(flags({ locations: [{ region: 'GB' }] })).toEqual(['somewhere'])
    expect(flags({ locations: [] })).toEqual([])
    expect(flags({ slots: [] })).toEqual([])
  })

  it('states each price in one form: model, bounds, currency, kind of session', () => {
    const fees = (offer: Offer) => stated(FIELD.fee, offer)
    expect(
      fees({ fees: [{ model: 'sliding', currency: 'USD', from: 6000, to: 14_000, session: conceptOf('one') }] }),
    ).toEqual([`\u0001\u0003USD${word(6000)}${word(14_000)}one`])
    expect(fees({ fees: [{ model: 'fixed', from: 0 }] })).toEqual([`\u0000\u0001   ${word(0)}${word(0)}`])
    expect(fees({ fees: [{ model: 'free' }] })).toEqual([`\u0003\u0000   ${word(0)}${word(0)}`])
    expect(fees({ fees: [{ model: 'pay-what-you-can', to: 100_000_000 }] })).toEqual([
      `\u0002\u0002   ${word(0)}${word(100_000_000)}`,
    ])
    expect(
      fees({
        fees: [{ model: 'voucher' }],
        locations: [{ region: 'GB', fees: [{ model: 'free' }, { model: 'voucher' }] }],
      }),
    ).toHaveLength(2)
  })

  it('joins the times of the week, of the whole and of every location, into stretches', () => {
    const slots = [{ day: 'mon' as const, fromMinute: 540, toMinute: 600 }]
    const there = [
      { day: 'mon' as const, fromMinute: 600, toMinute: 660 },
      { day: 'sun' as const, fromMinute: 1380, toMinute: 1440 },
    ]
    const offer: Offer = { slots, locations: [{ region: 'GB', slots: there }] }
    expect(stated(FIELD.slot, offer)).toEqual([word(540 * 65_536 + 660), word((6 * 1440 + 1380) * 65_536 + 7 * 1440)])
    expect(stated(FIELD.flag, offer)).toEqual(['somewhere', 'weekly'])
    expect(stated(FIELD.slot, { ...offer, zone: pacific }, eventOf({ ...offer }))).toEqual([])
  })

  it('states of a zone what it does from an hour before publication on, for whoever has times of the week', () => {
    const slots = [{ day: 'mon' as const, fromMinute: 540, toMinute: 600 }]
    const [, ...coming] = pacific.transitions
    const current = { at: epochSeconds(now - 3600), offsetMinutes: -480 }
    expect(fragments(FIELD.zone, { zone: pacific, slots })).toEqual([
      { zone: { id: 'zone', transitions: [current, ...coming] } },
    ])
    expect(stated(FIELD.zone, { zone: pacific })).toEqual([])
    const changed = {
      id: 'Other/Name',
      transitions: [...coming, { at: later(-3600), offsetMinutes: -480 }, { at: later(-3601), offsetMinutes: 0 }],
    }
    expect(stated(FIELD.zone, { zone: changed, slots })).toEqual(stated(FIELD.zone, { zone: pacific, slots }))
    const unknown = { id: 'Later', transitions: [{ at: later(-3599), offsetMinutes: 60 }] }
    expect(fragments(FIELD.zone, { zone: unknown, slots })).toEqual([{ zone: { ...unknown, id: 'zone' } }])
  })

  it('takes the greater offset where a zone changes twice in one second, in whatever order', () => {
    const slots = [{ day: 'mon' as const, fromMinute: 540, toMinute: 600 }]
    const transitions = [
      { at: later(-DAY), offsetMinutes: 60 },
      { at: later(-DAY), offsetMinutes: -60 },
    ]
    const current = [{ zone: { id: 'zone', transitions: [{ at: later(-3600), offsetMinutes: 60 }] } }]
    expect(fragments(FIELD.zone, { zone: { id: 'A', transitions }, slots })).toEqual(current)
    expect(fragments(FIELD.zone, { zone: { id: 'A', transitions: transitions.toReversed() }, slots })).toEqual(current)
  })

  it('states licences; an event those of its host, with their end, unless it has its own', () => {
    const licences = [{ region: 'US-WA', status: 'stated' as const, number: 'LH-1' }]
    const host = practitioner({ licences }, { expires: later(9) })
    expect(stated(FIELD.licence, { licences })).toEqual(['US-WA stated'])
    expect(stated(FIELD.licence, {}, eventOf({}, { host }))).toEqual([`US-WA stated ${later(9)}`])
    expect(stated(FIELD.licence, {}, eventOf({ licences: [] }, { host }))).toEqual([])
    expect(stated(FIELD.licence, {}, eventOf({ licences: [{ region: 'GB', status: 'not-held' }] }, { host }))).toEqual([
      'GB not-held',
    ])
  })

  it('states every rule by itself', () => {
    const rules = [
      { about: 'gender' as const, anyOf: ['woman'] },
      { about: 'memberOf' as const, anyOf: ['Der Chor für alle', 'the choir'] },
    ]
    expect(fragments(FIELD.rule, { rules })).toEqual(rules.map((rule) => ({ rules: [rule] })))
  })

  it('states access of the whole and of each location together, once anything is said of it', () => {
    const access = { yes: known('quiet') }
    const there = { region: 'GB', access: { no: known('quiet') } }
    expect(fragments(FIELD.access, { access, locations: [{ region: 'DE' }, there] })).toEqual([
      { access, locations: [{}, { access: there.access }] },
    ])
    expect(fragments(FIELD.access, { locations: [there] })).toEqual([{ locations: [{ access: there.access }] }])
    expect(fragments(FIELD.access, { access })).toEqual([{ access, locations: [] }])
    expect(stated(FIELD.access, { locations: [{ region: 'DE' }] })).toEqual([])
  })

  it('states how things stand, and open slots, without keys and times of the statement', () => {
    const openSlots = [{ from: later(60), to: later(120) }]
    const state = { capacity: 'waitlist' as const, accepting: false, waitingList: true }
    const entry = practitioner({}, { presence: presenceOf({ ...state, openSlots }) })
    expect(fragments(FIELD.state, {}, entry)).toEqual([state])
    expect(fragments(FIELD.openSlots, {}, entry)).toEqual([{ openSlots }])
    const none = practitioner({}, { presence: presenceOf({ ...state, openSlots: [] }) })
    expect(stated(FIELD.openSlots, {}, none)).toEqual([])
  })

  it('states what makes an event an event', () => {
    const moved = [{ number: 3, starts: later(60) }]
    const entry = eventOf({ recurrence: { every: 'week', times: 60, moved, cancelled: [5] }, zone: pacific })
    const { title: _, summary: __, ...occasion } = entry.offer
    expect(fragments(FIELD.occasion, {}, entry)).toEqual([occasion])
    expect(stated(FIELD.occasion, {}, practitioner())).toEqual([])
  })

  it('lists places once each, by region and point, those without a point first', () => {
    const point = (latitudeMicrodegrees: number, longitudeMicrodegrees: number, coarsenessMetres: number) => ({
      latitudeMicrodegrees,
      longitudeMicrodegrees,
      coarsenessMetres,
    })
    const points = [
      point(2, 0, 0),
      point(1, 2, 0),
      point(1, 1, 9),
      point(1, 1, 0),
      point(1, 1, 9),
      point(0, 0, 0),
      point(-5, 0, 0),
    ]
    const locations = [
      { region: 'US-WA' },
      ...points.map((one) => ({ region: 'GB', point: one })),
      { region: 'GB', label: 'The quay' },
      { region: 'GB', label: 'The pier' },
    ]
    const at = (latitude: number, longitude: number, coarseness: number) => ({
      region: 'GB',
      point: { latitude, longitude, coarseness },
    })
    const expected = [
      { region: 'GB', point: undefined },
      at(-5, 0, 0),
      at(0, 0, 0),
      at(1, 1, 0),
      at(1, 1, 9),
      at(1, 2, 0),
      at(2, 0, 0),
      { region: 'US-WA', point: undefined },
    ]
    expect(rowOf(listing({ locations }), now).places).toEqual(expected)
    expect(rowOf(listing({ locations: locations.toReversed() }), now).places).toEqual(expected)
    expect(stated(FIELD.region, { locations })).toEqual(['GB', 'US-WA'])
  })

  it('is the same row in whatever order something is said, and however often', () => {
    const jumbled = <Value>(value: Value): Value => {
      if (Array.isArray(value)) return [...value.map(jumbled), ...value.map(jumbled)].toReversed() as Value
      if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, member]) => [name, jumbled(member)]),
      ) as Value
    }
    fc.assert(
      fc.property(entriesAt(now, 1), ([entry = listing()]) => {
        // Rules, access, an event's zone and its dates are one statement as they stand, and hosts have an order.
        const { access: _, rules: __, locations = [], zone, ...offer } = entry.offer
        const places = locations.map(({ access: ___, ...place }) => place)
        const plain = { ...entry, offer: { ...offer, zone, locations: places } } as CatalogueEntry
        const turned = zone && { ...zone, transitions: zone.transitions.toReversed() }
        const stands = (event: EventEntry) => ({ hosts: event.offer.hosts, recurrence: event.offer.recurrence, zone })
        const fixed = entry.kind === 'event' ? stands(entry) : { zone: turned }
        const again = { ...plain, offer: { ...jumbled(plain.offer), ...fixed } } as CatalogueEntry
        expect(rowOf(again, now)).toEqual(rowOf(plain, now))
      }),
      { numRuns: 200 },
    )
  })

  it('keeps its facts in the order of their bytes, each once', () => {
    fc.assert(
      fc.property(entriesAt(now, 1), ([entry = listing()]) => {
        const { facts } = rowOf(entry, now)
        expect(facts).toEqual([...new Set(facts)].sort())
        expect(facts.every((one) => [...one].every((character) => character.charCodeAt(0) < 256))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('is another row for another id', () => {
    expect(rowOf(practitioner({}, { id: idOf(1) }), now).tie).not.toEqual(
      rowOf(practitioner({}, { id: idOf(2) }), now).tie,
    )
  })

  it('takes a statement about access that is longer than a call has arguments', () => {
    const long = (list: string) =>
      Array.from({ length: 40 }, (_, index) => conceptOf(`${list}-${index}-${'x'.repeat(70)}`.slice(0, 80)))
    const access = { yes: long('yes'), no: long('no') }
    const locations = Array.from({ length: 20 }, () => ({ region: 'GB', access }))
    const [text = ''] = stated(FIELD.access, { access, locations })
    expect(text.length).toBeGreaterThan(130_000)
    expect(fragments(FIELD.access, { access, locations })).toEqual([
      { access, locations: locations.map(() => ({ access })) },
    ])
  })
})
