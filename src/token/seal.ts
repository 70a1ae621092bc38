import { encodeBody } from '../consent/disclosure.js'
import { type Consent, type GrantedConsent, type GrantFailure, isConsent, readConsent } from '../consent/granted.js'
import type { RandomSource } from '../kernel/random.js'
import { ok, type Result } from '../kernel/result.js'
import { run, type Steps } from '../kernel/x25519.js'
import { type MessageFailure, sealMessage } from './message.js'
import { holdTicket, type Ticket } from './ticket.js'

/** The token leaves; the ticket stays. */
export type Sealed = { readonly token: Uint8Array; readonly ticket: Ticket }

/** The ways in which sealing can fail, those of `grant` included. */
export type SealFailure = GrantFailure | MessageFailure

/**
 * Seals a granted consent to its recipient.
 *
 * Takes a consent or the Result of `grant`, whose failure it passes on, so that the two need no check between them.
 * Nothing else can be sealed: not an intake, not a proposal, not a look-alike.
 *
 * @param granted - a consent, or what `grant` returned.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns the token, which may travel by any way, and the ticket, which stays with the person.
 * Failure: what `grant` failed with; `randomness_absent` without a random source; `descriptor_invalid` when the
 * recipient's key is malformed or of small order; `disclosure_too_large` never after `propose`.
 * @throws {TypeError} when the argument is no consent, or one that adds to an earlier token.
 * Privacy: reads what was granted; output may leave the device: the token, yes; the ticket, no.
 * Cost: two scalar multiplications.
 * @example
 * const sealed = seal(grant(proposal.value, { now }))
 * @see RFC 9180 @since 0.1
 */
export function seal(
  granted: Consent | Result<Consent, GrantFailure>,
  options: { readonly random?: RandomSource | undefined } = {},
): Result<Sealed, SealFailure> {
  return run(sealSteps(granted, options))
}

/**
 * Seals step by step, for whoever multiplies elsewhere. See `seal`, which runs these steps at once.
 *
 * @param granted - as for `seal`.
 * @param options - as for `seal`.
 * @returns the computation; what it ends with, `seal` returns.
 * Failure: as for `seal`.
 * @throws {TypeError} when the argument is no consent.
 * Privacy: asks for multiplications by the token's own secret; whoever answers holds it.
 * Cost: two multiplications. @since 0.1
 */
export function* sealSteps(
  granted: Consent | Result<Consent, GrantFailure>,
  options: { readonly random?: RandomSource | undefined } = {},
): Steps<Result<Sealed, SealFailure>> {
  if (isConsent(granted)) return yield* sealConsent(readConsent(granted), options.random)
  if (granted?.ok === false) return granted
  // Anything but a successful Result ends in readConsent's TypeError, which repeats nothing.
  return yield* sealConsent(readConsent(granted?.value), options.random)
}

function* sealConsent(consent: GrantedConsent, random: RandomSource | undefined): Steps<Result<Sealed, SealFailure>> {
  if (consent.isMore) throw new TypeError('granted: is for shareMore')
  const { recipient, suite, bucket, disclosure, record } = consent
  const sent = yield* sealMessage(consent, bucket, () => encodeBody(disclosure, record), random)
  if (!sent.ok) return sent
  const { token, exporter, encapsulated } = sent.value
  const { issuedOn, expiresOn } = disclosure
  const ticket = holdTicket({ exporter, encapsulated, recipient, suite, issuedOn, expiresOn })
  return ok({ token, ticket })
}
