import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { adoptEvents, proposeEvent } from '../../../src/community/partner.js'
import { changeCommunity } from '../../../src/community/root.js'
import { approve, revoke, signEvent } from '../../../src/community/sign.js'
import {
  confirmClaim,
  delegateEvents,
  endorse,
  nameSuccessor,
  promiseRecovery,
  vouch,
} from '../../../src/community/speak.js'
import { draftDescriptor, draftEvent, signDescriptor } from '../../../src/descriptor/draft.js'
import { createKeys } from '../../../src/descriptor/keys.js'
import { toHex } from '../../../src/kernel/text.js'
import { verifyRecipient } from '../../../src/trust/recipient.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, eventJson, must, NOW, samplePractitioner, seeded } from '../../support/catalogue.js'
import { approvedBy, at, circleOf, fold, introduced, read, signingKey, standingIn } from '../../support/circle.js'
import { contrive, pileOf } from '../../support/forge.js'

// What each stolen key can do, and what it cannot. Eve has it; the community asks for an introduction and two of three vetters.

const circle = circleOf(3, 2)
const { as, keys } = circle
const trust = [keys.root.publicKey]
const ben = samplePractitioner('Ben Ode')
const chen = samplePractitioner('Chen Wei')
const key = (of: typeof ben) => of.keys.identity.publicKey
const members = [ben, chen].flatMap((one) => [one.descriptor, one.presence, ...approvedBy(circle, 2, one.descriptor)])
const honest = [...members, introduced(circle, ben.keys), vouch(key(chen), as(ben.keys), { now: NOW })]
const publish = (statements: readonly Uint8Array[], parts: object = {}) =>
  must(
    publishCatalogue({
      root: circle.root,
      statements,
      vocabulary,
      publishingKey: keys.publishing,
      now: NOW,
      ...parts,
    }),
  )
const open = (bytes: Uint8Array, now = NOW) => openCatalogue(bytes, { trust, lastSeen: 'first-use', now })
const namesIn = (bytes: Uint8Array) => readEntries(must(open(bytes))).accepted.map(({ name }) => name)

describe('a descriptor that Eve signs herself, with Chen’s name and words under her own key', () => {
  const eve = samplePractitioner('Chen Wei, copied', { descriptor: { name: 'Chen Wei' } })

  it('is not listed, however she vouches for it and even where one vetter is fooled', () => {
    const tries = [
      eve.descriptor,
      eve.presence,
      ...approvedBy(circle, 1, eve.descriptor),
      endorse(key(chen), 'grief', as(eve.keys), { now: NOW }),
      vouch(key(chen), as(eve.keys), { now: NOW }),
    ]
    const published = publish([...honest, ...tries])
    expect(namesIn(published.bytes)).toEqual(namesIn(publish(honest).bytes))
    expect(published.rejected.map(({ code }) => code).sort()).toEqual([
      'descriptor_unapproved',
      'descriptor_unapproved',
      'statement_unheeded',
      'statement_unheeded',
    ])
  })

  it('is an entry of its own where vetters are fooled, and opens nothing that is sealed to Chen', () => {
    const fooled = [
      eve.descriptor,
      eve.presence,
      ...approvedBy(circle, 2, eve.descriptor),
      introduced(circle, eve.keys),
    ]
    const { accepted } = readEntries(must(open(publish([...honest, ...fooled]).bytes)))
    const both = accepted.filter(({ name }) => name === 'Chen Wei')
    expect(both.map(({ id }) => id).sort()).toEqual([chen.keys.id, eve.keys.id].sort())
    const sealedTo = both.flatMap((entry) =>
      entry.kind === 'practitioner' ? [toHex(must(verifyRecipient(entry.evidence, { now: NOW })).encryptionKey)] : [],
    )
    expect(new Set(sealedTo).size).toBe(2)
  })

  it('is listed beside him where a community asks for no approvals: that is what such a community says', () => {
    const careless = circleOf(1, 0, 'none')
    const { bytes } = publish([chen.descriptor, eve.descriptor], {
      root: careless.root,
      publishingKey: careless.keys.publishing,
    })
    expect(namesIn(bytes)).toEqual(['Chen Wei', 'Chen Wei'])
  })
})

