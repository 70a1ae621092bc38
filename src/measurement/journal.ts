import { ok, type Result } from '../kernel/result.js'
import type { EpochDay } from '../kernel/time.js'
import { epochDay, type SourceKind, sourceKinds } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'

// What a practitioner's own device notes: which day, of which referral or place, and nothing that was disclosed but the
// kind of source, where the person shared it (`sourceOf` of the practitioner's entry). The ids are those of the inbox
// (`Referral.id`), or any word of the device's own; they leave it in no form.

const id = shape.text(80, /^[\x21-\x7e]+$/)
const ofReferral = (what: readonly string[]) =>
  shape.record({ what: shape.oneOf(what), referral: id, on: epochDay }, { source: shape.oneOf(sourceKinds) })

/** Most events in one journal: some years of a full practice. */
export const MAX_JOURNAL_EVENTS = 50_000

const referralEvents = ['received', 'session', 'completed', 'referred-on', 'given'] as const
const placeEvents = ['place', 'came', 'next-step'] as const

const eventShape = shape.either(
  ofReferral(referralEvents),
  shape.record({ what: shape.oneOf(placeEvents), place: id, on: epochDay }),
)
const journalShape = shape.list(eventShape, MAX_JOURNAL_EVENTS)

/** Something that happened to a referral: received or given (with its source or receiver kind, where known), a session, … */
export type ReferralEvent = {
  readonly what: (typeof referralEvents)[number]
  readonly referral: string
  readonly on: EpochDay
  readonly source?: SourceKind | undefined
}

/** Something that happened to one place at one event: taken (dated the event's day), used, followed by a next step. */
export type PlaceEvent = {
  readonly what: (typeof placeEvents)[number]
  readonly place: string
  readonly on: EpochDay
}

/** What a practitioner's device has noted, in any order. */
export type Journal = readonly (ReferralEvent | PlaceEvent)[]

/**
 * Reads a journal that was kept somewhere.
 *
 * @param value - plain data, as JSON gives it. Untrusted in form.
 * @returns the same, with its type.
 * Failure: `measurement_invalid` with the position of the first event that is none.
 * Privacy: the practitioner's own notes; the failure repeats none of them.
 * Cost: O(events).
 * @example
 * const read = readJournal(JSON.parse('[]'))
 * @since 0.1
 */
export function readJournal(value: unknown): Result<Journal, 'measurement_invalid'> {
  const checked = check(journalShape, value, 'measurement_invalid')
  // Each element has one of the two shapes; `either` has lost which names go with which member.
  return checked.ok ? ok(checked.value as Journal) : checked
}

/**
 * Erases all that was noted of a referral: when the person withdraws it, its days go too.
 *
 * @param journal - the journal.
 * @param referral - its id.
 * @returns a journal without it.
 * Privacy: what is erased is in no later count.
 * Cost: O(events).
 * @example
 * const rest = withoutReferral(journal, 'one-referral')
 * @since 0.1
 */
export function withoutReferral(journal: Journal, referral: string): Journal {
  return journal.filter((event) => !('referral' in event && event.referral === referral))
}

/**
 * Erases what no later count can need: referrals and places whose last event is older than a day.
 *
 * @param journal - the journal.
 * @param day - 224 days before the first day of this epoch leaves every metric whole.
 * @returns a journal without them.
 * Privacy: what is not kept cannot be stolen.
 * Cost: O(events). @since 0.1
 */
export function withoutOlder(journal: Journal, day: EpochDay): Journal {
  const latest = new Map<string, number>()
  for (const event of journal) latest.set(keyOf(event), Math.max(latest.get(keyOf(event)) ?? 0, event.on))
  return journal.filter((event) => (latest.get(keyOf(event)) ?? 0) >= day)
}

function keyOf(event: Journal[number]): string {
  return 'referral' in event ? `referral ${event.referral}` : `place ${event.place}`
}
