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
import { languageOf, type Spoken, type Tag } from '../../examples/desk/app/languages.js'
import { buildDesk } from '../../examples/desk/build.js'
import { fill } from '../../examples/desk/words/words.js'
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
  readonly boardOrigin: string | undefined
  readonly community: ServedCommunity | undefined
  /** Stops the desk's own host, as a network that is gone. */
  readonly stop: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A community's list, as it stands at the moment. */
export type ServedList = { readonly key: string; readonly catalogue: () => Uint8Array }

/** A community's folder, published by the real command line. */
export type ServedCommunity = ServedList & {
  readonly folder: string
  /** Publishes what stands in the folder now; gives what the command said. */
  readonly publish: () => Record<string, unknown>
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
  asked: {
    readonly community?: boolean
    readonly board?: boolean
    readonly postAfterSeconds?: readonly number[]
    readonly language?: Tag
    /** Another list in the place of a community's folder: that of a lead's desk. */
    readonly list?: ServedList
  } = {},
): Promise<ServedDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-desk-'))
  const out = join(folder, 'desk')
  const community = asked.community ? communityIn(join(folder, 'harbour')) : undefined
  const board = asked.board ? await startBoard(join(folder, 'board')) : undefined
  const own = {
    ...settings,
    language: asked.language ?? null,
    postAfterSeconds: asked.postAfterSeconds ?? [],
    board: board?.description ?? null,
  }
  const list = asked.list ?? community
  const listed = list && { trust: [list.key], catalogue: 'harbour.catalogue' }
  await buildDesk({ ...own, ...listed }, out)
  const host = await startHost(out, list)
  return {
    ...host,
    boardFolder: board?.folder,
    boardOrigin: board?.origin,
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

async function startHost(out: string, list: ServedList | undefined) {
  const requested: string[] = []
  const files = sirv(out, { dev: true })
  const server = createServer((request, response) => {
    requested.push(request.url ?? '')
    if (request.url === '/harbour.catalogue' && list !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.end(list.catalogue())
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
  return { folder, description, origin: `http://127.0.0.1:${port}`, close: () => service.close() }
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

const english = languageOf('en')

/** Makes a desk by clicking: words, keys, sheet. Gives the words that lock it. */
export async function makeDesk(page: Page, origin: string, { words: said }: Spoken = english): Promise<string> {
  await page.goto(`${origin}/`)
  await page.getByRole('button', { name: said.welcome.begin }).click()
  const words = ((await page.locator('[data-drawn]').textContent()) ?? '').trim()
  await page.locator('[name=repeat]').fill(words)
  await page.getByRole('button', { name: said.passphrase.make }).click()
  await page.getByRole('button', { name: said.sheet.next }).waitFor()
  return words
}

/** Fills in the page as Chen would, a subject at a time, and leaves at the last. */
export async function writePage(page: Page, spoken: Spoken = english): Promise<void> {
  const { words, labels } = spoken
  const said = words.profile
  const named = (label: string) => page.getByLabel(label, { exact: true })
  const goTo = (section: keyof typeof said.sections) => subject(page, said.sections[section], spoken)
  await named(said.name).fill('Chen Wei')
  await named(said.summary).fill('I work with people whose body raises the alarm when there is no fire.')
  await page.getByRole('button', { name: fill(said.next, { section: said.sections.work }) }).click()
  await named(said.search).fill(labels.concepts.concern['anxiety.panic'])
  await page.locator('[data-concern="anxiety.panic"]').selectOption('4')
  await goTo('places')
  await page.getByRole('checkbox', { name: labels.concepts.format.online, exact: true }).check()
  await page.getByRole('button', { name: said.licenceAdd }).click()
  await named(said.licenceNumber).fill('LH-INVENTED-1041')
  await goTo('languages')
  await named(said.search).fill(labels.concepts.language.en)
  await page.getByRole('checkbox', { name: labels.concepts.language.en }).check()
  await goTo('money')
  await page.getByRole('radio', { name: labels.concepts['fee-model'].sliding }).check()
  await named(said.feeFrom).fill('60')
  await named(said.feeTo).fill('140')
  await goTo('hours')
  for (const day of [labels.day.tue, labels.day.thu]) {
    await page.getByRole('button', { name: fill(said.addHours, { day }) }).click()
  }
  await goTo('contact')
  await named(said.noticeContact).fill('chen@harbour.example')
}

/** Goes to a subject of the form. */
export async function subject(page: Page, name: string, { words }: Spoken = english): Promise<void> {
  await page.getByRole('navigation', { name: words.profile.title }).getByRole('button', { name }).click()
}

/** Signs what was written, and gives the file that the browser saved. */
export async function signPage(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Sign and save the file' }).click()
  return readFileSync(await (await download).path(), 'utf8')
}

/** Opens a locked desk. */
export async function unlock(page: Page, words: string, { words: said }: Spoken = english): Promise<void> {
  await page.getByLabel(said.unlock.label).fill(words)
  await page.getByRole('button', { name: said.unlock.open }).click()
  await page.getByRole('navigation', { name: said.app.nav }).waitFor()
}

/** Goes to one of the four pages at the top. */
export async function tab(page: Page, name: 'Today' | 'Letters' | 'My page' | 'Keys'): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()
}

/** Puts a signed file among the community's practitioners, as its lead does. */
export function takeSigned({ folder }: ServedCommunity, name: string, text: string): void {
  writeFileSync(join(folder, 'practitioners', `${name}.signed.json`), text)
}
