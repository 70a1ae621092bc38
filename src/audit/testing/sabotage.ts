/** One use of something that leaves or keeps. */
export type Tried = { readonly name: string }

/** What happened since the globals were replaced. */
export type Sabotage = {
  /** Every use, in order. */
  readonly tried: readonly Tried[]
  /** What the environment does not let anybody replace; a use of these is not seen. */
  readonly notReplaced: readonly string[]
  /** Puts everything back as it was. */
  readonly restore: () => void
}

/** Everything by which a page sends, opens, keeps or starts something, by its way from the window. */
const ways: readonly string[] = [
  ...['fetch', 'fetchLater', 'XMLHttpRequest', 'EventSource', 'WebSocket', 'WebSocketStream', 'WebTransport'],
  ...['RTCPeerConnection', 'Worker', 'SharedWorker', 'BroadcastChannel', 'Image', 'Audio', 'FontFace', 'Notification'],
  ...['open', 'postMessage', 'importScripts', 'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'],
  ...['navigator.sendBeacon', 'navigator.serviceWorker', 'navigator.clipboard', 'navigator.storage', 'navigator.share'],
  ...['navigator.locks', 'navigator.credentials', 'history.pushState', 'history.replaceState'],
  ...['document.cookie', 'document.write', 'document.title', 'location.assign', 'location.replace'],
]

type Replaced = { readonly holder: object; readonly name: string; readonly before: PropertyDescriptor | undefined }

/**
 * Replaces everything by which a page sends, opens or keeps something: whoever uses it is written down and gets an error.
 * For unit tests of code that must do none of that. It is an alarm, no boundary: a page has more ways than this.
 *
 * @param target - `globalThis`, or the window of a simulated page.
 * @returns what was tried, what could not be replaced, and the way back.
 * @throws {TypeError} when the target is no object.
 * Privacy: notes names of globals, never what was given to them.
 * Cost: O(1).
 * @example
 * const sabotage = sabotageGlobals(globalThis)
 * try {
 *   match(intake.value, catalogue.value, { now })
 * } finally {
 *   sabotage.restore()
 * }
 * if (sabotage.tried.length > 0) throw new Error(sabotage.tried.map((one) => one.name).join(', '))
 * @since 0.2
 */
export function sabotageGlobals(target: object): Sabotage {
  if (typeof target !== 'object' || target === null) throw new TypeError('target: expected a window')
  const tried: Tried[] = []
  const notReplaced: string[] = []
  const replaced: Replaced[] = []
  for (const way of ways) {
    const [first = '', second] = way.split('.')
    const holder = second === undefined ? target : Reflect.get(target, first)
    // What the environment does not have is planted too: code that asks for it would find it in a page.
    if (typeof holder !== 'object' || holder === null) continue
    const name = second ?? first
    const before = Object.getOwnPropertyDescriptor(holder, name)
    if (replace(holder, name, () => tried.push({ name: way }))) replaced.push({ holder, name, before })
    else notReplaced.push(way)
  }
  const restore = () => {
    for (const { holder, name, before } of replaced.splice(0)) {
      if (before === undefined) Reflect.deleteProperty(holder, name)
      else Object.defineProperty(holder, name, before)
    }
  }
  return { tried, notReplaced, restore }
}

function replace(holder: object, name: string, note: () => void): boolean {
  const refuse = (): never => {
    note()
    throw new Error(`${name} was used`)
  }
  return Reflect.defineProperty(holder, name, { configurable: true, get: refuse, set: refuse })
}
