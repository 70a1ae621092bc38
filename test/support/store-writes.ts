import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type FileCall, readTrace } from './file-calls.js'
import { faultsInInbox, inboxChild, mailIn } from './inbox-crashing.js'
import {
  after,
  anyLuck,
  diskOf,
  everything,
  type Folder,
  type Luck,
  leftOn,
  nothing,
  onlyBytes,
  onlyNames,
} from './power-cut.js'
import { inStoreFolder, type StoreFolder, storeOf } from './sqlite.js'
import { delays, type Ended, faultsIn, startChild } from './store-crashing.js'

// A store in a file, whose process is killed at every call by which SQLite changes a file, and whose disk loses its power there.

/** What a process does with a store's file. */
export type Story = {
  /** The file as it is before; empty where there is none. */
  readonly before: Buffer
  readonly environment: Readonly<Record<string, string>>
  readonly program?: string
  readonly faultsIn: (folder: StoreFolder, reported: readonly string[]) => Promise<readonly string[]>
}

/** The first steps of a new file. */
export const begins: Story = {
  before: Buffer.alloc(0),
  environment: { STORE_WORK: 'steps', STORE_STEPS: '2' },
  faultsIn,
}

/** Steps that take away and replace what is there. */
export async function goesOn(): Promise<Story> {
  const environment = { STORE_WORK: 'steps', STORE_STEPS: '5' }
  const before = await inStoreFolder(async ({ path }) => {
    await startChild(path, environment).ended
    return readFileSync(path)
  })
  return {
    ...begins,
    before,
    environment: { ...environment, STORE_STEPS: '3' },
    faultsIn: (folder, reported) => faultsIn(folder, ['5', ...reported]),
  }
}

/** An inbox that takes in referrals, answers, and forgets what is withdrawn. */
export async function receives(outside: string): Promise<Story> {
  const before = await inStoreFolder(async ({ path, connect }) => {
    await storeOf(connect())
    return readFileSync(path)
  })
  return { before, environment: mailIn(outside), program: inboxChild, faultsIn: faultsInInbox }
}

/** Does something in a folder beside all stores. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-watched-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(story: Story, { path }: StoreFolder, environment: Readonly<Record<string, string>>): Promise<Ended> {
  if (story.before.length > 0) writeFileSync(path, story.before)
  const all = { ...story.environment, ...environment, KILL_FOLDER: `${dirname(path)}/` }
  return startChild(path, all, story.program).ended
}

/** Lets the story come to its end, and gives the calls and what is in the folder then. */
export function wholeRun(story: Story, watcher: Readonly<Record<string, string>>) {
  return inFolder((outside) =>
    inStoreFolder(async (folder) => {
      const trace = join(outside, 'trace')
      const { stderr } = await run(story, folder, { ...watcher, KILL_TRACE: trace })
      if (stderr !== '') throw new Error(stderr)
      const left: Folder = new Map(
        folder.names().map((name) => [`/${name}`, readFileSync(join(dirname(folder.path), name))]),
      )
      return { calls: readTrace(trace), left }
    }),
  )
}

/** Kills the process at every call, and amid every write. Gives what was wrong, and how many kills it was. */
export async function killAtEvery(story: Story, watcher: Readonly<Record<string, string>>, calls: readonly FileCall[]) {
  const changes = calls.filter(({ what }) => what !== 'say')
  const kills = changes.flatMap(({ what, bytes }, nth) => [
    { at: nth + 1, how: 'before' },
    ...(what === 'write' && bytes.length > 1 ? [{ at: nth + 1, how: 'amid' }] : []),
  ])
  const faults: string[] = []
  const waiting = kills.values()
  const killInTurn = async () => {
    for (const { at, how } of waiting) {
      const amid = how === 'amid' && { KILL_AMID: 'yes' }
      await inStoreFolder(async (folder) => {
        const { lines, signal } = await run(story, folder, { ...watcher, KILL_AT: String(at), ...amid })
        if (signal !== 'SIGKILL') faults.push(`at call ${at} it was not killed`)
        faults.push(...(await story.faultsIn(folder, lines)).map((fault) => `${how} call ${at}: ${fault}`))
      })
    }
  }
  await Promise.all([killInTurn(), killInTurn()])
  return { faults, kills: kills.length }
}

/** Cuts the power after every call, once with each luck. Gives what was wrong, and how many cuts it was. */
export async function cutAtEvery(story: Story, calls: readonly FileCall[]) {
  const chance = delays(1)
  const lucks: readonly Luck[] = [
    everything,
    nothing,
    onlyNames,
    onlyBytes,
    anyLuck(chance),
    anyLuck(chance),
    anyLuck(chance),
  ]
  const faults: string[] = []
  let disk = diskOf(story.before.length > 0 ? new Map([['/inbox.db', story.before]]) : new Map())
  let said = ''
  for (const [nth, call] of calls.entries()) {
    disk = after(disk, call)
    if (call.what === 'say') said += call.bytes
    const reported = said.split('\n').slice(0, -1)
    for (const [number, luck] of lucks.entries()) {
      await inStoreFolder(async (folder) => {
        for (const [name, bytes] of leftOn(disk, luck)) writeFileSync(dirname(folder.path) + name, bytes)
        const found = await story.faultsIn(folder, reported)
        faults.push(...found.map((fault) => `after call ${nth + 1}, with luck ${number}: ${fault}`))
      })
    }
  }
  return { faults, cuts: calls.length * lucks.length }
}

/** What the folder must hold by these calls. */
export function replayed(story: Story, calls: readonly FileCall[]): Folder {
  const before = diskOf(story.before.length > 0 ? new Map([['/inbox.db', story.before]]) : new Map())
  return leftOn(calls.reduce(after, before), everything)
}
