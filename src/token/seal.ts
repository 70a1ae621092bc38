import { type Consent, type GrantedConsent, type GrantFailure, isConsent, readConsent } from '../consent/granted.js'
import { concatBytes } from '../kernel/bytes.js'
import { sealWith, setupSender } from '../kernel/hpke.js'
import { pad } from '../kernel/padding.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { run, type Steps } from '../kernel/x25519.js'
import { referralSetting, shared } from './context.js'
import { holdTicket, type Ticket } from './ticket.js'
import { writeHeader } from './wire.js'

/** The token leaves; the ticket stays. */
export type Sealed = { readonly token: Uint8Array; readonly ticket: Ticket }

/** The ways in which sealing can fail, those of `grant` included. */
export type SealFailure = GrantFailure | 'descriptor_invalid' | 'disclosure_too_large'

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
 * @throws {TypeError} when the argument is no consent.
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
  const { recipient, suite, bucket, plaintext } = consent
  const padded = pad(plaintext, bucket)
  if (padded === undefined) return fail('disclosure_too_large', { limit: bucket - 1 })
  const seed = randomBytes(suite.kem.seedLength, random)
  if (!seed.ok) return seed
  const sender = yield* setupSender(referralSetting(suite), recipient.encryptionKey, seed.value)
  if (sender === undefined) return fail('descriptor_invalid', { field: 'keys' })
  const { encapsulated, context } = sender
  const commitment = shared(context.exporter, 'commitment')
  const associated = concatBytes(writeHeader(suite.number, bucket), encapsulated, commitment)
  const token = concatBytes(associated, sealWith(context, 0, associated, padded))
  return ok({ token, ticket: holdTicket({ exporter: context.exporter, recipient }) })
}
