import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/kernel/time.js'
import { encodeWithdrawal, readBody } from '../../../src/token/body.js'
import { inspectToken } from '../../../src/token/inspect.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { recipientOf } from '../../../src/token/recipient-of.js'
import { readTicket, type Ticket } from '../../../src/token/ticket.js'
import { withdraw } from '../../../src/token/withdraw.js'
import { chenKeys, codeOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { dayAfter, openedOf } from '../../support/conversation.js'

const now = NOW
const { token, ticket } = sealedOf(proposalOf(), 'to withdraw')

describe('a withdrawal', () => {
  it('looks like the shortest token', () =>
    expect(inspectToken(value(withdraw(ticket, { now })).token)).toEqual(inspectToken(token)))
  it('names its token, and discloses nothing', () => {
    const opened = readOpened(openedOf(value(withdraw(ticket, { now })).token))
    expect(Buffer.from(opened.follows?.of ?? '').toString('hex')).toBe(readOpened(openedOf(token)).id)
    expect([opened.disclosure, opened.consent, opened.expiresOn]).toEqual([undefined, undefined, dayOf(NOW) + 7])
  })
  it('is another message every time, with another proof', () => {
    const [one, other] = [0, 1].map(() => readOpened(openedOf(value(withdraw(ticket, { now })).token)))
    expect(one?.id).not.toBe(other?.id)
    expect(one?.follows?.proof).not.toEqual(other?.follows?.proof)
  })
  it('may be sent on the last day, and opens on it', () => {
    const last = value(withdraw(ticket, { now: dayAfter(7) })).token
    expect(codeOf(openToken(last, chenKeys, { now: dayAfter(7) }))).toBe('ok')
    expect(codeOf(openToken(last, chenKeys, { now: dayAfter(8) }))).toBe('token_expired')
  })
  it('is too late after the last day', () =>
    expect(withdraw(ticket, { now: dayAfter(8) })).toMatchObject({ error: { code: 'token_expired' } }))
  it('is dated by the token under a clock that was set back', () => {
    const early = value(withdraw(sealedOf(proposalOf(), 'early').ticket, { now: (NOW - 30 * 86_400) as typeof NOW })) // thirty days
    expect(codeOf(openToken(early.token, chenKeys, { now }))).toBe('ok')
  })
  it('is final: its ticket withdraws no more, and keeps all else', () => {
    const after = value(withdraw(ticket, { now })).ticket
    expect(codeOf(withdraw(after, { now }))).toBe('token_withdrawn')
    expect(codeOf(withdraw(after, { now: dayAfter(8) }))).toBe('token_withdrawn')
    expect({ ...readTicket(after), isWithdrawn: undefined }).toEqual({ ...readTicket(ticket), isWithdrawn: undefined })
    expect(recipientOf(after)).toBe(recipientOf(ticket))
  })
  it('is not sealed without randomness, and leaves the ticket as it was', () => {
    expect(codeOf(withdraw(ticket, { now, random: () => new Uint8Array(0) }))).toBe('randomness_absent')
    expect(codeOf(withdraw(ticket, { now }))).toBe('ok')
  })
  it('is asked of a ticket', () => {
    const wrong = {} as Ticket // what JavaScript may bring
    expect(() => withdraw(wrong, { now })).toThrow(TypeError)
  })
})

describe('the body of a withdrawal', () => {
  const follows = { of: new Uint8Array(32), proof: new Uint8Array(32) }
  const good = { follows, issuedOn: dayOf(NOW), expiresOn: dayOf(NOW) }
  const read = (changes: object, bucket: 512 | 1024 = 512) =>
    readBody(encodeWithdrawal({ ...good, ...changes }), bucket) !== undefined

  it('lasts from no day to 28', () => {
    const lasts = [-1, 0, 28, 29].map((count) => read({ expiresOn: dayOf(NOW) + count }))
    expect(lasts).toEqual([false, true, true, false])
  })
  it('comes in one size', () => expect([read({}), read({}, 1024)]).toEqual([true, false]))
  it('has a name and a proof of 32 bytes', () => {
    for (const length of [31, 33]) {
      const bytes = new Uint8Array(length)
      expect(read({ follows: { of: bytes, proof: follows.proof } })).toBe(false)
      expect(read({ follows: { of: follows.of, proof: bytes } })).toBe(false)
    }
  })
})
