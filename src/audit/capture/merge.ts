import { createHash } from 'node:crypto'
import type { Departure, Method, Part } from '../recording.js'
import { methods } from '../recording.js'
import type { Sighting } from './sighting.js'
import { phaseAt, type VisitTimes, visitOfOrigin } from './visits.js'

/** Which method's word counts first where several saw the same: what was written on the wire is closest to the truth. */
const trust: readonly Method[] = ['protocol', 'servers', 'net-log', 'names', 'state']

type Group = { readonly first: Sighting; readonly others: Sighting[] }

/**
 * What identifies a sighting across methods, up to how often it was seen.
 *
 * @param sighting - by any method.
 * @returns a text, equal for sightings that may be of the same thing.
 * Privacy: may hold what the page sent; it stays in this process.
 * Cost: O(length).
 */
export function identityOf(sighting: Sighting): string {
  const { channel, verb, url, destination, parts } = sighting
  if (channel === 'name lookup') return `name ${destination.toLowerCase()}`
  if (channel === 'udp') return `udp ${/\d+$/.exec(destination)?.[0] ?? ''} ${digestOf(parts)}`
  if (channel === 'connection') return `connection ${destination} ${digestOf(parts)}`
  if (channel === 'message') return `message ${sighting.from?.origin ?? ''} ${destination} ${digestOf(parts)}`
  if (verb === undefined) return `${channel} ${plainUrl(url)} ${digestOf(parts)}`
  return `${channel} ${verb} ${plainUrl(url)}`
}

function plainUrl(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return url ?? ''
  const parsed = new URL(url)
  parsed.hash = ''
  return parsed.href
}

function digestOf(parts: readonly Part[]): string {
  const hash = createHash('sha256')
  for (const { name, bytes } of parts) hash.update(`${name.length} ${name} ${bytes.length} `).update(bytes)
  return hash.digest('base64')
}

/**
 * Makes of what each method saw the list of what left: each thing once, with everybody who saw it.
 *
 * @param sightings - of all methods, in any order.
 * @param visits - of the recording.
 * @returns the departures, in the order in which they left.
 * Privacy: what pages sent, for the search that follows; nothing is kept.
 * Cost: O(sightings log sightings + bytes).
 */
export function mergeSightings(sightings: readonly Sighting[], visits: readonly VisitTimes[]): readonly Departure[] {
  const byIdentity = new Map<string, Sighting[]>()
  for (const sighting of sightings) {
    const identity = identityOf(sighting)
    const same = byIdentity.get(identity)
    if (same === undefined) byIdentity.set(identity, [sighting])
    else same.push(sighting)
  }
  const groups = [...byIdentity].flatMap(([identity, same]) => (isOnce(identity) ? [once(same)] : pairUp(same)))
  const merged = groups.map((group) => departureOf(group, visits)).sort((one, other) => one.at - other.at)
  const absorbed = absorb(merged, visits)
  // Milliseconds since the visit began, as soon as it is known which came first.
  return absorbed.map((departure) => ({ ...departure, at: sinceBegin(departure, visits) }))
}

function isOnce(identity: string): boolean {
  return /^(name|udp|connection) /.test(identity)
}

function once(same: readonly Sighting[]): Group {
  const [first, ...others] = sorted(same)
  if (first === undefined) throw new RangeError('no group is empty')
  return { first, others }
}

function sorted(same: readonly Sighting[]): readonly Sighting[] {
  return [...same].sort((one, other) => trust.indexOf(one.method) - trust.indexOf(other.method) || one.at - other.at)
}

/** Each reading counts its own: the nth of one is the nth of the other, or the one with the same body. */
function pairUp(same: readonly Sighting[]): readonly Group[] {
  const readings = new Map<string, Sighting[]>()
  for (const sighting of sorted(same)) {
    const name = `${sighting.method} ${sighting.reading ?? ''}`
    readings.set(name, [...(readings.get(name) ?? []), sighting])
  }
  const groups: Group[] = []
  for (const list of readings.values()) {
    const free = new Set(groups)
    const later: Sighting[] = []
    for (const sighting of list) {
      const match = bodyOf(sighting) === '' ? undefined : [...free].find((one) => bodiesOf(one).has(bodyOf(sighting)))
      if (match === undefined) later.push(sighting)
      else {
        match.others.push(sighting)
        free.delete(match)
      }
    }
    for (const sighting of later) {
      const [match] = free
      if (match === undefined) groups.push({ first: sighting, others: [] })
      else {
        match.others.push(sighting)
        free.delete(match)
      }
    }
  }
  return groups
}

function bodyOf({ parts }: Sighting): string {
  const body = parts.find(({ name }) => name === 'body')
  return body === undefined ? '' : digestOf([body])
}

function bodiesOf({ first, others }: Group): ReadonlySet<string> {
  return new Set([first, ...others].map(bodyOf))
}

