import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { MAX_SOURCES } from '../../../../src/audit/static/scopes.js'
import { MAX_NAMES, readScript } from '../../../../src/audit/static/scripts.js'
import { MAX_STEPS } from '../../../../src/audit/static/value.js'

const inTime = () => false
const found = (code: string, first: 'module' | 'script' = 'module') =>
  readScript(code, first, inTime).sightings.map((one) => one.capability)

// Each way of writing it down, and what has to be seen of it, in the order of the text.
const written: readonly (readonly [string, readonly string[]])[] = [
  ["fetch('/x')", ['request']],
  ['new XMLHttpRequest()', ['request']],
  ["navigator.sendBeacon('/x', v)", ['beacon']],
  ["new WebSocket('wss://c.test')", ['websocket']],
  ['new WebTransport(u)', ['webtransport']],
  ['new RTCPeerConnection(c)', ['webrtc']],
  ['new EventSource(u)', ['request']],
  ['new Image()', ['element request']],
  ['picture.src = u', ['element request']],
  ["document.createElement('script')", ['element request']],
  ["document.createElementNS(n, 'image')", ['element request']],
  ["document.createElement('p')", []],
  ["jsx('img', { src: u })", ['element request']],
  ["jsx('p', { src: u })", []],
  ["element.setAttribute('srcset', u)", ['element request']],
  ["element.setAttribute('onclick', t)", ['code from text']],
  ["element.setAttribute('lang', t)", []],
  ['element.setAttribute(n, v)', ['computed attribute']],
  ['document.createElement(kind)', ['computed element']],
  ['location.href = u', ['navigation']],
  ['location = u', ['navigation']],
  ['const here = location.href', []],
  ['document.location.replace(u)', ['navigation']],
  ["open('https://c.test')", ['new window']],
  ['form.submit()', ['form']],
  ["history.pushState(s, '')", ['history']],
  ["document.cookie = 'a=b'", ['cookie']],
  ["localStorage.setItem('a', b)", ['localStorage']],
  ['sessionStorage.a = b', ['sessionStorage']],
  ["indexedDB.open('a')", ['IndexedDB']],
  ["caches.open('a')", ['CacheStorage']],
  ['navigator.storage.getDirectory()', ['file system']],
  ['document.title = need', ['title']],
  ['window.name = need', ['window name']],
  ['navigator.clipboard.writeText(a)', ['clipboard']],
  ['console.log(a)', ['console']],
  ['navigator.locks.request(a, f)', ['lock name']],
  ['performance.mark(a)', ['performance mark']],
  ["parent.postMessage(a, '*')", ['message to anyone']],
  ["other.postMessage(a, { targetOrigin: '*' })", ['message to anyone']],
  ["parent.postMessage(a, 'https://b.test')", ['message']],
  ['port.postMessage(a)', ['message']],
  ["new BroadcastChannel('a')", ['broadcast']],
  ["new Worker('/w.js')", ['worker']],
  ["new SharedWorker('/w.js')", ['shared worker']],
  ["navigator.serviceWorker.register('/s.js')", ['service worker']],
  ['importScripts(u)', ['foreign code']],
  ['eval(t)', ['code from text']],
  ['new Function(t)', ['code from text']],
  ["setTimeout('go()', 1)", ['code from text', 'timer']],
  ['setTimeout(go, 1)', ['timer']],
  ["[].filter.constructor('go()')", ['code from text']],
  ['this.constructor(a)', []],
  ['element.innerHTML = t', ['markup from text']],
  ['document.write(t)', ['markup from text']],
  ['WebAssembly.instantiate(b)', ['compiled']],
  ['Date.now()', ['clock']],
  ['new Date()', ['clock']],
  ['new Date(0)', []],
  ['import(name)', ['computed import']],
  ["import('./a.js')", ['own file']],
  ["import 'https://c.test/a.js'", ['foreign code']],
  ["export * from 'https://c.test/a.js'", ['foreign code']],
  ['navigator.credentials.get(o)', ['identity provider']],
]

