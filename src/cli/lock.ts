import { readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { refuse, type Step } from './command.js'

/** Whoever holds a file for longer has crashed, or the machine slept: writing takes milliseconds. */
const STALE_SECONDS = 60
/** About ten seconds. */
const MOST_TRIES = 200

/**
 * Does work on a file while no other process of this program does.
 *
 * Each process puts up a flag of its own beside the file, then looks for others, and takes its flag down again if it sees
 * one: of two, at least one sees the other. A flag bears its process's number, so what a dead process left behind is
 * removed and a living one's is not; a single lock file, taken over when stale, has no such way. It holds on one machine, for
 * work that is not stopped for a minute in the middle: not between containers that share a folder.
 *
 * @param path - the file; its folder exists.
 * @param work - what is done; it must end within a minute.
 * @returns what the work returns.
 * Refuses with `file_busy` when others hold it for ten seconds, with `file_unwritable` when no flag can be put up.
 * Privacy: the flag is empty; its name holds the file's name and a process number.
 * Cost: three file operations where nobody else is at work. @since 0.1
 */
export function alone<Value>(path: string, work: () => Step<Value>): Step<Value> {
  const flag = join(dirname(path), `${flagPrefix(path)}${process.pid}.lock`)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    try {
      const turn = isOurTurn(path, flag)
      if (turn === undefined) return refuse('file_unwritable', `${path}: it cannot be written there.`, { path })
      if (turn) return work()
    } finally {
      remove(flag)
    }
    // Of uneven length, so that two do not meet again and again.
    sleep(20 + Math.random() * 60)
  }
  return refuse('file_busy', `${path}: another program is writing it. Try again in a minute.`, { path })
}

/**
 * Lists what writing leaves beside a file while it goes on, or after a crash.
 *
 * @param path - the file.
 * @returns names in its folder: flags, and a half-written successor; none where the folder cannot be read.
 * Privacy: reads the folder's names.
 * Cost: O(names). @since 0.1
 */
export function leftoversOf(path: string): readonly string[] {
  try {
    const names = readdirSync(dirname(path))
    return names.filter((name) => name === writingName(path) || isFlag(path, name))
  } catch {
    return []
  }
}

/**
 * Names the place where a file's successor is written. Always the same, so that the next run finds what a crash left.
 *
 * @param path - the file.
 * @returns a name in the file's own folder.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function writingName(path: string): string {
  return `.${basename(path)}.writing`
}

function flagPrefix(path: string): string {
  return `.${basename(path)}.`
}

function isFlag(path: string, name: string): boolean {
  const prefix = flagPrefix(path)
  return name.startsWith(prefix) && /^\d+\.lock$/.test(name.slice(prefix.length))
}

/** Puts up the flag, then looks around; undefined where that cannot be done. */
function isOurTurn(path: string, flag: string): boolean | undefined {
  try {
    writeFileSync(flag, '', { mode: 0o600 })
    const others = readdirSync(dirname(path)).filter((name) => isFlag(path, name) && name !== basename(flag))
    return others.filter((name) => !isRemovedAsStale(path, name)).length === 0
  } catch {
    return undefined
  }
}

function isRemovedAsStale(path: string, name: string): boolean {
  const flag = join(dirname(path), name)
  const put = statSync(flag, { throwIfNoEntry: false })
  if (put === undefined) return true
  // A clock that was set back makes a flag of the future: as wrong as an old one.
  const seconds = Math.abs(Date.now() - put.mtimeMs) / 1000
  if (seconds < STALE_SECONDS && isAlive(Number(name.slice(flagPrefix(path).length, -'.lock'.length)))) return false
  remove(flag)
  return true
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (fault) {
    // Somebody else's process is alive, though not ours to signal.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}

function remove(flag: string): void {
  try {
    unlinkSync(flag)
  } catch {
    // It never stood, or somebody took it down.
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
