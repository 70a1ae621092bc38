import { equalBytes } from '../kernel/bytes.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { holdSecret, revealSecret } from '../kernel/secret-key.js'
import { fromHex, toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Signer } from '../statement/sign.js'
import { budgetLeft, type MeasurementBook, type MeasurementKey, type RoundNote } from './book.js'
import { measurementEpochOf } from './epoch.js'
import { padOf, pairSecret, xorBytes } from './masks.js'
import { joinFormat, neededOf, signMessage } from './messages.js'
import { placeOf, type Round } from './round.js'
import { secretsOf, seedHashOf, sharePairs } from './secrets.js'

/** The book to write down first, and then the statement to send. */
export type Said = { readonly book: MeasurementBook; readonly statement: Uint8Array }

const PAIR_BYTES = 64

/**
 * Joins a round: a fresh key, and shares of what will hide the report, each sealed to the member who holds it.
 *
 * Joining says nothing about any count. Asked again, the same statement comes out: a second one would spoil the first.
 *
 * @param round - as `openRound` gave it.
 * @param book - this device's book.
 * @param identity - the practitioner's identity, `keys.identity`.
 * @param options - `now`; `random`: the source of randomness, the platform's unless given.
 * @returns the book to keep, and the statement to send.
 * Failure: `measurement_foreign` when the round does not name this practitioner, or names another key; `measurement_invalid`
 * when a member's key cannot be used; `measurement_budget_spent` when the round would cost more than is left of its epoch;
 * `randomness_absent`.
 * Privacy: the statement is public; says who takes part.
 * Cost: one scalar multiplication a member; 64 bytes a member.
 * @example
 * const joined = joinRound(round.value, kept, identity, { now })
 * @see Bonawitz et al. 2017, Practical Secure Aggregation @since 0.1
 */
export function joinRound(
  round: Round,
  book: MeasurementBook,
  identity: Signer,
  { now, random }: { readonly now: EpochSeconds; readonly random?: RandomSource },
): Result<Said, 'measurement_budget_spent' | 'measurement_foreign' | 'measurement_invalid' | 'randomness_absent'> {
  const known = noteOf(book, round)
  if (known !== undefined) return ok({ book, statement: bytesOf(known.join) })
  const { epoch, members } = round.body
  if (!isAffordable(round, book)) return fail('measurement_budget_spent', { epoch })
  const place = placeOf(round, identity.publicKey)
  const key = place === undefined ? undefined : ownKey(book, members[place]?.key)
  if (place === undefined || key === undefined) return fail('measurement_foreign', {})
  const drawn = randomBytes(32, random)
  if (!drawn.ok) return drawn
  const sealed = sealShares(round, place, key, drawn.value)
  if (sealed === undefined) return fail('measurement_invalid', { field: 'members' })
  const { publicKey, seed } = secretsOf(drawn.value)
  const body = { what: 'join' as const, round: round.hash, key: publicKey, seedHash: seedHashOf(seed), sealed }
  const statement = signMessage(joinFormat, body, { signer: identity, epoch, now })
  const held = measurementEpochOf(now)
  const note = { round: toHex(round.hash), held, secret: holdSecret(drawn.value), join: toHex(statement) }
  return ok({ book: { ...book, rounds: [...book.rounds, note] }, statement })
}

/** Seals to each place its pair of shares; the own place stays empty. Undefined where a member's key cannot be used. */
function sealShares(round: Round, place: number, key: MeasurementKey, secret: Uint8Array): Uint8Array | undefined {
  const { members } = round.body
  const sealed = new Uint8Array(members.length * PAIR_BYTES)
  for (const [other, pair] of sharePairs(secret, members.length, neededOf(members.length)).entries()) {
    if (other === place) continue
    const shared = pairSecret(revealSecret(key.secretKey), members[other]?.key ?? pair, round.hash)
    if (shared === undefined) return undefined
    sealed.set(xorBytes(pair, padOf(shared, place, PAIR_BYTES)), other * PAIR_BYTES)
  }
  return sealed
}

/**
 * Opens the pair of shares that a member sealed to this device.
 *
 * @param round - the round.
 * @param from - the place of who sealed it.
 * @param sealed - of their join.
 * @param own - the place of this device, and its key.
 * @returns 64 bytes; undefined when their key cannot be used.
 * Privacy: the result is for this device alone: one half of it leaves, never both.
 * Cost: one scalar multiplication. @since 0.1
 */
export function openShares(
  round: Round,
  from: number,
  sealed: Uint8Array,
  own: { readonly place: number; readonly key: MeasurementKey },
): Uint8Array | undefined {
  const theirs = round.body.members[from]?.key ?? new Uint8Array(32)
  const shared = pairSecret(revealSecret(own.key.secretKey), theirs, round.hash)
  const pair = sealed.subarray(own.place * PAIR_BYTES, (own.place + 1) * PAIR_BYTES)
  return shared && xorBytes(pair, padOf(shared, from, PAIR_BYTES))
}

/**
 * Finds what this device has said in a round.
 *
 * @param book - the book.
 * @param round - the round.
 * @returns the note; undefined for a round it has not joined.
 * Privacy: reads the device's own book.
 * Cost: O(rounds). @since 0.1
 */
export function noteOf(book: MeasurementBook, round: Round): RoundNote | undefined {
  const hash = toHex(round.hash)
  return book.rounds.find((note) => note.round === hash)
}

/**
 * Finds the own measurement key that a round names.
 *
 * @param book - the book.
 * @param publicKey - as the round names it.
 * @returns the key; undefined when the book has no such key.
 * Privacy: reads the device's own book.
 * Cost: O(keys). @since 0.1
 */
export function ownKey(book: MeasurementBook, publicKey: Uint8Array | undefined): MeasurementKey | undefined {
  return publicKey && book.keys.find((key) => equalBytes(key.publicKey, publicKey))
}

/**
 * Tells whether a round can be paid for: no metric of an epoch twice, and all of them together within the budget.
 *
 * @param round - the round.
 * @param book - the book.
 * @returns true when it can.
 * Privacy: reads the device's own book.
 * Cost: O(spendings). @since 0.1
 */
export function isAffordable({ body: { epoch, metrics } }: Round, book: MeasurementBook): boolean {
  const isTwice = metrics.some(({ metric }) => book.spent.some((one) => one.epoch === epoch && one.metric === metric))
  return !isTwice && metrics.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0) <= budgetLeft(book, epoch)
}

/**
 * Reads the bytes of a statement that a book keeps.
 *
 * @param hex - as it stands in the book.
 * @returns the bytes.
 * Privacy: a public statement.
 * Cost: O(length). @since 0.1
 */
export function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0) // a book holds what was written as hex
}
