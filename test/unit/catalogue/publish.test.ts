import { describe, expect, it } from 'vitest'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { createCommunity } from '../../../src/community/create.js'
import { approve, revoke, signListings } from '../../../src/community/sign.js'
import { descriptorFormat } from '../../../src/descriptor/formats.js'
import { copyBytes } from '../../../src/kernel/bytes.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { after, days } from '../../../src/kernel/time.js'
import { toWire } from '../../../src/kernel/wire.js'
import { decodeBody } from '../../../src/statement/body.js'
import { readStatement } from '../../../src/statement/statement.js'
import { readRoot } from '../../../src/trust/root-chain.js'
import { extendVocabulary, coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  listingsJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  samplePractitioner,
  sampleWorld,
} from '../../support/catalogue.js'
import { signRaw } from '../../support/forge.js'

const { community: harbour, chen, statements } = sampleWorld()
const { root, keys } = harbour
const publishingKey = keys.publishing
const input = { root, statements, vocabulary, publishingKey, now: NOW }
const publish = (extra: readonly Uint8Array[]) => publishSample(harbour, [...statements, ...extra])

/** Chen's descriptor with parts changed past `draftDescriptor`'s checks, as a careless tool might sign it. */
function carelessDescriptor(parts: object): Uint8Array {
  const { body } = must(readStatement(chen.descriptor))
  const said = { ...must(decodeBody(descriptorFormat, body)), ...parts }
  const times = { sequence: NOW + 1 }
  return signRaw('descriptor', chen.keys.id, encodeCbor(toWire(said, descriptorFormat.keys)), chen.keys.identity, times)
}

