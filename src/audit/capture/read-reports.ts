import type { Protocol } from '../browser/protocol.js'
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../browser/values.js'
import type { Remainder } from '../recording.js'
import type { WhoSends } from './read-protocol.js'
import { type Sighting, textPart } from './sighting.js'

/** A server to which a peer connection is about to turn. */
export type PeerServer = { readonly host: string; readonly port: number }

/** More messages than these are not kept of one start of the browser. */
export const mostMessages = 10_000

const turnUrl = /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[^:?]+)(?::(\d+))?/i
const usualPort = 3478
const usualSecurePort = 5349

/**
 * The server that an address of STUN or TURN names.
 *
 * @param url - `turn:192.0.2.7:3478?transport=udp`.
 * @returns host and port, or undefined where it is no such address.
 * Privacy: the host may hold an answer; it is handed to the caller alone.
 * Cost: O(length).
 */
export function peerServerOf(url: string): PeerServer | undefined {
  const [, scheme = '', host, port] = turnUrl.exec(url) ?? []
  if (host === undefined) return undefined
  const number = port === undefined ? (scheme.endsWith('s') ? usualSecurePort : usualPort) : Number(port)
  return number > 0 && number < 65_536 ? { host, port: number } : undefined
}

/**
 * Reads what the script in the pages tells: messages between windows, what is copied, titles, names of locks, and servers of peer connections.
 *
 * @param protocol - the browser's protocol.
 * @param binding - the name of the script's way back.
 * @param who - asked who received.
 * @param pageOrigin - asked for the origin of a visit's page.
 * @param stand - told of each server.
 * @returns the messages and what was copied so far, whenever it is asked.
 * Privacy: keeps messages, in this process, until they are handed over.
 * Cost: O(messages).
 */
export function readReports(
  protocol: Protocol,
  binding: string,
  who: WhoSends,
  pageOrigin: (visit: number) => string | undefined,
  stand: (server: PeerServer) => void,
): { readonly messages: () => readonly Sighting[]; readonly copied: () => readonly Remainder[] } {
  const messages: Sighting[] = []
  const copied: Remainder[] = []
  protocol.listen(({ session, method, params }) => {
    if (method !== 'Runtime.bindingCalled' || params['name'] !== binding || session === undefined) return
    const report = parsed(textOf(params['payload']) ?? '')
    if (report['kind'] === 'ice') {
      const servers = listOf(report['urls']).map((url) => peerServerOf(textOf(url) ?? ''))
      for (const server of servers) if (server !== undefined) stand(server)
    }
    if (messages.length + copied.length >= mostMessages) return
    const { visit } = who(session, undefined, undefined)
    if (report['kind'] === 'kept') copied.push(copyFrom(report, visit))
    if (report['kind'] !== 'message') return
    messages.push(messageFrom(report, visit, visit === undefined ? undefined : pageOrigin(visit)))
  })
  return { messages: () => messages, copied: () => copied }
}

function copyFrom(report: Fields, visit: number | undefined): Remainder {
  const text = textOf(report['text']) ?? ''
  const isLock = report['store'] === 'lock name'
  const store = report['store'] === 'title' ? 'title' : 'clipboard'
  const kept = isLock ? ({ store: 'lock name', key: text } as const) : ({ store, key: '' } as const)
  const common = { ...kept, origin: textOf(report['origin']) ?? '', bytes: Buffer.from(isLock ? '' : text, 'utf8') }
  return visit === undefined ? common : { ...common, visit }
}

function messageFrom(report: Fields, visit: number | undefined, pageOrigin: string | undefined): Sighting {
  const origin = textOf(report['from']) ?? ''
  const buffers = listOf(report['buffers']).map((text, index) => ({
    name: `buffer ${index}`,
    bytes: Buffer.from(textOf(text) ?? '', 'base64'),
  }))
  const message: Sighting = {
    method: 'protocol',
    channel: 'message',
    at: numberOf(report['at']) ?? Date.now(),
    // A frame of the page's own origin is taken for the page: what is in its hands is in the page's.
    from: { kind: pageOrigin === undefined || origin === pageOrigin ? 'page' : 'frame', origin },
    destination: textOf(report['to']) ?? '',
    parts: [textPart('message', textOf(report['text']) ?? ''), ...buffers],
  }
  return visit === undefined ? message : { ...message, visit }
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return {}
  }
}
