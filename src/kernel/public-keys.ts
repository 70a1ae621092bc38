import { fromHex } from './text.js'

/**
 * Reads public keys and names of communities as a host writes them.
 *
 * @param given - each 32 bytes, or their lower-case hex.
 * @param argument - which argument they are.
 * @returns the bytes.
 * @throws {TypeError} when one is neither.
 * Privacy: reads public keys.
 * Cost: O(keys). @since 0.1
 */
export function keysOf(given: readonly (Uint8Array | string)[], argument: string): readonly Uint8Array[] {
  return given.map((key) => {
    const bytes = typeof key === 'string' ? fromHex(key) : key
    if (bytes instanceof Uint8Array && bytes.length === 32) return bytes
    throw new TypeError(`${argument}: expected keys of 32 bytes or their lower-case hex`)
  })
}
