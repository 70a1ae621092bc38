import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import nacl from 'tweetnacl'

// Signing thirty thousand statements in JavaScript takes minutes. While files are being made, and never while anything
// is timed, Ed25519 is Node's own: it is deterministic (RFC 8032), so that the bytes are the same.

const privatePrefix = '302e020100300506032b657004220420'
const publicPrefix = '302a300506032b6570032100'
const der = (/** @type {string} */ hex) => Buffer.from(hex, 'hex')

/** Key objects by their bytes: to make one takes longer than to sign with it. @type {Map<string, import('node:crypto').KeyObject>} */
const made = new Map()

/** @param {Uint8Array} bytes @param {(hex: string) => import('node:crypto').KeyObject} make @param {string} kind */
function keyObject(bytes, make, kind) {
  const hex = Buffer.from(bytes).toString('hex')
  const known = made.get(kind + hex)
  if (known !== undefined) return known
  const key = make(hex)
  made.set(kind + hex, key)
  return key
}

/** @param {Uint8Array} seed */
const privateKey = (seed) =>
  keyObject(seed, (hex) => createPrivateKey({ key: der(privatePrefix + hex), format: 'der', type: 'pkcs8' }), 'private')
/** @param {Uint8Array} key */
const publicKey = (key) =>
  keyObject(key, (hex) => createPublicKey({ key: der(publicPrefix + hex), format: 'der', type: 'spki' }), 'public')

/** @param {Uint8Array} seed */
function pairOf(seed) {
  const point = createPublicKey(privateKey(seed))
    .export({ format: 'der', type: 'spki' })
    .subarray(publicPrefix.length / 2)
  return { publicKey: new Uint8Array(point), secretKey: new Uint8Array(Buffer.concat([seed, point])) }
}

/**
 * Does something with Node's Ed25519 in the place of tweetnacl's.
 * @template Value
 * @param {() => Value} work - synchronous
 * @returns {Value}
 */
export function withNativeSigning(work) {
  const replaced = nacl.sign
  const detached = Object.assign(
    (/** @type {Uint8Array} */ message, /** @type {Uint8Array} */ secretKey) =>
      new Uint8Array(sign(null, message, privateKey(secretKey.subarray(0, 32)))),
    {
      ...replaced.detached,
      verify: (/** @type {Uint8Array} */ message, /** @type {Uint8Array} */ signature, /** @type {Uint8Array} */ key) =>
        verify(null, message, publicKey(key), signature),
    },
  )
  const keyPair = Object.assign(() => replaced.keyPair(), { ...replaced.keyPair, fromSeed: pairOf })
  // The one object that everybody who imports it holds.
  const open = /** @type {any} */ (nacl)
  open.sign = Object.assign(() => {}, { ...replaced, detached, keyPair })
  try {
    return work()
  } finally {
    open.sign = replaced
  }
}
