import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { done, refuse, type Step } from './command.js'

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
 * @param options - `secret`: readable by its owner alone, folder included.
 * @returns nothing.
 * Refuses with `file_unwritable`, naming the path.
 * Privacy: writes to this one place.
 * Cost: O(size). @since 0.1
 */
export function writeWhole(
  path: string,
  content: Uint8Array | string,
  options: { readonly secret?: boolean } = {},
): Step<undefined> {
  const { secret = false } = options
  const folder = dirname(path)
  // What an interrupted run left behind must not stand in the way of the next.
  const temporary = join(folder, `.${process.pid}-${Date.now()}.writing`)
  try {
    mkdirSync(folder, { recursive: true, mode: secret ? 0o700 : 0o777 })
    const file = openSync(temporary, 'wx', secret ? 0o600 : 0o666)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
    return done(undefined)
  } catch {
    // A folder that is no folder has nothing in it to remove.
    if (exists(temporary)) rmSync(temporary, { force: true })
    return refuse('file_unwritable', `${path}: it cannot be written there.`, { path })
  }
}

function tooLarge(path: string, limit: number): Step<never> {
  return refuse('file_too_large', `${path}: larger than ${limit} bytes, so it cannot be what it should be.`, {
    path,
    limit,
  })
}