function departureOf({ first, others }: Group, visits: readonly VisitTimes[]): Departure {
  const all = [first, ...others]
  const at = Math.min(...all.map((one) => one.at))
  const from = all.find((one) => one.from !== undefined)?.from ?? { kind: 'browser' }
  const visit = visitOf(all, visits)
  const times = visits.find((one) => one.visit === visit) ?? visits.findLast((one) => (one.phases[0]?.at ?? 0) <= at)
  const seenBy = methods.filter((method) => all.some((one) => one.method === method))
  return {
    channel: first.channel,
    seenBy,
    at,
    phase: times === undefined ? 'opening' : phaseAt(times, at),
    from,
    destination: all.find((one) => !one.destination.startsWith('*'))?.destination ?? first.destination,
    ...(first.verb === undefined ? {} : { verb: first.verb }),
    parts: partsOf(all),
    ...(visit === undefined ? {} : { visit }),
  }
}

function visitOf(all: readonly Sighting[], visits: readonly VisitTimes[]): number | undefined {
  const told = all.find((one) => one.visit !== undefined)?.visit
  if (told !== undefined) return told
  const origins = all.flatMap((one) => [one.from?.origin, headerOf(one, 'origin'), refererOf(one)])
  return origins.map((origin) => visitOfOrigin(visits, origin)).find((one) => one !== undefined)
}

function headerOf({ parts }: Sighting, name: string): string | undefined {
  const part = parts.find((one) => one.name === name)
  return part === undefined ? undefined : Buffer.from(part.bytes).toString('latin1')
}

function refererOf(sighting: Sighting): string | undefined {
  const referer = headerOf(sighting, 'referer')
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined
}

function partsOf(all: readonly Sighting[]): readonly Part[] {
  const parts = new Map<string, Part>()
  for (const part of all.flatMap((one) => one.parts)) {
    const key = digestOf([part])
    if (!parts.has(key)) parts.set(key, part)
  }
  return [...parts.values()]
}

/** A lookup or a bare connection that led to a request of the same host in the same phase is a part of it. */
function absorb(departures: readonly Departure[], visits: readonly VisitTimes[]): readonly Departure[] {
  const full = departures.filter((one) => !isBare(one)).map((one) => ({ one, seenBy: new Set(one.seenBy) }))
  const byHost = new Map<string, typeof full>()
  for (const owner of full) {
    const host = destinationHost(owner.one)
    if (host !== '') byHost.set(host, [...(byHost.get(host) ?? []), owner])
  }
  const alone = departures.filter(isBare).filter((bare) => {
    const owner = byHost.get(destinationHost(bare))?.find(({ one }) => belongs(bare, one, visits))
    for (const method of owner === undefined ? [] : bare.seenBy) owner?.seenBy.add(method)
    return owner === undefined
  })
  const named = full.map(({ one, seenBy }) => ({ ...one, seenBy: methods.filter((method) => seenBy.has(method)) }))
  return [...named, ...alone].sort((one, other) => one.at - other.at)
}

/** In the phase in which the owner's own visit was at that time: a lookup rarely says whose it was. */
function belongs(bare: Departure, owner: Departure, visits: readonly VisitTimes[]): boolean {
  if (bare.visit !== undefined && owner.visit !== undefined && bare.visit !== owner.visit) return false
  const times = visits.find(({ visit }) => visit === owner.visit)
  return (times === undefined ? bare.phase : phaseAt(times, bare.at)) === owner.phase
}

/**
 * Tells a name lookup, or a connection that nothing was said on, from everything else.
 *
 * @param of - its channel and parts.
 * @returns true when it carries no more than a host.
 * Privacy: tells yes or no.
 * Cost: O(parts).
 */
export function isBare({ channel, parts }: Pick<Departure, 'channel' | 'parts'>): boolean {
  return channel === 'name lookup' || (channel === 'connection' && parts.every(({ name }) => name === 'host'))
}

/**
 * The host that a sighting or departure goes to. Every name of this machine is the same host to a bare connection.
 *
 * @param of - its channel and destination.
 * @returns the host without port, in small letters; empty for channels that have none.
 * Privacy: hosts may hold answers; they stay in this process.
 * Cost: O(length).
 */
export function destinationHost({ channel, destination }: Pick<Departure, 'channel' | 'destination'>): string {
  const isWeb = channel === 'http' || channel === 'websocket' || channel === 'webtransport'
  if (!isWeb && channel !== 'name lookup' && channel !== 'connection') return ''
  const host = destination
    .replace(/^[a-z]+:\/\//, '')
    .replace(/:\d+$/, '')
    .toLowerCase()
  return /(^|\.)localhost$|^127\.|^\[::1\]$/.test(host) ? 'localhost' : host
}

function sinceBegin({ at, visit }: Departure, visits: readonly VisitTimes[]): number {
  const times = visits.find((one) => one.visit === visit) ?? visits[0]
  return Math.max(0, at - (times?.phases[0]?.at ?? at))
}
