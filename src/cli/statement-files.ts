import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { MAX_BATCH_BYTES } from '../statement/statement.js'
import { done, refuse, type Step } from './command.js'

// A file of statements: (length 4, big-endian | statement)*. It is read one statement after another, however long it is.

/** Places for statements on their way into their files, below one folder that is removed in the end. */
export type Spool = {
  readonly add: (place: string, statement: Uint8Array) => void
  /** Where the statements of a place lie; closes it. */
  readonly close: () => void
  readonly fileOf: (place: string) => string
  readonly remove: () => void
}

/** Written at once: a system call for each statement would be most of the work. */
const CHUNK_BYTES = 64 * 1024
const PREFIX = '.regions-'

/**
 * Makes a spool.
 *
 * @param folder - existing or new, on the disk that the result goes to, and no other run's; the spool is a hidden folder in it.
 * @returns the spool; whoever makes it removes it.
 * @throws what the file system throws.
 * Privacy: holds published statements only.
 * Cost: one open file and 64 KiB a place. @since 0.1
 */
export function createSpool(folder: string): Spool {
  mkdirSync(folder, { recursive: true })
  // What an interrupted run left behind.
  for (const name of readdirSync(folder)) {
    if (name.startsWith(PREFIX)) rmSync(join(folder, name), { recursive: true, force: true })
  }
  const own = mkdtempSync(join(folder, PREFIX))
  const places = new Map<string, { readonly file: number; parts: Uint8Array[]; held: number }>()
  const flush = (place: { readonly file: number; parts: Uint8Array[]; held: number }) => {
    const bytes = Buffer.concat(place.parts)
    for (let written = 0; written < bytes.length; ) written += writeSync(place.file, bytes, written)
    place.parts = []
    place.held = 0
  }
  const fileOf = (place: string) => join(own, `${place}.statements`)
  return {
    fileOf,
    add: (name, statement) => {
      let place = places.get(name)
      if (place === undefined) {
        place = { file: openSync(fileOf(name), 'w'), parts: [], held: 0 }
        places.set(name, place)
      }
      const length = Buffer.alloc(4)
      length.writeUInt32BE(statement.length)
      place.parts.push(length, statement)
      place.held += 4 + statement.length
      if (place.held >= CHUNK_BYTES) flush(place)
    },
    close: () => {
      for (const place of places.values()) {
        flush(place)
        closeSync(place.file)
      }
      places.clear()
    },
    remove: () => rmSync(own, { recursive: true, force: true }),
  }
}

/**
 * Lets the statements of a file pass by.
 *
 * @param path - a file of statements, untrusted.
 * @param visit - is given a copy of each.
 * @returns nothing.
 * Refuses with `file_unreadable`, or `file_invalid` when the lengths do not add up to the file.
 * Privacy: reads the file and nothing else.
 * Cost: O(size); holds one statement at a time. @since 0.1
 */
export function eachStatement(path: string, visit: (statement: Uint8Array) => void): Step<undefined> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return refuse('file_unreadable', `${path}: there is no such file, or it cannot be read.`, { path })
  }
  try {
    const invalid = refuse('file_invalid', `${path}: this is no file of statements.`, { path })
    let rest = Buffer.alloc(0)
    const chunk = Buffer.alloc(CHUNK_BYTES)
    for (;;) {
      const read = readSync(file, chunk, 0, chunk.length, null)
      if (read === 0) return rest.length === 0 ? done(undefined) : invalid
      rest = Buffer.concat([rest, chunk.subarray(0, read)])
      let start = 0
      while (rest.length - start >= 4) {
        const length = rest.readUInt32BE(start)
        if (length > MAX_BATCH_BYTES) return invalid
        if (rest.length - start - 4 < length) break
        visit(new Uint8Array(rest.subarray(start + 4, start + 4 + length)))
        start += 4 + length
      }
      rest = rest.subarray(start)
    }
  } catch {
    return refuse('file_unreadable', `${path}: it cannot be read.`, { path })
  } finally {
    closeSync(file)
  }
}
