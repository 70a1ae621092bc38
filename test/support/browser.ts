import { platform } from 'node:os'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { type BrowserProgram, findBrowser } from '../../src/audit/browser/find.js'

/** A Chromium to test with: the one that an audit would find, else the one that npm carries. */
async function findChromium(): Promise<BrowserProgram> {
  const found = findBrowser()
  if (found.ok) return found.value
  const isNamed = (process.env['CHROMIUM_PATH'] ?? '') !== ''
  if (!isNamed && platform() === 'linux' && process.arch === 'x64') {
    const { default: carried } = await import('@sparticuz/chromium')
    return { path: await carried.executablePath(), flags: carried.args }
  }
  throw new Error(`${found.fault.says} ${found.fault.remedy}`)
}

/** The Chromium that npm carries, where no other is to be had: a program that does not look there has to be told. */
export async function carriedBrowser(): Promise<string | undefined> {
  const { path, flags } = await findChromium()
  return flags.length === 0 ? undefined : path
}

/**
 * What Playwright leaves out of a browser, since a list of ours takes the place of its own; and the lists below the address bar:
 * each window loads them as pages of their own, which takes a quarter of what a visit to a small page takes.
 */
const leftOut = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...[
    'LensOverlay',
    'MediaRouter',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AimEnabled',
    'PreconnectToSearch',
  ],
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
]
const ownFlags = ['--no-sandbox', '--disable-dev-shm-usage', `--disable-features=${leftOut.join(',')}`]

/** Starts a headless Chromium; the test that started it closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { path: executablePath, flags } = await findChromium()
  return chromium.launch({ executablePath, args: [...flags, ...ownFlags], headless: true })
}

/** Starts a headless Chromium that keeps what it stores in a folder, to be started again there. */
export async function launchPersistent(folder: string): Promise<BrowserContext> {
  const { path: executablePath, flags } = await findChromium()
  return chromium.launchPersistentContext(folder, { executablePath, args: [...flags, ...ownFlags], headless: true })
}
