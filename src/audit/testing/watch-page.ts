import type { Answer } from '../planted.js'
import { type Find, findPlanted, type Hit } from './find-planted.js'

// The few members of a Playwright page that are used, by their form: no package is asked for.

/** A request, as Playwright gives it. */
export type WatchedRequest = {
  readonly url: () => string
  readonly method: () => string
  readonly headers: () => Readonly<Record<string, string>>
  readonly postDataBuffer: () => Uint8Array | null
}
/** A WebSocket, as Playwright gives it. */
export type WatchedSocket = {
  readonly url: () => string
  readonly on: (event: 'framesent', listener: (frame: { readonly payload: string | Uint8Array }) => void) => unknown
}
/** A browser context, as Playwright gives it; a persistent one does as well. */
export type WatchedContext = {
  readonly on: (event: 'request', listener: (request: WatchedRequest) => void) => unknown
  readonly off: (event: 'request', listener: (request: WatchedRequest) => void) => unknown
}
/** A page, as Playwright gives it. */
export type WatchedPage = {
  readonly on: (event: 'websocket', listener: (socket: WatchedSocket) => void) => unknown
  readonly off: (event: 'websocket', listener: (socket: WatchedSocket) => void) => unknown
  readonly context: () => WatchedContext
  readonly evaluate: (code: string) => Promise<unknown>
}

/** What is watched for. */
export type WatchOptions = {
  /** The answers that the test gives; planted ones are searched for in everything that leaves, unless they are consented to. */
  readonly planted: readonly Answer[]
  /** Searches bytes; a search for plain, percent-encoded and base64 forms unless another is given. */
  readonly find?: Find
}

/** One thing that was seen to leave. */
export type Left = {
  readonly when: 'before consent' | 'after consent'
  /** `GET`, `POST`, `WebSocket`. */
  readonly how: string
  /** An origin. */
  readonly destination: string
  /** Planted texts in it, masked. */
  readonly hits: readonly Hit[]
}

/** A page that is watched. */
export type Watch = {
  /** Say this just before the click that consents. */
  readonly consented: () => Promise<void>
  /** Everything seen so far. */
  readonly left: () => Promise<readonly Left[]>
  /**
   * Passes when nothing left before consent, and no planted text that was not consented to left at any time; else rejects with an
   * `AssertionError` that says what left, with planted texts masked.
   */
  readonly expectNothingLeft: () => Promise<void>
  /** Stops watching. */
  readonly stop: () => void
}

/** What Playwright cannot see: a test that passes says nothing of these. */
export const playwrightBlindness: readonly string[] = [
  'name lookups and connections ahead of time (dns-prefetch, preconnect), which a private context does not even perform',
  'WebRTC: TURN and STUN by UDP or TCP',
  'WebSockets of workers, and WebTransport',
  'bodies of requests that are blobs, forms with files or streams; beacons sent while the page is closed',
  'what is kept: cookies, storage, history, title, clipboard, console',
  'timing, order, sizes and split, keyed or encrypted values: `entrenous audit` compares visits for that',
]

/**
 * Watches a page from now on: open it, call this, then answer.
 *
 * @param page - of Playwright.
 * @param options - the answers to look for, and how.
 * @returns the watch. What it cannot see is `playwrightBlindness`.
 * Privacy: keeps origins and masked excerpts of what left, in this process.
 * Cost: a search for each request.
 * @since 0.2
 */
export async function watchPage(page: WatchedPage, options: WatchOptions): Promise<Watch> {
  const find = options.find ?? findPlanted(options.planted)
  const consented = new Set(options.planted.filter((one) => one.consented).map((one) => one.field))
  const seen: Left[] = []
  let when: Left['when'] = 'before consent'
  const note = (how: string, url: string, texts: readonly (string | Uint8Array)[]) => {
    if (/^(data|blob|about|javascript):/i.test(url)) return
    const hits = texts.flatMap((one) => find(typeof one === 'string' ? new TextEncoder().encode(one) : one))
    seen.push({ when, how, destination: originOf(url), hits: distinct(hits) })
  }
  const onRequest = (request: WatchedRequest) => {
    const headers = Object.entries(request.headers()).map(([name, value]) => `${name}: ${value}`)
    const body = request.postDataBuffer()
    note(request.method(), request.url(), [request.url(), headers.join('\n'), ...(body === null ? [] : [body])])
  }
  const onSocket = (socket: WatchedSocket) => {
    note('WebSocket', socket.url(), [socket.url()])
    socket.on('framesent', ({ payload }) => note('WebSocket', socket.url(), [payload]))
  }
  page.context().on('request', onRequest)
  page.on('websocket', onSocket)
  // What the page did before comes before the answer to a question asked after it.
  const settle = () => page.evaluate('new Promise((done) => setTimeout(done))')
  const left = async () => {
    await settle()
    return [...seen]
  }
  return {
    consented: async () => {
      await settle()
      when = 'after consent'
    },
    left,
    expectNothingLeft: async () => {
      const wrong = (await left()).filter(
        (one) => one.when === 'before consent' || one.hits.some((hit) => !consented.has(hit.field)),
      )
      if (wrong.length > 0) throw assertionError(wrong, consented)
    },
    stop: () => {
      page.context().off('request', onRequest)
      page.off('websocket', onSocket)
    },
  }
}

function originOf(url: string): string {
  // A path or a query can hold an answer: neither is kept.
  return URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : 'an address that is none'
}

function distinct(hits: readonly Hit[]): readonly Hit[] {
  return [...new Map(hits.map((hit) => [`${hit.field} ${hit.encoding.join()}`, hit])).values()]
}

function assertionError(wrong: readonly Left[], consented: ReadonlySet<string>): Error {
  const lines = wrong.map(({ when, how, destination, hits }) => {
    const found = hits
      .filter((hit) => !consented.has(hit.field))
      .map(
        ({ field, encoding, excerpt }) =>
          `; it holds ${field}${encoding.length === 0 ? '' : ` as ${encoding.join(' of ')}`}: ${excerpt}`,
      )
    return `- ${how} to ${destination}, ${when}${found.join('')}`
  })
  const error = new Error(`expected nothing to leave the page, but something did:\n${lines.join('\n')}`)
  error.name = 'AssertionError'
  return error
}
