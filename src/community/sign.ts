import type { CommunityEvent } from '../descriptor/event.js'
import { descriptorFormat, eventFormat } from '../descriptor/formats.js'
import type { ListingBatch } from '../descriptor/listing.js'
import { listingBatchFormat } from '../descriptor/listing.js'
import { ok, type Result } from '../kernel/result.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, type Seconds } from '../kernel/time.js'
import { decodeBody, encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { approvalFormat, type RevocationCategory, revocationFormat } from '../trust/manifest.js'
import { openOwn } from '../trust/recipient.js'
import type { CommunityKeys } from './keys.js'
import { approverFrom, type Speaker } from './speak.js'

/** When something is signed, and how it is ordered among others on the same subject. */
export type SignOptions = {
  readonly now: EpochSeconds
  readonly expiresIn?: Seconds
  /** Above the last one's on this subject; `now` unless told. */
  readonly sequence?: number
}

/**
 * Approves a practitioner's identity key together with the opening keys that their descriptor promises.
 *
 * Whoever steals an identity key can sign any descriptor: only keys that were approved here are sealed to. Other words in
 * a descriptor need no new approval. Other keys do, and where they replace keys approved before, they count only after
 * the cool-down and the old ones never again: approve those after you have spoken with the practitioner.
 *
 * @param signedDescriptor - what `signDescriptor` gave the practitioner, as it was received. Untrusted.
 * @param keys - the community's keys, whose root key signs; or an approver with a key of their own.
 * @param options - `now`; `expiresIn`: 180 days unless told, at most 400.
 * @returns the signed approval. Keep it beside the older ones and publish them together: they prove which key came first.
 * Failure: `statement_invalid` when it is no descriptor; `statement_forged` when the signature does not fit or is somebody
 * else's; `statement_expired`.
 * @throws {RangeError} when the approval would live too long.
 * Privacy: publishes that these keys are approved, by whom and until when; nothing else.
 * Cost: one strict Ed25519 verification, one signature.
 * @example
 * const approval = approve(signedDescriptor, communityKeys, { now })
 * @since 0.1
 */
export function approve(
  signedDescriptor: Uint8Array,
  keys: CommunityKeys | Speaker,
  options: SignOptions,
): Result<Uint8Array, 'statement_invalid' | 'statement_forged' | 'statement_expired'> {
  const { now, expiresIn = days(180), sequence = now } = options
  // A key that several signers could share verifies no signature.
  const descriptor = openOwn(signedDescriptor, 'descriptor', now)
  if (!descriptor.ok) return descriptor
  const said = decodeBody(descriptorFormat, descriptor.value.body)
  if (!said.ok) return said
  const { keyCommitments } = said.value
  const { signer, community } = speakerOf(keys)
  const body = encodeBody(approvalFormat, { community, keyCommitments })
  const expires = after(now, expiresIn)
  const { subject } = descriptor.value
  return ok(signStatement({ kind: 'approval', sequence, issued: now, expires, subject, body }, signer))
}

/**
 * Revokes a practitioner's identity key. No later approval undoes it: whoever comes back comes with a new key.
 *
 * @param identityKey - the practitioner's public key, 32 bytes.
 * @param category - why, as a category; nothing more is ever published.
 * @param keys - the community's keys, whose root key signs; or an approver with a key of their own.
 * @param options - `now`, and `sequence` where it matters. It lives five years, longer than any approval can.
 * @returns the signed revocation.
 * @throws {RangeError} when the key cannot belong to one signer only.
 * Privacy: publishes the key and the category; no person's report, no detail.
 * Cost: one signature.
 * @example
 * const revocation = revoke(identityKey, 'key-stolen', communityKeys, { now })
 * @since 0.1
 */
export function revoke(
  identityKey: Uint8Array,
  category: RevocationCategory,
  keys: CommunityKeys | Speaker,
  options: Omit<SignOptions, 'expiresIn'>,
): Uint8Array {
  const { now, sequence = now } = options
  const { signer, community } = speakerOf(keys)
  const body = encodeBody(revocationFormat, { community, category })
  // The longest there is: an approval beside it must not outlive it.
  const expires = after(now, days(1830))
  const subject = subjectOf(identityKey)
  return signStatement({ kind: 'revocation', sequence, issued: now, expires, subject, body }, signer)
}

/**
 * Signs an event for the community's catalogue.
 *
 * @param event - what `draftEvent` gave.
 * @param keys - the community's keys; the publishing key signs.
 * @param options - `id`: the event's id in this community, a–z, 0–9 and hyphens; `now`; `expiresIn`: 90 days unless told, at most 400.
 * @returns the signed statement; a later one with the same id replaces it.
 * @throws {RangeError} when it would live too long.
 * @throws {TypeError} when the id or the event is out of shape.
 * Privacy: everything in it is meant to be published; it names hosts, never attendees.
 * Cost: one signature.
 * @example
 * const statement = signEvent(event.value, communityKeys, { id: 'grief-walk', now })
 * @since 0.1
 */
export function signEvent(
  event: CommunityEvent,
  keys: CommunityKeys,
  options: SignOptions & { readonly id: string },
): Uint8Array {
  const { id, now, expiresIn = days(90), sequence = now } = options
  const body = encodeBody(eventFormat, event)
  const expires = after(now, expiresIn)
  return signStatement({ kind: 'event', sequence, issued: now, expires, subject: id, body }, keys.publishing)
}

/**
 * Signs a batch of unclaimed listings for the community's catalogue.
 *
 * @param batch - what `draftListings` gave; at most 256 listings.
 * @param keys - the community's keys; the publishing key signs.
 * @param options - `id`: the batch's id in this community, a–z, 0–9 and hyphens; `now`; `expiresIn`: 180 days unless told, at most 400.
 * @returns the signed statement; a later one with the same id replaces it.
 * @throws {RangeError} when it would live too long or is longer than 1 MiB.
 * @throws {TypeError} when the id or the batch is out of shape.
 * Privacy: public directory entries only.
 * Cost: one signature; O(length).
 * @example
 * const statement = signListings(batch.value, communityKeys, { id: 'facilities-1', now })
 * @since 0.1
 */
export function signListings(
  batch: ListingBatch,
  keys: CommunityKeys,
  options: SignOptions & { readonly id: string },
): Uint8Array {
  const { id, now, expiresIn = days(180), sequence = now } = options
  const body = encodeBody(listingBatchFormat, batch)
  const expires = after(now, expiresIn)
  return signStatement({ kind: 'listing-batch', sequence, issued: now, expires, subject: id, body }, keys.publishing)
}

function speakerOf(keys: CommunityKeys | Speaker): Speaker {
  return 'signer' in keys ? keys : approverFrom(keys)
}

function subjectOf(identityKey: Uint8Array): string {
  if (!isStrongPublicKey(identityKey)) throw new RangeError('identityKey: expected a strong 32-byte public key')
  return toHex(identityKey)
}
