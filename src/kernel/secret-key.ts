import { type Opaque, opaqueKind } from './opaque.js'
import type { Suite } from './suite.js'
import type { KeyEpoch } from './time.js'

/** Bytes that must not leave their owner's device: a signing or an opening key, held so that nothing prints or clones it. */
export type SecretKey = Opaque<'SecretKey'>

/** What opens the referrals of one 28-day epoch. Destroyed 28 days after the epoch, so that a later theft opens nothing old. */
export type OpeningKey = {
  readonly epoch: KeyEpoch
  readonly suite: Suite
  readonly publicKey: Uint8Array
  readonly secretKey: SecretKey
  /** True for a key that was replaced before its time: it opens what was sealed to it, and is promised to nobody. */
  readonly retired?: true
}

const kind = opaqueKind<'SecretKey', Uint8Array>('SecretKey')

/**
 * Wraps secret bytes so that they cannot be stringified, cloned, spread or inspected.
 *
 * @param bytes - the secret key; kept as it is, not copied.
 * @returns the opaque holder.
 * Privacy: the bytes are reachable through `revealSecret` only.
 * Cost: O(1). @since 0.1
 */
export function holdSecret(bytes: Uint8Array): SecretKey {
  return kind.hold(bytes)
}

/**
 * Gives the bytes of a secret key to the one who signs or opens with it.
 *
 * @param key - what `holdSecret` made.
 * @returns the secret bytes themselves.
 * @throws {TypeError} when the argument is not a held secret key.
 * Privacy: the result must not leave the device; only signing, opening and the unsafe exports call this.
 * Cost: O(1). @since 0.1
 */
export function revealSecret(key: SecretKey): Uint8Array {
  return kind.reveal(key)
}
