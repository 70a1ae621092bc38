import type { Columns } from '../catalogue/columns.js'
import { FIELD } from '../catalogue/fields.js'
import { addRows } from '../catalogue/posting.js'
import { feesIn, fragmentIn, statedIn } from '../catalogue/stated.js'
import type { Offer } from '../descriptor/offer.js'
import type { Answers } from '../intake/answers.js'
import { tieOf } from '../kernel/order.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import { type BlockJudge, drop, factsWhere, invert, keep, rowsStating } from './block-view.js'
import {
  allJudges,
  anyJudge,
  avoidJudge,
  everybody,
  failing,
  languagesJudge,
  listJudge,
  noTouchJudge,
  traitsJudge,
} from './column-lists.js'
import { whereJudge } from './column-place.js'
import { startByJudge, type TogetherIn, whenJudge } from './column-time.js'
import { judgeAccepting } from './gate-accepting.js'
import { judgeAccess, readAccess } from './gate-offer.js'
import { concerns, judgeFee, type Payment } from './gate-payment.js'
import { judgeAudience, judgeAvoid, judgeRules } from './gate-person.js'
import type { Gate } from './match.js'
import { occasionTarget, silentTarget, stateTarget } from './part-target.js'
import { bySets, everyRow, overrule } from './planes.js'
import type { Judgement } from './verdict.js'

/** What the gates of a whole catalogue are prepared from. */
export type Asked = {
  readonly answers: Answers
  readonly columns: Columns
  readonly vocabulary: Vocabulary
  readonly now: EpochSeconds
  /** Hex of the key of the community that publishes the catalogue. */
  readonly community: string
  /** Shared time, which a gate and a wish may ask about. */
  readonly together: TogetherIn
}

/**
 * Prepares one gate for every row of a catalogue: the same question as the judges of single targets ask, answered for
 * 32 rows at once. Policy for what is unknown, and entries past their end, are for the caller.
 *
 * @param gate - which gate; its part of the answers is there.
 * @param asked - the answers, raw, and the columns.
 * @returns the judge.
 * Privacy: as private as the answers.
 * Cost: O(facts of the fields it reads) once. @since 0.1
 */
export function columnGate(gate: Gate, asked: Asked): BlockJudge {
  const { answers, columns, now } = asked
  const { about, where, languages, payment, when, access, body, sessions, for: forWhom, prefer } = answers
  const anyIn = (list: Parameters<typeof listJudge>[1], values: readonly string[] = []) =>
    anyJudge(values.map((value) => listJudge(columns, list, value)))
  switch (gate) {
    case 'where':
      return whereJudge(asked, where ?? {}, answers.unknown?.where === 'keep' ? 'unknown' : 'barred')
    case 'formats':
      return anyIn('formats', where?.formats)
    case 'languages':
      return languagesJudge(columns, languages ?? {})
    case 'payment':
      return paymentJudge(columns, payment ?? {}, sessions)
    case 'when':
      return whenJudge(asked.together)
    case 'startBy':
      return startByJudge(columns, when?.startBy ?? '', when?.utcOffsetMinutes ?? 0, now)
    case 'access':
      return accessJudge(columns, (offer) => judgeAccess(access ?? [], offer))
    case 'body':
      return allJudges([
        ...(body?.areas ?? []).map((area) => listJudge(columns, 'areas', area)),
        ...(body?.noTouch ?? []).map((area) => noTouchJudge(columns, area)),
      ])
    case 'sessions':
      return listJudge(columns, 'sessions', sessions ?? '')
    case 'for':
      return listJudge(columns, 'seenFor', forWhom ?? '')
    case 'modalities':
      return anyIn('modalities', prefer?.modalities)
    case 'practitioner':
      return traitsJudge(columns, prefer?.practitioner ?? [])
    case 'populations':
      return allJudges((prefer?.populations ?? []).map((value) => listJudge(columns, 'populations', value)))
    case 'style':
      return anyIn('styles', prefer?.style)
    case 'avoid':
      return avoidedJudge(asked)
    case 'rules':
      return rulesJudge(asked)
    case 'ageGroup':
      return about?.ageGroup === undefined ? everybody('pass') : listJudge(columns, 'ageGroups', about.ageGroup)
    case 'accepting':
      return acceptingJudge(asked)
    case 'audience':
      return audienceJudge(asked)
  }
}

/**
 * Judges payment in every row, as `judgePayment` does in one.
 *
 * @param columns - of the catalogue.
 * @param payment - the person's answer. Raw.
 * @param sessions - the kind of session the person asked for.
 * @returns the judge.
 * Privacy: reads budget and insurers.
 * Cost: O(ways × different fees) once. @since 0.1
 */
export function paymentJudge(columns: Columns, payment: Payment, sessions: string | undefined): BlockJudge {
  const ways = payment.anyOf ?? []
  if (ways.length === 0) return everybody(payment.notSure ? 'unknown' : 'pass')
  const judges = ways.map((way) => {
    if ('insurer' in way) return listJudge(columns, 'insurers', way.insurer)
    const fees = feesIn(columns)
    const judged = (verdict: string) =>
      factsWhere(fees, (fee) => concerns(fee, sessions) && judgeFee(way.budget, fee) === verdict)
    const [met, open, dear] = [judged('pass'), judged('unknown'), judged('fail')]
    const budget: BlockJudge = (view) => {
      const fail = drop(rowsStating(view, dear), rowsStating(view, open))
      return bySets(rowsStating(view, met), fail)
    }
    return budget
  })
  return anyJudge(payment.notSure ? [...judges, everybody('unknown')] : judges)
}

