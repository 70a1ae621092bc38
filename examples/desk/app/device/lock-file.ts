import { type IDBPDatabase, openDB } from 'idb'

// The one thing that is read before the passphrase is known: the key of the store, sealed under it.

const NAME = 'desk-lock'
const TABLE = 'lock'
const KEY = 'store-key'

/** Reads the sealed key of the store; undefined on a device that has none. */
export async function readLock(): Promise<Uint8Array | undefined> {
  return withLock(async (database) => {
    const found: unknown = await database.get(TABLE, KEY)
    return found instanceof Uint8Array ? found : undefined
  })
}

/** Keeps the sealed key of the store, in the place of the one there was. */
export async function writeLock(sealed: Uint8Array): Promise<void> {
  await withLock(async (database) => {
    const transaction = database.transaction(TABLE, 'readwrite', { durability: 'strict' })
    await Promise.all([transaction.store.put(sealed, KEY), transaction.done])
  })
}

/** Deletes everything the desk keeps on this device. */
export async function eraseEverything(names: readonly string[]): Promise<void> {
  for (const name of [NAME, ...names]) await deleted(name)
}

async function withLock<Value>(work: (database: IDBPDatabase) => Promise<Value>): Promise<Value> {
  const database = await openDB(NAME, 1, { upgrade: (fresh) => void fresh.createObjectStore(TABLE) })
  try {
    return await work(database)
  } finally {
    database.close()
  }
}

/** Resolves also where another tab still holds the database: the browser deletes it when that one closes. */
function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => resolve()
    request.onblocked = () => resolve()
  })
}
