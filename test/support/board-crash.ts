import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  appendLeafHash,
  emptyFrontier,
  frontierRootOf,
  leafHashOf,
  openSegment,
  readCheckpoint,
  readReceipt,
  readSegmentList,
  verifyInclusion,
} from 'entrenous/board'
import { layoutOf } from '../../examples/board/layout.js'
import { createBoard, readFolder } from '../../examples/board/serve.js'
import { foundOf, openStore, takeRecords } from '../../examples/board/store.js'
import { root } from '../../scripts/build.js'
import { ORIGIN, recordOf } from './board.js'
import type { Way } from './crashing.js'

// A board that is killed while it takes records, and what is left of it.

const preload = pathToFileURL(join(root, 'test', 'support', 'crash.js')).href
const program = join(root, 'examples', 'board', 'serve.js')
const DAY = 86_400
/** 2026-11-29, noon. */
const NOW = 1_795_953_600
const caps = { recordsADay: 100, recordsInAll: 1000 }

/** What is posted to the board that gets killed: three records, of which the second begins a segment. */
const posted = [recordOf('first'), recordOf('second'), recordOf('third')]
/** What it has before: a day that is over, so that a segment is deleted on the way, and one record of today. */
const before = [recordOf('old'), recordOf('today')]

export type Death = { readonly at: number; readonly way: Way }
type Ended = { readonly code: number | null; readonly calls: readonly string[]; readonly receipts: readonly string[] }

/** A board of segments of two records, as it is before anything is posted in a test. */
function prepare(folder: string): void {
  createBoard(folder, { origin: ORIGIN, address: `https://${ORIGIN}/` })
  const { description } = layoutOf(folder)
  writeFileSync(description, readFileSync(description, 'utf8').replace(/"mostRecords": \d+/, '"mostRecords": 2'))
  const store = openStore({ ...readFolder(folder), caps })
  takeRecords(store, [recordOf('old')], NOW - 40 * DAY)
  takeRecords(store, [recordOf('today')], NOW)
}

/** Does something in a folder that has such a board, a copy of one and the same, so that every run makes the same calls. */
export async function withBoard<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const outside = mkdtempSync(join(tmpdir(), 'entrenous-board-'))
  try {
    const first = join(outside, 'first')
    prepare(first)
    const folder = join(outside, 'board')
    cpSync(first, folder, { recursive: true })
    return await work(folder)
  } finally {
    rmSync(outside, { recursive: true, force: true })
  }
}

/** Starts the board, posts one record after the other, and ends it, unless it ends before. */
export async function runUntil(folder: string, death?: Death): Promise<Ended> {
  const trace = join(folder, '..', 'trace.json')
  const child = spawn(process.execPath, ['--import', preload, program, folder, '0'], {
    env: {
      PATH: process.env['PATH'],
      CRASH_FOLDER: folder,
      CRASH_NOW: String(NOW),
      CRASH_TRACE: trace,
      ...(death && { CRASH_AT: String(death.at), CRASH_WAY: death.way }),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const receipts: string[] = []
  const address = await Promise.race([addressOf(child), ended.then(() => undefined)])
  for (const record of posted) {
    // A board that did not even start has acknowledged nothing.
    receipts.push(address === undefined ? '' : await postTo(`${address}records`, record).catch(() => ''))
  }
  child.kill('SIGINT')
  const code = await ended
  const calls = existsSync(trace) ? (JSON.parse(readFileSync(trace, 'utf8')) as readonly string[]) : [] // our own list
  return { code, calls, receipts }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((done) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.endsWith('\n')) done(text.trim())
    })
  })
}

/** Posts a record; '' stands for any answer but a receipt. */
async function postTo(address: string, record: Uint8Array): Promise<string> {
  // TypeScript's library asks for bytes that are surely not shared; these are.
  const answer = await fetch(address, { method: 'POST', body: record as Uint8Array<ArrayBuffer> })
  return answer.status === 200 ? await answer.text() : ''
}

/** At which calls a way of ending makes a difference: the numbers of all, or of those that write. */
export async function callsOf(way: Way): Promise<readonly number[]> {
  const { calls } = await withBoard((folder) => runUntil(folder))
  const numbered = calls.map((call, index) => ({ call, at: index + 1 }))
  const writing = numbered.filter(({ call }) => call.startsWith('write'))
  return (way === 'killed amid a write' ? writing : numbered).map(({ at }) => at)
}

