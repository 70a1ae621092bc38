import { type RandomSource, randomBytes } from '../kernel/random.js'
import { ok, type Result } from '../kernel/result.js'
import { holdSecret, type OpeningKey, type SecretKey } from '../kernel/secret-key.js'
import { signingKeyFromSeed } from '../kernel/signing.js'
import { classical, type Suite, withClassical } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import { DAYS_PER_KEY_EPOCH, type EpochSeconds, type KeyEpoch, keyEpochOf, SECONDS_PER_DAY } from '../kernel/time.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import {
  hexOfSecret,
  hexSecret,
  openingPair,
  openingShape,
  readOpeningKeys,
  secretOfHex,
  writeOpeningKeys,
} from './opening-keys.js'

/** Everything a practitioner holds: who they are, and what opens the referrals of each 28-day epoch. */
export type PractitionerKeys = {
  /** Hex of the identity's public key: the practitioner's id everywhere. */
  readonly id: string
  readonly identity: { readonly publicKey: Uint8Array; readonly secretKey: SecretKey }
  readonly openingKeys: readonly OpeningKey[]
  /** The latest epoch they were used in: what a clock is held against before anything is destroyed by it. */
  readonly seen: KeyEpoch
}

/** Most epochs one descriptor can promise keys for; more is never needed at once. */
export const MAX_EPOCHS = 16
/** The longest life of a token: an opening key is kept that long after its epoch, and not a day longer. */
const LONGEST_TOKEN_LIFE_DAYS = 28
/** What is kept of a secret key, of whatever suite. */
const SECRET_LENGTH = 32

/** How opening keys are made. */
export type KeyOptions = {
  /** This device's clock. */
  readonly now: EpochSeconds
  /** How many 28-day epochs from now, 1 to 16, 8 unless told. */
  readonly epochs?: number
  /** `hybrid` of `entrenous/post-quantum`; unless told, that of the newest key there is, or the classical one. */
  readonly suite?: Suite
  /** The source of randomness, the platform's unless given. */
  readonly random?: RandomSource
}

/**
 * Creates a practitioner's identity key and the opening keys of the coming epochs.
 *
 * Each epoch's key is drawn on its own, so that a key which is destroyed cannot be derived again from another.
 *
 * @param options - the clock, how many epochs, which suite, the source of randomness.
 * @returns the keys; secrets are opaque and written down by `unsafeExportKeys` only.
 * Failure: `randomness_absent` when no source is at hand.
 * @throws {RangeError} when `epochs` is out of bounds.
 * Privacy: the result stays on the practitioner's device.
 * Cost: one scalar multiplication a key.
 * @example
 * const keys = createKeys({ now: epochSeconds(new Date()) })
 * @since 0.1
 */
export function createKeys(options: KeyOptions): Result<PractitionerKeys, 'randomness_absent'> {
  const drawn = randomBytes(SECRET_LENGTH, options.random)
  if (!drawn.ok) return drawn
  const { publicKey, secretKey } = signingKeyFromSeed(drawn.value)
  const identity = { publicKey, secretKey: holdSecret(secretKey) }
  return extendKeys({ id: toHex(publicKey), identity, openingKeys: [], seen: keyEpochOf(options.now) }, options)
}

/**
 * Adds opening keys for the coming epochs that have none, under the same identity.
 *
 * Wanted when `confirmPresence` says `keys_exhausted`, or better before: then draft and sign the descriptor anew,
 * because it must promise the new keys. An epoch whose key was forgotten gets no other one, also when a clock was set back:
 * nobody could seal to it, because another was promised.
 *
 * @param keys - the practitioner's keys; those that exist stay as they are.
 * @param options - as for `createKeys`.
 * @returns the keys with one for each of the coming epochs.
 * Failure: `randomness_absent` when no source is at hand.
 * @throws {RangeError} when `epochs` is out of bounds.
 * Privacy: the result stays on the practitioner's device.
 * Cost: one scalar multiplication a new key.
 * @example
 * const extended = extendKeys(forgetEndedKeys(keys, now), { now })
 * @since 0.1
 */
