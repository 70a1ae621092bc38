import { fail, ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { HelpContacts } from './contacts.js'
import { dateAt, inRegion, isCurrentOn } from './help.js'

/** When, until when and where a released page is to help. */
export type ReleaseTerms = {
  /** The clock of the build. */
  readonly now: EpochSeconds
  /** When the page will be built again at the latest: every contact must be good until then. */
  readonly until: EpochSeconds
  /** The regions the page is for, `US` or `US-WA`: each needs a number for emergencies and somebody to turn to. */
  readonly regions: readonly string[]
}

/**
 * Checks whether a page with these contacts may be released: what a production build calls, and stops at.
 *
 * @param contacts - from `readHelpContacts`.
 * @param terms - the times between which the page will be used, and the regions it is for.
 * @returns the same contacts.
 * Failure: `help_sample` for made-up contacts; `help_lapsing` with the position of the first contact that ends before
 * `until`, and when it ends; `help_missing` with the position of the first of `regions` that has no emergency number or
 * nobody current.
 * @throws {RangeError} when `until` is before `now`, a time is none, or no region is named.
 * Privacy: reads public data only.
 * Cost: O(contacts × regions).
 * @example
 * const checked = checkHelpForRelease(help.value, { now, until: epochSeconds(now + days(30)), regions: ['US'] })
 * if (!checked.ok) throw new Error(`help contacts: ${checked.error.code}`)
 * @since 0.1
 */
export function checkHelpForRelease(
  contacts: HelpContacts,
  terms: ReleaseTerms,
): Result<HelpContacts, 'help_lapsing' | 'help_missing' | 'help_sample'> {
  const today = dateAt(terms.now)
  const last = dateAt(terms.until)
  if (today === undefined || last === undefined) throw new RangeError('now, until: expected times')
  if (terms.until < terms.now) throw new RangeError('until: expected a time after now')
  if (terms.regions.length === 0) throw new RangeError('regions: expected one at least')
  if (contacts.sample === true) return fail('help_sample', {})
  const lapsing = contacts.contacts.findIndex(({ validUntil }) => validUntil < last)
  const ending = contacts.contacts[lapsing]
  if (ending !== undefined) {
    // A date of the shape, and so whole days after 1970.
    const until = (Date.parse(ending.validUntil) / 1000) as EpochSeconds
    return fail('help_lapsing', { index: lapsing, until })
  }
  const missing = terms.regions.findIndex((region) => {
    const isServed = inRegion(contacts.contacts, region).some((contact) => isCurrentOn(contact, today))
    return !isServed || inRegion(contacts.emergency, region).length === 0
  })
  return missing < 0 ? ok(contacts) : fail('help_missing', { index: missing })
}
