import type { Verdict } from './match.js'

/**
 * A verdict with the person's policy applied: `barred` is an unknown that excludes, because the person said so or
 * because the question is where somebody may lawfully work.
 */
export type Judgement = Verdict | 'barred'

const rank: Readonly<Record<Judgement, number>> = Object.freeze({ fail: 0, barred: 1, unknown: 2, pass: 3 })

/**
 * Joins judgements of which every one is needed.
 *
 * @param judgements - in any order.
 * @returns the worst of them; `pass` when there are none.
 * Privacy: reads its argument only.
 * Cost: O(judgements). @since 0.1
 */
export function all(judgements: readonly Judgement[]): Judgement {
  return judgements.reduce<Judgement>((worst, one) => (rank[one] < rank[worst] ? one : worst), 'pass')
}

/**
 * Joins judgements of which one is enough.
 *
 * @param judgements - in any order.
 * @returns the best of them; `fail` when there are none.
 * Privacy: reads its argument only.
 * Cost: O(judgements). @since 0.1
 */
export function any(judgements: readonly Judgement[]): Judgement {
  return judgements.reduce<Judgement>((best, one) => (rank[one] > rank[best] ? one : best), 'fail')
}

/**
 * Reads a yes-or-no field of which silence is no answer.
 *
 * @param flag - the field.
 * @returns `pass` for true, `fail` for false, `unknown` for absent.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function ofFlag(flag: boolean | undefined): Verdict {
  return flag === undefined ? 'unknown' : flag ? 'pass' : 'fail'
}
