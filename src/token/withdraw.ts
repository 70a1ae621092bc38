import type { RandomSource } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { dayOf, type EpochDay, type EpochSeconds, startOfDay } from '../kernel/time.js'
import { run } from '../kernel/x25519.js'
import { encodeWithdrawal, WITHDRAWAL_BUCKET } from './body.js'
import { proofOfFollowing, shared } from './context.js'
import { type MessageFailure, sealMessage } from './message.js'
import type { Sealed } from './seal.js'
import { holdTicket, readTicket, type Ticket, type TicketContent } from './ticket.js'

/** The ways in which something can fail that is to follow a token. */
export type FollowFailure = MessageFailure | 'token_expired' | 'token_withdrawn'

/**
 * Withdraws a token, and everything that was shared more of it.
 *
 * Final. Whoever receives it erases what they hold and answers no more; it works also when it arrives before the token. It
 * cannot make a person forget what they have read, nor reach a device that never fetches it.
 *
 * @param ticket - what `seal` returned beside the token.
 * @param options - `now`: this device's clock; where to draw randomness, the platform's source unless given.
 * @returns the message to send, which looks like any other token, and the ticket to keep instead of the old one.
 * Failure: `token_expired` when the last day has passed, and nothing is left to withdraw; `token_withdrawn` when this
 * ticket was; `randomness_absent`.
 * @throws {TypeError} when the first argument is no ticket.
 * Privacy: output may leave the device: the token, yes, and only its recipient can tell what it is; the ticket, no.
 * Cost: two scalar multiplications.
 * @example
 * const withdrawn = withdraw(sealed.value.ticket, { now })
 * @since 0.1
 */
export function withdraw(
  ticket: Ticket,
  options: { readonly now: EpochSeconds; readonly random?: RandomSource | undefined },
): Result<Sealed, FollowFailure> {
  const content = readTicket(ticket)
  const today = dayOf(options.now)
  const ended = endOf(content, today)
  if (ended !== undefined) return ended
  const { exporter, expiresOn } = content
  const of = shared(exporter, 'token id')
  // A clock set back must not make it older than the token, nor end before it begins.
  const issuedOn = Math.max(today, content.issuedOn) as EpochDay // one of them
  const sent = run(
    sealMessage(
      content,
      WITHDRAWAL_BUCKET,
      (encapsulated) =>
        encodeWithdrawal({ follows: { of, proof: proofOfFollowing(exporter, encapsulated) }, issuedOn, expiresOn }),
      options.random,
    ),
  )
  if (!sent.ok) return sent
  return ok({ token: sent.value.token, ticket: holdTicket({ ...content, isWithdrawn: true }) })
}

/**
 * Tells why nothing may follow a token any more.
 *
 * @param content - of its ticket.
 * @param today - this device's day.
 * @returns the failure, or undefined while something may.
 * Privacy: tells days only.
 * Cost: O(1). @since 0.1
 */
export function endOf({ isWithdrawn, expiresOn }: TicketContent, today: EpochDay) {
  if (isWithdrawn === true) return fail('token_withdrawn', {})
  // The first second after the last day; a day after a day is a day.
  if (today > expiresOn) return fail('token_expired', { expired: startOfDay((expiresOn + 1) as EpochDay) })
  return undefined
}
