import type { CommunityEvent } from '../descriptor/event.js'
import { eventFormat } from '../descriptor/formats.js'
import type { FailureCode } from '../kernel/failure.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { decodeBody, encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'
import { openStatement } from '../statement/statement.js'
import type { CommunityState } from '../trust/state.js'
import type { CommunityKeys } from './keys.js'
import type { SignOptions } from './sign.js'

/**
 * Proposes an event: a partner's signature, which lists nothing by itself.
 *
 * @param event - what `draftEvent` gave.
 * @param signer - the partner's key.
 * @param options - `id`: the partner's name, a hyphen and a name of the event's own; `now`; `expiresIn`: 90 days unless told.
 * @returns the signed proposal, for the publisher to adopt.
 * @throws {RangeError} when it would live too long.
 * @throws {TypeError} when the id or the event is out of shape.
 * Privacy: everything in it is meant to be published; it names hosts, never attendees.
 * Cost: one signature.
 * @example
 * const proposed = proposeEvent(event.value, libraryKey, { id: 'library-grief-walk', now })
 * @since 0.1
 */
export function proposeEvent(
  event: CommunityEvent,
  signer: Signer,
  options: SignOptions & { readonly id: string },
): Uint8Array {
  const { id, now, expiresIn = days(90), sequence = now } = options
  const body = encodeBody(eventFormat, event)
  return signStatement(
    { kind: 'event', sequence, issued: now, expires: after(now, expiresIn), subject: id, body },
    signer,
  )
}

/** What became of proposals. */
export type Adopted = {
  /** Events signed with the publishing key, to be published. */
  readonly accepted: readonly Uint8Array[]
  /** By position in what was received. */
  readonly rejected: readonly { readonly index: number; readonly code: FailureCode }[]
}

/**
 * Adopts the events that partners propose: those whose key an approver lets, under their own name, and nothing else.
 *
 * @param received - proposals, untrusted.
 * @param state - what `deriveState` gave: it knows the partners.
 * @param keys - the publishing key signs.
 * @param options - `now`.
 * @returns events to publish, and what was refused: `statement_unheeded` for whoever is no partner, or under a name that
 * is not theirs; as `openStatement` and the event's format fail.
 * Privacy: what is proposed is meant to be published.
 * Cost: one strict Ed25519 verification and one signature a proposal.
 * @example
 * const { accepted } = adoptEvents([proposed], state, communityKeys, { now })
 * @since 0.1
 */
export function adoptEvents(
  received: readonly Uint8Array[],
  state: Pick<CommunityState, 'partners'>,
  keys: Pick<CommunityKeys, 'publishing'>,
  options: { readonly now: EpochSeconds },
): Adopted {
  const accepted: Uint8Array[] = []
  const rejected: { index: number; code: FailureCode }[] = []
  for (const [index, bytes] of received.entries()) {
    const adopted = adopt(bytes, state, keys.publishing, options.now)
    if (adopted.ok) accepted.push(adopted.value)
    else rejected.push({ index, code: adopted.error.code })
  }
  return { accepted, rejected }
}

function adopt(
  bytes: Uint8Array,
  { partners }: Pick<CommunityState, 'partners'>,
  publishing: Signer,
  now: EpochSeconds,
): Result<Uint8Array> {
  const statement = openStatement(bytes, { kind: 'event', now })
  if (!statement.ok) return statement
  const { issuer, subject, sequence, issued, expires, body } = statement.value
  const partner = partners.get(toHex(issuer))
  if (partner === undefined || partner.until <= now || !subject.startsWith(`${partner.partner}-`)) {
    return fail('statement_unheeded', {})
  }
  const event = decodeBody(eventFormat, body)
  if (!event.ok) return event
  // The same number and times: adopting twice is adopting once, and a later proposal replaces this one.
  return ok(signStatement({ kind: 'event', sequence, issued, expires, subject, body }, publishing))
}
