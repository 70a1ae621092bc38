import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concatBytes, copyBytes } from './bytes.js'
import { hkdfExpand, hkdfExtract } from './hkdf.js'
import { type Exporter, exportSecret } from './hpke.js'
import { utf8Encode } from './text.js'

// An answer to a sealed message, under keys that only its two sides have: the recipe of Oblivious HTTP (RFC 9458,
// section 4.4), which HPKE's successor takes over.
//
//   secret   Export("reply", 32)
//   prk      Extract(enc ‖ response_nonce, secret)
//   key      Expand(prk, "key", 32)      nonce   Expand(prk, "nonce", 12)
//
//   offset  bytes  what
//        0     32  response_nonce, fresh for every answer
//       32   rest  ciphertext of the answer and its 16-byte tag; additional data: what the answer travels with
//
// The example of RFC 9180, section 9.8, exports key and nonce themselves: whoever shows a message a second time has two
// answers encrypted under one key and nonce, and reads both from their difference.

/** Fresh random bytes an answer begins with: as long as the longer of the cipher's key and nonce. */
export const RESPONSE_NONCE_LENGTH = 32
const SECRET_LENGTH = 32
const TAG_LENGTH = 16

/** What one answer is encrypted with. Secret. */
export type ResponseKey = { readonly key: Uint8Array; readonly nonce: Uint8Array }

/**
 * Derives what one answer is encrypted with.
 *
 * @param secret - exported from the message's context.
 * @param encapsulated - what came with the message.
 * @param responseNonce - what the answer begins with.
 * @returns a 32-byte key and a 12-byte nonce, of this answer alone.
 * Privacy: the result is as secret as the secret.
 * Cost: six hashes.
 * @see RFC 9458 section 4.4 @since 0.1
 */
export function responseKeyOf(secret: Uint8Array, encapsulated: Uint8Array, responseNonce: Uint8Array): ResponseKey {
  const pseudorandomKey = hkdfExtract(concatBytes(encapsulated, responseNonce), secret)
  return {
    key: hkdfExpand(pseudorandomKey, utf8Encode('key'), 32),
    nonce: hkdfExpand(pseudorandomKey, utf8Encode('nonce'), 12),
  }
}

/**
 * Seals an answer to a message, for the one who sealed the message.
 *
 * @param exporter - of the message's context.
 * @param encapsulated - what came with the message.
 * @param plaintext - hidden; pad it first, its length shows.
 * @param responseNonce - 32 fresh random bytes, never used twice: what keeps two answers to one message apart.
 * @param associated - what stands before it and must not be changed either; nothing unless given, as in RFC 9458.
 * @returns the nonce and the ciphertext, 48 bytes longer than the plaintext.
 * @throws {RangeError} when the nonce is not 32 bytes long.
 * Privacy: the answer may travel; it names neither side and shows the plaintext's length.
 * Cost: O(length).
 * @see RFC 9458 section 4.4 @since 0.1
 */
export function sealResponse(
  exporter: Exporter,
  encapsulated: Uint8Array,
  plaintext: Uint8Array,
  responseNonce: Uint8Array,
  associated: Uint8Array = new Uint8Array(0),
): Uint8Array {
  if (responseNonce.length !== RESPONSE_NONCE_LENGTH) throw new RangeError('responseNonce: expected 32 bytes')
  const { key, nonce } = responseKeyOf(secretOf(exporter), encapsulated, responseNonce)
  return concatBytes(responseNonce, chacha20poly1305(key, nonce, associated).encrypt(plaintext))
}

/**
 * Opens an answer to a message.
 *
 * @param exporter - of the message's context.
 * @param encapsulated - what was sent with the message.
 * @param response - untrusted bytes.
 * @param associated - what stood before it, untrusted; nothing unless given.
 * @returns the plaintext, or undefined when it answers another message or any bit is wrong. Never tells which.
 * Privacy: the plaintext is as private as its sender meant it.
 * Cost: O(length).
 * @see RFC 9458 section 4.4 @since 0.1
 */
export function openResponse(
  exporter: Exporter,
  encapsulated: Uint8Array,
  response: Uint8Array,
  associated: Uint8Array = new Uint8Array(0),
): Uint8Array | undefined {
  if (response.length < RESPONSE_NONCE_LENGTH + TAG_LENGTH) return undefined
  const responseNonce = copyBytes(response, 0, RESPONSE_NONCE_LENGTH)
  const { key, nonce } = responseKeyOf(secretOf(exporter), encapsulated, responseNonce)
  try {
    return chacha20poly1305(key, nonce, associated).decrypt(copyBytes(response, RESPONSE_NONCE_LENGTH))
  } catch {
    return undefined // key and nonce have their lengths: only a wrong tag throws here
  }
}

function secretOf(exporter: Exporter): Uint8Array {
  return exportSecret(exporter, 'reply', SECRET_LENGTH)
}
