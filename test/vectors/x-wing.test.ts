import { describe, expect, test } from 'vitest'
import type { KeyPair } from '../../src/kernel/kem.js'
import { toHex } from '../../src/kernel/text.js'
import { xWing } from '../../src/kernel/x-wing.js'
import { run } from '../../src/kernel/x25519.js'
import { bytesOf, flipBit, inEveryForm, readVectors } from '../support/vectors.js'

type Case = {
  readonly seed: string
  readonly eseed: string
  readonly sk: string
  readonly pk: string
  readonly ct: string
  readonly ss: string
}

// The shape is that of the draft's file; a wrong one fails the tests.
const cases = readVectors('xwing_test-vectors.json') as readonly Case[]

test('the draft’s file holds three cases', () => expect(cases.length).toBe(3))

describe.each(cases.map((one, index) => [index + 1, one] as const))('case %i', (_number, one) => {
  const recipient = xWing.keyPairOf(bytesOf(one.sk))

  test('the secret key gives the published public key, and is kept at the head of its expanded form', () => {
    expect(one.seed).toBe(one.sk)
    inEveryForm({ sk: one.sk }, ({ sk }) => {
      const { publicKey, secretKey } = xWing.keyPairOf(sk)
      expect(toHex(publicKey)).toBe(one.pk)
      expect(toHex(secretKey.subarray(0, 32))).toBe(one.sk)
    })
  })

  test('the seed gives the published ciphertext and secret', () => {
    inEveryForm({ pk: one.pk, eseed: one.eseed }, ({ pk, eseed }) => {
      const sent = run(xWing.encapsulate(pk, eseed))
      expect(sent && toHex(sent.encapsulated)).toBe(one.ct)
      expect(sent && toHex(sent.sharedSecret)).toBe(one.ss)
    })
  })

  test('the ciphertext gives the published secret back', () => {
    const forms = { ct: one.ct, publicKey: one.pk, secretKey: toHex(recipient.secretKey) }
    inEveryForm(forms, ({ ct, publicKey, secretKey }) => {
      expect(received(ct, { publicKey, secretKey })).toBe(one.ss)
    })
  })

  test('every changed bit of the ciphertext gives another secret', () => {
    const secrets = new Set([one.ss])
    const bits = Array.from({ length: one.ct.length * 4 }, (_, bit) => bit).filter((bit) => bit % 13 === 0)
    // The highest bit of an X25519 point is not read as part of it; the combiner hashes it all the same.
    for (const bit of [...bits, 1120 * 8 - 1]) secrets.add(received(bytesOf(flipBit(one.ct, bit)), recipient) ?? one.ss)
    expect(secrets.size).toBe(bits.length + 2)
  })

  test('a changed key gives another secret, and a changed public key another ciphertext or none', () => {
    for (let bit = 0; bit < 256; bit += 31) {
      expect(received(bytesOf(one.ct), xWing.keyPairOf(bytesOf(flipBit(one.sk, bit))))).not.toBe(one.ss)
    }
    for (let bit = 0; bit < 1216 * 8; bit += 509) {
      const sent = run(xWing.encapsulate(bytesOf(flipBit(one.pk, bit)), bytesOf(one.eseed)))
      expect(sent && toHex(sent.sharedSecret)).not.toBe(one.ss)
    }
  })

  test('in any other length nothing is taken', () => {
    for (const wrong of [one.ct.slice(2), `${one.ct}00`, one.ct.slice(-64), '']) {
      expect(received(bytesOf(wrong), recipient)).toBe(undefined)
    }
    for (const wrong of [one.pk.slice(2), `${one.pk}00`, one.pk.slice(-64), '']) {
      expect(run(xWing.encapsulate(bytesOf(wrong), bytesOf(one.eseed)))).toBe(undefined)
    }
  })
})

function received(ciphertext: Uint8Array, recipient: KeyPair): string | undefined {
  const secret = run(xWing.decapsulate(ciphertext, recipient))
  return secret && toHex(secret)
}
