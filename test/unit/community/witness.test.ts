import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import type { Witnesses } from '../../../src/catalogue/witness.js'
import { createSigningKey } from '../../../src/community/keys.js'
import { changeCommunity } from '../../../src/community/root.js'
import { readSignedHead, type WitnessInput, witness } from '../../../src/community/witness.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days, hours } from '../../../src/kernel/time.js'
import { readStatement, statementKinds } from '../../../src/statement/statement.js'
import { codeOf } from '../../support/cast.js'
import { must, NOW, publishSample, sampleCommunity, samplePractitioner, seeded } from '../../support/catalogue.js'

const harbour = sampleCommunity()
const { root, keys } = harbour
const trust = [keys.root.publicKey]
const signerOf = (name: string) => must(createSigningKey({ random: seeded(`witness ${name}`) }))
const [ferry, tram, lighthouse] = [signerOf('ferry'), signerOf('tram'), signerOf('lighthouse')]
const first = publishSample(harbour, [])
const second = publishSample(harbour, [], { previous: first.head })
const third = publishSample(harbour, [], { previous: second.head })
const other = publishSample(harbour, [samplePractitioner('Chen Wei').presence])
const see = (head: Uint8Array, parts: Partial<WitnessInput> = {}, signer = ferry) =>
  witness(head, signer, { trust, lastWitnessed: 'first-use', now: NOW, ...parts })
const seen = must(see(first.signedHead))

describe('a witness', () => {
  it('says which head it saw, of whom, when, and until when that counts', () => {
    const { kind, issuer, subject, sequence, issued, expires } = must(readStatement(seen.statement))
    expect({ kind, subject, sequence, issued, expires }).toEqual({
      kind: 'witness',
      subject: toHex(keys.root.publicKey),
      sequence: 1,
      issued: NOW,
      expires: first.head.expires,
    })
    expect(issuer).toEqual(ferry.publicKey)
    expect(seen.lastWitnessed).toEqual(first.head)
    expect(statementKinds).toContain('witness')
  })

  it('ends no later than the head, and sooner when it is told', () => {
    const late = after(NOW, days(13))
    expect(must(readStatement(must(see(first.signedHead, { now: late })).statement)).expires).toBe(first.head.expires)
    const brief = must(see(first.signedHead, { expiresIn: hours(6) })).statement
    expect(must(readStatement(brief)).expires).toBe(after(NOW, hours(6)))
  })

  it('signs the same head again, and the next one', () => {
    const { lastWitnessed } = seen
    expect(must(see(first.signedHead, { lastWitnessed })).statement).toEqual(seen.statement)
    expect(must(see(second.signedHead, { lastWitnessed })).lastWitnessed).toEqual(second.head)
  })

  it('signs no step back and no second story', () => {
    expect(codeOf(see(first.signedHead, { lastWitnessed: second.head }))).toBe('catalogue_rolled_back')
    expect(codeOf(see(other.signedHead, { lastWitnessed: first.head }))).toBe('catalogue_equivocal')
    const next = publishSample(harbour, [], { previous: other.head })
    expect(codeOf(see(next.signedHead, { lastWitnessed: first.head }))).toBe('catalogue_equivocal')
  })

  it('overlooks no gap, where a device may', () => {
    const { lastWitnessed } = seen
    expect(see(third.signedHead, { lastWitnessed })).toEqual({
      ok: false,
      error: { code: 'catalogue_chain_broken', detail: { sequence: 2 } },
    })
    expect(codeOf(see(third.signedHead, { lastWitnessed, heads: [second.signedHead] }))).toBe('ok')
  })

  it('signs for nobody whom it does not watch, and nothing that has ended or is no head', () => {
    const eve = sampleCommunity('Eve')
    const eves = publishSample(eve, [])
    expect(codeOf(see(eves.signedHead))).toBe('catalogue_untrusted')
    const both = [...trust, eve.keys.root.publicKey]
    expect(codeOf(see(eves.signedHead, { trust: both, lastWitnessed: first.head }))).toBe('catalogue_foreign')
    expect(codeOf(see(first.signedHead, { now: first.head.expires }))).toBe('catalogue_expired')
    expect(codeOf(see(first.bytes))).toBe('catalogue_invalid')
  })

  it('begins anew with a new publishing key', () => {
    const changes = { publishingKeys: [lighthouse.publicKey] }
    const rotated = must(changeCommunity(root, changes, keys.root, { now: NOW }))
    const next = publishSample(harbour, [], { root: rotated, publishingKey: lighthouse })
    expect(codeOf(see(next.signedHead, { lastWitnessed: third.head }))).toBe('ok')
  })

  it('is nobody who publishes, and needs what it kept', () => {
    expect(() => see(first.signedHead, {}, keys.publishing)).toThrow(RangeError)
    expect(() => see(first.signedHead, { trust: ['ab'] })).toThrow(TypeError)
    // JavaScript callers can do what the type forbids.
    expect(() => see(first.signedHead, { lastWitnessed: undefined as never })).toThrow(/^lastWitnessed: /)
  })

  it('takes the head out of a file', () => {
    expect(must(readSignedHead(first.bytes))).toEqual(first.signedHead)
    expect(codeOf(readSignedHead(first.bytes.subarray(0, 20)))).toBe('catalogue_truncated')
  })
})

