import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildHost, hostHeaders } from '../../examples/host/build.js'
import { folderServer, listening, stopped } from '../../examples/start/serve.js'
import { staticHost } from '../../examples/static-host/server.js'
import { headersOf } from '../../examples/widget/headers.js'
import { toCardLink } from '../../src/cards/link.js'
import { signGuideCard, signIntroductionCard, signReferrerCard } from '../../src/community/cards.js'
import { launchBrowser } from '../support/browser.js'
import { NOW } from '../support/catalogue.js'
import { freePorts } from '../support/story-servers.js'
import { builtWidget, widgetConfig, widgetWorld } from '../support/widget-world.js'

// The pages of examples/host, opened by the link of each kind of card: from the code on a leaflet to the line in the frame.

const world = widgetWorld({ guide: true })
const { chen, ben, dora, noor } = world
const introducer = { signer: ben.keys.identity, community: dora.community }
const cards = {
  school: signReferrerCard({ referrer: 'school', organisation: 'Harbour Point School' }, dora, { now: NOW }),
  introduction: signIntroductionCard([chen.keys.identity.publicKey], introducer, { now: NOW }),
  guide: signGuideCard(noor.keys.identity.publicKey, dora, { now: NOW }),
}

const folder = mkdtempSync(join(tmpdir(), 'entrenous-host-cards-'))
const asked: string[] = []
const servers: Server[] = []
let hosts: Readonly<Record<'plain' | 'react', string>>
let browser: Browser

beforeAll(async () => {
  const first = await freePorts(4)
  const [plain = '', react = '', intake = '', lists = ''] = [0, 1, 2, 3].map((nth) => `http://localhost:${first + nth}`)
  hosts = { plain, react }
  const settings = { intake, catalogue: `${lists}/quay.catalogue`, board: null, leave: `${lists}/` }
  const { html } = await builtWidget(widgetConfig())
  for (const name of ['intake', 'lists']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'intake', 'intake.en.html'), html)
  writeFileSync(join(folder, 'lists', 'quay.catalogue'), world.bytes)
  for (const page of ['plain', 'react'] as const) {
    await buildHost(page, join(folder, page), settings)
    servers.push(folderServer(join(folder, page), hostHeaders(settings)))
  }
  servers.push(folderServer(join(folder, 'intake'), headersOf(html, [plain, react])), staticHost(join(folder, 'lists')))
  for (const [nth, server] of servers.entries()) {
    server.on('request', ({ url = '', headers }) => asked.push(`${nth} ${url} ${headers.referer ?? ''}`))
    await listening(server, first + nth)
  }
  browser = await launchBrowser()
}, 120_000)
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))
afterAll(async () => {
  await browser?.close()
  for (const server of servers) await stopped(server)
  rmSync(folder, { recursive: true, force: true })
})

async function arrive(page: 'plain' | 'react', fragment: string) {
  const context = await browser.newContext()
  const opened = await context.newPage()
  await opened.clock.setFixedTime(NOW * 1000)
  const complaints: string[] = []
  opened.on('console', (message) => complaints.push(message.text()))
  opened.on('pageerror', ({ message }) => complaints.push(message))
  const before = asked.length
  const attached = opened.waitForEvent('framenavigated', (one) => one.url().includes('/intake.'))
  await opened.goto(`${hosts[page]}/${fragment}`)
  const frame = await attached
  await frame.locator('#to-open').waitFor()
  const traces = await opened.evaluate<unknown[]>(
    '[location.href, history.length, JSON.stringify(history.state), document.title, JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie]',
  )
  return { frame, opened, complaints, traces, asked: asked.slice(before).sort() }
}

const lines = {
  school: 'Recommended by Harbour Point School, a school. Quay has confirmed this.',
  introduction: 'Suggested by Ben Achterberg.',
  guide: 'Noor Haddad is a guide of Quay',
}

describe.each(['plain', 'react'] as const)('the %s page', (page) => {
  it.each(['school', 'introduction', 'guide'] as const)(
    'hands over the card of its link, %s, takes it out of the address, and asks for nothing more',
    async (kind) => {
      const without = await arrive(page, '')
      const link = toCardLink(cards[kind], `${hosts[page]}/`)
      const { frame, opened, ...seen } = await arrive(page, link.slice(hosts[page].length + 1))
      expect(await frame.locator('.quiet').first().textContent()).toContain(lines[kind])
      expect(seen.traces).toEqual(without.traces)
      expect(seen.asked).toEqual(without.asked)
      expect([seen.complaints, without.complaints]).toEqual([[], []])
      // Whoever goes on and comes back finds the address as everybody has it.
      expect(opened.url()).toBe(`${hosts[page]}/`)
      expect(frame.url()).not.toContain('card')
    },
  )
  it('searches without a card that is none', async () => {
    const { frame } = await arrive(page, '#card=gA')
    expect(await frame.locator('.quiet').first().textContent()).toContain('cannot be read')
    await frame.locator('#begin').click()
    await frame.locator('#open-needs-anxiety').click()
    await frame.locator('[id="needs-anxiety.panic"]').check()
    await frame.locator('#see').click()
    expect(await frame.locator('article h2').allTextContents()).toContain('Chen Wei')
  })
})
