import type { Catalogue } from '../../src/catalogue/catalogue.js'
import type { CatalogueEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { type Published, type PublishInput, publishCatalogue } from '../../src/catalogue/publish.js'
import { readEntries } from '../../src/catalogue/read-entries.js'
import { createCommunity } from '../../src/community/create.js'
import { type CommunityKeys, createCommunityKeys } from '../../src/community/keys.js'
import { approve, signEvent, signListings } from '../../src/community/sign.js'
import { confirmPresence } from '../../src/descriptor/confirm.js'
import { draftDescriptor, draftEvent, draftListings, signDescriptor } from '../../src/descriptor/draft.js'
import { createKeys, type PractitionerKeys } from '../../src/descriptor/keys.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { sha256 } from '../../src/kernel/hash.js'
import type { RandomSource } from '../../src/kernel/random.js'
import type { Result } from '../../src/kernel/result.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { epochSeconds } from '../../src/kernel/time.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'

/** When the sample world is published and read: early in a key epoch, so that tests can move 25 days within it. */
export const NOW = epochSeconds(Date.parse('2026-11-21T12:00:00Z') / 1000)

/** Unwraps a Result in a test; the failure's code and detail are the message. */
export function must<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail)}`)
}

/** Randomness that repeats: SHA-256 of a name and a counter. */
export function seeded(name: string): RandomSource {
  let counter = 0
  return (length) => {
    const blocks: Uint8Array[] = []
    for (let drawn = 0; drawn < length; drawn += 32) blocks.push(sha256(utf8Encode(`${name} ${counter++}`)))
    return concatBytes(...blocks).slice(0, length)
  }
}

export type SampleCommunity = { readonly keys: CommunityKeys; readonly root: Uint8Array }

/** Harbour, Dora's community: approvals required, own consent from 13 in Washington and 16 in Germany. */
export function sampleCommunity(name = 'Harbour', policy: object = {}): SampleCommunity {
  const keys = must(createCommunityKeys({ random: seeded(`community ${name}`) }))
  const draft = {
    name,
    contact: 'dora@harbour.example',
    charterHash: '11'.repeat(32),
    policy: {
      approvalsRequired: 1,
      ownConsentFromAge: [
        { region: 'US-WA', age: 13 },
        { region: 'DE', age: 16 },
      ],
      ...policy,
    },
  }
  return { keys, root: must(createCommunity(draft, keys, { now: NOW })) }
}

/** Chen's descriptor as JSON; give parts to change it. */
export function descriptorJson(parts: object = {}): object {
  return {
    name: 'Chen Wei',
    summary: 'Psychotherapist for panic, worry and the fear of the next attack.',
    concepts: [
      { concept: 'anxiety.panic', level: 4 },
      { concept: 'anxiety.worry', level: 3 },
    ],
    notOffered: ['trauma'],
    modalities: { yes: ['cbt'] },
    ageGroups: { yes: ['young-adult', 'adult'], complete: true },
    sessions: { yes: ['one'], complete: true },
    seenFor: { yes: ['self'] },
    formats: { yes: ['in-person', 'online'] },
    languages: { yes: ['en', 'cmn'], complete: true },
    facets: { yes: ['gender.woman'] },
    fees: [{ model: 'sliding', currency: 'USD', from: 6000, to: 14000 }],
    locations: [
      {
        region: 'US-WA',
        postalArea: '98101',
        point: { latitude: 47.6101, longitude: -122.3344, coarsenessMetres: 1000 },
      },
    ],
    licences: [{ region: 'US-WA', status: 'stated', number: 'LH-1' }],
    delivery: ['inbox-link', 'in-person'],
    answersWithinDays: 3,
    openers: [{ role: 'self', name: 'Chen Wei' }],
    notice: { controller: 'Chen Wei', contact: 'chen@harbour.example', jurisdiction: 'US-WA', retentionDays: 90 },
    ...parts,
  }
}

export type SamplePractitioner = {
  readonly keys: PractitionerKeys
  readonly descriptor: Uint8Array
  readonly presence: Uint8Array
}

/** A practitioner with keys, a signed descriptor and a signed presence. */
export function samplePractitioner(
  name: string,
  parts: { readonly descriptor?: object; readonly presence?: object } = {},
): SamplePractitioner {
  const keys = must(createKeys({ now: NOW, random: seeded(`practitioner ${name}`) }))
  const json = descriptorJson({ name, openers: [{ role: 'self', name }], ...parts.descriptor })
  const draft = must(draftDescriptor(json, { vocabulary: coreVocabulary, keys }))
  const state = { capacity: 'capacity', accepting: true, firstAppointment: 'within-a-week', ...parts.presence }
  return {
    keys,
    descriptor: signDescriptor(draft, keys, { now: NOW }),
    presence: must(confirmPresence(keys, state, { now: NOW })),
  }
}

/** An event of Chen's, as JSON. */
export function eventJson(hosts: readonly string[], parts: object = {}): object {
  return {
    title: 'An evening about panic',
    summary: 'What panic is, and what helps.',
    eventKind: 'workshop',
    hosts,
    starts: '2026-12-03T18:00:00Z',
    durationMinutes: 90,
    places: 'few',
    placesAsOf: '2026-11-20T09:00:00Z',
    audience: 'public',
    concepts: [{ concept: 'anxiety.panic', level: 3 }],
    formats: { yes: ['in-person'] },
    languages: { yes: ['en'] },
    locations: [{ region: 'US-WA' }],
    ...parts,
  }
}

/** A batch of unclaimed listings, as JSON; give another name where there are several, since an id is there once. */
export function listingsJson(count: number, name = 'facility', region = 'US-WA'): object {
  return {
    source: 'A public directory, 2022',
    licence: 'public domain',
    listings: Array.from({ length: count }, (_, index) => ({
      id: `${name}-${index + 1}`,
      name: `Facility ${index + 1}`,
      phone: '555 0100',
      concepts: [{ concept: 'anxiety', level: 2 }],
      languages: { yes: ['en', 'es'] },
      locations: [{ region, postalArea: '98101' }],
    })),
  }
}

export type SampleWorld = {
  readonly community: SampleCommunity
  readonly chen: SamplePractitioner
  readonly billie: SamplePractitioner
  /** Every statement but the manifest. */
  readonly statements: readonly Uint8Array[]
}

/** Chen, who talks; Billie, who works hands-on; an event of Chen's; two unclaimed listings. All approved by Dora. */
export function sampleWorld(): SampleWorld {
  const community = sampleCommunity()
  const chen = samplePractitioner('Chen Wei')
  const billie = samplePractitioner('Billie Ashdown', {
    descriptor: {
      summary: 'Massage for necks and shoulders.',
      concepts: [{ concept: 'pain.neck', level: 4 }],
      notOffered: [],
      modalities: { yes: ['massage'] },
      body: { areas: { yes: ['neck', 'shoulders'], complete: true }, touchFree: false, chaperone: true },
    },
  })
  const event = must(draftEvent(eventJson([chen.keys.id]), { vocabulary: coreVocabulary }))
  const listings = must(draftListings(listingsJson(2), { vocabulary: coreVocabulary }))
  const statements = [
    chen.descriptor,
    chen.presence,
    must(approve(chen.descriptor, community.keys, { now: NOW })),
    billie.descriptor,
    billie.presence,
    must(approve(billie.descriptor, community.keys, { now: NOW })),
    signEvent(event, community.keys, { id: 'panic-evening', now: NOW }),
    signListings(listings, community.keys, { id: 'directory-1', now: NOW }),
  ]
  return { community, chen, billie, statements }
}

/** Publishes statements under a community, with parts of the input changed. */
export function publishSample(
  community: SampleCommunity,
  statements: readonly Uint8Array[],
  parts: Partial<PublishInput> = {},
): Published {
  const { root, keys } = community
  return must(
    publishCatalogue({
      root,
      statements,
      vocabulary: coreVocabulary,
      publishingKey: keys.publishing,
      now: NOW,
      ...parts,
    }),
  )
}

/** The sample world, published and opened. */
export function sampleCatalogue(): SampleWorld & { readonly published: Published; readonly catalogue: Catalogue } {
  const world = sampleWorld()
  const published = publishSample(world.community, world.statements)
  const trust = [world.community.keys.root.publicKey]
  return {
    ...world,
    published,
    catalogue: must(openCatalogue(published.bytes, { trust, lastSeen: 'first-use', now: NOW })),
  }
}

/** Reads every entry of a catalogue from its statements; one that does not stand fails the test. */
export function entriesIn(catalogue: Catalogue): readonly CatalogueEntry[] {
  const { accepted, rejected } = readEntries(catalogue)
  if (rejected.length > 0) throw new Error(`rejected ${JSON.stringify(rejected)}`)
  return accepted
}

/** Finds a practitioner of a catalogue by name. */
export function entryOf(catalogue: Catalogue, name: string): PractitionerEntry {
  for (const entry of entriesIn(catalogue)) if (entry.kind === 'practitioner' && entry.name === name) return entry
  throw new Error(`no practitioner ${name}`)
}
