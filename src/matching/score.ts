import type { CatalogueEntry } from '../catalogue/entry.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Answer } from './answer.js'
import type { GateJudge } from './gate.js'
import type { Gate } from './match.js'
import { type Target, targetOf } from './target.js'
import type { Wish } from './wish.js'

/** What a target answers to one wish. */
export type Answered = {
  readonly wish: Wish
  readonly answer: Answer
  /** Whole, 0 … `wish.full`. */
  readonly strength: number
  /** weight × strength. */
  readonly points: number
}

/** Everything that is shown of one target. The entries beside it had no part in it. */
export type Scored = {
  readonly target: Target
  /** Gates that could not be judged and let it through. */
  readonly open: readonly Gate[]
  /** In the order of the wishes. */
  readonly answered: readonly Answered[]
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
  const answered = answersOf(target, wishes)
  return { target, open, answered, score: scoreOf(answered) }
}

/**
 * Asks a target about every wish.
 *
 * @param target - read at a moment.
 * @param wishes - prepared from the answers.
 * @returns what it answers; nothing said is a strength and points of 0.
 * Privacy: as private as the answers.
 * Cost: O(wishes). @since 0.1
 */
export function answersOf(target: Target, wishes: readonly Wish[]): readonly Answered[] {
  return wishes.map((wish) => {
    const answer = wish.answer(target)
    const strength = Math.floor(((answer.strength ?? 0) * wish.full) / 1000)
    return { wish, answer, strength, points: wish.weight * strength }
  })
}

/**
 * Sums what was answered.
 *
 * @param answered - from `answersOf`.
 * @returns the points.
 * Privacy: as private as the answers.
 * Cost: O(wishes). @since 0.1
 */
export function scoreOf(answered: readonly Answered[]): number {
  return answered.reduce((sum, { points }) => sum + points, 0)
}
