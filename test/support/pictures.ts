import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.js'
import { serveDesk } from './desk.js'
import { letterFor } from './desk-access.js'
import { deskScreens } from './desk-screens.js'
import { type Everything, startEverything } from './story-servers.js'
import { serveWidget, visit } from './widget.js'
import { widgetSteps } from './widget-screens.js'
import { builtWidget, widgetConfig, widgetWorld } from './widget-world.js'

// Takes a picture of every screen in every look; `npm run screens` writes them to docs/screens.

/** The looks: the width and the height of the window, and the colours. */
export const looks = [
  { name: '390-light', width: 390, height: 844, colorScheme: 'light' },
  { name: '390-dark', width: 390, height: 844, colorScheme: 'dark' },
  { name: '1280-light', width: 1280, height: 800, colorScheme: 'light' },
  { name: '1280-dark', width: 1280, height: 800, colorScheme: 'dark' },
] as const

/** The pages around them. */
export const hostScreens = ['plain', 'react', 'tour'] as const

/** Steps of the desk that look much like others: the tests walk through them, and no picture is kept. */
export const unpictured: ReadonlySet<string> = new Set(
  ['members', 'take-in', 'let-in', 'dates', 'keeping'].map((name) => `lead-${name}`),
)

/** Where a picture goes: the part, the screen and the look. */
export type Take = (part: string, screen: string, look: string, bytes: Buffer) => void

const still = { reducedMotion: 'reduce', timezoneId: 'America/Los_Angeles' } as const
/** Enough to read every letter by, in less than four and a half megabytes for all of them. */
const QUALITY = 18

/**
 * Takes all pictures.
 *
 * @public scripts/screens.js bundles this file and calls it.
 */
export async function takePictures(take: Take, parts: readonly string[]): Promise<void> {
  const browser = await launchBrowser()
  try {
    if (parts.includes('widget')) await ofWidget(browser, take)
    if (parts.includes('desk')) await ofDesk(browser, take)
    if (parts.includes('host')) await ofHosts(browser, take)
  } finally {
    await browser.close()
  }
}

/** Waits until every frame has been drawn in its new size. */
async function drawn(page: Page): Promise<void> {
  const twice = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'
  for (const frame of page.frames()) await frame.evaluate(twice)
}

/**
 * One screen as it stands, in every look: from its top, or from the form that was opened further down. A frame of another
 * origin draws at its own time, so that the first of two pictures is thrown away.
 */
async function inEveryLook(page: Page, part: string, screen: string, take: Take): Promise<void> {
  const debugging = await page.context().newCDPSession(page)
  for (const { name, width, height, colorScheme } of looks) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await page.evaluate(
      "document.activeElement.matches('h2') ? document.activeElement.scrollIntoView() : scrollTo(0, 0)",
    )
    await drawn(page)
    await debugging.send('Page.captureScreenshot', { format: 'webp', quality: 1 })
    await drawn(page)
    const { data } = await debugging.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY })
    take(part, screen, name, Buffer.from(data, 'base64'))
  }
  await debugging.detach()
}

async function ofWidget(browser: Browser, take: Take): Promise<void> {
  const { html } = await builtWidget(widgetConfig())
  const served = await serveWidget({ html, catalogue: widgetWorld().bytes })
  for (const { name, reach } of widgetSteps) {
    const context = await browser.newContext({ ...still, viewport: { width: 390, height: 844 } })
    const shown = await visit(context, served)
    await reach(shown)
    await inEveryLook(shown.page, 'widget', name, take)
    await context.close()
  }
  await served.close()
}

async function ofDesk(browser: Browser, take: Take): Promise<void> {
  const desk = await serveDesk({ community: true })
  const context = await browser.newContext({ ...still, acceptDownloads: true })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  for (const { name, reach } of deskScreens({ origin: desk.origin, letterFor: (path) => letterFor(desk, path) })) {
    await reach(page)
    if (!unpictured.has(name)) await inEveryLook(page, 'desk', name, take)
  }
  await context.close()
  await desk.close()
}

async function ofHosts(browser: Browser, take: Take): Promise<void> {
  const everything: Everything = await startEverything()
  const { intake } = everything.at
  for (const screen of hostScreens) {
    const page = await browser.newPage(still)
    await page.goto(`${everything.at[screen].origin}/`)
    if (screen !== 'tour') {
      const isIntake = (one: { url(): string }) => one.url().startsWith(intake.origin)
      const frame = page.frames().find(isIntake) ?? (await page.waitForEvent('framenavigated', isIntake))
      await frame.locator('#to-open').waitFor()
    }
    await inEveryLook(page, 'host', screen, take)
    await page.close()
  }
  await everything.close()
}
