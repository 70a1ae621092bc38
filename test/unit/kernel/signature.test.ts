import nacl from 'tweetnacl'
import { describe, expect, test } from 'vitest'
import { isStrongPublicKey, verifySignature } from '../../../src/kernel/signature.js'
import { signBytes, signingKeyFromSeed } from '../../../src/kernel/signing.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { littleEndian, numberIn, ORDER } from '../../support/edwards.js'
import { bytesOf } from '../../support/vectors.js'

const seed = bytesOf('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
const { publicKey, secretKey } = signingKeyFromSeed(seed)
const message = Uint8Array.of(0x72)
const signature = signBytes(message, secretKey)

/** RFC 8032 section 7.1: seed, public key, message, signature. Its test 1024 is case 83 of Wycheproof's. */
const published = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
  [
    '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
    'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
    'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
  ],
] as const

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

test.each(published)('key and signature of seed %s are those of RFC 8032 section 7.1', (seedHex, key, text, signed) => {
  const pair = signingKeyFromSeed(bytesOf(seedHex))
  expect(toHex(pair.publicKey)).toBe(key)
  expect(toHex(signBytes(bytesOf(text), pair.secretKey))).toBe(signed)
  expect(verifySignature(bytesOf(signed), bytesOf(text), bytesOf(key))).toBe(true)
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

test('an S at or beyond its bounds, and a key, R or S of the other sign, are refused', () => {
  const withS = (s: bigint) => Uint8Array.from([...signature.subarray(0, 32), ...littleEndian(s)])
  const s = numberIn(signature.subarray(32))
  const others = [0n, 1n, ORDER - 1n, ORDER, ORDER + 1n, 2n ** 252n, 2n ** 256n - 1n, ORDER - s, s - 1n, s + 1n]
  expect(verifySignature(withS(s), message, publicKey)).toBe(true)
  for (const other of others) expect(verifySignature(withS(other), message, publicKey)).toBe(false)
  const otherSign = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 31 ? byte ^ 0x80 : byte))
  expect(verifySignature(signature, message, otherSign(publicKey))).toBe(false)
  expect(verifySignature(otherSign(signature), message, publicKey)).toBe(false)
  expect(verifySignature(otherSign(withS(ORDER - s)), message, otherSign(publicKey))).toBe(false)
})

test('a key or an R that is no point of the curve is refused', () => {
  // y = 2 is that of no point; tweetnacl says the same.
  const none = littleEndian(2n)
  expect(isStrongPublicKey(none)).toBe(true)
  expect(verifySignature(signature, message, none)).toBe(false)
  expect(nacl.sign.detached.verify(message, signature, none)).toBe(false)
  expect(verifySignature(Uint8Array.from([...none, ...signature.subarray(32)]), message, publicKey)).toBe(false)
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
    const larger = (numberIn(signature.subarray(32)) + ORDER).toString(16).padStart(64, '0')
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
    const challenge = numberIn(nacl.hash(Buffer.concat([identity, publicKey, message])))
    const solved = ((challenge * numberIn(scalar)) % ORDER).toString(16).padStart(64, '0')
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
