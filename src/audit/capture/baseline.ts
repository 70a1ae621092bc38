import type { Departure } from '../recording.js'

/** What a browser sends by itself: the identities of its departures. */
export type Baseline = ReadonlySet<string>

/** Baselines by the browser's name, measured when first needed. */
export type Baselines = Map<string, Promise<Baseline>>

/**
 * What is measured of a start without a page.
 *
 * @param departures - of that start.
 * @returns the baseline.
 * Privacy: no page was open; these are the browser's own.
 * Cost: O(departures).
 */
export function baselineOf(departures: readonly Departure[]): Baseline {
  return new Set(departures.map(ownIdentity))
}

/**
 * Leaves out what the browser sends on every start. What the protocol saw a page send is never left out, nor a request
 * to another path or with another verb; a bare lookup of a name that the browser looks up by itself is.
 *
 * @param departures - of a recording.
 * @param baseline - of the same browser.
 * @returns the departures that remain, in their order.
 * Privacy: as what it is given.
 * Cost: O(departures).
 */
export function withoutBaseline(departures: readonly Departure[], baseline: Baseline): readonly Departure[] {
  return departures.filter((one) => !isUnclaimed(one) || !baseline.has(ownIdentity(one)))
}

/**
 * Whether nobody can say that a page sent it.
 *
 * @param departure - one of a recording.
 * @returns true where neither the protocol nor an origin claims it.
 * Privacy: as what it is given.
 * Cost: O(1).
 */
export function isUnclaimed({ seenBy, visit, from }: Departure): boolean {
  return !seenBy.includes('protocol') && visit === undefined && from.kind === 'browser'
}

function ownIdentity({ channel, verb, destination, parts }: Departure): string {
  const url = parts.find(({ name }) => name === 'url')
  const path = url === undefined ? '' : (Buffer.from(url.bytes).toString('utf8').split(/[?#]/)[0] ?? '')
  return `${channel} ${verb ?? ''} ${destination} ${path}`
}
