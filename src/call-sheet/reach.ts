import type { CatalogueEntry } from '../catalogue/entry.js'
import type { Labels } from '../vocabulary/labels.js'
import { fill } from '../vocabulary/sentence.js'

/** One way to reach somebody, as they or a directory state it. */
export type Reach = {
  readonly by: 'phone' | 'address' | 'contact' | 'booking'
  /** What was stated, as it was stated. Text of other people. */
  readonly at: string
  /** The same as a line to read. */
  readonly line: string
  /** What a `tel:` link may hold: digits, a plus sign before them where it was stated. Undefined where `at` is no telephone number alone. */
  readonly dial: string | undefined
}

/** A telephone number and nothing else: digits, with or without a country, and the marks people put between them. */
const telephoneNumber = /^[+(]?[0-9]([ ().\-/]{0,2}[0-9]){2,18}$/

/**
 * Gathers how somebody can be reached, out of what is published of them.
 *
 * @param entry - of an opened catalogue. Public.
 * @param labels - the words of one language.
 * @returns a listing's telephone number and address; the contact and the booking link of a practitioner, or of an event's
 * host. Empty when nothing is stated.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function reachOf(entry: CatalogueEntry, labels: Labels): Reach[] {
  if (entry.kind === 'listing') {
    return [...way('phone', entry.offer.phone, labels), ...way('address', entry.offer.address, labels)]
  }
  const host = entry.kind === 'event' ? entry.host : entry
  return [...way('contact', host?.offer.notice?.contact, labels), ...way('booking', host?.offer.bookingLink, labels)]
}

function way(by: Reach['by'], at: string | undefined, labels: Labels): Reach[] {
  if (at === undefined) return []
  const isDialled = (by === 'phone' || by === 'contact') && at.length <= 40 && telephoneNumber.test(at)
  const dial = isDialled ? at.replace(/[^+0-9]/g, '') : undefined
  return [{ by, at, line: fill(labels.callSheet.reach[by], { at }), dial }]
}
