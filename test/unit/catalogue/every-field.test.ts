import { expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { approve, signEvent, signListings } from '../../../src/community/sign.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, draftEvent, draftListings, signDescriptor } from '../../../src/descriptor/draft.js'
import { descriptorFormat } from '../../../src/descriptor/formats.js'
import { createKeys } from '../../../src/descriptor/keys.js'
import { toHex } from '../../../src/kernel/text.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  descriptorJson,
  entriesIn,
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  seeded,
} from '../../support/catalogue.js'

const slots = [{ day: 'tue', fromMinute: 540, toMinute: 720 }]
const fees = [{ model: 'sliding', currency: 'USD', from: 6000, to: 14000, session: 'one' }]
const access = { yes: ['step-free'], no: ['quiet'], complete: true }

/** Everything that every kind of target may say. */
const offer = {
  concepts: [{ concept: 'pain.neck', level: 4 }],
  notOffered: ['trauma'],
  modalities: { yes: ['massage'], no: ['cbt'] },
  populations: { yes: ['lgbtq'] },
  ageGroups: { yes: ['adult'], complete: true },
  sessions: { yes: ['one'] },
  seenFor: { yes: ['self'] },
  formats: { yes: ['in-person'], no: ['online'] },
  languages: { yes: ['en', 'es-MX'] },
  interpreter: true,
  styles: { yes: ['warm'] },
  facets: { yes: ['gender.woman'] },
  access,
  insurers: { yes: ['us-medicaid'] },
  fees,
  freeFirstCall: true,
  locations: [
    {
      label: 'The quay',
      region: 'US-WA',
      postalArea: '98101',
      point: { latitude: 47.61, longitude: -122.33, coarsenessMetres: 1000 },
      access,
      slots,
      fees,
    },
    { region: 'US-OR' },
  ],
  licences: [
    { region: 'US-WA', status: 'stated', number: 'LH-1', supervisor: 'Ingrid Solheim' },
    { region: 'US-OR', status: 'not-required' },
  ],
  zone: { id: 'America/Los_Angeles', transitions: [{ at: NOW, offsetMinutes: -480 }] },
  slots,
  body: {
    areas: { yes: ['neck'], no: ['abdomen'] },
    touchFree: true,
    clothing: { yes: ['fully-clothed'] },
    chaperone: false,
  },
  rules: [{ about: 'gender', anyOf: ['woman'] }],
}
const descriptor = {
  ...offer,
  practice: { name: 'Ropewalk House', members: ['Chen Wei', 'Billie Ashdown'] },
  publishesSpecialCategories: false,
  cancellation: 'Free until the day before.',
  bookingLink: 'https://chen.example/book',
  openers: [{ role: 'role-holder', name: 'The front desk', key: toHex(sampleCommunity().keys.root.publicKey) }],
  notice: {
    controller: 'Chen Wei',
    contact: 'chen@harbour.example',
    jurisdiction: 'US-WA',
    retentionDays: 90,
    link: 'https://chen.example/notice',
    textHash: '11'.repeat(32),
  },
}
const presence = {
  capacity: 'waitlist',
  capacityAsOf: '2026-11-20T09:00:00Z',
  accepting: false,
  pausedUntil: '2026-12-01T00:00:00Z',
  waitingList: true,
  firstAppointment: 'within-a-month',
  weeklyCapReached: true,
  openSlots: [{ from: '2026-11-24T17:00:00Z', to: '2026-11-24T18:00:00Z' }],
}
const event = {
  ...offer,
  recurrence: { every: 'week', times: 6, moved: [{ number: 3, starts: '2026-12-18T18:00:00Z' }], cancelled: [5] },
  resources: [{ concept: 'practical.housing', text: 'The housing desk', link: 'https://harbour.example/housing' }],
  nextStep: 'Come early; tea is at six.',
}

function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)])
}

it('every field there is can be drafted, published and opened, and comes back as it was drafted', () => {
  const community = sampleCommunity()
  const keys = must(createKeys({ now: NOW, random: seeded('every field') }))
  const drafted = must(draftDescriptor(descriptorJson(descriptor), { vocabulary, keys }))
  const evening = must(draftEvent(eventJson([keys.id], event), { vocabulary }))
  const listing = {
    ...offer,
    id: 'facility',
    name: 'Facility',
    summary: 'A facility.',
    address: '1 Quay',
    phone: '555 0100',
  }
  const batch = must(draftListings({ ...listingsJson(1), listings: [listing] }, { vocabulary }))
  const measurementKey = { epoch: 371, publicKey: new Uint8Array(32).fill(5) }
  const signed = signDescriptor(drafted, keys, { now: NOW })
  const { bytes } = publishSample(community, [
    signed,
    must(confirmPresence(keys, presence, { now: NOW, measurementKey })),
    must(approve(signed, community.keys, { now: NOW })),
    signEvent(evening, community.keys, { id: 'evening', now: NOW }),
    signListings(batch, community.keys, { id: 'directory', now: NOW }),
  ])
  const trust = [community.keys.root.publicKey]
  const entries = entriesIn(must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW })))
  const opened = (kind: string) => entries.find((entry) => entry.kind === kind)?.offer
  expect(opened('practitioner')).toEqual(drafted)
  expect(opened('event')).toEqual(evening)
  expect(opened('listing')).toEqual(batch.listings[0])
  const confirmed = entries.find((entry) => entry.kind === 'practitioner')?.presence
  expect(confirmed).toMatchObject({
    ...presence,
    measurementKey,
    capacityAsOf: epochSeconds(new Date('2026-11-20T09:00:00Z')),
    pausedUntil: epochSeconds(new Date('2026-12-01T00:00:00Z')),
    openSlots: [
      { from: epochSeconds(new Date('2026-11-24T17:00:00Z')), to: epochSeconds(new Date('2026-11-24T18:00:00Z')) },
    ],
  })
  // Nothing was forgotten above: every name that can travel has travelled.
  const travelled = new Set(namesIn([drafted, confirmed, evening, batch]))
  expect(descriptorFormat.keys.names.filter((name) => !travelled.has(name))).toEqual([])
})
