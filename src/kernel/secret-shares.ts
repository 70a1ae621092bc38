import { type RandomSource, randomBytes } from './random.js'
import { fail, ok, type Result } from './result.js'

// Shamir's secret sharing over the field of 256 elements, one polynomial for each byte of the secret: any `threshold` shares
// give the secret, fewer give nothing at all, whatever the computing power.

/** Most shares of one secret: the places are the 255 elements of the field that are not zero. */
export const MAX_SHARES = 255

/** One share, and the place it is for: 1 for the first. */
export type SecretShare = { readonly place: number; readonly share: Uint8Array }

/**
 * Splits a secret.
 *
 * @param secret - any bytes.
 * @param count - how many shares, 1 to 255.
 * @param threshold - how many of them give the secret again, 1 to `count`.
 * @param random - the source of randomness, the platform's unless given.
 * @returns the shares, each as long as the secret, for the places 1, 2, ….
 * Failure: `randomness_absent` when no source is at hand.
 * @throws {RangeError} when count or threshold are out of bounds.
 * Privacy: fewer shares than the threshold tell nothing about the secret; each is for its holder alone.
 * Cost: O(count · threshold · length).
 * @see Shamir 1979, How to share a secret @since 0.1
 */
export function splitSecret(
  secret: Uint8Array,
  { count, threshold }: { readonly count: number; readonly threshold: number },
  random?: RandomSource,
): Result<readonly Uint8Array[], 'randomness_absent'> {
  if (!Number.isInteger(count) || count < 1 || count > MAX_SHARES) throw new RangeError('count: expected 1 to 255')
  if (!Number.isInteger(threshold) || threshold < 1 || threshold > count) {
    throw new RangeError('threshold: expected a whole number from 1 to the count')
  }
  const drawn = randomBytes(secret.length * (threshold - 1), random)
  if (!drawn.ok) return fail('randomness_absent', {})
  const { length } = secret
  const coefficients = Array.from({ length: threshold - 1 }, (_, nth) =>
    drawn.value.subarray(nth * length, (nth + 1) * length),
  )
  return ok(Array.from({ length: count }, (_, nth) => valueAt(nth + 1, coefficients, secret)))
}

/** The value at a place, from the highest coefficient down (Horner). */
function valueAt(place: number, coefficients: readonly Uint8Array[], constant: Uint8Array): Uint8Array {
  const value = new Uint8Array(constant.length)
  for (const coefficient of [...coefficients].reverse()) addThenMultiply(value, coefficient, place)
  for (let index = 0; index < value.length; index++) value[index] = (value[index] ?? 0) ^ (constant[index] ?? 0)
  return value
}

function addThenMultiply(value: Uint8Array, other: Uint8Array, factor: number): void {
  for (let index = 0; index < value.length; index++) {
    value[index] = productOf((value[index] ?? 0) ^ (other[index] ?? 0), factor)
  }
}

/**
 * Computes what the shares say at a place: the secret at 0, another's share at theirs.
 *
 * @param shares - at least as many as the threshold, of different places, all of one length. With fewer, or with one that is
 * wrong, the result is wrong and nothing tells: compare it with a hash.
 * @param place - 0 unless told.
 * @returns as many bytes as a share has.
 * @throws {RangeError} when there is none, a place comes twice or is out of bounds, or the lengths differ.
 * Privacy: the result is the secret, or somebody's share.
 * Cost: O(shares² + shares · length).
 * @see Shamir 1979, How to share a secret @since 0.1
 */
export function joinShares(shares: readonly SecretShare[], place = 0): Uint8Array {
  const length = shares[0]?.share.length
  const places = shares.map((one) => one.place)
  if (length === undefined || shares.some(({ share }) => share.length !== length)) {
    throw new RangeError('shares: expected some, of one length')
  }
  if (new Set(places).size !== places.length || places.some((one) => !(one >= 1 && one <= MAX_SHARES))) {
    throw new RangeError('shares: expected places from 1 to 255, each once')
  }
  const joined = new Uint8Array(length)
  for (const [nth, weight] of weightsAt(places, place).entries()) {
    const { share } = shares[nth] ?? { share: joined }
    for (let index = 0; index < length; index++) {
      joined[index] = (joined[index] ?? 0) ^ productOf(share[index] ?? 0, weight)
    }
  }
  return joined
}

/** Lagrange's weight of each place. Adding and taking away are the same here. */
function weightsAt(places: readonly number[], at: number): readonly number[] {
  return places.map((own) => {
    let above = 1
    let below = 1
    for (const other of places) {
      if (other === own) continue
      above = productOf(above, other ^ at)
      below = productOf(below, other ^ own)
    }
    return productOf(above, inverseOf(below))
  })
}

/** A product in the field of x⁸ + x⁴ + x³ + x + 1. No branch and no table depends on what is multiplied. */
function productOf(one: number, other: number): number {
  let product = 0
  let shifted = one
  for (let bit = 0; bit < 8; bit++) {
    product ^= shifted & -((other >> bit) & 1)
    shifted = ((shifted << 1) ^ (0x11b & -(shifted >> 7))) & 0xff
  }
  return product
}

/** The inverse of what is not zero: its 254th power. Places are public. */
function inverseOf(value: number): number {
  let power = 1
  for (let times = 0; times < 254; times++) power = productOf(power, value)
  return power
}
