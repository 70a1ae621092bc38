import type { Answer } from './answer.js'
import type { Counterfactual, Match, Part, Unknown } from './match.js'
import { pointsOf, type Scored } from './score.js'
import { isSealable, type Target } from './target.js'
import { strengthOf, type Wish } from './wish.js'

/**
 * Says of one target why it stands where it stands.
 *
 * Codes and numbers only; the words come from labels. The points of the reasons sum to the score exactly.
 *
 * @param scored - the target.
 * @param wishes - those it was scored by.
 * @param above - the target shown one place higher, if any.
 * @param exploration - whether it was given its place by chance.
 * @returns the match.
 * Privacy: names the person's wishes; stays on the device.
 * Cost: O(wishes). @since 0.1
 */
export function explain(
  scored: Scored,
  wishes: readonly Wish[],
  above: Scored | undefined,
  exploration: boolean,
): Match {
  const { target, score, answers } = scored
  const { entry } = target
  const reasons: Part[] = []
  const against: Match['against'][number][] = []
  const silent: Wish[] = []
  let upper = score
  for (let index = 0; index < wishes.length; index++) {
    const wish = wishes[index]
    const answer = answers[index]
    if (wish === undefined || answer === undefined) continue
    if (answer.strength === undefined) {
      silent.push(wish)
      upper += wish.weight * wish.full
    } else if (answer.strength === 0) against.push({ facet: wish.facet, need: wish.need })
    const points = pointsOf(wish, answer)
    if (points > 0) reasons.push(reasonOf(target, wish, answer, points))
  }
  return {
    id: entry.id,
    kind: entry.kind,
    name: entry.name,
    sealable: isSealable(entry, target.now),
    score,
    lower: score,
    upper,
    coverage: { known: wishes.length - silent.length, asked: wishes.length },
    reasons,
    against,
    unknowns: unknownsOf(scored, silent),
    counterfactual: exploration || above === undefined ? undefined : counterfactualOf(scored, wishes, above),
    exploration,
    entry,
  }
}

function reasonOf({ entry, presence }: Target, wish: Wish, answer: Answer, points: number): Part {
  const { facet, need, weight } = wish
  const { matched, relation, level } = answer
  const asOf = facet === 'startBy' && presence !== undefined ? presence.capacityAsOf : entry.issued
  return {
    facet,
    need,
    matched,
    relation,
    level,
    weight,
    strength: strengthOf(wish, answer),
    points,
    source: 'self',
    asOf,
  }
}

/** A condition that is also a wish is one question, not two. */
function unknownsOf({ open }: Scored, silent: readonly Wish[]): readonly Unknown[] {
  const unknowns: Unknown[] = []
  for (const gate of open) {
    if (!silent.some(({ facet }) => facet === gate)) unknowns.push({ facet: gate, need: undefined })
  }
  for (const { facet, need } of silent) unknowns.push({ facet, need })
  return unknowns
}

/** The smallest single answer that would have been enough. */
function counterfactualOf(scored: Scored, wishes: readonly Wish[], above: Scored): Counterfactual | undefined {
  // Bands, diversity and exploration can place somebody above a higher score: no answer of theirs would change that.
  if (above.score < scored.score) return undefined
  let least: Counterfactual | undefined
  const enough = above.score - scored.score
  for (let index = 0; index < wishes.length; index++) {
    const wish = wishes[index]
    if (wish === undefined) continue
    const points = wish.weight * wish.full - pointsOf(wish, scored.answers[index])
    if (points > enough && (least === undefined || points < least.points)) {
      least = { facet: wish.facet, need: wish.need, points, above: above.target.entry.id }
    }
  }
  return least
}
