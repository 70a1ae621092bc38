import { encodeBody } from '../consent/disclosure.js'
import { type Consent, type GrantFailure, isConsent, readConsent } from '../consent/granted.js'
import type { RandomSource } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { run } from '../kernel/x25519.js'
import { proofOfFollowing, shared } from './context.js'
import { sealMessage } from './message.js'
import { readTicket, type Ticket } from './ticket.js'
import { endOf, type FollowFailure } from './withdraw.js'

/** The ways in which sharing more can fail, those of `grant` included. */
export type ShareMoreFailure = GrantFailure | FollowFailure | 'recipient_other'

/**
 * Shares more with whoever a token went to.
 *
 * A further proposal, made with `more: true`, and a further grant: nothing is added that was not shown and agreed to. That
 * it belongs to the token stands inside only; from outside it is one more token. Withdrawing the token withdraws it too.
 *
 * @param ticket - of the token it adds to.
 * @param granted - a consent to a proposal with `more: true`, or what `grant` returned of one.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns the message to send. The ticket stays as it is: answers come to it.
 * Failure: what `grant` failed with; `recipient_other` when the consent is for somebody else; `token_expired`,
 * `token_withdrawn` when nothing may follow the token; `randomness_absent`.
 * @throws {TypeError} when the first argument is no ticket, or the second no consent that adds to a token.
 * Privacy: reads what was granted; output may leave the device: yes, it is sealed.
 * Cost: two scalar multiplications.
 * @example
 * const more = shareMore(sealed.value.ticket, grant(furtherProposal.value, { now }))
 * @since 0.1
 */
export function shareMore(
  ticket: Ticket,
  granted: Consent | Result<Consent, GrantFailure>,
  options: { readonly random?: RandomSource | undefined } = {},
): Result<Uint8Array, ShareMoreFailure> {
  const content = readTicket(ticket)
  if (!isConsent(granted) && granted?.ok === false) return granted
  // Anything but a consent or a successful Result ends in readConsent's TypeError, which repeats nothing.
  const consent = readConsent(isConsent(granted) ? granted : granted?.value)
  if (!consent.isMore) throw new TypeError('granted: expected a consent to a proposal with more: true')
  const { disclosure, record, bucket } = consent
  if (consent.recipient.id !== content.recipient.id) return fail('recipient_other', {})
  const ended = endOf(content, disclosure.issuedOn)
  if (ended !== undefined) return ended
  const { exporter } = content
  const of = shared(exporter, 'token id')
  const bodyFor = (encapsulated: Uint8Array) =>
    encodeBody(disclosure, record, { of, proof: proofOfFollowing(exporter, encapsulated) })
  const sent = run(sealMessage(consent, bucket, bodyFor, options.random))
  return sent.ok ? ok(sent.value.token) : sent
}
