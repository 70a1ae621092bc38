import type { Counted } from './counted.js'

// What a language says after a token was sent. The names are those of the types of token/ and practice/, which tests compare.

/** Kinds of answer, as `Answer` names them. */
export type AnswerName = 'accepted' | 'declined' | 'waiting-list' | 'times-offered' | 'more-asked'

/** Reasons to decline, as `DeclineReason` names them. */
export type DeclineName =
  | 'no-room'
  | 'outside-my-field'
  | 'not-licensed-there'
  | 'times-do-not-fit'
  | 'payment-does-not-fit'
  | 'knows-the-person'
  | 'ask-somebody-else'
  | 'other'

/** What a conversation has come to, for the person. */
export type ConversationName = 'waiting' | 'no-answer-yet' | 'expired' | 'withdrawn' | AnswerName

/** The states of a referral, as the practitioner reads them. */
export type ReferralName =
  | 'requested'
  | 'accepted'
  | 'on-hold'
  | 'in-progress'
  | 'completed'
  | 'rejected'
  | 'failed'
  | 'cancelled'

/** What is said after a token was sent. */
export type ConversationWords = {
  readonly state: Readonly<Record<ConversationName, string>>
  readonly reason: Readonly<Record<DeclineName, string>>
  /** Lines of an answer: from whom, its reason, a time, what is asked, a colleague, a note. */
  readonly line: Readonly<
    Record<'from' | 'reason' | 'time' | 'asked' | 'colleague' | 'colleagueUnknown' | 'note', string>
  >
  /** How long the waiting list is. */
  readonly weeks: Counted
}
