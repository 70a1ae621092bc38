import { equalBytes } from '../kernel/bytes.js'
import { decodeCbor } from '../kernel/cbor.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { decodeBody } from '../statement/body.js'
import {
  CLOCK_LEEWAY_SECONDS,
  MAX_STATEMENT_BYTES,
  readStatement,
  type Statement,
  verifyStatement,
} from '../statement/statement.js'
import { type Community, openManifest } from '../trust/anchor.js'
import type { Head } from './catalogue.js'
import { sectionNames } from './layout.js'
import { MAX_CATALOGUE_BYTES, MAX_REGIONS } from './limits.js'

/** What this release can read. A head may ask for more. */
export const READER_VERSION = 1

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

/** How a head travels. It carries the root manifest, so that two heads alone prove that a publisher told two stories. */
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
      root: shape.bytes(0, MAX_STATEMENT_BYTES / 2),
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
export type ReadHead = { readonly statement: Statement; readonly body: HeadBody; readonly manifestSequence: number }

/**
 * Reads a head's claims without verifying any of them.
 *
 * @param received - the head statement, untrusted.
 * @returns its statement and body.
 * Failure: `catalogue_reader_too_old` when it asks for a newer reader; `catalogue_invalid` when it is no head.
 * Privacy: a catalogue is public.
 * Cost: O(length), at most 64 KiB. @since 0.1
 */
export function readHead(received: Uint8Array): Result<ReadHead, 'catalogue_invalid' | 'catalogue_reader_too_old'> {
  const invalid = fail('catalogue_invalid', { section: 'head' })
  const statement = readStatement(received)
  if (!statement.ok || statement.value.kind !== 'head' || statement.value.subject !== HEAD_SUBJECT) return invalid
  const wire = decodeCbor(statement.value.body)
  const needed = wire instanceof Map ? wire.get(0) : undefined
  if (typeof needed === 'number' && needed > READER_VERSION) {
    return fail('catalogue_reader_too_old', { needed, ours: READER_VERSION })
  }
  const body = decodeBody(headFormat, statement.value.body)
  if (!body.ok) return invalid
  const root = readStatement(body.value.root)
  if (!root.ok || root.value.kind !== 'root') return invalid
  return ok({ statement: statement.value, body: body.value, manifestSequence: root.value.sequence })
}

/**
 * Says which catalogue a head belongs to, in the form the host keeps.
 *
 * @param head - a head that was read.
 * @returns plain JSON.
 * Privacy: a catalogue is public; every device of a community keeps the same value.
 * Cost: one hash. @since 0.1
 */
export function toHead({ statement, body, manifestSequence }: ReadHead): Head {
  return {
    community: toHex(body.community),
    sequence: statement.sequence,
    hash: toHex(sha256(statement.bytes)),
    manifest: manifestSequence,
    ...(body.region === undefined ? {} : { region: body.region }),
    issued: statement.issued,
    expires: statement.expires,
  }
}

/**
 * Verifies who published a head, from the trusted keys down, and its age.
 *
 * @param head - a head that was read.
 * @param options - `trust`: root keys the host trusts; `now`: this device's clock.
 * @returns the community whose publishing key signed it.
 * Failure: `catalogue_untrusted` when no trusted root key is behind it; `catalogue_forged` when a signature does not
 * fit; `catalogue_clock_behind` when it was issued in this device's future; `catalogue_expired` when head or manifest
 * has ended; `catalogue_invalid` when the manifest is out of shape.
 * Privacy: reads public statements only.
 * Cost: two strict Ed25519 verifications. @since 0.1
 */
export function verifyHead(
  head: ReadHead,
  options: { readonly trust: readonly Uint8Array[]; readonly now: EpochSeconds },
): Result<
  Community,
  'catalogue_untrusted' | 'catalogue_forged' | 'catalogue_expired' | 'catalogue_clock_behind' | 'catalogue_invalid'
> {
  const { statement, body } = head
  const { now } = options
  const anchor = options.trust.find((key) => equalBytes(key, body.community))
  if (anchor === undefined) return fail('catalogue_untrusted', {})
  if (statement.issued > now + CLOCK_LEEWAY_SECONDS) return fail('catalogue_clock_behind', { issued: statement.issued })
  const community = openManifest(body.root, { anchor, now })
  if (!community.ok) {
    const { error } = community
    if (error.code === 'statement_forged') return fail('catalogue_forged', {})
    if (error.code === 'statement_expired') return fail('catalogue_expired', error.detail)
    return fail('catalogue_invalid', { section: 'head' })
  }
  // The root has not delegated publishing to this key.
  if (!community.value.publishingKeys.some((key) => equalBytes(key, statement.issuer))) {
    return fail('catalogue_untrusted', {})
  }
  if (!verifyStatement(statement)) return fail('catalogue_forged', {})
  if (statement.expires <= now) return fail('catalogue_expired', { expired: statement.expires })
  return community
}

/**
 * Compares a head with the one this device saw last.
 *
 * @param head - the verified head.
 * @param previous - hex of the previous head's hash, as the new head states it.
 * @param lastSeen - what the host kept, or `first-use`.
 * @returns ok when time has only moved forward, in one story.
 * Failure: `catalogue_untrusted` when it is another community's; `catalogue_rolled_back` when it, or the manifest
 * behind it, is older; `catalogue_equivocal` with both hashes when it is another head of the same sequence, or does not follow the last one.
 * Privacy: reads public heads only.
 * Cost: O(1). @since 0.1
 */
export function followsLastSeen(
  head: Head,
  previous: string | undefined,
  lastSeen: Head | 'first-use',
): Result<undefined, 'catalogue_untrusted' | 'catalogue_rolled_back' | 'catalogue_equivocal'> {
  if (lastSeen === 'first-use') return ok(undefined)
  // Another community's catalogue is no newer version of this one, however trusted it is.
  if (head.community !== lastSeen.community) return fail('catalogue_untrusted', {})
  if (head.sequence < lastSeen.sequence) {
    return fail('catalogue_rolled_back', { sequence: head.sequence, lastSeen: lastSeen.sequence })
  }
  if (head.manifest < lastSeen.manifest) {
    return fail('catalogue_rolled_back', { sequence: head.manifest, lastSeen: lastSeen.manifest })
  }
  if (head.sequence === lastSeen.sequence && head.hash !== lastSeen.hash) {
    return fail('catalogue_equivocal', { sequence: head.sequence, ours: lastSeen.hash, theirs: head.hash })
  }
  if (head.sequence === lastSeen.sequence + 1 && previous !== lastSeen.hash) {
    return fail('catalogue_equivocal', { sequence: lastSeen.sequence, ours: lastSeen.hash, theirs: previous ?? '' })
  }
  return ok(undefined)
}
