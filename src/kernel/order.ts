import { concatBytes } from './bytes.js'
import { sha256 } from './hash.js'
import { utf8Encode } from './text.js'

/** Eight bytes as two unsigned words of a number in little-endian order. */
export type Tie = { readonly high: number; readonly low: number }

/** What an order is for: each has a key of its own, so that one order tells nothing about another. */
export type OrderPurpose = 'order' | 'exploration'

/**
 * Derives the key that puts equals in an order nobody can buy or guess.
 *
 * Sorting ties by name or id would hand the same practitioner the first place for ever; a hash keyed with a seed of
 * the person's own session spreads it, and the same seed repeats the same order.
 *
 * @param seed - the session's seed, any length; not shared with publishers.
 * @param purpose - what is to be ordered; the order of results unless told.
 * @returns the first 8 bytes of SHA-256 of `entrenous/1/` and the purpose, a zero byte and the seed.
 * Privacy: as private as the seed; stays on the device.
 * Cost: one hash a call of `match`. @since 0.1
 */
export function tieKey(seed: Uint8Array, purpose: OrderPurpose = 'order'): Tie {
  return wordsOf(sha256(concatBytes(utf8Encode(`entrenous/1/${purpose}\0`), seed)))
}

/**
 * Shortens an id to what its place among equals is computed from: the same for every person and every seed, so that it
 * can be kept.
 *
 * @param id - the public id to place.
 * @returns the first 8 bytes of SHA-256 of the id.
 * @throws {RangeError} when the id holds a lone surrogate.
 * Privacy: reads a public id only.
 * Cost: O(id length), one hash. @since 0.1
 */
export function tieOf(id: string): Tie {
  return wordsOf(sha256(utf8Encode(id)))
}

/**
 * Computes the place of one among equals: HalfSipHash-2-4 with 64 bits of output, over eight bytes.
 *
 * A short keyed hash is enough: nobody sees an output, a key serves for one call, and whoever chooses an id does not
 * know the key. It takes nanoseconds where an HMAC takes microseconds, and equals may be thousands.
 *
 * @param key - from `tieKey`.
 * @param high - the high word from `tieOf`.
 * @param low - the low word from `tieOf`.
 * @param into - where the result goes.
 * @returns `into`: the high word, then the low one, both unsigned. The smaller number comes first; equal numbers are
 * told apart by the words of `tieOf`.
 * Privacy: tells neither seed nor id; stays on the device.
 * Cost: O(1), allocates nothing. @see Aumasson and Bernstein 2012, SipHash: a fast short-input PRF @since 0.1
 */
export function tieRank(key: Tie, high: number, low: number, into: Uint32Array): Uint32Array {
  let v0 = key.low
  let v1 = key.high ^ 0xee
  let v2 = 0x6c796765 ^ key.low
  let v3 = 0x74656462 ^ key.high
  // Two words of message, the length in the top byte of a third, then twice four rounds without a word.
  for (let round = 0; round < 14; round++) {
    const word = round < 2 ? low : round < 4 ? high : 0x08000000
    if (round < 6 && (round & 1) === 0) v3 ^= word
    if (round === 6) v2 ^= 0xee
    if (round === 10) v1 ^= 0xdd
    v0 = (v0 + v1) | 0
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0
    v0 = (v0 << 16) | (v0 >>> 16)
    v2 = (v2 + v3) | 0
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2
    v0 = (v0 + v3) | 0
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0
    v2 = (v2 + v1) | 0
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2
    v2 = (v2 << 16) | (v2 >>> 16)
    if (round < 6 && (round & 1) === 1) v0 ^= word
    if (round === 9) into[1] = v1 ^ v3
  }
  into[0] = v1 ^ v3
  return into
}

function wordsOf(hash: Uint8Array): Tie {
  const view = new DataView(hash.buffer, hash.byteOffset)
  return { high: view.getUint32(4, true), low: view.getUint32(0, true) }
}
