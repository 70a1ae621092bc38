import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { Continuity, Head } from './catalogue.js'
import { type ReadHead, readHead, toHead } from './head.js'

// Each head names the one before by its hash, so a device that has seen one knows all that came before it, and a
// publisher who tells two stories has to tell them apart for ever.

/** Most heads between two visits that are followed one by one: two years of weekly publishing. */
export const MAX_HEADS = 104

/** What can be wrong between a head and the one seen last. */
export type ChainFailure =
  | 'catalogue_chain_broken'
  | 'catalogue_equivocal'
  | 'catalogue_foreign'
  | 'catalogue_rolled_back'
  | 'root_equivocal'
  | 'root_rolled_back'

/**
 * Compares a head with the one this device saw last.
 *
 * Sequences count within what a publishing key was trusted with. When the manifest names the key of the last head no
 * more, they start anew: else whoever stole it could publish the highest number there is, and nothing would follow it.
 *
 * @param head - the verified head.
 * @param lastSeen - what the host kept, or `first-use`.
 * @param heads - signed heads between the two, untrusted, in any order; undefined to leave a gap uncompared.
 * @returns how it follows: time has only moved forward, in one story.
 * Failure: `catalogue_foreign` when it is another community's; `root_rolled_back` when the manifest behind it is older;
 * `root_equivocal` when it is another manifest of the same number; `catalogue_rolled_back` when the head is older;
 * `catalogue_equivocal` with both hashes when it is another head of the same sequence, or does not follow the last one;
 * `catalogue_chain_broken` when the heads between are not all there.
 * Privacy: reads public heads only.
 * Cost: O(1), and one hash a head between. @since 0.1
 */
export function followsLastSeen(
  head: ReadHead,
  lastSeen: Head | 'first-use',
  heads?: readonly Uint8Array[],
): Result<Continuity, ChainFailure> {
  if (lastSeen === 'first-use') return ok('first-use')
  const { community, sequence, manifest } = toHead(head)
  // Another community's catalogue is no newer version of this one, however trusted it is.
  if (community !== lastSeen.community) return fail('catalogue_foreign', {})
  if (manifest < lastSeen.manifest) return fail('root_rolled_back', { sequence: manifest, lastSeen: lastSeen.manifest })
  const seen = head.root.links[lastSeen.manifest - 1] // manifests are numbered from 1, without a gap
  const theirs = seen === undefined ? '' : toHex(sha256(seen.statement.bytes))
  if (theirs !== lastSeen.manifestHash) {
    return fail('root_equivocal', { sequence: lastSeen.manifest, ours: lastSeen.manifestHash, theirs })
  }
  if (!head.root.last.manifest.publishingKeys.some((key) => toHex(key) === lastSeen.publisher)) {
    return ok('new-publisher')
  }
  if (sequence < lastSeen.sequence) return fail('catalogue_rolled_back', { sequence, lastSeen: lastSeen.sequence })
  return followsHead(head, lastSeen, heads)
}

/** Goes back from a head, hash by hash, to the last one seen. */
function followsHead(
  head: ReadHead,
  { sequence, hash: ours }: Head,
  heads: readonly Uint8Array[] | undefined,
): Result<Continuity, 'catalogue_chain_broken' | 'catalogue_equivocal'> {
  if (head.statement.sequence === sequence) return isTheSame(sequence, ours, toHex(sha256(head.statement.bytes)))
  const isGap = head.statement.sequence > sequence + 1
  if (isGap && heads === undefined) return ok('gap')
  const between = isGap ? (heads ?? []).slice(0, MAX_HEADS) : []
  const byHash = new Map(between.map((bytes) => [toHex(sha256(bytes)), bytes]))
  let link = head
  while (link.statement.sequence > sequence + 1) {
    const missing = link.statement.sequence - 1
    const before = byHash.get(previousOf(link))
    const read = before && readHead(before)
    // Its hash stands in a head that was verified: no signature has to be.
    if (!read?.ok || read.value.statement.sequence !== missing)
      return fail('catalogue_chain_broken', { sequence: missing })
    link = read.value
  }
  return isTheSame(sequence, ours, previousOf(link))
}

function isTheSame(sequence: number, ours: string, theirs: string): Result<'chained', 'catalogue_equivocal'> {
  return theirs === ours ? ok('chained') : fail('catalogue_equivocal', { sequence, ours, theirs })
}

function previousOf({ body }: ReadHead): string {
  return body.previous === undefined ? '' : toHex(body.previous)
}

/**
 * Makes sure that what a host kept is a head.
 *
 * @param kept - what the host gives back.
 * @param argument - as which it gives it.
 * @returns the same.
 * @throws {TypeError} when it is neither a head nor `first-use`.
 * Privacy: reads a public head.
 * Cost: O(1). @since 0.1
 */
export function checkedHead(kept: Head | 'first-use', argument: string): Head | 'first-use' {
  if (kept === 'first-use') return kept
  // JavaScript callers leave it out.
  const { community, sequence, hash, publisher, manifest, manifestHash }: Partial<Head> = kept ?? {}
  const isHead =
    [community, hash, publisher, manifestHash].every((text) => typeof text === 'string') &&
    [sequence, manifest].every(Number.isInteger)
  // Left out by mistake, rollback protection would be off without a word.
  if (!isHead) throw new TypeError(`${argument}: expected the head of the last catalogue, or 'first-use'`)
  return kept
}
