import type { AnswerKind } from '../token/answer.js'

// Who may set which state, and from where: docs/design/conversation-states.md.

/** States of a referral: those of an HL7 FHIR R4 Task that the Gravity SDOH guide keeps, and that an inbox can see. */
export const referralStates = [
  'requested',
  'accepted',
  'on-hold',
  'in-progress',
  'completed',
  'rejected',
  'failed',
  'cancelled',
] as const

/** The state of a referral in an inbox. */
export type ReferralState = (typeof referralStates)[number]

/** What a practitioner notes on this device alone; every other state comes of a message. */
export const settableStates = ['in-progress', 'completed', 'failed', 'cancelled'] as const

/** A state that is set without a message. */
export type SettableState = (typeof settableStates)[number]

/** What each answer makes of a referral. */
const stateOf: Readonly<Record<AnswerKind, ReferralState>> = {
  accepted: 'accepted',
  declined: 'rejected',
  'waiting-list': 'on-hold',
  'times-offered': 'on-hold',
  'more-asked': 'on-hold',
}

const final: readonly ReferralState[] = ['completed', 'rejected', 'failed', 'cancelled']

/**
 * Tells what an answer makes of a referral.
 *
 * @param state - as it stands.
 * @param kind - of the answer.
 * @returns the state after it; undefined when nothing more is answered: after `completed`, `failed` and `cancelled`, and
 * after `rejected` anything but one more decline, which may suggest somebody else. That it is one, the inbox counts.
 * Privacy: reads states only.
 * Cost: O(1). @since 0.1
 */
export function stateAfter(state: ReferralState, kind: AnswerKind): ReferralState | undefined {
  if (state === 'rejected') return kind === 'declined' ? 'rejected' : undefined
  return final.includes(state) ? undefined : stateOf[kind]
}

/**
 * Tells whether the practitioner may still set a state without an answer.
 *
 * @param state - as it stands.
 * @returns true for every state that is not final.
 * Privacy: reads states only.
 * Cost: O(1). @since 0.1
 */
export function maySet(state: ReferralState): boolean {
  return !final.includes(state)
}
