import { createSocket } from 'node:dgram'
import type { Sighting } from '../capture/sighting.js'
import type { Part } from '../recording.js'
import { attributeName, challengeTo, readStun } from './stun-packet.js'

/** Attributes that a browser makes up by itself, differently each time. */
const changing: ReadonlySet<number> = new Set([0x0008, 0x8028, 0x0024, 0x8029, 0x802a, 0x0025])

/**
 * What a STUN message says that an application can have chosen.
 *
 * @param bytes - a datagram, or the beginning of a stream.
 * @returns the message's length and its parts, or undefined where it is none.
 * Privacy: as private as the message.
 * Cost: O(length).
 */
export function stunParts(bytes: Uint8Array): { readonly length: number; readonly parts: readonly Part[] } | undefined {
  const message = readStun(bytes)
  if (message === undefined) return undefined
  const chosen = message.attributes.filter(({ type }) => !changing.has(type))
  const parts = chosen.map(({ type, bytes: value }) => ({ name: attributeName(type), bytes: value }))
  return { length: message.length, parts: [{ name: `message ${message.type}`, bytes: new Uint8Array() }, ...parts] }
}

/** Remembers which sightings there were: what is sent again because no answer came is not told twice. */
export type Once = (destination: string, parts: readonly Part[]) => boolean

/**
 * Makes a memory of what was told.
 *
 * @returns a function that is true the first time that it is given something.
 * Privacy: keeps what it is given as text, in this process.
 * Cost: O(length) per call.
 */
export function makeOnce(): Once {
  const seen = new Set<string>()
  return (destination, parts) => {
    const key = `${destination} ${parts.map(({ name, bytes }) => `${name}=${Buffer.from(bytes).toString('base64')}`).join(' ')}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
}

/**
 * Stands on one UDP port and asks whoever wants a relay for a user name.
 *
 * @param address - a literal address, from which the answers then come; `0.0.0.0` or `::` hears what goes to any address,
 * but a client does not know its answers.
 * @param port - the port.
 * @param saw - told of each message that differs.
 * @param once - what was already told, shared by all ports.
 * @returns when it stands, or when it could not.
 * Privacy: a user name may hold an answer; it is handed to `saw` alone.
 * Cost: one socket.
 */
export function serveDatagrams(
  address: string,
  port: number,
  saw: (sighting: Sighting) => void,
  once: Once,
): Promise<void> {
  const isAny = address === '0.0.0.0' || address === '::'
  const destination = `${isAny ? '*' : address.includes(':') ? `[${address}]` : address}:${port}`
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', reuseAddr: true })
  socket.on('message', (packet, from) => {
    const stun = stunParts(packet)
    // Other datagrams are encrypted by the browser itself: that something was sent there is all that can be said.
    const parts = stun?.parts ?? [{ name: 'encrypted', bytes: new Uint8Array() }]
    if (once(destination, parts)) {
      saw({ method: 'servers', channel: 'udp', at: Date.now(), destination, parts })
    }
    const message = readStun(packet)
    const challenge = message === undefined ? undefined : challengeTo(message)
    if (challenge !== undefined) socket.send(challenge, from.port, from.address, () => {})
  })
  return new Promise((resolve) => {
    socket.on('error', () => resolve())
    socket.bind({ port, address, exclusive: true }, resolve)
  })
}
