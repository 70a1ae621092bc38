import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// A small form with four answers, of which the name alone is consented to, and what a page may do with them. `code` runs
// when the form is sent, `opening` when the page opens; in both, `v` is nothing yet or what brings the person here.

/** A page around that form. */
export type FormPage = {
  readonly id: string
  readonly code?: string
  readonly opening?: string
  readonly head?: string
  /** Where what it sends is declared: the text of a `data-flow.json`. */
  readonly declared?: string
}

/** How the form is gone through. */
export const formFlow = JSON.stringify({
  format: 'entrenous-audit-flow-1',
  name: 'Harbour Clinic: a short form',
  fields: {
    story: { plant: 'text', least: 24, most: 60 },
    age: { values: ['34', '101'] },
    about: { values: ['sleep', 'panic attacks'] },
    name: { plant: 'text', consented: true },
  },
  steps: [
    { fill: 'What brings you here?', with: 'story' },
    { fill: 'Age', with: 'age' },
    { fill: 'What is it about?', with: 'about' },
    { fill: 'Your name', with: 'name' },
    { consent: 'Send' },
    { wait: 'Thank you' },
  ],
})

const words = (id: string) => `
const S = 'http://${id}.collect.test', T = 'https://${id}.collect.test'
const post = (path, body) => fetch(S + path, { method: 'POST', mode: 'no-cors', body })
const get = (path) => fetch(S + path, { mode: 'no-cors' })
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))
const of = (id) => document.getElementById(id).value
const bytesOf = (text) => new TextEncoder().encode(text)
const sealed = async (bytes) => {
  const key = await crypto.subtle.importKey('raw', crypto.getRandomValues(new Uint8Array(16)), 'AES-GCM', false, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return new Blob([iv, await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes)])
}
const padded = (text) => { const all = new Uint8Array(256); all.set(bytesOf(text)); return all }
const digest = async (text) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text))), (one) => one.toString(16).padStart(2, '0')).join('')`

function htmlOf({ id, code = '', opening = '', head = '' }: FormPage): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A form</title><link rel="icon" href="data:,">${head}</head><body>
<label>What brings you here? <input id="story"></label> <label>Age <input id="age"></label>
<label>What is it about? <input id="about"></label> <label>Your name <input id="name"></label>
<button id="send" type="button">Send</button> <p id="end" hidden>Thank you</p>
<script>${words(id)}
${opening}
document.getElementById('send').onclick = async () => {
  const v = of('story')
  ${code}
  document.getElementById('end').hidden = false
}</script></body></html>`
}

const catalogue = JSON.stringify({ concepts: ['sleep', 'panic attacks', 'grief'], practitioners: ['Chen', 'Dora'] })

/** Writes a folder with every page, each as `ID.html`. */
export function writeForms(folder: string, pages: readonly FormPage[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'catalogue.json'), catalogue)
  writeFileSync(join(folder, 'lasting.json'), catalogue)
  writeFileSync(join(folder, '_headers'), '/lasting.json\n  cache-control: max-age=3600\n')
  writeFileSync(join(folder, 'public.js'), 'globalThis.loaded = true')
  writeFileSync(join(folder, 'frame.html'), `<!doctype html><script>parent.postMessage('ready', '*')</script>`)
  writeFileSync(join(folder, 'worker.js'), `onmessage = () => postMessage('done')`)
  writeFileSync(
    join(folder, 'service.js'),
    `oninstall = (event) => event.waitUntil(caches.open('files').then((all) => all.add('/catalogue.json')))`,
  )
  writeFileSync(
    join(folder, 'answering.js'),
    `onactivate = (event) => event.waitUntil(clients.claim())
onfetch = (event) => { if (event.request.url.endsWith('/kept.json')) event.respondWith(new Response('{}')) }`,
  )
  for (const page of pages) writeFileSync(join(folder, `${page.id}.html`), htmlOf(page))
}
