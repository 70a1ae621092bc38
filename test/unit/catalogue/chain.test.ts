import { describe, expect, it } from 'vitest'
import { MAX_HEADS } from '../../../src/catalogue/chain.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import type { OpenOptions } from '../../../src/catalogue/open-file.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { createSigningKey } from '../../../src/community/keys.js'
import { changeCommunity } from '../../../src/community/root.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { must, NOW, publishSample, sampleCommunity, seeded } from '../../support/catalogue.js'

const harbour = sampleCommunity()
const { root, keys } = harbour
const trust = [keys.root.publicKey]
const open = (bytes: Uint8Array, parts: Partial<OpenOptions> = {}) =>
  openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW, ...parts })
const continuityOf = (bytes: Uint8Array, parts: Partial<OpenOptions>) => must(open(bytes, parts)).continuity
const failureOf = (bytes: Uint8Array, parts: Partial<OpenOptions>) => {
  const result = open(bytes, parts)
  return result.ok ? 'ok' : result.error
}

/** So many lists, each after the one before. */
function series(count: number) {
  const published = [publishSample(harbour, [])]
  while (published.length < count) published.push(publishSample(harbour, [], { previous: published.at(-1)?.head }))
  return published
}
const lists = series(5)
const [first, second, third, fourth, fifth] = lists
if (!first || !second || !third || !fourth || !fifth) throw new Error('five were published')

const newKey = must(createSigningKey({ random: seeded('a new publishing key') }))
const rotated = must(changeCommunity(root, { publishingKeys: [newKey.publicKey] }, keys.root, { now: NOW }))

describe('how a catalogue follows the last one', () => {
  it('says that nothing was seen, that it is the same, the next one, or one after a gap', () => {
    expect(continuityOf(first.bytes, {})).toBe('first-use')
    expect(continuityOf(first.bytes, { lastSeen: first.head })).toBe('chained')
    expect(continuityOf(second.bytes, { lastSeen: first.head })).toBe('chained')
    expect(continuityOf(third.bytes, { lastSeen: first.head })).toBe('gap')
  })

  it('follows the heads between, in any order, others among them', () => {
    const heads = [third, second, fourth, first].map(({ signedHead }) => signedHead)
    expect(continuityOf(fifth.bytes, { lastSeen: first.head, heads })).toBe('chained')
    expect(continuityOf(third.bytes, { lastSeen: first.head, heads: [second.signedHead] })).toBe('chained')
    // Where there is no gap, nothing is asked of them.
    expect(continuityOf(second.bytes, { lastSeen: first.head, heads: [] })).toBe('chained')
    expect(continuityOf(second.bytes, { heads: [] })).toBe('first-use')
  })

  it('names the first head that is missing', () => {
    const broken = (sequence: number) => ({ code: 'catalogue_chain_broken', detail: { sequence } })
    const heads = [second, fourth].map(({ signedHead }) => signedHead)
    expect(failureOf(fifth.bytes, { lastSeen: first.head, heads })).toEqual(broken(3))
    expect(failureOf(fifth.bytes, { lastSeen: first.head, heads: [] })).toEqual(broken(4))
    expect(failureOf(third.bytes, { lastSeen: first.head, heads: [new Uint8Array(0)] })).toEqual(broken(2))
  })

  it('looks at so many heads and no more', () => {
    const heads = [...new Array<Uint8Array>(MAX_HEADS).fill(new Uint8Array(1)), second.signedHead]
    expect(failureOf(third.bytes, { lastSeen: first.head, heads })).toMatchObject({ code: 'catalogue_chain_broken' })
    expect(failureOf(third.bytes, { lastSeen: first.head, heads: heads.slice(1) })).toBe('ok')
  })

  it('finds a head that names its predecessor under another number', () => {
    // The publisher signs number 4 right after number 2, and number 3 after it.
    const four = publishSample(harbour, [], { previous: { ...second.head, sequence: 3 } })
    const five = publishSample(harbour, [], { previous: { ...four.head, sequence: 2 } })
    const six = publishSample(harbour, [], { previous: { ...five.head, sequence: 5 } })
    const heads = [second, four, five].map(({ signedHead }) => signedHead)
    expect(failureOf(six.bytes, { lastSeen: second.head, heads })).toMatchObject({ code: 'catalogue_chain_broken' })
  })
})

