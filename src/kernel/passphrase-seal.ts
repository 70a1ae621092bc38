import { concatBytes } from './bytes.js'
import { padToStep, unpad } from './padding.js'
import { passphraseKey } from './passphrase.js'
import { type RandomSource, randomBytes } from './random.js'
import { fail, ok, type Result } from './result.js'
import { openSymmetric, SEAL_NONCE_LENGTH, SEAL_OVERHEAD, sealSymmetric } from './sealed.js'
import { utf8Encode } from './text.js'

// A secret that one practitioner's device or sheet of paper keeps under words, version 1:
//
//   offset  bytes  what
//        0      2  magic 0x65 0x70 ("ep")
//        2      1  version, 1
//        3     16  salt of the derivation
//       19     24  nonce
//       43   rest  XChaCha20-Poly1305 of the secret, padded to a multiple of 64; associated: "entrenous/1/passphrase/" ‖ purpose ‖ "/" ‖ the first 19 bytes

const FRAME = [0x65, 0x70, 1] as const
const SALT_LENGTH = 16
const HEADER_LENGTH = FRAME.length + SALT_LENGTH
const STEP = 64
/** Fewer characters are guessed at once, whatever they are. More words are the only remedy. */
const MIN_PASSPHRASE_LENGTH = 8
/** Room for the keys of sixteen epochs many times over. */
const MAX_SECRET_LENGTH = 65_536
/** A few words that say what the secret is. */
const PURPOSE = /^[a-z][a-z-]{0,39}$/

/** What a secret is sealed under, and what it is for: one that was sealed for something else does not open. */
export type PassphraseLock = { readonly passphrase: string; readonly purpose: string }

/**
 * Seals a secret under words that somebody remembers: the key of a store, or a copy of the keys on paper.
 *
 * @param secret - at most 65,536 bytes. Secret.
 * @param lock - `passphrase`: at least 8 characters, better six words drawn by chance; `purpose`: lower-case words with hyphens.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns 60 to 123 bytes more than the secret.
 * Failure: `randomness_absent`.
 * @throws {RangeError} when the passphrase is shorter or holds a lone surrogate, the purpose is no such words, or the secret is longer.
 * Privacy: the result may be stored or printed; it is as safe as the words are hard to guess, and shows the secret's length in steps of 64.
 * Cost: 32 MiB and about a second on a phone, in which nothing else runs: best in a worker.
 * @example
 * const lock = { passphrase: 'seven lanterns over quiet water', purpose: 'store-key' }
 * const sealed = sealUnderPassphrase(storeKey, lock)
 * @see RFC 7914; draft-irtf-cfrg-xchacha-03 @since 0.1
 */
export function sealUnderPassphrase(
  secret: Uint8Array,
  lock: PassphraseLock,
  options: { readonly random?: RandomSource | undefined } = {},
): Result<Uint8Array, 'randomness_absent'> {
  checkLock(lock)
  if (secret.length > MAX_SECRET_LENGTH) throw new RangeError('secret: expected at most 65536 bytes')
  const drawn = randomBytes(SALT_LENGTH + SEAL_NONCE_LENGTH, options.random)
  if (!drawn.ok) return drawn
  const header = concatBytes(Uint8Array.of(...FRAME), drawn.value.subarray(0, SALT_LENGTH))
  const key = passphraseKey(lock.passphrase, header.subarray(FRAME.length))
  const padded = padToStep(secret, STEP)
  const nonce = drawn.value.subarray(SALT_LENGTH)
  return ok(concatBytes(header, sealSymmetric(key, associatedWith(lock, header), padded, nonce)))
}

/**
 * Opens what `sealUnderPassphrase` sealed.
 *
 * @param sealed - untrusted.
 * @param lock - what it was sealed with.
 * @returns the secret.
 * Failure: `store_unopenable` when words or purpose are others, any bit is wrong, or it is nothing of the kind: which, is not told.
 * @throws {RangeError} when the passphrase is shorter than 8 characters or holds a lone surrogate, or the purpose is no such words.
 * Privacy: the secret stays on the device.
 * Cost: as for `sealUnderPassphrase`; nothing where the form is wrong.
 * @example
 * const lock = { passphrase: 'seven lanterns over quiet water', purpose: 'store-key' }
 * const sealed = sealUnderPassphrase(storeKey, lock)
 * const opened = sealed.ok && openUnderPassphrase(sealed.value, lock)
 * @since 0.1
 */
export function openUnderPassphrase(sealed: Uint8Array, lock: PassphraseLock): Result<Uint8Array, 'store_unopenable'> {
  checkLock(lock)
  const isBytes = ArrayBuffer.isView(sealed) && sealed instanceof Uint8Array
  const shortest = HEADER_LENGTH + SEAL_OVERHEAD + STEP
  if (!isBytes || sealed.length < shortest || sealed.length > shortest + MAX_SECRET_LENGTH) {
    return fail('store_unopenable', {})
  }
  if (!FRAME.every((byte, index) => sealed[index] === byte)) return fail('store_unopenable', {})
  const header = new Uint8Array(sealed.subarray(0, HEADER_LENGTH))
  const key = passphraseKey(lock.passphrase, header.subarray(FRAME.length))
  const padded = openSymmetric(key, associatedWith(lock, header), new Uint8Array(sealed.subarray(HEADER_LENGTH)))
  const secret = padded && unpad(padded)
  return secret === undefined ? fail('store_unopenable', {}) : ok(secret)
}

function associatedWith({ purpose }: PassphraseLock, header: Uint8Array): Uint8Array {
  return concatBytes(utf8Encode(`entrenous/1/passphrase/${purpose}/`), header)
}

function checkLock({ passphrase, purpose }: PassphraseLock): void {
  if (passphrase.length < MIN_PASSPHRASE_LENGTH) throw new RangeError('passphrase: expected 8 characters or more')
  if (!PURPOSE.test(purpose)) throw new RangeError('purpose: expected lower-case words joined by hyphens')
}
