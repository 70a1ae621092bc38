import { createCipheriv, createHmac } from 'node:crypto'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, test } from 'vitest'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { exportSecret } from '../../../src/kernel/hpke.js'
import { openResponse, responseKeyOf, sealResponse } from '../../../src/kernel/response.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { exporterOf, keyPairFromSeed, setupReceiver, setupSender } from '../../support/hpke.js'
import { bytesOf } from '../../support/vectors.js'

const nonce = new Uint8Array(32).fill(4)
const info = utf8Encode('test')
const answer = utf8Encode('There is room on Tuesday.')
const chen = keyPairFromSeed(new Uint8Array(32).fill(3))
const sent = setupSender(chen.publicKey, info, new Uint8Array(32).fill(1))
if (sent === undefined) throw new Error('an ordinary key was refused')
const { encapsulated } = sent
const asha = sent.context.exporter

test('the recipient answers and the sender reads', () => {
  const received = setupReceiver(encapsulated, chen.secretKey, info)
  if (received === undefined) throw new Error('an ordinary encapsulation was refused')
  const response = sealResponse(received.exporter, encapsulated, answer, nonce)
  expect(response.length).toBe(32 + answer.length + 16)
  expect(response.subarray(0, 32)).toEqual(nonce)
  expect(openResponse(asha, encapsulated, response)).toEqual(answer)
})

test('the empty answer is an answer', () => {
  const response = sealResponse(asha, encapsulated, new Uint8Array(0), nonce)
  expect(openResponse(asha, encapsulated, response)).toEqual(new Uint8Array(0))
})

test('key and nonce are those of RFC 9458 appendix A', () => {
  // There the cipher is AES-128-GCM: its key is the first half of ours, which is how HKDF cuts a shorter output.
  const published = {
    secret: bytesOf('62d87a6ba569ee81014c2641f52bea36'),
    encapsulated: bytesOf('4b28f881333e7c164ffc499ad9796f877f4e1051ee6d31bad19dec96c208b472'),
    responseNonce: bytesOf('c789e7151fcba46158ca84b04464910d'),
  }
  const derived = responseKeyOf(published.secret, published.encapsulated, published.responseNonce)
  expect(toHex(derived.key.subarray(0, 16))).toBe('5d0172a080e428b16d298c4ea0db620d')
  expect(toHex(derived.nonce)).toBe('f6bf1aeb88d6df87007fa263')
  // The whole published answer to "0140c8", with Node's own cipher.
  const cipher = createCipheriv('aes-128-gcm', derived.key.subarray(0, 16), derived.nonce)
  const ciphertext = concatBytes(cipher.update(bytesOf('0140c8')), cipher.final(), cipher.getAuthTag())
  expect(toHex(concatBytes(published.responseNonce, ciphertext))).toBe(
    'c789e7151fcba46158ca84b04464910d86f9013e404feea014e7be4a441f234f857fbd',
  )
})

test('an answer is what the recipe gives, computed once more in a straight line', () => {
  const secret = exportSecret(asha, 'reply', 32)
  const pseudorandomKey = extract(sha256, secret, concatBytes(encapsulated, nonce))
  const key = expand(sha256, pseudorandomKey, utf8Encode('key'), 32)
  const cipherNonce = expand(sha256, pseudorandomKey, utf8Encode('nonce'), 12)
  const expected = concatBytes(nonce, chacha20poly1305(key, cipherNonce).encrypt(answer))
  expect(sealResponse(asha, encapsulated, answer, nonce)).toEqual(expected)
  // The first step once more, with nothing but HMAC.
  const hmac = createHmac('sha256', concatBytes(encapsulated, nonce)).update(secret).digest('hex')
  expect(toHex(pseudorandomKey)).toBe(hmac)
})

describe('what does not open', () => {
  const response = sealResponse(asha, encapsulated, answer, nonce)
  test('the answer to another message', () => {
    expect(openResponse(exporterOf(new Uint8Array(32).fill(9)), encapsulated, response)).toBe(undefined)
    expect(openResponse(asha, chen.publicKey, response)).toBe(undefined)
  })
  test('an answer that was cut, at any length', () => {
    for (let length = 0; length < response.length; length++) {
      expect(openResponse(asha, encapsulated, response.subarray(0, length))).toBe(undefined)
    }
  })
})

test('a nonce of another length is a fault of the caller', () => {
  for (const length of [0, 12, 16, 31, 33]) {
    expect(() => sealResponse(asha, encapsulated, answer, new Uint8Array(length))).toThrow(RangeError)
  }
})

test('nothing that was given is written to', () => {
  const given = Buffer.from(sealResponse(asha, encapsulated, answer, nonce))
  const before = toHex(given)
  openResponse(asha, encapsulated, given)
  expect(toHex(given)).toBe(before)
  expect(nonce).toEqual(new Uint8Array(32).fill(4))
})
