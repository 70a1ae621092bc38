import { type Tie, tieKey, tieOf, tieRank } from '../kernel/order.js'
import type { Looked } from './federated-sums.js'
import type { Match } from './match.js'

/** A match, the community in whose list it stands, and whether it is among that community's share of the places. */
export type Candidate = {
  readonly match: Match
  readonly community: Looked['catalogue']['community']
  /** 0 among the share of its community, 1 behind it. */
  readonly behind: number
}

/** What orders candidates. */
export type Places = { readonly seed: Uint8Array; readonly limit: number; readonly bands: number }

/** A candidate with everything that it is ordered by. */
type Placed = Candidate & { readonly band: number; readonly tie: Tie }

/**
 * Puts the lists of several communities into one order.
 *
 * Of every community the best ⌊limit ÷ 2⌋ stand in front of everybody's rest; within both, the higher score, and equals by
 * the seed. What an entry is ordered by depends on its own community's list alone: so whatever else is joined, two entries
 * of other communities stand to each other as before. And of the first `limit` at most half come from one community, rounded
 * up, unless every other community has all of its own among them.
 *
 * @param looked - what was found in each catalogue.
 * @param list - which of the two lists.
 * @param places - the seed, how many are shown, and how many points make a difference.
 * @returns the candidates in order; whoever several communities list is there several times.
 * Privacy: as private as the answers.
 * Cost: O(n log n). @since 0.1
 */
export function inShares(
  looked: readonly Looked[],
  list: 'matches' | 'maybe',
  { seed, limit, bands }: Places,
): readonly Candidate[] {
  const key = tieKey(seed)
  const communities = new Map<string, Placed[]>()
  for (const { catalogue, outcome } of looked) {
    const { community } = catalogue
    const own = communities.get(community.key) ?? []
    communities.set(community.key, own)
    for (const match of outcome[list]) {
      own.push({ match, community, behind: 0, band: Math.floor(match.score / bands), tie: rankOf(key, match.id) })
    }
  }
  const share = Math.floor(limit / 2)
  const placed = [...communities.values()].flatMap((own) =>
    own.sort(comparePlaced).map((one, index) => ({ ...one, behind: index < share ? 0 : 1 })),
  )
  return placed.sort((one, other) => one.behind - other.behind || comparePlaced(one, other))
}

function rankOf(key: Tie, id: string): Tie {
  const { high, low } = tieOf(id)
  const [first = 0, second = 0] = tieRank(key, high, low, new Uint32Array(2))
  return { high: first, low: second }
}

/** Two communities may give an event the same id: then the communities' names decide. */
function comparePlaced(one: Placed, other: Placed): number {
  return (
    other.band - one.band ||
    one.tie.high - other.tie.high ||
    one.tie.low - other.tie.low ||
    (one.community.key < other.community.key ? -1 : one.community.key > other.community.key ? 1 : 0)
  )
}
