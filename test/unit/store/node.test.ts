import type Database from 'libsql'
import { describe, expect, test } from 'vitest'
import { utf8Encode } from '../../../src/kernel/text.js'
import type { Entry, InboxStore } from '../../../src/practice/store.js'
import { openNodeStore, type SqliteDatabase } from '../../../src/store/node.js'
import { inStoreFolder, storeKey, storeOf } from '../../support/sqlite.js'

const told = utf8Encode('Asha told Chen of panic at night')
const unavailable = { ok: false, error: { code: 'store_unavailable', detail: {} } }
const broken = 'store: the database could not be read or changed'

const entry = (name: string, value: Uint8Array = told): Entry => ({ key: name, value })
const put = (store: InboxStore, ...entries: Entry[]) => store.update([], () => ({ put: entries, value: undefined }))
const read = (store: InboxStore, name: string) => store.update([name], ([value]) => ({ value }))

/** The sealed bytes of an entry, as the table holds them. */
function sealedIn(database: Database.Database, name: string): Buffer {
  const [row] = database.prepare('SELECT value FROM entrenous_store WHERE key = ?').all(name)
  // The column of our own table; libsql gives an ArrayBuffer.
  return Buffer.from((row as { value: ArrayBuffer }).value)
}

describe('a store in a file', () => {
  test('gives back what it was given, also after it was closed and opened again', () =>
    inStoreFolder(async ({ connect }) => {
      const database = connect()
      await put(await storeOf(database), entry('r/2'), entry('r/1', new Uint8Array(0)), entry('s'))
      database.close()
      const store = await storeOf(connect())
      expect(await store.list('r/')).toEqual([entry('r/1', new Uint8Array(0)), entry('r/2')])
      await store.update(['r/1'], () => ({ put: [entry('s', Uint8Array.of(1))], remove: ['r/1'], value: undefined }))
      expect(await store.list('')).toEqual([entry('r/2'), entry('s', Uint8Array.of(1))])
    }))

  test('takes values that are views of larger buffers, and gives bytes of its own', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await storeOf(connect())
      await put(store, entry('r/1', Buffer.from('....told....').subarray(4, 8)))
      expect(await read(store, 'r/1')).toEqual(utf8Encode('told'))
    }))

  test('syncs each step and its journal’s end, overwrites what is removed, and leaves one file', () =>
    inStoreFolder(async ({ connect, names }) => {
      const database = connect()
      await put(await storeOf(database), entry('r/1'))
      const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).all()[0] ?? {})[0]
      expect(['journal_mode', 'synchronous', 'secure_delete', 'busy_timeout', 'temp_store'].map(pragma)).toEqual([
        'delete',
        3,
        1,
        0,
        2,
      ])
      expect(names()).toEqual(['inbox.db'])
    }))

  test('is shared by two stores of one process, step by step', () =>
    inStoreFolder(async ({ connect }) => {
      const stores = [await storeOf(connect()), await storeOf(connect())]
      const claims = Array.from({ length: 100 }, (_, at) => `r/${at >> 1}`)
      const won = await Promise.all(
        claims.map((name, at) =>
          stores[at % 2]?.update([name], ([found]) =>
            found === undefined ? { put: [entry(name)], value: true } : { value: false },
          ),
        ),
      )
      expect(won.filter((one) => one === true)).toHaveLength(50)
      expect(await stores[1]?.list('r/')).toHaveLength(50)
    }))

  test('holds the file for itself from before it reads until it has decided', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await storeOf(connect())
      const other = connect()
      const isLocked = () => {
        try {
          other.exec('BEGIN IMMEDIATE; ROLLBACK')
          return false
        } catch {
          return true
        }
      }
      expect(isLocked()).toBe(false)
      expect(await store.update(['r/1'], () => ({ value: isLocked() }))).toBe(true)
      expect(isLocked()).toBe(false)
    }))

  test('is told at opening of another key, and refuses a changed or moved value', () =>
    inStoreFolder(async ({ connect }) => {
      const database = connect()
      const store = await storeOf(database)
      await put(store, entry('r/1'), entry('r/2'))
      expect(await openNodeStore({ database, key: storeKey.with(0, 8) })).toMatchObject({
        error: { code: 'store_unopenable' },
      })
      const set = database.prepare('UPDATE entrenous_store SET value = ? WHERE key = ?')
      const seal = sealedIn(database, 'r/1')
      set.run(seal, 'r/2')
      await expect(read(store, 'r/2')).rejects.toThrow('store: an entry does not open')
      set.run(Buffer.from(seal.with(100, (seal[100] ?? 0) ^ 1)), 'r/1')
      await expect(read(store, 'r/1')).rejects.toThrow('store: an entry does not open')
      set.run(seal, 'r/1')
      expect(await read(store, 'r/1')).toEqual(told)
      database.exec("UPDATE entrenous_store SET value = 'text' WHERE key = 'r/1'")
      await expect(store.list('r/1')).rejects.toThrow('store: an entry does not open')
    }))
})