// The same under another name, in pieces, or by a way round.
const hidden: readonly (readonly [string, readonly string[]])[] = [
  ["window['fe' + 'tch'](u)", ['request']],
  ["window[`fe${'tch'}`](u)", ['request']],
  ["window[['fe', 'tch'].join('')](u)", ['request']],
  ["window['fe'.concat('tch')](u)", ['request']],
  ["window[atob('ZmV0Y2g=')](u)", ['request']],
  ['window[String.fromCharCode(102, 101, 116, 99, 104)](u)', ['request']],
  ["const k = 'local' + 'Storage'; self[k].a = 1", ['localStorage']],
  ['const w = globalThis; w.fetch(u)', ['request']],
  ['let w; w = self; w.fetch(u)', ['request']],
  ['const n = navigator; n.sendBeacon(u)', ['beacon']],
  ['const n = navigator; const m = n; m.sendBeacon(u)', ['beacon']],
  ['const { fetch } = window; fetch(u)', ['request']],
  ['const { fetch: go } = window; go(u)', ['request']],
  ['const { navigator: { sendBeacon } } = self', ['beacon']],
  ['const { ...all } = window; all.fetch(u)', ['request']],
  ['((w) => w.fetch(u))(window)', ['request']],
  ['(function (w) { w.fetch(u) }).call(this, window)', ['request']],
  ['(({ fetch }) => fetch(u))(window)', ['request']],
  ['const go = fetch.bind(window)', ['request']],
  ["Reflect.get(window, 'fetch')(u)", ['request']],
  ['(0, fetch)(u)', ['request']],
  ['(a ? window : self).fetch(u)', ['request']],
  ['window?.fetch?.(u)', ['request']],
  ['frame.contentWindow.fetch(u)', ['request']],
  ['element.ownerDocument.defaultView.fetch(u)', ['request']],
  ['const F = Function; F(t)', ['code from text']],
  ['something.localStorage', ['localStorage']],
  ['({ fetch })', ['request']],
]

const untold: readonly (readonly [string, readonly string[]])[] = [
  ['window[name](u)', ['computed name']],
  ['const w = globalThis; w[name](u)', ['computed name']],
  ['document[name] = v', ['computed name']],
  ['const { [name]: go } = window', ['computed name']],
  ['install(window)', ['handed on']],
  ['const all = { window }', ['handed on']],
  ['const give = () => globalThis', ['handed on']],
  ['Reflect.get(window, name)', ['handed on']],
  ['element.data = window', ['handed on']],
]

const nothing = [
  'typeof fetch',
  "if (typeof window !== 'undefined' && window) start()",
  'function fetch() {} fetch()',
  'const open = 1; open',
  'class Client { fetch() {} }',
  'client.fetch(u)',
  'const text = "fetch(localStorage)"',
  '// fetch()',
  'let fetch; { fetch() }',
  'rows[index].name = 1',
  'label: for (;;) break label',
]

describe('code', () => {
  it.each(written)('%s', (code, capabilities) => expect(found(code)).toEqual(capabilities))
  it.each(hidden)('%s is seen all the same', (code, capabilities) => expect(found(code)).toEqual(capabilities))
  it.each(untold)('%s cannot be told, and is said so', (code, capabilities) =>
    expect(found(code)).toEqual(capabilities),
  )
  it.each(nothing)('%s reaches nothing', (code) => expect(found(code)).toEqual([]))
  it('of a classic script has the window as `this`, a module has not', () => {
    expect(found('(function (w) { w.fetch(u) })(this)', 'script')).toEqual(['request'])
    expect(found('(function (w) { w.fetch(u) })(this)', 'module')).toEqual([])
    expect(found('(function () { return this })().fetch(u)', 'script')).toEqual(['request'])
  })
  it('is told by where it stands, and where it leads', () => {
    const [one] = readScript("  fetch('https://c.test/a?b=' + need)", 'module', inTime).sightings
    expect(one).toEqual({ capability: 'request', offset: 2, how: 'fetch', destination: 'https://c.test' })
    const [other] = readScript('new WebSocket(`wss://d.test/${need}`)', 'module', inTime).sightings
    expect(other?.destination).toBe('wss://d.test')
  })
  it('is not followed for ever: a name in as many pieces as there are steps is worked out, one in more is not', () => {
    const pieces = (count: number) => `window[${"'' + ".repeat(count)}'fetch'](u)`
    // Each `+` takes two steps: for itself and for what stands on its right.
    expect(found(pieces(MAX_STEPS / 2 - 1))).toEqual(['request'])
    expect(found(pieces(MAX_STEPS / 2 + 1))).toEqual(['computed name'])
  })
  it('is not followed into a name that is given too often', () => {
    const given = (count: number) => `let w; ${'w = 1; '.repeat(count)} w = window; w.fetch(u)`
    expect(found(given(MAX_SOURCES - 1))).toEqual(['request'])
    expect(found(given(MAX_SOURCES))).toEqual([])
  })
  it('whose names go round in a circle is read', () =>
    expect(found('let a = b, b = a; a = window; b.fetch(u)')).toEqual(['request']))
})

