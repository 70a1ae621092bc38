import { sha256 } from '../kernel/hash.js'
import { hkdfExpand } from '../kernel/hkdf.js'
import type { RandomSource } from '../kernel/random.js'
import { joinShares, splitSecret } from '../kernel/secret-shares.js'
import { utf8Encode } from '../kernel/text.js'
import { publicPoint, run } from '../kernel/x25519.js'

// Everything that one device hides in a round follows from one secret of 32 random bytes, so that a dispute is settled by
// showing that one secret.

/** What follows from a round's secret. */
export type RoundSecrets = {
  /** The X25519 key of this round, which makes the masks with each other member. */
  readonly secretKey: Uint8Array
  readonly publicKey: Uint8Array
  /** The key of the own mask. */
  readonly seed: Uint8Array
  /** What the noise is drawn from. */
  readonly noise: Uint8Array
}

/**
 * Derives what follows from a round's secret.
 *
 * @param secret - 32 random bytes. Secret.
 * @returns keys and seeds.
 * Privacy: all of it but the public key is as secret as the secret.
 * Cost: one scalar multiplication. @since 0.1
 */
export function secretsOf(secret: Uint8Array): RoundSecrets {
  const secretKey = expand(secret, 'key')
  return {
    secretKey,
    publicKey: run(publicPoint(secretKey)),
    seed: expand(secret, 'seed'),
    noise: expand(secret, 'noise'),
  }
}

function expand(secret: Uint8Array, label: string): Uint8Array {
  return hkdfExpand(secret, utf8Encode(`entrenous/1/measurement/${label}`), 32)
}

/**
 * Computes what a join says about the key of the own mask.
 *
 * @param seed - that key.
 * @returns its hash.
 * Privacy: tells nothing about it: it is random.
 * Cost: one hash. @since 0.1
 */
export function seedHashOf(seed: Uint8Array): Uint8Array {
  return sha256(seed)
}

/** One member's two shares: of the key of the own mask, and of the round's secret key; 32 bytes each, one after the other. */
export type SharePair = Uint8Array

/**
 * Splits the two secrets of a round, always in the same way for the same secret.
 *
 * @param secret - the round's secret.
 * @param members - how many are named; each place gets a pair.
 * @param needed - how many shares give a secret again.
 * @returns a pair for each place.
 * Privacy: each is for one member alone.
 * Cost: O(members · needed). @since 0.1
 */
export function sharePairs(secret: Uint8Array, members: number, needed: number): readonly SharePair[] {
  const { seed, secretKey } = secretsOf(secret)
  const both = new Uint8Array(64)
  both.set(seed)
  both.set(secretKey, 32)
  const shares = splitSecret(both, { count: members, threshold: needed }, streamOf(secret))
  if (!shares.ok) throw new RangeError('secret: its stream gave too little') // it gives what is asked
  return shares.value
}

/** As many bytes as are asked for, from the secret: a stream of its own for every piece. */
function streamOf(secret: Uint8Array): RandomSource {
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0, piece = 0; at < length; at += 8160, piece++) {
      const info = utf8Encode(`entrenous/1/measurement/shares/${piece}`)
      bytes.set(hkdfExpand(secret, info, Math.min(8160, length - at)), at)
    }
    return bytes
  }
}

/**
 * Puts one of the two secrets together again.
 *
 * @param shares - 32 bytes each, by place.
 * @returns the secret, or what wrong shares give: compare it with what the join says.
 * Privacy: the result takes one mask off.
 * Cost: O(shares²). @since 0.1
 */
export function joinSecret(shares: readonly { readonly place: number; readonly share: Uint8Array }[]): Uint8Array {
  return joinShares(shares.map(({ place, share }) => ({ place: place + 1, share })))
}
