import type { SharedField } from '../../consent/disclosure.js'
import type { RecordFacts } from '../../consent/record-facts.js'
import { type Failure, ok, type Result } from '../../kernel/result.js'
import { dayOf, type EpochDay, type EpochSeconds, startOfDay } from '../../kernel/time.js'
import * as shape from '../../schema/shape.js'
import { categoryOf } from './categories.js'
import { context, type JsonLd, recordProfile } from './context.js'
import { historyOf, statuses } from './events.js'
import { factsShape } from './facts-shape.js'
import { uuidUrn } from './identifiers.js'
import { entities, partiesOf } from './parties.js'
import { notices, processOf } from './process.js'
import {
  type ConsentEvent,
  consentStateAt,
  LAST_DAY,
  type LaterEvent,
  laterEvents,
  type ReachedState,
} from './states.js'

/** So many days the person's clock may be ahead, here as in openToken. */
const MOST_DAYS_AHEAD = 1

/** How a record is made. */
export type RecordOptions = {
  /** This device's clock: the day as of which the record speaks. */
  readonly now: EpochSeconds
  /** What happened besides the giving, which the facts know; in any order. None unless given. */
  readonly history?: readonly LaterEvent[] | undefined
  /**
   * How the person agreed, in DPV's words. `explicitly-expressed` is for an act that was about this consent alone: only
   * the host knows. `expressed` unless told.
   */
  readonly consentType?: 'expressed' | 'explicitly-expressed' | undefined
}

/** What a record could not say, or says less exactly than the consent. */
export type Dropped =
  /** Nobody has stated a postal address, which ISO/IEC TS 27560 asks for: the record says `dpv:NotAvailable`. */
  | { readonly code: 'address_unknown' }
  /** DPV-PD has no term for this field: the record says personal data, and the field's name. */
  | { readonly code: 'category_unmapped'; readonly field: SharedField }
  /** So many events lie after `now`, and are left out. */
  | { readonly code: 'events_later'; readonly count: number }
  /** The host did not say which words the person read, or this side cannot know: the language is `und`. */
  | { readonly code: 'language_unknown' }
  /** A notice states a jurisdiction, not where data lie: the record says `dpv:NotAvailable`. */
  | { readonly code: 'storage_location_unknown' }

/** A record, what state it says the consent is in, and what it could not say. */
export type Converted = {
  readonly value: JsonLd
  readonly state: ReachedState
  readonly dropped: readonly Dropped[]
}

/** The codes by which facts are refused. */
export type RecordFailure = 'consent_facts_invalid'

/**
 * Writes the record of a consent: ISO/IEC TS 27560:2023 in JSON-LD, with the terms of W3C DPV 2.3.
 *
 * Every mandatory field is there; what nobody has stated is said to be not available, and listed. No value that was
 * disclosed is in it: a field is a category and a level. The same facts on the same day give the same record, to the byte.
 *
 * @param facts - from `grantedFacts` or `receivedFacts`, fresh or as the host kept them. Untrusted.
 * @param options - the time; what happened since; how the person agreed.
 * @returns plain data with its own inline context, the state on that day, and what was left out or not known.
 * Failure: `consent_facts_invalid` with the first field that is out of shape; `issuedOn` also when it lies more than a day ahead of `now`.
 * @throws {RangeError} when `now` is no whole number of seconds before 9999-12-31, or `consentType` is none there is.
 * Privacy: reads no disclosed value; output may leave the device: only where the person wants it. It tells that this
 * person, whoever they are, wrote to this practitioner, when, and about which kinds of things.
 * Cost: O(fields + events).
 * @example
 * const consent = grant(proposal.value, { now })
 * const facts = consent.ok ? grantedFacts(consent.value, proposal.value.preview) : undefined
 * const record = facts && toConsentRecord(facts, { now })
 * const json = record?.ok ? JSON.stringify(record.value.value) : ''
 * @see ISO/IEC TS 27560:2023; W3C DPV 2.3, guides/consent-27560 @since 0.1
 */
