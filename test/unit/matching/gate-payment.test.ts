import { describe, expect, it } from 'vitest'
import type { Fee, Offer } from '../../../src/descriptor/offer.js'
import { judgePayment, type Payment, raiseBudgets } from '../../../src/matching/gate-payment.js'
import { known } from '../../support/offers.js'

const budget = (amount: number, per: 'session' | 'month' = 'session', timesPerMonth?: number): Payment => ({
  anyOf: [{ budget: { amount, currency: 'USD', per, timesPerMonth } }],
})
const fees = (...list: Fee[]): Offer => ({ fees: list })
const fixed = (from: number, to?: number): Fee => ({ model: 'fixed', currency: 'USD', from, to })
const sliding = (from: number, to: number): Fee => ({ model: 'sliding', currency: 'USD', from, to })
const judge = (payment: Payment, offer: Offer, sessions?: string) => judgePayment(payment, offer, sessions)

describe('a budget', () => {
  it('meets a fixed price up to itself', () => {
    expect(judge(budget(9000), fees(fixed(9000)))).toBe('pass')
    expect(judge(budget(8999), fees(fixed(9000)))).toBe('fail')
  })
  it('meets a sliding scale that begins within it', () => {
    expect(judge(budget(6000), fees(sliding(4000, 12_000)))).toBe('pass')
    expect(judge(budget(20_000), fees(sliding(4000, 12_000)))).toBe('pass')
    expect(judge(budget(3999), fees(sliding(4000, 12_000)))).toBe('fail')
  })
  it('cannot tell within a range of fixed prices', () =>
    expect(judge(budget(9000), fees(fixed(8000, 10_000)))).toBe('unknown'))
  it('always meets what is free or what one can', () => {
    expect(judge(budget(0), fees({ model: 'free' }))).toBe('pass')
    expect(judge(budget(0), fees({ model: 'pay-what-you-can' }))).toBe('pass')
  })
  it('cannot tell whether a voucher can be had', () =>
    expect(judge(budget(9000), fees({ model: 'voucher' }))).toBe('unknown'))
  it('cannot be compared with another currency', () => {
    expect(judge(budget(9000), fees({ ...fixed(1), currency: 'EUR' }))).toBe('unknown')
  })
  it('cannot be compared with no price', () => {
    expect(judge(budget(9000), {})).toBe('unknown')
    expect(judge(budget(9000), fees({ model: 'fixed', currency: 'USD' }))).toBe('unknown')
  })
  it('for a month is shared among its sessions', () => {
    expect(judge(budget(18_000, 'month', 2), fees(fixed(9000)))).toBe('pass')
    expect(judge(budget(18_000, 'month', 3), fees(fixed(9000)))).toBe('fail')
  })
  it('for a month without a number of sessions fails only what one session exceeds', () => {
    expect(judge(budget(18_000, 'month'), fees(fixed(9000)))).toBe('unknown')
    expect(judge(budget(8000, 'month'), fees(fixed(9000)))).toBe('fail')
    expect(judge(budget(0, 'month'), fees({ model: 'free' }))).toBe('pass')
  })
  it('is met by the price at any of the locations', () => {
    expect(judge(budget(5000), { ...fees(fixed(9000)), locations: [{ region: 'US-WA', fees: [fixed(5000)] }] })).toBe(
      'pass',
    )
  })
  it('looks at the price of the wanted kind of session', () => {
    const offer = fees({ ...fixed(4000), session: known('group')[0] }, { ...fixed(9000), session: known('one')[0] })
    expect(judge(budget(5000), offer, 'one')).toBe('fail')
    expect(judge(budget(5000), offer, 'group')).toBe('pass')
    expect(judge(budget(5000), offer, 'couple')).toBe('unknown')
  })
})

describe('payment', () => {
  const insured: Payment = { anyOf: [{ insurer: 'us-medicaid' }] }
  it('reads insurers in three values', () => {
    expect(judge(insured, { insurers: { yes: known('us-medicaid') } })).toBe('pass')
    expect(judge(insured, { insurers: { no: known('us-medicaid') } })).toBe('fail')
    expect(judge(insured, {})).toBe('unknown')
  })
  it('is met by insurer or budget', () => {
    const either: Payment = { anyOf: [...(insured.anyOf ?? []), ...(budget(9000).anyOf ?? [])] }
    expect(judge(either, { insurers: { no: known('us-medicaid') }, ...fees(fixed(9000)) })).toBe('pass')
    expect(judge(either, { insurers: { yes: known('us-medicaid') }, ...fees(fixed(10_000)) })).toBe('pass')
    expect(judge(either, { insurers: { no: known('us-medicaid') }, ...fees(fixed(10_000)) })).toBe('fail')
  })
  it('never fails who is not sure', () => {
    expect(judge({ notSure: true }, { insurers: { complete: true } })).toBe('unknown')
    expect(judge({ ...insured, notSure: true }, { insurers: { complete: true } })).toBe('unknown')
    expect(judge({ ...insured, notSure: true }, { insurers: { yes: known('us-medicaid') } })).toBe('pass')
  })
  it('asks nothing of who answered nothing', () => expect(judge({}, {})).toBe('pass'))
})

describe('raiseBudgets', () => {
  it('adds a quarter, rounded down, and leaves insurers', () => {
    expect(raiseBudgets({ anyOf: [{ insurer: 'x' }, ...(budget(9).anyOf ?? [])], notSure: true })).toEqual({
      anyOf: [{ insurer: 'x' }, ...(budget(11).anyOf ?? [])],
      notSure: true,
    })
  })
})
