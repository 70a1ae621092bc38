import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concatBytes } from './bytes.js'

// What one device keeps for itself: bytes sealed under a key that it holds already. XChaCha20-Poly1305, because its nonce is
// long enough to be drawn by chance for every seal, however many there are: nobody has to count.
//
//   0   24  nonce
//   24   n  ciphertext, as long as the plaintext
//   24+n 16 tag

/** How many fresh random bytes one seal takes. */
export const SEAL_NONCE_LENGTH = 24

/** By how much what is sealed is longer than what was sealed. */
export const SEAL_OVERHEAD = SEAL_NONCE_LENGTH + 16

const KEY_LENGTH = 32

/**
 * Seals bytes under a symmetric key.
 *
 * The construction does not commit to its key: whoever knows two keys can make bytes that open under both. That is no
 * matter where one side both seals and opens, and the reason to use it for nothing else.
 *
 * @param key - 32 bytes, for this one purpose. Secret.
 * @param associated - authenticated, not hidden, and not part of the result: begin it with what the seal is for.
 * @param plaintext - hidden; pad it first, its length shows.
 * @param nonce - 24 fresh random bytes; never the same twice under one key.
 * @returns the nonce, the ciphertext and the tag: 40 bytes more than the plaintext.
 * @throws {RangeError} when the key has not 32 bytes, or the nonce not 24.
 * Privacy: the result may be stored; it shows the plaintext's length.
 * Cost: O(length).
 * @see draft-irtf-cfrg-xchacha-03 @since 0.1
 */
export function sealSymmetric(
  key: Uint8Array,
  associated: Uint8Array,
  plaintext: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  checkKey(key)
  if (nonce.length !== SEAL_NONCE_LENGTH) throw new RangeError('nonce: expected 24 bytes')
  return concatBytes(nonce, xchacha20poly1305(key, nonce, associated).encrypt(plaintext))
}

/**
 * Opens what `sealSymmetric` sealed.
 *
 * @param key - 32 bytes. Secret.
 * @param associated - as it was given when sealing.
 * @param sealed - untrusted bytes.
 * @returns the plaintext, or undefined when key, associated bytes, length or any bit is wrong. Never tells which.
 * @throws {RangeError} when the key has not 32 bytes.
 * Privacy: the plaintext is as private as whoever sealed it meant it.
 * Cost: O(length).
 * @see draft-irtf-cfrg-xchacha-03 @since 0.1
 */
export function openSymmetric(key: Uint8Array, associated: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  checkKey(key)
  if (sealed.length < SEAL_OVERHEAD) return undefined
  const cipher = xchacha20poly1305(key, sealed.subarray(0, SEAL_NONCE_LENGTH), associated)
  try {
    return cipher.decrypt(sealed.subarray(SEAL_NONCE_LENGTH))
  } catch {
    return undefined // the lengths are checked: only a wrong tag throws here
  }
}

function checkKey(key: Uint8Array): void {
  if (key.length !== KEY_LENGTH) throw new RangeError('key: expected 32 bytes')
}
