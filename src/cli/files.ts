import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { done, refuse, type Step } from './command.js'
import { alone, writingName } from './lock.js'

/** No catalogue of a community comes near it; a larger file is the wrong file. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024
/** The largest source file: a page of JSON is a few thousand bytes. */
export const MAX_SOURCE_BYTES = 256 * 1024

/**
 * Reads a whole file, unless it is too large.
 *
 * @param path - as the user gave it; `-` is stdin.
 * @param limit - the most bytes; checked before reading.
 * @returns the bytes.
 * Refuses with `file_unreadable` or `file_too_large`, naming the path.
 * Privacy: reads the file and nothing else.
 * Cost: O(size). @since 0.1
 */
export function readBytes(path: string, limit = MAX_FILE_BYTES): Step<Uint8Array> {
  try {
    const source = path === '-' ? 0 : path
    const stats = path === '-' ? undefined : statSync(path)
    if (stats?.isDirectory() === true) {
      return refuse('file_unreadable', `${path}: this is a folder; a file is needed here.`, { path })
    }
    if (stats !== undefined && stats.size > limit) return tooLarge(path, limit)
    const bytes = readFileSync(source)
    return bytes.length > limit ? tooLarge(path, limit) : done(new Uint8Array(bytes))
  } catch {
    return refuse('file_unreadable', `${path}: there is no such file, or it cannot be read.`, { path })
  }
}

/**
 * Reads a file of text.
 *
 * @param path - as the user gave it.
 * @returns the text, as strict UTF-8.
 * Refuses as `readBytes` does, and with `file_invalid` when the bytes are no UTF-8.
 * Privacy: reads the file and nothing else.
 * Cost: O(size). @since 0.1
 */
export function readText(path: string): Step<string> {
  const bytes = readBytes(path, MAX_SOURCE_BYTES)
  if (!bytes.ok) return bytes
  try {
    return done(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value))
  } catch {
    return refuse('file_invalid', `${path}: this is not text.`, { path })
  }
}

/**
 * Reads a file of JSON.
 *
 * @param path - as the user gave it.
 * @returns the parsed value, unchecked.
 * Refuses as `readText` does, and with `file_invalid` when it is no JSON; what stands in it is not repeated.
 * Privacy: reads the file and nothing else.
 * Cost: O(size). @since 0.1
 */
export function readJson(path: string): Step<unknown> {
  const text = readText(path)
  if (!text.ok) return text
  try {
    return done(JSON.parse(text.value))
  } catch {
    return refuse('file_invalid', `${path}: this is not JSON. A comma too many or a quote too few?`, { path })
  }
}

/**
 * Lists the JSON files of a folder.
 *
 * @param path - a folder.
 * @returns file names in alphabetical order; empty when there is no such folder.
 * Privacy: reads the folder's names.
 * Cost: O(names). @since 0.1
 */
export function jsonFilesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort()
  } catch {
    return []
  }
}

/**
 * Tells whether a path exists.
 *
 * @param path - a file or a folder.
 * @returns true when something is there.
 * Privacy: reads the file system's names.
 * Cost: O(1). @since 0.1
 */
export function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    // A path through a file, a loop of links, a folder one may not look into: nothing that could be read.
    return false
  }
}

/**
 * Writes a whole file or nothing: beside its place first, then renamed into it. Whoever interrupts leaves the old one.
 *
 * @param path - where it shall stand; its folder is made where it is missing.
 * @param content - bytes or text.
 * @returns nothing.
 * Refuses with `file_unwritable` or `file_busy`, naming the path.
 * Privacy: writes to this one place; what others may read, so nothing secret.
 * Cost: O(size). @since 0.1
 */
export function writeWhole(path: string, content: Uint8Array | string): Step<undefined> {
  const made = makeFolder(dirname(path), 0o777)
  return made.ok ? alone(path, () => replaceWhole(path, content, 0o666)) : made
}

/**
 * Writes a file of secrets that is not there yet, readable by its owner alone.
 *
 * @param path - where; its folder is made where it is missing, for its owner alone.
 * @param content - text.
 * @returns nothing; the file and its name are on the disk by then.
 * Refuses with `file_exists` rather than write over anything, with `file_unwritable`, `file_busy`.
 * Privacy: writes to this one place, with mode 0600 from the first byte.
 * Cost: O(size). @since 0.1
 */
