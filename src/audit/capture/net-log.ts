import { type Fields, fieldsOf, listOf, numberOf, originOf, textOf } from '../browser/values.js'
import { tellRequests, type Whereto } from '../sinks/conversation.js'
import { stunParts } from '../sinks/datagrams.js'
import { requestReader, type StreamReader } from '../sinks/request-stream.js'
import { looksLikeStun } from '../sinks/stun-packet.js'
import { type FrameLog, makeFrameLog } from './http2-log.js'
import { type Sighting, textPart } from './sighting.js'

/** Reads a net-log line by line. */
export type NetLogReader = {
  /** Takes one line of the file; lines that are no event are passed over. */
  readonly line: (text: string) => void
  /** What was seen, and how many lines could not be read. */
  readonly finish: () => { readonly sightings: readonly Sighting[]; readonly broken: number }
}

/** More sightings than these are not kept of one log. */
export const mostLogSightings = 50_000

/** The browser's own way to find its neighbours, under names that it draws. */
const neighbours = /^(224\.0\.0\.251|\[ff02::fb\]):5353$/

type Source = {
  address: string
  stream: Timed | undefined
  isSecured: boolean
  last: Mutable | undefined
}
type Mutable = Omit<Sighting, 'parts'> & { parts: Sighting['parts'] }

type Log = {
  readonly sources: Map<number, Source>
  readonly out: Mutable[]
  /** Requests that the cache had an answer for, and requests for which the network was turned to all the same, or that failed. */
  readonly known: Set<Sighting>
  readonly asked: Set<Sighting>
  readonly names: Names
  readonly frames: FrameLog
  broken: number
}
type Names = { types: ReadonlyMap<number, string>; begin: number; offset: number }

type LogEvent = { readonly at: number; readonly source: number; readonly isEnd: boolean; readonly params: Fields }

/**
 * Reads what the browser's network stack writes about itself: requests, names that are looked up, and the bytes that are
 * sent on each connection, which are taken apart as a server would.
 *
 * @returns a reader for the lines of one file, which may end anywhere.
 * Privacy: keeps what pages sent until it is handed over.
 * Cost: O(bytes). Never throws.
 */
export function netLogReader(): NetLogReader {
  const names: Names = { types: new Map(), begin: 1, offset: 0 }
  const lists = { out: [], known: new Set<Sighting>(), asked: new Set<Sighting>() }
  const log: Log = { ...lists, sources: new Map(), names, frames: makeFrameLog(), broken: 0 }
  return {
    line: (text) => {
      const plain = text.trim().replace(/,$/, '')
      if (plain.startsWith('{"constants":')) return readConstants(log, `${plain}}`)
      if (!plain.startsWith('{')) return
      // The last event stands before the end of the list.
      const event = parsed(plain) ?? parsed(plain.replace(/\]?\}?$/, '')) ?? parsed(plain.replace(/\],.*$/, ''))
      if (event === undefined) log.broken += 1
      else if (log.out.length < mostLogSightings) take(log, event)
    },
    finish: () => {
      for (const { stream } of log.sources.values()) stream?.end()
      const sent = log.out.filter((one) => !log.known.has(one) || log.asked.has(one))
      return { sightings: [...sent, ...log.frames.finish()], broken: log.broken }
    },
  }
}

function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

function readConstants(log: Log, text: string): void {
  const constants = fieldsOf(parsed(text)?.['constants'])
  const types = Object.entries(fieldsOf(constants['logEventTypes'])).map(
    ([name, number]) => [Number(number), name] as const,
  )
  log.names.types = new Map(types)
  log.names.begin = numberOf(fieldsOf(constants['logEventPhase'])['PHASE_BEGIN']) ?? 1
  log.names.offset = Number(constants['timeTickOffset'] ?? 0)
}

const readers: Readonly<Record<string, (log: Log, event: LogEvent) => void>> = {
  URL_REQUEST_START_JOB: startRequest,
  HTTP_CACHE_READ_INFO: (log, { source }) => mark(log, source, log.known),
  HTTP_STREAM_REQUEST: (log, { source }) => mark(log, source, log.asked),
  HTTP_TRANSACTION_SEND_REQUEST_HEADERS: addHeaders,
  HOST_RESOLVER_MANAGER_REQUEST: lookUp,
  TCP_CONNECT_ATTEMPT: rememberAddress,
  UDP_CONNECT: rememberAddress,
  SOCKET_BYTES_SENT: (log, event) => sendBytes(log, event, false),
  SSL_SOCKET_BYTES_SENT: (log, event) => sendBytes(log, event, true),
  UDP_BYTES_SENT: sendDatagram,
  HTTP2_SESSION_INITIALIZED: (log, { source, params }) =>
    log.frames.bind(source, numberOf(fieldsOf(params['source_dependency'])['id'])),
  HTTP2_SESSION_SEND_HEADERS: (log, { source, params, at }) => log.frames.headers(source, at, params),
}

function take(log: Log, raw: Fields): void {
  const read = readers[log.names.types.get(numberOf(raw['type']) ?? -1) ?? '']
  const source = numberOf(fieldsOf(raw['source'])['id'])
  if (read === undefined || source === undefined) return
  const at = Number(raw['time'] ?? 0) + log.names.offset
  const isEnd = raw['phase'] !== log.names.begin && raw['phase'] !== 0
  read(log, { at, source, isEnd, params: fieldsOf(raw['params']) })
}

