import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportHtml } from '../../src/audit/report/html.js'
import { cleanReport, faultyReport, unstableReport } from '../support/audit-report.js'
import { violationsIn } from '../support/axe.js'
import { launchBrowser } from '../support/browser.js'

// The audit's HTML report as a browser shows it: by the rules of axe-core, in its window, on paper, and without a request.

const reports = { clean: cleanReport(), faulty: faultyReport(), unstable: unstableReport() }
const looks: Record<string, BrowserContextOptions> = {
  wide: { viewport: { width: 1280, height: 800 } },
  'on a phone': { viewport: { width: 390, height: 844 } },
  'on a small phone, in the dark': { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
}

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
})

describe('the HTML report', () => {
  for (const [look, options] of Object.entries(looks)) {
    for (const [name, report] of Object.entries(reports)) {
      it(`breaks no rule of axe-core and fits its window ${look}: ${name}`, async () => {
        const context = await browser.newContext(options)
        const page = await context.newPage()
        const requests: string[] = []
        page.on('request', (request) => requests.push(request.url()))
        await page.setContent(reportHtml(report))
        expect(await violationsIn(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
        expect(requests).toEqual([])
        await context.close()
      })
    }
  }
  it('fits a page of paper', async () => {
    const context = await browser.newContext({ viewport: { width: 670, height: 980 } })
    const page = await context.newPage()
    await page.emulateMedia({ media: 'print' })
    await page.setContent(reportHtml(faultyReport()))
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1000)
    await context.close()
  })
})
