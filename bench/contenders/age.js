import * as age from 'age-encryption'
import { jsonOf } from './payload.js'

const classical = { name: 'age', group: 'native', suite: 'native X25519, ChaCha20-Poly1305' }
const hybrid = { name: 'age hybrid', group: 'hybrid', suite: 'ML-KEM and X25519, ChaCha20' }

/**
 * Recipient and identity are read once; each file has a key of its own.
 * @param {any} about
 * @param {() => Promise<string>} generate
 * @returns {import('../measure.js').Contender}
 */
const ageWith = (about, generate) => ({
  ...about,
  setup: async (referral) => {
    const { bytes, read, isRight } = jsonOf(referral)
    const identity = await generate()
    const encrypter = new age.Encrypter()
    encrypter.addRecipient(await age.identityToRecipient(identity))
    const decrypter = new age.Decrypter()
    decrypter.addIdentity(identity)
    return {
      seal: () => encrypter.encrypt(bytes),
      open: async (file) => read(await decrypter.decrypt(file)),
      textOf: (file) => age.armor.encode(file),
      isRight,
    }
  },
})

export const contenders = [ageWith(classical, age.generateX25519Identity), ageWith(hybrid, age.generateHybridIdentity)]
