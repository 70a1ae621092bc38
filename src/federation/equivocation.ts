import type { Head } from '../catalogue/catalogue.js'
import { followsLastSeen } from '../catalogue/chain.js'
import {
  type HeadFailure,
  type ReadHead,
  readHead,
  toHead,
  type UnreadableHead,
  verifyHead,
} from '../catalogue/head.js'
import { keysOf } from '../kernel/public-keys.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { Community } from '../trust/anchor.js'

/** A head that a federation remembers. */
export type KnownHead = { readonly head: Head; readonly signedHead: Uint8Array }

/** Two heads of one community that cannot both be true. Whoever trusts that community can check it with these alone. */
export type Equivocation = {
  /** Hex of the community's name. */
  readonly community: string
  /** Two catalogues of one number, or one that denies the other; or two manifests of one number. */
  readonly code: 'catalogue_equivocal' | 'root_equivocal'
  /** Both heads as they were signed, the older one first. */
  readonly heads: readonly [Uint8Array, Uint8Array]
}

/** A head with everything in it. */
type Read = { readonly known: KnownHead; readonly read: ReadHead }

/**
 * Reads the heads that a federation remembers; they were verified when their catalogues were opened.
 *
 * @param known - a head.
 * @returns it with what it says.
 * Privacy: reads public heads only.
 * Cost: O(length). @since 0.1
 */
export function readKnown(known: KnownHead): readonly Read[] {
  const read = readHead(known.signedHead)
  return read.ok ? [{ known, read: read.value }] : []
}

/**
 * Finds the first two heads of one catalogue that contradict each other.
 *
 * @param own - heads of one catalogue, the older ones first.
 * @param community - as its newest manifest describes it: what was signed by a key that it no longer names is past.
 * @returns one proof, or none.
 * Privacy: reads public heads only.
 * Cost: O(heads²), two hashes each. @since 0.1
 */
export function equivocationsIn(own: readonly Read[], community: Community): readonly Equivocation[] {
  const trusted = new Set(community.publishingKeys.map(toHex))
  for (const [index, newer] of own.entries()) {
    for (const older of own.slice(0, index)) {
      const code = contradiction(older, newer)
      if (code === undefined || (code === 'catalogue_equivocal' && !trusted.has(newer.known.head.publisher))) continue
      return [{ community: community.key, code, heads: [older.known.signedHead, newer.known.signedHead] }]
    }
  }
  return []
}

function contradiction(older: Read, newer: Read): Equivocation['code'] | undefined {
  const follows = followsLastSeen(newer.read, older.known.head)
  if (follows.ok) return undefined
  const { code } = follows.error
  return code === 'catalogue_equivocal' || code === 'root_equivocal' ? code : undefined
}

/** Why two heads prove nothing. */
export type ProofFailure = UnreadableHead | HeadFailure | 'heads_consistent'

/**
 * Checks a proof that somebody else hands over: whether a community's publisher really told two stories.
 *
 * @param heads - both heads, untrusted, in any order.
 * @param options - `trust`: names of the communities whose stories matter here, 32 bytes each or their hex.
 * @returns the proof as this device found it.
 * Failure: `heads_consistent` when both can be true, or are one, or two regions'; what `openCatalogue` finds wrong with
 * the head of a catalogue otherwise. Each is judged as of its own day: a proof does not end.
 * @throws {TypeError} when a trusted name is not 32 bytes.
 * Privacy: reads public heads only.
 * Cost: two strict Ed25519 verifications, and one for each signature under a manifest.
 * @example
 * const proof = verifyEquivocation(heads, { trust: [communityKey] })
 * @since 0.1
 */
export function verifyEquivocation(
  heads: readonly [Uint8Array, Uint8Array],
  options: { readonly trust: readonly (Uint8Array | string)[] },
): Result<Equivocation, ProofFailure> {
  const trust = keysOf(options.trust, 'trust')
  const read: Read[] = []
  for (const signedHead of heads) {
    const claimed = readHead(signedHead)
    if (!claimed.ok) return claimed
    const community = verifyHead(claimed.value, { trust, now: claimed.value.statement.issued })
    if (!community.ok) return community
    read.push({ known: { head: toHead(claimed.value), signedHead }, read: claimed.value })
  }
  const [older, newer] = read.sort(({ known: one }, { known: other }) => {
    return one.head.manifest - other.head.manifest || one.head.sequence - other.head.sequence
  })
  const isOne = older?.known.head.region === newer?.known.head.region
  const code = older && newer && isOne ? contradiction(older, newer) : undefined
  if (older === undefined || newer === undefined || code === undefined) return fail('heads_consistent', {})
  const { community } = older.known.head
  return ok({ community, code, heads: [older.known.signedHead, newer.known.signedHead] })
}
