import nacl from 'tweetnacl'
import { equalBytes } from './bytes.js'

// Everything that multiplies on Curve25519 is written once, as steps that ask for a multiplication and wait for it. One
// driver answers with tweetnacl, at once; the other with the platform's WebCrypto (web-crypto.ts). So both give the same
// bytes and the same refusals.

/** One X25519 that a computation asks for: a scalar times a point, 32 bytes each. */
export type Multiplication = {
  readonly scalar: Uint8Array
  readonly point: Uint8Array
  /** The scalar's own public key, where the asker has it: a platform may import the scalar sooner with it. */
  readonly publicKey?: Uint8Array
}

/** A computation that asks for multiplications, is handed their 32-byte results, and ends with a value. */
export type Steps<Value> = Generator<Multiplication, Value, Uint8Array>

const KEY_LENGTH = 32
const ZERO = new Uint8Array(KEY_LENGTH)
/** The curve’s base point: times a secret key it gives the public key. */
export const BASE_POINT: Uint8Array = Uint8Array.from({ length: KEY_LENGTH }, (_, index) => (index === 0 ? 9 : 0))

/**
 * Computes X25519.
 *
 * @param multiplication - scalar and point, 32 bytes each.
 * @returns 32 bytes; all zero for a point of small order, which is the caller's to refuse.
 * Privacy: the result is as secret as the scalar.
 * Cost: one scalar multiplication.
 * @see RFC 7748 section 5 @since 0.1
 */
export function multiply({ scalar, point }: Multiplication): Uint8Array {
  return nacl.scalarMult(scalar, point)
}

/**
 * Runs a computation to its end, answering its multiplications at once.
 *
 * @param steps - a fresh computation.
 * @returns what it ends with.
 * Privacy: as the computation.
 * Cost: one scalar multiplication for each it asks for. @since 0.1
 */
export function run<Value>(steps: Steps<Value>): Value {
  let step = steps.next()
  while (step.done !== true) step = steps.next(multiply(step.value))
  return step.value
}

/**
 * Computes the public key of an X25519 secret key.
 *
 * @param secretKey - 32 bytes.
 * @returns the 32-byte public key.
 * @throws {RangeError} when the secret key is not 32 bytes long.
 * Privacy: the public key tells nothing about the secret one.
 * Cost: one scalar multiplication.
 * @see RFC 7748 section 6.1 @since 0.1
 */
export function* publicPoint(secretKey: Uint8Array): Steps<Uint8Array> {
  if (secretKey.length !== KEY_LENGTH) throw new RangeError('secretKey: expected 32 bytes')
  return yield { scalar: secretKey, point: BASE_POINT }
}

/**
 * Computes the X25519 secret of two keys, refusing the one that everybody knows.
 *
 * tweetnacl returns zeros for a public key of small order and says nothing; a message sealed under that secret could
 * be read by anyone.
 *
 * @param secretKey - our 32 bytes.
 * @param publicKey - their bytes, untrusted.
 * @param own - the public key of `secretKey`, where it is at hand. Changes nothing but how soon a platform is ready.
 * @returns 32 bytes, or undefined when the public key is not 32 bytes long or the result is all zero.
 * @throws {RangeError} when the secret key is not 32 bytes long.
 * Privacy: the result is secret.
 * Cost: one scalar multiplication.
 * @see RFC 7748 section 6.1, RFC 9180 section 7.1.4 @since 0.1
 */
export function* sharedPoint(
  secretKey: Uint8Array,
  publicKey: Uint8Array,
  own?: Uint8Array,
): Steps<Uint8Array | undefined> {
  if (secretKey.length !== KEY_LENGTH) throw new RangeError('secretKey: expected 32 bytes')
  if (publicKey.length !== KEY_LENGTH) return undefined
  const point = yield { scalar: secretKey, point: publicKey, ...(own && { publicKey: own }) }
  return equalBytes(point, ZERO) ? undefined : point
}
