import type { Catalogue } from '../../src/catalogue/catalogue.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { approve, signEvent, signListings } from '../../src/community/sign.js'
import { endorse } from '../../src/community/speak.js'
import { draftEvent, draftListings } from '../../src/descriptor/draft.js'
import { coreVocabulary as vocabulary } from '../../src/vocabulary/vocabulary.js'
import { eventJson, listingsJson, must, NOW, publishSample, sampleCommunity, samplePractitioner } from './catalogue.js'

// A catalogue in which every field is stated by somebody, and of which the statements lie in several parts.

const slots = [
  { day: 'tue', fromMinute: 540, toMinute: 720 },
  { day: 'wed', fromMinute: 1020, toMinute: 1200 },
]
const access = { yes: ['step-free'], no: ['quiet'], complete: true }
const zone = {
  id: 'America/Los_Angeles',
  transitions: [
    { at: NOW - 40 * 86_400, offsetMinutes: -480 },
    { at: NOW + 113 * 86_400, offsetMinutes: -420 },
  ],
}

/** Everything that a target may offer. */
const offer = {
  concepts: [
    { concept: 'anxiety.panic', level: 4 },
    { concept: 'pain.neck', level: 2 },
  ],
  notOffered: ['trauma'],
  modalities: { yes: ['massage'], no: ['cbt'], complete: true },
  populations: { yes: ['lgbtq'], no: ['migrants'] },
  ageGroups: { yes: ['adult'], complete: true },
  sessions: { yes: ['one'], no: ['group'] },
  seenFor: { yes: ['self'], no: ['child'] },
  formats: { yes: ['in-person', 'online'], no: ['stay'] },
  languages: { yes: ['en', 'es-MX'], complete: true },
  interpreter: true,
  styles: { yes: ['warm'], no: ['direct'] },
  facets: { yes: ['gender.woman'], no: ['profession.psychologist'] },
  access,
  insurers: { yes: ['us-medicaid'], no: ['aetna'] },
  fees: [{ model: 'sliding', currency: 'USD', from: 6000, to: 14_000, session: 'one' }],
  locations: [
    {
      region: 'US-WA',
      point: { latitude: 47.61, longitude: -122.33, coarsenessMetres: 1000 },
      access,
      slots: slots.slice(1),
      fees: [{ model: 'free' }],
    },
    { region: 'US-OR' },
  ],
  licences: [
    { region: 'US-WA', status: 'stated', number: 'LH-1' },
    { region: 'US-OR', status: 'not-held' },
  ],
  zone,
  slots: slots.slice(0, 1),
  body: { areas: { yes: ['neck'], no: ['abdomen'] }, touchFree: true },
  rules: [{ about: 'gender', anyOf: ['woman'] }],
}
const state = {
  waitingList: true,
  weeklyCapReached: false,
  openSlots: [{ from: '2026-11-24T17:00:00Z', to: '2026-11-24T18:00:00Z' }],
}

/** Answers that let everybody through, and weigh much. */
export const seeking = {
  needs: [{ concept: 'anxiety.panic', importance: 3 }],
  about: { ageGroup: 'adult', gender: 'woman' },
  must: [],
}

/** Who is in it: Billie says everything, the others little; events of both; two batches of listings. */
export function wideWorld(others = 6) {
  const community = sampleCommunity()
  const billie = samplePractitioner('Billie Ashdown', { descriptor: offer, presence: state })
  const practitioners = Array.from({ length: others }, (_, at) => samplePractitioner(`Chen ${at}`))
  const [chen = billie] = practitioners
  const { licences: _, ...unlicensed } = offer
  const event = (host: string, parts: object) => must(draftEvent(eventJson([host], parts), { vocabulary }))
  const batch = (first: number, count: number) => {
    // The builder's own shape.
    const json = listingsJson(first + count) as { readonly listings: readonly object[] }
    return must(draftListings({ ...json, listings: json.listings.slice(first) }, { vocabulary }))
  }
  const { keys } = community
  const recurring = { ...unlicensed, recurrence: { every: 'month', times: 12 } }
  const statements = [billie, ...practitioners].flatMap(({ descriptor, presence }) => [
    descriptor,
    presence,
    must(approve(descriptor, keys, { now: NOW })),
  ])
  statements.push(
    signEvent(event(billie.keys.id, recurring), keys, { id: 'under-billie', now: NOW }),
    signEvent(event(chen.keys.id, { licences: offer.licences }), keys, { id: 'of-its-own', now: NOW }),
    signListings(batch(0, 3), keys, { id: 'directory-1', now: NOW }),
    signListings(batch(3, 3), keys, { id: 'directory-2', now: NOW }),
  )
  // The last of the others: whoever falsifies Billie or the first Chen leaves them as they are.
  const colleague = practitioners.at(-1)
  if (colleague !== undefined && colleague !== chen) {
    const speaker = { signer: colleague.keys.identity, community: keys.root.publicKey }
    statements.push(endorse(billie.keys.identity.publicKey, 'anxiety.panic', speaker, { now: NOW }))
  }
  const { bytes } = publishSample(community, statements)
  return { community, billie, chen, statements, bytes, signer: keys.publishing, trust: [keys.root.publicKey] }
}

/** Opens a file of that world. */
export function openWide(bytes: Uint8Array, trust: readonly Uint8Array[], now = NOW): Catalogue {
  return must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now }))
}
