import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staticHost } from '../../../examples/static-host/server.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { allStatements, openFile } from '../../../src/catalogue/open-file.js'
import { joinCatalogue, splitCatalogue } from '../../../src/catalogue/pieces.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { readFolder } from '../../../src/cli/folder.js'
import { keyRingInMemory } from '../../../src/cli/key-ring.js'
import { writeCatalogue } from '../../../src/cli/publish-files.js'
import { publishFolder } from '../../../src/cli/publish-folder.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { readIntake } from '../../../src/intake/read.js'
import { match } from '../../../src/matching/run.js'
import { must, NOW } from '../../support/catalogue.js'
import { ashaAnswers } from '../../support/world.js'

const out = mkdtempSync(join(tmpdir(), 'entrenous-host-'))
const server = staticHost(out)
let port = 0
let trust: readonly Uint8Array[] = []
let first: Uint8Array = new Uint8Array(0)
let second: Uint8Array = new Uint8Array(0)

type Answer = { readonly status: number; readonly headers: readonly string[]; readonly bytes: Uint8Array }

function get(
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, host: '127.0.0.1', ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase()),
          bytes: new Uint8Array(Buffer.concat(chunks)),
        }),
      )
    })
    sent.on('error', reject).end()
  })
}

/** What a device does that has the first file: fetch the head, then what is missing, open, match. */
async function visit(
  answers: unknown,
): Promise<{ readonly asked: readonly string[]; readonly bytes: Uint8Array; readonly names: readonly string[] }> {
  const asked = ['/community.head']
  const { bytes: head } = await get('/community.head')
  const { pieces } = must(splitCatalogue(first))
  let update = must(joinCatalogue(head, pieces))
  while (update.bytes === undefined) {
    for (const { name } of update.missing) {
      asked.push(`/pieces/${name}`)
      pieces.set(name, (await get(`/pieces/${name}`)).bytes)
    }
    update = must(joinCatalogue(head, pieces))
  }
  const catalogue = must(openCatalogue(update.bytes, { trust, lastSeen: 'first-use', now: NOW }))
  const found = match(must(readIntake(answers, catalogue.vocabulary)), catalogue, { now: NOW })
  return { asked, bytes: update.bytes, names: found.matches.map(({ name }) => name) }
}

beforeAll(async () => {
  const folder = readFolder('examples/harbour-collective')
  if (!folder.ok) throw new Error(folder.error.message)
  const keys = keyRingInMemory()
  const built = publishFolder(folder.value, { keys, now: NOW, previous: undefined, progress: () => undefined })
  if (!built.ok) throw new Error(built.error.message)
  const community = keys.community()
  const chen = keys.practitioner('chen-wei', NOW)
  if (!community.ok || !chen.ok) throw new Error('no keys')
  trust = [community.value.root.publicKey]
  first = built.value.published.bytes
  writeCatalogue(join(out, 'community'), { bytes: first }, out)
  const file = must(openFile(first, { trust, lastSeen: 'first-use', now: NOW }))
  const away = { capacity: 'capacity', accepting: false } as const
  const renewed = must(confirmPresence(chen.value, away, { now: NOW, sequence: NOW + 1 }))
  second = must(
    publishCatalogue({
      root: file.read.body.root,
      statements: [...must(allStatements(file)), renewed],
      vocabulary: file.vocabulary,
      publishingKey: community.value.publishing,
      previous: file.head,
      now: NOW,
    }),
  ).bytes
  writeCatalogue(join(out, 'community'), { bytes: second }, out)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A TCP server that listens has an address of this kind.
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  rmSync(out, { recursive: true, force: true })
})

describe('a static host', () => {
  it('serves an update of Harbour in less than half of its bytes, and it opens', async () => {
    const { asked, bytes } = await visit(ashaAnswers)
    expect(bytes).toEqual(second)
    const answers = await Promise.all(asked.map(fetched))
    const sum = answers.reduce((total, { length }) => total + length, 0)
    console.info(`Harbour: an update fetches ${sum} of ${second.length} bytes in ${asked.length} requests`)
    expect(sum).toBeLessThan(second.length / 2)
  })

  it('is asked for the same by every device that has the same file, whatever its answers', async () => {
    const panic = await visit(ashaAnswers)
    const neck = await visit({ ...ashaAnswers, needs: [{ concept: 'pain.neck' }] })
    expect(neck.asked).toEqual(panic.asked)
    expect(neck.names).not.toEqual(panic.names)
    for (const url of panic.asked) expect(url).toMatch(/^\/(community\.head|pieces\/[0-9a-f]{64})$/)
  })

  it('lets pieces be kept for ever and heads for minutes', async () => {
    const piece = [...must(splitCatalogue(second)).pieces.keys()][0]
    expect(await cacheOf(`/pieces/${piece}`)).toBe('public, max-age=31536000, immutable')
    expect(await cacheOf('/community.head')).toBe('public, max-age=300')
    expect(await cacheOf('/community.catalogue')).toBe('public, max-age=300')
  })

  it('sends nothing by which it could know a device again', async () => {
    for (const path of ['/community.head', '/community.catalogue', '/nothing.head']) {
      const { headers } = await get(path, { headers: { cookie: 'id=1', 'if-none-match': '"1"' } })
      for (const name of ['set-cookie', 'etag', 'last-modified', 'vary', 'server', 'alt-svc', 'nel', 'report-to']) {
        expect(headers).not.toContain(name)
      }
      expect(headers).toContain('access-control-allow-origin')
    }
  })

  it('has no file for a query, a way out, or what was not published', async () => {
    writeFileSync(join(out, 'secret.json'), '{}')
    for (const path of [
      '/community.head?id=1',
      '/../package.json',
      '/%2e%2e/package.json',
      '/secret.json',
      '/',
      '/pieces',
    ]) {
      expect((await get(path)).status).toBe(404)
    }
    expect((await get('/community.head', { method: 'POST' })).status).toBe(405)
    const head = await get('/community.head', { method: 'HEAD' })
    expect([head.status, head.bytes.length]).toEqual([200, 0])
  })
})

const fetched = async (path: string) => (await get(path)).bytes

function cacheOf(path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    request({ port, path, host: '127.0.0.1', method: 'HEAD' }, (response) => {
      response.resume()
      resolve(response.headers['cache-control'])
    })
      .on('error', reject)
      .end()
  })
}
