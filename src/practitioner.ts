// The practitioner's side: keys, descriptions, opening and receiving referrals. It reaches no intake.

export { textOfDisclosure } from './consent/disclosed-text.js'
export { type Disclosure, purposeIris } from './consent/disclosure.js'
export { confirmPresence } from './descriptor/confirm.js'
export type { Descriptor } from './descriptor/descriptor.js'
export { draftDescriptor, signDescriptor } from './descriptor/draft.js'
export {
  clockDoubtOf,
  createKeys,
  extendKeys,
  forgetEndedKeys,
  type KeyOptions,
  type PractitionerKeys,
  readKeys,
  replaceOpeningKeys,
  unsafeExportKeys,
} from './descriptor/keys.js'
export type { Presence } from './descriptor/presence.js'
export { unsafeExportOpeningKeys, withOpeningKeys } from './descriptor/role-holder.js'
export { zoneTransitions } from './descriptor/zone.js'
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { RandomSource } from './kernel/random.js'
export type { Failure, Result } from './kernel/result.js'
export type { OpeningKey, SecretKey } from './kernel/secret-key.js'
export type { Suite } from './kernel/suite.js'
export { days, type EpochDay, type EpochSeconds, epochSeconds, hours, type Seconds } from './kernel/time.js'
export type { AnswerFailure, AnswerOptions, AnswerSealed, StateFailure } from './practice/answering.js'
export { createInbox, type Inbox, type ReceiveFailure, type ReceiveOptions } from './practice/inbox.js'
export type { Referral } from './practice/referral.js'
export { openSealedStore, type StoreFailure } from './practice/sealed-store.js'
export { sourceOf } from './practice/source-of.js'
export { type ReferralState, referralStates, type SettableState, settableStates } from './practice/states.js'
export { type Change, type Entry, type InboxStore, memoryStore } from './practice/store.js'
export { type Answer, type AnswerKind, type DeclineReason, declineReasons, type OfferedTime } from './token/answer.js'
export { readLink } from './token/forms.js'
export { inspectToken, type TokenOutside } from './token/inspect.js'
export { dummyRecord } from './token/nobody.js'
export { type OpenFailure, openToken } from './token/open.js'
export type { OpenedToken } from './token/opened.js'
export { toRecord } from './token/record.js'
export { type FoundToken, type ScanBoardOptions, scanBoard } from './token/scan-board.js'
export { textOfFailure } from './vocabulary/failure-text.js'
export type { Labels } from './vocabulary/labels.js'
export { coreVocabulary, type Vocabulary } from './vocabulary/vocabulary.js'
