import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Departure, Part, Recording, Remainder } from '../recording.js'

/** One thing to compare: a departure, or something that was kept. */
export type Item = {
  /** The channel, verb and sender, or the store: what can never stand for one another. */
  readonly base: string
  /** What it belongs to in time: one page, frame or worker, and one sort of channel. Order and gaps are its own. */
  readonly lane: string
  /** Destination and URL, or origin and key; byte for byte, one character each. */
  readonly name: string
  /** Everything but the URL, under names that differ. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  /** The digest of all of it. */
  readonly digest: string
  readonly of: Departure | Remainder
}

/** The channels on which only whether counts: a browser opens and looks up as often as it likes. */
const presenceChannels: readonly string[] = ['connection', 'name lookup']

/**
 * Tells a departure from something kept.
 *
 * @param of - what an item was made of.
 * @returns true when it left.
 * Privacy: tells yes or no.
 * Cost: O(1). @since 0.2
 */
export function isDeparture(of: Departure | Remainder): of is Departure {
  return 'channel' in of
}

/**
 * Lists what a recording has to compare: what left since the first answer, and what was kept. What left before it cannot
 * depend on an answer, and may well depend on what a server has learnt since the last visit. A connection or a look-up of a host to which something else went is left out,
 * since it follows from that; of those that stay each counts once.
 *
 * @param recording - what was seen. Hostile.
 * @returns its items: departures in the order in which they left, then what was kept.
 * Privacy: as private as the recording.
 * Cost: O(bytes). @since 0.2
 */
export function itemsOf(recording: Recording): readonly Item[] {
  const talkedTo = new Set(
    recording.departures
      .filter(({ channel }) => !presenceChannels.includes(channel))
      .map(({ destination }) => hostOf(destination)),
  )
  const once = new Set<string>()
  const answered = recording.departures.filter(({ phase }) => phase !== 'opening')
  const departures = answered.map(departureItem).filter(({ of, base, name }) => {
    if (!isDeparture(of) || !presenceChannels.includes(of.channel)) return true
    const key = `${base}\n${name}`
    if (once.has(key) || talkedTo.has(hostOf(of.destination))) return false
    once.add(key)
    return true
  })
  return [...departures, ...recording.remainders.map(remainderItem)]
}

function departureItem(of: Departure): Item {
  const url = of.parts.filter(({ name }) => name === 'url').map(({ bytes }) => latin(bytes))
  const sender = `${of.from.kind} ${of.from.origin ?? ''}`
  const base = `${of.channel} ${of.verb ?? ''} ${of.from.kind}`
  const sort = presenceChannels.includes(of.channel) ? of.channel : 'request'
  const name = [latin(Buffer.from(of.destination)), ...url].join(' ')
  return toItem({ base, lane: `${sender} ${sort}`, name, parts: of.parts.filter((one) => one.name !== 'url'), of })
}

function remainderItem(of: Remainder): Item {
  const base = `kept ${of.store}`
  const name = latin(Buffer.from(`${of.origin ?? ''} ${of.key}`))
  return toItem({ base, lane: 'kept', name, parts: [{ name: 'value', bytes: of.bytes }], of })
}

function toItem(raw: Omit<Item, 'parts' | 'digest'> & { readonly parts: readonly Part[] }): Item {
  const parts = new Map<string, Uint8Array>()
  for (const { name, bytes } of raw.parts) {
    // A WebSocket sends many bodies, a request may have a header twice.
    let free = name
    for (let nth = 2; parts.has(free); nth++) free = `${name} ${nth}`
    parts.set(free, bytes)
  }
  const hash = createHash('sha256').update(`${raw.base}\n${raw.name}`)
  for (const name of [...parts.keys()].sort()) {
    const bytes = parts.get(name) ?? new Uint8Array(0)
    hash.update(`\n${name.length} ${name} ${bytes.length}\n`).update(bytes)
  }
  return { ...raw, parts, digest: hash.digest('hex') }
}

/** One character for each byte, so that nothing is lost and lengths are those of the bytes. */
function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function hostOf(destination: string): string {
  const [, rest = ''] = /^(?:[a-z]+:\/\/)?(\[[^\]]*\]|[^:/?#]*)/i.exec(destination) ?? []
  return rest.toLowerCase().replace(/\.$/, '')
}
