import type { CatalogueEntry } from '../catalogue/entry.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Answer } from './answer.js'
import type { GateJudge } from './gate.js'
import type { Gate } from './match.js'
import { type Target, targetOf } from './target.js'
import { strengthOf, type Wish } from './wish.js'

/** Everything that is shown of one target. The entries beside it had no part in it. */
export type Scored = {
  readonly target: Target
  /** Gates that could not be judged and let it through. */
  readonly open: readonly Gate[]
  /** One for each wish, in the order of the wishes. */
  readonly answers: readonly Answer[]
  readonly score: number
}

/**
 * Scores one entry that passed every gate, by itself.
 *
 * @param entry - of an opened catalogue. Public.
 * @param gates - those that may be open for it, prepared from the answers.
 * @param wishes - prepared from the answers.
 * @param now - the device's time.
 * @returns what is shown; `score` is the sum of weight × strength, in integers.
 * Privacy: as private as the answers.
 * Cost: O(gates + wishes). @since 0.1
 */
export function scoreEntry(
  entry: CatalogueEntry,
  gates: readonly GateJudge[],
  wishes: readonly Wish[],
  now: EpochSeconds,
): Scored {
  const target = targetOf(entry, now)
  const open = gates.filter(({ judge }) => judge(target) === 'unknown').map(({ gate }) => gate)
  let score = 0
  const answers = wishes.map((wish) => {
    const answer = wish.answer(target)
    score += pointsOf(wish, answer)
    return answer
  })
  return { target, open, answers, score }
}

/**
 * Counts the points of one wish.
 *
 * @param wish - the wish.
 * @param answer - what the target answers to it.
 * @returns weight × strength; 0 when nothing is said.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function pointsOf(wish: Wish, answer: Answer | undefined): number {
  return answer === undefined ? 0 : wish.weight * strengthOf(wish, answer)
}
