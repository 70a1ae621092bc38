import type { Catalogue, Head } from '../catalogue/catalogue.js'
import { type Equivocation, equivocationsIn, type KnownHead, readKnown } from './equivocation.js'
import { type Mapping, mappingsOf } from './mappings.js'

// A federation is a set of heads, and the newest catalogue of each. Joining is the union of two sets, so it does not
// matter who is joined to whom, in which order, or how often; everything else is worked out of the set.

/** Most catalogues of one federation: communities, and regions' files of communities. */
export const MAX_CATALOGUES = 64
/** Most heads of one community, or of one of its regions, that a federation remembers: two years of weekly publishing. */
export const MAX_KNOWN_HEADS = 104

/** Any number of communities, each trusted for itself. Plain values: what was opened, and nothing about who looks. */
export type Federation = {
  /** The newest of each community, and of each of its regions, in the order of their names. */
  readonly catalogues: readonly Catalogue[]
  /** Communities that told two stories, with the proof. None of their catalogues is among the others. */
  readonly equivocations: readonly Equivocation[]
  /** What communities say of their own words, each of its own alone. */
  readonly mappings: readonly Mapping[]
  /** Every head that was joined, the older ones too, so that a second story is found however late it is told. */
  readonly heads: readonly KnownHead[]
  /** The newest of everybody, those who told two stories included: what is joined further. */
  readonly opened: readonly Catalogue[]
}

/**
 * Joins catalogues of communities that a host trusts into one that can be matched over.
 *
 * Trust stays with each: that one community lists, approves or maps something says nothing in another, and none of them
 * can bring in a third. Joining is commutative, associative and idempotent. Of two catalogues of one community the newer
 * counts; two that cannot both be true set that community aside, with both heads as a proof for others, until a manifest
 * of its own names another publishing key.
 *
 * @param parts - catalogues from `openCatalogue`, each verified under its own community, and federations; in any order.
 * @returns the federation; one of nothing is empty.
 * @throws {RangeError} when there are more than 64 catalogues, or more than 104 heads of one of them.
 * Privacy: reads public data only; which communities a device joins tells where somebody looks, and stays on it.
 * Cost: O(heads²) of one community, a few hashes each; one strict Ed25519 verification for each list of mappings.
 * @example
 * const federation = federate([coast.value, hills.value])
 * @since 0.1
 */
export function federate(parts: readonly (Catalogue | Federation)[]): Federation {
  const heads = new Map<string, KnownHead>()
  const newest = new Map<string, Catalogue>()
  for (const part of parts) {
    for (const catalogue of 'opened' in part ? part.opened : [part]) {
      const place = placeOf(catalogue.head)
      const known = newest.get(place)
      if (known === undefined || compareHeads(known.head, catalogue.head) < 0) newest.set(place, catalogue)
      heads.set(catalogue.head.hash, { head: catalogue.head, signedHead: catalogue.signedHead })
    }
    for (const known of 'opened' in part ? part.heads : []) heads.set(known.head.hash, known)
  }
  const opened = [...newest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, catalogue]) => catalogue)
  if (opened.length > MAX_CATALOGUES) throw new RangeError(`parts: more than ${MAX_CATALOGUES} catalogues`)
  const known = [...heads.values()].sort(
    (one, other) => compareText(placeOf(one.head), placeOf(other.head)) || compareHeads(one.head, other.head),
  )
  const equivocations = opened.flatMap((catalogue) => storiesOf(catalogue, known))
  const asideOf = new Set(equivocations.map(({ community }) => community))
  const catalogues = opened.filter(({ head }) => !asideOf.has(head.community))
  return { catalogues, equivocations, mappings: catalogues.flatMap(mappingsOf), heads: known, opened }
}

/** The two stories of one file, if they still matter: told under a key that its newest manifest goes on trusting. */
function storiesOf({ head, community }: Catalogue, known: readonly KnownHead[]): readonly Equivocation[] {
  const own = known.filter((one) => placeOf(one.head) === placeOf(head))
  if (own.length > MAX_KNOWN_HEADS) throw new RangeError(`parts: more than ${MAX_KNOWN_HEADS} heads of one catalogue`)
  return equivocationsIn(own.flatMap(readKnown), community)
}

function placeOf({ community, region }: Head): string {
  return region === undefined ? community : `${community} ${region}`
}

/** The newer manifest first, then the newer head under it; the hash decides between two stories, which are set aside. */
function compareHeads(one: Head, other: Head): number {
  return one.manifest - other.manifest || one.sequence - other.sequence || compareText(one.hash, other.hash)
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/**
 * Takes a community out of a federation. What is left is what joining the others gives: nothing of it stays.
 *
 * @param federation - from `federate`.
 * @param community - hex of its name.
 * @returns a new federation, without its catalogues, its heads and what was proved of it.
 * Privacy: reads public data only.
 * Cost: as `federate`.
 * @example
 * const smaller = withoutCommunity(federation, hills.value.community.key)
 * @since 0.1
 */
export function withoutCommunity(federation: Federation, community: string): Federation {
  const isOther = ({ head }: KnownHead): boolean => head.community !== community
  const opened = federation.opened.filter(isOther)
  return federate([{ ...federation, opened, heads: federation.heads.filter(isOther) }])
}
