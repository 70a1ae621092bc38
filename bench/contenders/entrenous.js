import { isDeepStrictEqual } from 'node:util'
import { seal } from '../../dist/index.js'
import { createInbox, memoryStore, openToken } from '../../dist/practitioner.js'
import { must } from '../referral.js'

/**
 * The built package through its public entries. What peers leave out is inside: commitment, padding, the body's check.
 * @param {string} name
 * @param {(referral: import('../referral.js').Referral) => any} keysOf - the keys that opening tries, all of them
 * @returns {import('../measure.js').Contender}
 */
const entrenous = (name, keysOf) => ({
  name,
  group: 'javascript',
  suite: 'X25519, ChaCha20-Poly1305, synchronous',
  setup: async (referral) => {
    const { consent, now, disclosure } = referral
    const keys = keysOf(referral)
    return {
      seal: () => must(seal(/** @type {any} */ (consent), {})).token,
      open: (token) => must(openToken(token, keys, { now: /** @type {any} */ (now) })),
      isRight: async (/** @type {any} */ opened) => {
        const received = must(await createInbox(memoryStore()).receive(opened))
        return isDeepStrictEqual(received.disclosure, disclosure)
      },
    }
  },
})

export const contenders = [
  entrenous('entrenous', ({ current }) => current),
  entrenous('entrenous, all live keys', ({ keys }) => keys),
]
