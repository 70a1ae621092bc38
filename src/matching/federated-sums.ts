import type { Catalogue } from '../catalogue/catalogue.js'
import type { CommunityOutcome, FederatedOutcome } from './federated-match.js'
import type { Gate, MatchOutcome, Relaxation } from './match.js'
import { mostFirst } from './relax.js'

/** A catalogue, and what matching found in it by itself. */
export type Looked = {
  readonly catalogue: Pick<Catalogue, 'community' | 'head'>
  readonly outcome: MatchOutcome
  readonly unmapped: CommunityOutcome['unmapped']
}

/**
 * Sums up what was found in each community, and keeps what each came to by itself.
 *
 * @param looked - catalogues in the federation's order, with their outcomes.
 * @returns the parts of an outcome that are no list of matches.
 * Privacy: as private as the answers.
 * Cost: O(catalogues × gates). @since 0.1
 */
export function sumOf(looked: readonly Looked[]): Omit<FederatedOutcome, 'seed' | 'matches' | 'maybe'> {
  const byGate = new Map<Gate, number>()
  const gained = new Map<string, Relaxation>()
  const counts = { matches: 0, maybe: 0, excluded: 0, considered: 0 }
  for (const { outcome } of looked) {
    // Object.entries forgets that the keys are gates.
    for (const [gate, count] of Object.entries(outcome.excluded.byGate) as [Gate, number][]) {
      byGate.set(gate, (byGate.get(gate) ?? 0) + count)
    }
    for (const relaxation of outcome.relaxations) {
      const name = `${relaxation.gate} ${relaxation.change}`
      gained.set(name, { ...relaxation, gained: relaxation.gained + (gained.get(name)?.gained ?? 0) })
    }
    counts.matches += outcome.counts.matches
    counts.maybe += outcome.counts.maybe
    counts.excluded += outcome.counts.excluded
    counts.considered += outcome.counts.considered
  }
  return {
    excluded: {
      total: counts.excluded,
      byGate: Object.fromEntries([...byGate].sort(([one], [other]) => (one < other ? -1 : 1))),
    },
    relaxations: mostFirst(gained.values()),
    counts,
    communities: looked.map(ownOf),
    rejected: looked.flatMap(({ catalogue, outcome }) =>
      outcome.rejected.map((one) => ({ community: catalogue.community.key, ...one })),
    ),
  }
}

function ownOf({ catalogue, outcome, unmapped }: Looked): CommunityOutcome {
  const { excluded, relaxations, counts, rejected } = outcome
  const { key, name } = catalogue.community
  return {
    community: key,
    communityName: name,
    region: catalogue.head.region,
    excluded,
    relaxations,
    counts,
    rejected,
    unmapped,
  }
}
