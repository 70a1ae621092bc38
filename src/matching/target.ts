import type { CatalogueEntry, EventEntry, PractitionerEntry } from '../catalogue/entry.js'
import { BELIEVED_SECONDS } from '../catalogue/limits.js'
import type { CommunityEvent } from '../descriptor/event.js'
import type { Offer } from '../descriptor/offer.js'
import { SUITES, suiteOf } from '../kernel/suite.js'
import { type EpochSeconds, keyEpochOf } from '../kernel/time.js'

/** An entry as it may be read at one moment: whatever is past its date is gone, so that it reads as unknown. */
export type Target = {
  readonly entry: CatalogueEntry
  readonly offer: Offer
  /** In force and confirmed lately, or absent. */
  readonly presence: PractitionerEntry['presence']
  readonly event: CommunityEvent | undefined
  /** What colleagues say, in steps that the publisher has compiled; who said it is not known here. */
  readonly endorsed?: PractitionerEntry['endorsed'] | undefined
  readonly now: EpochSeconds
}

/** What states nothing: the entry of a part. Judges of offers, presences and events do not look at it. */
export const nobody: Target['entry'] = Object.freeze({
  kind: 'listing',
  id: '',
  community: '',
  name: '',
  issued: 0 as EpochSeconds, // a time that is never compared
  expires: 0 as EpochSeconds,
  offer: Object.freeze({}) as Extract<Target['entry'], { readonly kind: 'listing' }>['offer'], // no name to show either
  source: '',
})

/**
 * Makes a target that states nothing.
 *
 * @param now - the device's time.
 * @returns the target, as `targetOf` gives it of an entry past its end.
 * Privacy: reads nothing.
 * Cost: O(1). @since 0.1
 */
export function silentTarget(now: EpochSeconds): Target {
  return { entry: nobody, offer: {}, presence: undefined, event: undefined, now }
}

/**
 * Reads an entry at a moment.
 *
 * @param entry - of an opened catalogue. Public.
 * @param now - the device's time.
 * @returns the target; an expired offer states nothing; a presence that has expired or was confirmed long ago is absent.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function targetOf(entry: CatalogueEntry, now: EpochSeconds): Target {
  // Of one shape for everybody: a target is made for each that is shown, and asked by every judge.
  if (entry.expires <= now) return { entry, offer: {}, presence: undefined, event: undefined, endorsed: undefined, now }
  const { kind, offer } = entry
  return {
    entry,
    offer: kind === 'event' ? eventOffer(entry, now) : offer,
    presence: kind === 'practitioner' ? confirmedPresence(entry, now) : undefined,
    event: kind === 'event' ? offer : undefined,
    endorsed: kind === 'practitioner' ? entry.endorsed : undefined,
    now,
  }
}

/**
 * Tells whether what was confirmed at a moment still counts.
 *
 * @param asOf - when it was confirmed. Public.
 * @param now - the device's time.
 * @returns false from 35 days on: by then it is unknown.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function isBelieved(asOf: EpochSeconds, now: EpochSeconds): boolean {
  return now - asOf < BELIEVED_SECONDS
}

/** An event without licences of its own is held under its host's. */
function eventOffer(entry: EventEntry, now: EpochSeconds): Offer {
  const { host, offer } = entry
  if (offer.licences !== undefined || host === undefined || host.expires <= now) return offer
  return { ...offer, licences: host.offer.licences }
}

function confirmedPresence(entry: PractitionerEntry, now: EpochSeconds): PractitionerEntry['presence'] {
  const presence = freshPresence(entry, now)
  return presence !== undefined && isBelieved(presence.capacityAsOf, now) ? presence : undefined
}

function freshPresence(entry: PractitionerEntry, now: EpochSeconds): PractitionerEntry['presence'] {
  return entry.presence !== undefined && entry.presence.expires > now ? entry.presence : undefined
}

/**
 * Tells whether a referral can be sealed to an entry now: it, or the event's host, has a valid descriptor with a
 * notice, a fresh presence with this epoch's approved key in a suite this app knows, which is not cooling down, and was
 * read from a catalogue that has not ended.
 *
 * @param entry - of an opened catalogue. Public.
 * @param now - the device's time.
 * @returns true when nothing of that is missing; the proof is checked again when a referral is proposed.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function isSealable(entry: CatalogueEntry, now: EpochSeconds): boolean {
  if (entry.expires <= now || entry.kind === 'listing') return false
  if (entry.kind === 'event') return entry.host !== undefined && isSealable(entry.host, now)
  const keys = freshPresence(entry, now)?.keys ?? []
  return (
    now < entry.evidence.until &&
    entry.offer.notice !== undefined &&
    keys.some(
      ({ epoch, suite, coolDownUntil, until }) =>
        epoch === keyEpochOf(now) &&
        now >= (coolDownUntil ?? 0) &&
        now < until &&
        suiteOf(entry.evidence[SUITES], suite) !== undefined,
    )
  )
}
