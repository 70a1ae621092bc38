// The board on the network: one endpoint that appends, and files that are the same for everybody. It writes no log, sets no
// cookie, and keeps no address beyond the memory of its rate limit.
import { createReadStream, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { treeSizeOf } from 'entrenous/board'
import { HASH_BYTES, LEAVES_A_FILE, layoutOf, leavesNameOf } from './layout.js'
import { rateLimit } from './rate.js'
import { forgetOld, takeRecords } from './store.js'

const DAY = 86_400
/** How many records are written in one go; those that come meanwhile wait for the next. */
const MOST_AT_ONCE = 256
const IMMUTABLE = `public, max-age=${365 * DAY}, immutable`

/** What changes with the next post. */
const SHORT = 'public, max-age=60'

/** The same for everybody, whatever is asked with. */
const always = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
}

/**
 * @typedef {import('./store.js').Store} Store
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ record: Buffer, response: Response }} Waiting
 * @typedef {{ store: Store, now: () => number, rate: import('./rate.js').Rate, addressOf?: (request: Request) => string, patience?: number }} ServiceOptions
 * `now` gives epoch seconds. `addressOf` says who posts, for a board behind a proxy. `patience` is how many seconds a request may take
 */

/**
 * Makes the service. It does not listen yet.
 *
 * @param {ServiceOptions} options
 * @returns {{ server: import('node:http').Server, forget: () => void, close: () => Promise<void> }} `forget` deletes what is
 * old, as every post does; `close` answers what is waiting and ends
 */
export function boardService({ store, now, rate, addressOf = socketAddressOf, patience = 10 }) {
  const waitFor = rateLimit(rate)
  /** @type {Waiting[]} */
  const waiting = []

  function flush() {
    const some = waiting.splice(0, MOST_AT_ONCE)
    if (waiting.length > 0) setImmediate(flush)
    try {
      forgetOld(store, now())
      const answers = takeRecords(
        store,
        some.map(({ record }) => record),
        now(),
      )
      for (const [at, { response }] of some.entries()) answer(response, answers[at])
    } catch {
      // The disk is full, or gone. Nothing was acknowledged, and the next post reads the disk again first.
      for (const { response } of some) refuse(response, 503, { 'Retry-After': '60' })
    }
  }

  /** @type {(request: Request, response: Response) => void} */
  function post(request, response) {
    const wait = waitFor(addressOf(request), now())
    if (wait > 0) return refuse(response, 429, { 'Retry-After': String(wait) })
    const { recordBytes } = store.board
    const length = request.headers['content-length']
    if (length === undefined) return refuse(response, 411)
    if (Number(length) !== recordBytes) return refuse(response, Number(length) > recordBytes ? 413 : 400)
    /** @type {Buffer[]} */
    const chunks = []
    // Node ends a body at its stated length, and a request that takes too long.
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      waiting.push({ record: Buffer.concat(chunks), response })
      if (waiting.length === 1) setImmediate(flush)
    })
    request.on('error', () => response.destroy())
  }

  const limits = {
    headersTimeout: patience * 1000,
    requestTimeout: patience * 1000,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 8192,
  }
  const server = createServer(limits, (request, response) => {
    if (request.url !== '/records') return show(store, request, response)
    if (request.method === 'POST') return post(request, response)
    if (request.method === 'OPTIONS') return permit(response)
    refuse(response, 405, { Allow: 'POST, OPTIONS' })
  })
  server.maxConnections = 512
  server.timeout = 3 * patience * 1000

  return {
    server,
    forget: () => {
      try {
        forgetOld(store, now())
      } catch {
        // The next one tries again.
      }
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeIdleConnections()
        // Whoever has not finished by then is not waited for; no timer holds the process up.
        setTimeout(() => server.closeAllConnections(), patience * 1000).unref()
      }),
  }
}

/** @param {Request} request */
function socketAddressOf(request) {
  return request.socket.remoteAddress ?? ''
}

/**
 * @param {Response} response
 * @param {import('./store.js').Answer | undefined} given
 */
