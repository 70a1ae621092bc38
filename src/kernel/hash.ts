import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js'

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
  return nobleSha256(bytes)
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
  return nobleSha512(bytes)
}

/**
 * Computes HMAC-SHA-256.
 *
 * @param key - the key, any length; 32 random bytes where secrecy matters.
 * @param bytes - the message.
 * @returns 32 bytes.
 * Privacy: tells nothing about key or message to whoever lacks the key.
 * Cost: O(length).
 * @see RFC 2104 @since 0.1
 */
export function hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return hmac(nobleSha256, key, bytes)
}