/** What went wrong with a board that ended so; nothing if nothing did. */
export function faultsOf(death: Death): Promise<readonly string[]> {
  return withBoard(async (folder) => {
    const { code, receipts } = await runUntil(folder, death)
    const faults: string[] = []
    const survives = death.way === 'one call fails' || death.way === 'the disk is full'
    if (!survives && code !== null) faults.push(`it ended with ${code}`)
    const options = { ...readFolder(folder), caps }
    const store = openStore(options)
    faults.push(...lost(folder, receipts))
    // Whoever got no answer posts again; whoever got one may, too.
    const answers = takeRecords(store, posted, NOW).map((one) => ('receipt' in one ? one.receipt : ''))
    faults.push(...lost(folder, answers))
    for (const [place, receipt] of receipts.entries()) {
      if (receipt !== '' && indexOf(receipt) !== indexOf(answers[place] ?? ''))
        faults.push(`record ${place} was doubled`)
    }
    const leaves = leavesOf(folder)
    if (leaves.length !== before.length + posted.length) faults.push(`there are ${leaves.length} records`)
    if (new Set(leaves).size !== leaves.length) faults.push('a record is there twice')
    if (foundOf(store).checkpoint !== readFileSync(layoutOf(folder).checkpoint, 'utf8')) faults.push('two checkpoints')
    faults.push(...strangers(folder))
    return faults.map((fault) => `${death.way} at call ${death.at}: ${fault}`)
  })

  /** What a receipt promises and the disk does not hold, to be read as anybody reads it. */
  function lost(folder: string, receipts: readonly string[]): readonly string[] {
    const { board } = readFolder(folder)
    const at = layoutOf(folder)
    const checkpoint = readCheckpoint(readFileSync(at.checkpoint, 'utf8'), board)
    const list = readSegmentList(readFileSync(at.list, 'utf8'), board)
    if (!checkpoint.ok || !list.ok) return ['checkpoint or list cannot be read']
    const leaves = leavesOf(folder)
    const roots = rootsOf(leaves)
    const faults: string[] = []
    if (list.value.size !== checkpoint.value.size || leaves.length !== checkpoint.value.size)
      faults.push('sizes differ')
    if (roots[checkpoint.value.size] !== hexOf(checkpoint.value.root)) faults.push('the tree does not verify')
    const kept = new Map<number, string>()
    for (const segment of list.value.segments) {
      const records = openSegment(readFileSync(join(at.segments, segment.name)), segment, board)
      if (!records.ok) faults.push(`${segment.name}: ${records.error.code}`)
      else
        for (const [place, record] of records.value.entries())
          kept.set(segment.first + place, hexOf(leafHashOf(record)))
    }
    if (!leaves.includes(hexOf(leafHashOf(before[0] ?? new Uint8Array(0))))) faults.push('an old leaf hash is lost')
    for (const [index, leaf] of kept) if (leaves[index] !== leaf) faults.push(`record ${index} is not its leaf`)
    const promised = [before[1], ...posted.filter((_, place) => receipts[place] !== '')]
    for (const record of promised) {
      if (record && ![...kept.values()].includes(hexOf(leafHashOf(record))))
        faults.push('an acknowledged record is lost')
    }
    for (const [place, text] of receipts.entries()) {
      if (text === '') continue
      const receipt = readReceipt(text, board)
      if (!receipt.ok) return [...faults, `receipt ${place}: ${receipt.error.code}`]
      const record = posted[place] ?? new Uint8Array(0)
      const { size, root: signed } = receipt.value.checkpoint
      if (!verifyInclusion(record, receipt.value, receipt.value.checkpoint).ok)
        faults.push(`receipt ${place} proves nothing`)
      if (kept.get(receipt.value.index) !== hexOf(leafHashOf(record)))
        faults.push(`record ${place} is not where it was`)
      if (roots[size] !== hexOf(signed)) faults.push(`the checkpoint of receipt ${place} is not followed`)
    }
    return faults
  }
}

function indexOf(receipt: string): string {
  return receipt.split('\n')[1] ?? ''
}

/** The leaf hashes that are published, in hexadecimal. */
function leavesOf(folder: string): readonly string[] {
  const { leaves } = layoutOf(folder)
  const hex = readdirSync(leaves)
    .sort()
    .map((name) => readFileSync(join(leaves, name)).toString('hex'))
  return hex.join('').match(/.{64}/g) ?? []
}

/** The root of the tree at every size it has had. */
function rootsOf(leaves: readonly string[]): readonly string[] {
  let frontier = emptyFrontier
  const roots = [hexOf(frontierRootOf(frontier))]
  for (const leaf of leaves) {
    frontier = appendLeafHash(frontier, new Uint8Array(Buffer.from(leaf, 'hex')))
    roots.push(hexOf(frontierRootOf(frontier)))
  }
  return roots
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Files that belong to nothing. */
function strangers(folder: string): readonly string[] {
  const { board } = readFolder(folder)
  const at = layoutOf(folder)
  const list = readSegmentList(readFileSync(at.list, 'utf8'), board)
  const listed = list.ok ? list.value.segments.map(({ name }) => name) : []
  const others = readdirSync(at.segments).filter((name) => !listed.includes(name))
  const around = readdirSync(at.shown).filter((name) => name.includes('writing'))
  return [...others, ...around].map((name) => `${name} was left behind`)
}
