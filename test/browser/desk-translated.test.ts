import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { type ServedDesk, serveDesk } from '../support/desk.js'
import { faultsOfScreens } from '../support/desk-access.js'

const narrow = { width: 320, height: 640 } as const
let desk: ServedDesk
let browser: Browser

beforeAll(async () => {
  desk = await serveDesk({ community: true })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

it.each([
  ['es', 'dark'],
  ['fr', 'light'],
] as const)(
  'the desk in %s, narrow and %s, holds what it holds in English, and none of its sentences is English',
  async (language, colorScheme) => {
    expect(await faultsOfScreens(browser, desk, { viewport: narrow, colorScheme }, language)).toEqual([])
  },
)
