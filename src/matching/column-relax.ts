import { FIELD } from '../catalogue/fields.js'
import { fragmentIn } from '../catalogue/fragment.js'
import { feesIn, statedIn } from '../catalogue/stated.js'
import type { Fee } from '../descriptor/offer.js'
import type { Asked } from './asked.js'
import { factsWhere, keep, rowsStating } from './block-view.js'
import { whereJudge } from './column-place.js'
import { judgeAccepting } from './gate-accepting.js'
import { concerns, judgeFee, raiseBudgets } from './gate-payment.js'
import type { Gate } from './match.js'
import { stateTarget } from './part-target.js'
import { barUnknown } from './planes.js'
import type { Looser } from './survey.js'

/**
 * Prepares what giving way a little in one gate would bring: a quarter more money, twice the distance, a waiting list.
 *
 * Only what differs from the plain gate is asked again, and only of rows that it stopped.
 *
 * @param gate - which gate; it is asked.
 * @param asked - the answers, raw, and the columns.
 * @param bars - whether the person's policy lets what is unknown exclude.
 * @returns finds who would pass; undefined where nobody can give way.
 * Privacy: as private as the answers.
 * Cost: O(facts of the fields it reads) once. @since 0.1
 */
export function looserGate(gate: Gate, asked: Asked, bars: boolean): Looser | undefined {
  if (gate === 'payment') return moreMoney(asked, bars)
  if (gate === 'accepting') return onWaitingLists(asked)
  return gate === 'where' ? fartherAway(asked, bars) : undefined
}

function moreMoney({ answers: { payment = {}, sessions }, columns }: Asked, bars: boolean): Looser {
  const budgetsOf = ({ anyOf = [] }: typeof payment) => anyOf.flatMap((way) => ('insurer' in way ? [] : [way.budget]))
  const budgets = budgetsOf(payment)
  const more = budgetsOf(raiseBudgets(payment))
  const isEnough = (budget: (typeof budgets)[number], fee: Fee): boolean => {
    const verdict = judgeFee(budget, fee)
    return verdict === 'pass' || (verdict === 'unknown' && !bars)
  }
  // Who states a price that is enough as it is was not stopped.
  const met = factsWhere(
    budgets.length > 0 ? feesIn(columns) : [],
    (fee) =>
      concerns(fee, sessions) &&
      !budgets.some((budget) => isEnough(budget, fee)) &&
      more.some((budget) => isEnough(budget, fee)),
  )
  return (view) => rowsStating(view, met)
}

function onWaitingLists({ answers: { when }, columns, now }: Asked): Looser {
  const closed = statedIn(columns, FIELD.state, fragmentIn)
  const opening = factsWhere(closed, (value) => {
    const target = stateTarget(value, now)
    return judgeAccepting(target, when?.waitingList) === 'fail' && judgeAccepting(target, 'ok') !== 'fail'
  })
  return (view) => keep(rowsStating(view, opening), view.fresh)
}

function fartherAway(asked: Asked, bars: boolean): Looser | undefined {
  const { where, unknown } = asked.answers
  const place = where?.place
  if (place === undefined) return undefined
  const farther = { ...where, place: { ...place, withinKm: place.withinKm * 2 } }
  const judge = whereJudge(asked, farther, unknown?.where === 'keep' ? 'unknown' : 'barred')
  return (view, among) => {
    const planes = judge({ ...view, among })
    return (bars ? barUnknown(planes) : planes).high
  }
}