export function extendKeys(keys: PractitionerKeys, options: KeyOptions): Result<PractitionerKeys, 'randomness_absent'> {
  const { now, epochs = 8, suite = keys.openingKeys.at(-1)?.suite ?? classical, random } = options
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > MAX_EPOCHS) {
    throw new RangeError(`epochs: expected a whole number from 1 to ${MAX_EPOCHS}`)
  }
  const openingKeys = [...keys.openingKeys]
  const first = keyEpochOf(now)
  const seen = later(keys.seen, first)
  for (let nth = 0; nth < epochs; nth++) {
    const epoch = (first + nth) as KeyEpoch // an epoch plus a whole number of epochs
    if (epoch < seen - 1) continue
    if (openingKeys.some((key) => key.epoch === epoch && key.retired === undefined)) continue
    const drawn = randomBytes(SECRET_LENGTH, random)
    if (!drawn.ok) return drawn
    openingKeys.push({ epoch, ...openingPair(suite, drawn.value) })
  }
  return ok({ ...keys, openingKeys, seen })
}

/**
 * Replaces the opening keys before their time, because they may be known to somebody else or are lost.
 *
 * What was sealed to the old ones can still be opened with them; those that were never revealed are destroyed at once.
 * The new ones count only after the community has approved a descriptor that promises them, and after its cool-down:
 * until then nobody can seal to this practitioner. `extendKeys` is the planned way and needs no waiting.
 *
 * @param keys - the practitioner's keys.
 * @param options - as for `createKeys`.
 * @returns the keys, with a new one for each of the coming epochs.
 * Failure: `randomness_absent` when no source is at hand.
 * @throws {RangeError} when `epochs` is out of bounds.
 * Privacy: the result stays on the practitioner's device.
 * Cost: one scalar multiplication a new key.
 * @example
 * const replaced = replaceOpeningKeys(keys, { now })
 * @since 0.1
 */
export function replaceOpeningKeys(
  keys: PractitionerKeys,
  options: KeyOptions,
): Result<PractitionerKeys, 'randomness_absent'> {
  const { suite = keys.openingKeys.at(-1)?.suite ?? classical } = options
  const current = keyEpochOf(options.now)
  const revealed = keys.openingKeys.filter(({ epoch }) => epoch <= later(keys.seen, current) + 1)
  const retired = revealed.map((key): OpeningKey => ({ ...key, retired: true }))
  // What was seen begins anew: these are other keys, so a wrong clock that was believed once can be mended this way.
  return extendKeys({ ...keys, openingKeys: retired, seen: current }, { ...options, suite })
}

/**
 * Lists the keys that a descriptor promises and a presence reveals: one an epoch, the earliest first whenever it was made.
 *
 * @param keys - the practitioner's keys.
 * @returns epoch, suite number and public key of each that was not replaced.
 * Privacy: public halves only.
 * Cost: O(keys). @since 0.1
 */
export function promisedKeys({ openingKeys }: PractitionerKeys) {
  return openingKeys
    .filter(({ retired }) => retired === undefined)
    .map(({ epoch, suite, publicKey }) => ({ epoch, suite: suite.number, publicKey }))
    .sort((one, other) => one.epoch - other.epoch)
}

const keysFileSchema = shape.record({
  format: shape.oneOf(['entrenous-keys-1']),
  seen: shape.whole(0, 100_000),
  identity: hexSecret,
  opening: openingShape,
})

/**
 * Writes the keys as text, for the one file that must be kept safe.
 *
 * @param keys - the practitioner's keys.
 * @returns JSON text that `readKeys` reads.
 * Privacy: unsafe: the text holds every secret. Write it to a file of its own that only its owner can read.
 * Cost: O(keys). @since 0.1
 */
