// The classes themselves: what noble wraps around them (streams of any hash, options, identifiers) nobody here asks for.
import { _SHA256, _SHA512 } from '@noble/hashes/sha2.js'

/**
 * Hashes bytes with SHA-256.
 *
 * @param bytes - any bytes.
 * @returns 32 bytes.
 * Privacy: the hash of a guessable value tells the value; salt what is private.
 * Cost: O(length).
 * @see FIPS 180-4 @since 0.1
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new _SHA256().update(bytes).digest()
}

/**
 * Hashes bytes with SHA-512.
 *
 * @param bytes - any bytes.
 * @returns 64 bytes.
 * Privacy: the hash of a guessable value tells the value; salt what is private.
 * Cost: O(length).
 * @see FIPS 180-4 @since 0.1
 */
export function sha512(bytes: Uint8Array): Uint8Array {
  return new _SHA512().update(bytes).digest()
}

const BLOCK_LENGTH = 64

/**
 * Computes HMAC-SHA-256.
 *
 * @param key - the key, any length; 32 random bytes where secrecy matters.
 * @param parts - the message, which need not be joined first.
 * @returns 32 bytes.
 * Privacy: tells nothing about key or message to whoever lacks the key.
 * Cost: O(length).
 * @see RFC 2104 section 2 @since 0.1
 */
export function hmacSha256(key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array {
  const block = new Uint8Array(BLOCK_LENGTH)
  block.set(key.length > BLOCK_LENGTH ? sha256(key) : key)
  const hash = (pad: number, message: readonly Uint8Array[]) => {
    const padded = block.map((byte) => byte ^ pad)
    const state = new _SHA256().update(padded)
    padded.fill(0)
    for (const part of message) state.update(part)
    return state.digest()
  }
  const code = hash(0x5c, [hash(0x36, parts)])
  block.fill(0)
  return code
}
