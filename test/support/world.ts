import {
  approve,
  type CommunityKeys,
  coreVocabulary,
  createCommunity,
  createCommunityKeys,
  type Failure,
  publishCatalogue,
} from 'entrenous/community'
import {
  confirmPresence,
  createKeys,
  draftDescriptor,
  type EpochSeconds,
  type PractitionerKeys,
  type RandomSource,
  signDescriptor,
} from 'entrenous/practitioner'

// A small world told through the public entries alone, so that the same lines run on src, on dist, in QuickJS, in a
// browser's server and beside the documentation's code.

/** Dora's community with Chen in it, and Eve outside. */
export type World = {
  readonly root: Uint8Array
  readonly statements: readonly Uint8Array[]
  readonly communityKeys: CommunityKeys
  readonly communityKey: Uint8Array
  readonly bytes: Uint8Array
  readonly chen: PractitionerKeys
  readonly eve: PractitionerKeys
}

/** What Chen publishes. */
export const chenSays = {
  name: 'Chen Wei',
  summary: 'I work with people whose body raises the alarm when there is no fire.',
  concepts: [
    { concept: 'anxiety.panic', level: 4 },
    { concept: 'anxiety', level: 3 },
  ],
  ageGroups: { yes: ['young-adult', 'adult'] },
  languages: { yes: ['en', 'es'], complete: true },
  formats: { yes: ['in-person', 'online'] },
  fees: [{ model: 'sliding', currency: 'USD', from: 6000, to: 14000 }],
  locations: [{ region: 'US-WA' }],
  licences: [{ region: 'US-WA', status: 'stated', number: 'MHC-0000' }],
  delivery: ['inbox-link'],
  answersWithinDays: 3,
  openers: [{ role: 'self', name: 'Chen Wei' }],
  notice: { controller: 'Chen Wei', contact: 'chen@harbour.example', jurisdiction: 'US-WA', retentionDays: 90 },
}

/** What Asha answers, with something in every field that could leak. */
export const ashaAnswers = {
  needs: [{ concept: 'anxiety.panic', importance: 3 }],
  about: { ageGroup: 'adult' },
  where: { region: 'US-WA', formats: ['online'] },
  languages: { anyOf: ['es', 'en'] },
  payment: { anyOf: [{ budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
  when: { slots: [{ day: 'tue', fromMinute: 540, toMinute: 720 }], utcOffsetMinutes: -480 },
  story: 'It began on the ferry.',
  contact: { name: 'Asha', email: 'asha@example.org', phone: '+1 555 0100' },
}

/** Takes a value out of its Result. */
export function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure },
): Value {
  if (result.ok) return result.value
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail)}`)
}

/** Lets Dora publish Chen. Without a source of randomness the platform's is used. */
export function makeWorld(now: EpochSeconds, random?: RandomSource): World {
  const chance = random === undefined ? {} : { random }
  const chen = must(createKeys({ now, ...chance }))
  const eve = must(createKeys({ now, ...chance }))
  const communityKeys = must(createCommunityKeys(chance))
  const community = {
    name: 'Harbour',
    contact: 'dora@harbour.example',
    charterHash: '11'.repeat(32),
    policy: { approvalsRequired: 1 },
  }
  const root = must(createCommunity(community, communityKeys, { now }))
  const descriptor = must(draftDescriptor(chenSays, { vocabulary: coreVocabulary, keys: chen }))
  const signed = signDescriptor(descriptor, chen, { now })
  const statements = [
    signed,
    must(confirmPresence(chen, { capacity: 'capacity', accepting: true }, { now })),
    must(approve(signed, communityKeys, { now })),
  ]
  const publishing = { vocabulary: coreVocabulary, publishingKey: communityKeys.publishing, now }
  const { bytes } = must(publishCatalogue({ root, statements, ...publishing }))
  return { root, statements, communityKeys, communityKey: communityKeys.root.publicKey, bytes, chen, eve }
}

/** Randomness that repeats: a counter through a small mixing function. For tests alone. */
export function countingRandom(start: number): RandomSource {
  let state = start >>> 0
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
      return (state ^ (state >>> 13)) & 0xff
    })
}