export function unsafeExportKeys(keys: PractitionerKeys): string {
  const file = {
    format: 'entrenous-keys-1',
    seen: keys.seen,
    identity: hexOfSecret(keys.identity.secretKey),
    opening: writeOpeningKeys(keys.openingKeys),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Reads the text of a keys file.
 *
 * @param text - what `unsafeExportKeys` wrote. Secret; untrusted in form.
 * @param options - `suites`: those beyond the classical one, `[hybrid]` of `entrenous/post-quantum`.
 * @returns the keys, public halves computed anew.
 * Failure: `keys_invalid` with the wrong field; `''` when the text is no keys file; `suite_unsupported` when a key is of
 * a suite that was not brought.
 * @throws {TypeError} when one of `suites` is no suite.
 * Privacy: the text and the result stay on the practitioner's device; the failure repeats none of it.
 * Cost: one scalar multiplication a key. @since 0.1
 */
export function readKeys(
  text: string,
  options: { readonly suites?: readonly Suite[] } = {},
): Result<PractitionerKeys, 'keys_invalid' | 'suite_unsupported'> {
  const suites = withClassical(options.suites)
  const file = check(keysFileSchema, parseJson(text), 'keys_invalid')
  if (!file.ok) return file
  const identity = signingKeyFromSeed(secretOfHex(file.value.identity))
  const openingKeys = readOpeningKeys(file.value.opening, suites)
  if (!openingKeys.ok) return openingKeys
  return ok({
    id: toHex(identity.publicKey),
    identity: { publicKey: identity.publicKey, secretKey: holdSecret(identity.secretKey) },
    openingKeys: openingKeys.value,
    seen: file.value.seen as KeyEpoch, // bounded by the schema, as above
  })
}

/**
 * Tells whether a clock contradicts the keys, before anything is destroyed or promised by it.
 *
 * Clocks of phones and laptops are wrong often, and what is forgotten does not come back. A clock that has moved on by
 * one epoch since the keys were used is believed: it can cost the key of the epoch before that, and no other.
 *
 * @param keys - the practitioner's keys.
 * @param now - this device's clock.
 * @returns `ahead` when two epochs or more have passed since the keys were used, so that the key which was current then
 * would be forgotten: ask first; `behind` when it is earlier than the keys allow; undefined when it may be right.
 * Privacy: reads no secret.
 * Cost: O(1).
 * @example
 * const kept = clockDoubtOf(keys, now) === undefined ? forgetEndedKeys(keys, now) : keys
 * @since 0.1
 */
export function clockDoubtOf({ seen }: PractitionerKeys, now: EpochSeconds): 'ahead' | 'behind' | undefined {
  const passed = keyEpochOf(now) - seen
  if (passed > 1) return 'ahead'
  return passed < -1 ? 'behind' : undefined
}

/**
 * Drops the opening keys that no living token can need: their epoch ended more than 28 days ago.
 *
 * What is not kept cannot be stolen. Ask `clockDoubtOf` first, and write the result over the keys file.
 *
 * @param keys - the practitioner's keys.
 * @param now - this device's clock.
 * @returns the keys without the ended ones.
 * Privacy: copies nothing; dropped secrets are gone once the old value and the old file are.
 * Cost: O(keys). @since 0.1
 */
export function forgetEndedKeys(keys: PractitionerKeys, now: EpochSeconds): PractitionerKeys {
  const kept = keys.openingKeys.filter(({ epoch }) => {
    const epochEnd = (epoch + 1) * DAYS_PER_KEY_EPOCH * SECONDS_PER_DAY
    return now < epochEnd + LONGEST_TOKEN_LIFE_DAYS * SECONDS_PER_DAY
  })
  return { ...keys, openingKeys: kept, seen: later(keys.seen, keyEpochOf(now)) }
}

function later(one: KeyEpoch, other: KeyEpoch): KeyEpoch {
  return one > other ? one : other
}
