import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { listings, practitioners } from '../../../bench/coldstart/schema.js'
import { openJson, signJson } from '../../../bench/coldstart/signed-json.js'
import { createPeople } from '../../../bench/match/people.js'
import { descriptorSchema } from '../../../src/descriptor/descriptor.js'
import { listingSchema } from '../../../src/descriptor/listing.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { verifySignature } from '../../../src/kernel/signature.js'
import { signBytes, signingKeyFromSeed } from '../../../src/kernel/signing.js'
import { has } from '../../../src/schema/shape.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

// The others of the cold start carry the same duties as an opened catalogue: signatures, hash, and the shape of everything.

const NOW = 1_795_262_400
const checks = { sha256, verify: verifySignature }
const pair = (byte: number) => signingKeyFromSeed(new Uint8Array(32).fill(byte))
const [root, publishing, stranger] = [pair(1), pair(2), pair(3)]
const signed = signJson([{ id: 'Chen' }], { sha256, sign: signBytes }, { root, publishing }, NOW)
const trust = { root: root.publicKey, now: NOW }
const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte))

describe('signed JSON', () => {
  it('opens to what was signed', () => expect(openJson(signed, checks, trust)).toEqual([{ id: 'Chen' }]))
  it.each([
    ['content', { ...signed, body: flipped(signed.body) }],
    ['head', { ...signed, head: { ...signed.head, bytes: flipped(signed.head.bytes) } }],
    ['manifest', { ...signed, manifest: { ...signed.manifest, bytes: flipped(signed.manifest.bytes) } }],
  ])('refuses a changed %s', (_, changed) => expect(() => openJson(changed, checks, trust)).toThrow())
  it('refuses another root, and a publisher whom the root has not named', () => {
    expect(() => openJson(signed, checks, { ...trust, root: stranger.publicKey })).toThrow('the root')
    const head = { ...signed.head, signature: nacl.sign.detached(signed.head.bytes, stranger.secretKey) }
    expect(() => openJson({ ...signed, head }, checks, trust)).toThrow('may publish')
  })
  it('refuses what has ended', () =>
    expect(() => openJson(signed, checks, { ...trust, now: NOW + 1_209_600 })).toThrow('in force'))
})

describe('the schema of zod', () => {
  const person = createPeople(coreVocabulary)
  const hash = '5e'.repeat(32)
  const keyCommitments = [{ epoch: 742, suite: 1, hash }]
  const presence = { capacity: 'capacity', capacityAsOf: NOW, keys: [{ epoch: 742, suite: 1, publicKey: hash }] }
  const validity = { id: hash, name: 'Chen', issued: NOW, expires: NOW + 1 }
  const accepted = (offer: object) =>
    practitioners.safeParse([
      { ...validity, offer: { ...offer, keyCommitments }, presence: { ...presence, issued: NOW, expires: NOW + 1 } },
    ]).success
  const ours = (offer: object) =>
    has(descriptorSchema, { ...offer, keyCommitments: [{ epoch: 742, suite: 1, hash: new Uint8Array(32) }] })
  const { offer } = person(1)

  it('accepts every practitioner that the generator makes, as our reader does', () => {
    const all = Array.from({ length: 300 }, (_, index) => person(index).offer)
    expect(all.filter((one) => !accepted(one) || !ours(one))).toEqual([])
  })
  it.each([
    { surprise: 1 },
    { name: '' },
    { name: 'right\u202eleft' },
    { summary: 'x'.repeat(601) },
    { concepts: [{ concept: 'Anxiety', level: 1 }] },
    { concepts: [{ concept: 'anxiety', level: 5 }] },
    { concepts: [{ concept: 'anxiety', level: 1, weight: 2 }] },
    { modalities: { yes: ['cbt'], maybe: [] } },
    { modalities: { yes: Array.from({ length: 81 }, () => 'cbt') } },
    { languages: { yes: ['english'] } },
    { fees: [{ model: 'fixed', currency: 'USD', from: 2, to: 1 }] },
    { fees: [{ model: 'fixed', currency: 'usd' }] },
    { locations: [{ region: 'us' }] },
    { locations: [{ region: 'US', point: { latitudeMicrodegrees: 91_000_000, longitudeMicrodegrees: 0 } }] },
    { licences: [{ region: 'US-WA', status: 'lost' }] },
    { slots: [{ day: 'mon', fromMinute: 60, toMinute: 60 }] },
    { zone: { id: 'Zone', transitions: [] } },
    { openers: [] },
    { answersWithinDays: 0 },
    { notice: { controller: 'Chen' } },
    { rules: [{ about: 'gender', anyOf: [] }] },
    { interpreter: 'yes' },
    { bookingLink: 'http://example.org' },
  ])('refuses what our reader refuses: %o', (part) => {
    expect([ours({ ...offer, ...part }), accepted({ ...offer, ...part })]).toEqual([false, false])
  })
  it('reads listings in their own shape', () => {
    const listing = { id: 'entry-1', name: 'Harbour clinic', concepts: [{ concept: 'anxiety', level: 2 }] }
    const of = (value: object) => listings.safeParse([{ ...validity, id: 'listing:entry-1', offer: value }]).success
    expect([has(listingSchema, listing), of(listing)]).toEqual([true, true])
    const wrong = { ...listing, id: 'Entry 1' }
    expect([has(listingSchema, wrong), of(wrong)]).toEqual([false, false])
  })
})
