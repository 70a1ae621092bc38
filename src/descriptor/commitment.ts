import { concatBytes, equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { utf8Encode } from '../kernel/text.js'
import type { KeyCommitment } from './descriptor.js'

/** The public half of one epoch's encryption key, with its suite's number. */
type PublicKey = { readonly epoch: number; readonly suite: number; readonly publicKey: Uint8Array }

const COMMITMENT_DOMAIN = utf8Encode('entrenous/1/key-commitment/')

/**
 * Computes what a descriptor promises about one coming encryption key.
 *
 * @param key - the epoch, the suite and the public key.
 * @returns epoch, suite and the hash that binds the three.
 * Privacy: reads the public half only; the hash does not tell the key before it is revealed.
 * Cost: one hash. @since 0.1
 */
export function commitmentOf(key: PublicKey): KeyCommitment {
  // domain ‖ epoch 4 ‖ suite 1 ‖ public key: fixed lengths before the key, so no two triples share one input
  const { epoch, suite, publicKey } = key
  const head = Uint8Array.of((epoch >>> 24) & 255, (epoch >>> 16) & 255, (epoch >>> 8) & 255, epoch & 255, suite)
  return { epoch, suite, hash: sha256(concatBytes(COMMITMENT_DOMAIN, head, publicKey)) }
}

/**
 * Tells whether a revealed encryption key is the one that was promised.
 *
 * @param commitments - from the approved descriptor.
 * @param key - from the presence.
 * @returns true when the descriptor committed to exactly this key for this epoch and suite.
 * Privacy: reads public values only.
 * Cost: one hash. @since 0.1
 */
export function isCommitted(commitments: readonly KeyCommitment[], key: PublicKey): boolean {
  const expected = commitmentOf(key)
  return commitments.some(
    ({ epoch, suite, hash }) => epoch === key.epoch && suite === key.suite && equalBytes(hash, expected.hash),
  )
}
