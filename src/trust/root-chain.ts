import { compareBytes, concatBytes, equalBytes } from '../kernel/bytes.js'
import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex, utf8Encode } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { fromWire, toWire, wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import { decodeBody } from '../statement/body.js'
import {
  checkAge,
  MAX_STATEMENT_BYTES,
  readStatement,
  type Statement,
  verifyCosignature,
  verifyStatement,
} from '../statement/statement.js'
import { MAX_ROOT_KEYS, type Manifest, manifestFormat } from './manifest.js'

// How a community's manifest changes hands. Each manifest is signed by enough of its own root keys and by enough of those
// of the manifest before, so whoever trusts the first reaches the last, and nobody gets there without both.

/** Most manifests of one community: TUF's first bound of 32 was outgrown in practice (python-tuf issue 2672). */
export const MAX_MANIFESTS = 64
/** Longest chain of manifests in bytes: it lies in every head. */
export const MAX_ROOT_BYTES = 48 * 1024

// A root is a canonical CBOR list, from the first manifest to the one in force:
//   [ { 0: root statement bytes, 1: [ { 2: key 32, 3: signature 64 }, … rising by key, the issuer not among them ] }, … ]
// A co-signature covers what the issuer's own covers: the statement's payload under the domain of its kind.
const keys = wireKeys(['statement', 'signatures', 'key', 'signature'])
const signature = shape.record({ key: shape.bytes(32), signature: shape.bytes(64) })
const rootSchema = shape.list(
  shape.record({
    statement: shape.bytes(0, MAX_STATEMENT_BYTES / 2),
    signatures: shape.list(signature, 2 * MAX_ROOT_KEYS),
  }),
  MAX_MANIFESTS,
  1,
)

/** A root key's signature over a manifest. */
export type RootSignature = shape.ValueOf<typeof signature>

/** One manifest of a root, with everybody who signed it, as read: nothing is verified. */
export type RootLink = {
  readonly statement: Statement
  readonly manifest: Manifest
  /** Those beside the issuer's, rising by key. */
  readonly cosignatures: readonly RootSignature[]
  /** The keys of issuer and co-signers, each once. */
  readonly signers: readonly Uint8Array[]
}

/** A community's manifests, from the first to the one in force. */
export type Root = {
  /** The community's name, 32 bytes: what hosts trust. It stays through every rotation. */
  readonly name: Uint8Array
  readonly links: readonly RootLink[]
  readonly last: RootLink
}

/** What can be wrong with a community's chain of manifests. */
export type RootFailure =
  | 'root_expired'
  | 'root_foreign'
  | 'root_forged'
  | 'root_invalid'
  | 'root_rotation_unapproved'
  | 'root_signer_repeated'
  | 'root_signer_unknown'
  | 'root_skipped'
  | 'root_threshold_unmet'
  | 'root_too_long'
  | 'root_untrusted'

/**
 * Names a community by the root keys of its first manifest.
 *
 * One key is its own name. Several are named by a hash over all of them and the threshold: named by its first key alone,
 * a community would belong to whoever steals that key, wherever nothing was seen yet.
 *
 * @param first - the root keys of the first manifest and their threshold.
 * @returns 32 bytes.
 * Privacy: reads public keys.
 * Cost: one hash. @since 0.1
 */
export function communityName({ rootKeys, rootThreshold }: Pick<Manifest, 'rootKeys' | 'rootThreshold'>): Uint8Array {
  const [only, second] = rootKeys
  if (only !== undefined && second === undefined) return only
  return sha256(concatBytes(utf8Encode('entrenous/1/root-keys/'), Uint8Array.of(rootThreshold), ...rootKeys))
}

/**
 * Reads a chain of manifests without verifying any of it.
 *
 * @param received - what `createCommunity` made, untrusted.
 * @returns its manifests and signatures, in its one spelling.
 * Failure: `root_too_long`; `root_signer_repeated` when a key has signed one manifest twice; `root_invalid` when
 * anything else is out of shape.
 * Privacy: reads public statements only.
 * Cost: O(length), at most 64 manifests. @since 0.1
 */
export function readRoot(
  received: Uint8Array,
): Result<Root, 'root_invalid' | 'root_too_long' | 'root_signer_repeated'> {
  const wire = received.length > MAX_ROOT_BYTES ? undefined : decodeCbor(received)
  if (Array.isArray(wire) && wire.length > MAX_MANIFESTS) return fail('root_too_long', { limit: MAX_MANIFESTS })
  const read = check(rootSchema, wire && fromWire(wire, keys), 'root_invalid')
  if (!read.ok) return read
  const links: RootLink[] = []
  for (const one of read.value) {
    const link = readLink(one)
    if (!link.ok) return link
    links.push(link.value)
  }
  const [first] = links
  const last = links[links.length - 1]
  if (first === undefined || last === undefined) return fail('root_invalid', { field: '' }) // the schema wants one
  return ok({ name: communityName(first.manifest), links, last })
}

function readLink(one: {
  readonly statement: Uint8Array
  readonly signatures: readonly RootSignature[]
}): Result<RootLink, 'root_invalid' | 'root_signer_repeated'> {
  const statement = readStatement(one.statement)
  if (!statement.ok || statement.value.kind !== 'root') return fail('root_invalid', { field: 'statement' })
  const manifest = decodeBody(manifestFormat, statement.value.body)
  if (!manifest.ok) return fail('root_invalid', manifest.error.detail)
  const cosigners = one.signatures.map(({ key }) => key)
  const signers = [statement.value.issuer, ...cosigners]
  if (new Set(signers.map(toHex)).size < signers.length) return fail('root_signer_repeated', {})
  const sorted = [...cosigners].sort(compareBytes)
  if (sorted.some((key, index) => key !== cosigners[index])) return fail('root_invalid', { field: 'signatures' })
  return ok({ statement: statement.value, manifest: manifest.value, cosignatures: one.signatures, signers })
}

/**
 * Writes a chain of manifests.
 *
 * @param links - from the first to the last; signatures in any order.
 * @returns its one encoding.
 * Privacy: as public as the statements.
 * Cost: O(length). @since 0.1
 */
export function encodeRoot(
  links: readonly { readonly statement: Pick<Statement, 'bytes'>; readonly cosignatures: readonly RootSignature[] }[],
): Uint8Array {
  const written = links.map(({ statement, cosignatures }) => ({
    statement: statement.bytes,
    signatures: [...cosignatures].sort((a, b) => compareBytes(a.key, b.key)),
  }))
  return encodeCbor(toWire(written, keys))
}

/**
 * Verifies a chain of manifests from the name a host trusts to its last manifest, whose age it does not ask about.
 *
 * Every signature in it must be one that counts. Only the last manifest's end matters: that an earlier one has ended is
 * why there is a later one.
 *
 * @param root - as read.
 * @param anchor - the community's name, as the host was told.
 * @returns ok when each manifest follows from the one before.
 * Failure: `root_untrusted` when the first manifest is not the one that is named; else as `followsManifest`.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification a signature, up to the first manifest that fails. @since 0.1
 */
export function verifyRoot({ name, links }: Root, anchor: Uint8Array): Result<undefined, RootFailure> {
  if (!equalBytes(name, anchor)) return fail('root_untrusted', {})
  let before: RootLink | undefined
  for (const link of links) {
    const follows = followsManifest(link, before, name)
    if (!follows.ok) return follows
    const enough = isSignedByEnough(link, before)
    if (!enough.ok) return enough
    if (!isSignedByAll(link)) return fail('root_forged', {})
    before = link
  }
  return ok(undefined)
}

/**
 * Tells whether a manifest continues the one before: of the same community, with the next number, signed by nobody else.
 *
 * @param link - the manifest.
 * @param before - the one before; undefined for the first.
 * @param name - the community's name.
 * @returns ok when it does; its signatures are not verified and not counted.
 * Failure: `root_foreign`, `root_skipped`, `root_signer_unknown`.
 * Privacy: reads public statements only.
 * Cost: O(signatures × keys). @since 0.1
 */
export function followsManifest(
  { statement, manifest, signers }: RootLink,
  before: RootLink | undefined,
  name: Uint8Array,
): Result<undefined, 'root_foreign' | 'root_skipped' | 'root_signer_unknown'> {
  if (statement.subject !== toHex(name)) return fail('root_foreign', {})
  const expected = (before?.statement.sequence ?? 0) + 1
  if (statement.sequence !== expected) return fail('root_skipped', { expected, found: statement.sequence })
  const known = [...manifest.rootKeys, ...(before?.manifest.rootKeys ?? [])]
  const isKnown = countIn(known, signers) === signers.length
  return isKnown ? ok(undefined) : fail('root_signer_unknown', {})
}

function isSignedByEnough(
  { manifest, signers }: RootLink,
  before: RootLink | undefined,
): Result<undefined, 'root_threshold_unmet' | 'root_rotation_unapproved'> {
  const signed = countIn(manifest.rootKeys, signers)
  const required = manifest.rootThreshold
  if (signed < required) return fail('root_threshold_unmet', { signed, required })
  if (before === undefined) return ok(undefined)
  const approved = countIn(before.manifest.rootKeys, signers)
  const needed = before.manifest.rootThreshold
  return approved < needed ? fail('root_rotation_unapproved', { signed: approved, required: needed }) : ok(undefined)
}

/**
 * Tells what is wrong with the time of a root's last manifest.
 *
 * @param root - the root.
 * @param now - this device's clock.
 * @returns ok, or the failure.
 * Failure: `root_expired` when it has ended; `root_invalid` at `issued` when it comes from the future.
 * Privacy: reads public times only.
 * Cost: O(1). @since 0.1
 */
export function checkRootAge({ last }: Root, now: EpochSeconds): Result<undefined, 'root_expired' | 'root_invalid'> {
  const age = checkAge(last.statement, now)
  if (age.ok) return age
  const { error } = age
  return error.code === 'statement_expired' ? fail('root_expired', error.detail) : fail('root_invalid', error.detail)
}

/**
 * Counts the signers that are among some keys.
 *
 * @param rootKeys - the keys.
 * @param signers - the signers, each once.
 * @returns how many.
 * Privacy: reads public keys.
 * Cost: O(keys × signers). @since 0.1
 */
export function countIn(rootKeys: readonly Uint8Array[], signers: readonly Uint8Array[]): number {
  return signers.filter((signer) => rootKeys.some((key) => equalBytes(key, signer))).length
}

/**
 * Tells whether everybody who is said to have signed a manifest has.
 *
 * @param link - the manifest.
 * @returns true when every signature fits.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification a signature, up to the first that does not fit. @since 0.1
 */
export function isSignedByAll({ statement, cosignatures }: RootLink): boolean {
  if (!verifyStatement(statement)) return false
  return cosignatures.every(({ key, signature: signed }) => verifyCosignature(statement, key, signed))
}
