import type { Labels } from '../vocabulary/labels.js'
import { countText, fill, numberText } from '../vocabulary/sentence.js'
import type { Gate, MatchOutcome, Relaxation } from './match.js'

/**
 * Puts into words what giving way in one condition would bring.
 *
 * @param relaxation - one of `relaxations`.
 * @param labels - the words of one language.
 * @returns one line without a full stop. It offers, it does not advise.
 * Privacy: names a condition of the person; stays on the device.
 * Cost: O(1).
 * @example
 * const { relaxations } = match(intake.value, catalogue.value, { now })
 * const offers = relaxations.map((one) => textOfRelaxation(one, en))
 * @since 0.1
 */
export function textOfRelaxation({ gate, change, gained }: Relaxation, labels: Labels): string {
  const { gain, gate: gates, loosen, relaxation } = labels.match
  const wider = gate === 'where' || gate === 'payment' || gate === 'accepting' ? loosen[gate] : loosen.other
  return fill(change === 'loosen' ? wider : relaxation[change], {
    gate: gates[gate],
    gain: countText(gain, gained, labels),
  })
}

/**
 * Puts into words how many were left out, and why.
 *
 * @param excluded - of an outcome.
 * @param labels - the words of one language.
 * @returns a line for all of them and one for each reason, the most first; empty when nobody was left out.
 * Privacy: names conditions of the person; stays on the device.
 * Cost: O(gates).
 * @example
 * const { excluded } = match(intake.value, catalogue.value, { now })
 * const [leftOut, ...because] = textOfExcluded(excluded, en)
 * @since 0.1
 */
export function textOfExcluded({ total, byGate }: MatchOutcome['excluded'], labels: Labels): readonly string[] {
  if (total === 0) return []
  const { because, leftOut, leftOutTwice, line } = labels.match
  // Object.entries forgets that the keys are gates.
  const counts = (Object.entries(byGate) as [Gate, number][]).sort(([, one], [, other]) => other - one)
  const sum = counts.reduce((all, [, count]) => all + count, 0)
  return [
    countText(sum > total ? leftOutTwice : leftOut, total, labels),
    ...counts.map(([gate, count]) => fill(line.leftOut, { count: numberText(count, labels), because: because[gate] })),
  ]
}
