import { isDeepStrictEqual } from 'node:util'
import { seal } from '../../dist/index.js'
import { hybrid } from '../../dist/post-quantum.js'
import { createInbox, memoryStore, openToken } from '../../dist/practitioner.js'
import { agree, CURRENT, must } from '../referral.js'

/** @param {import('../referral.js').Agreed} agreed */
const currentKey = ({ keys }) => ({ openingKeys: keys.openingKeys.slice(CURRENT, CURRENT + 1) })
/** @param {import('../referral.js').Agreed} agreed */
const everyKey = ({ keys }) => keys

/**
 * The built package through its public entries, with all that the others leave out: commitment, padding, consent.
 * @param {Pick<import('../measure.js').Contender, 'name' | 'group' | 'suite'>} about
 * @param {(agreed: import('../referral.js').Agreed) => any} keysOf - the keys that opening tries, all of them
 * @param {any} [suite] - of the recipient's keys, where it is not the classical one
 * @returns {import('../measure.js').Contender}
 */
const entrenous = (about, keysOf, suite) => ({
  ...about,
  setup: async (referral) => {
    const agreed = suite === undefined ? referral : await agree({ suite })
    const { consent, now, disclosure } = agreed
    const keys = keysOf(agreed)
    return {
      seal: () => must(seal(consent)).token,
      open: (token) => must(openToken(token, keys, { now })),
      isRight: async (/** @type {any} */ opened) => {
        const received = must(await createInbox(memoryStore()).receive(opened))
        return isDeepStrictEqual(received.disclosure, disclosure)
      },
    }
  },
})

const classical = /** @type {const} */ ({ group: 'javascript', suite: 'X25519, ChaCha20-Poly1305, synchronous' })
const postQuantum = /** @type {const} */ ({ group: 'hybrid', suite: 'X-Wing, ChaCha20-Poly1305, synchronous' })

export const contenders = [
  entrenous({ ...classical, name: 'entrenous' }, currentKey),
  entrenous({ ...classical, name: 'entrenous, all live keys' }, everyKey),
  entrenous({ ...postQuantum, name: 'entrenous hybrid' }, currentKey, hybrid),
]