describe('a publishing key that was taken out', () => {
  const thiefs = publishSample(harbour, [], { previous: { ...first.head, sequence: 0xffff_fffe } })
  const next = publishSample(harbour, [], { root: rotated, publishingKey: newKey, previous: first.head })

  it('leaves its highest number behind', () => {
    const lastSeen = must(open(thiefs.bytes, { lastSeen: first.head })).head
    expect(lastSeen.sequence).toBe(0xffff_ffff)
    expect(next.head.sequence).toBe(2)
    expect(continuityOf(next.bytes, { lastSeen })).toBe('new-publisher')
    expect(failureOf(second.bytes, { lastSeen })).toMatchObject({ code: 'catalogue_rolled_back' })
  })

  it('lets a list begin anew that was lost', () => {
    const anew = publishSample(harbour, [], { root: rotated, publishingKey: newKey })
    expect(continuityOf(anew.bytes, { lastSeen: fifth.head })).toBe('new-publisher')
  })

  it('does not come back, once the rotation was seen', () => {
    const { head } = must(open(next.bytes))
    expect(failureOf(thiefs.bytes, { lastSeen: head })).toEqual({
      code: 'root_rolled_back',
      detail: { sequence: 1, lastSeen: 2 },
    })
    expect(failureOf(fifth.bytes, { lastSeen: head })).toMatchObject({ code: 'root_rolled_back' })
  })

  it('keeps counting while the manifest still names it, beside another', () => {
    const both = must(
      changeCommunity(root, { publishingKeys: [keys.publishing.publicKey, newKey.publicKey] }, keys.root, { now: NOW }),
    )
    const other = publishSample(harbour, [], { root: both, publishingKey: newKey, previous: first.head })
    expect(continuityOf(other.bytes, { lastSeen: first.head })).toBe('chained')
    expect(failureOf(other.bytes, { lastSeen: fifth.head })).toMatchObject({ code: 'catalogue_rolled_back' })
  })
})

describe('a manifest that was seen', () => {
  it('is the one that is found again, also under later ones', () => {
    const { head } = publishSample(harbour, [])
    const later = publishSample(harbour, [], { root: rotated, publishingKey: newKey, previous: head })
    expect(open(later.bytes, { lastSeen: head }).ok).toBe(true)
    const lastSeen = { ...head, manifestHash: '00'.repeat(32) }
    expect(failureOf(later.bytes, { lastSeen })).toEqual({
      code: 'root_equivocal',
      detail: { sequence: 1, ours: lastSeen.manifestHash, theirs: head.manifestHash },
    })
  })

  it.each(['publisher', 'manifestHash', 'hash', 'community', 'sequence', 'manifest'] as const)(
    'throws when the host has lost its %s',
    (member) => {
      // JavaScript callers can do what the type forbids.
      const lastSeen = { ...first.head, [member]: undefined } as unknown as typeof first.head
      expect(() => open(first.bytes, { lastSeen })).toThrow(/^lastSeen: /)
    },
  )
})

describe('publishing', () => {
  const input = { root, statements: [], vocabulary, publishingKey: keys.publishing, now: NOW }
  const invalid = (field: string) => ({ ok: false, error: { code: 'publish_invalid', detail: { field, index: 0 } } })

  it('gives the signed head that lies in the file', () => {
    const { bytes, signedHead } = publishSample(harbour, [])
    expect(bytes.subarray(9, 9 + signedHead.length)).toEqual(signedHead)
  })

  it('refuses what devices that saw the last list would refuse', () => {
    const next = publishSample(harbour, [], { root: rotated, publishingKey: newKey, previous: first.head })
    expect(publishCatalogue({ ...input, previous: next.head })).toEqual(invalid('root'))
    const other = sampleCommunity('Harbour', { approvalsRequired: 0 })
    expect(publishCatalogue({ ...input, root: other.root, previous: first.head })).toEqual(invalid('root'))
  })

  it('refuses to follow the last number there is', () => {
    expect(publishCatalogue({ ...input, previous: { ...first.head, sequence: 0xffff_ffff } })).toEqual(
      invalid('previous'),
    )
    expect(publishCatalogue({ ...input, previous: { ...first.head, sequence: 0xffff_fffe } }).ok).toBe(true)
  })
})
