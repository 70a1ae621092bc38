import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { vi } from 'vitest'
import { type Engine, sightOf, type Visitor } from './engine.js'
import { arrivedIn } from './engine-firefox.js'
import { freePorts } from './story-servers.js'

// WebKitGTK, through the classic WebDriver protocol of Debian's webkit2gtk-driver, on a screen that nobody sees. The
// protocol is a handful of requests; it knows one context at a time, and no way into a closed shadow tree.

/** Under which name an element is spoken of. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

function programme(name: string, of: string): string {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
  if (found === undefined) throw new Error(`no ${name} found: apt-get install ${of}`)
  return found
}

/** Starts a screen, and gives its name once it is there. */
async function startScreen(): Promise<{ readonly child: ChildProcess; readonly name: string }> {
  const words = ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp']
  const child = spawn(programme('Xvfb', 'xvfb'), words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  // The fourth of the pipes above: the screen's number is written there.
  const written = child.stdio[3] as Readable
  const number = await new Promise<string>((done, refused) => {
    written.once('data', (text: Buffer) => done(text.toString('utf8').trim()))
    child.once('exit', () => refused(new Error('no screen to show a browser on')))
  })
  return { child, name: `:${number}` }
}

type Ask = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

const asking =
  (origin: string): Ask =>
  async (method, path, body) => {
    const text = body === undefined ? null : JSON.stringify(body)
    const answer = await fetch(origin + path, { method, body: text, signal: AbortSignal.timeout(120_000) })
    const { value } = (await answer.json()) as { readonly value: unknown } // of every answer of this protocol
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }

/** WebKitGTK, through the classic WebDriver protocol. */
export async function webkit(): Promise<Engine> {
  const home = mkdtempSync(join(tmpdir(), 'entrenous-webkit-'))
  const saves = join(home, 'saved')
  mkdirSync(join(home, '.config'))
  mkdirSync(saves)
  writeFileSync(join(home, '.config', 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${saves}"\n`)
  const screen = await startScreen()
  const env = {
    ...process.env,
    HOME: home,
    DISPLAY: screen.name,
    TZ: 'America/Los_Angeles',
    LIBGL_ALWAYS_SOFTWARE: '1',
  }
  const ends: (() => Promise<void>)[] = []
  return {
    name: 'WebKitGTK',
    visitor: async () => {
      // One driver has one session.
      const port = await freePorts(1)
      const driver = spawn(programme('WebKitWebDriver', 'webkit2gtk-driver'), [`--port=${port}`], {
        stdio: 'ignore',
        env,
      })
      ends.push(async () => void driver.kill())
      const ask = asking(`http://127.0.0.1:${port}`)
      await vi.waitFor(() => ask('GET', '/status'), { timeout: 30_000, interval: 100 })
      const made = await ask('POST', '/session', { capabilities: {} })
      const { sessionId } = made as { readonly sessionId: string } // as the protocol says
      const session = `/session/${sessionId}`
      ends.push(async () => void (await ask('DELETE', session).catch(() => undefined)))
      return visitorAt((method, path, body) => ask(method, session + path, body), saves)
    },
    close: async () => {
      for (const end of [...ends].reverse()) await end()
      screen.child.kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Where the frame stands, once `openTheTree` has been there. */
const frameIn = "return document.querySelector('entrenous-intake').shadowRoot.querySelector('iframe')"

const touchOf = (ask: Ask, isFrame: boolean) => {
  // One context at a time: each act says first where it is.
  const enter = async () => {
    await ask('POST', '/frame', { id: null })
    if (isFrame) await ask('POST', '/frame', { id: await ask('POST', '/execute/sync', { script: frameIn, args: [] }) })
  }
  const at = async (place: string) => {
    await enter()
    const element = await ask('POST', '/element', { using: 'xpath', value: place })
    // What lies below the window is not brought into it by every act of the protocol.
    const script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })"
    await ask('POST', '/execute/sync', { script, args: [element] })
    return `/element/${(element as Readonly<Record<string, string>>)[ELEMENT]}` // as the protocol says
  }
  // The protocol refuses what moves while it looks.
  const press = (place: string) =>
    vi.waitFor(
      async () => {
        const element = await at(place)
        await ask('POST', `${element}/click`, {})
        return element
      },
      { timeout: 30_000, interval: 250 },
    )
  return sightOf({
    run: async (expression) => {
      await enter()
      return ask('POST', '/execute/sync', { script: `return ${expression}`, args: [] })
    },
    click: async (place) => void (await press(place)),
    type: async (place, text) => {
      const element = await press(place)
      // In the place of what stands there: chosen whole, it gives way to the first letter.
      await ask('POST', '/execute/sync', { script: 'document.activeElement.select()', args: [] })
      await ask('POST', `${element}/value`, { text })
    },
  })
}

function visitorAt(ask: Ask, saves: string): Visitor {
  const sight = touchOf(ask, false)
  return {
    ...sight,
    // The protocol does not tell what a console says.
    complaints: [],
    go: async (address) => void (await ask('POST', '/url', { url: address })),
    frame: async () => {
      await sight.appears('//entrenous-intake')
      return touchOf(ask, true)
    },
    saved: async (place) => {
      const before = readdirSync(saves)
      await sight.press(place)
      return vi.waitFor(() => arrivedIn(saves, before), { timeout: 30_000, interval: 100 })
    },
  }
}

/** What runs before everything else on a page of this server: no shadow tree is closed after it. */
const opening =
  "{ const { attachShadow } = Element.prototype; Element.prototype.attachShadow = function () { return attachShadow.call(this, { mode: 'open' }) } }"

/** Lets the protocol into the tree in which the frame stands, which is closed to everybody on a page as it is served. */
export function openTheTree(server: Server): void {
  const [answer] = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (request.url === '/opening.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(opening)
      return
    }
    if (request.url === '/') {
      const { end, writeHead } = response
      const parts: Uint8Array[] = []
      // Held back until it is whole, and then as long as it has become: what follows stands in for the methods of a response.
      response.writeHead = ((status: number, { 'Content-Length': _, ...headers }: Record<string, string>) =>
        writeHead.call(response, status, headers)) as typeof response.writeHead
      response.write = ((part: Uint8Array) => parts.push(part) > 0) as typeof response.write
      response.end = ((part: Uint8Array = new Uint8Array(0)) => {
        const page = Buffer.concat([...parts, part]).toString('utf8')
        return end.call(response, page.replace('<title>', '<script src="./opening.js"></script><title>'), 'utf8')
      }) as typeof response.end
    }
    answer?.call(server, request, response)
  })
}
