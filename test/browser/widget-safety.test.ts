import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildWidget, readConfig } from '../../examples/widget/build.js'
import { headersOf, policyIn } from '../../examples/widget/headers.js'
import { launchBrowser } from '../support/browser.js'
import { NOW } from '../support/catalogue.js'
import { type Served, serveWidget, visit } from '../support/widget.js'
import { answer } from '../support/widget-screens.js'
import { builtWidget, widgetConfig, widgetWorld } from '../support/widget-world.js'

// Help, leaving, and everything that can be wrong: nobody ever looks at an empty page who did not ask for one.

const world = widgetWorld()
let html: string
let browser: Browser
const open: Served[] = []

beforeAll(async () => {
  html = (await builtWidget(widgetConfig())).html
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  for (const served of open.splice(0)) await served.close()
})
afterAll(async () => {
  await browser?.close()
})

const serve = async (parts: Partial<Parameters<typeof serveWidget>[0]> = {}) => {
  const served = await serveWidget({ html, catalogue: world.bytes, ...parts })
  open.push(served)
  return served
}

describe('help', () => {
  it('is there from the first screen on, says that the contacts are invented, and tells nobody', async () => {
    const served = await serve()
    const { page, frame } = await visit(await browser.newContext(), served)
    const before = served.asked.length
    await frame.locator('#help').click()
    expect(await frame.locator('main').textContent()).toContain('made up')
    expect(await frame.locator('.reach').first().textContent()).toContain('555 0100')
    await frame.locator('#back').click()
    expect(await frame.locator('#title').textContent()).toBe('Find somebody who fits')
    expect(await page.evaluate('events()')).toEqual([])
    expect(served.asked.slice(before)).toEqual([])
  })
  it('stops what was going on', async () => {
    const { frame } = await visit(await browser.newContext(), await serve())
    await answer({ frame } as Parameters<typeof answer>[0])
    await frame.locator('#help').click()
    expect(await frame.locator('article').count()).toBe(0)
    expect(await frame.locator('.danger').textContent()).toContain('911')
  })
})

describe('leaving quickly', () => {
  it('drops everything, says only “closed”, and puts another page in the place of this one', async () => {
    const served = await serve({ attributes: 'leave="/neutral"' })
    const { page, frame } = await visit(await browser.newContext(), served)
    await frame.locator('#begin').click()
    await frame.locator('#leave').click()
    await page.waitForURL(`${served.host}/neutral`)
    // Going back does not lead to where somebody was.
    await page.goBack()
    expect(page.url()).toBe('about:blank')
  })
  it('leaves the frame out where the host names no page', async () => {
    const served = await serve({ attributes: '' })
    const { page, frame } = await visit(await browser.newContext(), served)
    // The frame goes with the click, so there may be nothing left to say that it was clicked.
    void frame
      .locator('#leave')
      .click()
      .catch(() => undefined)
    await expect.poll(() => page.evaluate('events()'), { timeout: 20_000 }).toEqual([['closed', []]])
    await expect.poll(() => page.frames().length, { timeout: 20_000 }).toBe(1)
  })
  it('is heard by the host also when somebody leaves before the two have met', async () => {
    const served = await serve({ attributes: '' })
    const page = await (await browser.newContext()).newPage()
    // The port comes when the frame has loaded, which is after this.
    await page.addInitScript(() => {
      if (window !== window.parent)
        addEventListener('DOMContentLoaded', () => document.getElementById('leave')?.click())
    })
    await page.goto(served.host)
    await expect.poll(() => page.evaluate('events()'), { timeout: 20_000 }).toEqual([['closed', []]])
    await expect.poll(() => page.frames().length, { timeout: 20_000 }).toBe(1)
  })
})

