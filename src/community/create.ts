import { fillIn, hexBytes } from '../descriptor/drafts.js'
import { ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, type Seconds } from '../kernel/time.js'
import * as z from '../schema/convert.js'
import { check } from '../schema/shape.js'
import { encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { manifestFormat } from '../trust/manifest.js'
import type { CommunityKeys } from './keys.js'

/** What a lead writes about a community; keys are filled in. */
const communityDraft = z.looseObject({ charterHash: hexBytes })

/**
 * Creates a community: its root manifest, signed by the root key.
 *
 * The root key approves and revokes; the publishing key publishes, lists events and directories, and approves nobody.
 *
 * @param draft - plain JSON: `name`, `contact`, `charterHash` (hex of the charter's SHA-256), `policy`. Untrusted in form.
 * @param keys - the community's keys.
 * @param options - `now`; `expiresIn`: two years unless told, at most five; `sequence`: above the last one's, `now` unless told.
 * @returns the signed manifest statement: the `root` of `publishCatalogue`.
 * Failure: `statement_invalid` with the dotted path of the wrong field.
 * @throws {RangeError} when it would live longer than 1,830 days.
 * Privacy: everything in it is meant to be published; the failure names fields, never values.
 * Cost: one signature.
 * @example
 * const root = createCommunity({ name: 'Harbour', contact: 'dora@harbour.example', charterHash, policy: { approvalsRequired: 1 } }, communityKeys, { now })
 * @since 0.1
 */
export function createCommunity(
  draft: unknown,
  keys: CommunityKeys,
  options: { readonly now: EpochSeconds; readonly expiresIn?: Seconds; readonly sequence?: number },
): Result<Uint8Array, 'statement_invalid'> {
  const { now, expiresIn = days(730), sequence = now } = options
  const filled = { publishingKeys: [keys.publishing.publicKey], approvers: [keys.root.publicKey] }
  const whole = fillIn(z.convert(communityDraft, draft), filled)
  const manifest = check(manifestFormat.schema, whole, 'statement_invalid')
  if (!manifest.ok) return manifest
  const body = encodeBody(manifestFormat, manifest.value)
  const subject = toHex(keys.root.publicKey)
  const expires = after(now, expiresIn)
  return ok(signStatement({ kind: 'root', sequence, issued: now, expires, subject, body }, keys.root))
}