describe('a stolen publishing key', () => {
  const eve = samplePractitioner('Eve')
  const thief = { signer: keys.publishing, community: keys.root.publicKey }
  const file = publish(honest)

  it('cannot approve, vouch, attest, replace a key or let in a partner', () => {
    const said = [
      must(approve(eve.descriptor, thief, { now: NOW })),
      vouch(key(eve), thief, { now: NOW }),
      nameSuccessor(key(chen), key(eve), thief, { now: NOW }),
      confirmClaim(key(eve), 'facility-1', thief, { now: NOW }),
      delegateEvents(key(eve), 'library', thief, { now: NOW }),
    ]
    const state = fold(circle, [...honest, eve.descriptor, ...said])
    expect(standingIn(state, eve.keys)).toBe('descriptor_unapproved')
    expect(standingIn(state, chen.keys)).toBe('listed')
    expect([state.partners.size, state.claimed.size, state.unheeded.length]).toEqual([0, 0, 4])
  })

  it('cannot put anybody into a catalogue that devices believe, and whoever recompiles it sees it', () => {
    const forced = contrive(file.bytes, pileOf([...honest, eve.descriptor, eve.presence]), { signer: keys.publishing })
    expect(namesIn(forced)).toEqual(namesIn(file.bytes))
    // Approved and not introduced: a device asks for the approvals, and whoever verifies the catalogue for the rest, too.
    const uninvited = [eve.descriptor, eve.presence, ...approvedBy(circle, 2, eve.descriptor)]
    const listed = contrive(file.bytes, pileOf([...honest, ...uninvited]), { signer: keys.publishing })
    expect(namesIn(listed)).toContain('Eve')
    const report = must(verifyCatalogue(listed, { trust, now: NOW }))
    expect(report.identical).toBe(false)
    expect(report.rejected.map(({ code }) => code)).toEqual(['member_unintroduced', 'member_unintroduced'])
  })

  it('can leave somebody out, and can list an event in a member’s name, whose letters go to that member', () => {
    expect(namesIn(publish(honest.filter((one) => one !== chen.descriptor)).bytes)).toEqual(['Ben Ode'])
    const event = must(draftEvent(eventJson([chen.keys.id]), { vocabulary }))
    const listed = publish([...honest, signEvent(event, keys, { id: 'evening', now: NOW })])
    const found = readEntries(must(open(listed.bytes))).accepted.find(({ kind }) => kind === 'event')
    expect(found?.kind === 'event' && found.host?.id).toBe(chen.keys.id)
  })

  it('is worth nothing as soon as a manifest names another', () => {
    const next = signingKey('another publishing key')
    const changes = { publishingKeys: [toHex(next.publicKey)] }
    const root = must(changeCommunity(circle.root, changes, keys.root, { now: at(1) }))
    const late = publishCatalogue({ root, statements: honest, vocabulary, publishingKey: keys.publishing, now: at(1) })
    expect(late).toMatchObject({ ok: false, error: { code: 'publish_invalid', detail: { field: 'publishingKey' } } })
    const fresh = must(
      publishCatalogue({ root, statements: honest, vocabulary, publishingKey: next, now: at(1), previous: file.head }),
    )
    const forced = contrive(fresh.bytes, pileOf(honest), { signer: keys.publishing })
    expect(open(forced, at(1))).toMatchObject({ ok: false, error: { code: 'catalogue_undelegated' } })
  })
})