function sourceOf(log: Log, id: number): Source {
  const known = log.sources.get(id)
  if (known !== undefined) return known
  const source: Source = { address: '', stream: undefined, isSecured: false, last: undefined }
  log.sources.set(id, source)
  return source
}

/** Once for each request, and once more for each redirection. */
function startRequest(log: Log, { at, source, params }: LogEvent): void {
  const url = textOf(params['url'])
  // How it ended; what failed is told as if it had left.
  if (numberOf(params['net_error']) !== undefined) mark(log, source, log.asked)
  if (url === undefined || !/^(https?|wss?):/.test(url)) return
  const initiator = textOf(params['initiator']) ?? ''
  const sighting: Mutable = {
    method: 'net-log',
    reading: 'requests',
    channel: url.startsWith('ws') ? 'websocket' : 'http',
    at,
    destination: originOf(url),
    verb: textOf(params['method']) ?? 'GET',
    url,
    parts: [textPart('url', url)],
    ...(/^[a-z]+:\/\//.test(initiator) ? { from: { kind: 'page', origin: initiator } } : {}),
  }
  sourceOf(log, source).last = sighting
  log.out.push(sighting)
}

function mark(log: Log, source: number, as: Set<Sighting>): void {
  const { last } = sourceOf(log, source)
  if (last !== undefined) as.add(last)
}

function addHeaders(log: Log, { source, params }: LogEvent): void {
  const { last } = sourceOf(log, source)
  if (last === undefined) return
  const lines = listOf(params['headers']).map((line) => textOf(line) ?? '')
  const parts = lines.map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon).toLowerCase(), bytes: Buffer.from(line.slice(colon + 1).trim(), 'latin1') }
  })
  last.parts = [...last.parts, ...parts]
}

function lookUp(log: Log, { at, params }: LogEvent): void {
  const host = textOf(params['host'])
  const name = host
    ?.replace(/^[a-z]+:\/\//, '')
    .replace(/:\d+$/, '')
    .toLowerCase()
  if (name === undefined || /^\[|^[\d.]+$|(^|\.)localhost$/.test(name)) return
  const site = (textOf(params['network_anonymization_key']) ?? '').split(' ')[0] ?? ''
  const from = /^https?:/.test(site) ? { from: { kind: 'page', origin: site } } : {}
  const common = { method: 'net-log', channel: 'name lookup', at, destination: name } as const
  log.out.push({ ...common, ...from, parts: [textPart('name', name)] })
}

function rememberAddress(log: Log, { source, params }: LogEvent): void {
  const address = textOf(params['address'])
  if (address !== undefined) sourceOf(log, source).address = address
}

/** The bytes of a connection; those below TLS say nothing. */
function sendBytes(log: Log, { at, source: id, params }: LogEvent, isSecure: boolean): void {
  const source = sourceOf(log, id)
  const bytes = Buffer.from(textOf(params['bytes']) ?? '', 'base64')
  if (isSecure && !source.isSecured) {
    source.isSecured = true
    source.stream = undefined
  }
  const isBelow = source.isSecured && !isSecure
  if (bytes.length === 0 || isBelow) return
  // A greeting of TLS: what comes next on this connection can be read one layer higher.
  if (!isSecure && source.stream === undefined && bytes[0] === 0x16) source.isSecured = true
  if (source.isSecured && !isSecure) return
  source.stream ??= streamFor(log, source, id, isSecure, bytes, { at })
  source.stream.clock.at = at
  source.stream.take(bytes)
}

/** The time of the event that is being read, which a stream's listener asks for. */
type Clock = { at: number }
type Timed = StreamReader & { readonly clock: Clock }

function streamFor(log: Log, source: Source, id: number, secure: boolean, first: Buffer, clock: Clock): Timed {
  if (looksLikeStun(first)) return { ...stunStream(log, source, clock), clock }
  const { host, port } = placeOf(source.address)
  const whereto: Whereto = { secure, host, port }
  const push = (sighting: Sighting) => void log.out.push({ ...sighting, reading: 'bytes' })
  const other = (bytes: Uint8Array) => {
    if (log.frames.take(id, bytes)) return
    const parts = [{ name: 'bytes', bytes }]
    push({ method: 'net-log', channel: 'connection', at: clock.at, destination: source.address, parts })
  }
  return { ...requestReader({ ...tellRequests(whereto, 'net-log', () => clock.at, push), other }), clock }
}

function stunStream(log: Log, source: Source, clock: Clock): StreamReader {
  let rest = Buffer.alloc(0)
  return {
    take: (chunk) => {
      rest = Buffer.concat([rest, chunk])
      for (let stun = stunParts(rest); stun !== undefined; stun = stunParts(rest)) {
        const common = { method: 'net-log', channel: 'connection', at: clock.at, destination: source.address } as const
        log.out.push({ ...common, parts: stun.parts })
        rest = rest.subarray(stun.length)
      }
    },
    end: () => {},
  }
}

function placeOf(address: string): { readonly host: string; readonly port: number } {
  const colon = address.lastIndexOf(':')
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) || 0 }
}

function sendDatagram(log: Log, { at, source, params }: LogEvent): void {
  const destination = textOf(params['address']) ?? sourceOf(log, source).address
  // Names are told by the resolver.
  if (destination === '' || destination.endsWith(':53') || neighbours.test(destination)) return
  const stun = stunParts(Buffer.from(textOf(params['bytes']) ?? '', 'base64'))
  const parts = stun?.parts ?? [{ name: 'encrypted', bytes: new Uint8Array() }]
  log.out.push({ method: 'net-log', channel: 'udp', at, destination, parts })
}
