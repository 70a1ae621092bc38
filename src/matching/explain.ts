import type { Counterfactual, Match, Part, Unknown } from './match.js'
import type { Answered, Scored } from './score.js'
import { isSealable, type Target } from './target.js'

/**
 * Says of one target why it stands where it stands.
 *
 * Codes and numbers only; the words come from labels. The points of the reasons sum to the score exactly.
 *
 * @param scored - the target.
 * @param above - the target shown one place higher, if any.
 * @param exploration - whether it was given its place by chance.
 * @returns the match.
 * Privacy: names the person's wishes; stays on the device.
 * Cost: O(wishes). @since 0.1
 */
export function explain(scored: Scored, above: Scored | undefined, exploration: boolean): Match {
  const { target, score, answered, open } = scored
  const { entry } = target
  const asked = askedOf(answered)
  const silent = asked.filter(({ answer }) => answer.strength === undefined)
  return {
    id: entry.id,
    kind: entry.kind,
    name: entry.name,
    sealable: isSealable(entry, target.now),
    score,
    lower: score,
    upper: silent.reduce((sum, { wish }) => sum + wish.weight * wish.full, score),
    coverage: { known: asked.length - silent.length, asked: asked.length },
    reasons: answered.filter(({ points }) => points > 0).map((one) => reasonOf(target, one)),
    against: asked.filter(({ answer }) => answer.strength === 0).map(nameOf),
    unknowns: [
      // A condition that is also a wish is one question, not two.
      ...open
        .filter((gate) => !silent.some(({ wish }) => wish.facet === gate))
        .map((facet): Unknown => ({ facet, need: undefined })),
      ...silent.map(nameOf),
    ],
    counterfactual: exploration || above === undefined ? undefined : counterfactualOf(scored, asked, above),
    exploration,
    entry,
  }
}

/** What colleagues say is nobody's wish: without it nothing is missing, unanswered or to be changed. */
function askedOf(answered: readonly Answered[]): readonly Answered[] {
  return answered.filter(({ wish }) => wish.facet !== 'endorsement')
}

function nameOf({ wish: { facet, need } }: Answered): Pick<Part, 'facet' | 'need'> {
  return { facet, need }
}

function reasonOf({ entry, presence }: Target, { wish, answer, strength, points }: Answered): Part {
  const { facet, need, weight } = wish
  const { matched, relation, level } = answer
  const source = facet === 'endorsement' ? 'endorsed' : 'self'
  const asOf = facet === 'startBy' && presence !== undefined ? presence.capacityAsOf : entry.issued
  return { facet, need, matched, relation, level, weight, strength, points, source, asOf }
}

/** The smallest single answer that would have been enough; the first of equals. */
function counterfactualOf(scored: Scored, asked: readonly Answered[], above: Scored): Counterfactual | undefined {
  const enough = above.score - scored.score
  // Bands, diversity and exploration can place somebody above a higher score: no answer of theirs would change that.
  if (enough < 0) return undefined
  return asked
    .map(({ wish: { facet, need, weight, full }, points }) => ({
      facet,
      need,
      points: weight * full - points,
      above: above.target.entry.id,
    }))
    .filter(({ points }) => points > enough)
    .sort((one, other) => one.points - other.points)[0]
}
