import { describe, expect, it } from 'vitest'
import { maySet, type ReferralState, referralStates, settableStates, stateAfter } from '../../../src/practice/states.js'
import type { AnswerKind } from '../../../src/token/answer.js'

// docs/design/conversation-states.md, "The states": who may set which.

const setBy: Readonly<Record<AnswerKind, ReferralState>> = {
  accepted: 'accepted',
  declined: 'rejected',
  'waiting-list': 'on-hold',
  'times-offered': 'on-hold',
  'more-asked': 'on-hold',
}
// The keys are the kinds of answer; Object.keys does not tell.
const kinds = Object.keys(setBy) as AnswerKind[]
const open: readonly ReferralState[] = ['requested', 'accepted', 'on-hold', 'in-progress']

describe('the states of a referral', () => {
  it('are those of a FHIR Task that Gravity keeps, but for two that stay elsewhere', () => {
    const fhir = 'draft requested received accepted rejected ready cancelled in-progress on-hold failed completed'
    const gravity = fhir.split(' ').filter((state) => !['ready', 'received', 'draft'].includes(state))
    expect([...referralStates].sort()).toEqual(gravity.sort())
  })
})

describe('an answer', () => {
  it.each(open)('sets what it says from %s', (state) => {
    for (const kind of kinds) expect(stateAfter(state, kind)).toBe(setBy[kind])
  })
  it.each(['failed', 'completed', 'cancelled'] as const)('is not given after %s', (state) => {
    for (const kind of kinds) expect(stateAfter(state, kind)).toBe(undefined)
  })
  it('after a decline is a decline', () => {
    expect(kinds.map((kind) => stateAfter('rejected', kind))).toEqual(
      kinds.map((kind) => (kind === 'declined' ? 'rejected' : undefined)),
    )
  })
})

describe('a practitioner', () => {
  it('sets what needs no message', () =>
    expect([...settableStates].sort()).toEqual(['cancelled', 'completed', 'failed', 'in-progress']))
  it('sets nothing after a final state', () =>
    expect(referralStates.filter((state) => maySet(state))).toEqual([
      'requested',
      'accepted',
      'on-hold',
      'in-progress',
    ]))
})
