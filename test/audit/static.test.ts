import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHost, hostHeaders } from '../../examples/host/build.js'
import { buildWidget, readConfig } from '../../examples/widget/build.js'
import { headersOf } from '../../examples/widget/headers.js'
import { auditStatic } from '../../src/audit/static/audit-static.js'
import type { Fact } from '../../src/audit/static/capability.js'
import { gapsOf } from '../../src/audit/static/headers.js'

// What our own built pages can reach, as it is expected and not a thing more.

const settings = {
  intake: 'https://intake.harbour.test',
  catalogue: 'https://lists.harbour.test/community.catalogue',
  board: 'https://board.harbour.test/board.json',
  leave: 'https://weather.test/',
}
const folder = mkdtempSync(join(tmpdir(), 'static-'))
const widget = join(folder, 'widget')
const host = join(folder, 'host')
let html: string

beforeAll(async () => {
  mkdirSync(widget)
  html = (await buildWidget(readConfig(), 'en', { sample: true })).html
  writeFileSync(join(widget, 'intake.en.html'), html)
  await buildHost('plain', host, settings)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function factsOf(path: string): Promise<readonly Fact[]> {
  const audited = await auditStatic(path)
  if (!audited.ok) throw new Error(audited.fault.says)
  expect(audited.value.isWhole).toBe(true)
  return audited.value.facts
}
const said = (facts: readonly Fact[]) => facts.map(({ capability, how }) => `${capability}: ${how}`).sort()

describe('the built widget', () => {
  it('reaches no network and no storage, and speaks to one port', async () => {
    const facts = (await factsOf(widget)).filter((one) => one.group !== 'timing')
    expect(said(facts)).toEqual([
      // Where elements are made: `dom.ts` refuses every name that fetches.
      'clipboard: document.execCommand',
      'computed attribute: .setAttribute(…)',
      'computed element: document.createElement(…)',
      'computed element: document.createElementNS(…)',
      // The note that is saved: a link to data of the page itself.
      'download: .download',
      'message: postMessage(…)',
      'navigation: .href',
    ])
  })
  it('as it is served, in its frame, has no gap', () => {
    const frame = { sandbox: 'allow-scripts allow-downloads allow-modals', allow: '', isOtherOrigin: true }
    expect(
      gapsOf({
        url: `${settings.intake}/intake.en.html`,
        headers: headersOf(html, ['https://harbour.test']),
        html,
        frame,
      }),
    ).toEqual([])
  })
})

describe('the built host page', () => {
  it('reaches its catalogue and its board, keeps tickets, frames the widget, and nothing else', async () => {
    const facts = (await factsOf(host)).filter((one) => one.group !== 'own file')
    expect(said(facts)).toEqual([
      'element request: .src',
      "frame: createElement('iframe')",
      // It takes a card out of its address.
      'history: history.replaceState',
      'localStorage: localStorage.getItem',
      'localStorage: localStorage.setItem',
      "message to anyone: postMessage(…, '*')",
      'message: MessageChannel',
      'message: postMessage(…)',
      'navigation: location.replace',
      'request: fetch',
      'request: fetch',
      'style request: .cssText',
    ])
  })
  it('as it is served lets scripts reach two named hosts', () => {
    const [first] = gapsOf({ url: 'https://harbour.test/', headers: hostHeaders(settings) })
    expect(first?.says).toBe('The Content-Security-Policy lets connect-src reach named hosts.')
  })
})
