import { isDeepStrictEqual } from 'node:util'
import { seal } from '../../dist/index.js'
import { hybrid } from '../../dist/post-quantum.js'
import { createInbox, memoryStore, openToken } from '../../dist/practitioner.js'
import { openTokenWithWebCrypto, prepareKeys, sealWithWebCrypto } from '../../dist/web-crypto.js'
import { must } from '../must.js'
import { agree, CURRENT } from '../referral.js'

/** @param {import('../referral.js').Agreed} agreed */
const currentKey = ({ keys }) => ({ openingKeys: keys.openingKeys.slice(CURRENT, CURRENT + 1) })
/** @param {import('../referral.js').Agreed} agreed */
const everyKey = ({ keys }) => keys

const synchronous = { seal, open: openToken }
/** As an app does that opens more than one: the platform imports the keys once, as it has the others' keys. */
const webCrypto = { seal: sealWithWebCrypto, open: openTokenWithWebCrypto, prepare: prepareKeys }

/**
 * The built package through its public entries, with all that the others leave out: commitment, padding, consent.
 * @param {Pick<import('../measure.js').Contender, 'name' | 'group' | 'suite'>} about
 * @param {{
 *   with: { seal: (consent: any) => any, open: (token: any, keys: any, options: any) => any, prepare?: (keys: any) => any },
 *   keys: (agreed: import('../referral.js').Agreed) => any,
 *   suite?: any,
 * }} how - the functions, the keys that opening tries, and the recipient's suite where it is not the classical one
 * @returns {import('../measure.js').Contender}
 */
const entrenous = (about, { with: functions, keys: keysOf, suite }) => ({
  ...about,
  setup: async (referral) => {
    const agreed = suite === undefined ? referral : await agree({ suite })
    const { consent, now, disclosure } = agreed
    const chosen = keysOf(agreed)
    const keys = functions.prepare?.(chosen) ?? chosen
    const tokenOf = (/** @type {any} */ sealed) => must(sealed).token
    return {
      seal: () => then(functions.seal(consent), tokenOf),
      open: (token) => then(functions.open(token, keys, { now }), must),
      isRight: async (/** @type {any} */ opened) => {
        const received = must(await createInbox(memoryStore()).receive(opened))
        return isDeepStrictEqual(received.disclosure, disclosure)
      },
    }
  },
})

/** Goes on with a value now, or with a promised one later. */
function then(/** @type {any} */ value, /** @type {(value: any) => any} */ next) {
  return value instanceof Promise ? value.then(next) : next(value)
}

const classical = /** @type {const} */ ({ group: 'javascript', suite: 'X25519, ChaCha20-Poly1305' })
const native = /** @type {const} */ ({ group: 'native', suite: 'native X25519, ChaCha20-Poly1305' })
const postQuantum = /** @type {const} */ ({ group: 'hybrid', suite: 'X-Wing, ChaCha20-Poly1305' })

export const contenders = [
  entrenous({ ...classical, name: 'entrenous' }, { with: synchronous, keys: currentKey }),
  entrenous({ ...classical, name: 'entrenous, all live keys' }, { with: synchronous, keys: everyKey }),
  entrenous({ ...native, name: 'entrenous WebCrypto' }, { with: webCrypto, keys: currentKey }),
  entrenous({ ...native, name: 'entrenous WC, live keys' }, { with: webCrypto, keys: everyKey }),
  entrenous({ ...postQuantum, name: 'entrenous hybrid' }, { with: synchronous, keys: currentKey, suite: hybrid }),
]
