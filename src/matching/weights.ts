import type { ScoredFacet } from './match.js'

/** How much each wish counts. A need counts its weight once for each step of importance. */
export type Weights = Readonly<Record<ScoredFacet, number>>

/**
 * The one table of weights.
 *
 * A need at its default importance (2 × 100) outweighs any four other wishes; one level of experience (50) is worth
 * about one wish. Several values of one facet share its weight, so that a long list of wishes never outweighs a need.
 * Endorsements weigh 2 % of the need that they are about, however many there are: more, and whoever nobody has endorsed yet
 * would all but vanish.
 */
export const defaultWeights: Weights = Object.freeze({
  need: 100,
  endorsement: 2,
  formats: 40,
  place: 40,
  languages: 40,
  payment: 40,
  when: 40,
  startBy: 30,
  access: 40,
  body: 40,
  sessions: 40,
  for: 30,
  modalities: 40,
  practitioner: 40,
  populations: 40,
  style: 30,
})
