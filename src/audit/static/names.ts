import type { Capability } from './capability.js'

/** When a name counts: whenever it is used, when something is put into it, or when it is called or made. */
export type When = 'used' | 'set' | 'called'

/** What a name of the window leads to. */
export type Named = { readonly capability: Capability; readonly when: When }

type Rows = Partial<Record<Capability, string>>

// By the way from the window: `navigator.sendBeacon`. What only reads is not here.
const used: Rows = {
  request: 'fetch fetchLater XMLHttpRequest EventSource',
  beacon: 'navigator.sendBeacon',
  'element request': 'Image Audio FontFace navigator.mediaSession',
  'style request': 'CSSStyleSheet document.adoptedStyleSheets',
  'identity provider': 'navigator.credentials IdentityCredential',
  websocket: 'WebSocket WebSocketStream',
  webtransport: 'WebTransport',
  webrtc: 'RTCPeerConnection webkitRTCPeerConnection RTCDataChannel',
  navigation: 'location.assign location.replace navigation.navigate',
  cookie: 'document.cookie cookieStore',
  localStorage: 'localStorage',
  sessionStorage: 'sessionStorage',
  IndexedDB: 'indexedDB webkitIndexedDB',
  CacheStorage: 'caches',
  'file system': 'navigator.storage.getDirectory showSaveFilePicker webkitRequestFileSystem requestFileSystem',
  'shared storage': 'sharedStorage document.requestStorageAccess',
  history: 'history.pushState history.replaceState navigation.updateCurrentEntry',
  clipboard: 'navigator.clipboard',
  console: 'console',
  'lock name': 'navigator.locks',
  'performance mark': 'performance.mark performance.measure',
  message: 'MessageChannel',
  broadcast: 'BroadcastChannel',
  notification: 'Notification',
  'other application': 'navigator.share navigator.registerProtocolHandler PaymentRequest',
  'code from text': 'eval',
  'markup from text': 'document.write document.writeln DOMParser XSLTProcessor',
  compiled: 'WebAssembly',
  worker: 'Worker',
  'shared worker': 'SharedWorker',
  'service worker': 'navigator.serviceWorker ServiceWorkerContainer',
  'foreign code': 'importScripts',
  worklet: 'CSS.paintWorklet AudioWorklet',
  clock: 'performance.now performance.timeOrigin Date.now Temporal.Now',
  timer:
    'setTimeout setInterval requestAnimationFrame requestIdleCallback setImmediate Atomics.wait SharedArrayBuffer scheduler',
}
const set: Rows = {
  navigation:
    'location location.href location.search location.pathname location.host location.hostname location.port location.protocol',
  history: 'location.hash',
  title: 'document.title',
  'window name': 'name',
}
const called: Rows = {
  'code from text': 'Function',
  'new window': 'open',
  navigation: 'location.reload',
  clock: 'Date',
  clipboard: 'document.execCommand',
}

// By the last name alone, of an object that is not known: names that nothing else has.
const anywhere: Rows = {
  request: 'XMLHttpRequest EventSource fetchLater',
  beacon: 'sendBeacon',
  websocket: 'WebSocket WebSocketStream',
  webtransport: 'WebTransport',
  webrtc: 'RTCPeerConnection createDataChannel setLocalDescription',
  localStorage: 'localStorage',
  sessionStorage: 'sessionStorage',
  IndexedDB: 'indexedDB',
  'service worker': 'serviceWorker',
  'shared worker': 'SharedWorker',
  broadcast: 'BroadcastChannel',
  'foreign code': 'importScripts',
  worklet: 'addModule',
  'file system': 'createSyncAccessHandle createWritable',
  'style request': 'insertRule addRule replaceSync cssText',
  'markup from text': 'insertAdjacentHTML createContextualFragment setHTMLUnsafe parseHTMLUnsafe',
}
const setAnywhere: Rows = {
  'element request':
    'src srcset poster formAction backgroundImage listStyleImage borderImageSource srcObject attributionSrc',
  frame: 'srcdoc',
  ping: 'ping',
  download: 'download',
  'markup from text': 'innerHTML outerHTML',
  navigation: 'href',
  form: 'action',
}
const calledAnywhere: Rows = { form: 'submit requestSubmit', history: 'pushState replaceState' }

/** Kinds of elements for which a browser asks somebody, or which lead away, and what making one means. */
export const fetchingElements: ReadonlyMap<string, Capability> = new Map<string, Capability>([
  ...'img image script link object embed video audio source track applet feimage use input base meta'
    .split(' ')
    .map((name): [string, Capability] => [name, 'element request']),
  ...'iframe frame fencedframe portal'.split(' ').map((name): [string, Capability] => [name, 'frame']),
  ['style', 'style request'],
  ['form', 'form'],
])

/** Attributes by which an element fetches or leads away, and what setting one means. */
export const fetchingAttributes: ReadonlyMap<string, Capability> = new Map<string, Capability>([
  ...'src srcset data poster background xlink:href attributionsrc imagesrcset manifest'
    .split(' ')
    .map((name): [string, Capability] => [name, 'element request']),
  ['href', 'navigation'],
  ['srcdoc', 'frame'],
  ['ping', 'ping'],
  ['action', 'form'],
  ['formaction', 'form'],
  ['style', 'style request'],
  ['download', 'download'],
])

function table(rows: readonly (readonly [When, Rows])[]): ReadonlyMap<string, Named> {
  const found = rows.flatMap(([when, named]) =>
    Object.entries(named).flatMap(([capability, names]) =>
      // Object.entries loses the key type; the rows above have exactly these keys.
      names.split(' ').map((name): [string, Named] => [name, { capability: capability as Capability, when }]),
    ),
  )
  return new Map(found)
}

/** Names by their way from the window. */
export const windowNames: ReadonlyMap<string, Named> = /* @__PURE__ */ table([
  ['used', used],
  ['set', set],
  ['called', called],
])

/** Names of members of whatever object. */
export const memberNames: ReadonlyMap<string, Named> = /* @__PURE__ */ table([
  ['used', anywhere],
  ['set', setAnywhere],
  ['called', calledAnywhere],
])

/** Names under which the window itself is known. */
export const windowAliases: readonly string[] = ['window', 'self', 'globalThis', 'top', 'parent', 'frames', 'opener']
