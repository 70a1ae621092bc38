import { fail, ok, type Result } from '../kernel/result.js'
import { holdSecret, type OpeningKey, revealSecret, type SecretKey } from '../kernel/secret-key.js'
import { type Suite, suiteOf } from '../kernel/suite.js'
import { fromHex, toHex } from '../kernel/text.js'
import type { KeyEpoch } from '../kernel/time.js'
import * as shape from '../schema/shape.js'

// How opening keys stand in a file: as hex, each with its epoch and its suite.

/** What is kept of a secret key, of whatever suite. */
const SECRET_LENGTH = 32

/** A secret of 32 bytes as lower-case hex. */
export const hexSecret = shape.text(64, /^[0-9a-f]{64}$/)

/** Opening keys as they stand in a file. */
export const openingShape = shape.list(
  shape.record(
    { epoch: shape.whole(0, 100_000), suite: shape.whole(1, 255), secretKey: hexSecret },
    { retired: shape.oneOf([true]) },
  ),
  64,
)

/**
 * Makes an opening key of its secret.
 *
 * @param suite - of the key.
 * @param secret - 32 random bytes.
 * @returns suite, public key and held secret key.
 * Privacy: the secret is held so that nothing prints it.
 * Cost: one scalar multiplication, and what a hybrid suite adds. @since 0.1
 */
export function openingPair(suite: Suite, secret: Uint8Array): Omit<OpeningKey, 'epoch'> {
  const { publicKey, secretKey } = suite.kem.keyPairOf(secret)
  return { suite, publicKey, secretKey: holdSecret(secretKey) }
}

/**
 * Writes opening keys for a file.
 *
 * @param keys - the keys.
 * @returns plain values for JSON.
 * Privacy: the result holds every secret.
 * Cost: O(keys). @since 0.1
 */
export function writeOpeningKeys(keys: readonly OpeningKey[]): shape.ValueOf<typeof openingShape> {
  return keys.map(({ epoch, suite, secretKey, retired }) => ({
    epoch,
    suite: suite.number,
    secretKey: hexOfSecret(secretKey),
    ...(retired && { retired }),
  }))
}

/**
 * Reads opening keys of a file.
 *
 * @param list - of the right shape.
 * @param suites - those at hand.
 * @returns the keys, public halves computed anew.
 * Failure: `keys_invalid` when two are promised for one epoch; `suite_unsupported` when a suite is not at hand.
 * Privacy: the result stays on the device; the failure repeats none of it.
 * Cost: one scalar multiplication a key. @since 0.1
 */
export function readOpeningKeys(
  list: shape.ValueOf<typeof openingShape>,
  suites: readonly Suite[],
): Result<readonly OpeningKey[], 'keys_invalid' | 'suite_unsupported'> {
  const openingKeys: OpeningKey[] = []
  const promised = new Set<number>()
  for (const { epoch, suite: number, secretKey, retired } of list) {
    const suite = suiteOf(suites, number)
    if (suite === undefined) return fail('suite_unsupported', { suite: number })
    if (retired === undefined && promised.has(epoch)) return fail('keys_invalid', { field: 'opening' })
    if (retired === undefined) promised.add(epoch)
    // The schema has bounded the epoch; the brand adds its meaning.
    const key = { epoch: epoch as KeyEpoch, ...openingPair(suite, secretOfHex(secretKey)) }
    openingKeys.push(retired === undefined ? key : { ...key, retired })
  }
  return ok(openingKeys)
}

/**
 * Writes a secret key as hex. Its first bytes are the secret itself; a suite may keep what follows from it behind them.
 *
 * @param secretKey - held.
 * @returns 64 hex digits.
 * Privacy: the result is the secret.
 * Cost: O(1). @since 0.1
 */
export function hexOfSecret(secretKey: SecretKey): string {
  return toHex(revealSecret(secretKey).subarray(0, SECRET_LENGTH))
}

/**
 * Reads a secret from hex whose form was checked.
 *
 * @param hex - 64 hex digits.
 * @returns 32 bytes.
 * Privacy: the result is the secret.
 * Cost: O(1). @since 0.1
 */
export function secretOfHex(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(SECRET_LENGTH) // the schema has checked the form
}
