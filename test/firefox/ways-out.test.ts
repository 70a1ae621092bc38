import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Frame } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchFirefox } from '../support/engine-firefox.js'
import { packetSink, type Sink, streamSink } from '../support/sinks.js'
import { serveWidget } from '../support/widget.js'
import { builtWidget, widgetConfig, widgetWorld } from '../support/widget-world.js'

// Whatever ran in the frame: where would it get out, in a browser without Connection-Allowlist? This is what
// docs/guides/embedding.md says, and it fails when a new Firefox is better, too.

const link = (rel: string) =>
  `document.head.append(Object.assign(document.createElement('link'), { rel: '${rel}', href: 'ADDRESS' }))`
const call = (urls: string) =>
  `{ const call = new RTCPeerConnection({ iceServers: [{ urls: '${urls}', username: 'a', credential: 'b' }] }); call.createDataChannel('x'); call.createOffer().then((offer) => call.setLocalDescription(offer)); globalThis.kept = call }`

type Way = readonly [name: string, code: string, sink: () => Promise<Sink>]
const ways: readonly Way[] = [
  ['fetch', "fetch('ADDRESS').catch(() => 0)", streamSink],
  ['an image', "new Image().src = 'ADDRESS'", streamSink],
  ['a beacon', "navigator.sendBeacon('ADDRESS')", streamSink],
  ['a socket', "new WebSocket('ws://HOST/')", streamSink],
  ['a prefetch', link('prefetch'), streamSink],
  ['a preconnect', link('preconnect'), streamSink],
  [
    'a form',
    "{ const form = Object.assign(document.createElement('form'), { action: 'ADDRESS' }); document.body.append(form); form.submit() }",
    streamSink,
  ],
  ['another window', "window.open('ADDRESS')", streamSink],
  ['the page around', "top.location.href = 'ADDRESS'", streamSink],
  ['a download', "Object.assign(document.createElement('a'), { href: 'ADDRESS', download: 'x' }).click()", streamSink],
  ['going elsewhere', "location.href = 'ADDRESS'", streamSink],
  [
    'a refresh',
    "document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=ADDRESS' }))",
    streamSink,
  ],
  ['STUN', call('stun:HOST'), packetSink],
  ['TURN', call('turn:HOST?transport=udp'), packetSink],
  ['TURN over TCP', call('turn:HOST?transport=tcp'), streamSink],
]

/** What is switched off under automation, and a call that may stay on this machine. */
const asPeopleHaveIt = {
  'network.http.speculative-parallel-limit': 20,
  'network.prefetch-next': true,
  'media.peerconnection.ice.loopback': true,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
}

const saves = mkdtempSync(join(tmpdir(), 'entrenous-saved-'))
let html: string
let browser: Browser

beforeAll(async () => {
  html = (await builtWidget(widgetConfig())).html
  browser = await launchFirefox(saves, asPeopleHaveIt)
}, 300_000)
afterAll(async () => {
  await browser?.close()
  rmSync(saves, { recursive: true, force: true })
})

/** Where a way is tried: in the widget, on a host that says what its frames may hold or not, or where nothing is forbidden. */
type Where = 'advised' | 'unadvised' | 'anywhere'

/** Tries a way, and gives whether anything came out. */
async function comesOut([, code, makeSink]: Way, where: Where): Promise<boolean> {
  const sink = await makeSink()
  const served = await serveWidget({ html, catalogue: widgetWorld().bytes, framesAnything: where === 'unadvised' })
  const context = await browser.createBrowserContext()
  try {
    const page = await context.newPage()
    await page.goto(where === 'anywhere' ? `${served.host}/neutral` : served.host)
    const frame =
      where === 'anywhere' ? page.mainFrame() : await page.waitForFrame((one) => one.url().startsWith(served.widget))
    if (where !== 'anywhere') await frame.waitForSelector('#title')
    await tryIn(
      frame,
      code.replaceAll('ADDRESS', `http://127.0.0.1:${sink.port}/x`).replaceAll('HOST', `127.0.0.1:${sink.port}`),
    )
    await settled(context, served.host)
    return sink.came() > 0
  } finally {
    await context.close()
    await served.close()
    await sink.close()
  }
}

async function tryIn(frame: Frame, code: string): Promise<void> {
  // A frame that goes elsewhere may not be there to answer.
  await frame.evaluate(`(() => { ${code} })()`).catch(() => undefined)
}

/** Whatever was on its way has come after this: a page of the host's own, and forty requests one after the other. */
async function settled(context: BrowserContext, host: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(host)
  await page.evaluate(
    "(async () => { for (let nth = 0; nth < 40; nth++) await (await fetch('/catalogue', { cache: 'no-store' })).arrayBuffer() })()",
  )
}

async function openWays(where: Where): Promise<readonly string[]> {
  const open: string[] = []
  for (const way of ways) if (await comesOut(way, where)) open.push(way[0])
  return open
}

it('every way is one where nothing is forbidden', { timeout: 300_000 }, async () => {
  expect(await openWays('anywhere')).toEqual(ways.map(([name]) => name))
})

it('out of the frame, where the host says what its frames may hold', { timeout: 300_000 }, async () => {
  expect(await openWays('advised')).toEqual(['a preconnect', 'STUN', 'TURN', 'TURN over TCP'])
})

it('out of the frame, where the host says nothing of it', { timeout: 300_000 }, async () => {
  expect(await openWays('unadvised')).toEqual([
    'a preconnect',
    'a download',
    'going elsewhere',
    'a refresh',
    'STUN',
    'TURN',
    'TURN over TCP',
  ])
})
