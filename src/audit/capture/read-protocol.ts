import type { Protocol, ProtocolEvent } from '../browser/protocol.js'
import { type Fields, fieldsOf, listOf, numberOf, originOf, textOf } from '../browser/values.js'
import type { Part } from '../recording.js'
import { type Sighting, textPart } from './sighting.js'

/** Who sent something: what the protocol knows of a session. */
export type Sender = { readonly kind: string; readonly origin?: string; readonly visit?: number }

/** Asks who speaks in a session, and in one of its frames. */
export type WhoSends = (
  session: string,
  frameId: string | undefined,
  url: string | undefined,
  /** True where the frame is only now being filled: then its parent sends. */
  isDocument?: boolean,
) => Sender

/** The protocol's own reading, to be asked once everything is over. */
export type ProtocolReading = { readonly sightings: () => Promise<readonly Sighting[]> }

type Request = {
  /** The session that told of it first: a service worker is spoken to through its page and through the browser. */
  readonly session: string
  /** Of a socket: how many frames each session has told of. */
  readonly frames: Map<string, number>
  at: number
  sender: Sender
  url: string
  verb: string
  headers: Map<string, string>
  body: Promise<readonly Part[]>
  isAnsweredHere: boolean
  channel: 'http' | 'websocket' | 'webtransport'
}

type Reading = {
  readonly protocol: Protocol
  readonly who: WhoSends
  /** By the browser's number of the request, which is the same in every session. */
  readonly open: Map<string, Request>
  readonly done: Request[]
  readonly others: Sighting[]
  readonly early: Map<string, Fields>
}

/** More things than these are not kept of one start of the browser. */
export const mostSightings = 50_000

const bodyDeadline = 3_000

/** What goes nowhere. */
const homely = /^(data|blob|about|javascript|chrome|chrome-error|chrome-extension|devtools|filesystem):/

/**
 * Reads requests, sockets and navigations from the protocol's events.
 *
 * @param protocol - the browser's protocol.
 * @param who - asked who sent.
 * @returns the reading, which goes on until the browser ends.
 * Privacy: keeps what pages send, in this process, until it is handed over.
 * Cost: O(events).
 */
export function readProtocol(protocol: Protocol, who: WhoSends): ProtocolReading {
  const reading: Reading = { protocol, who, open: new Map(), done: [], others: [], early: new Map() }
  protocol.listen((event) => {
    if (event.session !== undefined && reading.done.length + reading.others.length < mostSightings) {
      take(reading, event, event.session)
    }
  })
  return { sightings: () => assemble(reading) }
}

type Reader = (reading: Reading, session: string, id: string, params: Fields) => void

const readers: Readonly<Record<string, Reader>> = {
  'Network.requestWillBeSent': begin,
  'Network.requestWillBeSentExtraInfo': (reading, _session, id, params) =>
    addHeaders(reading, id, fieldsOf(params['headers'])),
  'Network.requestServedFromCache': (reading, _session, id) => {
    const request = reading.open.get(id)
    if (request !== undefined) request.isAnsweredHere = true
  },
  'Network.responseReceived': (reading, _session, id, params) => {
    const request = reading.open.get(id)
    if (request !== undefined && isFromHere(fieldsOf(params['response']))) request.isAnsweredHere = true
  },
  'Network.webSocketCreated': (reading, session, id, params) => socket(reading, session, id, params, 'websocket'),
  'Network.webTransportCreated': (reading, session, id, params) => socket(reading, session, id, params, 'webtransport'),
  'Network.webSocketWillSendHandshakeRequest': (reading, _session, id, params) =>
    addHeaders(reading, id, fieldsOf(fieldsOf(params['request'])['headers'])),
  'Network.webSocketFrameSent': (reading, session, id, params) =>
    frame(reading, session, id, fieldsOf(params['response'])),
  'Page.frameRequestedNavigation': (reading, session, _id, params) => goElsewhere(reading, session, params),
  'Page.windowOpen': (reading, session, _id, params) => goElsewhere(reading, session, params),
}

function take(reading: Reading, { method, params }: ProtocolEvent, session: string): void {
  const id = textOf(params['requestId']) ?? textOf(params['transportId']) ?? ''
  readers[method]?.(reading, session, id, params)
}

function begin(reading: Reading, session: string, id: string, params: Fields): void {
  const request = fieldsOf(params['request'])
  const url = textOf(request['url']) ?? ''
  if (homely.test(url)) return
  // Told twice it would leave room for another one of the same address, that only the servers saw.
  const known = reading.open.get(id)
  if (known !== undefined && known.session !== session) return
  // The same id once more: the answer was a redirection, and the next request follows from it.
  reading.open.delete(id)
  const documentUrl = textOf(params['documentURL'])
  const one: Request = {
    session,
    frames: new Map(),
    at: (numberOf(params['wallTime']) ?? Date.now() / 1000) * 1000,
    sender: reading.who(session, textOf(params['frameId']), documentUrl, params['type'] === 'Document'),
    url,
    verb: textOf(request['method']) ?? 'GET',
    headers: new Map(),
    body: bodyOf(reading, session, textOf(params['requestId']) ?? '', request),
    isAnsweredHere: false,
    channel: 'http',
  }
  reading.open.set(id, one)
  reading.done.push(one)
  addHeaders(reading, id, fieldsOf(request['headers']))
  const early = reading.early.get(id)
  if (early !== undefined) addHeaders(reading, id, early)
  reading.early.delete(id)
}

