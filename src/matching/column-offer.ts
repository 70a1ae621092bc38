import type { Columns } from '../catalogue/columns.js'
import { FIELD } from '../catalogue/fields.js'
import { fragmentIn } from '../catalogue/fragment.js'
import { feesIn, statedIn } from '../catalogue/stated.js'
import type { Offer } from '../descriptor/offer.js'
import { type BlockJudge, drop, factsBy, invert, rowsStating } from './block-view.js'
import { anyJudge, everybody, listJudge, passing } from './column-lists.js'
import { readAccess } from './gate-offer.js'
import { concerns, judgeFee, type Payment } from './gate-payment.js'
import { bySets, overrule } from './planes.js'
import type { Judgement } from './verdict.js'

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
  if (ways.length === 0) return payment.notSure ? everybody('unknown') : passing
  const judges = ways.map((way) => {
    if ('insurer' in way) return listJudge(columns, 'insurers', way.insurer)
    const judged = factsBy(feesIn(columns), (fee) => (concerns(fee, sessions) ? judgeFee(way.budget, fee) : undefined))
    const budget: BlockJudge = (view) => {
      const fail = drop(rowsStating(view, judged('fail')), rowsStating(view, judged('unknown')))
      return bySets(rowsStating(view, judged('pass')), fail)
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
  const judged = factsBy(stated, (value) => judge(value as Offer))
  const silent = judge({})
  const known = stated.map(({ fact }) => fact)
  return (view) => {
    const planes = bySets(rowsStating(view, judged('pass')), rowsStating(view, judged('fail')))
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
