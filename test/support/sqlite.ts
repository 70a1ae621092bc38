import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { openNodeStore, type SqliteDatabase } from '../../src/store/node.js'
import { must } from './catalogue.js'

/** The secret of every store of the tests. */
export const storeKey = new Uint8Array(32).fill(7)

/** A folder for one file of SQLite, its journals, and the connections to it. */
export type StoreFolder = {
  readonly path: string
  readonly connect: () => Database.Database
  /** Every byte of every file of the folder. */
  readonly rawBytes: () => Buffer
  readonly names: () => readonly string[]
}

/** Does something with a folder of its own, and closes and removes what is left of it. */
export async function inStoreFolder<Value>(work: (folder: StoreFolder) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-store-'))
  const path = join(folder, 'inbox.db')
  const open: Database.Database[] = []
  const connect = () => {
    const database = new Database(path)
    open.push(database)
    return database
  }
  const names = () => readdirSync(folder).sort()
  const rawBytes = () => Buffer.concat(names().map((name) => readFileSync(join(folder, name))))
  try {
    return await work({ path, connect, rawBytes, names })
  } finally {
    for (const database of open) if (database.open) database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens the store of a connection under the secret of the tests. */
export async function storeOf(database: Database.Database, patience?: number) {
  return must(await openNodeStore({ database, key: storeKey, ...(patience !== undefined && { patience }) }))
}

/** The same database, to which one thing is said otherwise. */
export function altered(database: SqliteDatabase, said: string, instead: string): SqliteDatabase {
  return {
    exec: (sql) => database.exec(sql.replace(said, instead)),
    prepare: (sql) => database.prepare(sql),
  }
}
