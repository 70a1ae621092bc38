import type { Listing } from '../federation/listings.js'
import type { FailureCode } from '../kernel/failure.js'
import type { Facet } from '../vocabulary/concept.js'
import type { Match, MatchOutcome } from './match.js'

/** A match, and which communities stand behind whom it shows. */
export type FederatedMatch = Match & {
  /** Hex of the community in whose list it was found: its words, its approvals, and its rules of consent. */
  readonly community: string
  readonly communityName: string
  /**
   * What each community says of this practitioner, in the order of their names, those that revoked them included. A
   * letter goes through `entry`; to send it through another community, give that listing to `propose`. Empty for events
   * and listings of a directory.
   */
  readonly listings: readonly Listing[]
  /** True where communities stand behind different keys of this month; then it is not `sealable`, and the person chooses. */
  readonly contested: boolean
}

/** Something that was asked for in one community's own word, and that another has no word for. */
export type Unmapped = { readonly facet: Facet; readonly concept: string }

/** What one community's own list came to. No other community had any part in it. */
export type CommunityOutcome = Pick<MatchOutcome, 'excluded' | 'relaxations' | 'counts' | 'rejected'> & {
  /** Hex of the community's name. */
  readonly community: string
  readonly communityName: string
  /** The region whose file it was; undefined for the community's own. */
  readonly region: string | undefined
  /** Concepts of the person's that this community has no word for: nobody in it was scored by them. */
  readonly unmapped: readonly Unmapped[]
}

/**
 * What `matchFederation` found: as `MatchOutcome`, of all communities together. As private as the answers.
 *
 * `excluded`, `relaxations` and `counts` are sums over `communities`: whoever two communities list counts in each.
 */
export type FederatedOutcome = Omit<MatchOutcome, 'matches' | 'maybe' | 'rejected'> & {
  readonly matches: readonly FederatedMatch[]
  readonly maybe: readonly FederatedMatch[]
  /** One for each catalogue of the federation, in its order. */
  readonly communities: readonly CommunityOutcome[]
  readonly rejected: readonly { readonly community: string; readonly row: number; readonly code: FailureCode }[]
}
