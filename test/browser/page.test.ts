import { join } from 'node:path'
import { createInbox, epochSeconds, memoryStore, openToken } from 'entrenous/practitioner'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { launchBrowser } from '../support/browser.js'
import { openPage } from '../support/page.js'
import { fileAs, type StaticServer, serve } from '../support/static-server.js'
import { ashaAnswers, makeWorld, must } from '../support/world.js'

// Asha's side in a real browser, on a page with the strictest policy, served as any static host would. Chen's is here.

const now = epochSeconds(new Date())
const world = makeWorld(now)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const script = `
import { days, epochSeconds, grant, match, openCatalogue, propose, readIntake, seal } from '/entrenous.js'
const must = (result) => { if (!result.ok) throw new Error(JSON.stringify(result.error)); return result.value }
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16))
const bytes = new Uint8Array(await (await fetch('/catalogue')).arrayBuffer())
globalThis.side = (answers, trust) => {
  const now = epochSeconds(new Date())
  const catalogue = must(openCatalogue(bytes, { trust: [fromHex(trust)], lastSeen: 'first-use', now }))
  const intake = must(readIntake(answers, catalogue.vocabulary))
  const best = match(intake, catalogue, { now }).matches.find((one) => one.sealable)
  const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], contact: ['email'] }
  const proposal = must(propose(intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now }))
  const { token } = must(seal(grant(proposal, { now })))
  globalThis.held = [intake, proposal]
  return { name: best.name, token: Array.from(token) }
}
globalThis.leaks = () => {
  const [intake] = globalThis.held
  const tries = {
    json: () => JSON.stringify(intake),
    clone: () => JSON.stringify(structuredClone(intake)),
    spread: () => JSON.stringify({ ...intake }),
    entries: () => JSON.stringify(Object.entries(intake)),
    text: () => String(intake),
    history: () => { history.pushState(intake, ''); return JSON.stringify(history.state) },
  }
  return Object.entries(tries).map(([name, take]) => {
    try { return [name, take()] } catch { return [name, 'refused'] }
  })
}
globalThis.ready = true`

let server: StaticServer
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  server = await serve({
    '/': {
      type: 'text/html',
      body: '<!doctype html><meta charset="utf-8"><title>Harbour</title><script type="module" src="/page.js"></script>',
    },
    '/page.js': { type: 'text/javascript', body: script },
    '/entrenous.js': fileAs('text/javascript', join(root, 'dist', 'entrenous.browser.js')),
    '/catalogue': { type: 'application/octet-stream', body: world.bytes },
  })
  browser = await launchBrowser()
  page = await openPage(browser, server.origin, complaints)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('the person’s side in a browser', () => {
  it('matches, seals, and Chen opens what was shared and nothing else', async () => {
    const before = server.requested.length
    const call = `side(${JSON.stringify(ashaAnswers)}, '${hex(world.communityKey)}')`
    // The shape the page's script returns.
    const { name, token } = (await page.evaluate(call)) as { name: string; token: number[] }
    expect(name).toBe('Chen Wei')
    const opened = must(openToken(Uint8Array.from(token), world.chen, { now }))
    const { disclosure } = must(await createInbox(memoryStore()).receive(opened))
    expect(disclosure?.fields).toEqual({
      needs: [{ concept: 'anxiety', level: 'category' }],
      contact: { email: ashaAnswers.contact.email },
    })
    // Nothing was fetched, sent or stored between the answers and the token.
    expect(server.requested.slice(before)).toEqual([])
  })
  it('holds the answers so that nothing on the page can copy them', async () => {
    // The shape the page's script returns.
    const tries = (await page.evaluate('leaks()')) as [string, string][]
    expect(tries).toHaveLength(6)
    expect(JSON.stringify(tries)).not.toMatch(/ferry|asha@|anxiety|US-WA/)
  })
  it('leaves nothing in any storage, title or address, and breaks no policy', async () => {
    const traces = await page.evaluate(
      'indexedDB.databases().then((list) => [localStorage.length, sessionStorage.length, document.cookie, document.title, location.href, list.length])',
    )
    expect(traces).toEqual([0, 0, '', 'Harbour', `${server.origin}/`, 0])
    expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
  })
})
