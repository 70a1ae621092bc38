import { dayOf, type EpochSeconds, isoDateOf } from '../kernel/time.js'
import type { EmergencyNumber, HelpContact, HelpContacts } from './contacts.js'

/** Whom to show to somebody who needs help now. */
export type Help = {
  /** Contacts for the region that were checked and are still good today; the closest region first, else as they were listed. */
  readonly current: readonly HelpContact[]
  /** Never empty: the region's numbers, the closest first; every number where nothing is known of the region. */
  readonly emergency: readonly EmergencyNumber[]
  /** False where `emergency` holds every region's numbers, each to be shown with its region. */
  readonly isRegionKnown: boolean
  /** How many contacts for the region are not shown, because today is not between their two dates. */
  readonly lapsed: number
  /** True where the contacts are made up, to show how a page works. */
  readonly sample: boolean
}

/** The last second of the year 9999: later ones cannot be written as a date. */
const LAST_MOMENT = 253_402_300_799

/**
 * Finds whom to turn to, now and in one region.
 *
 * Fails safe: a clock that is wrong hides contacts, never the emergency numbers. Nothing is logged, counted or timed:
 * whoever calls this leaves no trace.
 *
 * @param contacts - from `readHelpContacts`.
 * @param options - `region`: where the person is, `US` or `US-WA`, as they chose it for this; `now`: this device's clock,
 * right or wrong.
 * @returns what to show, frozen. `emergency` is never empty.
 * Privacy: reads a region and nothing else; nothing is kept, and no token or record can reach it; output may leave the device: no.
 * Cost: O(contacts).
 * @example
 * const { current, emergency } = helpFor(help.value, { region: 'US-WA', now })
 * @since 0.1
 */
export function helpFor(
  contacts: HelpContacts,
  options: { readonly region?: string | undefined; readonly now: EpochSeconds },
): Help {
  // Whatever a page hands over here: whoever needs help gets numbers, not an error.
  const region = typeof options.region === 'string' ? options.region.toUpperCase() : undefined
  const today = dateAt(options.now)
  const numbers = inRegion(contacts.emergency, region)
  const ofRegion = inRegion(contacts.contacts, region)
  const current = ofRegion.filter((contact) => isCurrentOn(contact, today))
  const isRegionKnown = numbers.length > 0
  return Object.freeze({
    current: Object.freeze(current),
    emergency: Object.freeze(isRegionKnown ? numbers : [...contacts.emergency]),
    isRegionKnown,
    lapsed: ofRegion.length - current.length,
    sample: contacts.sample === true,
  })
}

/**
 * Tells whether a contact may be shown on a day.
 *
 * @param contact - from `readHelpContacts`.
 * @param day - the UTC day as `2026-11-29`; undefined where the clock tells none.
 * @returns true from the day it was checked to the last day it is good for, both included.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function isCurrentOn({ verifiedOn, validUntil }: HelpContact, day: string | undefined): boolean {
  // ISO dates of the years 2000 to 2099 stand in the order of their text; any other day is before or after all of them.
  return day !== undefined && verifiedOn <= day && day <= validUntil
}

/**
 * Writes the day of a clock that may be wrong.
 *
 * @param now - what a device says.
 * @returns the UTC day as `2026-11-29`; undefined for what is no time, or lies beyond the year 9999.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function dateAt(now: EpochSeconds): string | undefined {
  return now >= 0 && now <= LAST_MOMENT ? isoDateOf(dayOf(now)) : undefined
}

/**
 * Picks what serves a region: what is for the region itself, then what is for the country it lies in.
 *
 * @param all - contacts or numbers.
 * @param region - `US-WA` or `US`; undefined where it is not known.
 * @returns those, the closest region first, otherwise in their order; none where the region is not known.
 * Privacy: reads its arguments only.
 * Cost: O(all). @since 0.1
 */
export function inRegion<One extends { readonly region: string }>(
  all: readonly One[],
  region: string | undefined,
): One[] {
  if (region === undefined) return []
  const country = region.replace(/-.*$/, '')
  const own = all.filter((one) => one.region === region)
  return country === region ? own : [...own, ...all.filter((one) => one.region === country)]
}
