import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Frame, Page } from 'playwright-core'
import { launchBrowser } from './browser.js'
import { type Engine, sightOf, type Touch, type Visitor } from './engine.js'
import { drawn, keysOn } from './keys.js'

/** How somebody uses a page, and in which language their browser asks for it. */
export type Manner = { readonly hand: 'mouse' | 'keys' | 'finger'; readonly language: 'en' | 'es' | 'fr' }

const locales = { en: 'en-US', es: 'es-MX', fr: 'fr-CA' } as const
const phone: BrowserContextOptions = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }

/** Chromium, through Playwright. */
export async function chromium({ hand, language }: Manner = { hand: 'mouse', language: 'en' }): Promise<Engine> {
  const browser = await launchBrowser()
  return {
    name: 'Chromium',
    visitor: async () => {
      const context = await browser.newContext({
        acceptDownloads: true,
        timezoneId: 'America/Los_Angeles',
        locale: locales[language],
        ...(hand === 'finger' && phone),
      })
      // A page that embeds the questions is in one language: here it is as if the site were in this one, before its own
      // module runs.
      await context.addInitScript(
        `addEventListener('readystatechange', () => { if (document.querySelector('entrenous-intake')) document.documentElement.lang = '${language}' }, { capture: true, once: true })`,
      )
      return visitorAt(await context.newPage(), hand)
    },
    close: () => browser.close(),
  }
}

const hands: Readonly<Record<Manner['hand'], (page: Page, place: Page | Frame) => Omit<Touch, 'run'>>> = {
  mouse: (_, place) => ({
    click: (path) => place.locator(`xpath=${path}`).first().click(),
    type: (path, text) => place.locator(`xpath=${path}`).first().fill(text),
  }),
  keys: keysOn,
  finger: (page, place) => ({
    click: (path) => place.locator(`xpath=${path}`).first().tap(),
    type: async (path, text) => {
      await drawn(place)
      await place.locator(`xpath=${path}`).first().tap()
      // As the keyboard on the screen does: in the place of what stands there.
      await place.evaluate('document.activeElement.select()')
      await page.keyboard.insertText(text)
    },
  }),
}

function visitorAt(page: Page, hand: Manner['hand']): Visitor {
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', (message) => message.type() !== 'debug' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const at = (place: Page | Frame) =>
    sightOf({ run: (expression) => place.evaluate(expression), ...hands[hand](page, place) })
  const sight = at(page)
  return {
    ...sight,
    complaints,
    go: async (address) => {
      await page.goto(address)
    },
    frame: async (origin) => {
      const isIt = (one: Frame) => one.url().startsWith(`${origin}/`)
      return at(page.frames().find(isIt) ?? (await page.waitForEvent('framenavigated', isIt)))
    },
    saved: async (place) => {
      const download = page.waitForEvent('download')
      await sight.press(place)
      return readFileSync(await (await download).path())
    },
  }
}
