import type { Departure } from '../recording.js'
import { textOfUrl } from './url.js'

/** Where the roles of a declaration are: a role's origin, or URLs in which `*` stands for anything; one or several. */
export type Destinations = Readonly<Record<string, string | readonly string[]>>

/**
 * The places of a role. What is given from outside counts before what the file says, since a test stands elsewhere.
 *
 * @param role - a flow's `destination`: a role, or already an origin or URL.
 * @param given - from outside.
 * @param declared - from the file.
 * @returns patterns; none where nobody said where the role is.
 * Privacy: reads published addresses.
 * Cost: O(1). @since 0.2
 */
export function placesOf(role: string, given: Destinations, declared: Destinations): readonly string[] {
  const found = own(given, role) ?? own(declared, role) ?? (looksLikePlace(role) ? role : [])
  return typeof found === 'string' ? [found] : found
}

function own(places: Destinations, role: string): string | readonly string[] | undefined {
  return Object.hasOwn(places, role) ? places[role] : undefined
}

function looksLikePlace(text: string): boolean {
  return /^[a-z]+:\/\//.test(text) || /^[\w.-]+:\d+$/.test(text)
}

/**
 * How well a departure fits a place: the longer the pattern, the closer.
 *
 * @param pattern - an origin, a host name, `host:port`, or a URL with `*`.
 * @param departure - what left. Hostile.
 * @returns the length of the pattern, or -1 where it does not fit.
 * Privacy: tells yes or no.
 * Cost: O(length of the URL times stars), and no more. @since 0.2
 */
export function closeness(pattern: string, departure: Departure): number {
  const place = pattern.replace(/\/$/, '')
  if (place === departure.destination.replace(/\/$/, '')) return place.length
  const noUrl = departure.channel === 'connection' || departure.channel === 'name lookup' || departure.channel === 'udp'
  if (noUrl) return isSameHost(place, departure) ? place.length : -1
  const isOrigin = /^[a-z]+:\/\/[^/]+$/.test(place) && !place.includes('*')
  if (isOrigin) return sameOrigin(place, departure.destination) ? place.length : -1
  const url = textOfUrl(departure)
  return url !== undefined && fitsStars(pattern, url) ? pattern.length : -1
}

function sameOrigin(one: string, other: string): boolean {
  // A WebSocket goes to the same server as a page of its origin.
  const plain = (origin: string): string => origin.replace(/^ws/, 'http').replace(/\/$/, '').toLowerCase()
  return plain(one) === plain(other)
}

/**
 * Tells whether something went to the host of a place; to its port too, where both have one and it is no look-up.
 *
 * @param place - an origin, URL, host name or `host:port`.
 * @param departure - what left. Hostile.
 * @returns true when it did.
 * Privacy: tells yes or no.
 * Cost: O(length). @since 0.2
 */
export function isSameHost(place: string, departure: Departure): boolean {
  const [ours, theirs] = [hostAndPort(place), hostAndPort(departure.destination)]
  if (ours.host !== theirs.host) return false
  return departure.channel === 'name lookup' || theirs.port === undefined || ours.port === theirs.port
}

/**
 * The host and the port of an origin, a URL, a host name or `host:port`; the scheme's own port where none is written.
 *
 * @param place - any text. Hostile.
 * @returns both in lower case; no port where none is known.
 * Privacy: reads its argument only.
 * Cost: O(length). @since 0.2
 */
export function hostAndPort(place: string): { readonly host: string; readonly port: string | undefined } {
  const [, scheme, rest = ''] = /^(?:([a-z]+):\/\/)?([^/?#]*)/i.exec(place) ?? []
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?/.exec(rest.toLowerCase()) ?? []
  const usual = scheme === undefined ? undefined : /^(https|wss)$/i.test(scheme) ? '443' : '80'
  return { host: host.replace(/\.$/, ''), port: port ?? usual }
}

/** Pieces between stars, each sought after the one before: no pattern can make this slow, as it could a regular expression. */
function fitsStars(pattern: string, text: string): boolean {
  const pieces = pattern.split('*')
  const [first = '', ...others] = pieces
  const last = others.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const piece of others) {
    const found = text.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/**
 * Tells whether a name fits a declared name, in which `*` stands for anything.
 *
 * @param pattern - from a declaration.
 * @param name - a key of a store. Hostile.
 * @returns true when it fits.
 * Privacy: tells yes or no.
 * Cost: O(length times stars). @since 0.2
 */
export function fitsName(pattern: string, name: string): boolean {
  return fitsStars(pattern, name)
}
