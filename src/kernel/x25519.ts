import { copyBytes, equalBytes } from './bytes.js'
import {
  addTimes,
  bitOf,
  carry,
  copyOf,
  type Element,
  elementOf,
  inverse,
  product,
  readElement,
  swapIf,
  writeElement,
} from './field25519.js'

// Everything that multiplies on Curve25519 is written once, as steps that ask for a multiplication and wait for it. One
// driver answers with `multiply`, at once; the other with the platform's WebCrypto (web-crypto.ts). So both give the same
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
/** (486662 - 2) / 4, of the curve's equation. */
const A24 = 121_665
const ZERO = new Uint8Array(KEY_LENGTH)
/** The curve’s base point: times a secret key it gives the public key. */
export const BASE_POINT: Uint8Array = Uint8Array.from({ length: KEY_LENGTH }, (_, index) => (index === 0 ? 9 : 0))

/**
 * Computes X25519.
 *
 * @param multiplication - scalar and point, 32 bytes each.
 * @returns 32 bytes; all zero for a point of small order, which is the caller's to refuse.
 * Privacy: the result is as secret as the scalar; the steps and the memory they touch are the same for all.
 * Cost: 255 steps of ten products in the field.
 * @see RFC 7748 section 5 @since 0.1
 */
export function multiply({ scalar, point }: Multiplication): Uint8Array {
  const clamped = copyBytes(scalar)
  clamped[0] = (clamped[0] ?? 0) & 248
  clamped[31] = ((clamped[31] ?? 0) & 127) | 64
  const base = readElement(point)
  const ladder = { x2: elementOf(1), z2: elementOf(0), x3: copyOf(base), z3: elementOf(1) }
  const scratch = { a: elementOf(0), b: elementOf(0), c: elementOf(0), d: elementOf(0) }
  let swapped = 0
  for (let nth = 254; nth >= 0; nth--) {
    const bit = bitOf(clamped, nth)
    swapLadder(swapped ^ bit, ladder)
    swapped = bit
    climb(base, ladder, scratch)
  }
  swapLadder(swapped, ladder)
  const { x2, z2 } = ladder
  product(x2, x2, inverse(z2))
  return writeElement(x2)
}

/** Two points of the curve, x = x2 / z2 and x3 / z3, whose difference is the base. */
type Ladder = { readonly x2: Element; readonly z2: Element; readonly x3: Element; readonly z3: Element }
type Scratch = { readonly a: Element; readonly b: Element; readonly c: Element; readonly d: Element }

function swapLadder(bit: number, { x2, z2, x3, z3 }: Ladder): void {
  swapIf(bit, x2, x3)
  swapIf(bit, z2, z3)
}

/** One step of the Montgomery ladder: the second point becomes the sum of both, the first its own double. */
function climb(base: Element, { x2, z2, x3, z3 }: Ladder, { a, b, c, d }: Scratch): void {
  addTimes(a, x2, 1, z2)
  addTimes(b, x2, -1, z2)
  addTimes(c, x3, 1, z3)
  addTimes(d, x3, -1, z3)
  product(d, d, a)
  product(c, c, b)
  addTimes(x3, d, 1, c)
  product(x3, x3, x3)
  addTimes(z3, d, -1, c)
  product(z3, z3, z3)
  product(z3, z3, base)
  product(a, a, a)
  product(b, b, b)
  product(x2, a, b)
  addTimes(c, a, -1, b)
  addTimes(b, a, A24, c)
  carry(b)
  product(z2, c, b)
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
 * For a public key of small order the result is zero, whatever the secret key; a message sealed under that could be read
 * by anyone.
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
