import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { plantedIntake, watchPage } from 'entrenous/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'

// Two forms that look alike: one sends with the click, the other also while it is filled in.

const form = (
  script: string,
): string => `<!doctype html><meta charset="utf-8"><title>Form</title><link rel="icon" href="data:,">
<label>Story <input id="story"></label><button>Send</button>
<script>const story = document.querySelector('input'); ${script}</script>`
const sends = "document.querySelector('button').onclick = () => fetch('/sent', { method: 'POST', body: 'sealed' });"
const pages: Readonly<Record<string, string>> = {
  '/clean': form(sends),
  '/saves': form(
    `${sends} story.oninput = () => fetch('/draft', { method: 'POST', body: JSON.stringify({ story: story.value }) })`,
  ),
  '/counts': form(`${sends} story.oninput = () => { new Image().src = '/count' }`),
  '/late': form(
    "document.querySelector('button').onclick = () => { new Image().src = '/sent?s=' + btoa('s=' + story.value) }",
  ),
}
const { planted } = plantedIntake(11)
const [story] = planted
let server: Server
let browser: Browser
let origin: string

beforeAll(async () => {
  server = createServer(({ url }: IncomingMessage, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(pages[url ?? ''] ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A TCP server that listens has an address of this kind.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await new Promise((done) => server.close(done))
})

/** Fills a form in and sends it, watched; gives what the assertion says. */
async function walk(path: string, consented: boolean): Promise<string> {
  const page: Page = await browser.newPage()
  await page.goto(`${origin}${path}`)
  const answers = planted.map((one) => ({ ...one, consented }))
  const watch = await watchPage(page, { planted: answers })
  await page.fill('input', story?.text ?? '')
  await watch.consented()
  const answered = page.waitForResponse((response) => response.url().includes('/sent'))
  await page.click('button')
  await answered
  const said = await watch.expectNothingLeft().then(
    () => 'passed',
    (error: Error) => `${error.name}: ${error.message}`,
  )
  watch.stop()
  await page.close()
  return said
}

describe('a watched page', () => {
  it('that sends nothing before the click passes', async () => expect(await walk('/clean', false)).toBe('passed'))
  it('that saves a draft fails, and the planted text is not repeated', async () => {
    const said = await walk('/saves', false)
    expect(said).toBe(
      `AssertionError: expected nothing to leave the page, but something did:\n- POST to ${origin}, before consent; it holds story: {"story":"▒"}`,
    )
  })
  it('that only asks for a picture fails too', async () =>
    expect(await walk('/counts', false)).toContain(`- GET to ${origin}, before consent`))
  it('that sends more than was consented to fails, in base64 as well', async () =>
    expect(await walk('/late', false)).toMatch(/after consent; it holds story as base64/))
  it('that sends what was consented to passes', async () => expect(await walk('/late', true)).toBe('passed'))
  it('is not watched any more once that is stopped', async () => {
    const page = await browser.newPage()
    await page.goto(`${origin}/counts`)
    const watch = await watchPage(page, { planted })
    watch.stop()
    await page.fill('input', 'a')
    expect(await watch.left()).toEqual([])
    await page.close()
  })
  it('in which a search of one’s own finds something fails by that', async () => {
    const page = await browser.newPage()
    await page.goto(`${origin}/clean`)
    const find = () => [{ field: 'mine', encoding: [], excerpt: '▒' }]
    const watch = await watchPage(page, { planted, find })
    await watch.consented()
    await page.click('button')
    await expect(watch.expectNothingLeft()).rejects.toThrow('it holds mine')
    await page.close()
  })
})
