import type { Phase } from '../recording.js'

/** What the merge knows of a visit. */
export type VisitTimes = {
  readonly visit: number
  /** Origin of the page that was asked for. */
  readonly origin: string
  /** From the first on, in order; each with the milliseconds since 1970 at which it began. */
  readonly phases: readonly { readonly phase: Phase; readonly at: number }[]
}

/**
 * The phase in which a visit was.
 *
 * @param times - of the visit.
 * @param at - milliseconds since 1970.
 * @returns the phase; the first one for whatever came before it.
 * Privacy: times alone.
 * Cost: O(phases).
 */
export function phaseAt(times: VisitTimes, at: number): Phase {
  return times.phases.findLast((one) => one.at <= at)?.phase ?? 'opening'
}

/**
 * The visit to which something belongs that only names an origin or site.
 *
 * @param visits - every visit.
 * @param origin - as a header, a log or a worker's address names it.
 * @returns the last visit of that origin; undefined where there is none.
 * Privacy: origins alone.
 * Cost: O(visits).
 */
export function visitOfOrigin(visits: readonly VisitTimes[], origin: string | undefined): number | undefined {
  if (origin === undefined || origin === '') return undefined
  const exact = visits.findLast((one) => one.origin === origin)
  return (exact ?? visits.findLast((one) => isOfSite(one.origin, origin)))?.visit
}

/** A log names sites, without a port and without what stands before the registered name. */
function isOfSite(origin: string, site: string): boolean {
  if (!URL.canParse(origin) || !URL.canParse(site)) return false
  const [one, other] = [new URL(origin), new URL(site)]
  const isBelow = one.hostname === other.hostname || one.hostname.endsWith(`.${other.hostname}`)
  return one.protocol === other.protocol && other.port === '' && isBelow
}
