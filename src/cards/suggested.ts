import type { Catalogue } from '../catalogue/catalogue.js'
import type { PractitionerEntry } from '../catalogue/entry.js'
import { findEntry } from '../catalogue/find-entry.js'
import type { Match, MatchOutcome } from '../matching/match.js'
import type { IntroductionCard } from './read-card.js'

/** What was found, with those whom a card names in front. */
export type Suggested = {
  /** Those named who meet every condition, then those who may; each in the order of what was found. */
  readonly suggested: readonly Match[]
  /** The others, in the order in which they were found. */
  readonly matches: readonly Match[]
  readonly maybe: readonly Match[]
  /** Those named who are not among what was found: they do not meet the person's conditions, or were too far down to be shown. */
  readonly notFound: readonly PractitionerEntry[]
}

/**
 * Puts those whom an introduction card names in front of what the person's own search has found.
 *
 * A suggestion moves nobody's score and lifts nobody over a condition: who does not meet it is not suggested, and stands in
 * `notFound`. Show them apart, under the name of whoever suggests them.
 *
 * @param outcome - of `match`, which knows nothing of cards.
 * @param card - of `readCard`.
 * @returns the very matches of the outcome, each once.
 * Privacy: as private as the outcome; stays on the device.
 * Cost: O(matches).
 * @example
 * const { suggested, matches } = suggestedFirst(outcome, introduction)
 * @since 0.1
 */
export function suggestedFirst(
  outcome: Pick<MatchOutcome, 'matches' | 'maybe'>,
  card: Pick<IntroductionCard, 'colleagues'>,
): Suggested {
  const named = new Set(card.colleagues.map(({ id }) => id))
  const isNamed = ({ id }: Pick<Match, 'id'>) => named.has(id)
  const others = (found: readonly Match[]) => found.filter((one) => !isNamed(one))
  const suggested = [...outcome.matches, ...outcome.maybe].filter(isNamed)
  const found = new Set(suggested.map(({ id }) => id))
  return {
    suggested,
    matches: others(outcome.matches),
    maybe: others(outcome.maybe),
    notFound: card.colleagues.filter(({ id }) => !found.has(id)),
  }
}

/**
 * Looks up whom an answer suggests, in the person's own catalogue.
 *
 * Nothing flows from whoever suggests to those suggested: the person chooses, proposes and seals anew, to whom they like.
 *
 * @param answer - what `readReply` read: a guide's, or that of a practitioner who has no room.
 * @param catalogue - of `openCatalogue`.
 * @returns those who are listed, in the order of the answer; for `suggestedFirst` and `propose`. Empty when it suggests nobody.
 * Privacy: reads public statements; whom somebody was told to ask stays on the device.
 * Cost: about three strict Ed25519 verifications for each of at most three.
 * @example
 * const colleagues = suggestedIn({ kind: 'declined', colleagues: [chen.id] }, catalogue.value)
 * @since 0.1
 */
export function suggestedIn(
  answer: { readonly kind: string; readonly colleagues?: readonly string[] | undefined },
  catalogue: Pick<Catalogue, 'columns' | 'entryAt'>,
): readonly PractitionerEntry[] {
  return (answer.colleagues ?? []).flatMap((id) => {
    const entry = findEntry(catalogue, id)
    return entry?.kind === 'practitioner' ? [entry] : []
  })
}
