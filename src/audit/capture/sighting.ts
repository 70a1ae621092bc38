import type { Channel, Method, Part } from '../recording.js'

/** One thing that one method saw leave. Several sightings of the same thing become one departure. */
export type Sighting = {
  readonly method: Method
  readonly channel: Channel
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly at: number
  readonly from?: { readonly kind: string; readonly origin?: string }
  /** An origin, a host name, or an address with its port. */
  readonly destination: string
  readonly verb?: string
  /** The whole address, where there is one: what the sightings of different methods are matched by. */
  readonly url?: string
  readonly parts: readonly Part[]
  readonly visit?: number
  /**
   * Tells apart two readings of one method, such as the requests and the bytes of the same log: each counts its own
   * sightings, so that the same request is not taken for two.
   */
  readonly reading?: string
}

/**
 * A part that is text.
 *
 * @param name - ours or a header's.
 * @param text - what the page wrote there.
 * @returns the part, as UTF-8.
 * Privacy: as private as the text.
 * Cost: O(length).
 */
export function textPart(name: string, text: string): Part {
  return { name, bytes: Buffer.from(text, 'utf8') }
}
