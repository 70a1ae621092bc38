import type { Answers, Condition } from '../intake/answers.js'
import { judgeAccepting } from './gate-accepting.js'
import { judgeAccess, judgeAll, judgeBody, judgeLanguages, judgeTraits, readAny } from './gate-offer.js'
import { judgePayment } from './gate-payment.js'
import { judgeAgeGroup, judgeAudience, judgeAvoid, judgeRules } from './gate-person.js'
import { judgeWhere } from './gate-place.js'
import { freeTimeOf, judgeStartBy, judgeWhen } from './gate-time.js'
import type { Gate } from './match.js'
import { readStated } from './state.js'
import type { Target } from './target.js'
import type { Judgement } from './verdict.js'

/** What is a condition when the person does not say: where somebody may lawfully work, and a common language. */
export const DEFAULT_MUST: readonly Condition[] = Object.freeze(['where', 'languages'])

/** One gate, prepared for a whole catalogue. */
export type GateJudge = { readonly gate: Gate; readonly judge: (target: Target) => Judgement }

/**
 * Lists the conditions of an intake: those in `must` that were answered.
 *
 * @param answers - raw.
 * @returns each once, in the order of the schema.
 * Privacy: tells which parts were answered.
 * Cost: O(conditions). @since 0.1
 */
export function conditionsOf(answers: Answers): readonly GateJudge[] {
  const must = new Set<Condition>(answers.must ?? DEFAULT_MUST)
  return answeredConditions(answers).flatMap(([condition, judge]) =>
    must.has(condition) ? [{ gate: condition, judge: withPolicy(answers, condition, judge) }] : [],
  )
}

/**
 * Lists the gates that are never a matter of choice: what is avoided, the practitioner's own rules, ages, room, audience.
 *
 * @param answers - raw.
 * @returns the gates; what is unknown to them is kept and flagged.
 * Privacy: as private as the answers.
 * Cost: O(1). @since 0.1
 */
export function standingGates(answers: Answers): readonly GateJudge[] {
  const { about, avoid, when } = answers
  return [
    { gate: 'avoid', judge: (target) => judgeAvoid(avoid, target) },
    { gate: 'rules', judge: (target) => judgeRules(about, target) },
    { gate: 'ageGroup', judge: (target) => judgeAgeGroup(about, target) },
    { gate: 'accepting', judge: (target) => judgeAccepting(target, when?.waitingList) },
    { gate: 'audience', judge: (target) => judgeAudience(about, target) },
  ]
}

/**
 * Tells whether the person lets what is unknown about a gate exclude. "Not sure how to pay" never filters, whatever the
 * policy says.
 *
 * @param answers - raw.
 * @param gate - any gate; only the person's own conditions have a policy.
 * @returns true when an unknown bars.
 * Privacy: reads `unknown` and `payment.notSure`.
 * Cost: O(1). @since 0.1
 */
export function barsUnknown(answers: Answers, gate: Gate): boolean {
  const policy: Readonly<Partial<Record<Gate, 'keep' | 'exclude'>>> = answers.unknown ?? {}
  return policy[gate] === 'exclude' && !(gate === 'payment' && answers.payment?.notSure)
}

function withPolicy(answers: Answers, condition: Condition, judge: GateJudge['judge']): GateJudge['judge'] {
  if (!barsUnknown(answers, condition)) return judge
  return (target) => {
    const judgement = judge(target)
    return judgement === 'unknown' ? 'barred' : judgement
  }
}

type Answered = readonly (readonly [Condition, GateJudge['judge']])[]

/** Every condition that was answered, whether it is a must or a wish. */
function answeredConditions(answers: Answers): Answered {
  const { where, languages, payment, when, access, body, sessions, for: forWhom, prefer } = answers
  const unknownRegion = answers.unknown?.where === 'keep' ? 'unknown' : 'barred'
  return [
    ...asked('where', where, (value, target) => judgeWhere(value, target, unknownRegion)),
    ...asked('formats', where?.formats, (value, { offer }) => readAny(offer.formats, value).verdict),
    ...asked('languages', languages, (value, { offer }) => judgeLanguages(value, offer)),
    ...asked('payment', payment, (value, { offer }) => judgePayment(value, offer, sessions)),
    ...asked('when', freeTimeOf(when), judgeWhen),
    ...asked('startBy', when?.startBy, (value, target) => judgeStartBy(value, when?.utcOffsetMinutes ?? 0, target)),
    ...asked('access', access, (value, { offer }) => judgeAccess(value, offer)),
    ...asked('body', body, (value, { offer }) => judgeBody(value, offer)),
    ...asked('sessions', sessions, (value, { offer }) => readStated(offer.sessions, value).verdict),
    ...asked('for', forWhom, (value, { offer }) => readStated(offer.seenFor, value).verdict),
    ...asked('modalities', prefer?.modalities, (value, { offer }) => readAny(offer.modalities, value).verdict),
    ...asked('practitioner', prefer?.practitioner, (value, { offer }) => judgeTraits(value, offer)),
    ...asked('populations', prefer?.populations, (value, { offer }) => judgeAll(offer.populations, value)),
    ...asked('style', prefer?.style, (value, { offer }) => readAny(offer.styles, value).verdict),
  ]
}

/** A condition with its judge; nothing where nothing was asked, which an empty list is too. */
function asked<Value>(
  condition: Condition,
  value: Value | undefined,
  judge: (value: Value, target: Target) => Judgement,
): Answered {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
  return [[condition, (target) => judge(value, target)]]
}
