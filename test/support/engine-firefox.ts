import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core'
import { vi } from 'vitest'
import { type Engine, sightOf, type Visitor } from './engine.js'

const macApplication = '/Applications/Firefox.app/Contents/MacOS/firefox'

/** A Firefox: named by FIREFOX_PATH, or installed. */
function findFirefox(): string {
  const named = process.env['FIREFOX_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`FIREFOX_PATH names no file: ${named}`)
    return named
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name)))
  const installed = [...places, macApplication].find((path) => existsSync(path))
  if (installed !== undefined) return installed
  throw new Error('no Firefox found: install one (Debian: apt-get install firefox-esr), or name one in FIREFOX_PATH')
}

/** Starts a Firefox under WebDriver BiDi, with a folder for what it saves. */
export async function launchFirefox(
  saves: string,
  preferences: Readonly<Record<string, string | number | boolean>> = {},
): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    env: { ...process.env, TZ: 'America/Los_Angeles' },
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': saves,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.download.alwaysOpenPanel': false,
      ...preferences,
    },
  })
}

/** Firefox, through WebDriver BiDi. */
export async function firefox(): Promise<Engine> {
  const saves = mkdtempSync(join(tmpdir(), 'entrenous-saved-'))
  const browser = await launchFirefox(saves)
  return {
    name: 'Firefox',
    visitor: async () => visitorAt(await (await browser.createBrowserContext()).newPage(), saves),
    close: async () => {
      await browser.close()
      rmSync(saves, { recursive: true, force: true })
    },
  }
}

const touchOf = (page: Page, frame: Frame) => {
  const at = async (path: string) => {
    // Nobody's keys reach a page that lies behind another.
    await page.bringToFront()
    const element = await frame.waitForSelector(`xpath/${path}`, { visible: true })
    if (element === null) throw new Error(`nothing at ${path}`)
    return element
  }
  return sightOf({
    run: (expression) => frame.evaluate(expression),
    click: async (path) => (await at(path)).click(),
    type: async (path, text) => {
      const element = await at(path)
      // In the place of what stands there: chosen whole, it gives way to the first letter.
      await element.focus()
      await frame.evaluate('document.activeElement.select()')
      await element.type(text)
    },
  })
}

function visitorAt(page: Page, saves: string): Visitor {
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => {
    const said = error instanceof Error ? error.message : String(error)
    // Firefox looks for an icon by itself, and says that the page's policy forbade it.
    if (!said.includes('/favicon.ico')) complaints.push(said)
  })
  const sight = touchOf(page, page.mainFrame())
  return {
    ...sight,
    complaints,
    go: async (address) => {
      await page.goto(address)
    },
    frame: async (origin) => touchOf(page, await page.waitForFrame((one) => one.url().startsWith(`${origin}/`))),
    saved: async (place) => {
      const before = readdirSync(saves)
      await sight.press(place)
      return vi.waitFor(() => arrivedIn(saves, before), { timeout: 30_000, interval: 100 })
    },
  }
}

/** The file that was not there before, once it is whole. */
export function arrivedIn(folder: string, before: readonly string[]): Uint8Array {
  const names = readdirSync(folder).filter((name) => !before.includes(name))
  const [name] = names
  if (name === undefined || names.length > 1) throw new Error(`saved so far: ${names.join()}`)
  const bytes = readFileSync(join(folder, name))
  if (bytes.length === 0) throw new Error('the saved file is empty so far')
  return bytes
}
