import { type Tie, tieKey, tieOf, tieRank } from '../kernel/order.js'
import type { FederatedMatch } from './federated-match.js'
import type { Looked } from './federated-sums.js'
import type { Match } from './match.js'

/** A match, and the community in whose list it stands. */
export type Candidate = { readonly match: Match; readonly community: Looked['catalogue']['community'] }

/** What orders candidates. */
export type Places = { readonly seed: Uint8Array; readonly limit: number; readonly bands: number }

/** What is shown of a candidate; undefined where it is for another community to show them. */
export type Show = (candidate: Candidate) => FederatedMatch | undefined

/** The lists of all communities in one order, and the most that one of them left to others. */
export type Shares = { readonly inOrder: readonly FederatedMatch[]; readonly overtaken: number }

/** A candidate with everything that it is ordered by. */
type Placed = Candidate & { readonly band: number; readonly tie: Tie }

/**
 * Puts the lists of several communities into one order.
 *
 * Of every community the best ⌊limit ÷ 2⌋ stand in front of everybody's rest; within both, the higher score, and equals by
 * the seed. What an entry is ordered by depends on its own community's list alone: so whatever else is joined, two entries
 * of other communities stand to each other as before. An order that takes turns, or counts whom it has placed, does not have
 * this: there a third community moves the first past the second.
 *
 * @param looked - what was found in each catalogue.
 * @param list - which of the two lists.
 * @param places - the seed, how many are shown, and how many points make a difference.
 * @param show - tells what is shown of a candidate.
 * @returns at most `limit` of each community, in order; whoever several communities list may be there several times.
 * Privacy: as private as the answers.
 * Cost: O(n log n). @since 0.1
 */
export function inShares(
  looked: readonly Looked[],
  list: 'matches' | 'maybe',
  { seed, limit, bands }: Places,
  show: Show,
): Shares {
  const key = tieKey(seed)
  const communities = new Map<string, Placed[]>()
  for (const { catalogue, outcome } of looked) {
    const { community } = catalogue
    const own = communities.get(community.key) ?? []
    communities.set(community.key, own)
    for (const match of outcome[list]) {
      own.push({ match, community, band: Math.floor(match.score / bands), tie: rankOf(key, match.id) })
    }
  }
  const share = Math.floor(limit / 2)
  let overtaken = 0
  const placed = [...communities.values()].flatMap((own) => {
    const shown: { readonly placed: Placed; readonly behind: number; readonly match: FederatedMatch }[] = []
    let left = 0
    for (const candidate of own.sort(comparePlaced)) {
      if (shown.length === limit) break
      const match = show(candidate)
      if (match === undefined) left++
      else shown.push({ placed: candidate, behind: shown.length < share ? 0 : 1, match })
    }
    overtaken = Math.max(overtaken, left)
    return shown
  })
  placed.sort((one, other) => one.behind - other.behind || comparePlaced(one.placed, other.placed))
  return { inOrder: placed.map(({ match }) => match), overtaken }
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
