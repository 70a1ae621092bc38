import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { describe, expect, it } from 'vitest'
import { exportSecret, openWith, sealWith } from '../../src/kernel/hpke.js'
import { randomBytes } from '../../src/kernel/random.js'
import { openResponse, sealResponse } from '../../src/kernel/response.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { hpkePeers } from '../support/attacked.js'
import { value } from '../support/cast.js'
import { keyPairFromSeed, setupReceiver, setupSender } from '../support/hpke.js'

// Eve shows Chen's software Asha's message a second time, and it answers a second time. Where the answer's key and nonce
// are exported from the message's context, as the example in RFC 9180, section 9.8, does, both answers are encrypted
// under one key and nonce: from their difference Eve, who knows or guesses one, reads the other.
// Here every answer takes 32 fresh bytes into its key and nonce, so two answers share nothing.

const chen = keyPairFromSeed(new Uint8Array(32).fill(3))
const answers = ['declined: there is no room', 'accepted: Tuesday at nine.'].map(utf8Encode)
const [declined = new Uint8Array(0), accepted = new Uint8Array(0)] = answers
const difference = (one: Uint8Array, other: Uint8Array) => one.map((byte, at) => byte ^ (other[at] ?? 0))

describe('two answers to one message that was shown twice', () => {
  it.each(hpkePeers)("succeeds against the RFC's example with $name: Eve reads one from the other", async (peer) => {
    const message = await peer.seal(chen.publicKey, utf8Encode('Is there room?'))
    const answered = async (answer: Uint8Array) => {
      const key = await peer.exported(chen.secretKey, message, utf8Encode('response key'), 32)
      const nonce = await peer.exported(chen.secretKey, message, utf8Encode('response nonce'), 12)
      return chacha20poly1305(key, nonce).encrypt(answer)
    }
    const [first, second] = [await answered(declined), await answered(accepted)]
    const seen = difference(first, second).subarray(0, accepted.length)
    expect(seen).toEqual(difference(declined, accepted))
    expect(difference(seen, declined)).toEqual(accepted)
  })
  it('fails here: the difference of two answers tells nothing, and both are read', () => {
    const sent = setupSender(chen.publicKey, utf8Encode('test'), new Uint8Array(32).fill(1))
    if (sent === undefined) throw new Error('an ordinary key was refused')
    const { encapsulated, context } = sent
    const ciphertext = sealWith(context, 0, encapsulated, utf8Encode('Is there room?'))
    const answered = (answer: Uint8Array) => {
      const received = setupReceiver(encapsulated, chen.secretKey, utf8Encode('test'))
      if (received === undefined || openWith(received, 0, encapsulated, ciphertext) === undefined) {
        throw new Error('it opens as often as it is shown')
      }
      return sealResponse(received.exporter, encapsulated, answer, value(randomBytes(32)))
    }
    const [first, second] = [answered(declined), answered(accepted)]
    const seen = difference(first.subarray(32), second.subarray(32)).subarray(0, accepted.length)
    expect(seen).not.toEqual(difference(declined, accepted))
    expect(openResponse(context.exporter, encapsulated, first)).toEqual(declined)
    expect(openResponse(context.exporter, encapsulated, second)).toEqual(accepted)
  })
  it("fails here: the answer's key is neither the message's nor anything that is exported for another purpose", () => {
    const sent = setupSender(chen.publicKey, utf8Encode('test'), new Uint8Array(32).fill(1))
    if (sent === undefined) throw new Error('an ordinary key was refused')
    const response = sealResponse(sent.context.exporter, sent.encapsulated, declined, new Uint8Array(32))
    const keys = [sent.context.key, exportSecret(sent.context.exporter, 'reply', 32)]
    for (const key of keys) {
      for (const nonce of [sent.context.baseNonce, new Uint8Array(12)]) {
        expect(() => chacha20poly1305(key, nonce).decrypt(response.subarray(32))).toThrow()
      }
    }
  })
})
