import { expect, test } from 'vitest'
import { signBytes, signingKeyFromSeed } from '../../../src/kernel/signing.js'

const message = Uint8Array.of(0x72)

test('a key or seed of the wrong length is a fault of the caller', () => {
  for (const length of [0, 31, 33, 64]) expect(() => signingKeyFromSeed(new Uint8Array(length))).toThrow(RangeError)
  for (const length of [0, 32, 63, 65]) expect(() => signBytes(message, new Uint8Array(length))).toThrow(RangeError)
})

test('the same bytes and key give the same signature, and neither is written to', () => {
  const seed = new Uint8Array(32).fill(3)
  const { secretKey } = signingKeyFromSeed(seed)
  const before = new Uint8Array(secretKey)
  expect(signBytes(message, secretKey)).toEqual(signBytes(message, secretKey))
  expect([seed, secretKey, message]).toEqual([new Uint8Array(32).fill(3), before, Uint8Array.of(0x72)])
})
