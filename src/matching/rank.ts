import { type Tie, tieKey, tieOf, tieRank } from '../kernel/order.js'
import type { Scored } from './score.js'

/** How the order may differ from the plain one. */
export type Arrangement = {
  /** Scores within one band of so many points are equal. */
  readonly bands: number
  /** 0..1000: how much being unlike those above counts against the score. */
  readonly diversity: number
}

/** Only so many of the best are rearranged for diversity. */
const DIVERSIFIED = 50

/**
 * Puts targets in order: the higher score first, equals by a keyed hash of their ids, so that neither the alphabet nor
 * the order of the list favours anybody.
 *
 * @param found - in any order; left as it is.
 * @param seed - of this call.
 * @param arrangement - bands and diversity.
 * @returns a new list.
 * Privacy: as private as the scores.
 * Cost: O(n log n), and one hash for each target that has an equal; O(50²) more with diversity. @since 0.1
 */
export function inRank(found: readonly Scored[], seed: Uint8Array, arrangement: Arrangement): readonly Scored[] {
  const byTie = tieOrder(tieKey(seed))
  const band = ({ score }: Scored): number => Math.floor(score / arrangement.bands)
  const sorted = [...found].sort((one, other) => band(other) - band(one) || byTie(one, other))
  if (arrangement.diversity === 0) return sorted
  return [...diversify(sorted.slice(0, DIVERSIFIED), arrangement.diversity), ...sorted.slice(DIVERSIFIED)]
}

/**
 * Rearranges a ranked list so that neighbours differ; the first place stays.
 *
 * @see Carbonell and Goldstein 1998, maximal marginal relevance
 */
function diversify(ranked: readonly Scored[], diversity: number): readonly Scored[] {
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

/**
 * Picks one who would otherwise not be shown, for the last shown place: a way in for those nobody has seen yet.
 *
 * @param ranked - all that passed, in order.
 * @param limit - how many are shown.
 * @param seed - of this call.
 * @returns one from beyond the limit with at least half of the best score, by the seed; undefined when there is none,
 * or no place but the first.
 * Privacy: as private as the scores.
 * Cost: O(n) hashes. @see Singh and Joachims 2018, fairness of exposure @since 0.1
 */
export function explorer(ranked: readonly Scored[], limit: number, seed: Uint8Array): Scored | undefined {
  const best = ranked[0]?.score ?? 0
  if (limit < 2) return undefined
  return ranked
    .slice(limit)
    .filter(({ score }) => score * 2 >= best)
    .sort(tieOrder(tieKey(seed, 'exploration')))[0]
}

/** The order of equals under one key. Only who has an equal is hashed, and once. */
function tieOrder(key: Tie): (one: Scored, other: Scored) => number {
  const places = new Map<Scored, readonly number[]>()
  const placeOf = (one: Scored): readonly number[] => {
    const known = places.get(one)
    if (known !== undefined) return known
    const { high, low } = tieOf(one.target.entry.id)
    const place = [...tieRank(key, high, low, new Uint32Array(2)), high, low]
    places.set(one, place)
    return place
  }
  return (one, other) => inNumbers(placeOf(one), placeOf(other))
}

/** The first number that differs decides. */
function inNumbers(one: readonly number[], other: readonly number[]): number {
  for (const [index, number] of one.entries()) {
    const difference = number - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