describe('what witnesses say, on a device', () => {
  const by = (...signers: readonly (typeof ferry)[]) =>
    signers.map((signer) => must(see(first.signedHead, {}, signer)).statement)
  const asked = [ferry, tram].map(({ publicKey }) => publicKey)
  const open = (witnesses: Witnesses, bytes = first.bytes) =>
    openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW, witnesses })

  it('is counted by key, in the order in which they were asked', () => {
    const statements = by(tram, lighthouse, ferry, tram)
    const catalogue = must(open({ keys: asked, required: 2, statements }))
    expect(catalogue.witnesses).toEqual(asked.map(toHex))
    expect(must(open({ keys: asked.map(toHex), required: 2, statements })).witnesses).toHaveLength(2)
  })

  it('is heard where nobody is needed', () => {
    expect(must(open({ keys: asked, required: 0, statements: by(tram) })).witnesses).toEqual([toHex(tram.publicKey)])
    expect(must(open({ keys: asked, required: 0, statements: [] })).witnesses).toEqual([])
    expect(must(openCatalogue(first.bytes, { trust, lastSeen: 'first-use', now: NOW })).witnesses).toEqual([])
  })

  it('is missing with both numbers', () => {
    expect(open({ keys: asked, required: 2, statements: by(ferry) })).toEqual({
      ok: false,
      error: { code: 'catalogue_unwitnessed', detail: { witnessed: 1, required: 2 } },
    })
  })

  it('is looked at up to a bound', () => {
    const many = new Array<Uint8Array>(64).fill(new Uint8Array(1))
    expect(codeOf(open({ keys: asked, required: 1, statements: [...many, ...by(ferry)] }))).toBe(
      'catalogue_unwitnessed',
    )
    expect(codeOf(open({ keys: asked, required: 1, statements: [...many.slice(1), ...by(ferry)] }))).toBe('ok')
  })

  it('tells two stories apart, in whatever order it comes', () => {
    const others = [must(see(other.signedHead, {}, tram)).statement]
    const both = [...by(ferry, tram), ...others]
    for (const statements of [both, [...both].reverse()]) {
      expect(open({ keys: asked, required: 0, statements })).toEqual({
        ok: false,
        error: {
          code: 'catalogue_equivocal',
          detail: { sequence: 1, ours: first.head.hash, theirs: other.head.hash },
        },
      })
    }
    // Eve is nobody whom this host asks.
    const [statement = new Uint8Array(0)] = others
    expect(codeOf(open({ keys: [ferry.publicKey], required: 1, statements: [...by(ferry), statement] }))).toBe('ok')
  })

  it.each([3, -1, 0.5, Number.NaN])('throws when %s of two are required', (required) => {
    expect(() => open({ keys: asked, required, statements: [] })).toThrow(RangeError)
  })

  it('counts a key once that the host has named twice', () => {
    expect(() => open({ keys: [...asked, ...asked], required: 3, statements: [] })).toThrow(RangeError)
    expect(() => open({ keys: ['ab'], required: 0, statements: [] })).toThrow(/^witnesses.keys: /)
  })
})
