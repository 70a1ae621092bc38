import nacl from 'tweetnacl'
import { describe, expect, test } from 'vitest'
import { dhkemX25519 } from '../../../src/kernel/kem.js'
import { run } from '../../../src/kernel/x25519.js'
import { keyPairFromSeed, publicKeyOf, sharedPoint } from '../../support/hpke.js'
import { lowOrderPoints } from '../../support/low-order.js'

const seed = new Uint8Array(32).fill(7)
const pair = keyPairFromSeed(seed)

test('a seed gives the same pair every time, and another seed another', () => {
  expect(keyPairFromSeed(Buffer.from(seed))).toEqual(pair)
  expect(keyPairFromSeed(new Uint8Array(32).fill(8))).not.toEqual(pair)
  expect(publicKeyOf(pair.secretKey)).toEqual(pair.publicKey)
})

test('both sides share one secret and a third does not', () => {
  const sent = run(dhkemX25519.encapsulate(pair.publicKey, new Uint8Array(32).fill(1)))
  const third = keyPairFromSeed(new Uint8Array(32).fill(2))
  expect(sent && run(dhkemX25519.decapsulate(sent.encapsulated, pair))).toEqual(sent?.sharedSecret)
  expect(sent && run(dhkemX25519.decapsulate(sent.encapsulated, third))).not.toEqual(sent?.sharedSecret)
})

describe('keys that everybody shares a secret with', () => {
  test('tweetnacl gives zeros without a word; we refuse on both sides', () => {
    for (const point of lowOrderPoints) {
      expect(nacl.scalarMult(pair.secretKey, point)).toEqual(new Uint8Array(32))
      expect(sharedPoint(pair.secretKey, point)).toBe(undefined)
      expect(run(dhkemX25519.encapsulate(point, seed))).toBe(undefined)
      expect(run(dhkemX25519.decapsulate(point, pair))).toBe(undefined)
    }
  })
})

test('what is received in another length is refused', () => {
  for (const length of [0, 31, 33, 1120]) {
    const bytes = new Uint8Array(length).fill(9)
    expect(sharedPoint(pair.secretKey, bytes)).toBe(undefined)
    expect(run(dhkemX25519.encapsulate(bytes, seed))).toBe(undefined)
    expect(run(dhkemX25519.decapsulate(bytes, pair))).toBe(undefined)
  }
})

test('our own key or seed in another length is a fault', () => {
  for (const length of [0, 31, 33, 64]) {
    const bytes = new Uint8Array(length).fill(9)
    expect(() => publicKeyOf(bytes)).toThrow(RangeError)
    expect(() => sharedPoint(bytes, pair.publicKey)).toThrow(RangeError)
    expect(() => run(dhkemX25519.encapsulate(pair.publicKey, bytes))).toThrow(RangeError)
  }
})
