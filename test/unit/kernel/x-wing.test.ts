import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { encapsulatedLengthOf } from '../../../src/kernel/suite.js'
import { toHex } from '../../../src/kernel/text.js'
import { hybrid, xWing } from '../../../src/kernel/x-wing.js'
import { type Multiplication, multiply, run, type Steps } from '../../../src/kernel/x25519.js'
import { lowOrderPoints } from '../../support/low-order.js'
import { bytesOf } from '../../support/vectors.js'

const secret = new Uint8Array(32).fill(7)
const seed = new Uint8Array(64).map((_, index) => index)
const pair = xWing.keyPairOf(secret)
const sent = must(run(xWing.encapsulate(pair.publicKey, seed)))

test('its measures are those of the registry and of the token format', () => {
  expect([xWing.id, xWing.publicKeyLength, xWing.encapsulatedLength, xWing.seedLength]).toEqual([25722, 1216, 1120, 64])
  expect(hybrid).toEqual({ number: 2, kem: xWing })
  expect(encapsulatedLengthOf(hybrid.number)).toBe(xWing.encapsulatedLength)
  expect(pair.publicKey.length).toBe(xWing.publicKeyLength)
  expect(sent.encapsulated.length).toBe(xWing.encapsulatedLength)
  expect(sent.sharedSecret.length).toBe(32)
})

test('the suite cannot be changed by whoever holds it', () => {
  expect(Object.isFrozen(hybrid)).toBe(true)
  expect(Object.isFrozen(xWing)).toBe(true)
})

test('a secret gives the same pair every time, and another secret another', () => {
  expect(xWing.keyPairOf(Buffer.from(secret))).toEqual(pair)
  expect(xWing.keyPairOf(new Uint8Array(32).fill(8)).publicKey).not.toEqual(pair.publicKey)
})

test('the first 32 bytes of the secret key make the pair again', () => {
  expect(xWing.keyPairOf(pair.secretKey.subarray(0, 32))).toEqual(pair)
})

test('both sides share one secret and a third does not', () => {
  const third = xWing.keyPairOf(new Uint8Array(32).fill(2))
  expect(run(xWing.decapsulate(sent.encapsulated, pair))).toEqual(sent.sharedSecret)
  expect(run(xWing.decapsulate(sent.encapsulated, third))).not.toEqual(sent.sharedSecret)
})

test('each half of a seed and of a key matters by itself', () => {
  const half = (at: number) => seed.map((byte, index) => (index >= at && index < at + 32 ? byte ^ 1 : byte))
  const secrets = [seed, half(0), half(32)].map((one) => must(run(xWing.encapsulate(pair.publicKey, one))))
  expect(new Set(secrets.map((one) => one.sharedSecret.join())).size).toBe(3)
  const other = xWing.keyPairOf(new Uint8Array(32).fill(8))
  const mixed = [
    concatBytes(pair.publicKey.subarray(0, 1184), other.publicKey.subarray(1184)),
    concatBytes(other.publicKey.subarray(0, 1184), pair.publicKey.subarray(1184)),
  ]
  for (const publicKey of mixed) {
    const { encapsulated, sharedSecret } = must(run(xWing.encapsulate(publicKey, seed)))
    expect(run(xWing.decapsulate(encapsulated, pair))).not.toEqual(sharedSecret)
    expect(run(xWing.decapsulate(encapsulated, other))).not.toEqual(sharedSecret)
  }
})

describe('what is multiplied', () => {
  test('is two points for whom one seals and one for whom one opens, whatever was received', () => {
    expect(asked(xWing.encapsulate(pair.publicKey, seed)).length).toBe(2)
    for (const byte of [0, 1, 0xff]) {
      const received = concatBytes(new Uint8Array(1088).fill(byte), sent.encapsulated.subarray(1088))
      expect(asked(xWing.decapsulate(received, pair)).length).toBe(1)
    }
    for (const hex of lowOrderPoints.map(toHex)) {
      expect(asked(xWing.decapsulate(withPoint(sent.encapsulated, hex), pair)).length).toBe(1)
    }
  })

  test('is by the end of the seed when sealing, and by the end of the secret key when opening', () => {
    const scalars = asked(xWing.encapsulate(pair.publicKey, seed)).map(({ scalar }) => scalar)
    expect(scalars).toEqual([seed.subarray(32), seed.subarray(32)])
    const [opening] = asked(xWing.decapsulate(sent.encapsulated, pair))
    expect(opening?.scalar).toEqual(pair.secretKey.subarray(2432))
    expect(opening?.point).toEqual(sent.encapsulated.subarray(1088))
  })
})

