import fc from 'fast-check'
import type { CatalogueEntry, EventEntry, ListingEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import type { CommunityEvent } from '../../src/descriptor/event.js'
import type { Offer } from '../../src/descriptor/offer.js'
import { type EpochSeconds, epochSeconds, keyEpochOf } from '../../src/kernel/time.js'
import type { ConceptId } from '../../src/vocabulary/concept.js'

// Entries as an opened catalogue holds them, built by hand: these tests are about matching, not about signatures.

/** Saturday 2026-11-21, 12:00 UTC. */
export const now: EpochSeconds = epochSeconds(new Date('2026-11-21T12:00:00Z'))
export const later = (seconds: number): EpochSeconds => epochSeconds(now + seconds)
export const DAY = 86_400
export const community = 'c0'.repeat(32)
export const idOf = (number: number): string => number.toString(16).padStart(64, '0')

/** Ids in tests are written by hand; `known` says so to the compiler. */
export const known = (...ids: string[]): ConceptId[] => ids as ConceptId[]
export const conceptOf = (id: string): ConceptId => id as ConceptId

type Presence = NonNullable<PractitionerEntry['presence']>

export const presenceOf = (parts: Partial<Presence> = {}): Presence => ({
  capacity: 'capacity',
  capacityAsOf: later(-DAY),
  issued: later(-DAY),
  expires: later(20 * DAY),
  keys: [keyOf()],
  ...parts,
})

/** A key of this epoch that counts, and until when. */
export const keyOf = (parts: Partial<Presence['keys'][number]> = {}): Presence['keys'][number] => ({
  epoch: keyEpochOf(now),
  suite: 1,
  publicKey: new Uint8Array(32),
  until: later(100 * DAY),
  coolDownUntil: undefined,
  ...parts,
})

const evidence = {
  anchor: new Uint8Array(32),
  root: new Uint8Array(),
  approvals: [],
  revocations: [],
  until: later(400 * DAY),
  descriptor: new Uint8Array(),
  presence: undefined,
}

const validity = { community, issued: later(-10 * DAY), expires: later(100 * DAY) }

export const practitioner = (
  offer: Offer = {},
  parts: Partial<Omit<PractitionerEntry, 'offer' | 'kind'>> = {},
): PractitionerEntry => ({
  kind: 'practitioner',
  id: idOf(1),
  name: 'Chen',
  ...validity,
  offer: {
    name: 'Chen',
    summary: 'A practitioner.',
    delivery: ['in-person'],
    answersWithinDays: 3,
    openers: [{ role: 'self', name: 'Chen' }],
    notice: { controller: 'Chen', contact: 'chen@example.org', jurisdiction: 'US-WA', retentionDays: 30 },
    keyCommitments: [],
    ...offer,
  },
  presence: presenceOf(),
  evidence,
  ...parts,
})

export const eventOf = (
  offer: Partial<CommunityEvent> = {},
  parts: Partial<Omit<EventEntry, 'offer' | 'kind'>> = {},
): EventEntry => ({
  kind: 'event',
  id: 'event:open-evening',
  name: 'Open evening',
  ...validity,
  offer: {
    title: 'Open evening',
    summary: 'A first step in company.',
    eventKind: conceptOf('workshop'),
    hosts: [new Uint8Array(32)],
    starts: later(3 * DAY),
    durationMinutes: 90,
    places: 'open',
    placesAsOf: later(-DAY),
    audience: 'public',
    ...offer,
  },
  host: undefined,
  ...parts,
})

export const listing = (
  offer: Offer = {},
  parts: Partial<Omit<ListingEntry, 'offer' | 'kind'>> = {},
): ListingEntry => ({
  kind: 'listing',
  id: 'listing:harbour-clinic',
  name: 'Harbour clinic',
  ...validity,
  offer: { id: 'harbour-clinic', name: 'Harbour clinic', ...offer },
  source: 'a public directory',
  ...parts,
})

// Few words of each facet, close to each other in the hierarchy, so that random answers and offers meet.
export const words = {
  concern: known('anxiety', 'anxiety.panic', 'anxiety.worry', 'mood', 'mood.numb', 'grief.death', 'trauma.war'),
  modality: known('cbt', 'cbt.act', 'cbt.dbt', 'systemic.family', 'trauma-work.emdr'),
  population: known('lgbtq', 'lgbtq.trans', 'migrants', 'migrants.refugees'),
  trait: known('gender.woman', 'gender.man', 'faith.none', 'profession.psychologist'),
  style: known('warm', 'direct', 'practical'),
  format: known('in-person', 'in-person.home-visit', 'online', 'online.video', 'stay.residential'),
  session: known('one', 'couple', 'group'),
  forWhom: known('self', 'child', 'couple'),
  ageGroup: known('child', 'teen', 'adult'),
  gender: known('woman', 'man', 'non-binary'),
  access: known('step-free', 'step-free.lift', 'quiet', 'captions'),
  body: known('neck', 'neck.back', 'neck.throat', 'abdomen'),
  insurer: known('us-medicaid', 'student-plan', 'aetna'),
  language: ['en', 'es', 'es-MX', 'ase'],
  region: ['US', 'US-WA', 'US-OR', 'GB'],
} as const

const subset = <Value>(values: readonly Value[], maxLength = values.length) => fc.subarray([...values], { maxLength })
/** A rule names somebody. */
const some = <Value>(values: readonly Value[], maxLength: number) =>
  fc.subarray([...values], { minLength: 1, maxLength })
/** Present one time out of four. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.option(fc.option(arbitrary, { nil: undefined, freq: 2 }), { nil: undefined, freq: 2 })
/** Present three times out of four. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 4 })

export const stated = <Value>(values: readonly Value[]) =>
  maybe(fc.record({ yes: maybe(subset(values)), no: maybe(subset(values, 2)), complete: maybe(fc.boolean()) }))

export const slots = fc.array(
  fc
    .record({
      day: fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'),
      fromMinute: fc.constantFrom(0, 480, 540, 600, 1020),
      length: fc.constantFrom(20, 60, 120, 300),
    })
    .map(({ day, fromMinute, length }) => ({ day, fromMinute, toMinute: fromMinute + length })),
  { maxLength: 4 },
)

/** US Pacific time: standard, summer, standard. */
export const pacific = {
  id: 'America/Los_Angeles',
  transitions: [
    { at: epochSeconds(new Date('2026-11-01T09:00:00Z')), offsetMinutes: -480 },
    { at: epochSeconds(new Date('2027-03-14T10:00:00Z')), offsetMinutes: -420 },
    { at: epochSeconds(new Date('2027-11-07T09:00:00Z')), offsetMinutes: -480 },
  ],
}

const fee = fc
  .record({
    model: fc.constantFrom('fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher'),
    currency: maybe(fc.constantFrom('USD', 'EUR')),
    from: maybe(fc.integer({ min: 0, max: 200 })),
    spread: fc.integer({ min: 0, max: 100 }),
    hasEnd: fc.boolean(),
    session: seldom(fc.constantFrom(...words.session)),
  })
  .map(({ spread, hasEnd, ...price }) => ({
    ...price,
    to: hasEnd && price.from !== undefined ? price.from + spread : undefined,
  }))

export const placeNear = { latitudeMicrodegrees: 47_606_000, longitudeMicrodegrees: -122_332_000 }

const location = fc.record({
  region: fc.constantFrom(...words.region),
  point: maybe(
    fc.record({
      latitudeMicrodegrees: fc.integer({ min: 47_000_000, max: 48_200_000 }),
      longitudeMicrodegrees: fc.integer({ min: -123_000_000, max: -121_500_000 }),
      coarsenessMetres: fc.constantFrom(0, 1000, 10_000),
    }),
  ),
  access: stated(words.access),
  slots: seldom(slots),
  fees: seldom(fc.array(fee, { maxLength: 2 })),
})

const rule = fc.oneof(
  fc.record({ about: fc.constant('gender' as const), anyOf: some<string>(words.gender, 2) }),
  fc.record({ about: fc.constant('ageGroup' as const), anyOf: some<string>(words.ageGroup, 2) }),
  fc.record({ about: fc.constant('memberOf' as const), anyOf: fc.constant<string[]>(['the choir']) }),
)

/** Everything the gate and the score read. */
export const arbitraryOffer: fc.Arbitrary<Offer> = fc.record(
  {
    concepts: maybe(
      fc.array(fc.record({ concept: fc.constantFrom(...words.concern), level: fc.integer({ min: 1, max: 4 }) }), {
        maxLength: 4,
      }),
    ),
    notOffered: seldom(subset(words.concern, 2)),
    modalities: stated(words.modality),
    populations: stated(words.population),
    ageGroups: stated(words.ageGroup),
    sessions: stated(words.session),
    seenFor: stated(words.forWhom),
    formats: stated(words.format),
    languages: stated(words.language),
    interpreter: maybe(fc.boolean()),
    styles: stated(words.style),
    facets: stated(words.trait),
    access: stated(words.access),
    insurers: stated(words.insurer),
    fees: maybe(fc.array(fee, { maxLength: 3 })),
    locations: maybe(fc.array(location, { maxLength: 3 })),
    licences: maybe(
      fc.array(
        fc.record({
          region: fc.constantFrom(...words.region),
          status: fc.constantFrom('stated', 'not-required', 'not-held'),
        }),
        { maxLength: 3 },
      ),
    ),
    zone: maybe(fc.constant(pacific)),
    slots: maybe(slots),
    body: maybe(fc.record({ areas: stated(words.body), touchFree: maybe(fc.boolean()) })),
    rules: seldom(fc.array(rule, { maxLength: 2 })),
  },
  { noNullPrototype: true },
)

const arbitraryPresence: fc.Arbitrary<Presence> = fc
  .record({
    capacity: fc.constantFrom('capacity', 'no-capacity', 'waitlist', 'additional-assessment-required'),
    accepting: maybe(fc.boolean()),
    pausedUntil: seldom(fc.constantFrom(later(-DAY), later(DAY))),
    waitingList: maybe(fc.boolean()),
    firstAppointment: maybe(fc.constantFrom('within-a-week', 'within-two-weeks', 'within-a-month', 'longer')),
    weeklyCapReached: seldom(fc.boolean()),
    openSlots: maybe(
      fc.array(
        fc.integer({ min: -2, max: 60 }).map((hours) => ({ from: later(hours * 3600), to: later((hours + 1) * 3600) })),
        { maxLength: 3 },
      ),
    ),
    expires: fc.constantFrom(later(-1), later(20 * DAY), later(20 * DAY), later(20 * DAY)),
  })
  .map((parts) => presenceOf(parts))

/** A series, of which some dates may be moved, to some weeks before or after a moment, or cancelled. */
export function recurrenceFrom(
  times: fc.Arbitrary<number>,
  around: number,
): fc.Arbitrary<NonNullable<CommunityEvent['recurrence']>> {
  return fc
    .record({
      every: fc.constantFrom('week', 'month'),
      times,
      fates: fc.array(fc.constantFrom('stands', 'stands', 'moved', 'cancelled'), { maxLength: 6 }),
      days: fc.array(fc.integer({ min: -40, max: 60 }), { minLength: 6, maxLength: 6 }),
    })
    .map(({ every, times: count, fates, days }) => {
      const of = (fate: string) =>
        fates.flatMap((one, index) => (one === fate && index < count ? [index + 1] : [])).slice(0, count - 1)
      const moved = of('moved').map((number) => ({
        number,
        starts: epochSeconds(around + (days[number - 1] ?? 0) * DAY),
      }))
      const cancelled = of('cancelled')
      return {
        every,
        times: count,
        ...(moved.length > 0 && { moved }),
        ...(cancelled.length > 0 && { cancelled }),
      }
    })
}

const arbitraryEvent = fc
  .record({
    offer: arbitraryOffer,
    starts: fc.integer({ min: -20, max: 20 }).map((days) => later(days * DAY)),
    durationMinutes: fc.constantFrom(30, 90),
    recurrence: seldom(recurrenceFrom(fc.integer({ min: 2, max: 6 }), now)),
    places: fc.constantFrom('open', 'few', 'full'),
    placesAsOf: fc.constantFrom(later(-DAY), later(-50 * DAY)),
    audience: fc.constantFrom('public', 'member'),
  })
  .map(({ offer, ...event }): CatalogueEntry => eventOf({ ...offer, ...event }))

/** One entry of any kind; ids are given by the catalogue. */
export const arbitraryEntry: fc.Arbitrary<CatalogueEntry> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(arbitraryOffer, fc.oneof(fc.constant(presenceOf()), maybe(arbitraryPresence)))
      .map(([offer, presence]) => practitioner(offer, { presence })),
  },
  { weight: 1, arbitrary: arbitraryOffer.map((offer) => listing(offer)) },
  { weight: 1, arbitrary: arbitraryEvent },
)

/** Entries with distinct ids. */
export const arbitraryEntries = (maxLength = 8): fc.Arbitrary<readonly CatalogueEntry[]> =>
  fc
    .array(arbitraryEntry, { minLength: 1, maxLength })
    .map((entries) => entries.map((entry, index) => ({ ...entry, id: idOf(index + 1) })))
