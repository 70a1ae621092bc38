/**
 * How something was seen. No single method sees every channel, so an audit runs all of them and says which it could not.
 *
 * - `protocol`: the browser's own debugging protocol, on every target
 * - `net-log`: the log of the browser's network stack
 * - `servers`: our own HTTP, WebSocket, UDP and TURN servers, which stand wherever the page turns to
 * - `names`: our own name server
 * - `state`: what is kept at rest, before and after
 */
export type Method = 'protocol' | 'net-log' | 'servers' | 'names' | 'state'

/** Every method, in the order in which reports name them. */
export const methods: readonly Method[] = ['protocol', 'net-log', 'servers', 'names', 'state']

/** The way on which something left. */
export type Channel =
  | 'http'
  | 'websocket'
  | 'webtransport'
  | 'name lookup'
  | 'connection'
  | 'udp'
  | 'navigation'
  | 'message'
  | 'download'

/**
 * Where the visit was when something left: before the first answer, between the first answer and the click that consents,
 * after it, or after the page was left.
 */
export type Phase = 'opening' | 'intake' | 'consented' | 'left'

/** Every phase, in the order of a visit. */
export const phases: readonly Phase[] = ['opening', 'intake', 'consented', 'left']

/** A piece of what left, such as the URL, a header or the body. The name is ours or a header's; the bytes are the page's. */
export type Part = { readonly name: string; readonly bytes: Uint8Array }

/** One thing that left, however many methods saw it. */
export type Departure = {
  readonly channel: Channel
  /** Who saw it; never empty. */
  readonly seenBy: readonly Method[]
  /** Milliseconds since the visit began, by the first method that saw it. */
  readonly at: number
  readonly phase: Phase
  /** What sent it: `page`, `frame`, `worker`, `shared worker`, `service worker`, `browser`, and its origin where known. */
  readonly from: { readonly kind: string; readonly origin?: string }
  /** An origin (`https://board.example`), a host name, or `192.0.2.7:3478`. */
  readonly destination: string
  /** `GET`, `POST`; absent where the channel has none. */
  readonly verb?: string
  readonly parts: readonly Part[]
  /** Which of the visits of one recording; absent where the method cannot tell. */
  readonly visit?: number
}

/** Where a browser keeps things. */
export type Store =
  | 'cookie'
  | 'localStorage'
  | 'sessionStorage'
  | 'IndexedDB'
  | 'CacheStorage'
  | 'file system'
  | 'history'
  | 'title'
  | 'window name'
  | 'clipboard'
  | 'console'
  | 'error'
  | 'download'
  | 'lock name'
  | 'performance mark'
  | 'document'

/** One thing that was kept after the page was left and not before it was opened. */
export type Remainder = {
  readonly store: Store
  /** The origin it belongs to, where the store has one. */
  readonly origin?: string
  /** Its name in the store: a cookie's name, a key; empty where it has none. */
  readonly key: string
  readonly bytes: Uint8Array
  readonly visit?: number
}

/** Why a method saw less than it might have; each stands in the report. */
export type Blindness = { readonly method: Method; readonly because: string }

/** Everything that was seen of one start of the browser. */
export type Recording = {
  /** In the order in which it left. What the browser itself sends on every start is already subtracted. */
  readonly departures: readonly Departure[]
  readonly remainders: readonly Remainder[]
  /** The methods that ran. */
  readonly methods: readonly Method[]
  readonly blind: readonly Blindness[]
  /** As the browser says it: `Chromium 156.0.8078.79`. */
  readonly browser: string
  /** Whether nothing could leave the machine: `namespace`, or `proxy` where a network namespace was not permitted. */
  readonly containment: 'namespace' | 'proxy'
  /** When each visit entered each phase, in milliseconds since it began; absent where nobody wrote it down. */
  readonly entered?: readonly { readonly phase: Phase; readonly at: number; readonly visit?: number }[]
  /** True where randomness and clock of the page were given, so that runs can be compared byte for byte. */
  readonly seeded: boolean
}
