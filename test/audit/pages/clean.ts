import type { FormPage } from './forms.js'

// Pages that keep the answers to themselves, each in a way that a careless audit could take for a leak.

const declaredName = JSON.stringify({
  format: 'entrenous-data-flow-1',
  name: 'A form that sends a name',
  flows: [
    {
      id: 'name',
      trigger: 'the click that consents',
      context: 'host',
      destination: 'clinic',
      channel: 'fetch POST',
      fields: [{ name: 'name', class: 'consented' }],
      purpose: 'to be called back',
      count: { most: 1 },
      consent: 'name',
      retention: 'a month',
      linkability: 'the clinic knows who asks',
    },
  ],
  atRest: [],
  messages: [],
})

/** The pages. */
export const clean: readonly FormPage[] = [
  { id: 'nothing' },
  { id: 'catalogue', opening: `fetch('/catalogue.json')` },
  {
    id: 'catalogue-and-nonce',
    opening: `fetch('/catalogue.json')`,
    code: `await post('/token', crypto.getRandomValues(new Uint8Array(64)))`,
  },
  { id: 'nonce-in-address', code: `await get('/token?n=' + crypto.randomUUID())` },
  { id: 'chance-in-address', code: `await get('/token?n=' + Math.random().toString(36).slice(2, 10))` },
  { id: 'time-in-address', code: `await get('/now?t=' + Math.floor(Date.now() / 1e7))` },
  { id: 'sealed-public-value', code: `await post('/token', await sealed(padded('the same for everybody')))` },
  {
    id: 'key-of-the-platform',
    code: `const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
await post('/key', await crypto.subtle.exportKey('raw', pair.publicKey))`,
  },
  { id: 'fixed-gap', code: `await get('/a'); await later(100); await get('/b')` },
  { id: 'three-tries', code: `for (const wait of [50, 100, 200]) { await get('/try'); await later(wait) }` },
  { id: 'declared-name', declared: declaredName, code: `await post('/name', JSON.stringify({ name: of('name') }))` },
  {
    id: 'session-cookie',
    opening: `document.cookie = 'session=' + crypto.randomUUID() + '; SameSite=Strict'`,
    code: `await fetch('/catalogue.json')`,
  },
  { id: 'word-of-the-catalogue', code: `await get('/concepts/sleep'); await get('/concepts/panic%20attacks')` },
  { id: 'digest-unsent', code: `globalThis.held = await digest(v); await post('/a', 'constant')` },
  {
    id: 'typed-handlers',
    opening: `globalThis.count = 0; addEventListener('input', () => { globalThis.count += 1 })`,
    code: `await post('/a', 'constant')`,
  },
  {
    // What its service worker answers by itself never leaves the device.
    id: 'service-worker-answers',
    opening: `document.body.hidden = true
navigator.serviceWorker.oncontrollerchange = () => { document.body.hidden = false }
navigator.serviceWorker.register('/answering.js')
addEventListener('input', () => fetch('/kept.json'))`,
    code: `await post('/a', 'constant')`,
  },
  {
    // What was fetched at the beginning and may be kept an hour is on the device when it is asked for again.
    id: 'answered-by-the-cache',
    opening: `document.body.hidden = true
fetch('/lasting.json').then((answer) => answer.text()).then(() => { document.body.hidden = false })
addEventListener('input', () => fetch('/lasting.json'))`,
    code: `await post('/a', 'constant')`,
  },
  {
    // Nobody can answer before the form is there: what is asked for until then comes before the first answer.
    id: 'shown-late',
    opening: `document.body.hidden = true
setTimeout(() => fetch('/catalogue.json').then((answer) => answer.text()).then(() => { document.body.hidden = false }), 600)`,
  },
  { id: 'setting-kept', code: `localStorage.setItem('theme', 'dark'); sessionStorage.setItem('step', '2')` },
  {
    id: 'files-kept',
    code: `await new Promise((done) => { const open = indexedDB.open('files', 1); open.onupgradeneeded = () => open.result.createObjectStore('all'); open.onsuccess = () => { const put = open.result.transaction('all', 'readwrite'); put.objectStore('all').put('the same', 'catalogue'); put.oncomplete = done } })`,
  },
  {
    // Nobody types before it has fetched what it keeps.
    id: 'service-worker',
    opening: `document.body.hidden = true
navigator.serviceWorker.register('/service.js')
navigator.serviceWorker.ready.then(() => { document.body.hidden = false })`,
  },
  {
    id: 'working',
    code: `await new Promise((done) => { const one = new Worker('/worker.js'); one.onmessage = done; one.postMessage(v) })`,
  },
  {
    id: 'framed',
    opening: `addEventListener('load', () => { const one = document.createElement('iframe'); one.src = '/frame.html'; document.body.append(one) })`,
    code: `frames[0].postMessage('next', '*')`,
  },
  { id: 'step-in-title', code: `document.title = 'Step 2'; history.pushState(null, '', '#step-2')` },
  { id: 'said-on-console', code: `console.log('sent')` },
  {
    id: 'early-connections',
    head: `<link rel="preconnect" href="http://early-connections.collect.test"><link rel="dns-prefetch" href="http://names.early-connections.collect.test"><link rel="preload" as="script" href="/public.js">`,
    // What was fetched ahead is used: else the browser says so on the console, where a visit takes some seconds.
    opening: `document.head.append(Object.assign(document.createElement('script'), { src: '/public.js' }))`,
    code: `await get('/a')`,
  },
  {
    id: 'socket',
    code: `await new Promise((done) => { const one = new WebSocket('ws://socket.collect.test/'); one.onopen = () => { one.send('hello'); setTimeout(done, 200) }; one.onerror = done })`,
  },
  {
    id: 'beacon-at-the-end',
    opening: `addEventListener('pagehide', () => navigator.sendBeacon(S + '/end', 'the same'))`,
  },
  { id: 'two-at-once', code: `await Promise.all([get('/a'), get('/b'), get('/c')])` },
  {
    id: 'file-saved',
    code: `const one = document.createElement('a'); one.href = URL.createObjectURL(new Blob(['the same for everybody'])); one.download = 'notes.txt'; one.click()`,
  },
]

/** Each of these differs in little from another: they are gone through with the long tests alone. */
const plain: readonly string[] = [
  ...['nothing', 'catalogue', 'chance-in-address', 'time-in-address', 'three-tries'],
  ...['word-of-the-catalogue', 'typed-handlers', 'said-on-console', 'two-at-once'],
]

/** Those that tell most. */
export const telling: readonly FormPage[] = clean.filter(({ id }) => !plain.includes(id))
