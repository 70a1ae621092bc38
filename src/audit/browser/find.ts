import { existsSync, readdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Outcome } from '../fault.js'

/** A browser to start: its program, and flags that this one needs besides ours. */
export type BrowserProgram = { readonly path: string; readonly flags: readonly string[] }

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Below a folder of Playwright's cache, by system. */
const insideCache = {
  linux: ['chrome-linux/chrome', 'chrome-linux64/chrome'],
  darwin: ['chrome-mac/Chromium.app/Contents/MacOS/Chromium', 'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
} as const

const remedy =
  'Install Chromium or Chrome, run `npx playwright-core install chromium`, or name the program in CHROMIUM_PATH.'

/**
 * A Chromium to audit with: the one that is named, else CHROMIUM_PATH, the PATH, the usual places and Playwright's cache.
 *
 * @param named - the path of a program, or a program with flags of its own; absent: it is looked for.
 * @returns the program, or `browser_not_found`.
 * Privacy: reads the names of files and two environment variables; nothing of a page.
 * Cost: a few dozen looks at the file system.
 */
export function findBrowser(named?: string | BrowserProgram): Outcome<BrowserProgram> {
  const asked = named ?? (process.env['CHROMIUM_PATH'] === '' ? undefined : process.env['CHROMIUM_PATH'])
  if (asked !== undefined) {
    const program = typeof asked === 'string' ? { path: asked, flags: [] } : asked
    if (existsSync(program.path)) return { ok: true, value: program }
    return notFound('The browser that was named is not there.')
  }
  const path = places().find((place) => existsSync(place))
  if (path === undefined) return notFound('No Chromium was found where one is looked for.')
  return { ok: true, value: { path, flags: [] } }
}

function notFound(says: string): Outcome<BrowserProgram> {
  return { ok: false, fault: { code: 'browser_not_found', says, remedy } }
}

function places(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const installed = commands.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...installed, ...macApplications, ...playwrightCache()]
}

function playwrightCache(): readonly string[] {
  const caches = {
    linux: join(homedir(), '.cache', 'ms-playwright'),
    darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  } as const
  const system = platform()
  if (system !== 'linux' && system !== 'darwin' && system !== 'win32') return []
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? caches[system]
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => insideCache[system].map((file) => join(cache, name, file)))
}
