import { type IDBPDatabase, openDB } from 'idb'
import { fail, type Result } from '../kernel/result.js'
import { openSealedStore, type StoreFailure } from '../practice/sealed-store.js'
import { type Change, type InboxStore, outcomeOf } from '../practice/store.js'

// Entry "entrenous/store/browser": the practitioner's inbox in IndexedDB, sealed. All tabs of an origin share it.

/** What a store in the browser needs. */
export type BrowserStoreOptions = {
  /** The database's name, the store's alone within the origin. It can be read by every page of the origin. */
  readonly name: string
  /** 32 random bytes that are kept elsewhere than the browser's storage. */
  readonly key: Uint8Array
}

const VERSION = 1
const TABLE = 'entries'
/** After every visible character of ASCII. */
const LAST = '\x7f'
/** Resolved steps are on the disk, not on their way to it. */
const STRICT = { durability: 'strict' } as const

/**
 * Opens the durable store of an inbox in the browser's IndexedDB, each value sealed.
 *
 * Tabs take turns, one step at a time. Where the browser closes the database, because it is deleted or its storage is
 * cleared, every later step rejects: open the store again to go on, and see whether it is still the same.
 *
 * @param options - `name` and `key`.
 * @returns the store.
 * Failure: `store_unopenable` when it was sealed under another key or is not only ours; `store_unavailable` when there is no
 * IndexedDB (some private windows), it is newer than this code, or another tab keeps it from being opened; `randomness_absent`.
 * @throws {TypeError} when the key is no Uint8Array; {RangeError} when it has not 32 bytes.
 * Privacy: writes sealed values and readable names to the origin's storage; nothing else leaves the page.
 * Cost: a step is one transaction; a list opens all it lists.
 * @example
 * const store = await openBrowserStore({ name: 'inbox', key: storeKey })
 * if (store.ok) await store.value.list('')
 * @see docs/guides/stores.md; W3C Indexed Database API 3.0 @since 0.1
 */
export async function openBrowserStore({ name, key }: BrowserStoreOptions): Promise<Result<InboxStore, StoreFailure>> {
  const database = await openDatabase(name)
  if (database === undefined) return fail('store_unavailable', {})
  const store = await openSealedStore(entriesIn(database), key)
  // Nobody else has it: an open database would keep the name from being deleted.
  if (!store.ok) database.close()
  return store
}

async function openDatabase(name: string): Promise<IDBPDatabase | undefined> {
  try {
    return await openDB(name, VERSION, {
      // The first version there is: nothing older can be open elsewhere and block this.
      upgrade: (database) => {
        database.createObjectStore(TABLE)
      },
      // Another tab deletes it, or has newer code: it is theirs now, and steps reject from here on.
      blocking: (_current, _next, { target }) => (target as IDBDatabase).close(), // the event of an open database
    })
  } catch {
    return undefined // no IndexedDB, or none for us: what a browser says of it may hold anything
  }
}

function entriesIn(database: IDBPDatabase): InboxStore {
  return {
    update: (keys, decide) => step(database, keys, decide),
    list: (prefix) =>
      answered(async () => {
        const range = IDBKeyRange.bound(prefix, prefix + LAST, false, true)
        const { store } = database.transaction(TABLE)
        const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)])
        return keys.map((key, at) => ({ key: String(key), value: values[at] }))
      }),
  }
}

/** The transaction stays open because nothing but its own requests is awaited, and no other tab's comes in between. */
async function step<Value>(
  database: IDBPDatabase,
  keys: readonly string[],
  decide: (found: readonly (Uint8Array | undefined)[]) => Change<Value>,
): Promise<Value> {
  const decided = await answered(async () => {
    const transaction = database.transaction(TABLE, 'readwrite', STRICT)
    const { store, done } = transaction
    // Awaited below, if it comes to that; a rejection that nobody has looked at yet would be reported on the console.
    done.catch(() => undefined)
    try {
      const found: (Uint8Array | undefined)[] = await Promise.all(keys.map((key) => store.get(key)))
      const outcome = outcomeOf(() => decide(found))
      if ('thrown' in outcome) {
        abort(transaction)
        return outcome
      }
      const { put = [], remove = [] } = outcome.change
      // Asynchronous functions, so that one that throws leaves none of the others' rejections unheard.
      const removed = remove.map(async (key) => store.delete(key))
      await Promise.all([...removed, ...put.map(async ({ key, value }) => store.put(value, key)), done])
      return outcome
    } catch (error) {
      // What was asked before the failure would otherwise be carried out.
      abort(transaction)
      throw error
    }
  })
  if ('change' in decided) return decided.change.value
  throw decided.thrown
}

function abort(transaction: { readonly abort: () => void }): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already, and with it whatever was asked of it.
  }
}

async function answered<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask()
  } catch {
    // Whatever a browser says may hold anything.
    throw new Error('store: the database could not be read or changed')
  }
}
