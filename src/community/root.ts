import { hexBytes } from '../descriptor/drafts.js'
import { equalBytes } from '../kernel/bytes.js'
import { encodeCbor } from '../kernel/cbor.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds, Seconds } from '../kernel/time.js'
import { toWire } from '../kernel/wire.js'
import * as z from '../schema/convert.js'
import { cosignStatement, type Signer } from '../statement/sign.js'
import { type Manifest, manifestFormat } from '../trust/manifest.js'
import {
  checkRootAge,
  countIn,
  encodeRoot,
  followsManifest,
  isSignedByAll,
  MAX_MANIFESTS,
  type Root,
  type RootFailure,
  type RootLink,
  readRoot,
  verifyRoot,
} from '../trust/root-chain.js'
import { checkManifest, risingKeys, signManifest } from './create.js'
import type { CommunityKeys } from './keys.js'
import { withPolicy } from './policy.js'

// How several people hold one community: one drafts the next manifest, the others look at it and sign it, each on a
// device of their own. What goes from hand to hand is the root: public bytes, whole at every step.

const hexKeys = z.converting(z.array(hexBytes))
/** What a lead writes about what changes. */
const changesDraft = z.looseObject({
  charterHash: hexBytes,
  publishingKeys: hexKeys,
  approvers: hexKeys,
  rootKeys: hexKeys,
})

/**
 * Drafts the next manifest of a community: other words, other rules, other keys, or the same for longer.
 *
 * It is valid when enough of its own root keys and enough of those of the manifest before have signed it, the drafting
 * one counted: `cosignCommunity` adds the others, `inspectCommunity` says who is missing. Publish it only then.
 *
 * @param root - the root so far, with a valid last manifest, which may have ended.
 * @param changes - plain JSON: members of the manifest that change, keys as hex or bytes; `{}` renews it. Untrusted in form.
 * @param signer - one root key, of before or of then.
 * @param options - `now`; if wanted `expiresIn`: two years unless told, at most five.
 * @returns the root with the draft at its end.
 * Failure: `statement_invalid` with the wrong field; a `RootFailure` when the root so far is not valid;
 * `root_signer_unknown` when the signer holds no root key; `root_too_long` after 64 manifests.
 * @throws {RangeError} when it would live longer than 1,830 days.
 * Privacy: everything in it is meant to be published; the failure names fields, never values.
 * Cost: one signature, and a verification of every signature before.
 * @example
 * const next = changeCommunity(root, { contact: 'office@harbour.example' }, communityKeys.root, { now })
 * @since 0.1
 */
export function changeCommunity(
  root: Uint8Array,
  changes: object,
  signer: Signer,
  options: { readonly now: EpochSeconds; readonly expiresIn?: Seconds },
): Result<Uint8Array, RootFailure | 'statement_invalid'> {
  const read = readRoot(root)
  if (!read.ok) return read
  const { name, links, last } = read.value
  const verified = verifyRoot(read.value, name)
  if (!verified.ok) return verified
  if (links.length >= MAX_MANIFESTS) return fail('root_too_long', { limit: MAX_MANIFESTS })
  const manifest = checkManifest(changed(last.manifest, withPolicy(z.convert(changesDraft, changes))))
  if (!manifest.ok) return manifest
  const mayDraft = [...last.manifest.rootKeys, ...manifest.value.rootKeys]
  if (countIn(mayDraft, [signer.publicKey]) === 0) return fail('root_signer_unknown', {})
  const terms = { ...options, sequence: last.statement.sequence + 1, subject: toHex(name) }
  const bytes = signManifest(manifest.value, terms, signer)
  return ok(encodeRoot([...links, { statement: { bytes }, cosignatures: [] }]))
}

function changed(manifest: Manifest, changes: unknown): unknown {
  if (typeof changes !== 'object' || changes === null) return undefined
  const draft: Readonly<Record<string, unknown>> = { ...manifest, ...changes }
  const { rootKeys } = draft
  const isKeys = Array.isArray(rootKeys) && rootKeys.every((key) => key instanceof Uint8Array)
  return isKeys ? { ...draft, rootKeys: risingKeys(rootKeys) } : draft
}

/**
 * Signs the last manifest of a root beside those who have.
 *
 * Look at it first, with `inspectCommunity`: whatever it says, your key then stands behind it.
 *
 * @param root - the root with a draft at its end, untrusted.
 * @param signer - a root key that the draft or the manifest before names.
 * @param options - `now`.
 * @returns the root with this signature, too; the same bytes where it was signed before.
 * Failure: a `RootFailure`; `root_signer_unknown` when nobody asks for this key's signature.
 * Privacy: publishes that the holder of this key agrees.
 * Cost: one signature, and a verification of every signature before.
 * @example
 * const signed = cosignCommunity(root, communityKeys.root, { now })
 * @since 0.1
 */
export function cosignCommunity(
  root: Uint8Array,
  signer: Signer,
  options: { readonly now: EpochSeconds },
): Result<Uint8Array, RootFailure> {
  const draft = openDraft(root)
  if (!draft.ok) return draft
  const { links, last } = draft.value
  const age = checkRootAge(draft.value, options.now)
  if (!age.ok) return age
  if (countIn(keysAsked(draft.value), [signer.publicKey]) === 0) return fail('root_signer_unknown', {})
  if (countIn(last.signers, [signer.publicKey]) > 0) return ok(root)
  const own = { key: signer.publicKey, signature: cosignStatement(last.statement, signer) }
  return ok(encodeRoot([...links.slice(0, -1), { ...last, cosignatures: [...last.cosignatures, own] }]))
}

