// Everything at once, on this machine alone: two pages that embed the intake, the community's widget, the practitioner's
// desk, the board, and the published list, each on an origin of its own with the headers it should have.
//
//   npm start [-- --port 4100] [--keep .entrenous/start] [--fresh] [--post-after 2,60]
//
// Keys, list and board stay in that folder from one start to the next; --fresh begins anew. --post-after says how many seconds
// after it was opened the desk posts; unless told, every twenty. Ctrl-C ends it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { argv, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { epochSeconds } from 'entrenous/community'
import { dummyRecord } from 'entrenous/practitioner'
import { layoutOf } from '../board/layout.js'
import { boardService } from '../board/service.js'
import { openStore, takeRecords } from '../board/store.js'
import { buildDesk } from '../desk/build.js'
import { buildHost, hostHeaders } from '../host/build.js'
import { staticHost } from '../static-host/server.js'
import { buildWidget, languages, readConfig } from '../widget/build.js'
import { headersOf } from '../widget/headers.js'
import { chensSheet, SHEET_WORDS } from './chens-sheet.js'
import { originsFrom } from './origins.js'
import { harbourBoard, publishHarbour } from './publish.js'
import { folderServer, listening, stopped, whetherFree } from './serve.js'
import { writeTour } from './tour.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const caps = { recordsADay: 5000, recordsInAll: 1_000_000 }
const rate = { burst: 60, perHour: 600, mostAddresses: 1000 }
/** Every twenty seconds for half an hour: whoever tries it waits for no answer. */
const hurried = Array.from({ length: 90 }, (_, nth) => 2 + 20 * nth)

/**
 * Builds and serves it all.
 *
 * @param {{
 *   readonly firstPort: number,
 *   readonly kept: string,
 *   readonly community?: string,
 *   readonly postAfterSeconds?: readonly number[],
 *   readonly say?: (line: string) => void,
 * }} options
 * @returns where everything is, and how to end it
 */
export async function startAll({ firstPort, kept, community, postAfterSeconds = hurried, say = () => undefined }) {
  const at = originsFrom(firstPort)
  // Known before anything is built: that takes a while.
  for (const { port } of Object.values(at)) await whetherFree(port)
  const out = mkdtempSync(join(tmpdir(), 'entrenous-start-'))
  const remove = () => rmSync(out, { recursive: true, force: true })
  // Whatever ends this process, nothing built stays.
  process.once('exit', remove)
  try {
    say('Publishing the list of the Harbour Collective, which is invented')
    const { shown, trust, chen } = publishHarbour(root, kept, community)
    const board = harbourBoard(kept, `${at.board.origin}/`)
    const catalogue = `${at.catalogue.origin}/harbour.catalogue`
    const settings = {
      intake: at.intake.origin,
      catalogue,
      board: `${at.board.origin}/board.json`,
      leave: `${at.tour.origin}/`,
    }

    say('Building the intake in three languages')
    mkdirSync(join(out, 'intake'))
    const config = { ...readConfig(), trust: [trust], openAt: `${at.desk.origin}/` }
    /** @type {Map<string, Readonly<Record<string, string>>>} */
    const intakeHeaders = new Map()
    for (const language of languages) {
      const { name, html, brotli, sha256 } = await buildWidget(config, language, { sample: true })
      writeFileSync(join(out, 'intake', name), html)
      intakeHeaders.set(`/${name}`, headersOf(html, [at.plain.origin, at.react.origin]))
      say(`  ${name}: ${brotli.toLocaleString('en')} bytes in brotli, SHA-256 ${sha256}`)
    }
    say('Building the two pages around it, and the desk')
    for (const page of /** @type {const} */ (['plain', 'react'])) await buildHost(page, join(out, page), settings)
    const description = JSON.parse(readFileSync(layoutOf(board.folder).description, 'utf8'))
    const ofCommunity = JSON.parse(readFileSync(join(root, 'examples', 'desk', 'community.json'), 'utf8'))
    const own = { postAfterSeconds, trust: [trust], catalogue, board: description }
    await buildDesk({ ...ofCommunity, ...own }, join(out, 'desk'))
    mkdirSync(join(out, 'tour'))
    writeTour(join(out, 'tour'), { at, sheet: await chensSheet(chen), words: SHEET_WORDS })

    const store = openStore({ ...board, caps })
    somethingOfToday(store)
    const service = boardService({ store, now: () => epochSeconds(new Date()), rate })
    const servers = {
      tour: folderServer(join(out, 'tour'), tourHeaders),
      plain: folderServer(join(out, 'plain'), hostHeaders(settings)),
      react: folderServer(join(out, 'react'), hostHeaders(settings)),
      intake: folderServer(join(out, 'intake'), (path) => intakeHeaders.get(path) ?? {}),
      desk: folderServer(join(out, 'desk'), deskHeaders),
      catalogue: staticHost(shown),
      board: service.server,
    }
    for (const [name, server] of Object.entries(servers))
      await listening(server, at[/** @type {keyof typeof at} */ (name)].port)
    const close = async () => {
      await service.close()
      for (const server of Object.values(servers)) await stopped(server)
      process.removeListener('exit', remove)
      remove()
    }
    return { at, trust, servers, close }
  } catch (error) {
    remove()
    throw error
  }
}

