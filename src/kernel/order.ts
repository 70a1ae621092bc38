import { hmacSha256 } from './hash.js'
import { toHex, utf8Encode } from './text.js'

/**
 * Gives the key that puts equals in an order nobody can buy or guess.
 *
 * Sorting ties by name or id would hand the same practitioner the first place for ever; a hash keyed with a seed of
 * the person's own session spreads it, and the same seed repeats the same order.
 *
 * @param seed - the session's seed, any length; not shared with publishers.
 * @param id - the public id to place.
 * @returns 32 lower-case hexadecimal characters, compared as text.
 * @throws {RangeError} when the id holds a lone surrogate.
 * Privacy: tells neither seed nor id; stays on the device.
 * Cost: O(id length). @since 0.1
 */
export function orderKey(seed: Uint8Array, id: string): string {
  return toHex(hmacSha256(seed, utf8Encode(id)).subarray(0, 16))
}
