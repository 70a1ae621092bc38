import type { Counterfactual, Match, Part, Unknown } from './match.js'
import type { Answered, Scored } from './score.js'
import { isSealable, type Target } from './target.js'
import type { Wish } from './wish.js'

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
  const reasons: Part[] = []
  const against: Pick<Part, 'facet' | 'need'>[] = []
  const silent: Unknown[] = []
  let upper = score
  let asked = 0
  for (const one of answered) {
    const { wish, answer, points } = one
    if (points > 0) reasons.push(reasonOf(target, one))
    if (!isAsked(wish)) continue
    asked++
    if (answer.strength === 0) against.push(nameOf(wish))
    if (answer.strength !== undefined) continue
    silent.push(nameOf(wish))
    upper += wish.weight * wish.full
  }
  return {
    id: entry.id,
    kind: entry.kind,
    name: entry.name,
    sealable: isSealable(entry, target.now),
    score,
    lower: score,
    upper,
    coverage: { known: asked - silent.length, asked },
    reasons,
    against,
    unknowns: [
      // A condition that is also a wish is one question, not two.
      ...open
        .filter((gate) => !silent.some(({ facet }) => facet === gate))
        .map((facet): Unknown => ({ facet, need: undefined })),
      ...silent,
    ],
    counterfactual: exploration || above === undefined ? undefined : counterfactualOf(scored, above),
    exploration,
    entry,
  }
}

/** What colleagues say is nobody's wish: without it nothing is missing, unanswered or to be changed. */
function isAsked({ facet }: Wish): boolean {
  return facet !== 'endorsement'
}

function nameOf({ facet, need }: Wish): Pick<Part, 'facet' | 'need'> {
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
function counterfactualOf(scored: Scored, above: Scored): Counterfactual | undefined {
  const enough = above.score - scored.score
  // Bands, diversity and exploration can place somebody above a higher score: no answer of theirs would change that.
  if (enough < 0) return undefined
  let least: Answered | undefined
  let points = Number.POSITIVE_INFINITY
  for (const one of scored.answered) {
    if (!isAsked(one.wish)) continue
    const more = one.wish.weight * one.wish.full - one.points
    if (more <= enough || more >= points) continue
    least = one
    points = more
  }
  return least && { ...nameOf(least.wish), points, above: above.target.entry.id }
}
