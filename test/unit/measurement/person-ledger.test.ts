import { describe, expect, it } from 'vitest'
import { days, epochSeconds } from '../../../src/kernel/time.js'
import {
  drawArm,
  exportPersonLedger,
  noteFurthest,
  openPersonLedger,
  type PersonLedger,
  readPersonLedger,
  respond,
} from '../../../src/measurement/person-ledger.js'
import { codeOf, NOW, value } from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'

const empty = openPersonLedger(undefined, NOW)
const random = seededRandom('person')
const asked = { metric: 'stage' as const, epsilonMilli: 1000, people: 5000, random }

describe('what a person’s device keeps', () => {
  it('is the furthest stage alone: two ways to one stage leave the same bytes', () => {
    const all = ['looked', 'matched', 'sent'].reduce(
      (ledger: PersonLedger, name) => noteFurthest(ledger, 'stage', name),
      empty,
    )
    const back = noteFurthest(noteFurthest(empty, 'stage', 'sent'), 'stage', 'looked')
    expect(exportPersonLedger(all)).toBe(exportPersonLedger(noteFurthest(empty, 'stage', 'sent')))
    expect(exportPersonLedger(back)).toBe(exportPersonLedger(all))
  })

  it('keeps the first answer to a question, and the arm that was drawn', () => {
    expect(noteFurthest(noteFurthest(empty, 'intent', 'no'), 'intent', 'yes').cells).toEqual([
      { metric: 'intent', cell: 2 },
    ])
    const arm = noteFurthest(empty, 'arm', 'one-no')
    expect(noteFurthest(arm, 'arm', 'other-yes')).toBe(arm)
    expect(noteFurthest(arm, 'arm', 'one-yes').cells).toEqual([{ metric: 'arm', cell: 1 }])
    expect(() => noteFurthest(empty, 'stage', 'nowhere')).toThrow(TypeError)
  })

  it('draws both arms, and never anew', () => {
    const arms = Array.from({ length: 60 }, () => value(drawArm(empty, { random })).arm)
    expect(new Set(arms)).toEqual(new Set(['one', 'other']))
    const drawn = value(drawArm(empty, { random }))
    for (let nth = 0; nth < 20; nth++) expect(value(drawArm(drawn.ledger, { random }))).toEqual(drawn)
  })

  it('is forgotten with its epoch', () => {
    const ledger = noteFurthest(empty, 'stage', 'sent')
    expect(openPersonLedger(ledger, NOW)).toBe(ledger)
    expect(openPersonLedger(ledger, epochSeconds(NOW + days(57))).cells).toEqual([])
  })

  it('is read as it was written, and nothing else is', () => {
    const ledger = value(respond(noteFurthest(empty, 'stage', 'sent'), asked)).ledger
    expect(value(readPersonLedger(exportPersonLedger(ledger)))).toEqual(ledger)
    for (const text of ['', '{}', exportPersonLedger({ ...ledger, cells: [{ metric: 'stage', cell: 5 }] })]) {
      expect(codeOf(readPersonLedger(text))).toBe('measurement_invalid')
    }
    const twice = { ...ledger, cells: [...ledger.cells, ...ledger.cells] }
    expect(codeOf(readPersonLedger(exportPersonLedger(twice)))).toBe('measurement_invalid')
  })
})

describe('what may leave it', () => {
  const ledger = noteFurthest(noteFurthest(empty, 'stage', 'sent'), 'came-back', 'never')

  it('is one draw: asked again, the same', () => {
    const first = value(respond(ledger, asked))
    for (let nth = 0; nth < 20; nth++) expect(value(respond(first.ledger, asked)).response).toEqual(first.response)
  })

  it('is nothing where noise would answer in its place', () => {
    const few = respond(ledger, { ...asked, people: 50 })
    expect(few).toEqual({ ok: false, error: { code: 'measurement_too_noisy', detail: { expected: 27, most: 5 } } })
    expect(codeOf(respond(ledger, { ...asked, epsilonMilli: 2000, people: 500 }))).toBe('ok')
  })

  it('is never what somebody intends: that stays what they told their own device', () => {
    const told = noteFurthest(ledger, 'intent', 'perhaps')
    for (const people of [50, 5000]) {
      expect(() => respond(told, { ...asked, metric: 'intent' as never, people })).toThrow(/never leaves/)
    }
    expect(value(respond(told, asked)).ledger.responses.map(({ metric }) => metric)).toEqual(['stage'])
  })

  it('is nothing beyond ε 2 in eight weeks, and nothing that was never noted', () => {
    const once = value(respond(ledger, { ...asked, epsilonMilli: 1500 })).ledger
    const other = { ...asked, metric: 'came-back' as const, people: 20_000 }
    expect(codeOf(respond(once, { ...other, epsilonMilli: 501 }))).toBe('measurement_budget_spent')
    expect(codeOf(respond(once, { ...other, epsilonMilli: 500 }))).toBe('ok')
    expect(codeOf(respond(ledger, { ...asked, metric: 'retention' }))).toBe('measurement_invalid')
    expect(() => respond(ledger, { ...asked, epsilonMilli: 2001 })).toThrow(RangeError)
    expect(codeOf(respond(ledger, { ...asked, random: () => new Uint8Array(0) }))).toBe('randomness_absent')
  })
})
