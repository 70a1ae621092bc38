import { describe, expect, it } from 'vitest'
import { sharedFields } from '../../../src/consent/disclosure.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { en } from '../../../src/labels/en.js'
import { referralStates } from '../../../src/practice/states.js'
import { type Answer, declineReasons } from '../../../src/token/answer.js'
import { type ReplyTextOptions, textOfReply } from '../../../src/token/reply-text.js'

const [saoirse, nobody] = ['5a'.repeat(32), '0b'.repeat(32)]
const words = en.conversation
const kinds = ['accepted', 'declined', 'waiting-list', 'times-offered', 'more-asked'] as const
const linesOf = (answer: Answer, options?: ReplyTextOptions): readonly string[] => {
  const by = { key: '', name: 'Chen' }
  return textOfReply({ id: '', answer, number: 0, issuedOn: 0 as never, by }, en, options).split('\n') // no day is said
}

describe('the words of an answer', () => {
  it('say from whom it is and what it comes to', () => {
    expect(linesOf({ kind: 'accepted' })).toEqual(['Answer from Chen', words.state.accepted])
  })
  it.each(declineReasons)('give the reason %s in words', (reason) => {
    expect(linesOf({ kind: 'declined', reason })[2]).toBe(`Why: ${words.reason[reason]}`)
  })
  it('name colleagues out of the person’s own catalogue, and never an id', () => {
    const answer = { kind: 'declined', reason: 'no-room', colleagues: [saoirse, nobody] } as const
    const nameOf = (id: string) => (id === saoirse ? 'Saoirse Tully' : undefined)
    expect(linesOf(answer, { nameOf }).slice(3)).toEqual(['You could ask: Saoirse Tully', words.line.colleagueUnknown])
    expect(linesOf(answer).slice(3)).toEqual([words.line.colleagueUnknown, words.line.colleagueUnknown])
    expect(linesOf(answer).join()).not.toMatch(/5a5a|0b0b/)
  })
  it('tell the weeks of a waiting list where they are said', () => {
    expect(linesOf({ kind: 'waiting-list', weeks: 6 })).toContain('About 6 weeks')
    expect(linesOf({ kind: 'waiting-list', weeks: 1 })).toContain('About a week')
    expect(linesOf({ kind: 'waiting-list' })).toHaveLength(2)
  })
  it('tell times where the person is', () => {
    const times = [{ starts: epochSeconds(new Date('2026-12-01T02:30:00Z')), minutes: 50 }]
    const answer = { kind: 'times-offered', times } as const
    expect(linesOf(answer)).toContain('Offered: 1 December 2026, 02:30, 50 minutes')
    expect(linesOf(answer, { utcOffsetMinutes: -480 })).toContain('Offered: 30 November 2026, 18:30, 50 minutes')
    expect(linesOf(answer, { utcOffsetMinutes: 330 })).toContain('Offered: 1 December 2026, 08:00, 50 minutes')
  })
  it('name every field that may be asked for', () => {
    const [, , asked] = linesOf({ kind: 'more-asked', fields: sharedFields })
    for (const field of sharedFields) expect(asked).toContain(en.preview.field[field])
  })
  it('end with the note, braces and all', () => {
    expect(linesOf({ kind: 'accepted', note: 'Ring {name} twice' }).at(-1)).toBe('They write: Ring {name} twice')
  })
})

describe('the words of a conversation', () => {
  it('are for every kind of answer, reason and state there is, and no other', () => {
    expect(Object.keys(words.reason).sort()).toEqual([...declineReasons].sort())
    expect(Object.keys(en.referral).sort()).toEqual([...referralStates].sort())
    const before = ['waiting', 'no-answer-yet', 'expired', 'withdrawn']
    expect(Object.keys(words.state).sort()).toEqual([...before, ...kinds].sort())
  })
})
