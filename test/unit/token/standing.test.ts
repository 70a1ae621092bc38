import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/kernel/time.js'
import type { Answer, AnswerKind } from '../../../src/token/answer.js'
import type { Reply } from '../../../src/token/read-reply.js'
import { standingOf } from '../../../src/token/standing.js'
import type { Ticket } from '../../../src/token/ticket.js'
import { NOW, proposalOf, sealedOf } from '../../support/cast.js'
import { dayAfter, withdrawalOf } from '../../support/conversation.js'

// docs/design/conversation-states.md, "The person's side". Chen answers within five days, and the token lasts seven.

const { ticket } = sealedOf(proposalOf(), 'standing')
const withdrawn = withdrawalOf(ticket).ticket
const said: Readonly<Record<AnswerKind, Answer>> = {
  accepted: { kind: 'accepted' },
  declined: { kind: 'declined', reason: 'no-room' },
  'waiting-list': { kind: 'waiting-list' },
  'times-offered': { kind: 'times-offered', times: [{ starts: NOW, minutes: 50 }] },
  'more-asked': { kind: 'more-asked', fields: ['needs'] },
}
const reply = (kind: AnswerKind, number = 0, id = `${kind} ${number}`): Reply => ({
  id,
  answer: said[kind],
  number,
  issuedOn: dayOf(NOW),
  by: { key: '', name: 'Chen' },
})
const on = (day: number) => ({ now: dayAfter(day) })

describe('a conversation on the person’s side', () => {
  it.each([
    [0, 'waiting', false],
    [5, 'waiting', false],
    [6, 'no-answer-yet', false],
    [7, 'no-answer-yet', false],
    [8, 'expired', true],
  ] as const)('that was not answered by day %d is %s', (day, state, hasEnded) =>
    expect(standingOf(ticket, [], on(day))).toEqual({
      state,
      hasEnded,
      answer: undefined,
      answerBy: dayOf(NOW) + 5,
      expiresOn: dayOf(NOW) + 7,
    }),
  )
  // The keys are the kinds of answer; Object.keys does not tell.
  it.each(Object.keys(said) as AnswerKind[])('that was answered %s says so on every day', (kind) => {
    for (const day of [0, 6, 8]) {
      expect(standingOf(ticket, [reply(kind)], on(day))).toMatchObject({
        state: kind,
        answer: reply(kind),
        hasEnded: day > 7,
      })
    }
  })
  it('that was withdrawn stays so, and still has its answer', () => {
    for (const day of [0, 6, 8]) {
      expect(standingOf(withdrawn, [], on(day)).state).toBe('withdrawn')
      expect(standingOf(withdrawn, [reply('accepted')], on(day))).toMatchObject({
        state: 'withdrawn',
        answer: reply('accepted'),
      })
    }
  })
  it('goes by the highest number, in whatever order and however often they come', () => {
    const kinds = fc.constantFrom(...(Object.keys(said) as AnswerKind[])) // as above
    const replies = fc.array(
      fc.tuple(kinds, fc.nat(15)).map(([kind, number]) => reply(kind, number)),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(replies, fc.infiniteStream(fc.nat(99)), (all, order) => {
        const standing = standingOf(ticket, all, on(0))
        const places = all.map((one) => ({ one, place: order.next().value as number })) // the stream does not end
        const shuffled = places.sort((a, b) => a.place - b.place).map(({ one }) => one)
        expect(standingOf(ticket, [...shuffled, ...all], on(0))).toEqual(standing)
        expect(standing.answer?.number).toBe(Math.max(...all.map(({ number }) => number)))
      }),
      { numRuns: 200 },
    )
  })
  it('goes by the id where two have one number', () => {
    const two = [reply('accepted', 3, 'a'), reply('declined', 3, 'b')]
    for (const order of [two, two.toReversed()]) expect(standingOf(ticket, order, on(0)).state).toBe('declined')
  })
  it('is asked of a ticket', () => {
    const wrong = {} as Ticket // what JavaScript may bring
    expect(() => standingOf(wrong, [], on(0))).toThrow(TypeError)
  })
})
