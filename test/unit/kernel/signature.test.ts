import nacl from 'tweetnacl'
import { describe, expect, test } from 'vitest'
import { isStrongPublicKey, signBytes, signingKeyFromSeed, verifySignature } from '../../../src/kernel/signature.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { bytesOf } from '../../support/vectors.js'

const seed = bytesOf('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
const { publicKey, secretKey } = signingKeyFromSeed(seed)
const message = Uint8Array.of(0x72)
const signature = signBytes(message, secretKey)

/** L, the order of the base point. */
const ORDER = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn

/** Reads a number, least significant byte first. */
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`)

/** The y of the points of order 1, 2, 4, 4, 8 and 8, with both signs of x, and the spellings beyond the prime. */
const weakKeys = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
]

test('key and signature are those of RFC 8032 section 7.1, test 2', () => {
  expect(toHex(publicKey)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
  expect(toHex(signature)).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  )
  expect(verifySignature(signature, message, publicKey)).toBe(true)
})

test('another message, signature, key, or length of any of them is refused without a throw', () => {
  const other = signingKeyFromSeed(new Uint8Array(32).fill(1)).publicKey
  expect(verifySignature(signature, Uint8Array.of(0x73), publicKey)).toBe(false)
  expect(verifySignature(signature, message, other)).toBe(false)
  for (const length of [0, 1, 31, 32, 63, 65, 1000]) {
    expect(verifySignature(new Uint8Array(length), message, publicKey)).toBe(false)
    if (length !== 32) expect(verifySignature(signature, message, new Uint8Array(length))).toBe(false)
  }
})

test('a key or seed of the wrong length is a fault of the caller', () => {
  for (const length of [0, 31, 33, 64]) expect(() => signingKeyFromSeed(new Uint8Array(length))).toThrow(RangeError)
  for (const length of [0, 32, 63, 65]) expect(() => signBytes(message, new Uint8Array(length))).toThrow(RangeError)
})

describe('what tweetnacl accepts and we do not', () => {
  test('one signature by the identity key that fits every message', () => {
    const identity = bytesOf(weakKeys[0] ?? '')
    const forged = bytesOf(`${weakKeys[0]}${'00'.repeat(32)}`)
    for (const text of ['Asha agrees', 'Eve is a practitioner', '']) {
      expect(nacl.sign.detached.verify(utf8Encode(text), forged, identity)).toBe(true)
      expect(verifySignature(forged, utf8Encode(text), identity)).toBe(false)
    }
  })

  test('a second signature of the same message, made without the key by adding the group order to S', () => {
    const larger = (numberOf(signature.subarray(32)) + ORDER).toString(16).padStart(64, '0')
    const malleable = Uint8Array.from(Buffer.concat([signature.subarray(0, 32), bytesOf(larger).reverse()]))
    expect(nacl.sign.detached.verify(message, malleable, publicKey)).toBe(true)
    expect(verifySignature(malleable, message, publicKey)).toBe(false)
  })

  test('keys of small order in either sign and in spellings beyond the prime', () => {
    for (const hex of weakKeys) expect([hex, isStrongPublicKey(bytesOf(hex))]).toEqual([hex, false])
  })

  test('a signature with the identity as R, which its signer can make without a nonce', () => {
    // S = H(R, A, M) · a: the equation of RFC 8032 holds, and whoever sees it can solve it for the secret scalar a.
    const identity = bytesOf(weakKeys[0] ?? '')
    const scalar = nacl.hash(seed).subarray(0, 32)
    scalar[0] = (scalar[0] ?? 0) & 248
    scalar[31] = ((scalar[31] ?? 0) & 63) | 64
    const challenge = numberOf(nacl.hash(Buffer.concat([identity, publicKey, message])))
    const solved = ((challenge * numberOf(scalar)) % ORDER).toString(16).padStart(64, '0')
    const bare = Uint8Array.from(Buffer.concat([identity, bytesOf(solved).reverse()]))
    expect(nacl.sign.detached.verify(message, bare, publicKey)).toBe(true)
    expect(verifySignature(bare, message, publicKey)).toBe(false)
  })
})

test('ordinary keys are strong, the largest canonical y included, and other lengths are none', () => {
  expect(isStrongPublicKey(publicKey)).toBe(true)
  expect(isStrongPublicKey(bytesOf(`eb${'ff'.repeat(30)}7f`))).toBe(true)
  for (const length of [0, 31, 33]) expect(isStrongPublicKey(new Uint8Array(length).fill(5))).toBe(false)
})

test('the asked key is not written to', () => {
  const key = bytesOf(weakKeys[1] ?? '')
  isStrongPublicKey(key)
  expect(toHex(key)).toBe(weakKeys[1])
})
