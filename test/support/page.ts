import esbuild from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { vi } from 'vitest'
import { root } from '../../scripts/build.js'

/** What the page that `openPage` opens is made of: one script, and nothing to see. */
export const bareHtml = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>'

/** Bundles what a page imports by the names an integrator would write, from the built entries. */
export function bundle(contents: string): string {
  const { outputFiles } = esbuild.buildSync({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    stdin: { contents, resolveDir: root },
    logLevel: 'error',
    tsconfigRaw: {},
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** Opens a page of the server, waits until its script has set `ready`, and collects whatever the console says. */
export async function openPage(browser: Browser | BrowserContext, origin: string, complaints: string[]): Promise<Page> {
  const page = await browser.newPage()
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(origin)
  // Asked from outside: the page's policy forbids what a waiting function inside it would need.
  await vi.waitFor(
    async () => {
      if ((await page.evaluate('globalThis.ready === true')) !== true)
        throw new Error(`the page is not ready: ${complaints.join('; ')}`)
    },
    { timeout: 20_000, interval: 50 },
  )
  return page
}
