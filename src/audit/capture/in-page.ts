import { seedChance, seedClock } from './in-page-given.js'

// Functions that run in the page, sent there as text: none may use anything outside itself but the others of its script.
// Everything is taken from the page before its first script, so that a page which changes its globals changes nothing here.

/** What the script in a page is given. */
export type InPageChoices = {
  /** The name of the way back; absent in workers, where nothing is reported. */
  readonly binding?: string
  /** Randomness and clock; absent: the real ones. */
  readonly given?: { readonly seed: number; readonly now: number }
}

/** What the script tells, as JSON text. */
export type InPageReport =
  | {
      readonly kind: 'message'
      readonly from: string
      readonly to: string
      readonly at: number
      readonly text: string
      readonly buffers: readonly string[]
    }
  | { readonly kind: 'ice'; readonly urls: readonly string[] }
  | {
      readonly kind: 'kept'
      readonly store: 'clipboard' | 'lock name' | 'title'
      readonly origin: string
      readonly text: string
    }

/**
 * The script for every document and worker, to be run before any of theirs.
 *
 * @param choices - what it shall do.
 * @returns an expression.
 * Privacy: what it reports goes through the debugging pipe to this process alone.
 * Cost: a few kilobytes per document.
 */
export function inPageScript(choices: InPageChoices): string {
  const functions = [
    startInPage,
    seedChance,
    seedClock,
    reporterOf,
    watchMessages,
    watchPorts,
    watchClipboard,
    watchLocks,
    watchServers,
    watchTitle,
  ]
  return `(() => {${functions.map(String).join('\n')}\n${startInPage.name}(${JSON.stringify(choices)}, ${seedChance.name}, ${seedClock.name})})()`
}

/** What comes from another file is handed over: how a name of another file is written is up to whoever bundles this one. */
function startInPage(choices: InPageChoices, giveChance: typeof seedChance, giveClock: typeof seedClock): void {
  const { binding, given } = choices
  if (given !== undefined) {
    giveChance(given.seed)
    giveClock(given.now)
  }
  if (binding === undefined) return
  const report = reporterOf(binding)
  if (report === undefined) return
  watchMessages(report)
  watchClipboard(report)
  watchLocks(report)
  watchServers(report)
  watchTitle(report)
}

/** The way back, taken off the page's global object. */
function reporterOf(binding: string): ((report: InPageReport) => void) | undefined {
  const send: unknown = Reflect.get(globalThis, binding)
  Reflect.deleteProperty(globalThis, binding)
  const write = JSON.stringify
  if (typeof send !== 'function') return undefined
  return (report) => {
    try {
      Reflect.apply(send, undefined, [write(report)])
    } catch {}
  }
}

/** Messages from another window to this one, and through the ports that came with them. */
function watchMessages(report: (report: InPageReport) => void): void {
  const write = JSON.stringify
  const own = self
  const clock = performance.now.bind(performance)
  const here = () => (location.origin === 'null' ? location.protocol : location.origin)
  const tell = (from: string, to: string, data: unknown) => {
    const buffers: string[] = []
    const base64 = (bytes: Uint8Array) => {
      let text = ''
      for (let at = 0; at < bytes.length; at += 1) text += String.fromCharCode(bytes[at] ?? 0)
      buffers.push(btoa(text))
      return { buffer: buffers.length - 1 }
    }
    const flat = (_key: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return base64(new Uint8Array(value))
      if (ArrayBuffer.isView(value)) return base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      if (value instanceof Map) return [...value.entries()]
      if (value instanceof Set) return [...value.values()]
      if (value instanceof Error) return [value.name, value.message, value.stack]
      return typeof value === 'bigint' ? String(value) : value
    }
    let text = ''
    try {
      text = typeof data === 'string' ? data : (write(data, flat) ?? '')
    } catch {
      text = 'a message that holds itself'
    }
    report({ kind: 'message', from, to, at: performance.timeOrigin + clock(), text, buffers })
  }
  const watchPort = watchPorts(tell, here)
  const hear = (event: MessageEvent) => {
    if (event.source === own || event.source === null) return
    tell(event.origin === 'null' ? 'opaque' : event.origin, here(), event.data)
    for (const port of event.ports) watchPort(port, event.origin === 'null' ? 'opaque' : event.origin)
  }
  addEventListener('message', hear, true)
  if (typeof BroadcastChannel === 'undefined') return
  const native = BroadcastChannel.prototype.postMessage
  BroadcastChannel.prototype.postMessage = new Proxy(native, {
    apply: (target, self, args) => {
      tell(here(), `broadcast:${here()}`, args[0])
      return Reflect.apply(target, self, args)
    },
  })
}