describe('what does not work', () => {
  const problem = async (served: Served) => {
    const { frame } = await visit(await browser.newContext(), served)
    await frame.locator('.danger').waitFor()
    return [await frame.locator('#title').textContent(), await frame.locator('main').textContent()]
  }
  it('is said in plain words, with whom to turn to: a catalogue of somebody else', async () => {
    const [title, text] = await problem(await serve({ catalogue: new Uint8Array(400) }))
    expect(title).toBe('This does not work right now')
    expect(text).toContain('911')
  })
  it('a list older than the one fixed in the widget', async () => {
    const { html: demanding } = await builtWidget(widgetConfig({ minimumSequence: 4_000_000_000 }))
    const [, text] = await problem(await serve({ html: demanding }))
    expect(text).toContain('911')
  })
  it('an expired list', async () => {
    const served = await serve()
    const page = await (await browser.newContext()).newPage()
    await page.clock.setFixedTime((NOW + 400 * 86_400) * 1000)
    const attached = page.waitForEvent('framenavigated', (one) => one.url().startsWith(served.widget))
    await page.goto(served.host)
    const frame = await attached
    await frame.locator('.danger').waitFor()
    const text = await frame.locator('main').textContent()
    expect(text).toContain('911')
    // The contacts were good until last spring: they are not shown.
    expect(text).not.toContain('555 0100')
  })
  it('a page without scripts, which shows the numbers after a moment', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${(await serve()).widget}/intake.en.html`)
    await page.locator('h1').waitFor({ state: 'visible' })
    expect(await page.locator('main').textContent()).toContain('911')
    expect(await page.locator('noscript').textContent()).toContain('scripts')
  })
  it('a browser that cannot read the script', async () => {
    const served = await serve({ html: html.replace('<script>', '<script>@') })
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${served.widget}/intake.en.html`)
    await page.locator('h1').waitFor({ state: 'visible' })
    expect(await page.locator('main').textContent()).toContain('911')
  })
  it('a widget that stands in no page', async () => {
    const served = await serve()
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${served.widget}/intake.en.html`)
    expect(await page.locator('main').textContent()).toContain('inside the page')
  })
})

describe('whatever ran in the frame', () => {
  it.each([
    ['fetch', "fetch('ADDRESS').catch(() => 0)"],
    ['an image', "new Image().src = 'ADDRESS'"],
    ['a beacon', "navigator.sendBeacon('ADDRESS')"],
    ['a download', "Object.assign(document.createElement('a'), { href: 'ADDRESS', download: 'x' }).click()"],
    ['going elsewhere', "location.href = 'ADDRESS'"],
    [
      'a prefetch',
      "document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: 'ADDRESS' }))",
    ],
    ['another window', "window.open('ADDRESS')"],
    ['the page around', "top.location.href = 'ADDRESS'"],
  ])('would reach nobody by %s', async (_, code) => {
    const served = await serve()
    const { page, frame } = await visit(await browser.newContext(), served)
    const before = served.asked.length
    for (const origin of [served.host, served.widget]) {
      await frame.evaluate(code.replace('ADDRESS', `${origin}/leak`)).catch(() => undefined)
    }
    // A request of the host's own comes after whatever was on its way.
    await page.evaluate("fetch('/catalogue').then((answer) => answer.arrayBuffer()).then(() => 0)")
    expect(served.asked.slice(before).map(({ path }) => path)).toEqual(['/catalogue'])
  })
})

describe('a build', () => {
  it('for people stops at invented contacts', async () => {
    await expect(buildWidget(readConfig(), 'en', { now: NOW })).rejects.toThrow('help_sample')
    const config = readConfig()
    const { sample: _, ...real } = config.help
    const lapsing = { ...real, contacts: real.contacts.map((one) => ({ ...one, validUntil: '2026-11-25' })) }
    await expect(buildWidget({ ...config, help: lapsing }, 'en', { now: NOW })).rejects.toThrow('help_lapsing')
    const undated = { ...real, contacts: real.contacts.map(({ validUntil: _until, ...one }) => one) }
    // Not what the type says: that is the point.
    await expect(buildWidget({ ...config, help: undated as never }, 'en', { now: NOW })).rejects.toThrow('help_invalid')
  })
  it('is served with the policy it carries, and may be embedded by those named alone', () => {
    const headers = headersOf(html, ['https://harbour.example'])
    expect(headers['Content-Security-Policy']).toBe(`${policyIn(html)}; frame-ancestors https://harbour.example`)
    expect(headersOf(html, [])['Content-Security-Policy']).toContain("frame-ancestors 'none'")
    expect(headers).toMatchObject({
      'Connection-Allowlist': '()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    })
    expect(policyIn(html)).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'/,
    )
  })
})
