import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { type ServedDesk, serveDesk } from '../support/desk.js'
import { faultsOfScreens } from '../support/desk-access.js'

// A window of 640 pixels at 200 % is one of 320.
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

it('the desk at 320 pixels, in forced colours, breaks no rule of axe-core, moves nothing, and never needs scrolling sideways', async () => {
  expect(await faultsOfScreens(browser, desk, { viewport: narrow, forcedColors: 'active' })).toEqual([])
})
