import type { Scored } from './score.js'

/** Only so many of the best are rearranged for diversity. */
export const DIVERSIFIED = 50

/**
 * Rearranges a ranked list so that neighbours differ; the first place stays.
 *
 * @param ranked - the best, in order.
 * @param diversity - 0..1000: how much being unlike those above counts against the score.
 * @returns a new list.
 * Privacy: as private as the scores.
 * Cost: O(n²). @see Carbonell and Goldstein 1998, maximal marginal relevance @since 0.1
 */
export function diversify(ranked: readonly Scored[], diversity: number): readonly Scored[] {
  const signatures = new Map(ranked.map((one) => [one, signatureOf(one)]))
  const top = Math.max(1, ranked[0]?.score ?? 0)
  const worth = (one: Scored, chosen: readonly Scored[]): number => {
    const likeness = Math.max(0, ...chosen.map((other) => likenessOf(signatures.get(one), signatures.get(other))))
    return (1000 - diversity) * Math.floor((one.score * 1000) / top) - diversity * likeness
  }
  const chosen: Scored[] = ranked.slice(0, 1)
  const left = ranked.slice(1)
  while (left.length > 0) {
    // The earlier of two equals stays earlier, so diversity 0 would change nothing.
    const worths = left.map((one) => worth(one, chosen))
    chosen.push(...left.splice(worths.indexOf(Math.max(...worths)), 1))
  }
  return chosen
}

/** What somebody is like to an outsider: themes by their top word, ways of working, traits, formats. */
function signatureOf({ target: { offer, entry } }: Scored): ReadonlySet<string> {
  return new Set([
    entry.kind,
    ...(offer.concepts ?? []).map(({ concept }) => `theme ${concept.split('.')[0]}`),
    ...(offer.modalities?.yes ?? []).map((id) => `modality ${id}`),
    ...(offer.facets?.yes ?? []).map((id) => `trait ${id}`),
    ...(offer.formats?.yes ?? []).map((id) => `format ${id}`),
  ])
}

/** Shared members out of all members, of 1000. */
function likenessOf(one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()): number {
  const shared = [...one].filter((member) => other.has(member)).length
  return Math.floor((shared * 1000) / Math.max(1, one.size + other.size - shared))
}