describe('a stolen identity key', () => {
  const thief = as(chen.keys)
  const accomplice = samplePractitioner('Eve')

  it('can change words, and cannot change the key that referrals are sealed to', () => {
    const others = must(createKeys({ now: NOW, random: seeded('of the thief') }))
    const said = must(draftDescriptor(descriptorJson({ summary: 'Write to me.' }), { vocabulary, keys: others }))
    const swapped = signDescriptor(
      said,
      { ...others, id: chen.keys.id, identity: chen.keys.identity },
      { now: NOW, sequence: NOW + 5 },
    )
    const published = publish([...honest, swapped])
    const entry = readEntries(must(open(published.bytes))).accepted.find(({ id }) => id === chen.keys.id)
    if (entry?.kind !== 'practitioner') throw new Error('Chen is listed')
    expect(entry.offer.summary).toBe('Write to me.')
    expect(verifyRecipient(entry.evidence, { now: NOW }).ok).toBe(false)
  })

  it('can give one invitation an epoch, which still takes the vetters, and nothing an approver gives', () => {
    const vouches = ['a', 'b', 'c'].map((name) => samplePractitioner(`Sybil ${name}`))
    const said = vouches.map((one) => vouch(key(one), thief, { now: at(1) }))
    const state = fold(circle, [...honest, ...vouches.map(({ descriptor }) => descriptor), ...said], at(1))
    expect(vouches.filter((one) => state.members.get(one.keys.id)?.introduction !== undefined)).toHaveLength(1)
    expect(vouches.map((one) => standingIn(state, one.keys))).toEqual(Array(3).fill('descriptor_unapproved'))
    const more = [
      must(approve(accomplice.descriptor, thief, { now: at(1) })),
      nameSuccessor(key(chen), key(accomplice), thief, { now: at(1) }),
      nameSuccessor(key(ben), key(accomplice), thief, { now: at(1) }),
    ]
    const after = fold(circle, [...honest, accomplice.descriptor, ...more], at(30))
    expect([ben, chen].map((one) => standingIn(after, one.keys))).toEqual(['listed', 'listed'])
    expect(standingIn(after, accomplice.keys)).toBe('descriptor_unapproved')
  })

  it('can spoil the recovery sheet, and cannot use it: two promises leave the vetters’ way', () => {
    const sheet = signingKey('the sheet in the drawer')
    const forged = signingKey('a sheet of the thief’s')
    const promises = [sheet, forged].map(({ publicKey }) => promiseRecovery(publicKey, thief, { now: NOW }))
    const named = nameSuccessor(key(chen), key(accomplice), { ...thief, signer: forged }, { now: at(1) })
    expect(standingIn(fold(circle, [...honest, ...promises, named], at(40)), chen.keys)).toBe('listed')
    const again = samplePractitioner('Chen Wei, again')
    const vetters = circle.vetters.slice(0, 2).map((one) => nameSuccessor(key(chen), key(again), one, { now: at(2) }))
    const stolen = revoke(key(chen), 'key-stolen', keys, { now: at(2) })
    const approvals = [again.descriptor, ...approvedBy(circle, 2, again.descriptor, at(2))]
    const state = fold(circle, [...honest, ...promises, named, ...vetters, stolen, ...approvals], at(9))
    expect([chen, again].map((one) => standingIn(state, one.keys))).toEqual(['descriptor_revoked', 'listed'])
  })

  it('gives nothing any more once it was replaced: what the thief dates back counts only where vetters had seen it before', () => {
    const sheet = signingKey('the sheet in the drawer')
    const again = samplePractitioner('Chen Wei, again')
    const replaced = [
      promiseRecovery(sheet.publicKey, thief, { now: NOW }),
      nameSuccessor(key(chen), key(again), { ...thief, signer: sheet }, { now: at(3) }),
      again.descriptor,
      ...approvedBy(circle, 2, again.descriptor, at(3)),
    ]
    const datedBack = vouch(key(accomplice), thief, { now: at(1) })
    const fooled = [accomplice.descriptor, ...approvedBy(circle, 2, accomplice.descriptor, at(4))]
    const state = fold(circle, [...honest, ...replaced, datedBack, ...fooled], at(5))
    expect(standingIn(state, accomplice.keys)).toBe('member_unintroduced')
    expect(state.unheeded.map(({ statement }) => statement.bytes)).toEqual([datedBack])
  })
})

describe('a partner’s key', () => {
  const library = signingKey('the library')
  const [dora] = circle.vetters
  if (dora === undefined) throw new Error('a circle has a vetter')
  const state = fold(circle, [...honest, delegateEvents(library.publicKey, 'library', dora, { now: NOW })])
  const event = must(draftEvent(eventJson([chen.keys.id]), { vocabulary }))
  const propose = (id: string, signer = library) => proposeEvent(event, signer, { id, now: NOW })
  const adopt = (proposal: Uint8Array, now = NOW) => adoptEvents([proposal], state, keys, { now })

  it('proposes events under its own name, which the publisher signs', () => {
    const { accepted } = adopt(propose('library-grief-walk'))
    const listed = readEntries(must(open(publish([...honest, ...accepted]).bytes))).accepted
    expect(listed.map(({ id }) => id)).toContain('event:library-grief-walk')
    expect(adopt(propose('library-grief-walk')).accepted).toEqual(accepted)
  })

  it('changes no other event, lists nothing by itself, and ends with its delegation', () => {
    const codes = (proposal: Uint8Array, now = NOW) => adopt(proposal, now).rejected.map(({ code }) => code)
    expect(codes(propose('panic-evening'))).toEqual(['statement_unheeded'])
    expect(codes(propose('libraryofeve-walk'))).toEqual(['statement_unheeded'])
    expect(codes(propose('library-walk', signingKey('Eve')))).toEqual(['statement_unheeded'])
    expect(codes(introduced(circle, chen.keys))).toEqual(['statement_invalid'])
    const later = proposeEvent(event, library, { id: 'library-walk', now: at(366) })
    expect(codes(later, at(366))).toEqual(['statement_unheeded'])
    expect(publish([...honest, propose('library-walk')]).rejected.map(({ code }) => code)).toEqual(['statement_forged'])
  })

  it('speaks for nobody', () => {
    const said = { signer: library, community: keys.root.publicKey }
    const tries = [
      vouch(key(samplePractitioner('Eve')), said, { now: NOW }),
      endorse(key(chen), 'grief', said, { now: NOW }),
    ]
    expect(fold(circle, [...honest, ...tries]).unheeded).toHaveLength(2)
    expect(read(propose('library-walk')).kind).toBe('event')
  })
})
