import type { GrantedConsent } from '../consent/granted.js'
import { concatBytes } from '../kernel/bytes.js'
import { type Exporter, sealWith, setupSender } from '../kernel/hpke.js'
import { type Bucket, pad } from '../kernel/padding.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { Steps } from '../kernel/x25519.js'
import { referralSetting, shared } from './context.js'
import { writeHeader } from './wire.js'

/** What was sealed, and what remains of its context. */
export type Message = {
  readonly token: Uint8Array
  readonly exporter: Exporter
  readonly encapsulated: Uint8Array
}

/** The ways in which sealing to a verified recipient can fail. */
export type MessageFailure = 'descriptor_invalid' | 'disclosure_too_large' | 'randomness_absent'

/**
 * Seals one message to a practitioner: a referral, more of it, or its withdrawal. From outside they are alike.
 *
 * @param to - the recipient and the suite of their key.
 * @param bucket - the padded size.
 * @param plaintextOf - writes the body; it gets the encapsulated key, to which proofs are bound.
 * @param random - where to draw randomness; the platform's source unless given.
 * @returns the token, and what its two sides share.
 * Failure: `randomness_absent`; `descriptor_invalid` when the recipient's key is malformed or of small order;
 * `disclosure_too_large` when the body does not fit.
 * Privacy: the token may leave the device; the exporter stays.
 * Cost: two scalar multiplications.
 * @see RFC 9180 @since 0.1
 */
export function* sealMessage(
  { recipient, suite }: Pick<GrantedConsent, 'recipient' | 'suite'>,
  bucket: Bucket,
  plaintextOf: (encapsulated: Uint8Array) => Uint8Array,
  random: RandomSource | undefined,
): Steps<Result<Message, MessageFailure>> {
  const seed = randomBytes(suite.kem.seedLength, random)
  if (!seed.ok) return seed
  const sender = yield* setupSender(referralSetting(suite), recipient.encryptionKey, seed.value)
  if (sender === undefined) return fail('descriptor_invalid', { field: 'keys' })
  const { encapsulated, context } = sender
  const padded = pad(plaintextOf(encapsulated), bucket)
  if (padded === undefined) return fail('disclosure_too_large', { limit: bucket - 1 })
  const commitment = shared(context.exporter, 'commitment')
  const associated = concatBytes(writeHeader(suite.number, bucket), encapsulated, commitment)
  const token = concatBytes(associated, sealWith(context, 0, associated, padded))
  return ok({ token, exporter: context.exporter, encapsulated })
}
