import * as noble from '@panva/hpke-noble'
import { CipherSuite } from 'hpke'
import { bodyOf, info, joined, jsonOf } from './payload.js'

const classical = { name: 'hpke + noble', group: 'javascript', suite: 'X25519, ChaCha20-Poly1305' }
const hybrid = { name: 'hpke + noble X-Wing', group: 'hybrid', suite: 'X-Wing, ChaCha20-Poly1305' }

/**
 * @param {any} about
 * @param {any} kem
 * @param {import('./payload.js').PayloadOf} payloadOf
 * @returns {import('../measure.js').Contender}
 */
const panva = (about, kem, payloadOf = jsonOf) => ({
  ...about,
  setup: async (referral) => {
    const { bytes, read, isRight } = payloadOf(referral)
    const suite = new CipherSuite(kem, noble.KDF_HKDF_SHA256, noble.AEAD_ChaCha20Poly1305)
    const pair = await suite.GenerateKeyPair()
    const { Nenc } = suite.KEM
    return {
      seal: async () => {
        const { encapsulatedSecret, ciphertext } = await suite.Seal(pair.publicKey, bytes, { info })
        return joined(encapsulatedSecret, ciphertext)
      },
      open: async (message) =>
        read(await suite.Open(pair, message.subarray(0, Nenc), message.subarray(Nenc), { info })),
      isRight,
    }
  },
})

export const contenders = [
  panva(classical, noble.KEM_DHKEM_X25519_HKDF_SHA256),
  panva({ ...classical, name: 'hpke + noble, our body' }, noble.KEM_DHKEM_X25519_HKDF_SHA256, bodyOf),
  panva(hybrid, noble.KEM_MLKEM768_X25519),
]