describe('a step that fails', () => {
  test('while deciding rejects with what was thrown, and changes nothing', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await storeOf(connect())
      const reason = new Error('no')
      const decide = () => {
        throw reason
      }
      await expect(store.update(['r/1'], decide)).rejects.toBe(reason)
      await put(store, entry('r/1'))
      expect(await store.list('')).toEqual([entry('r/1')])
    }))

  test('after it was begun is undone as a whole, whatever call of the driver fails', () =>
    inStoreFolder(async ({ connect, rawBytes }) => {
      const database = connect()
      await put(await storeOf(database), entry('r/1'), entry('r/2'))
      const before = rawBytes()
      for (const failing of ['BEGIN', 'SELECT', 'DELETE', 'INSERT', 'COMMIT']) {
        const store = await openNodeStore({ database: failingAt(database, failing, 1), key: storeKey })
        if (!store.ok) throw new Error('it did not open')
        const step = store.value.update(['r/1'], () => ({ put: [entry('r/3')], remove: ['r/1'], value: 1 }))
        await expect(step, failing).rejects.toThrow(new Error(broken))
        expect(database.inTransaction, failing).toBe(false)
        expect(rawBytes().equals(before), failing).toBe(true)
      }
      expect((await (await storeOf(database)).list('r/')).map(({ key }) => key)).toEqual(['r/1', 'r/2'])
    }))

  test('because the integrator is amid a transaction of their own leaves that as it is', () =>
    inStoreFolder(async ({ connect }) => {
      const database = connect()
      const store = await storeOf(database)
      database.exec('CREATE TABLE own (a); BEGIN; INSERT INTO own VALUES (1)')
      await expect(put(store, entry('r/1'))).rejects.toThrow(broken)
      expect(database.inTransaction).toBe(true)
      database.exec('COMMIT')
      expect(database.prepare('SELECT a FROM own').all()).toHaveLength(1)
      await put(store, entry('r/1'))
    }))

  test('because another connection is writing too long rejects, and goes through afterwards', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await storeOf(connect(), 20)
      const other = connect()
      other.exec('BEGIN IMMEDIATE')
      await expect(put(store, entry('r/1'))).rejects.toThrow(broken)
      other.exec('ROLLBACK')
      await put(store, entry('r/1'))
      // A reader that does not let go keeps a step from its end, which is then undone.
      other.exec('BEGIN')
      other.prepare('SELECT count(*) FROM entrenous_store').all()
      await expect(put(store, entry('r/2'))).rejects.toThrow(broken)
      other.exec('COMMIT')
      expect(await store.list('')).toEqual([entry('r/1')])
    }))

  test('while listing rejects', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await openNodeStore({ database: failingAt(connect(), 'SELECT key', 1), key: storeKey })
      if (!store.ok) throw new Error('it did not open')
      await put(store.value, entry('r/1'))
      await expect(store.value.list('r/')).rejects.toThrow(new Error(broken))
    }))

  test('because another connection is writing waits for it, and lets the process go on meanwhile', () =>
    inStoreFolder(async ({ connect }) => {
      const store = await storeOf(connect())
      const other = connect()
      other.exec('BEGIN IMMEDIATE')
      const order: string[] = []
      const steps = ['r/1', 'r/2'].map((name) => put(store, entry(name)).then(() => order.push(name)))
      await new Promise((done) => setImmediate(done))
      order.push('meanwhile')
      other.exec('ROLLBACK')
      await Promise.all(steps)
      expect(order).toEqual(['meanwhile', 'r/1', 'r/2'])
    }))

  test('because the database was closed rejects', () =>
    inStoreFolder(async ({ connect }) => {
      const database = connect()
      const store = await storeOf(database)
      database.close()
      await expect(put(store, entry('r/1'))).rejects.toThrow(broken)
    }))
})

describe('opening a store in a file', () => {
  test('says that it is unavailable where the file cannot be one', async () => {
    await inStoreFolder(async ({ connect }) => {
      const database = connect()
      database.close()
      expect(await openNodeStore({ database, key: storeKey })).toEqual(unavailable)
    })
    await inStoreFolder(async ({ connect }) => {
      // A connection in WAL mode that is in use keeps the file in that mode.
      const other = connect()
      other.exec('PRAGMA journal_mode = WAL; CREATE TABLE a (b); BEGIN; SELECT * FROM a')
      const database = connect()
      expect(await openNodeStore({ database, key: storeKey, patience: 20 })).toEqual(unavailable)
      other.exec('COMMIT')
      other.close()
      expect(await openNodeStore({ database, key: storeKey })).toMatchObject({ ok: true })
    })
    await inStoreFolder(async ({ connect }) => {
      const database = connect()
      database.exec('CREATE TABLE entrenous_store (other TEXT)')
      expect(await openNodeStore({ database, key: storeKey })).toEqual(unavailable)
    })
  })

  test('refuses a database that does not outlive the process', async () => {
    const { default: Memory } = await import('libsql')
    const database = new Memory(':memory:')
    expect(await openNodeStore({ database, key: storeKey })).toEqual(unavailable)
    database.close()
  })

  test('with a key or a patience that is none is a fault', () =>
    inStoreFolder(async ({ connect }) => {
      const database = connect()
      await expect(openNodeStore({ database, key: new Uint8Array(16) })).rejects.toThrow(RangeError)
      for (const patience of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        await expect(openNodeStore({ database, key: storeKey, patience })).rejects.toThrow(/^patience:/)
      }
    }))
})

/** The same database, of which one kind of statement throws once so many steps were begun: opening is one. */
function failingAt(database: SqliteDatabase, start: string, after: number): SqliteDatabase {
  let begun = 0
  const guard = <Value>(sql: string, work: () => Value): Value => {
    if (sql === 'BEGIN IMMEDIATE') begun++
    if (sql.startsWith(start) && begun > after) throw new Error('the inbox of Chen')
    return work()
  }
  return {
    exec: (sql) => guard(sql, () => database.exec(sql)),
    prepare: (sql) => {
      const statement = database.prepare(sql)
      return {
        run: (...values) => guard(sql, () => statement.run(...values)),
        all: (...values) => guard(sql, () => statement.all(...values)),
      }
    },
  }
}
