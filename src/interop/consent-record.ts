// The record and the receipt of a consent in JSON-LD: ISO/IEC TS 27560:2023 in the terms of W3C DPV 2.3. No value that was shared.

export {
  grantedFacts,
  type RecordFacts,
  type RecordRecipient,
  receivedFacts,
  type SharedLevel,
} from '../consent/record-facts.js'
export type { FailureCode, FailureDetails } from '../kernel/failure.js'
export type { Failure, Result } from '../kernel/result.js'
export { dayOf, type EpochDay, type EpochSeconds } from '../kernel/time.js'
export type { JsonLd, JsonLdValue } from './consent-record/context.js'
export { toConsentReceipt } from './consent-record/receipt.js'
export {
  type Converted,
  type Dropped,
  type RecordFailure,
  type RecordOptions,
  toConsentRecord,
} from './consent-record/record.js'
export {
  type ConsentEvent,
  type ConsentState,
  consentStateAt,
  type LaterEvent,
  type ReachedState,
} from './consent-record/states.js'
