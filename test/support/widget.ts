import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { headersOf } from '../../examples/widget/headers.js'
import { root } from '../../scripts/build.js'
import { NOW } from './catalogue.js'

// The widget as a community serves it: on an origin of its own, inside a host page on another one.

/** What a server was asked for. */
export type Asked = {
  readonly server: 'host' | 'widget'
  readonly method: string
  readonly path: string
  readonly referrer: string
}

/** A host page with the widget in it. */
export type Served = {
  readonly host: string
  readonly widget: string
  readonly asked: Asked[]
  readonly close: () => Promise<void>
}

const hostPage = (widget: string, attributes: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Harbour</title>
<link rel="icon" href="data:,">
<style>html,body{margin:0;block-size:100%}entrenous-intake{display:block;block-size:100vh;block-size:100dvh}</style>
<entrenous-intake src="${widget}/intake.{lang}.html" languages="en es fr" ${attributes}></entrenous-intake>
<script type="module">
import '/element.js'
const element = document.querySelector('entrenous-intake')
const events = []
globalThis.events = () => events
for (const kind of ['token', 'ticket', 'closed']) {
  element.addEventListener('entrenous-' + kind, ({ detail }) => events.push([kind, detail === null || detail === undefined ? [] : Array.from(detail)]))
}
const bytesOf = async (path) => await (await fetch(path, { credentials: 'omit' })).arrayBuffer()
const [catalogue, records, tickets] = await Promise.all(['/catalogue', '/records', '/tickets'].map(bytesOf))
element.give({ catalogue, records, tickets, card: location.hash })
</script></html>`

/** What is served, and how it is embedded. */
export type Serving = {
  readonly html: string
  readonly catalogue: Uint8Array
  readonly records?: Uint8Array
  readonly tickets?: Uint8Array
  readonly attributes?: string
  /** A host that says nothing of what may stand in its frames, against our advice. */
  readonly framesAnything?: boolean
}

/** Serves a host page and, on another port, the widget. */
export async function serveWidget(serving: Serving): Promise<Served> {
  const asked: Asked[] = []
  const none = new Uint8Array(0)
  const host: Server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push({ server: 'host', method: request.method ?? '', path, referrer: request.headers.referer ?? '' })
    const pages: Readonly<Record<string, readonly [string, string | Uint8Array]>> = {
      '/': ['text/html', hostPage(originOf(widget), serving.attributes ?? 'keeps leave="/neutral"')],
      '/element.js': ['text/javascript', readFileSync(join(root, 'examples/widget/element.js'))],
      '/catalogue': ['application/octet-stream', serving.catalogue],
      '/records': ['application/octet-stream', serving.records ?? none],
      '/tickets': ['application/octet-stream', serving.tickets ?? none],
      '/neutral': ['text/html', '<!doctype html><html lang="en"><title>Weather</title><p>Fair.'],
    }
    const page = pages[path]
    const frames = serving.framesAnything === true ? '*' : originOf(widget)
    const policy = `default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; frame-src ${frames}`
    response.writeHead(page === undefined ? 404 : 200, {
      'Content-Type': page?.[0] ?? 'text/plain',
      // A page of somebody else says nothing of what it may do.
      ...(path !== '/neutral' && { 'Content-Security-Policy': policy }),
    })
    response.end(page?.[1] ?? '')
  })
  const widget: Server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push({ server: 'widget', method: request.method ?? '', path, referrer: request.headers.referer ?? '' })
    const isPage = /^\/intake\.(en|es|fr)\.html$/.test(path)
    response.writeHead(isPage ? 200 : 404, headersOf(serving.html, [originOf(host)]))
    response.end(isPage ? serving.html : '')
  })
  await Promise.all([host, widget].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))))
  return {
    host: originOf(host),
    widget: originOf(widget),
    asked,
    close: async () => {
      for (const server of [host, widget]) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
}

function originOf(server: Server): string {
  // A TCP server that listens has an address of this kind.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The widget in a page: the frame to click in, and everything that was said on any console. */
export type Visit = { readonly page: Page; readonly frame: Frame; readonly complaints: string[] }

/**
 * Opens the host page at the moment the sample community was published, by a link with or without a card, and waits for the
 * widget's first screen.
 */
export async function visit(browser: Browser | BrowserContext, served: Served, fragment = ''): Promise<Visit> {
  const page = await browser.newPage()
  await page.clock.setFixedTime(NOW * 1000)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const attached = page.waitForEvent('framenavigated', (one) => one.url().startsWith(served.widget))
  await page.goto(`${served.host}/${fragment}`)
  const frame = await attached
  try {
    await frame.locator('#title').waitFor()
  } catch {
    throw new Error(`the widget shows nothing: ${complaints.join('; ')}`)
  }
  return { page, frame, complaints }
}
