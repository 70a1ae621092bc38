import { FIELD } from '../catalogue/fields.js'
import { fragmentIn } from '../catalogue/fragment.js'
import { statedIn } from '../catalogue/stated.js'
import { tieOf } from '../kernel/order.js'
import type { Asked } from './asked.js'
import { type BlockJudge, factsBy, factsWhere, rowsStating } from './block-view.js'
import {
  allJudges,
  anyJudge,
  avoidJudge,
  failing,
  freshOr,
  languagesJudge,
  listJudge,
  noTouchJudge,
  passing,
  traitsJudge,
} from './column-lists.js'
import { accessJudge, paymentJudge } from './column-offer.js'
import { whereJudge } from './column-place.js'
import { startByJudge, whenJudge } from './column-time.js'
import { judgeAccepting } from './gate-accepting.js'
import { judgeAccess } from './gate-offer.js'
import { judgeAudience, judgeAvoid, judgeRules } from './gate-person.js'
import type { Gate } from './match.js'
import { occasionTarget, stateTarget } from './part-target.js'
import { everyRow, overrule } from './planes.js'
import { silentTarget, type Target } from './target.js'

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
      return about?.ageGroup === undefined ? passing : listJudge(columns, 'ageGroups', about.ageGroup)
    case 'accepting':
      return acceptingJudge(asked)
    case 'audience':
      return audienceJudge(asked)
  }
}

function avoidedJudge({ answers: { avoid }, columns, now }: Asked): BlockJudge {
  const concepts = avoid?.concepts ?? []
  const people = avoid?.practitioners ?? []
  if (concepts.length === 0 && people.length === 0) return passing
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
  return passingBut(
    factsBy(rules, (value) => judgeRules(about, { ...silentTarget(now), offer: { rules: value.rules } })),
  )
}

/** Passes everybody but who states what does not. */
function passingBut(judged: ReturnType<typeof factsBy>): BlockJudge {
  const [unknown, fail] = [judged('unknown'), judged('fail')]
  if (unknown.length + fail.length === 0) return passing
  return (view) => {
    const planes = overrule(everyRow(view.set, 'pass'), rowsStating(view, unknown), 'unknown')
    return overrule(planes, rowsStating(view, fail), 'fail')
  }
}

function acceptingJudge({ answers: { when }, columns, now }: Asked): BlockJudge {
  const states = statedIn(columns, FIELD.state, fragmentIn)
  const occasions = statedIn(columns, FIELD.occasion, fragmentIn)
  const judge = (target: Target | undefined) => target && judgeAccepting(target, when?.waitingList)
  const standing = factsBy(states, (value) => judge(stateTarget(value, now)))
  const taking = factsBy(occasions, (value) => judge(occasionTarget(value, now)))
  return freshOr(standing, taking)
}

function audienceJudge({ answers: { about }, columns, now, community }: Asked): BlockJudge {
  const occasions = statedIn(columns, FIELD.occasion, fragmentIn)
  return passingBut(
    factsBy(occasions, (value) => {
      const target = occasionTarget(value, now, community)
      return target && judgeAudience(about, target)
    }),
  )
}
