import { expect, test } from 'vitest'
import { openSymmetric, SEAL_NONCE_LENGTH, SEAL_OVERHEAD, sealSymmetric } from '../../../src/kernel/sealed.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { bytesOf } from '../../support/vectors.js'

const key = new Uint8Array(32).fill(7)
const nonce = new Uint8Array(24).fill(9)
const associated = utf8Encode('test\nplace')
const plaintext = utf8Encode('what Asha told')
const sealed = sealSymmetric(key, associated, plaintext, nonce)

test('seals as the published example of XChaCha20-Poly1305 does', () => {
  // draft-irtf-cfrg-xchacha-03, appendix A.3.1
  const published = {
    key: '808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f',
    nonce: '404142434445464748494a4b4c4d4e4f5051525354555657',
    associated: '50515253c0c1c2c3c4c5c6c7',
    tag: 'c0875924c1c7987947deafd8780acf49',
    ciphertext:
      'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e',
  }
  const text =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
  const bytes = [published.key, published.associated, published.nonce].map(bytesOf)
  const [itsKey = key, itsData = key, itsNonce = key] = bytes
  expect(toHex(sealSymmetric(itsKey, itsData, utf8Encode(text), itsNonce))).toBe(
    published.nonce + published.ciphertext + published.tag,
  )
})

test('opens what it sealed, of any length, as bytes of its own', () => {
  for (const length of [0, 1, 63, 64, 65, 8192]) {
    const content = new Uint8Array(length).fill(3)
    const one = sealSymmetric(key, associated, content, nonce)
    expect(one.length).toBe(length + SEAL_OVERHEAD)
    const opened = openSymmetric(key, associated, one)
    expect(opened).toEqual(content)
    expect(opened?.buffer).not.toBe(one.buffer)
  }
})

test('carries its nonce, so that two seals of the same differ everywhere', () => {
  expect(sealed.subarray(0, SEAL_NONCE_LENGTH)).toEqual(nonce)
  const other = sealSymmetric(key, associated, plaintext, new Uint8Array(24).fill(8))
  expect(toHex(other).slice(48)).not.toBe(toHex(sealed).slice(48))
})

test('opens nothing when any bit of it, the key or the associated bytes is another', () => {
  const flipped = (bytes: Uint8Array, bit: number) =>
    bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))) as Uint8Array // a Uint8Array of the same length
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    expect(openSymmetric(key, associated, flipped(sealed, bit))).toBe(undefined)
  }
  for (let bit = 0; bit < 256; bit++) expect(openSymmetric(flipped(key, bit), associated, sealed)).toBe(undefined)
  for (const other of ['', 'test\nplac', 'test\nplace2', 'test\nPlace']) {
    expect(openSymmetric(key, utf8Encode(other), sealed)).toBe(undefined)
  }
})

test('opens nothing that is cut, lengthened or too short to be sealed at all', () => {
  for (let length = 0; length < sealed.length; length++) {
    expect(openSymmetric(key, associated, sealed.subarray(0, length))).toBe(undefined)
  }
  expect(openSymmetric(key, associated, new Uint8Array([...sealed, 0]))).toBe(undefined)
})

test('a key or nonce of another length is a fault of the caller', () => {
  for (const length of [0, 16, 31, 33]) {
    const wrong = new Uint8Array(length)
    expect(() => sealSymmetric(wrong, associated, plaintext, nonce)).toThrow(/^key:/)
    expect(() => openSymmetric(wrong, associated, sealed)).toThrow(/^key:/)
    expect(() => sealSymmetric(key, associated, plaintext, wrong)).toThrow(/^nonce:/)
  }
  expect(() => sealSymmetric(key, associated, plaintext, new Uint8Array(12))).toThrow(RangeError)
})
