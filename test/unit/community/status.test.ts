import { describe, expect, it } from 'vitest'
import { foldStatements } from '../../../src/catalogue/open-community.js'
import { consequencesOf } from '../../../src/community/consequences.js'
import { approve, revoke } from '../../../src/community/sign.js'
import { attest, delegateEvents, nameSuccessor, vouch } from '../../../src/community/speak.js'
import { communityStatus } from '../../../src/community/status.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { replaceOpeningKeys } from '../../../src/descriptor/keys.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { stillAsked } from '../../../src/trust/still-asked.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, must, NOW, sampleCommunity, samplePractitioner } from '../../support/catalogue.js'
import { approvedBy, at, circleOf, introduced, signingKey } from '../../support/circle.js'

const circle = circleOf(3, 2, { checklist: ['charter-signed', 'met'] })
const { root, as } = circle
const [dora, second] = circle.vetters
if (dora === undefined || second === undefined) throw new Error('a circle has vetters')
const [ben, chen, noor] = ['Ben', 'Chen', 'Noor'].map((name) => samplePractitioner(name))
if (!ben || !chen || !noor) throw new Error('three people')
const key = (of: typeof ben) => of.keys.identity.publicKey
const items = ['charter-signed', 'met']
const benIn = [
  ben.descriptor,
  ben.presence,
  introduced(circle, ben.keys),
  ...approvedBy(circle, 2, ben.descriptor),
  attest(key(ben), items, dora, { now: NOW }),
]
const status = (statements: readonly Uint8Array[], now = NOW, more: object = {}) =>
  communityStatus(must(foldStatements(statements, { root, now })), { now, ...more })
const of = (statements: readonly Uint8Array[], who = chen, now = NOW) =>
  status(statements, now).members.find(({ id }) => id === who.keys.id)

describe('what a community still asks of somebody', () => {
  const hex = (speaker: typeof dora) => toHex(speaker.signer.publicKey)
  it('is everything, of whoever has only written; and less with each word that is said', () => {
    const said: Uint8Array[] = [chen.descriptor]
    expect(of(said)?.asked).toEqual([
      { code: 'approvals', required: 2, by: [] },
      { code: 'introduction' },
      { code: 'attestations', items },
    ])
    said.push(must(approve(chen.descriptor, second, { now: NOW })), attest(key(chen), ['met'], second, { now: NOW }))
    expect(of(said)?.asked).toEqual([
      { code: 'approvals', required: 2, by: [hex(second)] },
      { code: 'introduction' },
      { code: 'attestations', items: ['charter-signed'] },
    ])
    said.push(introduced(circle, chen.keys), attest(key(chen), ['charter-signed'], dora, { now: NOW }))
    expect(of(said)).toMatchObject({ listed: false, asked: [{ code: 'approvals' }] })
    said.push(must(approve(chen.descriptor, dora, { now: NOW })))
    expect(of(said)).toMatchObject({
      listed: true,
      asked: [],
      name: 'Chen',
      approvedBy: [hex(dora), hex(second)].sort(),
    })
  })

  it('is a description, of whoever was introduced and has not written yet, and everything of a key nobody knows', () => {
    expect(of([introduced(circle, chen.keys)])?.asked.map(({ code }) => code)).toEqual([
      'description',
      'approvals',
      'attestations',
    ])
    const asked = stillAsked(must(foldStatements([], { root, now: NOW })), chen.keys.id, NOW).map(({ code }) => code)
    expect(asked).toEqual(['description', 'approvals', 'introduction', 'attestations'])
  })

  it('is another key, of whoever was revoked, and time, of a key that takes the place of another', () => {
    expect(of([...benIn, revoke(key(ben), 'left', circle.keys, { now: at(1) })], ben, at(1))?.asked).toEqual([
      { code: 'another_key' },
    ])
    const named = [dora, second].map((by) => nameSuccessor(key(ben), key(chen), by, { now: at(1) }))
    expect(of([...benIn, chen.descriptor, ...named], chen, at(2))?.asked[0]).toEqual({
      code: 'cool_down',
      until: at(8),
    })
  })

  it('asks for no introduction and no checklist where the policy does not', () => {
    const plain = sampleCommunity()
    const opened = communityStatus(must(foldStatements([chen.descriptor], { root: plain.root, now: NOW })), {
      now: NOW,
    })
    expect(opened.members[0]?.asked).toEqual([{ code: 'approvals', required: 1, by: [] }])
  })
})

