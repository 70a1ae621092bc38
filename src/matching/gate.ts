import type { Answers, Condition } from '../intake/answers.js'
import { judgeAccepting } from './gate-accepting.js'
import { judgeAccess, judgeAll, judgeBody, judgeLanguages, judgeTraits, readAny } from './gate-offer.js'
import { judgePayment } from './gate-payment.js'
import { judgeAgeGroup, judgeAudience, judgeAvoid, judgeRules } from './gate-person.js'
import { judgeWhere } from './gate-place.js'
import { freeTimeOf, judgeStartBy, judgeWhen } from './gate-time.js'
import type { Gate } from './match.js'
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

/** "Not sure how to pay" never filters, whatever the policy says. */
function withPolicy(answers: Answers, condition: Condition, judge: GateJudge['judge']): GateJudge['judge'] {
  const excludes = answers.unknown?.[condition] === 'exclude' && !(condition === 'payment' && answers.payment?.notSure)
  if (!excludes) return judge
  return (target) => {
    const judgement = judge(target)
    return judgement === 'unknown' ? 'barred' : judgement
  }
}

type Answered = readonly (readonly [Condition, GateJudge['judge']])[]

/** Every condition that was answered, whether it is a must or a wish. */
function answeredConditions(answers: Answers): Answered {
  return [...answeredPractical(answers), ...answeredPreferences(answers)]
}

function answeredPractical(answers: Answers): Answered {
  const { where, languages, payment, when, access, body, sessions } = answers
  const judges: [Condition, GateJudge['judge']][] = []
  if (where !== undefined) {
    const unknownRegion = answers.unknown?.where === 'keep' ? 'unknown' : 'barred'
    judges.push(['where', (target) => judgeWhere(where, target, unknownRegion)])
  }
  const formats = where?.formats ?? []
  if (formats.length > 0) judges.push(['formats', ({ offer }) => readAny(offer.formats, formats).verdict])
  if (languages !== undefined) judges.push(['languages', ({ offer }) => judgeLanguages(languages, offer)])
  if (payment !== undefined) judges.push(['payment', ({ offer }) => judgePayment(payment, offer, sessions)])
  const free = freeTimeOf(when)
  if (free !== undefined) judges.push(['when', (target) => judgeWhen(free, target)])
  const startBy = when?.startBy
  if (startBy !== undefined)
    judges.push(['startBy', (target) => judgeStartBy(startBy, when?.utcOffsetMinutes ?? 0, target)])
  if (access !== undefined && access.length > 0) judges.push(['access', ({ offer }) => judgeAccess(access, offer)])
  if (body !== undefined) judges.push(['body', ({ offer }) => judgeBody(body, offer)])
  return judges
}

function answeredPreferences(answers: Answers): Answered {
  const { sessions, for: forWhom } = answers
  const { modalities = [], practitioner = [], populations = [], style = [] } = answers.prefer ?? {}
  const judges: [Condition, GateJudge['judge']][] = []
  if (sessions !== undefined) judges.push(['sessions', ({ offer }) => readAny(offer.sessions, [sessions]).verdict])
  if (forWhom !== undefined) judges.push(['for', ({ offer }) => readAny(offer.seenFor, [forWhom]).verdict])
  if (modalities.length > 0) judges.push(['modalities', ({ offer }) => readAny(offer.modalities, modalities).verdict])
  if (practitioner.length > 0) judges.push(['practitioner', ({ offer }) => judgeTraits(practitioner, offer)])
  if (populations.length > 0) judges.push(['populations', ({ offer }) => judgeAll(offer.populations, populations)])
  if (style.length > 0) judges.push(['style', ({ offer }) => readAny(offer.styles, style).verdict])
  return judges
}
