// The practitioner's side: keys, descriptions, opening and receiving referrals. It reaches no intake.

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
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { RandomSource } from './kernel/random.js'
export type { Failure, Result } from './kernel/result.js'
export type { OpeningKey, SecretKey } from './kernel/secret-key.js'
export type { Suite } from './kernel/suite.js'
export { days, type EpochDay, type EpochSeconds, epochSeconds, hours, type Seconds } from './kernel/time.js'
export { createInbox, type Inbox, type ReceiveFailure, type ReceiveOptions, type Referral } from './practice/inbox.js'
export { type Claim, type Claimed, type ClaimStore, memoryStore } from './practice/store.js'
export { readLink } from './token/forms.js'
export { inspectToken, type TokenOutside } from './token/inspect.js'
export { type OpenFailure, openToken } from './token/open.js'
export type { OpenedToken } from './token/opened.js'
export { textOfFailure } from './vocabulary/failure-text.js'
export type { Labels } from './vocabulary/labels.js'
export { coreVocabulary, type Vocabulary } from './vocabulary/vocabulary.js'
