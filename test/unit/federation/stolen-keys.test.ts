import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../../src/catalogue/catalogue.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import type { PractitionerKeys } from '../../../src/descriptor/keys.js'
import { federate } from '../../../src/federation/federate.js'
import { readIntake } from '../../../src/intake/read.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { type FederatedOptions, matchFederation } from '../../../src/matching/federated.js'
import type { FederatedMatch } from '../../../src/matching/federated-match.js'
import { verifyRecipient } from '../../../src/trust/recipient.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  descriptorJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  samplePractitioner,
} from '../../support/catalogue.js'
import { listed, opened, published } from '../../support/joined.js'
import { seed } from '../../support/match-run.js'

// Eve has a key that is not hers, and a community that lists whom she likes stands beside an honest one.

const harbour = published('Harbour')
const [home, eves] = [toHex(harbour.key), sampleCommunity('Eve’s', { approvalsRequired: 0 })] as const
const chen = samplePractitioner('Chen Wei')
const eve = samplePractitioner('Eve', { descriptor: { name: 'Chen Wei' } })
const honest = harbour.open(listed(harbour.community, chen))
const beside = (...statements: readonly Uint8Array[]): Catalogue => opened(eves, publishSample(eves, statements))
const intake = must(readIntake({ needs: [{ concept: 'anxiety.panic' }], must: [] }, vocabulary))
const found = (catalogues: readonly Catalogue[], more: Partial<FederatedOptions> = {}): readonly FederatedMatch[] => {
  const { matches, maybe } = matchFederation(intake, federate(catalogues), { now: NOW, seed, ...more })
  return [...matches, ...maybe]
}
const chenIn = (matches: readonly FederatedMatch[]) => matches.find(({ id }) => id === chen.keys.id)
/** The key of whoever could read what is sealed to a match; undefined where nothing can be. */
const sealedTo = (match: Pick<FederatedMatch, 'entry'> | undefined) => {
  const recipient =
    match?.entry.kind === 'practitioner' ? verifyRecipient(match.entry.evidence, { now: NOW }) : undefined
  return recipient?.ok ? toHex(recipient.value.encryptionKey) : undefined
}
const alone = found([honest])[0]

/** What whoever has an identity key and opening keys of their own publishes after its owner. */
function later(keys: PractitionerKeys, sequence = NOW + 60): readonly [Uint8Array, Uint8Array] {
  const draft = must(draftDescriptor(descriptorJson({ summary: 'Write to me at once.' }), { vocabulary, keys }))
  const presence = must(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now: NOW, sequence }))
  return [signDescriptor(draft, keys, { now: NOW, sequence }), presence]
}

describe('a descriptor that copies a member’s name and words under a new key', () => {
  it('is an entry of its own, under the label of who lists it, and changes nothing about the member', () => {
    const matches = found([honest, beside(eve.descriptor, eve.presence)])
    expect(matches.map(({ name, communityName }) => `${name}, ${communityName}`).sort()).toEqual([
      'Chen Wei, Eve’s',
      'Chen Wei, Harbour',
    ])
    expect(chenIn(matches)).toEqual(alone)
    const copy = matches.find(({ id }) => id === eve.keys.id)
    expect(copy?.listings.map(({ communityName }) => communityName)).toEqual(['Eve’s'])
    expect(sealedTo(copy)).not.toBe(sealedTo(alone))
  })
})

describe('a stolen publishing key', () => {
  it('tells a second story that sets its community aside with a proof, and touches nobody else', () => {
    const forked = harbour.open([], { previous: honest.head, now: after(NOW, days(1)) })
    const honestly = harbour.open(listed(harbour.community, chen), { previous: honest.head, now: after(NOW, days(1)) })
    const others = beside(eve.descriptor, eve.presence)
    const federation = federate([honestly, forked, others])
    expect(federation.equivocations).toMatchObject([{ community: home, code: 'catalogue_equivocal' }])
    expect(federation.catalogues).toEqual([others])
  })
})

describe('a stolen identity key', () => {
  const stolen = later({ ...chen.keys, openingKeys: eve.keys.openingKeys })
  const thief = beside(...stolen)

  it('gets no letter by a community that approves whatever it likes: what two stand behind differs, so nobody is sealed to', () => {
    const match = chenIn(found([honest, thief]))
    // The newest words are the thief’s, as they would be in a single community.
    expect(match).toMatchObject({ communityName: 'Eve’s', contested: true, sealable: false })
    expect(match?.listings.map(({ communityName, standing }) => `${communityName} ${standing}`).sort()).toEqual([
      'Eve’s listed',
      'Harbour outdated',
    ])
    // Whoever chooses Harbour’s word writes to Chen.
    const own = match?.listings.find(({ community }) => community === home)
    expect(own?.standing !== 'revoked' && own ? sealedTo(own) : undefined).toBe(sealedTo(alone))
  })

  it('does nothing where the community at home lists them: its word counts first', () => {
    const match = chenIn(found([honest, thief], { home }))
    expect(match).toEqual({ ...alone, listings: match?.listings })
    expect(sealedTo(match)).toBe(sealedTo(alone))
    expect(match?.sealable).toBe(true)
  })

  it('is not needed to repeat what its owner signed, which moves nothing and opens nothing', () => {
    const match = chenIn(found([honest, beside(chen.descriptor, chen.presence)]))
    expect(match).toMatchObject({ score: alone?.score, reasons: alone?.reasons, contested: false, sealable: true })
    expect(sealedTo(match)).toBe(sealedTo(alone))
    // Older words than those of the honest community do not count at all.
    const [descriptor, presence] = later(chen.keys)
    const renewed = harbour.open(listed(harbour.community, { ...chen, descriptor, presence }))
    const now = chenIn(found([renewed, beside(chen.descriptor, chen.presence)]))
    expect(now).toEqual({ ...found([renewed])[0], listings: now?.listings })
    expect(now?.listings.find(({ community }) => community !== home)?.standing).toBe('outdated')
  })
})

describe('the home community', () => {
  it('has to be one of the federation', () => {
    expect(() => found([honest], { home: 'ab'.repeat(32) })).toThrow(RangeError)
    expect(found([], {})).toEqual([])
  })
})
