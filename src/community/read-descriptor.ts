import type { Descriptor } from '../descriptor/descriptor.js'
import { descriptorFormat } from '../descriptor/formats.js'
import { ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { openOwn } from '../trust/recipient.js'

/** A page that a practitioner signed. */
export type SignedDescriptor = {
  /** Hex of the identity key that signed it. */
  readonly id: string
  readonly descriptor: Descriptor
  readonly issued: EpochSeconds
  readonly expires: EpochSeconds
}

/**
 * Reads what a practitioner signed, so that a lead sees whom and what they are about to approve.
 *
 * @param signedDescriptor - what `signDescriptor` gave the practitioner, as it was received. Untrusted.
 * @param options - `now`: this device's clock, or the moment that is asked about.
 * @returns whose it is, what it says, since when and until when. That this key is the practitioner's it does not say: that is
 * what an approval is for.
 * Failure: `statement_invalid` when it is no descriptor; `statement_forged` when the signature does not fit or is somebody
 * else's; `statement_expired`.
 * Privacy: everything in it is meant to be published.
 * Cost: one strict Ed25519 verification.
 * @example
 * const page = readDescriptor(signedDescriptor, { now })
 * const name = page.ok ? page.value.descriptor.name : undefined
 * @since 0.1
 */
export function readDescriptor(
  signedDescriptor: Uint8Array,
  options: { readonly now: EpochSeconds },
): Result<SignedDescriptor, 'statement_invalid' | 'statement_forged' | 'statement_expired'> {
  const statement = openOwn(signedDescriptor, 'descriptor', options.now)
  if (!statement.ok) return statement
  const said = decodeBody(descriptorFormat, statement.value.body)
  if (!said.ok) return said
  const { subject, issued, expires } = statement.value
  return ok({ id: subject, descriptor: said.value, issued, expires })
}
