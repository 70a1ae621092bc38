import { describe, expect, it } from 'vitest'
import { approve, revoke, signEvent, signListings } from '../../../src/community/sign.js'
import { commitmentOf } from '../../../src/descriptor/commitment.js'
import { draftEvent, draftListings } from '../../../src/descriptor/draft.js'
import { descriptorFormat } from '../../../src/descriptor/formats.js'
import { promisedKeys } from '../../../src/descriptor/keys.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { after, days } from '../../../src/kernel/time.js'
import { toWire } from '../../../src/kernel/wire.js'
import { decodeBody } from '../../../src/statement/body.js'
import { openStatement, readStatement, type StatementKind } from '../../../src/statement/statement.js'
import { approvalFormat, revocationFormat } from '../../../src/trust/manifest.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { eventJson, listingsJson, must, NOW, sampleCommunity, samplePractitioner } from '../../support/catalogue.js'
import { signRaw } from '../../support/forge.js'

const { keys } = sampleCommunity()
const { keys: chen, descriptor, presence } = samplePractitioner('Chen Wei')
const key = chen.identity.publicKey
const event = must(draftEvent(eventJson([chen.id]), { vocabulary }))
const batch = must(draftListings(listingsJson(2), { vocabulary }))
const open = (bytes: Uint8Array, kind: StatementKind) => must(openStatement(bytes, { kind, now: NOW }))

/** Eve's: the neutral element, under which one signature fits everything. */
const weak = {
  publicKey: Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0)),
  secretKey: chen.identity.secretKey,
}
const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))

describe('what a community signs', () => {
  it('approves with the root key', () => {
    const approval = open(must(approve(descriptor, keys, { now: NOW })), 'approval')
    expect(approval).toMatchObject({ subject: chen.id, issuer: keys.root.publicKey, expires: after(NOW, days(180)) })
  })

  it('approves exactly the keys that the descriptor promises, and names its community', () => {
    const { body } = open(must(approve(descriptor, keys, { now: NOW })), 'approval')
    const keyCommitments = promisedKeys(chen).map(commitmentOf)
    expect(must(decodeBody(approvalFormat, body))).toEqual({ community: keys.root.publicKey, keyCommitments })
  })

  it('approves no descriptor that is none, is not its subject’s own, or has ended', () => {
    const codeOf = (bytes: Uint8Array, now = NOW) => {
      const approved = approve(bytes, keys, { now })
      return approved.ok ? 'ok' : approved.error.code
    }
    expect(codeOf(presence)).toBe('statement_invalid')
    expect(codeOf(new Uint8Array(0))).toBe('statement_invalid')
    expect(codeOf(signRaw('descriptor', chen.id, Uint8Array.of(0xa0), chen.identity))).toBe('statement_invalid')
    expect(codeOf(flipped(descriptor))).toBe('statement_forged')
    // A key of small order would verify everybody's signature.
    const anybodys = must(readStatement(descriptor)).body
    expect(codeOf(signRaw('descriptor', chen.id, anybodys, keys.publishing))).toBe('statement_forged')
    expect(codeOf(signRaw('descriptor', '01'.padEnd(64, '0'), anybodys, weak))).toBe('statement_forged')
    expect(codeOf(descriptor, after(NOW, days(180)))).toBe('statement_expired')
    expect(codeOf(descriptor, after(NOW, days(179)))).toBe('ok')
  })

  it('approves no descriptor that promises two keys for one epoch', () => {
    const said = must(decodeBody(descriptorFormat, must(readStatement(descriptor)).body))
    const [first, ...rest] = said.keyCommitments
    const keyCommitments = [first, { ...first, hash: new Uint8Array(32) }, ...rest.slice(1)]
    const body = encodeCbor(toWire({ ...said, keyCommitments }, descriptorFormat.keys))
    expect(approve(signRaw('descriptor', chen.id, body, chen.identity), keys, { now: NOW })).toEqual({
      ok: false,
      error: { code: 'statement_invalid', detail: { field: 'keyCommitments' } },
    })
  })

  it('revokes with the root key, publishing a category and nothing else', () => {
    const revocation = open(revoke(key, 'conduct', keys, { now: NOW }), 'revocation')
    expect(revocation).toMatchObject({ subject: chen.id, issuer: keys.root.publicKey })
    expect(must(decodeBody(revocationFormat, revocation.body))).toEqual({
      community: keys.root.publicKey,
      category: 'conduct',
    })
  })

  it('revokes for longer than any approval can live', () => {
    // Asked for less by a host without types, it lasts as long: an approval beside it must not outlive it.
    const options = { now: NOW, expiresIn: days(1) }
    const { expires } = open(revoke(key, 'left', keys, options), 'revocation')
    expect(expires).toBeGreaterThan(after(NOW, days(400)))
    expect(() => approve(descriptor, keys, { now: NOW, expiresIn: days(401) })).toThrow(RangeError)
  })

  it('signs events and listings with the publishing key', () => {
    const evening = open(signEvent(event, keys, { id: 'evening', now: NOW }), 'event')
    expect(evening).toMatchObject({ subject: 'evening', issuer: keys.publishing.publicKey })
    const directory = open(signListings(batch, keys, { id: 'directory-1', now: NOW }), 'listing-batch')
    expect(directory).toMatchObject({ subject: 'directory-1', issuer: keys.publishing.publicKey })
  })

  it('refuses a key that could belong to anybody', () => {
    expect(() => revoke(new Uint8Array(32), 'other', keys, { now: NOW })).toThrow(RangeError)
    expect(() => revoke(new Uint8Array(31), 'other', keys, { now: NOW })).toThrow(RangeError)
  })

  it('refuses an id that is none', () => {
    expect(() => signEvent(event, keys, { id: 'An evening', now: NOW })).toThrow(TypeError)
  })
})
