import type { FailureCode } from '../kernel/failure.js'
import type { Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from '../trust/anchor.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { Columns } from './columns.js'
import type { CatalogueEntry } from './entry.js'
import type { Shelf } from './shelf.js'

/** Which catalogue this is: plain JSON, kept by the host and given back as `lastSeen` the next time. */
export type Head = {
  /** Hex of the community's name. */
  readonly community: string
  readonly sequence: number
  /** Hex of the SHA-256 of the signed head. */
  readonly hash: string
  /** Hex of the publishing key that signed it: once a manifest names it no more, its sequences count no more either. */
  readonly publisher: string
  /** Sequence of the root manifest it was published under: an older manifest, with keys since removed, never comes back. */
  readonly manifest: number
  /** Hex of the SHA-256 of that manifest: another of the same number is never taken for it. */
  readonly manifestHash: string
  /** Which region's file it is; absent in the community's own catalogue. Keep a head for each file. */
  readonly region?: string
  readonly issued: EpochSeconds
  readonly expires: EpochSeconds
}

/** One region's file, as the community's own catalogue lists it. */
export type Region = {
  readonly region: string
  /** Sequence of its head: a device that has this one fetches nothing. */
  readonly sequence: number
  /** Hex of the SHA-256 of its signed head. */
  readonly hash: string
  /** How long the whole file is, in bytes. */
  readonly length: number
  /** So many practitioners and listings it has, or more: 0, 1, 2, 5, 10, 20, 50 and so on. */
  readonly atLeast: number
}

/** A statement, or one listing of a batch, that failed alone. */
export type RejectedEntry = {
  /** Position among the statements of the catalogue, or of the publisher's input. */
  readonly index: number
  /** Position within a batch of listings. */
  readonly item: number | undefined
  readonly code: FailureCode
}

/**
 * How a catalogue follows the one seen last: nothing was seen yet; it is the same or follows it link by link; heads
 * between were not at hand, so that only the order was compared; or the publishing key of then has been removed since.
 */
export type Continuity = 'first-use' | 'chained' | 'gap' | 'new-publisher'

/** A catalogue that was opened: signed by a trusted community, fresh, not rolled back. */
export type Catalogue = {
  readonly head: Head
  /** The head as it was signed: two of one sequence prove that their publisher told two stories. */
  readonly signedHead: Uint8Array
  readonly continuity: Continuity
  /** Hex of the keys of the witnesses that have seen this very head, of those that were asked about. */
  readonly witnesses: readonly string[]
  readonly community: Community
  readonly vocabulary: Vocabulary
  /** The regions' files there are beside it; none in a region's own. */
  readonly regions: readonly Region[]
  /** How many targets of matching there are. */
  readonly size: number
  /** What matching reads of them, compiled by the publisher. */
  readonly columns: Columns
  /** The statements as they lie in the file, and what they have to hash to. */
  readonly shelf: Shelf
  /** Reads one of them from its signed statements; see `entryReader`. */
  readonly entryAt: (row: number) => Result<CatalogueEntry>
}

/**
 * Puts rejections in the order of what they are about.
 *
 * @param rejected - rejections in any order.
 * @returns a new array, by statement and position within it.
 * Privacy: holds positions and codes only.
 * Cost: O(n log n). @since 0.1
 */
export function inPlace(rejected: readonly RejectedEntry[]): readonly RejectedEntry[] {
  return [...rejected].sort((a, b) => a.index - b.index || (a.item ?? -1) - (b.item ?? -1))
}
