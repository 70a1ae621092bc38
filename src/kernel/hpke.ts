import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concatBytes, copyBytes } from './bytes.js'
import { labeledExpand, labeledExtract } from './hkdf.js'
import { dhkemX25519, type Kem } from './kem.js'
import { utf8Encode } from './text.js'

// RFC 9180 in base mode with one suite: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, ChaCha20-Poly1305 0x0003.
// What it does not give, its users add: a key commitment, a replay check, padding.

/** What one encapsulation gives both sides. Secret, plain bytes: whoever keeps it keeps it in an opaque holder. */
export type HpkeContext = {
  readonly key: Uint8Array
  readonly baseNonce: Uint8Array
  readonly exporterSecret: Uint8Array
}

const kem: Kem = dhkemX25519
const SUITE = concatBytes(utf8Encode('HPKE'), Uint8Array.of(kem.id >> 8, kem.id & 0xff, 0x00, 0x01, 0x00, 0x03))
const EMPTY = new Uint8Array(0)
const BASE_MODE = Uint8Array.of(0x00)
const NONCE_LENGTH = 12
const TAG_LENGTH = 16

/**
 * Sets up a sealed message to the holder of a public key.
 *
 * @param recipientPublicKey - 32 bytes; verified to be the recipient's, but not yet to be a strong key.
 * @param info - what the message is for; both sides must give the same.
 * @param ephemeralSeed32 - 32 fresh random bytes, used once and forgotten.
 * @returns the 32 bytes to send along and the context; undefined when the recipient's key is of the wrong length or of
 * small order, so that everybody could read what is sealed to it.
 * @throws {RangeError} when the seed is not 32 bytes long.
 * Privacy: `encapsulated` names neither side and may travel; the context stays.
 * Cost: two scalar multiplications.
 * @see RFC 9180 section 5.1.1 @since 0.1
 */
export function setupSender(
  recipientPublicKey: Uint8Array,
  info: Uint8Array,
  ephemeralSeed32: Uint8Array,
): { readonly encapsulated: Uint8Array; readonly context: HpkeContext } | undefined {
  const encapsulation = kem.encapsulate(recipientPublicKey, ephemeralSeed32)
  if (encapsulation === undefined) return undefined
  return { encapsulated: encapsulation.encapsulated, context: keySchedule(encapsulation.sharedSecret, info) }
}

/**
 * Sets up the opening of a sealed message.
 *
 * A wrong key gives a context too, one that opens nothing: HPKE cannot tell it from the right one before decryption.
 *
 * @param encapsulated - what came with the message, untrusted.
 * @param recipientSecretKey - 32 bytes.
 * @param info - what the message is for.
 * @param recipientPublicKey - the secret key's own public key, to save computing it.
 * @returns the context, or undefined when `encapsulated` is of the wrong length or of small order.
 * @throws {RangeError} when the secret key is not 32 bytes long.
 * Privacy: the context stays on the recipient's device.
 * Cost: two scalar multiplications, one when the public key is given.
 * @see RFC 9180 section 5.1.1 @since 0.1
 */
export function setupReceiver(
  encapsulated: Uint8Array,
  recipientSecretKey: Uint8Array,
  info: Uint8Array,
  recipientPublicKey: Uint8Array = kem.publicKeyOf(recipientSecretKey),
): HpkeContext | undefined {
  const recipient = { publicKey: recipientPublicKey, secretKey: recipientSecretKey }
  const sharedSecret = kem.decapsulate(encapsulated, recipient)
  return sharedSecret === undefined ? undefined : keySchedule(sharedSecret, info)
}

/** RFC 9180 section 5.1, KeySchedule with mode_base: no pre-shared key, so both its inputs are empty. */
function keySchedule(sharedSecret: Uint8Array, info: Uint8Array): HpkeContext {
  const pskIdHash = labeledExtract(SUITE, EMPTY, 'psk_id_hash', EMPTY)
  const infoHash = labeledExtract(SUITE, EMPTY, 'info_hash', info)
  const scheduleContext = concatBytes(BASE_MODE, pskIdHash, infoHash)
  const secret = labeledExtract(SUITE, sharedSecret, 'secret', EMPTY)
  return {
    key: labeledExpand(SUITE, secret, 'key', scheduleContext, 32),
    baseNonce: labeledExpand(SUITE, secret, 'base_nonce', scheduleContext, NONCE_LENGTH),
    exporterSecret: labeledExpand(SUITE, secret, 'exp', scheduleContext, 32),
  }
}

/**
 * Seals one message of a context.
 *
 * @param context - from `setupSender`.
 * @param sequence - the message's number, from 0; never used twice under one context.
 * @param aad - authenticated, not hidden.
 * @param plaintext - hidden; pad it first, its length shows.
 * @returns the ciphertext, 16 bytes longer than the plaintext.
 * @throws {RangeError} when the sequence is no safe whole number of at least 0.
 * Privacy: the ciphertext may travel; it shows the plaintext's length.
 * Cost: O(length).
 * @see RFC 9180 section 5.2 @since 0.1
 */
export function sealWith(context: HpkeContext, sequence: number, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  return chacha20poly1305(context.key, nonceOf(context, sequence), aad).encrypt(plaintext)
}

/**
 * Opens one message of a context.
 *
 * @param context - from `setupReceiver`.
 * @param sequence - the message's number.
 * @param aad - as the sender gave it.
 * @param ciphertext - untrusted bytes.
 * @returns the plaintext, or undefined when key, number, aad or any bit is wrong. Never tells which.
 * @throws {RangeError} when the sequence is no safe whole number of at least 0.
 * Privacy: the plaintext is as private as the sender meant it.
 * Cost: O(length).
 * @see RFC 9180 section 5.2 @since 0.1
 */
export function openWith(
  context: HpkeContext,
  sequence: number,
  aad: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  const cipher = chacha20poly1305(context.key, nonceOf(context, sequence), aad)
  if (ciphertext.length < TAG_LENGTH) return undefined
  try {
    return cipher.decrypt(ciphertext)
  } catch {
    return undefined // the arguments are checked: only a wrong tag throws here
  }
}

/**
 * Derives a further secret from a context.
 *
 * @param exporterSecret - the context's, 32 bytes.
 * @param exporterContext - what the secret is for; text is taken as UTF-8.
 * @param length - 0 to 8,160 bytes.
 * @returns `length` bytes that tell nothing about the message's key.
 * @throws {RangeError} when the secret is shorter, or the length is outside that range.
 * Privacy: secret unless its purpose is to be shown (a commitment, a tag).
 * Cost: O(length).
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function exportSecret(
  exporterSecret: Uint8Array,
  exporterContext: Uint8Array | string,
  length: number,
): Uint8Array {
  const context = typeof exporterContext === 'string' ? utf8Encode(exporterContext) : exporterContext
  return labeledExpand(SUITE, exporterSecret, 'sec', context, length)
}

/** RFC 9180 section 5.2, ComputeNonce: the base nonce with the sequence, most significant byte first, XORed in. */
function nonceOf(context: HpkeContext, sequence: number): Uint8Array {
  if (!Number.isSafeInteger(sequence) || sequence < 0) throw new RangeError('sequence: expected a whole number')
  const nonce = copyBytes(context.baseNonce)
  let left = sequence
  for (let index = NONCE_LENGTH - 1; left > 0; index--) {
    nonce[index] = (nonce[index] ?? 0) ^ (left % 256)
    left = Math.floor(left / 256)
  }
  return nonce
}