/**
 * Puts together what several people have signed apart.
 *
 * @param one - the root as one of them gave it back, untrusted.
 * @param other - the same root as another gave it back, untrusted.
 * @returns the root with the signatures of both.
 * Failure: `root_invalid` when they are not the same manifests; a `RootFailure` when one of them is not valid.
 * Privacy: reads public statements only.
 * Cost: a verification of every signature. @since 0.1
 */
export function joinSignatures(one: Uint8Array, other: Uint8Array): Result<Uint8Array, RootFailure> {
  const mine = openDraft(one)
  if (!mine.ok) return mine
  const theirs = openDraft(other)
  if (!theirs.ok) return theirs
  const { links, last } = mine.value
  const known = new Set(last.signers.map(toHex))
  const added = theirs.value.last.cosignatures.filter(({ key }) => !known.has(toHex(key)))
  const before = encodeRoot(links.slice(0, -1))
  const isSame =
    equalBytes(before, encodeRoot(theirs.value.links.slice(0, -1))) &&
    equalBytes(last.statement.bytes, theirs.value.last.statement.bytes)
  if (!isSame) return fail('root_invalid', { field: 'statement' })
  return ok(encodeRoot([...links.slice(0, -1), { ...last, cosignatures: [...last.cosignatures, ...added] }]))
}

/** What a root says of itself, and what it still needs. */
export type CommunityReport = {
  /** Hex of the community's name: what hosts trust. */
  readonly community: string
  /** The last manifest's number. */
  readonly manifest: number
  readonly issued: EpochSeconds
  readonly expires: EpochSeconds
  readonly says: Manifest
  /** Members in which it differs from the manifest before; none for the first. */
  readonly changed: readonly string[]
  /** Hex of the keys that have signed it. */
  readonly signed: readonly string[]
  /** Hex of the root keys, of this manifest and of the one before, that have not. */
  readonly unsigned: readonly string[]
  /** How many signatures are missing, of the root keys it names and of those the manifest before names. */
  readonly missing: { readonly own: number; readonly before: number }
  /** True when nothing is missing and it has not ended: it can be published. */
  readonly complete: boolean
}

/**
 * Says what the last manifest of a root changes, who has signed it and who is missing.
 *
 * @param root - a root, complete or not, untrusted.
 * @param options - `now`.
 * @returns the report; every signature in the root was verified.
 * Failure: a `RootFailure` when what is there is not valid.
 * Privacy: reads public statements only.
 * Cost: a verification of every signature.
 * @example
 * const report = inspectCommunity(root, { now })
 * if (report.ok && !report.value.complete) show(report.value.missing)
 * @since 0.1
 */
export function inspectCommunity(
  root: Uint8Array,
  options: { readonly now: EpochSeconds },
): Result<CommunityReport, RootFailure> {
  const draft = openDraft(root)
  if (!draft.ok) return draft
  const { name, last } = draft.value
  const { statement, manifest, signers } = last
  const before = manifestBefore(draft.value)
  const missing = {
    own: shortOf(manifest, signers),
    before: before === undefined ? 0 : shortOf(before.manifest, signers),
  }
  const signed = signers.map(toHex)
  return ok({
    community: toHex(name),
    manifest: statement.sequence,
    issued: statement.issued,
    expires: statement.expires,
    says: manifest,
    changed: before === undefined ? [] : differences(manifest, before.manifest),
    signed,
    unsigned: [...new Set(keysAsked(draft.value).map(toHex))].filter((key) => !signed.includes(key)),
    missing,
    complete: missing.own + missing.before === 0 && checkRootAge(draft.value, options.now).ok,
  })
}

/**
 * Makes keys speak for a community whose name is not their root key: one with several, or one that has rotated.
 *
 * @param keys - the keys of one of its root key holders.
 * @param root - the community's root.
 * @returns the keys, with the community's name.
 * Failure: as `readRoot`.
 * Privacy: as the keys: stays with the lead.
 * Cost: O(length). @since 0.1
 */
export function keysForCommunity(
  keys: CommunityKeys,
  root: Uint8Array,
): Result<CommunityKeys, 'root_invalid' | 'root_too_long' | 'root_signer_repeated'> {
  const read = readRoot(root)
  return read.ok ? ok({ ...keys, community: read.value.name }) : read
}

/** Verifies everything of a root but that its last manifest has enough signatures. */
function openDraft(received: Uint8Array): Result<Root, RootFailure> {
  const root = readRoot(received)
  if (!root.ok) return root
  const { name, links, last } = root.value
  const before = manifestBefore(root.value)
  const verified =
    before === undefined ? ok(undefined) : verifyRoot({ name, links: links.slice(0, -1), last: before }, name)
  if (!verified.ok) return verified
  const follows = followsManifest(last, before, name)
  if (!follows.ok) return follows
  return isSignedByAll(last) ? root : fail('root_forged', {})
}

function manifestBefore({ links }: Root): RootLink | undefined {
  return links[links.length - 2]
}

function keysAsked(root: Root): readonly Uint8Array[] {
  return [...root.last.manifest.rootKeys, ...(manifestBefore(root)?.manifest.rootKeys ?? [])]
}

function shortOf({ rootKeys, rootThreshold }: Manifest, signers: readonly Uint8Array[]): number {
  return Math.max(0, rootThreshold - countIn(rootKeys, signers))
}

function differences(manifest: Manifest, before: Manifest): readonly string[] {
  const wire = (value: unknown) => encodeCbor(toWire(value, manifestFormat.keys))
  const earlier = new Map<string, unknown>(Object.entries(before))
  return Object.entries(manifest)
    .filter(([member, value]) => !equalBytes(wire(value), wire(earlier.get(member))))
    .map(([member]) => member)
}
