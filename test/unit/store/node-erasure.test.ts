import { hkdfSync } from 'node:crypto'
import { xchacha20 } from '@noble/ciphers/chacha.js'
import type Database from 'libsql'
import { describe, expect, test } from 'vitest'
import { openSymmetric } from '../../../src/kernel/sealed.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import type { InboxStore } from '../../../src/practice/store.js'
import { openNodeStore } from '../../../src/store/node.js'
import { altered, inStoreFolder, storeKey, storeOf } from '../../support/sqlite.js'

// What Eve finds who has the files of a practice and its key: all that is kept, and of what was removed as little as is said.

const told = 'Asha told Chen of panic at night'
const value = utf8Encode(told.repeat(12))

const put = (store: InboxStore, key: string, bytes = value) =>
  store.update([], () => ({ put: [{ key, value: bytes }], value: undefined }))
const remove = (store: InboxStore, key: string) => store.update([], () => ({ remove: [key], value: undefined }))

function rowsIn(database: Database.Database): ReadonlyMap<string, Buffer> {
  // The columns of our own table; libsql gives an ArrayBuffer.
  const rows = database.prepare('SELECT key, value FROM entrenous_store').all() as { key: string; value: ArrayBuffer }[]
  return new Map(rows.map((row) => [row.key, Buffer.from(row.value)]))
}

/** The key of the entries, derived without the code under test. */
function entryKeyIn(database: Database.Database): Uint8Array {
  const salt = rowsIn(database).get('!sealed')?.subarray(1, 17) ?? Buffer.alloc(0)
  return new Uint8Array(hkdfSync('sha256', storeKey, salt, 'entrenous/1/store/key/', 32))
}

/** Whether the value of a name can be had from these bytes, wherever in them a seal of its size may begin. */
function isRecoverable(raw: Buffer, key: Uint8Array, name: string): boolean {
  const associated = utf8Encode(`entrenous/1/store/entry/${name}`)
  return [...raw.keys()].some((at) => openSymmetric(key, associated, raw.subarray(at, at + 40 + 512)) !== undefined)
}

/** Whether anything of what was told can be read, even of a seal that is not whole: the cipher is a stream. */
function isReadable(raw: Buffer, key: Uint8Array): boolean {
  const start = Buffer.from(told)
  return [...raw.subarray(0, -64).keys()].some((at) => {
    const piece = raw.subarray(at + 24, at + 24 + start.length)
    return start.equals(xchacha20(key, raw.subarray(at, at + 24), piece, undefined, 1))
  })
}

const PIECE = 16

/** How many of these seals have left a piece of 16 bytes or more, taken at steps of 16, anywhere. */
function leftOf(seals: readonly Buffer[], raw: Buffer): number {
  const pieces = new Map<string, number>()
  for (const [number, seal] of seals.entries()) {
    for (let at = 0; at + PIECE <= seal.length; at += PIECE) {
      pieces.set(seal.toString('latin1', at, at + PIECE), number)
    }
  }
  const text = raw.toString('latin1')
  const left = new Set<number>()
  for (let at = 0; at + PIECE <= text.length; at++) {
    const number = pieces.get(text.slice(at, at + PIECE))
    if (number !== undefined) left.add(number)
  }
  return left.size
}

/** Puts, replaces and removes, in sizes that divide pages now and then, and gives the seals that are no more. */
async function live(store: InboxStore, database: Database.Database, steps: number): Promise<readonly Buffer[]> {
  const gone: Buffer[] = []
  for (let at = 0; at < steps; at++) {
    // Each third step removes what was put twenty steps ago, the others put.
    const isPut = at % 3 > 0
    const name = isPut ? `r/${at}` : `r/${at - 20}`
    const before = rowsIn(database)
    gone.push(...[name, 'meta'].flatMap((one) => before.get(one) ?? []))
    const bytes = new Uint8Array(((at * 7919) % 1500) + 1)
    const put = [{ key: 'meta', value: bytes.subarray(0, 400) }, ...(isPut ? [{ key: name, value: bytes }] : [])]
    await store.update([], () => ({ put, remove: isPut ? [] : [name], value: undefined }))
  }
  return gone
}

describe('what is removed from a store in a file', () => {
  test('could be read from the raw files with the key before, and not after', () =>
    inStoreFolder(async ({ connect, rawBytes }) => {
      const database = connect()
      const store = await storeOf(database)
      for (const name of ['r/0', 'r/1', 'r/2']) await put(store, name)
      const key = entryKeyIn(database)
      const seal = rowsIn(database).get('r/1') ?? Buffer.alloc(0)
      const before = rawBytes()
      expect(leftOf([seal], before)).toBe(1)
      expect(isRecoverable(before, key, 'r/1')).toBe(true)
      expect(isReadable(before, key)).toBe(true)
      for (const name of ['r/0', 'r/1', 'r/2']) await remove(store, name)
      const after = rawBytes()
      expect(leftOf([seal], after)).toBe(0)
      expect(isRecoverable(after, key, 'r/1')).toBe(false)
      expect(isReadable(after, key)).toBe(false)
    }))

  test('is gone too where it was replaced by something shorter', () =>
    inStoreFolder(async ({ connect, rawBytes }) => {
      const database = connect()
      const store = await storeOf(database)
      await put(store, 'r/1')
      const key = entryKeyIn(database)
      await put(store, 'r/1', Uint8Array.of(1))
      expect(isReadable(rawBytes(), key)).toBe(false)
    }))

  test('leaves pieces of few seals behind after hundreds of steps, and of none once the file is written anew', () =>
    inStoreFolder(async ({ connect, rawBytes }) => {
      const database = connect()
      const store = await storeOf(database)
      database.exec('PRAGMA synchronous = OFF')
      const gone = await live(store, database, 600)
      expect(gone.length).toBeGreaterThan(700)
      expect(leftOf(gone, rawBytes())).toBeLessThanOrEqual(gone.length / 100)
      const kept = await store.list('')
      await store.compact()
      expect(leftOf(gone, rawBytes())).toBe(0)
      expect(await store.list('')).toEqual(kept)
    }))

  test('would be left behind where nothing overwrites it, until the file is written anew', () =>
    inStoreFolder(async ({ connect, rawBytes }) => {
      const database = connect()
      const careless = altered(database, 'secure_delete = ON', 'secure_delete = OFF')
      const opened = await openNodeStore({ database: careless, key: storeKey })
      if (!opened.ok) throw new Error('it did not open')
      database.exec('PRAGMA synchronous = OFF')
      const gone = await live(opened.value, database, 200)
      expect(leftOf(gone, rawBytes())).toBeGreaterThan(10)
      await opened.value.compact()
      expect(leftOf(gone, rawBytes())).toBe(0)
    }))
})

describe('writing a file anew', () => {
  test('makes it smaller once much was removed', () =>
    inStoreFolder(async ({ connect, rawBytes }) => {
      const store = await storeOf(connect())
      await put(store, 'r/1', new Uint8Array(200_000))
      await remove(store, 'r/1')
      expect(rawBytes().length).toBeGreaterThan(200_000)
      await store.compact()
      expect(rawBytes().length).toBeLessThan(20_000)
    }))

  test('rejects while another connection is amid a step', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await storeOf(connect(), 20)
      const other = connect()
      other.exec('BEGIN IMMEDIATE')
      await expect(store.compact()).rejects.toThrow('store: the database could not be read or changed')
      other.exec('ROLLBACK')
      await store.compact()
    }))
})
