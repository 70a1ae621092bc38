import { type Fields, listOf, numberOf, originOf, textOf } from '../browser/values.js'
import { type Sighting, textPart } from './sighting.js'

/** Requests over HTTP/2: their heads stand in the log, their bodies in the bytes of the connection. */
export type FrameLog = {
  /** A session of HTTP/2 uses a connection. */
  readonly bind: (session: number, socket: number | undefined) => void
  readonly headers: (session: number, at: number, params: Fields) => void
  /** Takes bytes of a connection; false where they are no HTTP/2. */
  readonly take: (socket: number, bytes: Uint8Array) => boolean
  readonly finish: () => readonly Sighting[]
}

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
const frameHeader = 9
const dataFrame = 0
const padded = 8
/** Of a longer body the beginning is kept. */
export const longestHttp2Body = 16 * 1024 * 1024

type Socket = { rest: Buffer; readonly bodies: Map<number, Buffer[]> }
type Head = {
  readonly session: number
  readonly at: number
  readonly stream: number
  readonly lines: readonly string[]
}

/**
 * Puts together what a log says in two places.
 *
 * @returns an empty frame log.
 * Privacy: keeps what pages sent until it is handed over.
 * Cost: O(bytes). Never throws.
 */
export function makeFrameLog(): FrameLog {
  const sockets = new Map<number, Socket>()
  const bound = new Map<number, number>()
  const heads: Head[] = []
  return {
    bind: (session, socket) => {
      if (socket !== undefined) bound.set(session, socket)
    },
    headers: (session, at, params) => {
      const lines = listOf(params['headers']).map((line) => textOf(line) ?? '')
      heads.push({ session, at, stream: numberOf(params['stream_id']) ?? 0, lines })
    },
    take: (id, bytes) => {
      const known = sockets.get(id)
      if (known === undefined && !isPreface(bytes)) return false
      const socket = known ?? { rest: Buffer.alloc(0), bodies: new Map<number, Buffer[]>() }
      sockets.set(id, socket)
      const fresh = known === undefined ? bytes.subarray(preface.length) : bytes
      socket.rest = Buffer.concat([socket.rest, fresh])
      readFrames(socket)
      return true
    },
    finish: () =>
      heads.map((head) => {
        const socket = sockets.get(bound.get(head.session) ?? -1)
        return sightingOf(head, Buffer.concat(socket?.bodies.get(head.stream) ?? []))
      }),
  }
}

function isPreface(bytes: Uint8Array): boolean {
  return bytes.length >= preface.length && preface.equals(bytes.subarray(0, preface.length))
}

function readFrames(socket: Socket): void {
  let { rest } = socket
  while (rest.length >= frameHeader) {
    const length = rest.readUIntBE(0, 3)
    if (rest.length < frameHeader + length) break
    const stream = rest.readUInt32BE(5) & 0x7fffffff
    if (rest[3] === dataFrame) {
      const isPadded = ((rest[4] ?? 0) & padded) !== 0
      const start = frameHeader + (isPadded ? 1 : 0)
      const end = frameHeader + length - (isPadded ? (rest[frameHeader] ?? 0) : 0)
      const body = socket.bodies.get(stream) ?? []
      const size = body.reduce((sum, one) => sum + one.length, 0)
      if (size < longestHttp2Body) body.push(rest.subarray(start, Math.max(start, end)))
      socket.bodies.set(stream, body)
    }
    rest = rest.subarray(frameHeader + length)
  }
  socket.rest = rest
}

function sightingOf({ at, lines }: Head, body: Buffer): Sighting {
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':', 1)
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  const of = (name: string) => headers.find(([one]) => one === name)?.[1] ?? ''
  const url = `${of(':scheme')}://${of(':authority')}${of(':path')}`
  const plain = headers.filter(([name]) => !name.startsWith(':')).map(([name, value]) => textPart(name, value))
  return {
    method: 'net-log',
    reading: 'bytes',
    channel: 'http',
    at,
    destination: originOf(url),
    verb: of(':method'),
    url,
    parts: [textPart('url', url), ...plain, ...(body.length === 0 ? [] : [{ name: 'body', bytes: body }])],
  }
}
