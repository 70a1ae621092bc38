import { fail, ok, type Result } from '../kernel/result.js'
import { openSealedStore, type StoreFailure } from '../practice/sealed-store.js'
import { type Change, type InboxStore, type Outcome, outcomeOf } from '../practice/store.js'

// Entry "entrenous/store/node": the practitioner's inbox in a file of SQLite, sealed. The driver is the integrator's: what is
// needed of it is what better-sqlite3, libsql and Node's own sqlite have in common.

/** What is used of a database with a synchronous driver, such as better-sqlite3, libsql or Node's own sqlite. */
export type SqliteDatabase = {
  exec(sql: string): unknown
  prepare(sql: string): {
    run(...values: (string | Uint8Array)[]): unknown
    all(...values: (string | Uint8Array)[]): unknown[]
  }
}

/** What a store in a file needs. */
export type NodeStoreOptions = {
  /** Open, on a file that is the store's alone. It stays yours to close. */
  readonly database: SqliteDatabase
  /** 32 random bytes that are kept elsewhere than the file. */
  readonly key: Uint8Array
  /** How long to wait for another process that is amid a step, in milliseconds; 5,000 unless told. */
  readonly patience?: number
}

/** A store in a file, which can be written anew. */
export type NodeStore = InboxStore & {
  /**
   * Writes the file anew, smaller, with nothing in it but what is kept: what was removed is overwritten at once, and where a page
   * was divided meanwhile a piece of its seal can stand in it until then. Takes twice the file's room, and rejects where another
   * process is amid a step.
   */
  readonly compact: () => Promise<void>
}

const PATIENCE = 5000
/** How long to wait before asking again, and between two steps, so that another process may come in between. */
const PAUSE = 1
/** SQLite's number for it. */
const BUSY = 5

// The journal is deleted when a step is done, and the deletion is on disk (EXTRA): no copy of what was changed stays behind in
// a second file, and no acknowledged step is undone. What is removed is overwritten (secure_delete). SQLite waits for nobody,
// because it would hold the event loop meanwhile: who waits waits here.
const SETTINGS =
  'PRAGMA busy_timeout = 0; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY'
// Without row ids the tree is of values too, and leaves more pieces of them where it divides a page.
const TABLE = 'CREATE TABLE IF NOT EXISTS entrenous_store (key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL)'
const PUT = `INSERT INTO entrenous_store (key, value) VALUES (?, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value`
/** After every visible character of ASCII. */
const LAST = '\x7f'

/**
 * Opens the durable store of an inbox in a file of SQLite, each value sealed.
 *
 * Any number of processes may share the file. A step is on disk when it resolves; a process that is killed leaves each step
 * done or not begun. Where a step rejects, it may still have been done if the disk failed at its very end.
 *
 * @param options - `database`, from the driver of your choice, and `key`.
 * @returns the store.
 * Failure: `store_unopenable` when it was sealed under another key or is not only ours; `store_unavailable` when the file cannot
 * be written or locked, is none (`:memory:`), or another connection holds it in WAL mode; `randomness_absent`.
 * @throws {TypeError} when the key is no Uint8Array; {RangeError} when it has not 32 bytes, or the patience is no whole number
 * of milliseconds.
 * Privacy: writes sealed values and readable names to the file; nothing else leaves the process.
 * Cost: a step waits for the disk and holds the event loop meanwhile, though not while it waits for another process; steps of
 * one store go one after another, a millisecond apart; a list opens all it lists.
 * @example
 * const store = await openNodeStore({ database, key: storeKey })
 * if (store.ok) await store.value.list('')
 * @see docs/guides/stores.md @since 0.1
 */
export async function openNodeStore(options: NodeStoreOptions): Promise<Result<NodeStore, StoreFailure>> {
  const { database, key, patience = PATIENCE } = options
  if (!Number.isSafeInteger(patience) || patience < 0) throw new RangeError('patience: expected whole milliseconds')
  const inTurn = queue(patience)
  const statements = await inTurn(() => prepare(database)).catch(() => undefined)
  if (statements === undefined) return fail('store_unavailable', {})
  const store = await openSealedStore(entriesIn(database, statements, inTurn), key)
  if (!store.ok) return store
  const compact = async (): Promise<void> => void (await inTurn(() => database.exec('VACUUM')))
  return ok(Object.freeze({ ...store.value, compact }))
}

