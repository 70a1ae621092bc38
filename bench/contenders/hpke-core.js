import { Chacha20Poly1305 } from '@hpke/chacha20poly1305'
import * as core from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'
import { XWing } from '@hpke/hybridkem-x-wing'
import { bodyOf, info, joined, jsonOf } from './payload.js'

const javascript = { name: '@hpke/core JS', group: 'javascript', suite: 'X25519, ChaCha20-Poly1305' }
const native = { name: '@hpke/core WebCrypto', group: 'native', suite: 'native X25519, AES-256-GCM' }
const hybrid = { name: '@hpke/core X-Wing', group: 'hybrid', suite: 'X-Wing, ChaCha20-Poly1305' }

/**
 * @param {any} about
 * @param {() => any} parts - key encapsulation and cipher
 * @param {import('./payload.js').PayloadOf} payloadOf
 * @returns {import('../measure.js').Contender}
 */
const hpkeCore = (about, parts, payloadOf = jsonOf) => ({
  ...about,
  setup: async (referral) => {
    const { bytes, read, isRight } = payloadOf(referral)
    const suite = new core.CipherSuite({ kdf: new core.HkdfSha256(), ...parts() })
    // A key pair as it is made: imported once, its public half at hand for opening.
    const pair = await suite.kem.generateKeyPair()
    const { encSize } = suite.kem
    return {
      seal: async () => {
        const { enc, ct } = await suite.seal({ recipientPublicKey: pair.publicKey, info }, bytes)
        return joined(enc, ct)
      },
      open: async (message) => {
        const opening = { recipientKey: pair, enc: message.slice(0, encSize), info }
        return read(new Uint8Array(await suite.open(opening, message.slice(encSize))))
      },
      isRight,
    }
  },
})

const inJavaScript = () => ({ kem: new DhkemX25519HkdfSha256(), aead: new Chacha20Poly1305() })
const inWebCrypto = () => ({ kem: new core.DhkemX25519HkdfSha256(), aead: new core.Aes256Gcm() })
const withXWing = () => ({ kem: new XWing(), aead: new Chacha20Poly1305() })
const ourBody = (/** @type {any} */ about) => ({ ...about, name: `${about.name}, our body` })

export const contenders = [
  hpkeCore(javascript, inJavaScript),
  hpkeCore(ourBody(javascript), inJavaScript, bodyOf),
  hpkeCore(native, inWebCrypto),
  hpkeCore(hybrid, withXWing),
]
