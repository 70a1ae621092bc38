import { equalBytes } from '../kernel/bytes.js'
import { decodeCbor } from '../kernel/cbor.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { decodeBody } from '../statement/body.js'
import { CLOCK_LEEWAY_SECONDS, readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import { type Community, openRoot } from '../trust/anchor.js'
import { MAX_ROOT_BYTES, type Root, type RootFailure, readRoot } from '../trust/root-chain.js'
import type { Head } from './catalogue.js'
import { sectionNames } from './layout.js'
import { MAX_CATALOGUE_BYTES, MAX_REGIONS } from './limits.js'

/** What this release can read. A head may ask for more. */
export const READER_VERSION = 3

/** What every head is about. */
export const HEAD_SUBJECT = 'catalogue'

/** What a region is called: coarse, public, and part of a file's name. */
const regionName = shape.text(24, /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/)
const listedRegion = shape.record({
  region: regionName,
  sequence: shape.whole(1, 0xffff_ffff),
  hash: shape.bytes(32),
  length: shape.whole(0, MAX_CATALOGUE_BYTES),
  atLeast: shape.whole(0, 0xffff_ffff),
})

/** How a head travels. It carries the community's manifests, so that two heads alone prove that a publisher told two stories. */
export const headFormat = {
  // Append only. `readerVersion` stays first: readers look at it before anything they may be too old for.
  keys: wireKeys([
    'readerVersion',
    'community',
    'root',
    'previous',
    'sections',
    'name',
    'length',
    'hash',
    'statementBytes',
    'region',
    'regions',
    'sequence',
    'atLeast',
  ]),
  schema: shape.record(
    {
      readerVersion: shape.whole(1, 65_535),
      community: shape.bytes(32),
      root: shape.bytes(0, MAX_ROOT_BYTES),
      sections: shape.where(
        shape.list(
          shape.record({
            name: shape.oneOf(sectionNames),
            length: shape.whole(0, MAX_CATALOGUE_BYTES),
            hash: shape.bytes(32),
          }),
          sectionNames.length,
          sectionNames.length,
        ),
        (sections) => sections.every(({ name }, index) => name === sectionNames[index]),
      ),
      /** How long the statements are together. The index has their hashes. */
      statementBytes: shape.whole(0, MAX_CATALOGUE_BYTES),
    },
    { previous: shape.bytes(32), region: regionName, regions: shape.list(listedRegion, MAX_REGIONS) },
  ),
}

/** What a head says. */
export type HeadBody = shape.ValueOf<typeof headFormat.schema>

/** A head as it was read: what it claims, and nothing proved. */
export type ReadHead = { readonly statement: Statement; readonly body: HeadBody; readonly root: Root }

/** What a host keeps of a head is taken from these. */
type Claims = {
  readonly statement: Pick<Statement, 'issuer' | 'sequence' | 'issued' | 'expires' | 'bytes'>
  readonly body: Pick<HeadBody, 'community' | 'region'>
  readonly root: Pick<Root, 'last'>
}

/** Why something is no head. */
export type UnreadableHead =
  | 'catalogue_headless'
  | 'catalogue_invalid'
  | 'catalogue_reader_too_old'
  | 'root_invalid'
  | 'root_signer_repeated'
  | 'root_too_long'

/**
 * Reads a head's claims without verifying any of them.
 *
 * @param received - the head statement, untrusted.
 * @returns its statement, its body and the community's manifests in it.
 * Failure: `catalogue_headless` when it is a statement of another kind; `catalogue_reader_too_old` when it asks for a
 * newer reader; `catalogue_invalid` when it is out of shape; as `readRoot` when its manifests are.
 * Privacy: a catalogue is public.
 * Cost: O(length), at most 64 KiB. @since 0.1
 */
export function readHead(received: Uint8Array): Result<ReadHead, UnreadableHead> {
  const invalid = fail('catalogue_invalid', { section: 'head' })
  const statement = readStatement(received)
  if (!statement.ok) return invalid
  const { kind, subject, sequence } = statement.value
  // Signed by the right key and about something else: an event is no head, whatever its body looks like.
  if (kind !== 'head') return fail('catalogue_headless', {})
  if (subject !== HEAD_SUBJECT || sequence < 1) return invalid
  const wire = decodeCbor(statement.value.body)
  const needed = wire instanceof Map ? wire.get(0) : undefined
  if (typeof needed === 'number' && needed > READER_VERSION) {
    return fail('catalogue_reader_too_old', { needed, ours: READER_VERSION })
  }
  const body = decodeBody(headFormat, statement.value.body)
  if (!body.ok) return invalid
  const root = readRoot(body.value.root)
  return root.ok ? ok({ statement: statement.value, body: body.value, root: root.value }) : root
}

/**
 * Says which catalogue a head belongs to, in the form the host keeps.
 *
 * @param head - a head that was read, or is being published.
 * @returns plain JSON.
 * Privacy: a catalogue is public; every device of a community keeps the same value.
 * Cost: two hashes. @since 0.1
 */
export function toHead({ statement, body, root }: Claims): Head {
  const manifest = root.last.statement
  return {
    community: toHex(body.community),
    sequence: statement.sequence,
    hash: toHex(sha256(statement.bytes)),
    publisher: toHex(statement.issuer),
    manifest: manifest.sequence,
    manifestHash: toHex(sha256(manifest.bytes)),
    ...(body.region === undefined ? {} : { region: body.region }),
    issued: statement.issued,
    expires: statement.expires,
  }
}

/** What can be wrong with who published a head, and when. */
export type HeadFailure =
  | RootFailure
  | 'catalogue_clock_behind'
  | 'catalogue_expired'
  | 'catalogue_forged'
  | 'catalogue_undelegated'
  | 'catalogue_untrusted'

/**
 * Verifies who published a head, from the trusted community down, and its age.
 *
 * @param head - a head that was read.
 * @param options - `trust`: names of the communities the host trusts; `now`: this device's clock.
 * @returns the community whose publishing key signed it.
 * Failure: `catalogue_untrusted` when no trusted community is behind it; `catalogue_clock_behind` when it was issued in
 * this device's future; a `RootFailure` when its manifests do not lead from the trusted name to one in force;
 * `catalogue_undelegated` when the manifest does not name its key; `catalogue_forged` when its signature does not fit;
 * `catalogue_expired` when it has ended.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification, and one for each signature under a manifest. @since 0.1
 */
export function verifyHead(
  { statement, body, root }: ReadHead,
  options: { readonly trust: readonly Uint8Array[]; readonly now: EpochSeconds },
): Result<Community, HeadFailure> {
  const { now } = options
  const anchor = options.trust.find((key) => equalBytes(key, body.community))
  if (anchor === undefined) return fail('catalogue_untrusted', {})
  if (statement.issued > now + CLOCK_LEEWAY_SECONDS) return fail('catalogue_clock_behind', { issued: statement.issued })
  const community = openRoot(root, { anchor, now })
  if (!community.ok) return community
  const isDelegated = community.value.publishingKeys.some((key) => equalBytes(key, statement.issuer))
  if (!isDelegated) return fail('catalogue_undelegated', {})
  if (!verifyStatement(statement)) return fail('catalogue_forged', {})
  if (statement.expires <= now) return fail('catalogue_expired', { expired: statement.expires })
  return community
}
