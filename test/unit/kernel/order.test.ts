import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Tie, tieKey, tieOf, tieRank } from '../../../src/kernel/order.js'
import { halfSipHash64 } from '../../support/reference/half-sip-hash.js'

/**
 * HalfSipHash-2-4 with 64 bits of output, under the key 00 01 … 07, of the messages of 0 to 63 bytes 00, 01, 02 …
 * From the authors' reference implementation: github.com/veorq/SipHash, vectors.h, `vectors_hsip64` (CC0).
 */
const published = `
218d1f59b9b83cc8 be552412f8387315 064f39ef7c50eb57 ce0f1a45f7060679 d5e78a175be52ea1 cb9d7c3f2f3db580 ce3e91358aa2bc25 ff202728b07bc684
edfee820bce4858c 5b51cccc13888307 95b0469f06a6f2ee ae26333994ddcd48 7bc71f9faef5c799 5a2352d75a0c3744 3bb1a870eae8e658 217d0bcb4e81c902
7336aad25f7bf3b5 37adc0641c4c4f6a c9b2db2b9a3e42f9 f910e48020ab363c 1bf52b0a6feea7db 00741dc269e8b3ef e20103fa1ba776ef 4c2210e54b681d73
70741045ae3fa6f1 0c86403739714038 0d899ed8112923f0 226bf5fab81ee1b8 2d925ffb1e0016b5 361958d52cee10f1 291aaf864898179d 863c7f155c34117c
28709d46d811626c 248477681d28f89c 8324e4d7528f9830 f9efd4e13aea6bd8 86d67a40ec4276dc 3f6292eccca97e35 cbd92ee724d42109 368df6808d403d79
5b38c81c67c8ae4c 95ab7189d439acb3 a91a52c025327024 5b0087c69528acea 1e30f3ad27dcb15a 697f5c9a90324ed4 495c0f995557dc38 9427202a3c29f94d
a9eaa8c04ba93e3e eea4c1737d011218 912d568fd8f65a49 56919596b0ff5c97 02445a7998f550e1 86ec466ce71d1fb2 359569e7d289e3bc 871b05ca62bb7c96
a1a492f942f15f1d 12ec267ff6095b6e 5d1b5ea1b231d89d d8cfb4453f92ee54 d6762890bf26e460 313563a4b7ed5cf3 f90b3ab572d46693 2ea63c71bf326087
`
  .trim()
  .split(/\s+/)

const count = (length: number) => Uint8Array.from({ length }, (_, index) => index)
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
/** Two words as the eight bytes they were read from. */
const bytesOf = ({ high, low }: Tie) => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(0, low, true)
  new DataView(bytes.buffer).setUint32(4, high, true)
  return bytes
}
const wordsOf = (bytes: Uint8Array): Tie => {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return { high: view.getUint32(4, true), low: view.getUint32(0, true) }
}
const rankOf = (key: Tie, { high, low }: Tie): Tie => {
  const rank = tieRank(key, high, low, new Uint32Array(2))
  return { high: rank[0] ?? 0, low: rank[1] ?? 0 }
}
const first8 = (...parts: readonly (string | Uint8Array)[]) =>
  new Uint8Array(
    parts
      .reduce((hash, part) => hash.update(part), createHash('sha256'))
      .digest()
      .subarray(0, 8),
  )

describe('HalfSipHash-2-4', () => {
  it.each(published.map((hex, length) => [length, hex] as const))(
    'gives the published 64 bits for %i bytes (the one in the tests)',
    (length, hex) => expect(hexOf(halfSipHash64(count(8), count(length)))).toBe(hex),
  )
  it('gives the published 64 bits for the eight bytes it is used for', () =>
    expect(hexOf(bytesOf(rankOf(wordsOf(count(8)), wordsOf(count(8)))))).toBe(published[8]))
  it('gives what the one in the tests gives, for every key and every eight bytes', () => {
    const eight = fc.uint8Array({ minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(eight, eight, (key, message) => {
        expect(hexOf(bytesOf(rankOf(wordsOf(key), wordsOf(message))))).toBe(hexOf(halfSipHash64(key, message)))
      }),
      { numRuns: 1000 },
    )
  })
})

const seed = Uint8Array.of(1, 2, 3)

test('the key is eight bytes of the hash of a label and the seed, another label for another purpose', () => {
  expect(hexOf(bytesOf(tieKey(seed)))).toBe(hexOf(first8('entrenous/1/order\0', seed)))
  expect(hexOf(bytesOf(tieKey(seed, 'exploration')))).toBe(hexOf(first8('entrenous/1/exploration\0', seed)))
})

test('what is kept of an id is eight bytes of its hash', () => {
  expect(hexOf(bytesOf(tieOf('chen')))).toBe(hexOf(first8('chen')))
  expect(hexOf(bytesOf(tieOf('Zoë 🜁')))).toBe(hexOf(first8('Zoë 🜁')))
})

test('the words of a rank are unsigned, and written where they are wanted', () => {
  const into = new Uint32Array(2)
  expect(tieRank(tieKey(seed), 1, 2, into)).toBe(into)
  const ranks = Array.from({ length: 64 }, (_, index) => rankOf(tieKey(seed), tieOf(`id ${index}`)))
  expect(ranks.every(({ high, low }) => high >= 0 && low >= 0)).toBe(true)
  expect(ranks.some(({ high }) => high > 0x7fffffff)).toBe(true)
})

test('over many seeds each of n equals is first about equally often', () => {
  for (const n of [2, 7, 40]) {
    const ties = Array.from({ length: n }, (_, index) => tieOf(`practitioner-${index}`))
    const firsts = new Uint32Array(n)
    const draws = 300 * n
    for (let draw = 0; draw < draws; draw++) {
      const key = tieKey(Uint8Array.of(draw & 255, draw >> 8, n))
      const ranks = ties.map((tie) => rankOf(key, tie)).map(({ high, low }) => high * 2 ** 20 + (low >>> 12))
      firsts[ranks.indexOf(Math.min(...ranks))] = (firsts[ranks.indexOf(Math.min(...ranks))] ?? 0) + 1
    }
    const chiSquare = [...firsts].reduce((sum, seen) => sum + (seen - 300) ** 2 / 300, 0)
    // The mean is n − 1 and the deviation √(2n − 2); five of them happen once in a million times.
    expect(chiSquare).toBeLessThan(n - 1 + 5 * Math.sqrt(2 * (n - 1)) + 5)
    expect(chiSquare).toBeGreaterThan(0)
  }
})