export function toConsentRecord(facts: RecordFacts, options: RecordOptions): Result<Converted, RecordFailure> {
  const body = recordBody(facts, options)
  return body.ok ? ok({ ...body.value, value: { '@context': context, ...body.value.value } }) : body
}

/**
 * Writes a record without its context, for whatever wraps it.
 *
 * @param facts - as for `toConsentRecord`.
 * @param options - as for `toConsentRecord`.
 * @returns as for `toConsentRecord`, without `@context`.
 * Failure: as for `toConsentRecord`.
 * @throws {RangeError} as for `toConsentRecord`.
 * Privacy: as for `toConsentRecord`.
 * Cost: O(fields + events). @since 0.1
 */
export function recordBody(facts: RecordFacts, options: RecordOptions): Result<Converted, RecordFailure> {
  const { now, history = [] } = options
  if (!Number.isSafeInteger(now) || dayOf(now) > LAST_DAY) throw new RangeError('now: expected whole epoch seconds')
  const type = typeOf(options.consentType)
  const refused = faultOf(facts, history, now)
  if (refused !== undefined) return refused
  // Opening a token lets the person's clock be a day ahead: what has come is given, whatever the day here.
  const today = Math.max(dayOf(now), facts.issuedOn) as EpochDay // the later of two days
  const parties = partiesOf(facts)
  const all = historyOf(facts, history)
  const known = all.filter(({ on }) => on <= today)
  const id = uuidUrn('record', facts.consent)
  const value = {
    '@id': id,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': recordProfile,
    'dct:identifier': id,
    // The name by which both sides can speak of this consent.
    'dpv:hasIdentifier': facts.consent,
    'dpv:hasDataSubject': parties.person,
    'dpv:hasNotice': notices(facts),
    'dpv:hasProcess': processOf(facts, parties, type),
    'dpv:hasEntity': entities(facts, parties),
    'dpv:hasConsentStatus': statuses(known, { facts, parties, type, today }),
  }
  return ok({ value, state: consentStateAt(all, startOfDay(today)), dropped: droppedFrom(facts, all, known) })
}

function typeOf(consentType: RecordOptions['consentType'] = 'expressed') {
  if (consentType === 'expressed') return 'dpv:ExpressedConsent'
  if (consentType === 'explicitly-expressed') return 'dpv:ExplicitlyExpressedConsent'
  throw new RangeError('consentType: none there is')
}

function faultOf(
  facts: RecordFacts,
  history: readonly LaterEvent[],
  now: EpochSeconds,
): { readonly ok: false; readonly error: Failure<RecordFailure> } | undefined {
  const checked = shape.check(factsShape, facts, 'consent_facts_invalid')
  if (!checked.ok) return checked
  const events = shape.check(shape.record({ history: laterEvents }), { history }, 'consent_facts_invalid')
  if (!events.ok) return events
  const given = shape.record({ issuedOn: shape.whole(0, dayOf(now) + MOST_DAYS_AHEAD) })
  const begun = shape.check(given, { issuedOn: facts.issuedOn }, 'consent_facts_invalid')
  return begun.ok ? undefined : begun
}

function droppedFrom(
  { shared, words }: RecordFacts,
  all: readonly ConsentEvent[],
  known: readonly ConsentEvent[],
): readonly Dropped[] {
  const unmapped = shared.filter((one) => categoryOf(one)?.broader.length === 0)
  return [
    { code: 'address_unknown' },
    ...unmapped.map(({ field }): Dropped => ({ code: 'category_unmapped', field })),
    ...(known.length === all.length ? [] : [{ code: 'events_later', count: all.length - known.length } as const]),
    ...(words === undefined ? [{ code: 'language_unknown' } as const] : []),
    { code: 'storage_location_unknown' },
  ]
}