describe('communityStatus', () => {
  it('says what ends of a member, and counts approvals from the second last where two are required', () => {
    const longer = must(approve(ben.descriptor, dora, { now: NOW, expiresIn: days(300) }))
    const ends = Object.fromEntries(of([...benIn, longer], ben)?.ends.map(({ what, until }) => [what, until]) ?? [])
    expect(ends).toEqual({
      presence: at(35),
      description: at(180),
      approvals: at(180),
      attestations: at(365),
      introduction: at(730),
      keys: expect.any(Number),
    })
    // Keys are promised by epochs of 28 days.
    expect(Number(ends['keys']) % (28 * 86_400)).toBe(0)
  })

  it('tells of manifest, list and partners beside members', () => {
    const library = signingKey('library')
    const until = after(NOW, days(10))
    const said = [...benIn, delegateEvents(library.publicKey, 'library', dora, { now: NOW, expiresIn: days(10) })]
    expect(status(said, NOW, { head: { expires: after(NOW, days(3)) } }).ending).toEqual([
      { what: 'list', of: undefined, until: after(NOW, days(3)) },
      { what: 'partner', of: toHex(library.publicKey), until },
    ])
    expect(status(said, after(NOW, days(725))).ending[0]).toEqual({ what: 'manifest', of: undefined, until: at(730) })
  })

  it('says whether people can write to somebody, and why not', () => {
    expect(of(benIn, ben)?.reach).toEqual({ code: 'open' })
    expect(
      of(
        benIn.filter((one) => one !== ben.presence),
        ben,
      )?.reach,
    ).toEqual({ code: 'presence_stale' })
    expect(of([ben.descriptor, ben.presence], ben)?.reach).toEqual({ code: 'keys_unapproved' })
    const replaced = must(replaceOpeningKeys(ben.keys, { now: at(1) }))
    const draft = must(draftDescriptor(descriptorJson({ name: 'Ben' }), { vocabulary: coreVocabulary, keys: replaced }))
    const descriptor = signDescriptor(draft, replaced, { now: at(1) })
    const presence = must(confirmPresence(replaced, { capacity: 'capacity' }, { now: at(1) }))
    const renewed = [...benIn, descriptor, presence]
    expect(of(renewed, ben, at(1))?.reach).toEqual({ code: 'keys_unapproved' })
    const again = [dora, second].map((by) => must(approve(descriptor, by, { now: at(1) })))
    expect(of([...renewed, ...again], ben, at(1))?.reach).toEqual({ code: 'keys_cooling_down', until: at(8) })
    expect(of([...renewed, ...again], ben, at(8))?.reach).toEqual({ code: 'open' })
  })
})

describe('consequencesOf', () => {
  const between = (statements: readonly Uint8Array[], added: readonly Uint8Array[], now = NOW) => {
    const state = (said: readonly Uint8Array[]) => must(foldStatements(said, { root, now })).state
    return consequencesOf(state(statements), state([...statements, ...added]))
  }
  const byBen = vouch(key(chen), as(ben.keys), { now: NOW })
  const chenIn = [
    chen.descriptor,
    byBen,
    ...approvedBy(circle, 2, chen.descriptor),
    attest(key(chen), items, dora, { now: NOW }),
  ]
  const statements = [...benIn, ...chenIn]
  const follows = (added: readonly Uint8Array[]) => between(statements, added, at(1))

  it('names whom a revocation for cause leaves without an introduction, and by when', () => {
    const revoked = follows([revoke(key(ben), 'conduct', circle.keys, { now: at(1) })])
    expect(revoked).toHaveLength(2)
    expect(revoked).toContainEqual({ id: ben.keys.id, code: 'unlisted' })
    expect(revoked).toContainEqual({ id: chen.keys.id, code: 'introduction_lapsing', until: at(15) })
  })

  it('names nobody else where somebody leaves, and whom a last word lets in', () => {
    expect(follows([revoke(key(ben), 'left', circle.keys, { now: at(1) })])).toEqual([
      { id: ben.keys.id, code: 'unlisted' },
    ])
    const noorBut = [noor.descriptor, introduced(circle, noor.keys), ...approvedBy(circle, 2, noor.descriptor)]
    const last = attest(key(noor), items, second, { now: NOW })
    expect(between(noorBut, [last])).toEqual([{ id: noor.keys.id, code: 'listed' }])
    expect(follows([])).toEqual([])
  })
})
