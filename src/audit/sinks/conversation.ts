import type { Duplex } from 'node:stream'
import { type Sighting, textPart } from '../capture/sighting.js'
import type { Channel, Part } from '../recording.js'
import { type ServedAnswer, writeHttp } from './answer.js'
import { stunParts } from './datagrams.js'
import { headerOf, requestReader, type SentRequest, type StreamReader } from './request-stream.js'
import { challengeTo, looksLikeStun, readStun } from './stun-packet.js'
import { upgradeAnswer } from './websocket-frame.js'

/** Where a connection goes, as far as its bytes or its address say. */
export type Whereto = { readonly secure: boolean; readonly host: string; readonly port: number }

/** What may close a WebSocket without the page having said anything by it. */
const silentCloses: ReadonlySet<number> = new Set([1000, 1001, 1005, 1006])

/**
 * Tells of the requests and frames that a client writes, answered or not.
 *
 * @param whereto - where they go.
 * @param method - who looks.
 * @param at - milliseconds since 1970, asked at each sighting.
 * @param saw - told of each.
 * @returns a listener for `requestReader`.
 * Privacy: what a page sends is handed to `saw` alone.
 * Cost: O(bytes).
 */
export function tellRequests(
  whereto: Whereto,
  method: Sighting['method'],
  at: () => number,
  saw: (sighting: Sighting) => void,
): { request: (request: SentRequest) => void; frame: (opcode: number, bytes: Uint8Array) => void } {
  let url = ''
  return {
    request: (request) => {
      const isSocket = headerOf(request, 'upgrade')?.toLowerCase() === 'websocket'
      url = addressOf(whereto, request, isSocket)
      const parts = requestParts(url, request)
      const channel: Channel = isSocket ? 'websocket' : 'http'
      saw({ method, channel, at: at(), destination: destinationOf(url), verb: request.verb, url, parts })
    },
    frame: (opcode, bytes) => {
      if (!isSaid(opcode, bytes)) return
      const parts = [{ name: opcode === 8 ? 'close' : 'frame', bytes }]
      saw({ method, channel: 'websocket', at: at(), destination: destinationOf(url), url, parts })
    },
  }
}

function isSaid(opcode: number, bytes: Uint8Array): boolean {
  if (opcode === 10 || opcode === 9) return false
  if (opcode !== 8) return true
  const code = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  return bytes.length > 2 || (bytes.length === 2 && !silentCloses.has(code))
}

function addressOf({ secure, host, port }: Whereto, request: SentRequest, isSocket: boolean): string {
  if (/^[a-z]+:\/\//.test(request.target)) return request.target
  const scheme = `${isSocket ? 'ws' : 'http'}${secure ? 's' : ''}`
  const usual = secure ? 443 : 80
  const asked = headerOf(request, 'host')
  const where = asked !== undefined && asked !== '' ? asked : port === usual ? host : `${host}:${port}`
  return `${scheme}://${where}${request.target}`
}

function destinationOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]*/.exec(url)?.[0] ?? url
}

function requestParts(url: string, request: SentRequest): readonly Part[] {
  const headers = request.headers.map(([name, value]) => ({ name, bytes: Buffer.from(value, 'latin1') }))
  const body = request.body.length === 0 ? [] : [{ name: 'body', bytes: request.body }]
  return [textPart('url', url), ...headers, ...body]
}

/**
 * Holds a conversation with a client as the server that it turned to: HTTP, a WebSocket, or a TURN server over TCP.
 *
 * @param socket - the connection, after TLS where there was TLS.
 * @param whereto - where it goes.
 * @param saw - told of everything that is said, and of a connection over which nothing is.
 * @param answer - what is said to a request.
 * Privacy: what a page sends is handed to `saw` alone.
 * Cost: O(bytes).
 */
export function converse(
  socket: Duplex,
  whereto: Whereto,
  saw: (sighting: Sighting) => void,
  answer: (request: SentRequest) => Promise<ServedAnswer>,
): void {
  let heard = 0
  const accepted = Date.now()
  const tell = tellRequests(whereto, 'servers', Date.now, saw)
  // One answer after the other, in the order of the requests.
  let last = Promise.resolve()
  const bare = (name: string, bytes: Uint8Array, at = Date.now()) => {
    const destination = `${whereto.host}:${whereto.port}`
    saw({ method: 'servers', channel: 'connection', at, destination, parts: [{ name, bytes }] })
  }
  const http = requestReader({
    ...tell,
    request: (request) => {
      tell.request(request)
      last = last.then(() => respond(socket, request, answer)).catch(() => {})
    },
    other: (bytes) => bare('bytes', bytes),
  })
  const stun = stunReader(socket, whereto, saw)
  let reader: StreamReader | undefined
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.length
    reader ??= looksLikeStun(chunk) ? stun : http
    reader.take(chunk)
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    reader?.end()
    if (heard === 0) bare('host', Buffer.from(whereto.host), accepted)
  })
}

async function respond(
  socket: Duplex,
  request: SentRequest,
  answer: (request: SentRequest) => Promise<ServedAnswer>,
): Promise<void> {
  const key = headerOf(request, 'sec-websocket-key')
  if (key !== undefined) socket.write(upgradeAnswer(key, headerOf(request, 'sec-websocket-protocol')))
  else socket.write(writeHttp(await answer(request), request.verb))
}

function stunReader(socket: Duplex, whereto: Whereto, saw: (sighting: Sighting) => void): StreamReader {
  let rest = Buffer.alloc(0)
  const destination = `${whereto.host}:${whereto.port}`
  return {
    take: (chunk) => {
      rest = Buffer.concat([rest, chunk])
      for (let message = readStun(rest); message !== undefined; message = readStun(rest)) {
        const parts = stunParts(rest)?.parts ?? []
        saw({ method: 'servers', channel: 'connection', at: Date.now(), destination, parts })
        const challenge = challengeTo(message)
        if (challenge !== undefined) socket.write(challenge)
        rest = rest.subarray(message.length)
      }
    },
    end: () => {},
  }
}
