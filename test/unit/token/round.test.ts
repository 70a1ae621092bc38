import { describe, expect, it } from 'vitest'
import type { Purpose, Share, SharedField } from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import { recipientOf } from '../../../src/token/recipient-of.js'
import { sealRound, settleRound } from '../../../src/token/round.js'
import type { Ticket } from '../../../src/token/ticket.js'
import { codeOf, entryOf, everything, intakeOf, keysOf, NOW, proposalOf, value } from '../../support/cast.js'
import { dayAfter } from '../../support/conversation.js'
import { isOnCurve } from '../../support/curve-points.js'
import { seededRandom } from '../../support/random.js'

const now = NOW
const names = ['Ann', 'Bea', 'Cem', 'Dag']
const entries = names.map((name) => entryOf(keysOf(name), { descriptor: { name } }))
const askable: readonly SharedField[] = ['needs', 'availability', 'language', 'format', 'payment', 'access', 'area']
const tooMuch: readonly SharedField[] = [
  'ageGroup',
  'sessions',
  'for',
  'body',
  'noTouch',
  'about',
  'contact',
  'story',
  'source',
]

/** A consent to an enquiry with one of them. */
function consentOf(nth: number, share: Share = { availability: 'slots' }, purpose: Purpose = 'enquiry') {
  return value(grant(proposalOf({ purpose, share }, intakeOf(), entries[nth]), { now }))
}
const fieldOf = (consents: Parameters<typeof sealRound>[0]) => {
  const round = sealRound(consents)
  return round.ok ? 'ok' : (round.error.detail as { readonly field?: string }).field // of round_invalid
}

describe('a round of enquiries', () => {
  it('goes to one, two or three', () => {
    for (const count of [1, 2, 3]) {
      const round = value(sealRound(names.slice(0, count).map((_, nth) => consentOf(nth))))
      expect(round.map(({ ticket }) => recipientOf(ticket).name)).toEqual(names.slice(0, count))
    }
  })
  it('goes neither to nobody nor to four', () => {
    expect(fieldOf([])).toBe('count')
    expect(fieldOf(names.map((_, nth) => consentOf(nth)))).toBe('count')
  })
  it('goes to nobody twice', () => expect(fieldOf([consentOf(0), consentOf(1), consentOf(0)])).toBe('recipient'))
  it.each(['referral', 'first-conversation', 'waiting-list', 'event', 'consultation'] as const)(
    'asks: it is not for %s',
    (purpose) => expect(fieldOf([consentOf(0), consentOf(1, undefined, purpose)])).toBe('purpose'),
  )
  it.each(askable)('may ask with %s', (field) =>
    expect(fieldOf([consentOf(0, { [field]: everything[field] })])).toBe('ok'),
  )
  it.each(tooMuch)('tells nothing of %s', (field) =>
    expect(fieldOf([consentOf(0), consentOf(1, { availability: 'slots', [field]: everything[field] })])).toBe('fields'),
  )
  it('leaves no field undecided', () => expect([...askable, ...tooMuch].sort()).toEqual(Object.keys(everything).sort()))
  it('seals all or none', () => {
    let draws = 0
    const random = (length: number) => (++draws > 2 ? new Uint8Array(0) : seededRandom(`draw ${draws}`)(length))
    expect(codeOf(sealRound([consentOf(0), consentOf(1), consentOf(2)], { random }))).toBe('randomness_absent')
  })
  it('leaves nothing that leads from one to another', () => {
    const [one, other] = value(sealRound([consentOf(0), consentOf(1)]))
    const [first, second] = [one?.token ?? new Uint8Array(0), other?.token ?? new Uint8Array(0)]
    expect(first.length).toBe(second.length)
    const parts = (token: Uint8Array) => [
      token.slice(5, 37),
      token.slice(37, 69),
      token.slice(69, 101),
      token.slice(-16),
    ]
    for (const [nth, part] of parts(first).entries()) expect(part).not.toEqual(parts(second)[nth])
    expect(isOnCurve(first.slice(5, 37))).toBe(true)
  })
  it('takes consents to something of its own only', () => {
    const more = proposalOf({ purpose: 'enquiry', share: { availability: 'slots' }, more: true })
    expect(() => sealRound([value(grant(more, { now }))])).toThrow(TypeError)
    expect(() => sealRound([{} as Parameters<typeof sealRound>[0][0]])).toThrow(TypeError) // what JavaScript may bring
  })
})

describe('an enquiry that is taken', () => {
  const round = () => value(sealRound([consentOf(0), consentOf(1), consentOf(2)])).map(({ ticket }) => ticket)

  it.each([0, 1, 2])('withdraws the others: %d', (chosen) => {
    const tickets = round()
    const settled = settleRound(tickets, chosen, { now })
    expect(settled.map(({ withdrawal }) => withdrawal && codeOf(withdrawal))).toEqual(
      [0, 1, 2].map((nth) => (nth === chosen ? undefined : 'ok')),
    )
    expect(settled[chosen]?.ticket).toBe(tickets[chosen])
    // The tickets to keep are withdrawn: once more has nothing left to do.
    const again = settleRound(
      settled.map(({ ticket }) => ticket),
      chosen,
      { now },
    )
    expect(again.map(({ withdrawal }) => withdrawal && codeOf(withdrawal))).toEqual(
      [0, 1, 2].map((nth) => (nth === chosen ? undefined : 'token_withdrawn')),
    )
  })
  it('has nothing to withdraw after the last day, and keeps the tickets', () => {
    const tickets = round()
    const settled = settleRound(tickets, 1, { now: dayAfter(8) })
    expect(settled.map(({ withdrawal }) => withdrawal && codeOf(withdrawal))).toEqual([
      'token_expired',
      undefined,
      'token_expired',
    ])
    expect(settled.map(({ ticket }) => ticket)).toEqual(tickets)
  })
  it.each([-1, 3, 0.5, Number.NaN])('is one of them: not %d', (chosen) =>
    expect(() => settleRound(round(), chosen, { now })).toThrow(RangeError),
  )
  it('is asked of tickets', () => {
    const wrong = [...round(), {} as Ticket] // what JavaScript may bring
    expect(() => settleRound(wrong, 0, { now })).toThrow(TypeError)
  })
})
