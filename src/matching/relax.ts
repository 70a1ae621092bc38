import type { Answers } from '../intake/answers.js'
import { raiseBudgets } from './gate-payment.js'
import type { Gate, Relaxation } from './match.js'

/** The gates in which somebody can give way a little. */
export const looseGates: readonly Gate[] = ['where', 'payment', 'accepting']

/**
 * Gives way a little in everything in which one can: a quarter more money, twice the distance, a waiting list.
 *
 * @param answers - raw.
 * @returns the same with looser conditions; a condition that cannot be loosened is left out.
 * Privacy: as private as the answers.
 * Cost: O(answers). @since 0.1
 */
export function loosened(answers: Answers): Answers {
  const { where, payment, when } = answers
  return {
    ...answers,
    where: where?.place && { ...where, place: { ...where.place, withinKm: where.place.withinKm * 2 } },
    payment: payment && raiseBudgets(payment),
    when: { ...when, waitingList: 'ok' },
  }
}

/**
 * Puts relaxations in order.
 *
 * @param gained - in any order.
 * @returns the most first, equals by their names.
 * Privacy: tells which conditions exclude; stays on the device.
 * Cost: O(n log n). @since 0.1
 */
export function mostFirst(gained: Iterable<Relaxation>): readonly Relaxation[] {
  return [...gained].sort(
    (one, other) =>
      other.gained - one.gained || (`${one.gate} ${one.change}` < `${other.gate} ${other.change}` ? -1 : 1),
  )
}
