import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright-core'
import { launchBrowser } from './browser.js'
import { type Engine, sightOf, type Visitor } from './engine.js'

/** Chromium, through Playwright. */
export async function chromium(): Promise<Engine> {
  const browser = await launchBrowser()
  return {
    name: 'Chromium',
    visitor: async () => {
      const context = await browser.newContext({ acceptDownloads: true, timezoneId: 'America/Los_Angeles' })
      return visitorAt(await context.newPage())
    },
    close: () => browser.close(),
  }
}

const touchOf = (place: Page | Frame) =>
  sightOf({
    run: (expression) => place.evaluate(expression),
    click: (path) => place.locator(`xpath=${path}`).first().click(),
    type: (path, text) => place.locator(`xpath=${path}`).first().fill(text),
  })

function visitorAt(page: Page): Visitor {
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', (message) => message.type() !== 'debug' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const sight = touchOf(page)
  return {
    ...sight,
    complaints,
    go: async (address) => {
      await page.goto(address)
    },
    frame: async (origin) => {
      const isIt = (one: Frame) => one.url().startsWith(`${origin}/`)
      return touchOf(page.frames().find(isIt) ?? (await page.waitForEvent('framenavigated', isIt)))
    },
    saved: async (place) => {
      const download = page.waitForEvent('download')
      await sight.press(place)
      return readFileSync(await (await download).path())
    },
  }
}
