import type { Departure, Part } from '../recording.js'

/**
 * Leaves out a browser's own look whether a page's service worker has changed: it comes in one visit and not in another, a
 * second after a page was drawn or when the worker has been idle. Only before the first answer, because a page can ask for such
 * a look itself, and whether it does would tell; and only where it says nothing that the page did not say when it registered
 * the worker: the same address, and no header that was not sent then.
 *
 * @param departures - of a recording.
 * @returns the others, in their order.
 * Privacy: as what it is given.
 * Cost: O(departures × their parts), for departures that ask for a worker.
 * @see W3C Service Workers, section "Soft Update"
 */
export function withoutWorkerUpdates(departures: readonly Departure[]): readonly Departure[] {
  const registered = departures.filter((one) => asksForWorker(one) && one.seenBy.includes('protocol'))
  return departures.filter((one) => {
    if (one.phase !== 'opening' || !asksForWorker(one) || one.seenBy.includes('protocol')) return true
    return !registered.some((before) => before.at <= one.at && saysNoMore(one, before))
  })
}

/** The header that a browser puts on every fetch of a service worker's script. */
function asksForWorker({ channel, verb, parts }: Departure): boolean {
  return channel === 'http' && verb === 'GET' && parts.some((part) => textOf(part) === 'service-worker script')
}

function saysNoMore(one: Departure, before: Departure): boolean {
  const said = new Set(before.parts.map(textOf))
  return one.parts.every((part) => said.has(textOf(part)))
}

function textOf({ name, bytes }: Part): string {
  return `${name} ${Buffer.from(bytes).toString('latin1')}`
}
