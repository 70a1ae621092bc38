import type { Answers } from '../intake/answers.js'
import { conditionsOf, type GateJudge, standingGates } from './gate.js'
import { raiseBudgets } from './gate-payment.js'
import type { Gate, Relaxation } from './match.js'
import type { Scored } from './score.js'

/**
 * Counts what giving way in one condition would bring: dropping it, asking instead of excluding, or loosening it
 * (a quarter more money, twice the distance, a waiting list).
 *
 * Only the person's own conditions are named; nobody is advised to drop what they avoid, or a practitioner's rule.
 *
 * @param answers - raw.
 * @param excluded - every target that was stopped.
 * @returns counts above zero, the most first; each is what `match` would find more with that one change.
 * Privacy: tells which conditions exclude; stays on the device.
 * Cost: O(excluded): one more judgement for those that a single loosenable gate stopped. @since 0.1
 */
export function relaxationsOf(answers: Answers, excluded: readonly Scored[]): readonly Relaxation[] {
  const own = conditionsOf(answers).map(({ gate }) => gate)
  const looser = looserGates(answers)
  const gained = new Map<string, Relaxation>()
  const count = (gate: Gate, change: Relaxation['change']): void => {
    const key = `${gate} ${change}`
    gained.set(key, { gate, change, gained: (gained.get(key)?.gained ?? 0) + 1 })
  }
  for (const { target, stops } of excluded) {
    const [stop, another] = stops
    if (stop === undefined || another !== undefined) continue
    if (own.includes(stop.gate)) count(stop.gate, 'drop')
    if (stop.judgement === 'barred') count(stop.gate, 'ask')
    const judgement = looser.get(stop.gate)?.(target)
    if (judgement === 'pass' || judgement === 'unknown') count(stop.gate, 'loosen')
  }
  return [...gained.values()].sort(
    (one, other) =>
      other.gained - one.gained || (`${one.gate} ${one.change}` < `${other.gate} ${other.change}` ? -1 : 1),
  )
}

/** The same gates over answers that give way a little. */
function looserGates(answers: Answers): ReadonlyMap<Gate, GateJudge['judge']> {
  const { where, payment, when } = answers
  const looser: Answers = {
    ...answers,
    where: where?.place && { ...where, place: { ...where.place, withinKm: where.place.withinKm * 2 } },
    payment: payment && raiseBudgets(payment),
    when: { ...when, waitingList: 'ok' },
  }
  const gates = [...conditionsOf(looser), ...standingGates(looser)]
  const loosened: readonly Gate[] = ['where', 'payment', 'accepting']
  return new Map(gates.flatMap(({ gate, judge }) => (loosened.includes(gate) ? [[gate, judge] as const] : [])))
}
