import { existsSync, readdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

type Found = { readonly executablePath: string; readonly args: readonly string[] }

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** A Chromium to test with: named by CHROMIUM_PATH, installed, in Playwright's cache, or carried by npm. */
async function findChromium(): Promise<Found> {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`)
    return { executablePath: named, args: [] }
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = [...commands.flatMap((name) => folders.map((folder) => join(folder, name))), ...macApplications]
  const installed = [...places, ...playwrightCache()].find((path) => existsSync(path))
  if (installed !== undefined) return { executablePath: installed, args: [] }
  if (platform() === 'linux' && process.arch === 'x64') {
    const { default: carried } = await import('@sparticuz/chromium')
    return { executablePath: await carried.executablePath(), args: carried.args }
  }
  throw new Error(
    'no Chromium found: install Chromium or Chrome, or run `npx playwright-core install chromium`, or name one in CHROMIUM_PATH',
  )
}

function playwrightCache(): readonly string[] {
  const caches = {
    linux: join(homedir(), '.cache', 'ms-playwright'),
    darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  } as const
  const inside = {
    linux: ['chrome-linux/chrome', 'chrome-linux64/chrome'],
    darwin: [
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
      'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
    ],
    win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
  } as const
  const system = platform()
  if (system !== 'linux' && system !== 'darwin' && system !== 'win32') return []
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? caches[system]
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort()
    .reverse()
    .flatMap((name) => inside[system].map((file) => join(cache, name, file)))
}

/** Starts a headless Chromium; the test that started it closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args } = await findChromium()
  return chromium.launch({ executablePath, args: [...args, '--no-sandbox', '--disable-dev-shm-usage'], headless: true })
}
