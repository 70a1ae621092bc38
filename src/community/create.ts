import { fillIn, hexBytes } from '../descriptor/drafts.js'
import { compareBytes, equalBytes } from '../kernel/bytes.js'
import { keysOf } from '../kernel/public-keys.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, type Seconds } from '../kernel/time.js'
import * as z from '../schema/convert.js'
import { check } from '../schema/shape.js'
import { encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'
import { readJoining } from '../trust/joining.js'
import { type Manifest, manifestFormat } from '../trust/manifest.js'
import { communityName, encodeRoot } from '../trust/root-chain.js'
import type { CommunityKeys } from './keys.js'
import { withPolicy } from './policy.js'

/** What a lead writes about a community; keys are filled in. */
const communityDraft = z.looseObject({ charterHash: hexBytes })

/** How a manifest is signed, and by how many. */
export type CreateOptions = {
  readonly now: EpochSeconds
  /** Two years unless told, at most five. */
  readonly expiresIn?: Seconds
  /** All root keys, the founder's among them: 32 bytes each, or their hex. The founder's alone unless told. */
  readonly rootKeys?: readonly (Uint8Array | string)[]
  /** How many of them must sign; more than half unless told. */
  readonly rootThreshold?: number
  /** Who approves: the founder's root key alone unless told. Every approver can have a key of their own (`createSigningKey`). */
  readonly approvers?: readonly (Uint8Array | string)[]
}

/**
 * Creates a community: its first manifest, signed by the founder's root key.
 *
 * The root key approves and revokes; the publishing key publishes, lists events and directories, and approves nobody.
 * With several root keys the manifest is not valid before enough of their holders have co-signed it (`cosignCommunity`).
 * Do it once: what changes later is a further manifest (`changeCommunity`), never another first one.
 *
 * @param draft - plain JSON: `name`, `contact`, `charterHash` (hex of the charter's SHA-256), `policy`: its members, or the
 * name of one of `policyPresets`. Untrusted in form.
 * @param keys - the founder's keys.
 * @param options - `now`; if wanted `expiresIn`, `rootKeys`, `rootThreshold` and `approvers`.
 * @returns the root: keep it, it is the `root` of `publishCatalogue`.
 * Failure: `statement_invalid` with the dotted path of the wrong field.
 * @throws {RangeError} when it would live longer than 1,830 days, or when the root keys lack the founder's.
 * @throws {TypeError} when a root key is not 32 bytes.
 * Privacy: everything in it is meant to be published; the failure names fields, never values.
 * Cost: one signature.
 * @example
 * const root = createCommunity({ name: 'Harbour', contact: 'dora@harbour.example', charterHash, policy: { approvalsRequired: 1 } }, communityKeys, { now })
 * @since 0.1
 */
export function createCommunity(
  draft: unknown,
  keys: CommunityKeys,
  options: CreateOptions,
): Result<Uint8Array, 'statement_invalid'> {
  const founder = keys.root.publicKey
  const rootKeys = risingKeys(keysOf(options.rootKeys ?? [founder], 'rootKeys'))
  if (!rootKeys.some((key) => equalBytes(key, founder))) throw new RangeError('rootKeys: expected the founder’s, too')
  const { rootThreshold = Math.floor(rootKeys.length / 2) + 1 } = options
  const approvers = keysOf(options.approvers ?? [founder], 'approvers')
  const filled = { publishingKeys: [keys.publishing.publicKey], approvers, rootKeys, rootThreshold }
  const manifest = checkManifest(fillIn(withPolicy(z.convert(communityDraft, draft)), filled))
  if (!manifest.ok) return manifest
  const subject = toHex(communityName(manifest.value))
  const bytes = signManifest(manifest.value, { ...options, sequence: 1, subject }, keys.root)
  return ok(encodeRoot([{ statement: { bytes }, cosignatures: [] }]))
}

/**
 * Checks what a manifest says, that each root key can belong to one signer only, and that its policy can be met.
 *
 * @param manifest - a converted draft, untrusted.
 * @returns the same, with its type.
 * Failure: `statement_invalid` with the dotted path of the wrong field.
 * Privacy: meant for what is published; the failure names fields, never values.
 * Cost: O(size). @since 0.1
 */
export function checkManifest(manifest: unknown): Result<Manifest, 'statement_invalid'> {
  const checked = check(manifestFormat.schema, manifest, 'statement_invalid')
  if (!checked.ok) return checked
  const { rootKeys, approvers, policy } = checked.value
  const weak = rootKeys.findIndex((key) => !isStrongPublicKey(key))
  if (weak >= 0) return fail('statement_invalid', { field: `rootKeys.${weak}` })
  const judges = new Set(approvers.map(toHex)).size
  // Nobody could ever be listed.
  if (policy.approvalsRequired > judges) return fail('statement_invalid', { field: 'policy.approvalsRequired' })
  const joining = readJoining(policy)
  return joining.ok ? checked : joining
}

/**
 * Signs a manifest as its issuer.
 *
 * @param manifest - what it says.
 * @param terms - its number, its community's name as hex, now, and how long it lives: two years unless told.
 * @param signer - one of its root keys, or of the manifest before.
 * @returns the signed statement.
 * @throws {RangeError} when it would live longer than 1,830 days.
 * Privacy: everything in it is meant to be published.
 * Cost: one signature. @since 0.1
 */
export function signManifest(
  manifest: Manifest,
  terms: {
    readonly sequence: number
    readonly subject: string
    readonly now: EpochSeconds
    readonly expiresIn?: Seconds
  },
  signer: Signer,
): Uint8Array {
  const { sequence, subject, now, expiresIn = days(730) } = terms
  const expires = after(now, expiresIn)
  const body = encodeBody(manifestFormat, manifest)
  return signStatement({ kind: 'root', sequence, issued: now, expires, subject, body }, signer)
}

/**
 * Puts keys into the order in which a manifest names them.
 *
 * @param keys - 32 bytes each.
 * @returns a new array, rising.
 * Privacy: reads public keys.
 * Cost: O(n log n). @since 0.1
 */
export function risingKeys(keys: readonly Uint8Array[]): Uint8Array[] {
  return [...keys].sort(compareBytes)
}
