import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileWatcher, type FileCall } from '../support/file-calls.js'
import {
  begins,
  cutAtEvery,
  goesOn,
  killAtEvery,
  receives,
  replayed,
  type Story,
  wholeRun,
} from '../support/store-writes.js'

// Below the driver: every call by which SQLite itself changes a file is once the last thing a process does.

/** Hundreds of processes start, and stores are opened: on a busy machine that takes a quarter of an hour. */
const A_BUSY_MACHINE = 1_800_000
const outside = mkdtempSync(join(tmpdir(), 'entrenous-writes-'))
let watcher: Readonly<Record<string, string>>
beforeAll(() => {
  watcher = compileWatcher(outside)
})
afterAll(() => rmSync(outside, { recursive: true, force: true }))

const stories: readonly (readonly [string, () => Promise<Story>])[] = [
  ['that is new', async () => begins],
  ['that replaces and removes', goesOn],
  ['of an inbox that receives, answers and forgets', () => receives(outside)],
]

describe.each(stories)('a store in a file %s', (_, make) => {
  let story: Story
  let calls: readonly FileCall[]

  it('changes its files by calls of which none goes unseen', async () => {
    story = await make()
    const whole = await wholeRun(story, watcher)
    calls = whole.calls
    expect(new Set(calls.map(({ what, name }) => `${what} ${name}`))).toEqual(
      new Set([
        ...(story.before.length > 0 ? [] : ['create /inbox.db']),
        ...['create', 'write', 'sync', 'unlink'].map((what) => `${what} /inbox.db-journal`),
        ...['write /inbox.db', 'sync /inbox.db', 'sync ', 'say '],
      ]),
    )
    expect(replayed(story, calls)).toEqual(whole.left)
  })
  it(
    'loses nothing it reported, doubles nothing, and brings nothing back, killed before each call and amid each write',
    async () => {
      const { faults, kills } = await killAtEvery(story, watcher, calls)
      console.info(`${kills} kills at ${calls.length} calls: ${faults.length} faults`)
      expect(faults).toEqual([])
    },
    A_BUSY_MACHINE,
  )
  it(
    'nor where the power is cut after each call, and of what was not synced any part is lost',
    async () => {
      const { faults, cuts } = await cutAtEvery(story, calls)
      console.info(`${cuts} cuts: ${faults.length} faults`)
      expect(faults).toEqual([])
    },
    A_BUSY_MACHINE,
  )
})
