import { dayOf, type EpochDay, type EpochSeconds } from '../kernel/time.js'
import type { AnswerKind } from './answer.js'
import type { Reply } from './read-reply.js'
import { readTicket, type Ticket } from './ticket.js'

/** What a conversation has come to, on the person's side; see docs/design/conversation-states.md. */
export type ConversationState = 'withdrawn' | AnswerKind | 'expired' | 'no-answer-yet' | 'waiting'

/** What a conversation has come to, and what it says besides. */
export type Standing = {
  readonly state: ConversationState
  /** The answer that counts, also after a withdrawal. */
  readonly answer: Reply | undefined
  /** The last day on which the recipient said they would have answered. */
  readonly answerBy: EpochDay
  /** The last day on which anything can follow the token. */
  readonly expiresOn: EpochDay
  /** True once that day has passed: nothing more can be shared, asked or withdrawn. */
  readonly hasEnded: boolean
}

/**
 * Tells what a conversation has come to.
 *
 * A function of the set of answers and the day: in which order they came, and how often, does not matter.
 *
 * @param ticket - the newest there is of this conversation.
 * @param replies - what `readReply` or `findReplies` gave for this ticket.
 * @param options - `now`: this device's clock.
 * @returns the state. `no-answer-yet` means that the days the recipient named have passed: a good moment to withdraw and go on.
 * @throws {TypeError} when the first argument is no ticket.
 * Privacy: reads days and answers; output may leave the device: no.
 * Cost: O(replies).
 * @example
 * const { state } = standingOf(sealed.value.ticket, [], { now })
 * @since 0.1
 */
export function standingOf(
  ticket: Ticket,
  replies: readonly Reply[],
  options: { readonly now: EpochSeconds },
): Standing {
  const { isWithdrawn, issuedOn, expiresOn, recipient } = readTicket(ticket)
  const today = dayOf(options.now)
  const answerBy = (issuedOn + recipient.answersWithinDays) as EpochDay // a day and some days
  const answer = replies.reduce<Reply | undefined>(laterOf, undefined)
  const hasEnded = today > expiresOn
  const unanswered = hasEnded ? 'expired' : today > answerBy ? 'no-answer-yet' : 'waiting'
  const state = isWithdrawn === true ? 'withdrawn' : (answer?.answer.kind ?? unanswered)
  return { state, answer, answerBy, expiresOn, hasEnded }
}

/** The higher number counts. Two of one number are two spellings of one answer; the id decides, so that order does not. */
function laterOf(one: Reply | undefined, other: Reply): Reply {
  if (one === undefined || other.number > one.number) return other
  return other.number === one.number && other.id > one.id ? other : one
}
