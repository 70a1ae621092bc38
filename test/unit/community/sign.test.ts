import { describe, expect, it } from 'vitest'
import { approve, revoke, signEvent, signListings } from '../../../src/community/sign.js'
import { draftEvent, draftListings } from '../../../src/descriptor/draft.js'
import { after, days } from '../../../src/kernel/time.js'
import { decodeBody } from '../../../src/statement/body.js'
import { openStatement, type StatementKind } from '../../../src/statement/statement.js'
import { revocationFormat } from '../../../src/trust/manifest.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { eventJson, listingsJson, must, NOW, sampleCommunity, samplePractitioner } from '../../support/catalogue.js'

const { keys } = sampleCommunity()
const chen = samplePractitioner('Chen Wei').keys
const key = chen.identity.publicKey
const event = must(draftEvent(eventJson([chen.id]), { vocabulary }))
const batch = must(draftListings(listingsJson(2), { vocabulary }))
const open = (bytes: Uint8Array, kind: StatementKind) => must(openStatement(bytes, { kind, now: NOW }))

describe('what a community signs', () => {
  it('approves with the root key', () => {
    const approval = open(approve(key, keys, { now: NOW }), 'approval')
    expect(approval).toMatchObject({ subject: chen.id, issuer: keys.root.publicKey, expires: after(NOW, days(180)) })
  })

  it('revokes with the root key, publishing a category and nothing else', () => {
    const revocation = open(revoke(key, 'conduct', keys, { now: NOW }), 'revocation')
    expect(revocation).toMatchObject({ subject: chen.id, issuer: keys.root.publicKey })
    expect(must(decodeBody(revocationFormat, revocation.body))).toEqual({ category: 'conduct' })
  })

  it('revokes for longer than any approval can live', () => {
    // Asked for less by a host without types, it lasts as long: an approval beside it must not outlive it.
    const options = { now: NOW, expiresIn: days(1) }
    const { expires } = open(revoke(key, 'left', keys, options), 'revocation')
    expect(expires).toBeGreaterThan(after(NOW, days(400)))
    expect(() => approve(key, keys, { now: NOW, expiresIn: days(401) })).toThrow(RangeError)
  })

  it('signs events and listings with the publishing key', () => {
    const evening = open(signEvent(event, keys, { id: 'evening', now: NOW }), 'event')
    expect(evening).toMatchObject({ subject: 'evening', issuer: keys.publishing.publicKey })
    const directory = open(signListings(batch, keys, { id: 'directory-1', now: NOW }), 'listing-batch')
    expect(directory).toMatchObject({ subject: 'directory-1', issuer: keys.publishing.publicKey })
  })

  it('refuses a key that could belong to anybody', () => {
    expect(() => approve(new Uint8Array(32), keys, { now: NOW })).toThrow(RangeError)
    expect(() => revoke(new Uint8Array(31), 'other', keys, { now: NOW })).toThrow(RangeError)
  })

  it('refuses an id that is none', () => {
    expect(() => signEvent(event, keys, { id: 'An evening', now: NOW })).toThrow(TypeError)
  })
})