/**
 * A community's board has something of every day. On an empty one whoever looks first reads another board than whoever looks
 * next, and two audited visits would differ by that alone.
 *
 * @param {import('../board/store.js').Store} store
 */
function somethingOfToday(store) {
  const record = dummyRecord(store.board.suite)
  if (!record.ok) throw new Error(record.error.code)
  takeRecords(store, [record.value], epochSeconds(new Date()))
}

const tourHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

// The desk's pages carry their policy; a header can besides say that nobody may frame them.
const deskHeaders = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
}

async function main() {
  const { values } = parse()
  const firstPort = Number(values.port)
  if (!Number.isInteger(firstPort) || firstPort < 1024 || firstPort > 65_000) {
    console.error('--port: a number from 1024 to 65000')
    exit(2)
  }
  const seconds = values['post-after']?.split(',').map(Number)
  if (seconds?.some((one) => !Number.isFinite(one) || one < 0)) {
    console.error('--post-after: seconds, separated by commas')
    exit(2)
  }
  const plan = seconds && { postAfterSeconds: seconds }
  const kept = resolve(values.keep)
  // While it builds, too; a second time ends it at once.
  /** @type {() => void} */
  let end = () => exit(0)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end())
  if (values.fresh) rmSync(kept, { recursive: true, force: true })
  const { at, close } = await startAll({ firstPort, kept, ...plan, say: (line) => console.log(line) })
  end = () => void close().then(() => exit(0))
  console.log(`
Open this first:   ${at.tour.origin}/

  a plain page     ${at.plain.origin}/
  a React page     ${at.react.origin}/
  the desk         ${at.desk.origin}/
  the intake       ${at.intake.origin}/intake.en.html   (framed by the two pages)
  the board        ${at.board.origin}/board.json
  the list         ${at.catalogue.origin}/harbour.catalogue

Ctrl-C ends it.`)
}

function parse() {
  try {
    return parseArgs({
      args: argv.slice(2),
      options: {
        port: { type: 'string', default: '4100' },
        keep: { type: 'string', default: join(root, '.entrenous', 'start') },
        fresh: { type: 'boolean', default: false },
        'post-after': { type: 'string' },
      },
    })
  } catch {
    console.error('npm start [-- --port 4100] [--keep folder] [--fresh] [--post-after 2,60]')
    exit(2)
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main()
  } catch (error) {
    const { code, port } = /** @type {{ code?: string, port?: number }} */ (error)
    console.error(code === 'EADDRINUSE' ? `Port ${port} is in use: choose seven others with --port.` : error)
    exit(1)
  }
}