describe('what is no code, or hostile code', () => {
  it('is said to be unreadable, and looked through for names', () => {
    const { sightings, state } = readScript('this is no code: fetch(', 'module', inTime)
    expect(state).toBe('unread')
    expect(sightings.map((one) => one.capability)).toEqual(['unreadable', 'request'])
  })
  it('gives no more than so many names', () => {
    const named = (count: number) => readScript(`)${'fetch '.repeat(count)}`, 'module', inTime).sightings.length
    expect(named(MAX_NAMES)).toBe(MAX_NAMES + 1)
    expect(named(MAX_NAMES + 1)).toBe(MAX_NAMES + 1)
  })
  const deep = 200_000
  it.each([
    ['brackets', '('.repeat(deep)],
    ['blocks', '{'.repeat(deep) + '}'.repeat(deep)],
    ['templates', '`${'.repeat(deep)],
    ['labels', Array.from({ length: deep / 8 }, (_, at) => `l${at}:`).join('')],
  ])('of %s inside one another ends', (_, code) => expect(readScript(code, 'module', inTime).state).toBe('unread'))
  it.each([
    ['sums', `x = 1${' + 1'.repeat(deep)}; fetch(u)`],
    ['members', `x = a${'.b'.repeat(deep / 200)}; fetch(u)`],
    ['names', `${Array.from({ length: deep / 10 }, (_, at) => `let a${at};`).join('')} fetch(u)`],
    [
      'parameters',
      `(function (${Array.from({ length: deep / 10 }, (_, at) => `a${at}`).join()}) { fetch(u) })(window)`,
    ],
    ['windows', `f.call(${'window,'.repeat(deep / 10)} 1); fetch(u)`],
  ])('of very many %s is read to its end', (_, code) => {
    const { sightings, state } = readScript(code, 'module', inTime)
    expect(state).toBe('read')
    expect(sightings.at(-1)?.capability).toBe('request')
  })
  it('stops when there is no time left', () => {
    const code = `${'a = 1;'.repeat(2_000)} fetch(u)`
    expect(readScript(code, 'module', () => true).state).toBe('unfinished')
    expect(readScript(code, 'module', inTime).state).toBe('read')
  })
  test.prop([fc.string({ unit: 'binary', maxLength: 400 })])('of any text never throws', (text) => {
    expect(['read', 'unread']).toContain(readScript(text, 'script', inTime).state)
  })
  const piece = fc.constantFrom(
    'window',
    'fetch',
    '[',
    ']',
    '(',
    ')',
    '.',
    '`',
    '${',
    '}',
    '{',
    '=',
    ',',
    'let a',
    'a',
    "'x'",
    ';',
    '=>',
    '+',
    '\n',
    'this',
    '?.',
    '...',
  )
  test.prop([fc.array(piece, { maxLength: 60 })])('of any pieces of code never throws', (pieces) => {
    expect(['read', 'unread']).toContain(readScript(pieces.join(''), 'module', inTime).state)
  })
})
