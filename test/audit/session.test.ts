import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Departure, Recording } from '../../src/audit/recording.js'
import { openSession } from '../../src/audit/session.js'
import type { SessionOptions } from '../../src/audit/session-options.js'
import { departuresWith, drawSecret, remaindersWith, visitAll } from '../support/audit.js'
import { kept, others, realms } from './pages/elsewhere.js'
import { writePages } from './pages/kit.js'
import { elements, scripted } from './pages/requests.js'

const all = [...scripted, ...elements, ...realms, ...others, ...kept]
const page = (id: string) => {
  const found = all.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no page ${id}`)
  return found
}

const folder = mkdtempSync(join(tmpdir(), 'entrenous-pages-'))
const drawn = {
  id: 'drawn',
  leaves: 'http',
  control: 'servers',
  code: `const bytes = crypto.getRandomValues(new Uint8Array(8)); const key = await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-CTR', false, ['encrypt'])
fetch(S + '/drawn', { method: 'POST', mode: 'no-cors', body: [bytes, Math.random(), crypto.randomUUID(), Date.now(), new Date().toISOString(), E('iframe').contentWindow.Math.random()].join() })
new Worker(blobUrl('fetch("http://collect.test/drawn-worker", { method: "POST", mode: "no-cors", body: [Math.random(), Date.now(), crypto.randomUUID()].join() })'))`,
} as const

beforeAll(() => writePages(folder, [...all, drawn]))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function record(
  options: Partial<SessionOptions>,
  pages: readonly { id: string; secret: string }[],
): Promise<Recording> {
  const session = await openSession({ pages: { folder }, ...options })
  if (!session.ok) throw new Error(session.fault.says)
  const failed = await visitAll(session.value, pages)
  const recording = await session.value.close()
  expect(failed).toEqual([])
  return recording
}

/** Processes whose arguments hold a text. */
function processesWith(text: string): readonly string[] {
  const lines = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return lines.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'latin1').includes(text)
    } catch {
      return false
    }
  })
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50))
}

describe('a session', () => {
  it('with the same seed gives the same page the same bytes', async () => {
    const secret = drawSecret()
    const bodies = async (seed: number) => {
      const { departures, seeded } = await record({ seed }, [{ id: 'drawn', secret }])
      expect(seeded).toBe(true)
      return departures
        .filter(({ destination, verb }) => destination === 'http://collect.test' && verb === 'POST')
        .map(({ parts }) =>
          parts
            .filter(({ name }) => name === 'url' || name === 'body')
            .map(({ bytes }) => String(Buffer.from(bytes)))
            .join(' '),
        )
        .sort()
    }
    const [first, again, other] = [await bodies(5), await bodies(5), await bodies(6)]
    expect(first).toHaveLength(2)
    expect(first[0]).toContain('2026-01-05')
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it('without a namespace goes by a proxy, sees what goes through it, and says what it cannot see', async () => {
    const pages = ['fetch-text', 'fetch-tls', 'socket-text', 'local-storage'].map((id) => ({
      ...page(id),
      secret: drawSecret(),
    }))
    const recording = await record({ namespace: false }, pages)
    expect(recording.containment).toBe('proxy')
    expect(recording.blind.map(({ method }) => method)).toContain('names')
    for (const { id, secret } of pages) {
      const seen = id === 'local-storage' ? remaindersWith(recording, secret) : departuresWith(recording, secret)
      expect(seen.length, id).toBeGreaterThan(0)
    }
  })

  it('reaches a site outside through the gateway, and nothing else there', async () => {
    const heard: string[] = []
    const html = readFileSync(join(folder, 'fetch-text.html'), 'utf8')
    const outside = createServer((request, response) => {
      heard.push(`${request.headers.host} ${request.url}`)
      response.setHeader('content-type', 'text/html')
      response.end(html)
    })
    await new Promise<void>((resolve) => outside.listen(0, resolve))
    const address = outside.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const origin = `http://localhost:${port}`
    const session = await openSession({ pages: { origins: [origin] } })
    if (!session.ok) throw new Error(session.fault.says)
    const visit = await session.value.visit(`${origin}/page`)
    const nowhere = await session.value.visit(`http://localhost:${port + 1}/`)
    const recording = await session.value.close()
    outside.close()
    expect(visit.ok).toBe(true)
    expect(nowhere).toMatchObject({ ok: false, fault: { code: 'page_not_reached' } })
    expect(heard).toContain(`localhost:${port} /page`)
    const seen = recording.departures.find(({ destination }) => destination === origin)
    expect(seen?.seenBy).toEqual(expect.arrayContaining(['protocol', 'net-log', 'servers']))
  })

  it('sees what asks again whether a kept answer still holds, and nothing where the cache answers by itself', async () => {
    const heard: string[] = []
    const ask = `const ask = async (note, cache) => { await (await fetch('/kept', { cache, headers: { 'x-note': note } })).text() }
ask('first', 'default').then(() => ask('asked', 'no-cache')).then(() => ask('kept', 'default')).then(() => { document.title = 'done' })`
    const outside = createServer(({ url, headers: { 'x-note': note, 'if-none-match': known } }, response) => {
      const isPage = url === '/page'
      if (url === '/kept') heard.push(`${note} ${known}`)
      const type = isPage ? 'text/html' : 'text/plain'
      const keep = isPage ? 'no-store' : 'max-age=3600'
      response.writeHead(known === '"1"' ? 304 : 200, { 'content-type': type, 'cache-control': keep, etag: '"1"' })
      response.end(isPage ? `<!doctype html><script>${ask}</script>` : known === '"1"' ? '' : 'kept')
    })
    await new Promise<void>((resolve) => outside.listen(0, resolve))
    const address = outside.address()
    const origin = `http://localhost:${typeof address === 'object' ? address?.port : 0}`
    const session = await openSession({ pages: { origins: [origin] } })
    if (!session.ok) throw new Error(session.fault.says)
    const visit = await session.value.visit(`${origin}/page`)
    if (visit.ok) await visit.value.quiet(1_000, 20_000)
    const { departures, remainders } = await session.value.close()
    outside.close()
    expect(remainders.map(({ bytes }) => String(Buffer.from(bytes)))).toContain('done')
    expect(heard).toEqual(['first undefined', 'asked "1"'])
    const noteOf = ({ parts }: Departure) => parts.find(({ name }) => name === 'x-note')?.bytes ?? new Uint8Array()
    const isKept = ({ parts }: Departure) => parts.some(({ bytes }) => String(Buffer.from(bytes)) === `${origin}/kept`)
    const seen = departures.filter(isKept)
    expect(seen.map((one) => String(Buffer.from(noteOf(one))))).toEqual(['first', 'asked'])
    for (const { seenBy } of seen) expect(seenBy).toEqual(['protocol', 'net-log', 'servers'])
  })

  it('says what is wrong where there is no page, no browser, and a page that hangs', async () => {
    writeFileSync(join(folder, 'hangs.html'), '<!doctype html><script>for (;;) {}</script>')
    const session = await openSession({ pages: { folder }, loadDeadline: 4_000, settle: 100, methods: ['protocol'] })
    if (!session.ok) throw new Error(session.fault.says)
    const missing = await session.value.visit(`http://a.localhost:${session.value.sitePort}/none.html`)
    const hanging = await session.value.visit(`http://b.localhost:${session.value.sitePort}/hangs.html`)
    await session.value.close()
    expect(missing).toMatchObject({ ok: false, fault: { code: 'page_not_reached' } })
    expect(hanging).toMatchObject({ ok: false, fault: { code: 'page_did_not_react' } })
    expect(await openSession({ pages: { folder }, browser: '/nowhere/chromium' })).toMatchObject({
      ok: false,
      fault: { code: 'browser_not_found' },
    })
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('entrenous-audit-'))
    expect(await openSession({ pages: { folder }, browser: '/bin/true' })).toMatchObject({
      ok: false,
      fault: { code: 'browser_did_not_start' },
    })
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith('entrenous-audit-') && !before.includes(name)),
    ).toEqual([])
  })

  it('leaves no process and no folder', async () => {
    const session = await openSession({ pages: { folder }, settle: 100 })
    if (!session.ok) throw new Error(session.fault.says)
    const { marker } = session.value
    expect(existsSync(marker)).toBe(true)
    expect(processesWith(marker).length).toBeGreaterThan(1)
    await session.value.close()
    expect(existsSync(marker)).toBe(false)
    expect(processesWith(marker)).toEqual([])
  })

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`leaves none either when its own process is ended by ${signal}`, async () => {
      const program = join(folder, 'holds.mjs')
      const code = `import { openSession } from ${JSON.stringify(join(process.cwd(), 'src/audit/session.ts'))}
const session = await openSession({ pages: { folder: ${JSON.stringify(folder)} } })
console.log(session.value.marker)`
      await build({
        stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile: program,
        define: {
          'import.meta.url': JSON.stringify(new URL('../../src/audit/containment/enclosure.ts', import.meta.url).href),
        },
      })
      const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
      const marker = await new Promise<string>((resolve) =>
        child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
      )
      expect(processesWith(marker).length).toBeGreaterThan(1)
      child.kill(signal)
      await until(() => processesWith(marker).length === 0 && !existsSync(marker))
    })
  }
})

describe('with one method switched off', () => {
  const cases = [
    ['protocol', 'message-to-parent'],
    ['servers', 'turn-udp'],
    ['names', 'stun-host'],
    ['net-log', 'pagehide-refused'],
    ['state', 'local-storage'],
  ] as const
  for (const [method, id] of cases) {
    it(`${method}: ${id} is no longer found as it should be`, async () => {
      const secret = drawSecret()
      const without = (['protocol', 'net-log', 'servers', 'names', 'state'] as const).filter((one) => one !== method)
      const recording = await record({ methods: without }, [{ id, secret }])
      const { leaves, control } = { leaves: undefined, control: undefined, ...page(id) }
      const proved = departuresWith(recording, secret).some(
        (one) => one.channel === leaves && control !== undefined && one.seenBy.includes(control),
      )
      expect(proved || remaindersWith(recording, secret).length > 0).toBe(false)
    })
  }
})
