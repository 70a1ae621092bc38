import { readFileSync } from 'node:fs'
import { readCommunityKeys } from 'entrenous/community'
import { measurementEpochOf, signReleases } from 'entrenous/measurement'
import { openUnderPassphrase } from 'entrenous/passphrase'
import { epochSeconds } from 'entrenous/practitioner'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsIn } from '../support/axe.js'
import { launchBrowser } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk } from '../support/desk.js'
import { door, foundCommunity, openLeadRoom } from '../support/desk-lead.js'
import { sumOf } from '../support/epoch-report.js'
import { must } from '../support/world.js'

// A lead looks at what was counted: files that her own community has signed are shown as the page that the library writes,
// anything else is named, and what the browser saves is that page.

const now = epochSeconds(new Date())
const epoch = measurementEpochOf(now) - 5
let desk: ServedDesk
let context: BrowserContext
let page: Page
let files: readonly Uint8Array[] = []
const complaints: string[] = []

beforeAll(async () => {
  desk = await serveDesk()
  const browser = await launchBrowser()
  context = await browser.newContext({ acceptDownloads: true, viewport: { width: 390, height: 844 } })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => message.type() !== 'debug' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
})
afterAll(async () => {
  await context?.browser()?.close()
  await desk?.close()
})

const choose = (some: readonly Uint8Array[]) =>
  page
    .getByLabel('Files of a count')
    .setInputFiles(some.map((bytes, nth) => ({ name: `${nth}.release`, mimeType: '', buffer: Buffer.from(bytes) })))

/** The community's keys, out of the sealed copy that its lead saves. */
async function keysOf(words: string) {
  await door(page, 'keeping')
  await page.locator('[name=copy-words]').fill(words)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a sealed copy' }).click()
  const sealed = new Uint8Array(readFileSync(await (await download).path()))
  const copy = must(openUnderPassphrase(sealed, { passphrase: words, purpose: 'community-copy' }))
  const kept: { readonly keys: string } = JSON.parse(new TextDecoder().decode(copy))
  return must(readCommunityKeys(kept.keys))
}

describe('what was counted, in the desk', () => {
  it('is shown of files that the own community has signed, as the library writes it', async () => {
    const words = await makeDesk(page, desk.origin)
    await page.getByRole('button', { name: 'I have it on paper' }).click()
    await openLeadRoom(page)
    await foundCommunity(page)
    const keys = await keysOf(words)
    const sum = sumOf({ 'first-session': [151, 72], attendance: [44, 21] }, epoch)
    const community = keys.community ?? keys.root.publicKey
    const own = { ...sum, round: { ...sum.round, body: { ...sum.round.body, community } } }
    files = signReleases(own, keys, { now, previous: [] }).flatMap(({ release }) => (release.ok ? [release.value] : []))
    expect(files).toHaveLength(2)
    await door(page, 'counted')
    await choose(files)
    await page.getByRole('heading', { name: 'Saltmere Circle: what was counted' }).waitFor()
    const text = await page.locator('.shown-page').evaluate((one) => one.shadowRoot?.textContent)
    expect(text).toContain('68 %: a first session. Allowing for noise and chance')
    expect(text).toContain('Most: came. Between 20 and 99 were counted.')
    expect(await page.locator('.shown-page svg[role=img]').count()).toBe(2)
  })

  it('has its look inside the desk’s own policy, breaks no rule of axe-core, and fits a phone', async () => {
    const look = await page
      .locator('.shown-page .answer')
      .first()
      .evaluate((one) => getComputedStyle(one).fontWeight)
    expect(look).toBe('600')
    expect(await violationsIn(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
  })

  it('is saved as one page without a script, which says the same', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as one page' }).click()
    const saved = await download
    expect(saved.suggestedFilename()).toBe('what-was-counted.html')
    const html = readFileSync(await saved.path(), 'utf8')
    expect(html).not.toContain('<script')
    const shown = await page.locator('.shown-page').evaluate((one) => one.shadowRoot?.textContent)
    const other = await context.newPage()
    await other.setContent(html)
    const squeezed = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, '')
    expect(squeezed(await other.locator('main').textContent())).toBe(squeezed(shown))
    await other.close()
  })

  it('shows nothing of what another community has signed, and names it', async () => {
    await door(page, 'people')
    await door(page, 'counted')
    const foreign = (files[0] ?? new Uint8Array(9)).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte))
    await choose([foreign, new Uint8Array(50)])
    await page.getByText('Its signature does not fit. Somebody changed it.').waitFor()
    expect(await page.locator('.shown-page svg').count()).toBe(0)
  })
})