type Statement = ReturnType<SqliteDatabase['prepare']>
type Statements = Readonly<Record<'put' | 'remove' | 'find' | 'list', Statement>>
/** Does something with the database after everything else that was asked, and waits while another process is amid a step. */
type InTurn = <Value>(work: () => Value) => Promise<Value>

function prepare(database: SqliteDatabase): Statements {
  database.exec(SETTINGS)
  const [mode] = database.prepare('PRAGMA journal_mode = DELETE').all()
  if (memberOf(mode, 'journal_mode') !== 'delete')
    throw new TypeError('database: expected a file that is not in WAL mode')
  database.exec(TABLE)
  return {
    put: database.prepare(PUT),
    remove: database.prepare('DELETE FROM entrenous_store WHERE key = ?'),
    find: database.prepare('SELECT value FROM entrenous_store WHERE key = ?'),
    list: database.prepare('SELECT key, value FROM entrenous_store WHERE key >= ? AND key < ? ORDER BY key'),
  }
}

function entriesIn(database: SqliteDatabase, statements: Statements, inTurn: InTurn): InboxStore {
  return {
    update: async (keys, decide) => {
      const outcome = await inTurn(() => step(database, statements, keys, decide))
      if ('change' in outcome) return outcome.change.value
      throw outcome.thrown
    },
    list: async (prefix) => {
      const rows = await inTurn(() => statements.list.all(prefix, prefix + LAST))
      return rows.map((row) => ({ key: String(memberOf(row, 'key')), value: bytesOf(row) }))
    },
  }
}

/** Throws what the driver throws; what was thrown while deciding is an outcome. Of neither, anything is left in the file. */
function step<Value>(
  database: SqliteDatabase,
  { find, remove, put }: Statements,
  keys: readonly string[],
  decide: (found: readonly (Uint8Array | undefined)[]) => Change<Value>,
): Outcome<Value> {
  // At once for writing, so that nobody else can have read what this step is going to change.
  database.exec('BEGIN IMMEDIATE')
  try {
    const found = keys.map((key) => find.all(key)[0]).map((row) => (row === undefined ? row : bytesOf(row)))
    const outcome = outcomeOf(() => decide(found))
    if ('change' in outcome) {
      for (const key of outcome.change.remove ?? []) remove.run(key)
      for (const { key, value } of outcome.change.put ?? []) put.run(key, value)
    }
    database.exec('change' in outcome ? 'COMMIT' : 'ROLLBACK')
    return outcome
  } catch (error) {
    undo(database)
    throw error
  }
}

function undo(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // SQLite has undone it already, and says so by refusing.
  }
}

function queue(patience: number): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(() => patiently(work, patience))
    last = mine.then(pause, pause)
    return mine
  }
}

async function patiently<Value>(work: () => Value, patience: number): Promise<Value> {
  const end = performance.now() + patience
  for (;;) {
    try {
      return work()
    } catch (error) {
      // Whatever a driver throws may hold anything: it goes no further.
      if (!isBusy(error) || performance.now() >= end)
        throw new Error('store: the database could not be read or changed')
    }
    await pause()
  }
}

/** Whether another connection is in the way. Drivers name SQLite's result code, or give it as a number (Node's own). */
function isBusy(error: unknown): boolean {
  const code = memberOf(error, 'errcode')
  return (
    String(memberOf(error, 'code')).startsWith('SQLITE_BUSY') || (typeof code === 'number' && (code & 0xff) === BUSY)
  )
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, PAUSE))
}

function memberOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
}

/** Drivers give a Buffer, a Uint8Array or an ArrayBuffer; a value of another kind was not put by us, and opens as nothing does. */
function bytesOf(row: unknown): Uint8Array {
  const value = memberOf(row, 'value')
  return value instanceof ArrayBuffer || value instanceof Uint8Array ? new Uint8Array(value) : new Uint8Array(0)
}
