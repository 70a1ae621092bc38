import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { shown } from './shown.js'

/** How much of a folder is looked at. */
export type FolderLimits = {
  readonly files: number
  /** Bytes of one file. */
  readonly fileBytes: number
  /** Bytes of all files that are read. */
  readonly allBytes: number
  /** Folders inside folders. */
  readonly depth: number
}

/** What is looked at unless somebody asks for less: a built site has some hundred files and some megabytes. */
export const folderLimits: FolderLimits = {
  files: 10_000,
  fileBytes: 8_388_608,
  allBytes: 134_217_728,
  depth: 32,
}

/** What a file is read as. */
export type FileKind = 'page' | 'script' | 'style' | 'manifest'

/** A file that was read: its name from the folder, fit to be shown, and its text. */
export type ReadFile = { readonly path: string; readonly kind: FileKind; readonly bytes: number; readonly text: string }

/** A file or folder that was not read. */
export type Unread = { readonly path: string; readonly because: string }

/** A folder, read. */
export type ReadFolder = { readonly files: readonly ReadFile[]; readonly unread: readonly Unread[] }

const kinds: readonly (readonly [RegExp, FileKind])[] = [
  [/\.(html?|xhtml|svg|xml)$/i, 'page'],
  [/\.([cm]?jsx?|[cm]?tsx?)$/i, 'script'],
  [/\.css$/i, 'style'],
  [/\.webmanifest$|(^|[\\/])manifest\.json$/i, 'manifest'],
]

/** What a browser would run or follow and nobody reads here. */
const opaque = /\.(wasm|swf|pdf|zip|gz|br|jar)$/i

type Walk = {
  readonly files: ReadFile[]
  readonly unread: Unread[]
  /** Counted on: entries seen, bytes read. */
  entries: number
  bytes: number
}

/**
 * Reads the files of a folder that a browser would take for pages, code or styles.
 *
 * Links are not followed: what one leads to inside the folder is read where it lies, and what lies outside is not the
 * folder's. Pipes and devices are not opened.
 *
 * @param folder - an absolute path, or one from the working folder.
 * @param limits - how much is looked at.
 * @param ends - when to stop, in milliseconds of `performance.now()`.
 * @returns the files by name, and what was not read and why. Undefined where it is no folder.
 * Privacy: reads the folder; sends nothing.
 * Cost: O(files), and one read of each that counts. @since 0.1
 */
export async function readFolder(folder: string, limits: FolderLimits, ends: number): Promise<ReadFolder | undefined> {
  const root = await lstat(folder).catch(() => undefined)
  const walk: Walk = { files: [], unread: [], entries: 0, bytes: 0 }
  // The folder itself may be a link: it was named by whoever asked.
  if (root === undefined || !(root.isDirectory() || root.isSymbolicLink())) return undefined
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined) return undefined
  const waiting: { readonly path: readonly string[]; readonly names: readonly string[] }[] = [{ path: [], names }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of next.names.toSorted()) {
      if (walk.entries >= limits.files) return closed(walk, `there are more than ${limits.files} files`)
      if (performance.now() > ends) return closed(walk, 'the time ran out')
      walk.entries += 1
      const inner = await readEntry(folder, [...next.path, name], limits, walk)
      if (inner !== undefined) waiting.push({ path: [...next.path, name], names: inner })
    }
  }
  return sorted(walk)
}

function closed(walk: Walk, because: string): ReadFolder {
  walk.unread.push({ path: '', because: `${because}; the rest was not read` })
  return sorted(walk)
}

function sorted({ files, unread }: Walk): ReadFolder {
  return { files: files.toSorted((one, other) => (one.path < other.path ? -1 : 1)), unread }
}

/** Reads one entry; gives the names inside where it is a folder. */
async function readEntry(
  folder: string,
  path: readonly string[],
  limits: FolderLimits,
  walk: Walk,
): Promise<readonly string[] | undefined> {
  const full = join(folder, ...path)
  const name = shown(path.join('/'), 400)
  const skip = (because: string): undefined => {
    walk.unread.push({ path: name, because })
  }
  const entry = await lstat(full).catch(() => undefined)
  if (entry === undefined) return skip('it could not be opened')
  if (entry.isSymbolicLink()) return skip('it is a link; links are not followed')
  if (entry.isDirectory()) {
    if (path.length > limits.depth) return skip(`it lies deeper than ${limits.depth} folders`)
    return (await readdir(full).catch(() => undefined)) ?? skip('it could not be opened')
  }
  if (!entry.isFile()) return skip('it is no plain file')
  const kind = kinds.find(([pattern]) => pattern.test(path.at(-1) ?? ''))?.[1]
  if (kind === undefined) return opaque.test(full) ? skip('what it holds cannot be read here') : undefined
  if (entry.size > limits.fileBytes) return skip(`it has more than ${limits.fileBytes} bytes`)
  if (walk.bytes + entry.size > limits.allBytes) return skip(`all files have more than ${limits.allBytes} bytes`)
  const bytes = await readAtMost(full, limits.fileBytes)
  if (bytes === undefined) return skip('it could not be read, or grew while it was')
  walk.bytes += bytes.length
  walk.files.push({ path: name, kind, bytes: bytes.length, text: textOf(bytes) })
  return undefined
}

/** Reads a plain file; never through a link, and never more than was allowed, whatever it became since it was looked at. */
async function readAtMost(path: string, most: number): Promise<Uint8Array | undefined> {
  // Windows has neither flag, and no pipe or link that needs them here.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
  const file = await open(path, flags).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const { size } = await file.stat()
    if (size > most) return undefined
    const bytes = new Uint8Array(size)
    const { bytesRead } = await file.read(bytes, 0, size, 0)
    return bytes.subarray(0, bytesRead)
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/** As a browser decodes it: UTF-8, or UTF-16 where its mark says so; what does not fit becomes a replacement character. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  const label =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(label).decode(bytes)
}