export function writeNewSecret(path: string, content: string): Step<undefined> {
  const made = makeFolder(dirname(path), 0o700)
  if (!made.ok) return made
  return alone(path, () =>
    isThere(path)
      ? refuse('file_exists', `${path}: it exists already, and keys are never written over.`, { path })
      : replaceWhole(path, content, 0o600),
  )
}

/**
 * Replaces a file of secrets. For whoever holds it alone (see `alone`).
 *
 * The old bytes are overwritten with zeros where they stood, once the new name is on the disk for certain: before that, a
 * power cut could bring the old name back. File systems that copy on write, snapshots and SSDs may keep them all the same.
 *
 * @param path - a file that exists; no link to one.
 * @param content - text.
 * @returns nothing; the new file and its name are on the disk by then.
 * Refuses with `file_unwritable`; the old file stands then, or the new one, whole.
 * Privacy: writes to this one place, with mode 0600 from the first byte.
 * Cost: O(size). @since 0.1
 */
export function replaceSecret(path: string, content: string): Step<undefined> {
  const old = openedFor(path, constants.O_RDWR)
  try {
    const replaced = replaceWhole(path, content, 0o600)
    if (replaced.ok && old !== undefined) blot(old, 0)
    return replaced
  } finally {
    if (old !== undefined) close(old)
  }
}

/** Writes beside the place, makes sure of it, renames it, makes sure of the name: in this order, so that no crash loses both. */
function replaceWhole(path: string, content: Uint8Array | string, mode: number): Step<undefined> {
  const folder = dirname(path)
  const temporary = join(folder, writingName(path))
  try {
    // What an interrupted run left behind.
    wipe(temporary)
    const file = openSync(temporary, 'wx', mode)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
    syncFolder(folder)
    return done(undefined)
  } catch {
    wipe(temporary)
    return refuse('file_unwritable', `${path}: it cannot be written there.`, { path })
  }
}

/** Removes a file that may hold secrets; what stands in its place is never followed elsewhere. */
function wipe(path: string): void {
  const file = openedFor(path, constants.O_RDWR | constants.O_NOFOLLOW)
  if (file !== undefined) {
    blot(file, 1)
    close(file)
  }
  try {
    unlinkSync(path)
  } catch {
    // There was nothing, or it cannot be removed: whoever writes next will notice.
  }
}

function openedFor(path: string, flags: number): number | undefined {
  try {
    return openSync(path, flags)
  } catch {
    return undefined
  }
}

/** Closes what was only read or blotted: nothing depends on it any more. */
function close(file: number): void {
  try {
    closeSync(file)
  } catch {
    // It ends with the process.
  }
}

/** Overwrites a file with zeros, unless it has more names than that: a copy made as a hard link is not ours to destroy. */
function blot(file: number, names: number): void {
  try {
    const { size, nlink } = fstatSync(file)
    if (nlink > names) return
    writeSync(file, new Uint8Array(size), 0, size, 0)
    fsyncSync(file)
  } catch {
    // Done as far as the disk lets us; the name is gone or going in any case.
  }
}

/** Node's own recursive way runs for ever where a folder may not be made although its parent is there, as below /proc. */
function makeFolder(folder: string, mode: number): Step<undefined> {
  if (exists(folder)) return done(undefined)
  const parent = dirname(folder)
  const made = parent === folder ? done(undefined) : makeFolder(parent, mode)
  if (!made.ok) return made
  try {
    mkdirSync(folder, { mode })
    syncFolder(parent)
  } catch {
    // Another process may have been faster.
    if (!exists(folder)) return refuse('file_unwritable', `${folder}: it cannot be written there.`, { path: folder })
  }
  return done(undefined)
}

function syncFolder(folder: string): void {
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Also true for a link that leads nowhere, and where it cannot be known. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}

function tooLarge(path: string, limit: number): Step<never> {
  return refuse('file_too_large', `${path}: larger than ${limit} bytes, so it cannot be what it should be.`, {
    path,
    limit,
  })
}