/**
 * Judges access in every row by what the whole and each location state.
 *
 * @param columns - of the catalogue.
 * @param judge - the judge of one offer.
 * @returns the judge; who states nothing about access is judged by an offer that does not.
 * Privacy: as private as the features asked for.
 * Cost: O(different statements) once. @since 0.1
 */
export function accessJudge(columns: Columns, judge: (offer: Offer) => Judgement): BlockJudge {
  const stated = statedIn(columns, FIELD.access, fragmentIn)
  // Of an offer, judges of access read what a fact holds.
  const judged = (verdict: Judgement) => factsWhere(stated, (value) => judge(value as Offer) === verdict)
  const [pass, fail] = [judged('pass'), judged('fail')]
  const silent = judge({})
  const known = factsWhere(stated, () => true)
  return (view) => {
    const planes = bySets(rowsStating(view, pass), rowsStating(view, fail))
    return silent === 'unknown' ? planes : overrule(planes, invert(rowsStating(view, known)), silent)
  }
}

/**
 * Reads one access feature in every row, as `readAccess` does in one.
 *
 * @param columns - of the catalogue.
 * @param feature - the feature. Raw.
 * @returns the judge.
 * Privacy: reads the feature.
 * Cost: O(different statements) once. @since 0.1
 */
export function featureJudge(columns: Columns, feature: string): BlockJudge {
  return accessJudge(columns, (offer) => readAccess(offer, feature).verdict)
}

function avoidedJudge({ answers: { avoid }, columns, now }: Asked): BlockJudge {
  const concepts = avoid?.concepts ?? []
  const people = avoid?.practitioners ?? []
  if (concepts.length === 0 && people.length === 0) return everybody('pass')
  // An event counts as its hosts and its kind.
  const occasions = factsWhere(statedIn(columns, FIELD.occasion, fragmentIn), (value) => {
    const target = occasionTarget(value, now)
    return target !== undefined && judgeAvoid(avoid, target) === 'fail'
  })
  return avoidJudge(columns, concepts, occasions)
}

/**
 * Finds the people to be avoided among the rows themselves. Nobody's end brings them back.
 *
 * @param asked - the answers, raw, and the columns.
 * @returns the judge: `pass` or `fail`; undefined when nobody is to be avoided.
 * Privacy: reads `avoid.practitioners`.
 * Cost: O(rows × people). @since 0.1
 */
export function peopleJudge({ answers: { avoid }, columns }: Asked): BlockJudge | undefined {
  const people = (avoid?.practitioners ?? []).map(tieOf)
  if (people.length === 0) return undefined
  return (view) => {
    const { first, rows } = view.block
    const fail = view.set()
    for (let row = 0; row < rows; row++) {
      const high = columns.tieHigh[first + row]
      const isMeant = people.some((one) => one.high === high && one.low === columns.tieLow[first + row])
      if (isMeant) fail[row >> 5] = (fail[row >> 5] ?? 0) | (1 << (row & 31))
    }
    return failing(view, fail)
  }
}

function rulesJudge({ answers: { about }, columns, now }: Asked): BlockJudge {
  const rules = statedIn(columns, FIELD.rule, fragmentIn)
  const judged = (verdict: string) =>
    factsWhere(rules, (value) => judgeRules(about, { ...silentTarget(now), offer: { rules: value.rules } }) === verdict)
  const [unknown, fail] = [judged('unknown'), judged('fail')]
  return (view) => {
    const planes = overrule(everyRow(view.set, 'pass'), rowsStating(view, unknown), 'unknown')
    return overrule(planes, rowsStating(view, fail), 'fail')
  }
}

function acceptingJudge({ answers: { when }, columns, now }: Asked): BlockJudge {
  const states = statedIn(columns, FIELD.state, fragmentIn)
  const occasions = statedIn(columns, FIELD.occasion, fragmentIn)
  const stating = (verdict: string) =>
    factsWhere(states, (value) => judgeAccepting(stateTarget(value, now), when?.waitingList) === verdict)
  const taking = (verdict: string) =>
    factsWhere(occasions, (value) => {
      const target = occasionTarget(value, now)
      return target !== undefined && judgeAccepting(target, when?.waitingList) === verdict
    })
  const [open, closed, free, full] = [stating('pass'), stating('fail'), taking('pass'), taking('fail')]
  return (view) => {
    const pass = keep(rowsStating(view, open), view.fresh)
    const fail = keep(rowsStating(view, closed), view.fresh)
    for (const fact of free) addRows(pass, view.block, fact)
    for (const fact of full) addRows(fail, view.block, fact)
    return bySets(pass, fail)
  }
}

function audienceJudge({ answers: { about }, columns, now, community }: Asked): BlockJudge {
  const occasions = statedIn(columns, FIELD.occasion, fragmentIn)
  const judged = (verdict: string) =>
    factsWhere(occasions, (value) => {
      const target = occasionTarget(value, now, community)
      return target !== undefined && judgeAudience(about, target) === verdict
    })
  const [unknown, fail] = [judged('unknown'), judged('fail')]
  return (view) => {
    const planes = overrule(everyRow(view.set, 'pass'), rowsStating(view, unknown), 'unknown')
    return overrule(planes, rowsStating(view, fail), 'fail')
  }
}
