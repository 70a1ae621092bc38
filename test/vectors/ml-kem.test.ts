import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../src/kernel/bytes.js'
import { toHex } from '../../src/kernel/text.js'
import { xWing } from '../../src/kernel/x-wing.js'
import { run } from '../../src/kernel/x25519.js'
import { inEveryForm, readVectors } from '../support/vectors.js'

type Case = {
  readonly tcId: number
  readonly comment: string
  readonly dk: string
  readonly c: string
  readonly K?: string
  readonly result: 'valid' | 'invalid'
}

// The shape is that of the published file; a wrong one fails the tests.
const file = readVectors('wycheproof_mlkem_768_semi_expanded_decaps_test.json') as {
  readonly numberOfTests: number
  readonly testGroups: readonly { readonly tests: readonly Case[] }[]
}
const cases = file.testGroups.flatMap((group) => group.tests)

describe('ML-KEM-768 as X-Wing calls it', () => {
  test('the file holds nine cases, six of them wrong', () => {
    expect(cases.length).toBe(9)
    expect(cases.filter((one) => one.result === 'invalid').length).toBe(6)
  })

  test.each(cases.map((one) => [one.tcId, one.comment, one] as const))('case %i: %s', (_id, _comment, one) => {
    inEveryForm({ dk: one.dk, c: one.c }, ({ dk, c }) => {
      const decided = decapsulated(c, dk)
      expect(decided === undefined ? 'invalid' : 'valid').toBe(one.result)
      if (one.result === 'valid' && one.K !== undefined) expect(decided).toBe(one.K)
    })
  })
})

describe('ML-KEM’s checks as X-Wing hands them on', () => {
  const recipient = xWing.keyPairOf(new Uint8Array(32).fill(3))
  const seed = new Uint8Array(64).fill(5)

  test('every public key with a number of the modulus or more is refused, whichever number it is', () => {
    // 12 bits each, two in three bytes: 3329 and above are no coefficients.
    for (let at = 0; at < 768; at += 7) {
      for (const number of [3329, 3330, 4095]) {
        expect(run(xWing.encapsulate(withCoefficient(recipient.publicKey, at, number), seed))).toBe(undefined)
      }
      expect(run(xWing.encapsulate(withCoefficient(recipient.publicKey, at, 3328), seed))).not.toBe(undefined)
    }
  })

  test('a ciphertext of the right length gives a secret, whatever it says', () => {
    const point = recipient.publicKey.subarray(1184)
    for (const byte of [0, 1, 0x7f, 0xff]) {
      const secret = run(xWing.decapsulate(concatBytes(new Uint8Array(1088).fill(byte), point), recipient))
      expect(secret?.length).toBe(32)
    }
  })
})

function decapsulated(ciphertext: Uint8Array, secretKey: Uint8Array): string | undefined {
  try {
    return toHex(ml_kem768.decapsulate(ciphertext, secretKey))
  } catch {
    return undefined
  }
}

function withCoefficient(publicKey: Uint8Array, at: number, number: number): Uint8Array {
  const changed = new Uint8Array(publicKey)
  const first = Math.floor(at / 2) * 3
  const pair = (changed[first] ?? 0) | ((changed[first + 1] ?? 0) << 8) | ((changed[first + 2] ?? 0) << 16)
  const shift = (at % 2) * 12
  const replaced = (pair & ~(0xfff << shift)) | (number << shift)
  changed.set([replaced & 0xff, (replaced >> 8) & 0xff, (replaced >> 16) & 0xff], first)
  return changed
}
