import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { joinCatalogue, splitCatalogue } from '../../../src/catalogue/pieces.js'
import { signListings } from '../../../src/community/sign.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftListings } from '../../../src/descriptor/draft.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { toHex } from '../../../src/kernel/text.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { listingsJson, must, NOW, publishSample, sampleWorld } from '../../support/catalogue.js'
import { resign } from '../../support/forge.js'

const world = sampleWorld()
const { community, chen } = world
const directories = Array.from({ length: 14 }, (_, nth) =>
  signListings(must(draftListings(listingsJson(20, `place-${nth}`), { vocabulary: coreVocabulary })), community.keys, {
    id: `directory-${nth}`,
    now: NOW,
  }),
)
const statements = [...world.statements, ...directories]
const first = publishSample(community, statements)
const away = { capacity: 'capacity', accepting: false } as const
const renewed = must(confirmPresence(chen.keys, away, { now: NOW, sequence: NOW + 1 }))
const second = publishSample(community, [...statements, renewed], { previous: first.head })
const old = must(splitCatalogue(first.bytes))
const fresh = must(splitCatalogue(second.bytes))

/** Fetches as a device does, and notes what. */
function update(pieces: Map<string, Uint8Array>, served: ReadonlyMap<string, Uint8Array> = fresh.pieces) {
  const fetched: string[] = []
  let joined = joinCatalogue(fresh.head, pieces)
  while (joined.ok && joined.value.bytes === undefined) {
    for (const { name } of joined.value.missing) {
      const piece = served.get(name)
      if (piece === undefined) throw new Error('asked for a piece that was never published')
      fetched.push(name)
      pieces.set(name, piece)
    }
    joined = joinCatalogue(fresh.head, pieces)
  }
  return { joined, fetched }
}

describe('splitCatalogue', () => {
  it('cuts every byte into the head or a piece that is called by its hash', () => {
    expect(concatBytes(old.head, ...old.pieces.values())).toEqual(first.bytes)
    for (const [name, piece] of old.pieces) expect(name).toBe(toHex(sha256(piece)))
    expect(old.pieces.size).toBeGreaterThan(6)
  })

  it('refuses what is cut off, what is too long, and an index of other parts than there are', () => {
    expect(splitCatalogue(first.bytes.subarray(0, -1))).toMatchObject({ error: { code: 'catalogue_truncated' } })
    expect(splitCatalogue(old.head)).toMatchObject({ error: { code: 'catalogue_truncated' } })
    expect(splitCatalogue(concatBytes(first.bytes, Uint8Array.of(0)))).toMatchObject({ ok: false })
    const signer = community.keys.publishing
    const broken = resign(first.bytes, { signer, sections: { index: new Uint8Array(12) } })
    expect(splitCatalogue(broken)).toMatchObject({
      error: { code: 'catalogue_invalid', detail: { section: 'index' } },
    })
  })
})

describe('joinCatalogue', () => {
  it('gives the published file, fetching only pieces that the old file has not', () => {
    const { joined, fetched } = update(new Map(old.pieces))
    expect(must(joined).bytes).toEqual(second.bytes)
    expect(fetched.filter((name) => old.pieces.has(name))).toEqual([])
    expect(fetched.length).toBeLessThan(fresh.pieces.size)
    const options = { trust: [community.keys.root.publicKey], lastSeen: first.head, now: NOW }
    expect(must(openCatalogue(must(joined).bytes ?? first.bytes, options)).head).toEqual(second.head)
  })

  it('needs nothing for the file one has, and everything without one', () => {
    expect(must(joinCatalogue(old.head, old.pieces)).bytes).toEqual(first.bytes)
    const { joined, fetched } = update(new Map())
    expect(must(joined).bytes).toEqual(second.bytes)
    expect([...fetched].sort()).toEqual([...fresh.pieces.keys()].sort())
  })

  it('asks for the parts of the statements once the index is there', () => {
    const { missing } = must(joinCatalogue(fresh.head, new Map()))
    expect(missing).toHaveLength(4)
    for (const { name, length } of missing) expect(fresh.pieces.get(name)).toHaveLength(length)
    expect(must(joinCatalogue(fresh.head, fresh.pieces)).missing).toEqual([])
  })

  it.each(['changed', 'cut', 'older', 'empty'])(
    'refuses a piece that is %s, and leaves the old file as it was',
    (how) => {
      for (const [name, piece] of fresh.pieces) {
        if (old.pieces.has(name)) continue
        const wrong = {
          changed: Uint8Array.from(piece, (byte, place) => (place === 0 ? byte ^ 1 : byte)),
          cut: piece.subarray(0, -1),
          older: [...old.pieces.values()].find((one) => one.length === piece.length) ?? [...old.pieces.values()][1],
          empty: new Uint8Array(0),
        }[how]
        const before = Uint8Array.from(first.bytes)
        const pieces = new Map(old.pieces)
        const { joined } = update(pieces, new Map(fresh.pieces).set(name, wrong ?? piece))
        expect(joined).toMatchObject({ ok: false, error: { code: 'catalogue_hash_mismatch' } })
        expect(first.bytes).toEqual(before)
        expect(must(joinCatalogue(old.head, pieces)).bytes).toEqual(first.bytes)
      }
    },
  )

  it('repairs an old file that was damaged on the device', () => {
    const damaged = Uint8Array.from(first.bytes)
    damaged[damaged.length - 1] = 1 ^ (damaged.at(-1) ?? 0)
    const { joined } = update(must(splitCatalogue(damaged)).pieces)
    expect(must(joined).bytes).toEqual(second.bytes)
  })

  it('leaves it to opening to tell whose head it is, and that it is no older one', () => {
    const back = must(joinCatalogue(old.head, new Map([...fresh.pieces, ...old.pieces]))).bytes ?? second.bytes
    const options = { trust: [community.keys.root.publicKey], lastSeen: second.head, now: NOW }
    expect(openCatalogue(back, options)).toMatchObject({ error: { code: 'catalogue_rolled_back' } })
  })

  it('refuses what is no head before anything is fetched', () => {
    expect(joinCatalogue(new Uint8Array(0), new Map())).toMatchObject({ error: { code: 'catalogue_truncated' } })
    expect(joinCatalogue(old.head.subarray(0, -1), new Map())).toMatchObject({ error: { code: 'catalogue_truncated' } })
  })
})