/** A port that came from another window is watched in both directions. */
function watchPorts(
  tell: (from: string, to: string, data: unknown) => void,
  here: () => string,
): (port: MessagePort, origin: string) => void {
  const others = new WeakMap<object, string>()
  const native = MessagePort.prototype.postMessage
  MessagePort.prototype.postMessage = new Proxy(native, {
    apply: (target, self, args) => {
      const other = others.get(self)
      if (other !== undefined) tell(here(), other, args[0])
      return Reflect.apply(target, self, args)
    },
  })
  const listen = MessagePort.prototype.addEventListener
  return (port, origin) => {
    others.set(port, origin)
    const hear = (event: MessageEvent) => tell(origin, here(), event.data)
    Reflect.apply(listen, port, ['message', hear])
  }
}

/** What is put into the clipboard, by either way: nobody can read it back without asking the person. */
function watchClipboard(report: (report: InPageReport) => void): void {
  const tell = (text: unknown) => {
    if (typeof text === 'string' && text !== '')
      report({ kind: 'kept', store: 'clipboard', origin: location.origin, text })
  }
  const copied = (event: ClipboardEvent) => {
    const chosen = event.clipboardData?.getData('text/plain') ?? ''
    tell(chosen === '' ? String(getSelection() ?? '') : chosen)
  }
  addEventListener('copy', copied)
  addEventListener('cut', copied)
  // Only where the context is secure.
  if (typeof Clipboard === 'undefined') return
  Clipboard.prototype.writeText = new Proxy(Clipboard.prototype.writeText, {
    apply: (target, self, args) => {
      tell(args[0])
      return Reflect.apply(target, self, args)
    },
  })
  Clipboard.prototype.write = new Proxy(Clipboard.prototype.write, {
    apply: (target, self, args) => {
      const [items] = args
      for (const item of Array.isArray(items) ? items : []) {
        const types: unknown = Reflect.get(Object(item), 'types')
        for (const type of Array.isArray(types) ? types : []) {
          Promise.resolve(item.getType(type))
            .then((blob: Blob) => blob.text())
            .then(tell, () => {})
        }
      }
      return Reflect.apply(target, self, args)
    },
  })
}

/** The page's titles since it was loaded, however long each stood there: a browser writes them into its history. */
function watchTitle(report: (report: InPageReport) => void): void {
  if (typeof document === 'undefined' || self !== top) return
  const read = Object.getOwnPropertyDescriptor(Document.prototype, 'title')?.get
  if (read === undefined) return
  let last = ''
  const look = () => {
    const title: unknown = Reflect.apply(read, document, [])
    if (typeof title !== 'string' || title === last) return
    last = title
    if (document.readyState === 'complete')
      report({ kind: 'kept', store: 'title', origin: location.origin, text: title })
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
}

/** Locks, whose names every other page of the origin can read while they are held. */
function watchLocks(report: (report: InPageReport) => void): void {
  if (typeof LockManager === 'undefined') return
  LockManager.prototype.request = new Proxy(LockManager.prototype.request, {
    apply: (target, self, args) => {
      report({ kind: 'kept', store: 'lock name', origin: location.origin, text: String(args[0]) })
      return Reflect.apply(target, self, args)
    },
  })
}

/** Where a peer connection is about to turn, so that our servers can stand there before it does. */
function watchServers(report: (report: InPageReport) => void): void {
  if (typeof RTCPeerConnection === 'undefined') return
  const urlsOf = (configuration: unknown): string[] => {
    const servers: unknown = Reflect.get(Object(configuration), 'iceServers')
    if (!Array.isArray(servers)) return []
    return servers.flatMap(
      (server: unknown) => Reflect.get(Object(server), 'urls') ?? Reflect.get(Object(server), 'url') ?? [],
    )
  }
  const tell = (configuration: unknown) => {
    try {
      const urls = urlsOf(configuration).filter((url) => typeof url === 'string')
      if (urls.length > 0) report({ kind: 'ice', urls })
    } catch {}
  }
  const Native = RTCPeerConnection
  const proxied = new Proxy(Native, {
    construct: (target, args, newTarget) => {
      tell(args[0])
      return Reflect.construct(target, args, newTarget)
    },
  })
  Object.defineProperty(Native.prototype, 'constructor', { value: proxied, writable: true, configurable: true })
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) {
    if (name in globalThis)
      Object.defineProperty(globalThis, name, { value: proxied, writable: true, configurable: true })
  }
  const native = Native.prototype.setConfiguration
  Native.prototype.setConfiguration = new Proxy(native, {
    apply: (target, self, args) => {
      tell(args[0])
      return Reflect.apply(target, self, args)
    },
  })
  // A connection over TCP is tried once: our servers need a moment to stand where it goes.
  const start = Native.prototype.setLocalDescription
  Native.prototype.setLocalDescription = new Proxy(start, {
    apply: (target, self, args) =>
      new Promise((resolve) => setTimeout(resolve, 100)).then(() => Reflect.apply(target, self, args)),
  })
}