function answer(response, given) {
  if (given === undefined || 'full' in given) {
    return refuse(
      response,
      given?.full === 'today' ? 503 : 507,
      given?.full === 'today' ? { 'Retry-After': '3600' } : {},
    )
  }
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(given.receipt) }
  response.writeHead(200, { ...always, 'Cache-Control': 'no-store', ...headers }).end(given.receipt)
}

/**
 * Says no, and reads no more of the request.
 *
 * @param {Response} response
 * @param {number} status
 * @param {Record<string, string>} [headers]
 */
function refuse(response, status, headers = {}) {
  const end = { 'Cache-Control': 'no-store', 'Content-Length': 0, Connection: 'close' }
  response.writeHead(status, { ...always, ...headers, ...end }).end()
}

/**
 * Lets pages of any origin post: a browser asks first when a page names the type of what it sends.
 *
 * @param {Response} response
 */
function permit(response) {
  const allowed = { 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'Content-Type' }
  response.writeHead(204, { ...always, ...allowed, 'Access-Control-Max-Age': '86400' }).end()
}

/**
 * @param {Store} store
 * @param {Request} request
 * @param {Response} response
 */
function show(store, { method, url = '' }, response) {
  if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, { Allow: 'GET, HEAD' })
  const text = textAt(store, url)
  if (text !== undefined) return showText(response, text, method)
  const file = fileAt(store, url)
  if (file === undefined) return refuse(response, 404)
  const { path, length, cache } = file
  const type = 'application/octet-stream'
  response.writeHead(200, { ...always, 'Cache-Control': cache, 'Content-Type': type, 'Content-Length': length })
  if (method === 'HEAD') return response.end()
  // No more than was acknowledged: the file may be growing. One that was deleted meanwhile ends the answer early.
  createReadStream(path, { end: length - 1 })
    .on('error', () => response.destroy())
    .pipe(response)
}

/**
 * @param {Response} response
 * @param {{ path: string, type: string }} text
 * @param {string} method
 */
function showText(response, { path, type }, method) {
  try {
    // Whole at once: the file is replaced at every post.
    const body = readFileSync(path)
    const headers = { 'Cache-Control': SHORT, 'Content-Type': type, 'Content-Length': body.length }
    response.writeHead(200, { ...always, ...headers }).end(method === 'HEAD' ? undefined : body)
  } catch {
    refuse(response, 503, { 'Retry-After': '60' })
  }
}

/**
 * @param {Store} store
 * @param {string} url
 */
function textAt({ folder }, url) {
  const at = layoutOf(folder)
  if (url === '/board.json') return { path: at.description, type: 'application/json' }
  if (url === '/segments.json') return { path: at.list, type: 'application/json' }
  return url === '/checkpoint' ? { path: at.checkpoint, type: 'text/plain; charset=utf-8' } : undefined
}

/**
 * Finds what is shown of segments and leaves, and how much of it was acknowledged.
 *
 * @param {Store} store
 * @param {string} url
 * @returns {{ path: string, length: number, cache: string } | undefined}
 */
function fileAt(store, url) {
  const { found, board } = store
  if (found === undefined) return undefined
  const at = layoutOf(store.folder)
  const [, folder, name = ''] = /^\/(segments|leaves)\/([0-9-]+\.bin)$/.exec(url) ?? []
  if (folder === 'segments') {
    const place = found.segments.findIndex((one) => one.name === name)
    const segment = found.segments[place]
    if (segment === undefined) return undefined
    const cache = place < found.segments.length - 1 ? IMMUTABLE : SHORT
    return { path: join(at.segments, name), length: segment.count * board.recordBytes, cache }
  }
  const first = Number(name.slice(0, -'.bin'.length)) * LEAVES_A_FILE
  const count = Math.min(treeSizeOf(found.tree) - first, LEAVES_A_FILE)
  if (!(count > 0) || leavesNameOf(first) !== name) return undefined
  const cache = count === LEAVES_A_FILE ? IMMUTABLE : SHORT
  return { path: join(at.leaves, name), length: count * HASH_BYTES, cache }
}
