import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { openNodeStore } from 'entrenous/store/node'
import { root } from '../../scripts/build.js'
import { type StoreFolder, storeKey } from './sqlite.js'
import { keptAfter, stepsIn } from './store-plan.js'

const child = join(root, 'test', 'support', 'store-child.js')

/** How a process came to its end: what it had reported until then, and what killed it. */
export type Ended = { readonly lines: readonly string[]; readonly signal: string | null; readonly stderr: string }

export type Running = {
  /** What it has reported so far. */
  readonly lines: readonly string[]
  /** Resolves once it has reported so many lines, or has ended. */
  readonly reported: (count: number) => Promise<void>
  readonly say: (word: string) => void
  readonly kill: () => void
  readonly ended: Promise<Ended>
}

/** Starts a process that works on the file of a folder. */
export function startChild(path: string, environment: Readonly<Record<string, string>>, program = child): Running {
  const running = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], STORE_PATH: path, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const waiting: { readonly count: number; readonly done: () => void }[] = []
  let rest = ''
  let stderr = ''
  let isOver = false
  const tell = () => {
    for (const { count, done } of waiting) if (isOver || lines.length >= count) done()
  }
  running.stdout.on('data', (data: Buffer) => {
    const parts = (rest + data.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    tell()
  })
  running.stderr.on('data', (data: Buffer) => {
    stderr += data.toString()
  })
  const ended = new Promise<Ended>((done) =>
    running.on('close', (_code, signal) => {
      isOver = true
      tell()
      done({ lines, signal, stderr })
    }),
  )
  const reported = (count: number) =>
    new Promise<void>((done) => {
      waiting.push({ count, done })
      tell()
    })
  return {
    lines,
    reported,
    say: (word) => running.stdin.write(word),
    kill: () => running.kill('SIGKILL'),
    ended,
  }
}

/** What is wrong with a file after a process was killed that had reported these steps: nothing where all is well. */
export async function faultsIn({ connect }: StoreFolder, reported: readonly string[]): Promise<readonly string[]> {
  const database = connect()
  try {
    const store = await openNodeStore({ database, key: storeKey })
    if (!store.ok) return [`it does not open: ${store.error.code}`]
    const kept = new Map((await store.value.list('')).map(({ key, value }) => [key, value]))
    const steps = stepsIn(kept.get('meta'))
    const last = Number(reported.filter((line) => /^\d+$/.test(line)).at(-1) ?? 0)
    const faults = steps < last ? [`${last} steps were reported, ${steps} are there`] : []
    // A step may be on disk that nobody has heard of yet; half a step may not.
    const due = keptAfter(steps)
    for (const key of new Set([...kept.keys(), ...due.keys()])) {
      const [one, other] = [kept.get(key), due.get(key)]
      if (one === undefined || other === undefined) faults.push(`after ${steps} steps ${key} is there or not, wrongly`)
      else if (Buffer.compare(one, other) !== 0) faults.push(`after ${steps} steps ${key} holds something else`)
    }
    return faults
  } finally {
    database.close()
  }
}

/** Numbers that look drawn, the same at each run. */
export function* delays(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    yield state / 0x1_0000_0000
  }
}

/** Lets a file be worked on and killed again and again, and says what was wrong in between. */
export async function killAgainAndAgain(folder: StoreFolder, kills: number, seed: number): Promise<KillReport> {
  const chance = delays(seed)
  const faults: string[] = []
  let reported: readonly string[] = []
  let midway = 0
  for (let kill = 0; kill < kills; kill++) {
    const running = startChild(folder.path, { STORE_WORK: 'steps' })
    // By turns amid its first steps, after one of them, or at any time since it began.
    if (kill % 4 > 0) await running.reported(1 + Math.floor(chance.next().value * 6))
    await elapsed(chance.next().value * (kill % 4 > 0 ? 12 : 120))
    running.kill()
    const { lines, signal, stderr } = await running.ended
    if (signal !== 'SIGKILL') faults.push(`it ended by itself: ${stderr}`)
    if (lines.length > 0) reported = lines
    // Whether the kill came amid a step: then its journal stands beside the file, for the next one to undo.
    if (folder.names().length > 1) midway++
    faults.push(...(await faultsIn(folder, reported)).map((fault) => `kill ${kill}: ${fault}`))
  }
  return { faults, midway, steps: Number(reported.at(-1) ?? 0) }
}

export type KillReport = {
  readonly faults: readonly string[]
  /** Kills that left a journal behind. */
  readonly midway: number
  readonly steps: number
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds))
}
