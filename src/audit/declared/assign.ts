import type { Departure } from '../recording.js'
import { type DataFlow, type DeclaredFlow, type DeclaredMessage, phasesOf } from './data-flow.js'
import { closeness, type Destinations, isSameHost, placesOf } from './destinations.js'
import { bodyBytes } from './url.js'

/** Where things are in this test: the roles of the declaration, and the origins or URLs that serve the page itself. */
export type Where = { readonly destinations: Destinations; readonly pages: readonly string[] }

/** What a departure is by the declaration. */
export type Standing =
  | { readonly is: 'flow'; readonly flow: DeclaredFlow }
  /** Everything fits but the time. */
  | { readonly is: 'untimely'; readonly flow: DeclaredFlow }
  | { readonly is: 'message'; readonly message: DeclaredMessage }
  /** The page's own files, and what no request can do without: the look-up, the connection, the question beforehand. */
  | { readonly is: 'implied' }
  | { readonly is: 'undeclared' }

type Candidate = { readonly flow: DeclaredFlow; readonly close: number }

/**
 * Says of each departure which declared flow it is. Where several fit, the closest place counts, then the first flow
 * that has not left as often as it may.
 *
 * @param departures - of one recording, in the order in which they left.
 * @param declaration - that was read.
 * @param where - where the roles are.
 * @returns one standing for each departure, in the same order.
 * Privacy: names flows of a published declaration; keeps nothing of what left.
 * Cost: O(departures × flows). @since 0.2
 */
export function standings(departures: readonly Departure[], declaration: DataFlow, where: Where): readonly Standing[] {
  const used = new Map<string, number>()
  return departures.map((departure) => {
    if (departure.channel === 'message') return messageStanding(departure, declaration)
    const ofPage = pageCloseness(departure, where)
    // A file of the page is no flow to its origin, unless a flow says more exactly that it is.
    const fitting = candidates(departure, declaration, where).filter(({ close }) => close > ofPage)
    const timely = fitting.filter(({ flow }) => phasesOf(flow).includes(departure.phase))
    const flow = firstUnused(closest(timely), departure, used)
    if (flow !== undefined) {
      const key = keyOf(flow, departure)
      used.set(key, (used.get(key) ?? 0) + 1)
      return { is: 'flow', flow }
    }
    if (ofPage >= 0 || isImplied(departure, declaration, where)) return { is: 'implied' }
    const [near] = closest(fitting)
    return near === undefined ? { is: 'undeclared' } : { is: 'untimely', flow: near.flow }
  })
}

function keyOf(flow: DeclaredFlow, departure: Departure): string {
  return `${departure.visit ?? ''} ${flow.id}`
}

function closest(fitting: readonly Candidate[]): readonly Candidate[] {
  const best = Math.max(...fitting.map(({ close }) => close))
  return fitting.filter(({ close }) => close === best)
}

function firstUnused(
  fitting: readonly Candidate[],
  departure: Departure,
  used: ReadonlyMap<string, number>,
): DeclaredFlow | undefined {
  const free = fitting.find(({ flow }) => (used.get(keyOf(flow, departure)) ?? 0) < flow.count.most)
  return (free ?? fitting[0])?.flow
}

function candidates(departure: Departure, declaration: DataFlow, where: Where): readonly Candidate[] {
  return declaration.flows
    .filter((flow) => fitsChannel(flow.channel, departure))
    .map((flow) => ({ flow, close: placeCloseness(flow, departure, declaration, where) }))
    .filter(({ close }) => close >= 0)
}

function placeCloseness(flow: DeclaredFlow, departure: Departure, declaration: DataFlow, where: Where): number {
  const places = placesOf(flow.destination, where.destinations, declaration.destinations ?? {})
  return Math.max(-1, ...places.map((place) => closeness(place, departure)))
}

/** `fetch GET`, `beacon POST`: all are HTTP. A form or a frame may be seen as a navigation. */
function fitsChannel(declared: string, departure: Departure): boolean {
  const verb = / ([A-Z]+)$/.exec(declared)?.[1]
  if (verb === undefined) return declared === departure.channel
  if (departure.channel !== 'http' && departure.channel !== 'navigation') return false
  return departure.verb === undefined || departure.verb.toUpperCase() === verb
}

/** How well it fits the page and its files, which have to be fetched before they can be looked at: at its opening, without a body. */
function pageCloseness(departure: Departure, where: Where): number {
  if (departure.channel === 'connection' || departure.channel === 'name lookup') {
    return where.pages.some((place) => isSameHost(place, departure)) ? 0 : -1
  }
  const fetches = departure.channel === 'http' || departure.channel === 'navigation'
  if (!fetches || departure.phase !== 'opening' || (bodyBytes(departure) ?? 0) > 0) return -1
  if (departure.verb !== undefined && !/^(GET|HEAD)$/i.test(departure.verb)) return -1
  return Math.max(-1, ...where.pages.map((place) => closeness(place, departure)))
}

function isImplied(departure: Departure, declaration: DataFlow, where: Where): boolean {
  const isQuestion = departure.channel === 'http' && departure.verb?.toUpperCase() === 'OPTIONS'
  return declaration.flows.some((flow) => {
    const places = placesOf(flow.destination, where.destinations, declaration.destinations ?? {})
    if (departure.channel === 'connection' || departure.channel === 'name lookup') {
      return places.some((place) => isSameHost(place, departure))
    }
    if (!isQuestion || (bodyBytes(departure) ?? 0) > 0) return false
    return phasesOf(flow).includes(departure.phase) && places.some((place) => closeness(place, departure) >= 0)
  })
}

const senders: Readonly<Record<string, string>> = { intake: 'frame', widget: 'frame', host: 'page' }

/** A message between frames fits by who says it; the sizes are looked at afterwards. */
function messageStanding(departure: Departure, declaration: DataFlow): Standing {
  const fitting = declaration.messages.filter(({ from }) => {
    const kind = Object.hasOwn(senders, from) ? senders[from] : from
    return kind === departure.from.kind || from === departure.from.origin
  })
  const length = bodyBytes(departure)
  const sized = fitting.find(({ sizes }) => sizes === undefined || length === undefined || sizes.includes(length))
  const message = sized ?? fitting[0]
  return message === undefined ? { is: 'undeclared' } : { is: 'message', message }
}
