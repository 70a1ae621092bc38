import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { BrowserContext, Request } from 'playwright-core'
import { launchBrowser } from './browser.js'

// What most tools do, for comparison: the bodies of a page's POST requests, as events at the level of the page tell of them, are
// searched for five forms of what was typed. The method is that of Blacklight's key-logging inspector (The Markup,
// blacklight-collector 3.11.0, src/inspectors/key-logging.ts); the code is ours.

const AT_ONCE = 4
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

/** The five forms of a text. */
export function fiveForms(text: string): readonly string[] {
  const digests = ['md5', 'sha256', 'sha512'].map((name) => createHash(name).update(text).digest('hex'))
  return [text, Buffer.from(text).toString('base64'), ...digests]
}

/** Goes through pages that lie in a folder as `ID.html`, each with a field and a button, and tells which are found out. */
export async function foundAtPageLevel(
  folder: string,
  pages: readonly { readonly id: string; readonly secret: string }[],
): Promise<ReadonlySet<string>> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    try {
      const bytes = readFileSync(join(folder, path === '/' ? 'index.html' : path.slice(1)))
      response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
      response.end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, () => done()))
  const { port } = server.address() as AddressInfo // it listens on a port
  const browser = await launchBrowser()
  const found = new Set<string>()
  const waiting = [...pages]
  const lane = async (): Promise<void> => {
    const context = await browser.newContext()
    // As long as it is open, so is the window: a window costs more than what is looked at in it.
    await context.newPage()
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      const bodies = await bodiesOf(context, `http://${page.id}.localhost:${port}/${page.id}.html`, page.secret)
      if (fiveForms(page.secret).some((form) => bodies.some((body) => body.includes(form)))) found.add(page.id)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  await browser.close()
  server.closeAllConnections()
  server.close()
  return found
}

async function bodiesOf(context: BrowserContext, address: string, secret: string): Promise<readonly string[]> {
  const page = await context.newPage()
  const bodies: string[] = []
  page.on('request', (request: Request) => {
    if (request.method() === 'POST') bodies.push(request.postDataBuffer()?.toString('latin1') ?? '')
  })
  await page.goto(address)
  await page.locator('#field').fill(secret)
  await page.locator('#send').click()
  // A page that goes on asking, or goes elsewhere, is waited for no longer than this.
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined)
  await page.close()
  return bodies
}
