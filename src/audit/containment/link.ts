import { type Fields, fieldsOf } from '../browser/values.js'
import type { Sighting } from '../capture/sighting.js'

/** A header that is sent with every page, or with those below a path that may end in `*`. */
export type HeaderRule = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

/** A host and port that may be reached from inside, by way of the process outside. */
export type Reachable = { readonly host: string; readonly port: number }

/** What the process inside is told first. */
export type Setup = {
  readonly contained: boolean
  /** Names the process in the list of processes, so that what is left of an audit can be found. */
  readonly marker: string
  /** A folder of its own, which it removes in the end. */
  readonly folder: string
  /** The path of the socket outside to which allowed connections are handed. */
  readonly outlet: string
  readonly reachable: readonly Reachable[]
  readonly site: { readonly folder: string; readonly rules: readonly HeaderRule[] } | undefined
  /** Ports on which our servers stand. */
  readonly ports: readonly number[]
  /** Whether there are servers, and whether there is a name server. */
  readonly servers: boolean
  readonly names: boolean
}

/** From outside to inside, after the setup. */
export type Order =
  | { readonly order: 'start'; readonly path: string; readonly flags: readonly string[] }
  | { readonly order: 'stand'; readonly host: string; readonly port: number }
  | { readonly order: 'end' }

/** From inside to outside. */
export type Report =
  | {
      readonly report: 'ready'
      readonly sitePort: number
      readonly proxyPort: number
      readonly keyDigest: string
      readonly blind: readonly string[]
    }
  | { readonly report: 'browser gone' }
  | { readonly report: 'saw'; readonly sighting: Sighting }
  | { readonly report: 'stands'; readonly host: string; readonly port: number }

/** A line longer than this is dropped. */
export const longestLine = 64 * 1024 * 1024

/**
 * Writes one message as a line; bytes become base64.
 *
 * @param message - plain data and byte arrays.
 * @returns a line with its end.
 * Privacy: as private as the message; it goes from one process of ours to another.
 * Cost: O(length).
 */
export function writeLine(message: Setup | Order | Report): string {
  const text = JSON.stringify(message, (_key, value: unknown) => {
    if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
    // A Buffer has already been made into this when the replacer meets it.
    const fields = fieldsOf(value)
    return fields['type'] === 'Buffer' && Array.isArray(fields['data'])
      ? { base64: Buffer.from(fields['data']).toString('base64') }
      : value
  })
  return `${text}\n`
}

/**
 * Takes lines apart.
 *
 * @param onMessage - called with each message that is JSON; its fields are still unknown.
 * @returns what takes the text of the stream, in any cut.
 * Privacy: keeps only the line that is not yet whole.
 * Cost: O(length). Never throws by itself.
 */
export function lineReader(onMessage: (message: Fields) => void): (text: string) => void {
  let pieces: string[] = []
  let length = 0
  return (text) => {
    const [first = '', ...others] = text.split('\n')
    length += first.length
    if (length <= longestLine) pieces.push(first)
    for (const next of others) {
      if (length <= longestLine) onMessage(parseLine(pieces.join('')))
      pieces = [next]
      length = next.length
    }
  }
}

function parseLine(line: string): Fields {
  try {
    return fieldsOf(
      JSON.parse(line, (_key, value: unknown) => {
        const base64 = fieldsOf(value)['base64']
        return typeof base64 === 'string' ? new Uint8Array(Buffer.from(base64, 'base64')) : value
      }),
    )
  } catch {
    return {}
  }
}