/**
 * What the service worker fetches in turn is a request of its own. What the disk answers was sent nowhere, unless somebody was
 * asked first whether it is still right: of that, too, the browser says that it came from the disk, and bytes came for it.
 */
function isFromHere({ fromServiceWorker, fromDiskCache, encodedDataLength }: Fields): boolean {
  return fromServiceWorker === true || (fromDiskCache === true && encodedDataLength === 0)
}

function addHeaders(reading: Reading, id: string, headers: Fields): void {
  const request = reading.open.get(id)
  // The further headers may be told before the request that they belong to.
  if (request === undefined) reading.early.set(id, headers)
  for (const [name, value] of Object.entries(headers)) request?.headers.set(name.toLowerCase(), textOf(value) ?? '')
}

async function bodyOf(reading: Reading, session: string, requestId: string, request: Fields): Promise<readonly Part[]> {
  const entries = listOf(request['postDataEntries']).map((entry) => textOf(fieldsOf(entry)['bytes']))
  const plain = textOf(request['postData'])
  const known = entries.filter((entry) => entry !== undefined)
  const fromEntries = Buffer.concat(known.map((entry) => Buffer.from(entry, 'base64')))
  if (request['hasPostData'] !== true && plain === undefined && known.length === 0) return []
  const told =
    fromEntries.length > 0
      ? [{ name: 'body', bytes: fromEntries }]
      : plain === undefined
        ? []
        : [textPart('body', plain)]
  if (told.length > 0 && known.length === entries.length) return told
  try {
    const answer = await reading.protocol.call(session, 'Network.getRequestPostData', { requestId }, bodyDeadline)
    const text = textOf(answer['postData']) ?? ''
    const bytes = Buffer.from(text, answer['base64Encoded'] === true ? 'base64' : 'utf8')
    return bytes.length === 0 ? told : [...told, { name: told.length === 0 ? 'body' : 'whole body', bytes }]
  } catch {
    return told
  }
}

function socket(
  reading: Reading,
  session: string,
  id: string,
  params: Fields,
  channel: 'websocket' | 'webtransport',
): void {
  if (reading.open.has(id)) return
  const one: Request = {
    session,
    frames: new Map(),
    at: Date.now(),
    sender: reading.who(session, undefined, undefined),
    url: textOf(params['url']) ?? '',
    verb: channel === 'websocket' ? 'GET' : 'CONNECT',
    headers: new Map(),
    body: Promise.resolve([]),
    isAnsweredHere: false,
    channel,
  }
  reading.open.set(id, one)
  reading.done.push(one)
}

function frame(reading: Reading, session: string, id: string, response: Fields): void {
  const opened = reading.open.get(id)
  if (opened === undefined) return
  const opcode = numberOf(response['opcode']) ?? 1
  if (opcode === 9 || opcode === 10) return
  const told = Math.max(0, ...opened.frames.values())
  const nth = (opened.frames.get(session) ?? 0) + 1
  opened.frames.set(session, nth)
  if (nth <= told) return
  const bytes = Buffer.from(textOf(response['payloadData']) ?? '', opcode === 1 ? 'utf8' : 'base64')
  const name = opcode === 8 ? 'close' : 'frame'
  reading.others.push({
    ...senderOf(opened.sender),
    method: 'protocol',
    channel: 'websocket',
    at: Date.now(),
    destination: originOf(opened.url),
    url: opened.url,
    parts: [{ name, bytes }],
  })
}

/** A navigation says something besides its request only where the fragment goes to another origin, or another program. */
function goElsewhere(reading: Reading, session: string, params: Fields): void {
  const url = textOf(params['url']) ?? ''
  const sender = reading.who(session, textOf(params['frameId']), undefined)
  const origin = originOf(url)
  const isWeb = /^https?:/.test(url)
  const name = textOf(params['windowName']) ?? ''
  const isNamed = name !== '' && !name.startsWith('_')
  if (homely.test(url) || (isWeb && ((!url.includes('#') && !isNamed) || origin === sender.origin))) return
  const parts = [textPart('url', url), ...(isNamed ? [textPart('window name', name)] : [])]
  const common = { method: 'protocol', channel: 'navigation', at: Date.now(), destination: origin, url, parts } as const
  reading.others.push({ ...senderOf(sender), ...common })
}

function senderOf(sender: Sender): Pick<Sighting, 'from' | 'visit'> {
  const { kind, origin, visit } = sender
  const from = origin === undefined ? { kind } : { kind, origin }
  return visit === undefined ? { from } : { from, visit }
}

async function assemble(reading: Reading): Promise<readonly Sighting[]> {
  const left = reading.done.filter(({ isAnsweredHere }) => !isAnsweredHere)
  const requests = await Promise.all(
    left.map(async (request): Promise<Sighting> => {
      const headers = [...request.headers].map(([name, value]) => textPart(name, value))
      return {
        ...senderOf(request.sender),
        method: 'protocol',
        channel: request.channel,
        at: request.at,
        destination: originOf(request.url),
        verb: request.verb,
        url: request.url,
        parts: [textPart('url', request.url), ...headers, ...(await request.body)],
      }
    }),
  )
  return [...requests, ...reading.others]
}
