import { readFrame } from './websocket-frame.js'

/** One request as a client wrote it on a connection. */
export type SentRequest = {
  readonly verb: string
  /** As on the first line: `/path?query`, a whole address behind a proxy, `host:port` for CONNECT. */
  readonly target: string
  /** In order; names in small letters. Values are latin1, as on the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** False where the connection ended, or the limit was met, before the body was whole. */
  readonly isWhole: boolean
}

/** Who is told of what a client writes. */
export type StreamListener = {
  readonly request: (request: SentRequest) => void
  /** A frame of a WebSocket, after a request that asked for one. */
  readonly frame: (opcode: number, bytes: Uint8Array) => void
  /** Bytes that are no HTTP, from the first that is none. */
  readonly other: (bytes: Uint8Array) => void
}

/** Takes what a client writes, in any cut. */
export type StreamReader = { readonly take: (chunk: Uint8Array) => void; readonly end: () => void }

/** Longer heads are not read as HTTP. */
export const longestHead = 256 * 1024

/** Of a longer body the beginning is kept. */
export const longestBody = 16 * 1024 * 1024

const headEnd = Buffer.from('\r\n\r\n')
const firstLine = /^([A-Z]{2,20}) (\S+) HTTP\/1\.[01]$/
const beginning = /^[A-Z]{1,20}( |$)/

type State = { rest: Buffer; mode: 'head' | 'body' | 'chunks' | 'frames' | 'other'; request: Head; body: Buffer[] }
type Head = Omit<SentRequest, 'body' | 'isWhole'> & { readonly length: number }

const noHead: Head = { verb: '', target: '', headers: [], length: 0 }

/**
 * Reads requests, and the frames of WebSockets, from the bytes that a client writes on one connection.
 *
 * @param listener - who is told.
 * @returns what takes the bytes; `end` hands on what was not whole.
 * Privacy: keeps only what is not yet whole; everything else is handed on.
 * Cost: O(bytes). Never throws.
 */
export function requestReader(listener: StreamListener): StreamReader {
  const state: State = { rest: Buffer.alloc(0), mode: 'head', request: noHead, body: [] }
  const steps = { head: readHead, body: readBody, chunks: readChunk, frames: readFrames, other: readOther }
  return {
    take: (chunk) => {
      state.rest = state.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([state.rest, chunk])
      while (state.rest.length > 0 && steps[state.mode](state, listener)) {}
    },
    end: () => {
      if (state.mode === 'body' || state.mode === 'chunks') finish(state, listener, state.rest, false)
      else if (state.rest.length > 0) listener.other(state.rest)
      state.rest = Buffer.alloc(0)
      state.mode = 'other'
    },
  }
}

/** Each step says whether it got on. */
function readHead(state: State, listener: StreamListener): boolean {
  const end = state.rest.indexOf(headEnd)
  if (end < 0) {
    const start = state.rest.subarray(0, 24).toString('latin1')
    if (beginning.test(start) && state.rest.length <= longestHead) return false
    state.mode = 'other'
    return true
  }
  const head = parseHead(state.rest.subarray(0, end).toString('latin1'))
  if (head === undefined || end > longestHead) {
    state.mode = 'other'
    return true
  }
  state.rest = state.rest.subarray(end + headEnd.length)
  state.request = head
  const isChunked = /chunked/i.test(headerOf(head, 'transfer-encoding') ?? '')
  if (isChunked) state.mode = 'chunks'
  else if (head.length > 0) state.mode = 'body'
  else finish(state, listener, Buffer.alloc(0), true)
  return true
}

function parseHead(text: string): Head | undefined {
  const [first = '', ...lines] = text.split('\r\n')
  const match = firstLine.exec(first)
  if (match === null) return undefined
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':')
    return colon < 0 ? [line.toLowerCase(), ''] : [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  const [, verb = '', target = ''] = match
  const length = Number(headers.find(([name]) => name === 'content-length')?.[1] ?? 0)
  return { verb, target, headers, length: Number.isSafeInteger(length) && length > 0 ? length : 0 }
}

function readBody(state: State, listener: StreamListener): boolean {
  const wanted = Math.min(state.request.length, longestBody)
  if (state.rest.length < wanted) return false
  finish(state, listener, state.rest.subarray(0, wanted), wanted === state.request.length)
  state.rest = state.rest.subarray(wanted)
  // What follows a body that was cut off cannot be told from it.
  if (wanted < state.request.length) state.mode = 'other'
  return true
}

function readChunk(state: State, listener: StreamListener): boolean {
  const end = state.rest.indexOf('\r\n')
  if (end < 0) return false
  const length = Number.parseInt(state.rest.subarray(0, end).toString('latin1'), 16)
  if (!(length >= 0 && length <= longestBody)) {
    finish(state, listener, Buffer.concat([...state.body, state.rest]), false)
    state.mode = 'other'
    return true
  }
  if (state.rest.length < end + 2 + length + 2) return false
  state.body.push(state.rest.subarray(end + 2, end + 2 + length))
  state.rest = state.rest.subarray(end + 2 + length + 2)
  const size = state.body.reduce((sum, { length: one }) => sum + one, 0)
  if (length === 0 || size > longestBody) finish(state, listener, Buffer.concat(state.body), length === 0)
  return true
}

function finish(state: State, listener: StreamListener, body: Buffer, isWhole: boolean): void {
  const { verb, target, headers } = state.request
  state.body = []
  state.mode = isUpgrade(state.request) ? 'frames' : 'head'
  listener.request({ verb, target, headers, body: Buffer.from(body), isWhole })
}

function isUpgrade(head: Head): boolean {
  return /^websocket$/i.test(headerOf(head, 'upgrade') ?? '')
}

function readFrames(state: State, listener: StreamListener): boolean {
  const frame = readFrame(state.rest)
  if (frame === 'incomplete') return false
  if (frame === 'broken') {
    state.mode = 'other'
    return true
  }
  listener.frame(frame.opcode, frame.bytes)
  state.rest = state.rest.subarray(frame.length)
  return true
}

function readOther(state: State, listener: StreamListener): boolean {
  listener.other(state.rest)
  state.rest = Buffer.alloc(0)
  return false
}

/**
 * The value of a header.
 *
 * @param request - a request, or its head.
 * @param name - in small letters.
 * @returns the first value, or undefined.
 * Privacy: as private as the request.
 * Cost: O(headers).
 */
export function headerOf(request: Pick<SentRequest, 'headers'>, name: string): string | undefined {
  return request.headers.find(([one]) => one === name)?.[1]
}
