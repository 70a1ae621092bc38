import type { Fee, Offer } from '../descriptor/offer.js'
import type { Answers } from '../intake/answers.js'
import type { Verdict } from './match.js'
import { readStated } from './state.js'
import { any, type Judgement } from './verdict.js'

/** The part of the answers that says how the person can pay. */
export type Payment = NonNullable<Answers['payment']>
type Way = NonNullable<Payment['anyOf']>[number]
type Budget = Extract<Way, { readonly budget: unknown }>['budget']

/**
 * Judges whether one of the ways the person can pay is accepted.
 *
 * "Not sure" is an answer: it never filters, and what is not met becomes a question to ask.
 *
 * @param payment - the person's answer. Raw.
 * @param offer - what is offered.
 * @param sessions - the kind of session the person asked for, if any: fees for other kinds are left aside.
 * @returns the best of the ways; `pass` when none was named.
 * Privacy: reads budget and insurers; stays on the device.
 * Cost: O(ways × fees). @since 0.1
 */
export function judgePayment(payment: Payment, offer: Offer, sessions: string | undefined): Judgement {
  const ways = payment.anyOf ?? []
  if (ways.length === 0) return payment.notSure ? 'unknown' : 'pass'
  const best = any(ways.map((way) => judgeWay(way, offer, sessions)))
  return payment.notSure ? any([best, 'unknown']) : best
}

function judgeWay(way: Way, offer: Offer, sessions: string | undefined): Judgement {
  if ('insurer' in way) return readStated(offer.insurers, way.insurer).verdict
  const fees = [...(offer.fees ?? []), ...(offer.locations ?? []).flatMap((location) => location.fees ?? [])]
  const relevant = fees.filter((fee) => concerns(fee, sessions))
  return relevant.length === 0 ? 'unknown' : any(relevant.map((fee) => judgeFee(way.budget, fee)))
}

/**
 * Tells whether a price is one for the kind of session asked for.
 *
 * @param fee - public.
 * @param sessions - the kind of session; undefined when the person named none. Raw.
 * @returns true unless both name a kind and the kinds differ.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function concerns({ session }: Fee, sessions: string | undefined): boolean {
  return session === undefined || sessions === undefined || session === sessions
}

/**
 * Judges one price by one budget. A month's budget without a number of sessions fails only what one session would
 * already exceed.
 *
 * @param budget - the person's answer. Raw.
 * @param fee - public.
 * @returns the verdict.
 * Privacy: reads the budget.
 * Cost: O(1). @since 0.1
 */
export function judgeFee(budget: Budget, fee: Fee): Verdict {
  if (budget.per === 'session') return judgePrice(budget.amount, budget.currency, fee)
  if (budget.timesPerMonth !== undefined) {
    return judgePrice(Math.floor(budget.amount / budget.timesPerMonth), budget.currency, fee)
  }
  const once = judgePrice(budget.amount, budget.currency, fee)
  return once === 'pass' && !isFree(fee) ? 'unknown' : once
}

function isFree(fee: Fee): boolean {
  return fee.model === 'free' || fee.model === 'pay-what-you-can'
}

/**
 * Compares what the person can pay for a session with a price. A sliding scale is a range that meets any budget inside
 * it; a fixed price with a range is known to be met only when all of it is. Whether a voucher can be had is not stated.
 */
function judgePrice(amount: number, currency: string, fee: Fee): Verdict {
  if (isFree(fee)) return 'pass'
  if (fee.model === 'voucher' || fee.from === undefined || fee.currency !== currency) return 'unknown'
  if (fee.from > amount) return 'fail'
  return fee.model === 'sliding' || (fee.to ?? fee.from) <= amount ? 'pass' : 'unknown'
}

/**
 * Raises every budget by a quarter, to tell what that would bring.
 *
 * @param payment - the person's answer. Raw.
 * @returns the same with higher budgets, rounded down; insurers stay.
 * Privacy: as private as the answer.
 * Cost: O(ways). @since 0.1
 */
export function raiseBudgets(payment: Payment): Payment {
  const raise = (budget: Budget): Budget => ({ ...budget, amount: budget.amount + Math.floor(budget.amount / 4) })
  return { ...payment, anyOf: payment.anyOf?.map((way) => ('insurer' in way ? way : { budget: raise(way.budget) })) }
}
