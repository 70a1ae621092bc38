import { fail, ok, type Result } from '../kernel/result.js'
import { revealSecret } from '../kernel/secret-key.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Signer } from '../statement/sign.js'
import type { MeasurementBook } from './book.js'
import { bytesOf, noteOf, openShares, ownKey, type Said } from './join.js'
import { answerFormat, neededOf, openingFormat, signMessage } from './messages.js'
import type { Closing, Roll } from './roll.js'
import { placeOf, type Round } from './round.js'
import { sharePairs } from './secrets.js'

const SHARE_BYTES = 32

/**
 * Answers a closing: gives, of each who joined, a share of one of their two secrets: of the own mask where they reported, of
 * the key where they did not. Never both: a report is protected by whichever is not given.
 *
 * @param round - as `openRound` gave it.
 * @param roll - as `openRoll` gave it.
 * @param closing - as `openClosing` gave it.
 * @param device - its book and the practitioner's identity.
 * @param options - `now`.
 * @returns the book to keep, and the statement to send. Asked again, the same statement comes out.
 * Failure: `measurement_foreign` when this device has not joined; `measurement_repeated` when it has answered another closing
 * of this round: keep both, they prove that the lead has signed two; `measurement_invalid` when a key cannot be used.
 * Privacy: the statement is public; it says nothing about any count of this device's own.
 * Cost: one scalar multiplication a member who joined; 32 bytes each.
 * @example
 * const answered = answerClosing(round.value, roll.value, closing.value, { book: kept, identity }, { now })
 * @see Bonawitz et al. 2017, Practical Secure Aggregation @since 0.1
 */
export function answerClosing(
  round: Round,
  roll: Roll,
  closing: Closing,
  { book, identity }: { readonly book: MeasurementBook; readonly identity: Signer },
  { now }: { readonly now: EpochSeconds },
): Result<Said, 'measurement_foreign' | 'measurement_invalid' | 'measurement_repeated'> {
  const note = noteOf(book, round)
  const place = placeOf(round, identity.publicKey)
  if (note === undefined || place === undefined) return fail('measurement_foreign', {})
  const key = ownKey(book, round.body.members[place]?.key)
  if (key === undefined) return fail('measurement_foreign', {})
  if (note.answer !== undefined) {
    if (note.answer.closing !== toHex(closing.hash)) return fail('measurement_repeated', {})
    return ok({ book, statement: bytesOf(note.answer.statement) })
  }
  const own = { place, key, secret: revealSecret(note.secret) }
  const shares = sharesFor(round, roll, closing, own)
  if (shares === undefined) return fail('measurement_invalid', { field: 'members' })
  const body = { what: 'answer' as const, closing: closing.hash, shares }
  const statement = signMessage(answerFormat, body, { signer: identity, epoch: round.body.epoch, now })
  const answer = { closing: toHex(closing.hash), statement: toHex(statement) }
  const rounds = book.rounds.map((one) => (one === note ? { ...one, answer } : one))
  return ok({ book: { ...book, rounds }, statement })
}

type Own = { readonly place: number; readonly key: NonNullable<ReturnType<typeof ownKey>>; readonly secret: Uint8Array }

function sharesFor(round: Round, { joined }: Roll, closing: Closing, own: Own): Uint8Array | undefined {
  const hasReported = new Set(closing.reports.map(({ place }) => place))
  const members = round.body.members.length
  const shares = new Uint8Array(joined.length * SHARE_BYTES)
  for (const [nth, { place, sealed }] of joined.entries()) {
    const pair =
      place === own.place
        ? sharePairs(own.secret, members, neededOf(members))[place]
        : openShares(round, place, sealed, own)
    if (pair === undefined) return undefined
    // The first half is of the own mask, the second of the key.
    const from = hasReported.has(place) ? 0 : SHARE_BYTES
    shares.set(pair.subarray(from, from + SHARE_BYTES), nth * SHARE_BYTES)
  }
  return shares
}

/**
 * Opens this device's own report, in a dispute: shows the secret from which it can be computed again.
 *
 * @param round - the round.
 * @param roll - its roll.
 * @param device - its book and the practitioner's identity.
 * @param options - `now`.
 * @returns the signed opening, for `verifyOpening`.
 * Failure: `measurement_foreign` when this device has not joined.
 * Privacy: shows this practitioner's own counts in this round, exactly and to everybody, and nobody else's.
 * Cost: one signature.
 * @example
 * const opening = openReport(round.value, roll.value, { book: kept, identity }, { now })
 * @since 0.1
 */
export function openReport(
  round: Round,
  roll: Roll,
  { book, identity }: { readonly book: MeasurementBook; readonly identity: Signer },
  { now }: { readonly now: EpochSeconds },
): Result<Uint8Array, 'measurement_foreign'> {
  const note = noteOf(book, round)
  if (note === undefined) return fail('measurement_foreign', {})
  const body = { what: 'opening' as const, roll: roll.hash, secret: revealSecret(note.secret) }
  return ok(signMessage(openingFormat, body, { signer: identity, epoch: round.body.epoch, now }))
}
