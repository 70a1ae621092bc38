import { dhkemX25519, type Kem } from './kem.js'

/**
 * A cipher suite: the number by which keys and tokens name it, and its key encapsulation. HKDF-SHA256 and
 * ChaCha20-Poly1305 belong to all of them. A key has one suite for life and nothing is negotiated.
 */
export type Suite = {
  /** One byte of every token sealed under it. */
  readonly number: number
  readonly kem: Kem
}

/** DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305: what every reader and writer knows. */
export const classical: Suite = Object.freeze({ number: 1, kem: dhkemX25519 })

/** How long the encapsulated key is in each suite there is: enough to frame a token without knowing how to open it. */
const encapsulatedLengths: Readonly<Record<number, number>> = { 1: 32, 2: 1120 }

/**
 * Tells how long the encapsulated key of a suite is.
 *
 * @param suite - a suite's number, untrusted.
 * @returns the length in bytes, or undefined for a number that names no suite.
 * Privacy: reads public framing only.
 * Cost: O(1). @since 0.1
 */
export function encapsulatedLengthOf(suite: number): number | undefined {
  return encapsulatedLengths[suite]
}

/**
 * Where the suites stand beside what they were brought for. A symbol, because suites hold functions: JSON and structured
 * clones pass it over, and what they leave behind has the classical suite alone.
 */
export const SUITES: unique symbol = Symbol('suites')

/**
 * Adds the suites a caller brings to the one that everybody knows.
 *
 * @param suites - from entries of their own, such as `entrenous/post-quantum`.
 * @returns all of them, the classical first.
 * @throws {TypeError} when one of them is no suite: misspelt in plain JavaScript, it would be left out without a word.
 * Privacy: reads no secret.
 * Cost: O(suites). @since 0.1
 */
export function withClassical(suites: readonly Suite[] = []): readonly Suite[] {
  for (const suite of suites) {
    if (typeof suite?.kem?.encapsulate !== 'function') throw new TypeError('suites: expected suites, such as hybrid')
  }
  return [classical, ...suites]
}

/**
 * Finds a suite by its number.
 *
 * @param suites - those at hand; undefined for the classical one alone.
 * @param number - the number, untrusted.
 * @returns the suite, or undefined where it is not at hand.
 * Privacy: reads no secret.
 * Cost: O(suites). @since 0.1
 */
export function suiteOf(suites: readonly Suite[] | undefined, number: number): Suite | undefined {
  return (suites ?? [classical]).find((suite) => suite.number === number)
}
