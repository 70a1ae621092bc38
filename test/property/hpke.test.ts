import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { openWith, sealWith } from '../../src/kernel/hpke.js'
import { BUCKETS, pad, unpad } from '../../src/kernel/padding.js'
import { verifySignature } from '../../src/kernel/signature.js'
import { signBytes, signingKeyFromSeed } from '../../src/kernel/signing.js'
import { keyPairFromSeed, setupReceiver, setupSender } from '../support/hpke.js'

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
const bytes = fc.uint8Array({ maxLength: 200 })

describe('HPKE', () => {
  test.prop([seed, seed, bytes, bytes, bytes, fc.maxSafeNat(), fc.nat()], { numRuns: 200 })(
    'what is sealed opens for its recipient, and with no bit changed',
    (recipientSeed, ephemeralSeed, info, aad, plaintext, sequence, at) => {
      const recipient = keyPairFromSeed(recipientSeed)
      const sender = setupSender(recipient.publicKey, info, ephemeralSeed)
      const receiver = sender && setupReceiver(sender.encapsulated, recipient.secretKey, info, recipient.publicKey)
      if (sender === undefined || receiver === undefined) throw new Error('an ordinary key was refused')
      const ciphertext = sealWith(sender.context, sequence, aad, plaintext)
      expect(openWith(receiver, sequence, aad, ciphertext)).toEqual(plaintext)
      const bit = at % (ciphertext.length * 8)
      ciphertext[bit >> 3] = (ciphertext[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openWith(receiver, sequence, aad, ciphertext)).toBe(undefined)
    },
  )

  test.prop([bytes, seed], { numRuns: 200 })(
    'no encapsulated bytes make the receiver throw',
    (encapsulated, secretSeed) => {
      const recipient = keyPairFromSeed(secretSeed)
      const context = setupReceiver(encapsulated, recipient.secretKey, new Uint8Array(0), recipient.publicKey)
      if (encapsulated.length !== 32) expect(context).toBe(undefined)
      else if (context !== undefined) expect(openWith(context, 0, new Uint8Array(0), encapsulated)).toBe(undefined)
    },
  )
})

describe('signatures', () => {
  test.prop([seed, bytes, fc.nat(511), fc.nat(255)], { numRuns: 200 })(
    'what is signed verifies, and with no bit of signature or key changed',
    (signerSeed, message, signatureBit, keyBit) => {
      const { publicKey, secretKey } = signingKeyFromSeed(signerSeed)
      const signature = signBytes(message, secretKey)
      expect(verifySignature(signature, message, publicKey)).toBe(true)
      const other = new Uint8Array(publicKey)
      other[keyBit >> 3] = (other[keyBit >> 3] ?? 0) ^ (1 << (keyBit & 7))
      expect(verifySignature(signature, message, other)).toBe(false)
      signature[signatureBit >> 3] = (signature[signatureBit >> 3] ?? 0) ^ (1 << (signatureBit & 7))
      expect(verifySignature(signature, message, publicKey)).toBe(false)
    },
  )

  test.prop([bytes, bytes, bytes], { numRuns: 500 })('no bytes make the check throw', (signature, message, key) => {
    expect(verifySignature(signature, message, key)).toBe(false)
  })
})

describe('padding', () => {
  test.prop([fc.uint8Array({ maxLength: 2100 }), fc.constantFrom(...BUCKETS)], { numRuns: 500 })(
    'what fits comes back and has the length of its bucket; what does not fit is refused',
    (content, bucket) => {
      const padded = pad(content, bucket)
      expect(padded?.length).toBe(content.length < bucket ? bucket : undefined)
      if (padded !== undefined) expect(unpad(padded)).toEqual(content)
    },
  )

  test.prop([fc.array(fc.constantFrom(0, 0x80, 1), { maxLength: 12 })], { numRuns: 2000 })(
    'padding that can be removed is content, one mark and zeros',
    (list) => {
      const content = unpad(Uint8Array.from(list))
      const trimmed = list.slice(0, list.findLastIndex((byte) => byte !== 0) + 1)
      expect(content && [...content, 0x80]).toEqual(trimmed.at(-1) === 0x80 ? trimmed : undefined)
    },
  )
})
