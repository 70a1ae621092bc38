import { fail, ok, type Result } from './result.js'

/** Gives exactly that many unpredictable bytes. Tests inject a seeded one; everybody else leaves the default. */
export type RandomSource = (length: number) => Uint8Array

/** `getRandomValues` refuses more than this at once (W3C Web Cryptography, section 10.1.1). */
const PLATFORM_CHUNK = 65_536

/** The one platform function the core may use, described here because the core compiles without DOM types. */
type PlatformRandom = { readonly crypto?: { readonly getRandomValues?: (target: Uint8Array) => unknown } }

/**
 * Draws random bytes: the only place where randomness enters the library. `entrenous/web-crypto` besides lets the platform
 * make a key pair, of which the library never sees the secret.
 *
 * The platform's source is looked up at every call, so that a shim loaded later is found and nothing is kept. There
 * is no weak fallback.
 *
 * @param length - how many bytes.
 * @param random - the source; `globalThis.crypto.getRandomValues` unless given.
 * @returns a fresh plain Uint8Array of that length.
 * Failure: `randomness_absent` when there is no source, it throws, or it gives another length.
 * @throws {RangeError} when the length is no whole number of at least 0.
 * Privacy: reads no input; the bytes are secret until their user decides otherwise.
 * Cost: O(length). @since 0.1
 */
export function randomBytes(length: number, random?: RandomSource): Result<Uint8Array, 'randomness_absent'> {
  if (!Number.isSafeInteger(length) || length < 0) throw new RangeError('length: expected a whole number of at least 0')
  try {
    const drawn = (random ?? platformBytes)(length)
    // A copy: the source may go on using its buffer.
    if (drawn instanceof Uint8Array && drawn.length === length) return ok(new Uint8Array(drawn))
  } catch {
    // Whatever a foreign source throws may hold anything; only the code goes on.
  }
  return fail('randomness_absent', {})
}

function platformBytes(length: number): Uint8Array {
  const { crypto } = globalThis as PlatformRandom // every member is optional and tested before use
  if (typeof crypto?.getRandomValues !== 'function') throw new TypeError('no platform randomness')
  const bytes = new Uint8Array(length)
  for (let from = 0; from < length; from += PLATFORM_CHUNK) {
    crypto.getRandomValues(bytes.subarray(from, from + PLATFORM_CHUNK))
  }
  return bytes
}