describe('keys that everybody shares a secret with', () => {
  test('are refused on both sides, though the lattice half is in order', () => {
    for (const hex of lowOrderPoints.map(toHex)) {
      expect(run(xWing.encapsulate(withPoint(pair.publicKey, hex), seed))).toBe(undefined)
      expect(run(xWing.decapsulate(withPoint(sent.encapsulated, hex), pair))).toBe(undefined)
    }
  })

  test('are what noble’s own X-Wing refuses too', () => {
    for (const hex of lowOrderPoints.map(toHex)) {
      expect(() => ml_kem768_x25519.encapsulate(withPoint(pair.publicKey, hex), seed)).toThrow()
      expect(() => ml_kem768_x25519.decapsulate(withPoint(sent.encapsulated, hex), secret)).toThrow()
    }
  })
})

test('noble’s own X-Wing says the same of a hundred keys', () => {
  for (let number = 0; number < 100; number++) {
    const one = new Uint8Array(32).fill(number)
    const theirs = ml_kem768_x25519.keygen(one)
    const { publicKey, secretKey } = xWing.keyPairOf(one)
    expect(publicKey).toEqual(theirs.publicKey)
    const draw = new Uint8Array(64).fill(number + 1)
    const { cipherText, sharedSecret } = ml_kem768_x25519.encapsulate(publicKey, draw)
    expect(run(xWing.encapsulate(publicKey, draw))).toEqual({ encapsulated: cipherText, sharedSecret })
    expect(run(xWing.decapsulate(cipherText, { publicKey, secretKey }))).toEqual(sharedSecret)
  }
})

test('a lattice key with a coefficient outside the field is refused before anything is multiplied', () => {
  const wrong = pair.publicKey.map((byte, index) => (index < 3 ? 0xff : byte))
  expect(asked(xWing.encapsulate(wrong, seed))).toEqual([])
  expect(run(xWing.encapsulate(wrong, seed))).toBe(undefined)
})

test('what is received in another length is refused', () => {
  for (const length of [0, 32, 1088, 1119, 1121, 1184, 1215, 1217]) {
    const bytes = new Uint8Array(length).fill(9)
    expect(run(xWing.encapsulate(bytes, seed))).toBe(undefined)
    expect(run(xWing.decapsulate(bytes, pair))).toBe(undefined)
  }
})

test('our own key, secret or seed in another length is a fault', () => {
  for (const length of [0, 31, 33, 63, 65, 2463, 2465]) {
    const bytes = new Uint8Array(length).fill(9)
    expect(() => xWing.keyPairOf(bytes)).toThrow(RangeError)
    expect(() => run(xWing.encapsulate(pair.publicKey, bytes))).toThrow(RangeError)
    const wrong = { publicKey: pair.publicKey, secretKey: bytes }
    expect(() => run(xWing.decapsulate(sent.encapsulated, wrong))).toThrow(RangeError)
  }
})

test('nothing that was given is written to, and nothing that is returned shares its memory', () => {
  const given = { publicKey: new Uint8Array(pair.publicKey), seed: new Uint8Array(seed) }
  const { encapsulated, sharedSecret } = must(run(xWing.encapsulate(given.publicKey, given.seed)))
  expect(given).toEqual({ publicKey: pair.publicKey, seed })
  encapsulated.fill(0)
  sharedSecret.fill(0)
  expect(given).toEqual({ publicKey: pair.publicKey, seed })
  const received = new Uint8Array(sent.encapsulated)
  const recipient = { publicKey: given.publicKey, secretKey: new Uint8Array(pair.secretKey) }
  run(xWing.decapsulate(received, recipient))?.fill(0)
  expect(received).toEqual(sent.encapsulated)
  expect(recipient).toEqual(pair)
})

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('an ordinary key was refused')
  return value
}

function withPoint(bytes: Uint8Array, hex: string): Uint8Array {
  return concatBytes(bytes.subarray(0, -32), bytesOf(hex))
}

function asked(steps: Steps<unknown>): readonly Multiplication[] {
  const multiplications: Multiplication[] = []
  for (let step = steps.next(); step.done !== true; step = steps.next(multiply(step.value))) {
    multiplications.push(step.value)
  }
  return multiplications
}