describe('publishCatalogue', () => {
  it('derives sequence and chain from the previous head', () => {
    const first = publishSample(harbour, statements)
    const second = publishSample(harbour, statements, { previous: first.head })
    expect([first.head.sequence, second.head.sequence]).toEqual([1, 2])
    expect(second.head.hash).not.toBe(first.head.hash)
  })

  it('gives the same bytes for the same statements in any order, duplicates included', () => {
    const { bytes } = publishSample(harbour, statements)
    expect(publishSample(harbour, [...statements].reverse()).bytes).toEqual(bytes)
    expect(publishSample(harbour, [...statements, ...statements]).bytes).toEqual(bytes)
  })

  it('counts what is replaced, and keeps the newest', () => {
    const later = (NOW + 1) as typeof NOW // still a whole number of seconds
    const shorter = must(approve(chen.descriptor, keys, { now: later, expiresIn: days(9) }))
    expect(publish([shorter])).toMatchObject({ superseded: 1, rejected: [], entries: 5 })
  })

  const changed = copyBytes(chen.presence)
  changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1
  it.each([
    ['no statement', Uint8Array.of(1), 'statement_invalid'],
    ['a signature that does not fit', changed, 'statement_forged'],
    ['an id the vocabulary does not know', carelessDescriptor({ notOffered: ['nothing-known'] }), 'descriptor_invalid'],
    [
      'a special category without consent',
      carelessDescriptor({ facets: { yes: ['faith.muslim'] } }),
      'descriptor_invalid',
    ],
    ['a descriptor without a name', carelessDescriptor({ name: '' }), 'descriptor_invalid'],
    ['an event that is none', signRaw('event', 'odd', Uint8Array.of(0xa0), publishingKey), 'descriptor_invalid'],
    ['a batch that is none', signRaw('listing-batch', 'odd', Uint8Array.of(0xa0), publishingKey), 'descriptor_invalid'],
    ['an unapproved descriptor', samplePractitioner('Asha').descriptor, 'descriptor_unapproved'],
    ['the manifest itself', must(readRoot(root)).last.statement.bytes, 'statement_forged'],
  ])('leaves out, with place and code: %s', (_, statement, code) => {
    const published = publish([statement])
    expect(published.rejected).toEqual([{ index: statements.length, item: undefined, code }])
    expect(published.bytes).toEqual(publish([]).bytes)
  })

  it('leaves a revoked practitioner out and the revocation in', () => {
    const published = publish([revoke(chen.keys.identity.publicKey, 'left', keys, { now: NOW })])
    expect(published.rejected).toEqual([0, 1].map((index) => ({ index, item: undefined, code: 'descriptor_revoked' })))
    expect(published.entries).toBe(4)
  })

  it('leaves a whole batch out when one of its listings is already listed', () => {
    // The builder's JSON has the signed form's shape.
    const batch = listingsJson(1) as Parameters<typeof signListings>[0]
    const published = publish([signListings(batch, keys, { id: 'directory-2', now: NOW })])
    expect(published.rejected).toEqual([{ index: statements.length, item: 0, code: 'statement_invalid' }])
    expect(published.entries).toBe(5)
  })

  it('leaves the neighbours of such a listing out with it: what is listed is what was signed and published', () => {
    const { listings, ...batch } = listingsJson(3) as Parameters<typeof signListings>[0] // as above
    const own = listings.map((listing, nth) => (nth === 0 ? listing : { ...listing, id: `other-${nth}` }))
    const second = signListings({ ...batch, listings: own }, keys, { id: 'directory-2', now: NOW })
    const published = publish([second])
    expect(published.rejected).toEqual([{ index: statements.length, item: 0, code: 'statement_invalid' }])
    expect(published.entries).toBe(5)
    expect(published.bytes).toEqual(publish([]).bytes)
  })

  it('leaves a batch in whose name somebody else signed another', () => {
    const other = signRaw('listing-batch', 'directory-1', Uint8Array.of(0xa0), chen.keys.identity)
    const batch = listingsJson(2) as Parameters<typeof signListings>[0] // as above
    const { body } = must(readStatement(signListings(batch, keys, { id: 'directory-1', now: NOW })))
    const sound = signRaw('listing-batch', 'directory-1', body, chen.keys.identity, { sequence: NOW + 1 })
    for (const statement of [other, sound]) expect(publish([statement])).toMatchObject({ entries: 5 })
    expect(publish([sound]).bytes).toEqual(publish([]).bytes)
  })

  it('says what ends within 14 days', () => {
    const approving = (count: number) => must(approve(chen.descriptor, keys, { now: NOW, expiresIn: days(count) }))
    const endingOf = (...approvals: Uint8Array[]) =>
      publishSample(harbour, [chen.descriptor, chen.presence, ...approvals]).ending
    expect(endingOf(approving(14))).toEqual([
      { kind: 'approval', subject: chen.keys.id, expires: after(NOW, days(14)) },
    ])
    expect(endingOf(approving(15))).toEqual([])
    // What ends beside another approval that stands darkens nobody.
    expect(endingOf(approving(14), approving(15))).toEqual([])
  })

  it('carries the extensions of the vocabulary', () => {
    const own = must(
      extendVocabulary(vocabulary, [
        { facet: 'concern', id: 'harbour-fog', labels: [{ language: 'en', text: 'Fog' }] },
      ]),
    )
    const fog = carelessDescriptor({ concepts: [{ concept: 'harbour-fog', level: 4 }] })
    expect(publishSample(harbour, [...statements, fog], { vocabulary: own }).rejected).toEqual([])
    expect(publish([fog]).rejected).toHaveLength(1)
  })

  it('refuses a publishing key that the manifest does not name', () => {
    const result = publishCatalogue({ ...input, publishingKey: keys.root })
    expect(result).toEqual({
      ok: false,
      error: { code: 'publish_invalid', detail: { field: 'publishingKey', index: 0 } },
    })
  })

  it("refuses to continue another community's chain", () => {
    const { head } = publishSample(harbour, [])
    const eve = sampleCommunity('Eve')
    const result = publishCatalogue({ ...input, root: eve.root, publishingKey: eve.keys.publishing, previous: head })
    expect(result).toEqual({ ok: false, error: { code: 'publish_invalid', detail: { field: 'previous', index: 0 } } })
  })

  it('refuses a manifest that is none, forged or ended', () => {
    const codeOf = (parts: object) => {
      const result = publishCatalogue({ ...input, ...parts })
      return result.ok ? 'ok' : result.error.code
    }
    expect(codeOf({ root: chen.descriptor })).toBe('root_invalid')
    const forged = copyBytes(root)
    forged[forged.length - 40] = (forged[forged.length - 40] ?? 0) ^ 1
    expect(codeOf({ root: forged })).toBe('root_forged')
    const draft = { name: 'Harbour', contact: 'x', charterHash: '11'.repeat(32), policy: { approvalsRequired: 1 } }
    const brief = must(createCommunity(draft, keys, { now: NOW, expiresIn: days(1) }))
    expect(codeOf({ root: brief, now: after(NOW, days(1)) })).toBe('root_expired')
  })

  it('refuses to last more than 14 days', () => {
    expect(() => publishCatalogue({ ...input, expiresIn: days(15) })).toThrow(RangeError)
  })

  it('reports progress and stops when asked to', () => {
    const signal = { aborted: false }
    const seen: number[] = []
    const onProgress = ({ done, total }: { done: number; total: number }) => {
      expect(total).toBe(statements.length)
      seen.push(done)
      signal.aborted = done === 3
    }
    expect(publishCatalogue({ ...input, signal, onProgress })).toEqual({
      ok: false,
      error: { code: 'work_aborted', detail: {} },
    })
    expect(seen).toEqual([1, 2, 3])
  })
})
