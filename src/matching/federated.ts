import type { Federation } from '../federation/federate.js'
import { isContested, type Listing, listingsOf } from '../federation/listings.js'
import { holdAnswers, type Intake, rawAnswers } from '../intake/intake.js'
import { toHex } from '../kernel/text.js'
import { type EpochSeconds, keyEpochOf } from '../kernel/time.js'
import type { FederatedMatch, FederatedOutcome } from './federated-match.js'
import { inShares, type Places, type Show } from './federated-shares.js'
import { type Looked, sumOf } from './federated-sums.js'
import { askingIn } from './federated-words.js'
import { type MatchOptions, match, seedOf } from './run.js'

/** How to match over several communities. */
export type FederatedOptions = Pick<MatchOptions, 'now' | 'limit' | 'seed' | 'random' | 'targets' | 'bands'> & {
  /**
   * Hex of the community whose word counts first: the intake was read with its vocabulary, and whomever it lists is shown
   * as it lists them. None unless told: then the intake was read with the core vocabulary, and the newest words count.
   */
  readonly home?: string | undefined
}

/** So many of one catalogue, whose newer words another one carries, are replaced by the next best. */
const MOST_OVERTAKEN = 256

/**
 * Finds who fits a person's answers in any number of communities, on this device.
 *
 * Each community's list is matched by itself, as `match` does it: gates, score and explanation of an entry come from its own
 * statements and its own catalogue, and `counterfactual` compares with its own community. Then of each community the best
 * half of the places, by score, stand in front of everybody's rest: at most half of those shown, rounded up, are listed by
 * one community alone while others still match, and how two entries of others stand to each other depends on nobody else.
 *
 * A practitioner whom several communities list is one entry, by the identity key, as their newest signed words say.
 *
 * @param intake - from `readIntake`, read with the home community's vocabulary, or with `coreVocabulary`.
 * @param federation - from `federate`. Public, verified.
 * @param options - the time; how much to return; whose word counts first.
 * @returns as `match`, each match labelled with the communities that speak of it; what each community came to by itself is
 * in `communities`. The same inputs and seed give the same outcome, in whichever order the communities were joined.
 * @throws {TypeError} as `match`.
 * @throws {RangeError} as `match`; naming `home` when that community is not in the federation.
 * Privacy: reads every answer but source, story and contact; output may leave the device: no.
 * Cost: as `match` in each community; and for each practitioner among the best `limit` of each as `listingsOf`.
 * @example
 * const { matches } = matchFederation(intake.value, federation, { now, limit: 10 })
 * @since 0.1
 */
export function matchFederation(intake: Intake, federation: Federation, options: FederatedOptions): FederatedOutcome {
  const { home, limit = 10, bands = 1, now } = options
  if (home !== undefined && !federation.catalogues.some(({ community }) => community.key === home)) {
    throw new RangeError('home: expected a community of the federation')
  }
  const places: Places = { seed: seedOf(options), limit, bands }
  const show = showing(federation, { home, now })
  const answers = rawAnswers(intake)
  const asking = federation.catalogues.map((catalogue) => {
    return { catalogue, asked: askingIn(answers, catalogue, { mappings: federation.mappings, home }) }
  })
  const look = (most: number): readonly Looked[] =>
    asking.map(({ catalogue, asked }) => {
      const own = { ...options, seed: toHex(places.seed), limit: most }
      const outcome = match(holdAnswers(asked.answers), asked.catalogue, own)
      const { matches, maybe } = outcome
      const told = { ...outcome, matches: matches.map(asked.told), maybe: maybe.map(asked.told) }
      return { catalogue, outcome: told, unmapped: asked.unmapped }
    })
  let looked = look(limit)
  let found = assemble(looked, places, show)
  // Whoever is shown by another community leaves a place to the next: as many again are looked at.
  for (let most = limit; most < limit + found.overtaken && most < limit + MOST_OVERTAKEN; ) {
    most = limit + Math.min(found.overtaken, MOST_OVERTAKEN)
    looked = look(most)
    found = assemble(looked, places, show)
  }
  return { seed: toHex(places.seed), matches: found.matches, maybe: found.maybe, ...sumOf(looked) }
}

function showing(
  federation: Federation,
  { home, now }: { readonly home: string | undefined; readonly now: EpochSeconds },
): Show {
  const known = new Map<string, readonly Listing[]>()
  const listed = (id: string): readonly Listing[] => {
    const listings = known.get(id) ?? listingsOf(federation, id)
    known.set(id, listings)
    return listings
  }
  return ({ match: one, community: { key: community, name: communityName } }) => {
    const { entry } = one
    const practitioner = entry.kind === 'event' ? entry.host : entry.kind === 'practitioner' ? entry : undefined
    const listings = practitioner === undefined ? [] : listed(practitioner.id)
    const isHome = (listing: Listing) => listing.community === home && listing.standing !== 'revoked'
    const first = listings.find(isHome)
    const isShown =
      entry.kind !== 'practitioner' ||
      listings.some((listing) => {
        const counts = first === undefined ? listing.standing === 'listed' : listing === first
        return counts && listing.standing !== 'revoked' && listing.entry === entry
      })
    if (!isShown) return undefined
    const contested =
      practitioner !== undefined && community !== home && isContested(listings, practitioner, keyEpochOf(now))
    return {
      ...one,
      community,
      communityName,
      listings: entry.kind === 'practitioner' ? listings : [],
      contested,
      sealable: one.sealable && !contested,
    }
  }
}

type Assembled = {
  readonly matches: readonly FederatedMatch[]
  readonly maybe: readonly FederatedMatch[]
  readonly overtaken: number
}

function assemble(looked: readonly Looked[], places: Places, show: Show): Assembled {
  const sure = inShares(looked, 'matches', places, show)
  const perhaps = inShares(looked, 'maybe', places, show)
  const seen = new Set<string>()
  return {
    matches: eachOnce(sure.inOrder, seen).slice(0, places.limit),
    maybe: eachOnce(perhaps.inOrder, seen).slice(0, places.limit),
    overtaken: Math.max(sure.overtaken, perhaps.overtaken),
  }
}

/** Whoever several communities list stands where the best of their lists places them. */
function eachOnce(inOrder: readonly FederatedMatch[], seen: Set<string>): readonly FederatedMatch[] {
  return inOrder.filter(({ kind, id, community }) => {
    // An event's id is one of its community; an identity key is nobody else's.
    const name = kind === 'practitioner' ? id : `${community} ${id}`
    const isNew = !seen.has(name)
    seen.add(name)
    return isNew
  })
}
