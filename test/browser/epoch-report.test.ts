import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { epochReportHtml } from '../../src/epoch-report/epoch-report.js'
import { en, enEpochReport } from '../../src/labels/en.js'
import { es, esEpochReport } from '../../src/labels/es.js'
import { fr, frEpochReport } from '../../src/labels/fr.js'
import { violationsIn } from '../support/axe.js'
import { launchBrowser } from '../support/browser.js'
import { storySource } from '../support/epoch-report.js'

// The page of an epoch as a browser shows it: by the rules of axe-core, in its window, on paper, and without a request.

const examples = join(root, 'docs', 'practice', 'twelve-weeks')
const written = readdirSync(examples).filter((name) => name.endsWith('.html'))
const pages: Record<string, string> = {
  english: epochReportHtml(storySource(), en, enEpochReport),
  spanish: epochReportHtml(storySource(), es, esEpochReport),
  french: epochReportHtml(storySource(), fr, frEpochReport),
  'with nothing in it': epochReportHtml({ ...storySource(), files: [] }, en, enEpochReport),
  ...Object.fromEntries(written.map((name) => [name, readFileSync(join(examples, name), 'utf8')])),
}
const looks: Record<string, BrowserContextOptions> = {
  wide: { viewport: { width: 1280, height: 800 } },
  'on a phone': { viewport: { width: 390, height: 844 } },
  'on a small phone, in the dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  'in colours of one’s own': { viewport: { width: 390, height: 844 }, forcedColors: 'active' },
}

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
})

describe('the page of an epoch', () => {
  for (const [look, options] of Object.entries(looks)) {
    it(`breaks no rule of axe-core and fits its window ${look}`, async () => {
      const context = await browser.newContext(options)
      for (const [name, html] of Object.entries(pages)) {
        const page = await context.newPage()
        const requests: string[] = []
        page.on('request', (request) => requests.push(request.url()))
        await page.setContent(html)
        expect(await violationsIn(page), name).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0)
        expect(requests, name).toEqual([])
        await page.close()
      }
      await context.close()
    })
  }

  it('fits a page of paper', async () => {
    const context = await browser.newContext({ viewport: { width: 670, height: 980 } })
    const page = await context.newPage()
    await page.emulateMedia({ media: 'print' })
    await page.setContent(pages['english'] ?? '')
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1000)
    await context.close()
  })

  it('gives every drawing a name, a description and a table', async () => {
    const page = await browser.newPage()
    await page.setContent(pages['english'] ?? '')
    const drawings = page.locator('svg')
    expect(await drawings.count()).toBeGreaterThan(4)
    for (const drawing of await drawings.all()) {
      expect(await drawing.getAttribute('role')).toBe('img')
      const ids = ((await drawing.getAttribute('aria-labelledby')) ?? '').split(' ')
      expect(ids).toHaveLength(2)
      for (const id of ids) expect(await page.locator(`[id="${id}"]`).textContent()).not.toBe('')
      expect(await drawing.locator('xpath=../following-sibling::*[1]').evaluate((one) => one.nodeName)).toBe('TABLE')
    }
    await page.close()
  })
})
