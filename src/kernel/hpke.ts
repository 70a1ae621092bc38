import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concatBytes, copyBytes } from './bytes.js'
import { labeledExpand, labeledExtract } from './hkdf.js'
import type { Kem, KeyPair } from './kem.js'
import { utf8Encode } from './text.js'
import type { Steps } from './x25519.js'

// RFC 9180 in base mode: a key encapsulation mechanism with HKDF-SHA256 (0x0001) and ChaCha20-Poly1305 (0x0003).
// What it does not give, its users add: a key commitment, a replay check, padding.

/** What further secrets are derived from, long after the message: the only part of a context that is kept. Secret. */
export type Exporter = { readonly suiteId: Uint8Array; readonly secret: Uint8Array }

/** What all messages of one purpose and mechanism start from: how they encapsulate, and what their keys are bound to. */
export type Setting = { readonly kem: Kem; readonly suiteId: Uint8Array; readonly scheduleContext: Uint8Array }

/** What one encapsulation gives both sides. Secret, plain bytes: whoever keeps it keeps it in an opaque holder. */
export type HpkeContext = {
  readonly key: Uint8Array
  readonly baseNonce: Uint8Array
  readonly exporter: Exporter
}

const EMPTY = new Uint8Array(0)
const BASE_MODE = Uint8Array.of(0x00)
const NONCE_LENGTH = 12
const TAG_LENGTH = 16

/**
 * Makes the setting of all messages of one purpose and mechanism.
 *
 * @param kem - the mechanism.
 * @param info - what the messages are for.
 * @returns the first half of the key schedule, which is the same for all of them.
 * Privacy: reads public values only.
 * Cost: two hashes.
 * @see RFC 9180 section 5.1, KeySchedule @since 0.1
 */
export function settingOf(kem: Kem, info: Uint8Array): Setting {
  const suiteId = concatBytes(utf8Encode('HPKE'), Uint8Array.of(kem.id >> 8, kem.id & 0xff, 0x00, 0x01, 0x00, 0x03))
  // mode_base: there is no pre-shared key, so its id is empty.
  const pskIdHash = labeledExtract(suiteId, EMPTY, 'psk_id_hash', EMPTY)
  const infoHash = labeledExtract(suiteId, EMPTY, 'info_hash', info)
  return { kem, suiteId, scheduleContext: concatBytes(BASE_MODE, pskIdHash, infoHash) }
}

/**
 * Sets up a sealed message to the holder of a public key.
 *
 * @param setting - the purpose, and the mechanism of the recipient's key; both sides must have the same.
 * @param recipientPublicKey - verified to be the recipient's, but not yet to be a strong key.
 * @param seed - as many fresh random bytes as the mechanism takes, used once and forgotten.
 * @returns what to send along, and the context; undefined when the recipient's key is malformed or of small order, so
 * that everybody could read what is sealed to it.
 * @throws {RangeError} when the seed has not the mechanism's length.
 * Privacy: `encapsulated` names neither side and may travel; the context stays.
 * Cost: two scalar multiplications, and what a hybrid mechanism adds.
 * @see RFC 9180 section 5.1.1 @since 0.1
 */
export function* setupSender(
  setting: Setting,
  recipientPublicKey: Uint8Array,
  seed: Uint8Array,
): Steps<{ readonly encapsulated: Uint8Array; readonly context: HpkeContext } | undefined> {
  const encapsulation = yield* setting.kem.encapsulate(recipientPublicKey, seed)
  if (encapsulation === undefined) return undefined
  return { encapsulated: encapsulation.encapsulated, context: keySchedule(setting, encapsulation.sharedSecret) }
}

/**
 * Sets up the opening of a sealed message.
 *
 * A wrong key gives a context too, one that opens nothing: HPKE cannot tell it from the right one before decryption.
 *
 * @param setting - the purpose, and the mechanism of the recipient's key.
 * @param encapsulated - what came with the message, untrusted.
 * @param recipient - the recipient's key pair.
 * @returns the context, or undefined when `encapsulated` is malformed or of small order.
 * @throws {RangeError} when the secret key has not the mechanism's length.
 * Privacy: the context stays on the recipient's device.
 * Cost: one scalar multiplication, and what a hybrid mechanism adds.
 * @see RFC 9180 section 5.1.1 @since 0.1
 */
export function* setupReceiver(
  setting: Setting,
  encapsulated: Uint8Array,
  recipient: KeyPair,
): Steps<HpkeContext | undefined> {
  const sharedSecret = yield* setting.kem.decapsulate(encapsulated, recipient)
  return sharedSecret === undefined ? undefined : keySchedule(setting, sharedSecret)
}

/** RFC 9180 section 5.1, the second half of KeySchedule; without a pre-shared key its other input is empty. */
function keySchedule({ suiteId, scheduleContext }: Setting, sharedSecret: Uint8Array): HpkeContext {
  const secret = labeledExtract(suiteId, sharedSecret, 'secret', EMPTY)
  return {
    key: labeledExpand(suiteId, secret, 'key', scheduleContext, 32),
    baseNonce: labeledExpand(suiteId, secret, 'base_nonce', scheduleContext, NONCE_LENGTH),
    exporter: { suiteId, secret: labeledExpand(suiteId, secret, 'exp', scheduleContext, 32) },
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
 * @param exporter - the context's.
 * @param exporterContext - what the secret is for; text is taken as UTF-8.
 * @param length - 0 to 8,160 bytes.
 * @returns `length` bytes that tell nothing about the message's key.
 * @throws {RangeError} when the secret is shorter, or the length is outside that range.
 * Privacy: secret unless its purpose is to be shown (a commitment, a tag).
 * Cost: O(length).
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function exportSecret(
  { suiteId, secret }: Exporter,
  exporterContext: Uint8Array | string,
  length: number,
): Uint8Array {
  const context = typeof exporterContext === 'string' ? utf8Encode(exporterContext) : exporterContext
  return labeledExpand(suiteId, secret, 'sec', context, length)
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
