import fc from 'fast-check'
import type { CatalogueEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import type { Offer } from '../../src/descriptor/offer.js'
import { epochSeconds, keyEpochOf } from '../../src/kernel/time.js'
import {
  arbitraryOffer,
  community,
  conceptOf,
  DAY,
  eventOf,
  idOf,
  keyOf,
  listing,
  placeNear,
  practitioner,
  presenceOf,
  recurrenceFrom,
  stated,
  words,
} from './offers.js'
import { from, inTen, manySlots, utc, zones } from './wide-times.js'

// Entries as wide as the formats allow, around many moments: what engines are compared on. The laws have narrower ones
// of their own (offers.ts), in which what they speak of happens more often.

export const regions = ['US', 'US-WA', 'US-OR', 'GB', 'DE'] as const
const fees = fc.array(
  fc
    .record({
      model: from(
        'fixed',
        'fixed',
        'fixed',
        'fixed',
        'sliding',
        'sliding',
        'sliding',
        'pay-what-you-can',
        'free',
        'voucher',
      ),
      currency: inTen(9, from('USD', 'USD', 'USD', 'EUR')),
      from: inTen(9, from(0, 60, 62, 110, 120, 125, 125, 187)),
      spread: inTen(5, fc.integer({ min: 0, max: 100 })),
      session: inTen(2, from(...words.session)),
    })
    .map(({ spread, ...fee }) => ({ ...fee, to: fee.from !== undefined && spread ? fee.from + spread : undefined })),
  { minLength: 1, maxLength: 2 },
)
const locations = fc.array(
  fc.record({
    region: from(...regions),
    point: inTen(
      7,
      fc
        .tuple(
          from(0, 0, 90_000, -110_000, 150_000, 190_000, -290_000, 90_000_000),
          from(0, 0, 70_000, -110_000, 180_000, 300_000_000),
          from(0, 1000, 10_000),
        )
        .map(([north, east, coarsenessMetres]) => ({
          latitudeMicrodegrees: Math.min(90_000_000, placeNear.latitudeMicrodegrees + north),
          longitudeMicrodegrees: Math.min(180_000_000, placeNear.longitudeMicrodegrees + east),
          coarsenessMetres,
        })),
    ),
    access: stated(words.access),
    slots: inTen(3, manySlots),
    fees: inTen(2, fees),
  }),
  { maxLength: 3 },
)
const licences = fc.array(fc.record({ region: from(...regions), status: from('stated', 'not-required', 'not-held') }), {
  maxLength: 4,
})
const rules = fc.array(
  fc.oneof(
    fc.record({ about: from('gender' as const), anyOf: fc.subarray([...words.gender], { minLength: 1 }) }),
    fc.record({ about: from('ageGroup' as const), anyOf: fc.subarray([...words.ageGroup], { minLength: 1 }) }),
    fc.record({ about: from('memberOf' as const), anyOf: fc.subarray(['the choir', community], { minLength: 1 }) }),
  ),
  { maxLength: 2 },
)
const themes = fc.array(
  fc.record({
    // The last is a word that no vocabulary holds: nothing is related to it.
    concept: from(...words.concern, conceptOf('anxiety.unheard')),
    level: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 5 },
)

const aFullOffer: fc.Arbitrary<Offer> = fc
  .tuple(
    arbitraryOffer,
    fc.record({
      concepts: inTen(8, themes),
      zone: inTen(8, zones),
      slots: inTen(6, manySlots),
      locations: inTen(7, locations),
      licences: inTen(6, licences),
      fees: inTen(9, fees),
      rules: inTen(2, rules),
    }),
  )
  .map(([offer, parts]) => ({ ...offer, ...parts }))
/** Few fields, so that conditions are passed and scores are equal. */
const aScantOffer: fc.Arbitrary<Offer> = fc
  .tuple(
    aFullOffer,
    fc.subarray(['concepts', 'formats', 'locations', 'languages', 'modalities', 'zone', 'slots', 'fees'] as const),
  )
  .map(([offer, fields]) => Object.fromEntries(fields.map((field) => [field, offer[field]])))
const anOffer = fc.oneof(aFullOffer, aScantOffer)

const presenceAt = (now: number) => {
  const at = (seconds: number) => epochSeconds(Math.max(0, now + seconds))
  const key = fc
    .record({
      epoch: from(0, 0, 1, -1),
      suite: from(1, 1, 7),
      until: from(1, 50 * DAY),
      waits: from(undefined, -1, 0, 9),
    })
    .map(({ epoch, suite, until, waits }) =>
      keyOf({
        epoch: keyEpochOf(at(0)) + epoch,
        suite,
        until: at(until),
        coolDownUntil: waits === undefined ? undefined : at(waits),
      }),
    )
  const openSlot = fc
    .tuple(fc.integer({ min: -4, max: 300 }), from(-30, 0, 20, 30, 60, 200))
    .map(([halves, minutes]) => ({ from: at(halves * 1800), to: at(halves * 1800 + minutes * 60) }))
  const touching = fc.nat(200).map((half) =>
    [0, 20, 30].map((minutes) => ({
      from: at(half * 1800 + minutes * 60),
      to: at(half * 1800 + minutes * 60 + 1200),
    })),
  )
  return fc
    .record({
      capacity: from('capacity', 'capacity', 'capacity', 'no-capacity', 'waitlist', 'additional-assessment-required'),
      capacityAsOf: from(-DAY, -DAY, -DAY, 1 - 35 * DAY, -35 * DAY).map(at),
      issued: from(at(-DAY)),
      expires: from(DAY, DAY, DAY, 1, 0).map(at),
      accepting: inTen(4, fc.boolean()),
      pausedUntil: inTen(2, from(at(0), at(1))),
      waitingList: inTen(5, fc.boolean()),
      firstAppointment: inTen(7, from('within-a-week', 'within-two-weeks', 'within-a-month', 'longer')),
      weeklyCapReached: inTen(2, fc.boolean()),
      openSlots: inTen(4, fc.oneof(fc.array(openSlot, { maxLength: 4 }), touching)),
      keys: fc.array(key, { maxLength: 2 }),
    })
    .map(presenceOf)
}

const practitionerAt = (now: number): fc.Arbitrary<PractitionerEntry> =>
  fc
    .record({
      offer: anOffer,
      presence: fc.oneof(
        from(presenceOf({ capacityAsOf: epochSeconds(now), expires: epochSeconds(now + 9) })),
        inTen(8, presenceAt(now)),
      ),
      until: from(0, 1, 1, 1),
      isNoticed: from(true, true, false),
      colleagues: from(0, 0, 2, 3, 4),
    })
    .map(({ offer, presence, until, isNoticed, colleagues }) => {
      // Somebody is endorsed for what they state, and here for every second of it.
      const spoken = (offer.concepts ?? []).filter((_, index) => index % 2 === 0).map(({ concept }) => concept)
      const endorsed = [...new Set(spoken)].map((concept, nth) => ({ concept, level: Math.min(4, colleagues + nth) }))
      const entry = { ...practitioner(offer, { presence }), ...(colleagues > 0 && { endorsed }) }
      const evidence = { ...entry.evidence, until: epochSeconds(now + until) }
      return { ...entry, evidence, offer: isNoticed ? entry.offer : { ...entry.offer, notice: undefined } }
    })

const eventAt = (now: number) =>
  fc
    .record({
      offer: anOffer,
      host: inTen(6, fc.tuple(practitionerAt(now), from(0, 1, DAY))),
      hosts: fc.subarray([1, 2, 3], { minLength: 1 }),
      starts: fc.oneof(
        fc.integer({ min: -60 * 48, max: 20 * 48 }).map((halves) => epochSeconds(now + halves * 1800)),
        // Ends now, has begun, begins soon.
        from(-1800, -5400, -60, 1800).map((seconds) => epochSeconds(now + seconds)),
        // The 31st, the hour that is skipped, and the one that is shown twice.
        from('2026-10-31T17:00:00Z', '2027-01-31T04:30:00Z', '2027-03-07T10:30:00Z', '2027-10-31T08:30:00Z').map(utc),
      ),
      durationMinutes: from(30, 90, 1440),
      recurrence: inTen(6, recurrenceFrom(from(2, 3, 5, 60), now)),
      zone: inTen(6, zones),
      licences: inTen(3, licences),
      places: from('open', 'few', 'full'),
      placesAsOf: from(-DAY, -DAY, -35 * DAY).map((ago) => epochSeconds(now + ago)),
      audience: from('public', 'public', 'member'),
      eventKind: from(conceptOf('workshop'), conceptOf('group-intake')),
    })
    .map(({ offer, host, hosts, ...parts }) =>
      eventOf(
        { ...offer, ...parts, hosts: hosts.map((number) => new Uint8Array(Buffer.from(idOf(number), 'hex'))) },
        { host: host && { ...host[0], expires: epochSeconds(now + host[1]) } },
      ),
    )

/** Practitioners and events that say little but when. */
export const timesAt = (now: number): fc.Arbitrary<readonly CatalogueEntry[]> => {
  // Less than three hours a week, so that every minute tells.
  const oneHour = from('sun', 'tue', 'fri').map((day) => [{ day, fromMinute: 0, toMinute: 60 }])
  const weekly = fc.oneof(manySlots, oneHour)
  const times = fc.record({ zone: inTen(9, zones), slots: inTen(8, weekly), locations: inTen(2, locations) })
  const one = fc.oneof(
    {
      weight: 2,
      arbitrary: fc
        .tuple(times, inTen(8, presenceAt(now)))
        .map(([offer, presence]) => practitioner(offer, { presence })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(eventAt(now), times)
        .map(([event, { zone }]) => eventOf({ ...event.offer, zone, rules: undefined, audience: 'public' })),
    },
  )
  return fc
    .array(one, { minLength: 1, maxLength: 6 })
    .map((list) => list.map((entry, index) => ({ ...entry, id: idOf(index + 1), expires: epochSeconds(now + DAY) })))
}

/** Entries of every kind with distinct ids; some say the same, so that only the seed tells them apart. */
export const entriesAt = (now: number, maxLength = 7): fc.Arbitrary<readonly CatalogueEntry[]> => {
  const entry: fc.Arbitrary<CatalogueEntry> = fc.oneof(
    { weight: 5, arbitrary: practitionerAt(now) },
    { weight: 1, arbitrary: anOffer.map((offer) => listing(offer)) },
    { weight: 2, arbitrary: eventAt(now) },
  )
  const dates = fc.record({ issued: from(-10 * DAY, -DAY), expires: from(0, 1, DAY, DAY, DAY, DAY) })
  return fc
    .tuple(
      from(community, 'c1'.repeat(32)),
      fc.array(fc.tuple(entry, dates, from(1, 1, 1, 2, 4)), { minLength: 1, maxLength }),
    )
    .map(([of, list]) =>
      list
        .flatMap(([one, { issued, expires }, copies]) =>
          Array.from({ length: copies }, () => ({
            ...one,
            community: of,
            issued: epochSeconds(now + issued),
            expires: epochSeconds(now + expires),
          })),
        )
        .map((one, index) => ({
          ...one,
          id: one.kind === 'practitioner' ? idOf(index + 1) : `${one.kind}:${index + 1}`,
        })),
    )
}
