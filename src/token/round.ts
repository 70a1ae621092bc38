import { type DisclosedFields, type SharedField, sharedFields } from '../consent/disclosure.js'
import { type Consent, readConsent } from '../consent/granted.js'
import type { RandomSource } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import { type Sealed, type SealFailure, seal } from './seal.js'
import type { Ticket } from './ticket.js'
import { type FollowFailure, withdraw } from './withdraw.js'

/** Most enquiries in one round. */
export const MAX_ROUND = 3

/** What an enquiry may ask with: is there room for this kind of need, at these times, in this way? Nothing of who asks. */
const askable: readonly SharedField[] = ['needs', 'availability', 'language', 'format', 'payment', 'access', 'area']

/** The ways in which a round can fail. */
export type RoundFailure = SealFailure | 'round_invalid'

/**
 * Seals up to three enquiries at once: is there room?
 *
 * Where most have no room, asking one after another costs weeks. Each is a token of its own: nothing in one leads to
 * another, and none says that there are others. They tell only what a first question needs.
 *
 * @param consents - one to three, each for another recipient, each for the purpose `enquiry`.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns the enquiries in the order given: all of them or none.
 * Failure: `round_invalid` with what is wrong: `count`, `recipient` where two are for the same one, `purpose`, `fields`
 * where one tells more than an enquiry asks with; what `seal` fails with.
 * @throws {TypeError} when one of them is no consent, or adds to an earlier token.
 * Privacy: reads what was granted; output may leave the device: the tokens, yes; the tickets, no. Send them apart: by one
 * link or one request, whoever carries them sees that they belong together.
 * Cost: two scalar multiplications each.
 * @example
 * const round = sealRound([consent.value])
 * @since 0.1
 */
export function sealRound(
  consents: readonly Consent[],
  options: { readonly random?: RandomSource | undefined } = {},
): Result<readonly Sealed[], RoundFailure> {
  const granted = consents.map(readConsent)
  if (granted.length < 1 || granted.length > MAX_ROUND) return fail('round_invalid', { field: 'count' })
  if (new Set(granted.map(({ recipient }) => recipient.id)).size < granted.length) {
    return fail('round_invalid', { field: 'recipient' })
  }
  if (granted.some(({ disclosure }) => disclosure.purpose !== 'enquiry')) {
    return fail('round_invalid', { field: 'purpose' })
  }
  if (!granted.every(({ disclosure }) => asksOnly(disclosure.fields))) return fail('round_invalid', { field: 'fields' })
  const enquiries: Sealed[] = []
  for (const consent of consents) {
    const sealed = seal(consent, options)
    if (!sealed.ok) return sealed
    enquiries.push(sealed.value)
  }
  return ok(enquiries)
}

function asksOnly(fields: DisclosedFields): boolean {
  return sharedFields.every((field) => askable.includes(field) || fields[field] === undefined)
}

/** What became of one enquiry when another was taken. */
export type Settled = { readonly ticket: Ticket; readonly withdrawal: Result<Sealed, FollowFailure> | undefined }

/**
 * Takes one acceptance of a round, and withdraws the other enquiries.
 *
 * @param tickets - of the round, in any order.
 * @param chosen - the place of the one that is taken.
 * @param options - `now`: this device's clock; where to draw randomness, the platform's source unless given.
 * @returns for each ticket, in the same order: the ticket to keep from now on, and the withdrawal to send; none for the one
 * that was taken. An enquiry that has ended or was withdrawn before has a failure and needs none.
 * @throws {TypeError} when one of them is no ticket.
 * @throws {RangeError} when `chosen` is none of their places.
 * Privacy: output may leave the device: the withdrawals, yes, apart from each other; the tickets, no.
 * Cost: two scalar multiplications a withdrawal.
 * @example
 * const settled = settleRound([sealed.value.ticket], 0, { now })
 * @since 0.1
 */
export function settleRound(
  tickets: readonly Ticket[],
  chosen: number,
  options: { readonly now: EpochSeconds; readonly random?: RandomSource | undefined },
): readonly Settled[] {
  if (tickets[chosen] === undefined) throw new RangeError('chosen: expected the place of a ticket')
  return tickets.map((ticket, place) => {
    if (place === chosen) return { ticket, withdrawal: undefined }
    const withdrawal = withdraw(ticket, options)
    return { ticket: withdrawal.ok ? withdrawal.value.ticket : ticket, withdrawal }
  })
}
