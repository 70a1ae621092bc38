import type { FileCall } from './file-calls.js'

// What a disk may hold after a power cut: what was synced, and of everything else any part. A name that was made or taken away
// counts as synced with its folder, bytes with their file.

type Bytes = Pick<FileCall, 'what' | 'at' | 'bytes'>
type File = { readonly synced: readonly Bytes[]; readonly since: readonly Bytes[] }
type Names = ReadonlyMap<string, number>
type Disk = {
  /** By number: a name may be taken away, and given to another file. */
  readonly files: ReadonlyMap<number, File>
  readonly synced: Names
  readonly since: readonly Names[]
}
/** The contents of a folder, by names that begin with a slash. */
export type Folder = ReadonlyMap<string, Buffer>
/** Which of what was not synced has reached the disk: so many of the names' changes, and which writes. */
export type Luck = { readonly names: (count: number) => number; readonly bytes: () => 'whole' | 'lost' | 'half' }

/** What programs hope for. */
export const everything: Luck = { names: (count) => count, bytes: () => 'whole' }
/** What they are not promised more than. */
export const nothing: Luck = { names: () => 0, bytes: () => 'lost' }
export const onlyNames: Luck = { names: (count) => count, bytes: () => 'lost' }
export const onlyBytes: Luck = { names: () => 0, bytes: () => 'whole' }
/** Anything in between. */
export function anyLuck(chance: Iterator<number, never>): Luck {
  const below = (limit: number) => Math.floor(chance.next().value * limit)
  return {
    names: (count) => below(count + 1),
    bytes: () => (['whole', 'lost', 'half'] as const)[below(3)] ?? 'lost',
  }
}

/** A disk with these files, all of them synced. */
export function diskOf(before: Folder): Disk {
  const files = [...before.values()].map((bytes) => ({ synced: [{ what: 'write', at: 0, bytes } as const], since: [] }))
  return {
    files: new Map(files.entries()),
    synced: new Map([...before.keys()].map((name, at) => [name, at])),
    since: [],
  }
}

/** The disk after one more call. */
export function after(disk: Disk, { what, name, at, bytes }: FileCall): Disk {
  const names = disk.since.at(-1) ?? disk.synced
  const number = names.get(name) ?? -1
  const file = disk.files.get(number)
  if (what === 'say') return disk
  if (what === 'sync' && name === '') return { ...disk, synced: names, since: [] }
  if (what === 'create') {
    const files = new Map(disk.files).set(disk.files.size, { synced: [], since: [] })
    return { ...disk, files, since: [...disk.since, new Map(names).set(name, disk.files.size)] }
  }
  if (file === undefined) throw new Error(`${what} of a file that is not there: ${name}`)
  if (what === 'sync') return withFile(disk, number, { synced: [...file.synced, ...file.since], since: [] })
  if (what !== 'unlink' && what !== 'rename')
    return withFile(disk, number, { ...file, since: [...file.since, { what, at, bytes }] })
  const left = new Map(names)
  left.delete(name)
  if (what === 'rename') left.set(bytes.toString().slice(-name.length), number)
  return { ...disk, since: [...disk.since, left] }
}

const withFile = (disk: Disk, number: number, file: File): Disk => ({
  ...disk,
  files: new Map(disk.files).set(number, file),
})

/** What is in the folder when the power comes back. */
export function leftOn({ files, synced, since }: Disk, { names, bytes }: Luck): Folder {
  const kept = names(since.length)
  const found = kept === 0 ? synced : (since[kept - 1] ?? synced)
  return new Map(
    [...found].map(([name, number]) => {
      const file = files.get(number) ?? { synced: [], since: [] }
      return [name, contentsOf([...file.synced, ...file.since.flatMap((one) => partOf(one, bytes()))])]
    }),
  )
}

const SECTOR = 512

function partOf(one: Bytes, luck: 'whole' | 'lost' | 'half'): readonly Bytes[] {
  if (luck === 'lost') return []
  if (luck === 'whole' || one.what === 'truncate') return [one]
  // Sectors are written whole.
  const half = Math.floor(one.bytes.length / 2 / SECTOR) * SECTOR
  return [{ ...one, bytes: one.bytes.subarray(0, half) }]
}

function contentsOf(changes: readonly Bytes[]): Buffer {
  let contents = Buffer.alloc(0)
  for (const { what, at, bytes } of changes) {
    const length = what === 'truncate' ? at : Math.max(contents.length, bytes.length > 0 ? at + bytes.length : 0)
    if (length !== contents.length)
      contents = Buffer.concat([contents, Buffer.alloc(Math.max(0, length - contents.length))]).subarray(0, length)
    bytes.copy(contents, at)
  }
  return contents
}
