import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createListener } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { epochSeconds } from 'entrenous/practitioner'
import type { Page } from 'playwright-core'
import sirv from 'sirv'
import { layoutOf } from '../../examples/board/layout.js'
import { createBoard, readFolder } from '../../examples/board/serve.js'
import { boardService } from '../../examples/board/service.js'
import { openStore } from '../../examples/board/store.js'
import type { CommunitySettings } from '../../examples/desk/app/community.js'
import { buildDesk } from '../../examples/desk/build.js'
import { root } from '../../scripts/build.js'
import { onlyObject, run } from '../cli/command-line.js'

// The practitioner's desk as a community sets it up: built, served by a static host, beside a catalogue of the real
// command line and a running board.

/** A desk that is served, and what stands around it. */
export type ServedDesk = {
  readonly origin: string
  /** Every path the desk's own host was asked for. */
  readonly requested: string[]
  readonly boardFolder: string | undefined
  readonly community: ServedCommunity | undefined
  /** Stops the desk's own host, as a network that is gone. */
  readonly stop: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A community's folder, published by the real command line. */
export type ServedCommunity = {
  readonly folder: string
  readonly key: string
  /** Publishes what stands in the folder now; gives what the command said. */
  readonly publish: () => Record<string, unknown>
  readonly catalogue: () => Uint8Array
}

const example = join(root, 'examples', 'harbour-collective')
const few = ['ben-achterberg', 'dora-lindqvist', 'priya-raghunathan']
const settings: CommunitySettings = {
  name: 'Harbour Collective',
  language: null,
  trust: [],
  catalogue: null,
  board: null,
  answersOpenAt: 'https://harbour.example/answers',
  region: 'US-WA',
  zone: 'America/Los_Angeles',
  currency: 'USD',
  postAfterSeconds: [],
}

/** Builds and serves a desk; with a community and a board where asked. */
export async function serveDesk(
  asked: { readonly community?: boolean; readonly board?: boolean; readonly postAfterSeconds?: readonly number[] } = {},
): Promise<ServedDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-desk-'))
  const out = join(folder, 'desk')
  const community = asked.community ? communityIn(join(folder, 'harbour')) : undefined
  const board = asked.board ? await startBoard(join(folder, 'board')) : undefined
  const own = { ...settings, postAfterSeconds: asked.postAfterSeconds ?? [], board: board?.description ?? null }
  const listed = community && { trust: [community.key], catalogue: 'harbour.catalogue' }
  await buildDesk({ ...own, ...listed }, out)
  const host = await startHost(out, community)
  return {
    ...host,
    boardFolder: board?.folder,
    community,
    close: async () => {
      await host.stop()
      await board?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function communityIn(folder: string): ServedCommunity {
  mkdirSync(join(folder, 'practitioners'), { recursive: true })
  for (const name of ['community.json', 'charter.md', ...few.map((one) => `practitioners/${one}.json`)]) {
    cpSync(join(example, name), join(folder, name))
  }
  const file = `${folder}.catalogue`
  const publish = () => {
    // A lead publishes on top of what was published before; otherwise it would be another story under the same number.
    const previous = existsSync(file) ? ['--previous', file] : []
    const ran = run(['catalogue', 'build', folder, '--out', file, ...previous, '--json'], { cwd: join(folder, '..') })
    if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr)
    return onlyObject(ran)
  }
  const first = publish()
  return {
    folder,
    key: String(first['communityKey']),
    publish,
    catalogue: () => readFileSync(file),
  }
}

async function startHost(out: string, community: ServedCommunity | undefined) {
  const requested: string[] = []
  const files = sirv(out, { dev: true })
  const server = createServer((request, response) => {
    requested.push(request.url ?? '')
    if (request.url === '/harbour.catalogue' && community !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.end(community.catalogue())
      return
    }
    files(request, response, () => {
      response.writeHead(404)
      response.end()
    })
  })
  const port = await listening(server)
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    const closed = new Promise<void>((done) => server.close(() => done()))
    server.closeAllConnections()
    await closed
  }
  return { origin: `http://127.0.0.1:${port}`, requested, stop }
}

async function startBoard(folder: string) {
  const port = await freePort()
  createBoard(folder, { origin: 'board.harbour.example', address: `http://127.0.0.1:${port}/` })
  const store = openStore({ ...readFolder(folder), caps: { recordsADay: 1000, recordsInAll: 10_000 } })
  const rate = { burst: 10_000, perHour: 10_000, mostAddresses: 100 }
  const service = boardService({ store, now: () => epochSeconds(new Date()), rate })
  await new Promise<void>((done) => service.server.listen(port, '127.0.0.1', done))
  const description: object = JSON.parse(readFileSync(layoutOf(folder).description, 'utf8'))
  return { folder, description, close: () => service.close() }
}

async function freePort(): Promise<number> {
  const listener = createListener()
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const { port } = listener.address() as AddressInfo // of a TCP listener
  await new Promise<void>((done) => listener.close(() => done()))
  return port
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port // of a TCP server
}

/** Makes a desk by clicking: words, keys, sheet. Gives the words that lock it. */
export async function makeDesk(page: Page, origin: string): Promise<string> {
  await page.goto(`${origin}/`)
  await page.getByRole('button', { name: 'Begin' }).click()
  const words = ((await page.locator('[data-drawn]').textContent()) ?? '').trim()
  await page.locator('[name=repeat]').fill(words)
  await page.getByRole('button', { name: 'Lock my desk' }).click()
  await page.getByRole('button', { name: 'I have it on paper' }).waitFor()
  return words
}

/** Fills in the page as Chen would, a subject at a time, and leaves at the last. */
export async function writePage(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Chen Wei')
  await page.getByLabel('A few lines').fill('I work with people whose body raises the alarm when there is no fire.')
  await next(page, 'What you work with')
  await page.getByLabel('Search').fill('panic')
  await page.locator('[data-concern="anxiety.panic"]').selectOption('4')
  await subject(page, 'Where')
  await page.getByRole('checkbox', { name: 'From a distance' }).check()
  await page.getByRole('button', { name: 'Add a region' }).click()
  await page.getByLabel('Number').fill('LH-INVENTED-1041')
  await subject(page, 'Languages')
  await page.getByLabel('Search').fill('english')
  await page.getByRole('checkbox', { name: 'English' }).check()
  await subject(page, 'Money')
  await page.getByRole('radio', { name: 'A price that depends on income' }).check()
  await page.getByLabel('From', { exact: true }).fill('60')
  await page.getByLabel('To', { exact: true }).fill('140')
  await subject(page, 'Your hours')
  for (const day of ['Tuesday', 'Thursday']) await page.getByRole('button', { name: `Add hours on ${day}` }).click()
  await subject(page, 'Letters to you')
  await page.getByLabel('How to reach you').fill('chen@harbour.example')
}

/** Goes to a subject of the form. */
export async function subject(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'My page' }).getByRole('button', { name }).click()
}

async function next(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${name}` }).click()
}

/** Signs what was written, and gives the file that the browser saved. */
export async function signPage(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Sign and save the file' }).click()
  return readFileSync(await (await download).path(), 'utf8')
}

/** Opens a locked desk. */
export async function unlock(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your words').fill(words)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
}

/** Goes to one of the four pages at the top. */
export async function tab(page: Page, name: 'Today' | 'Letters' | 'My page' | 'Keys'): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()
}

/** Puts a signed file among the community's practitioners, as its lead does. */
export function takeSigned({ folder }: ServedCommunity, name: string, text: string): void {
  writeFileSync(join(folder, 'practitioners', `${name}.signed.json`), text)
}
