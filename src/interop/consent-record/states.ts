import { dayOf, type EpochDay, type EpochSeconds } from '../../kernel/time.js'
import * as shape from '../../schema/shape.js'

// The states of a consent are those of DPV 2.3 (dpv/modules/consent_status.ttl), by its names.

/** Every state of a consent that DPV 2.3 names. Which of them this library reaches, and why not the others, says the guide. */
export const consentStates = [
  'ConsentRequested',
  'ConsentRequestDeferred',
  'ConsentGiven',
  'ConsentRefused',
  'ConsentExpired',
  'ConsentWithdrawn',
  'ConsentRevoked',
  'ConsentInvalidated',
  'RenewedConsentGiven',
  'ConsentUnknown',
] as const

/** A state of a consent, by DPV's name. */
export type ConsentState = (typeof consentStates)[number]

/**
 * The states that can come out of `consentStateAt`. Not used are:
 * `ConsentRefused` and `ConsentRequestDeferred`, because a proposal that is not granted is no consent and leaves nothing
 * that could be recorded; `ConsentRevoked` and `ConsentInvalidated`, because no message of this library lets anybody but
 * the person end a consent; `RenewedConsentGiven`, because who agrees again gives a further consent with a name of its own.
 */
export type ReachedState = Extract<
  ConsentState,
  'ConsentRequested' | 'ConsentGiven' | 'ConsentExpired' | 'ConsentWithdrawn' | 'ConsentUnknown'
>

/** Something that happened to a consent, by whole UTC days: two consents of one click must not be linked by a second. */
export type ConsentEvent =
  | { readonly state: 'ConsentGiven'; readonly on: EpochDay; readonly until: EpochDay }
  | LaterEvent

/** What happened besides the giving, which the facts of a record know. */
export type LaterEvent = { readonly state: 'ConsentRequested' | 'ConsentWithdrawn'; readonly on: EpochDay }

/** Most events one consent can have: it is asked for, given and withdrawn once; the rest is room for copies of several devices. */
export const MAX_EVENTS = 64

/** The last day that has a day after it which can be written: 9999-12-30. */
export const LAST_DAY = 2_932_895

/** A whole UTC day, up to the year 9999. */
// The brand adds a name for the compiler; the bounds are the check.
export const day = shape.whole(0, LAST_DAY) as shape.Shape<number> as shape.Shape<EpochDay>

/** What happened besides the giving. */
export const laterEvents: shape.Shape<LaterEvent[]> = shape.list(
  shape.record({ state: shape.oneOf(['ConsentRequested', 'ConsentWithdrawn']), on: day }),
  MAX_EVENTS,
)

const given = shape.where(
  shape.record({ state: shape.oneOf(['ConsentGiven']), on: day, until: day }),
  ({ on, until }) => on <= until,
)
const later = shape.record({ state: shape.oneOf(['ConsentRequested', 'ConsentWithdrawn']), on: day })
const anyEvents = shape.list(shape.either(given, later), MAX_EVENTS)

/**
 * Tells the state of a consent at a moment, from what happened to it.
 *
 * A fold that asks for no order and minds no copies. An event counts from its own day on; a withdrawal is final; of
 * several ends the earliest holds; nothing that is added makes an ended consent valid again. Events that cannot be read
 * make the state unknown, which DPV counts among the invalid ones.
 *
 * @param events - up to 64, in any order. Untrusted: they may come from where the host keeps them.
 * @param now - this device's clock.
 * @returns DPV's name of the state; `ConsentUnknown` when nothing has happened yet or an event is out of shape.
 * @throws {RangeError} when `now` is no whole number of seconds.
 * Privacy: reads its arguments only.
 * Cost: O(events).
 * @example
 * const today = dayOf(now)
 * consentStateAt([{ state: 'ConsentGiven', on: today, until: today }], now) // 'ConsentGiven'
 * @see W3C DPV 2.3, Consent Status @since 0.1
 */
export function consentStateAt(events: readonly ConsentEvent[], now: EpochSeconds): ReachedState {
  if (!Number.isSafeInteger(now)) throw new RangeError('now: expected whole epoch seconds')
  if (!shape.has(anyEvents, events)) return 'ConsentUnknown'
  const today = dayOf(now)
  const known = events.filter(({ on }) => on <= today)
  if (known.some(({ state }) => state === 'ConsentWithdrawn')) return 'ConsentWithdrawn'
  const givings = known.filter((event) => event.state === 'ConsentGiven')
  if (givings.some(({ until }) => until < today)) return 'ConsentExpired'
  if (givings.length > 0) return 'ConsentGiven'
  return known.length > 0 ? 'ConsentRequested' : 'ConsentUnknown'
}
