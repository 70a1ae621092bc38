import { Buffer } from 'node:buffer'
import type { Departure, Part } from '../recording.js'

/** How a message is told that is a buffer and nothing else. */
const ONE_BUFFER = Buffer.from('{"buffer":0}')

/**
 * The whole URL to which something left.
 *
 * @param departure - what left. Hostile; bytes that are no UTF-8 are replaced.
 * @returns the URL with its origin, or undefined where the method saw none.
 * Privacy: as private as what left; mask it before it is shown.
 * Cost: O(length). @since 0.2
 */
export function textOfUrl(departure: Departure): string | undefined {
  const part = departure.parts.find((one) => one.name === 'url')
  if (part === undefined) return undefined
  const text = new TextDecoder().decode(part.bytes)
  // A server sees the path alone, a browser the whole.
  return text.startsWith('/') ? departure.destination.replace(/\/$/, '') + text : text
}

/**
 * How many bytes of content left: the bodies of a request; of a message everything in it, where one buffer alone counts as
 * long as it is.
 *
 * @param departure - what left.
 * @returns the length of its bodies together, or undefined where no method saw a body.
 * Privacy: tells a length.
 * Cost: O(parts). @since 0.2
 */
export function bodyBytes(departure: Departure): number | undefined {
  const { channel, parts } = departure
  const isOneBuffer = parts.some(({ name, bytes }) => name === 'message' && Buffer.from(bytes).equals(ONE_BUFFER))
  const isContent = ({ name }: Part) =>
    name === 'body' || (channel === 'message' && (name.startsWith('buffer ') || (name === 'message' && !isOneBuffer)))
  const bodies = parts.filter(isContent)
  return bodies.length === 0 ? undefined : bodies.reduce((total, one) => total + one.bytes.length, 0)
}
