import { describe, expect, test } from 'vitest'
import { exportSecret, openWith, sealWith } from '../../../src/kernel/hpke.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import { keyPairFromSeed, setupReceiver, setupSender } from '../../support/hpke.js'

const chen = keyPairFromSeed(new Uint8Array(32).fill(3))
const eve = keyPairFromSeed(new Uint8Array(32).fill(5))
const info = utf8Encode('test')
const aad = utf8Encode('public')
const plaintext = utf8Encode('for Chen only')

function setup(of: Uint8Array = info) {
  const sender = setupSender(chen.publicKey, of, new Uint8Array(32).fill(1))
  if (sender === undefined) throw new Error('an ordinary key was refused')
  return sender
}

describe('a sealed message', () => {
  const { encapsulated, context } = setup()
  const ciphertext = sealWith(context, 0, aad, plaintext)

  test('opens for the recipient, with and without the public key given', () => {
    for (const receiver of [
      setupReceiver(encapsulated, chen.secretKey, info),
      setupReceiver(encapsulated, chen.secretKey, info, chen.publicKey),
    ]) {
      expect(receiver).toEqual(context)
      expect(receiver && openWith(receiver, 0, aad, ciphertext)).toEqual(plaintext)
    }
  })

  test('opens with no other key, purpose, number, data or public key', () => {
    const contexts = [
      setupReceiver(encapsulated, eve.secretKey, info),
      setupReceiver(encapsulated, chen.secretKey, utf8Encode('other')),
      setupReceiver(encapsulated, chen.secretKey, info, eve.publicKey),
      setupReceiver(eve.publicKey, chen.secretKey, info),
    ]
    for (const receiver of contexts) expect(receiver && openWith(receiver, 0, aad, ciphertext)).toBe(undefined)
    expect(openWith(context, 1, aad, ciphertext)).toBe(undefined)
    expect(openWith(context, 0, new Uint8Array(0), ciphertext)).toBe(undefined)
  })

  test('too short a ciphertext is refused, the empty plaintext is not', () => {
    for (let length = 0; length < 16; length++) {
      expect(openWith(context, 0, aad, new Uint8Array(length))).toBe(undefined)
    }
    const empty = sealWith(context, 0, aad, new Uint8Array(0))
    expect(empty.length).toBe(16)
    expect(openWith(context, 0, aad, empty)).toEqual(new Uint8Array(0))
  })
})

test('each number gives another ciphertext, far beyond 32 bits', () => {
  const { context } = setup()
  const numbers = [0, 1, 255, 256, 65_535, 2 ** 32 - 1, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER]
  const sealed = numbers.map((number) => sealWith(context, number, aad, plaintext).join())
  expect(new Set(sealed).size).toBe(numbers.length)
})

test('the context is not changed by sealing or opening', () => {
  const { context } = setup()
  sealWith(context, 12_345, aad, plaintext)
  openWith(context, 12_345, aad, new Uint8Array(40))
  expect(context).toEqual(setup().context)
})

test('a number that is no count is a fault', () => {
  const { context } = setup()
  for (const number of [-1, 0.5, Number.NaN, 2 ** 53]) {
    expect(() => sealWith(context, number, aad, plaintext)).toThrow(RangeError)
    expect(() => openWith(context, number, aad, plaintext)).toThrow(RangeError)
  }
})

describe('exported secrets', () => {
  const { exporter } = setup().context

  test('text is taken as UTF-8', () => {
    expect(exportSecret(exporter, 'réponse', 32)).toEqual(exportSecret(exporter, utf8Encode('réponse'), 32))
  })

  test('another context or length gives other bytes, and the longest is 8,160', () => {
    const long = exportSecret(exporter, 'a', 8160)
    expect(long.length).toBe(8160)
    expect(exportSecret(exporter, 'a', 32)).not.toEqual(long.subarray(0, 32))
    expect(exportSecret(exporter, 'b', 32)).not.toEqual(exportSecret(exporter, 'a', 32))
    for (const length of [-1, 0.5, 8161]) expect(() => exportSecret(exporter, 'a', length)).toThrow(RangeError)
  })
})
