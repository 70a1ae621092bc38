// Functions that run in an isolated world of a document, sent there as text: see in-page.ts.

/** One thing that a document finds kept, its bytes in base64. */
export type FoundInPage = { readonly store: string; readonly key: string; readonly base64: string }

/** What one document found, and whether that is all. */
export type RestFound = { readonly found: readonly FoundInPage[]; readonly isWhole: boolean }

/** How much is read of each document. */
export type RestLimits = { readonly entries: number; readonly bytes: number; readonly milliseconds: number }

/**
 * An expression that resolves to what a document's origin keeps, and with it what only lives as long as the document.
 *
 * @param limits - of one document.
 * @param isAlive - true for the page itself, false for an empty document of its origin after it was left.
 * @returns the expression, for `Runtime.evaluate` with `awaitPromise` and `returnByValue`.
 * Privacy: what is found goes through the debugging pipe to this process alone.
 * Cost: as much as the origin keeps, within the limits.
 */
export function restScript(limits: RestLimits, isAlive: boolean): string {
  const functions = [findRest, findAlive, findStorage, findDatabases, findCaches, findFiles, writerOf]
  return `(() => {${functions.map(String).join('\n')}\nreturn ${findRest.name}(${JSON.stringify(limits)}, ${isAlive})})()`
}

/** Takes whatever was found, until there is enough. */
type Put = (store: string, key: string, value: unknown) => Promise<void>

async function findRest(limits: RestLimits, isAlive: boolean): Promise<RestFound> {
  const found: FoundInPage[] = []
  const put = writerOf(found, limits)
  const readers = [findStorage, findDatabases, findCaches, findFiles, ...(isAlive ? [findAlive] : [])]
  const all = Promise.all(readers.map((read) => read(put).catch(() => {})))
  const late = new Promise<'late'>((resolve) => setTimeout(resolve, limits.milliseconds, 'late'))
  const first = await Promise.race([all, late])
  return { found, isWhole: first !== 'late' && found.length < limits.entries }
}

function writerOf(found: FoundInPage[], limits: RestLimits): Put {
  let room = limits.bytes
  const base64 = (bytes: Uint8Array): string => {
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  }
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map) return [...value.entries()]
    if (value instanceof Set) return [...value.values()]
    if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value)
    return typeof value === 'bigint' ? String(value) : value
  }
  const bytesOf = async (value: unknown): Promise<Uint8Array> => {
    if (value instanceof Blob) return new Uint8Array(await value.slice(0, limits.bytes).arrayBuffer())
    if (value instanceof ArrayBuffer) return new Uint8Array(value)
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    return new TextEncoder().encode(typeof value === 'string' ? value : (JSON.stringify(value, plain) ?? ''))
  }
  return async (store, key, value) => {
    const bytes = (await bytesOf(value)).subarray(0, Math.max(0, room))
    if (found.length >= limits.entries) return
    room -= bytes.length
    found.push({ store, key, base64: base64(bytes) })
  }
}

async function findStorage(put: Put): Promise<void> {
  for (const [store, storage] of [
    ['localStorage', () => localStorage],
    ['sessionStorage', () => sessionStorage],
  ] as const) {
    try {
      for (const [key, value] of Object.entries(storage())) await put(store, key, value)
    } catch {}
  }
}

async function findDatabases(put: Put): Promise<void> {
  const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    await put('IndexedDB', name, name)
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName)
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
      for (const [index, value] of values.entries()) {
        const key = `${name}/${storeName}/${String(keys[index])}`
        await put('IndexedDB', key, value)
        const inside = Object.values(Object(value)).filter((one) => one instanceof Blob)
        for (const blob of inside) await put('IndexedDB', key, blob)
      }
    }
    database.close()
  }
}

async function findCaches(put: Put): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const response = await cache.match(request)
      await put('CacheStorage', `${name} ${request.url}`, (await response?.blob()) ?? '')
      await put('CacheStorage', `${name} ${request.url}`, [...(response?.headers ?? [])])
    }
  }
}

async function findFiles(put: Put): Promise<void> {
  const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
    // The types of this project's DOM library do not know that a folder can be walked through.
    for await (const entry of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
      const own = `${path}/${entry.name}`
      if (entry instanceof FileSystemDirectoryHandle) await walk(entry, own)
      if (entry instanceof FileSystemFileHandle) await put('file system', own, await entry.getFile())
    }
  }
  await walk(await navigator.storage.getDirectory(), '')
}

async function findAlive(put: Put): Promise<void> {
  await put('title', '', document.title)
  await put('window name', '', window.name)
  if (self === top) await put('history', 'url', location.href)
  if (history.state !== null) await put('history', 'state', history.state)
  for (const entry of [...performance.getEntriesByType('mark'), ...performance.getEntriesByType('measure')]) {
    const detail: unknown = Reflect.get(entry, 'detail')
    await put('performance mark', entry.name, detail ?? '')
  }
  const elements = [document.documentElement, document.body, ...document.querySelectorAll('meta, link')]
  for (const element of elements) {
    for (const { name, value } of element?.attributes ?? []) {
      await put('document', `${element.localName}[${name}]`, value)
    }
  }
  const { held = [], pending = [] } = await navigator.locks.query()
  for (const { name = '' } of [...held, ...pending]) await put('lock name', name, '')
}
