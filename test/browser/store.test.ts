import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryStore } from '../../src/practice/store.js'
import { launchPersistent } from '../support/browser.js'
import { bareHtml, bundle, openPage } from '../support/page.js'
import { type StaticServer, serve } from '../support/static-server.js'
import { answersOf, stories } from '../support/store-law.js'

// The inbox's store in a real browser's IndexedDB: two tabs, and a browser that is closed and started again.

const script = `
import { openBrowserStore } from '/entrenous.js'
import { answersOf } from '/law.js'
const key = new Uint8Array(32).fill(7)
const text = (value) => value && new TextDecoder().decode(value)
const bytes = (value) => new TextEncoder().encode(value)
const stores = {}
const opened = async (name) => {
  const result = await openBrowserStore({ name, key })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const storeOf = async (name) => (stores[name] ??= await opened(name))
const refusal = (promise) => promise.then(() => 'no refusal', String)
const raw = (name, work) => new Promise((done, failed) => {
  const request = indexedDB.open(name)
  request.onerror = () => failed(request.error)
  request.onsuccess = () => {
    const database = request.result
    const transaction = database.transaction('entries', 'readwrite')
    const asked = work(transaction.objectStore('entries'))
    transaction.oncomplete = () => { database.close(); done(asked?.result) }
  }
})
Object.assign(globalThis, {
  code: async (name, secret) => {
    const result = await openBrowserStore({ name, key: Uint8Array.from(secret) })
    return result.ok ? 'ok' : result.error.code
  },
  story: async (name, asked) => {
    // What a disk forgets when the power is cut does not matter to a law.
    const real = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (names, mode) { return real.call(this, names, mode, { durability: 'relaxed' }) }
    const answers = await answersOf(asked, () => opened(name))
    IDBDatabase.prototype.transaction = real
    return answers
  },
  put: async (name, key, value) => (await storeOf(name)).update([], () => ({ put: [{ key, value: bytes(value) }], value: null })),
  remove: async (name, key) => (await storeOf(name)).update([], () => ({ remove: [key], value: null })),
  read: async (name, key) => (await storeOf(name)).update([key], ([found]) => ({ value: text(found) ?? null })),
  refused: async (name, key) => refusal(storeOf(name).then((store) => store.update([key], ([found]) => ({ value: found })))),
  refusedList: async (name) => refusal(storeOf(name).then((store) => store.list(''))),
  halfPut: async (name) => {
    const store = await storeOf(name)
    const real = IDBObjectStore.prototype.put
    let calls = 0
    IDBObjectStore.prototype.put = function (...given) {
      if (++calls === 2) throw new DOMException('of Chen', 'DataCloneError')
      return real.apply(this, given)
    }
    const put = ['r/8', 'r/9'].map((key) => ({ key, value: bytes(key) }))
    const said = await refusal(store.update([], () => ({ put, value: null })))
    IDBObjectStore.prototype.put = real
    return [said, ...(await store.list('')).map((one) => one.key)]
  },
  claim: async (name, count, end, owner) => {
    const store = await storeOf(name)
    const won = []
    // Neither begins before the other is there: whoever comes second says so, and is answered.
    const start = new BroadcastChannel(name)
    await new Promise((ready) => {
      start.onmessage = ({ data }) => { if (data === 'here') start.postMessage('here, too'); ready() }
      start.postMessage('here')
    })
    start.close()
    for (let at = 0; at < count; at++) {
      // Rivals take each pair of keys from its two ends: they meet at every second key, and neither runs ahead of the other.
      const key = 'c/' + (at ^ end)
      const isMine = await store.update([key], ([found]) =>
        found === undefined ? { put: [{ key, value: bytes(owner) }], value: true } : { value: false })
      if (!isMine) continue
      won.push(key)
      // A practice does something with what it received; meanwhile the rival has its turn.
      // By a message: a browser makes the timers of a page behind others wait for a second.
      await new Promise((ready) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { port1.close(); ready() }; port2.postMessage(0) })
    }
    return won
  },
  rawGet: async (name, key) => Array.from(await raw(name, (entries) => entries.get(key))),
  rawPut: (name, key, value) => raw(name, (entries) => { entries.put(Uint8Array.from(value), key) }),
  rawDelete: (name, key) => raw(name, (entries) => { entries.delete(key) }),
  durability: async (name) => {
    await put(name, 'r/1', 'a')
    const seen = []
    const real = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (...given) { const made = real.apply(this, given); seen.push([made.mode, made.durability]); return made }
    await put(name, 'r/2', 'a')
    IDBDatabase.prototype.transaction = real
    return seen
  },
  deleteDatabase: (name) => new Promise((done) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => done('deleted')
    request.onblocked = () => done('blocked')
  }),
  behindDeletion: async (name) => {
    const seen = []
    const held = await new Promise((done) => { const request = indexedDB.open(name, 1); request.onsuccess = () => done(request.result) })
    const deletion = indexedDB.deleteDatabase(name)
    const deleted = new Promise((done) => { deletion.onsuccess = () => done(seen.push('deleted')) })
    await new Promise((done) => { deletion.onblocked = done })
    const opening = code(name, key).then((found) => seen.push(found))
    await code(name + ' beside', key)
    seen.push('beside')
    held.close()
    await Promise.all([deleted, opening])
    return seen
  },
  upgrade: (name, version, stores) => new Promise((done) => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => stores.forEach((one) => request.result.createObjectStore(one))
    request.onsuccess = () => { request.result.close(); done('upgraded') }
    request.onblocked = () => done('blocked')
  }),
  withoutStorage: async (name) => {
    Object.defineProperty(globalThis, 'indexedDB', { configurable: true, get: () => { throw new DOMException('The user denied permission', 'SecurityError') } })
    const found = await code(name, Array.from(key))
    delete globalThis.indexedDB
    return found
  },
})
globalThis.ready = true`

const folder = mkdtempSync(join(tmpdir(), 'entrenous-browser-'))
const key = Array.from({ length: 32 }, () => 7)
const complaints: string[] = []
let server: StaticServer
let context: BrowserContext
let tabs: readonly [Page, Page]

async function start(): Promise<void> {
  context = await launchPersistent(folder)
  const newTab = () => openPage(context, server.origin, complaints)
  tabs = [await newTab(), await newTab()]
}

const call = (name: string, ...given: readonly unknown[]): Promise<unknown> => callIn(tabs[0], name, ...given)
const callIn = (page: Page, name: string, ...given: readonly unknown[]): Promise<unknown> =>
  page.evaluate(`${name}(${given.map((one) => JSON.stringify(one)).join(', ')})`)

/** Every byte of every file in which the browser keeps its databases. */
function rawBytes(): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  const files = names.filter((one) => one.isFile() && /IndexedDB/.test(one.parentPath))
  return Buffer.concat(files.map((one) => readFileSync(join(one.parentPath, one.name))))
}

beforeAll(async () => {
  server = await serve({
    '/': { type: 'text/html', body: bareHtml },
    '/page.js': { type: 'text/javascript', body: script },
    '/entrenous.js': { type: 'text/javascript', body: bundle("export * from 'entrenous/store/browser'") },
    '/law.js': { type: 'text/javascript', body: bundle("export { answersOf } from './test/support/store-law.ts'") },
  })
  await start()
})
afterAll(async () => {
  await context?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a store in IndexedDB', () => {
  it('answers whatever is asked as memory does, and so it does opened anew', async () => {
    let number = 0
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const memory = memoryStore()
        const due = await answersOf(story, async () => memory)
        expect(await call('story', `law ${number++}`, story)).toEqual(JSON.parse(JSON.stringify(due)))
      }),
      { numRuns: 200 },
    )
  })
  it('lets two tabs claim each of 1,000 keys once between them', async () => {
    let least = 0
    // Where a machine lets one of them win everything it was no race, and they run another.
    for (let nth = 0; nth < 5 && least === 0; nth++) {
      const won = await Promise.all(tabs.map((tab, at) => callIn(tab, 'claim', `race ${nth}`, 1000, at, `tab ${at}`)))
      const [one, other] = won as [string[], string[]] // the page's own lists
      expect(new Set([...one, ...other]).size).toBe(1000)
      expect(one.length + other.length).toBe(1000)
      least = Math.min(one.length, other.length)
    }
    expect(least).toBeGreaterThan(0)
  })
  it('undoes a step as a whole where the browser takes one of its values and not the next', async () => {
    const refused = 'Error: store: the database could not be read or changed'
    expect(await call('halfPut', 'half')).toEqual([refused])
  })
  it('asks the browser to have each step on the disk when it resolves', async () => {
    expect(await call('durability', 'durable')).toEqual([['readwrite', 'strict']])
  })
  it('keeps nothing as it is, and has everything after the browser was closed and started again', async () => {
    const told = 'Asha told Chen of panic at night'
    await call('put', 'kept', 'r/1', told)
    await context.close()
    const raw = rawBytes()
    expect([raw.includes(told), raw.includes(Buffer.from(told, 'utf16le'))]).toEqual([false, false])
    // What can be seen there: that there is an inbox, and the names of its entries, in UTF-16.
    const seen = ['kept', 'r/1'].map((name) => raw.includes(Buffer.from(name, 'utf16le').swap16()))
    expect([raw.includes(Buffer.from(key)), ...seen]).toEqual([false, true, true])
    await start()
    expect(await call('read', 'kept', 'r/1')).toBe(told)
  })
  it('is told of another key, a changed value and a moved one', async () => {
    await call('put', 'sealed', 'r/1', 'told')
    await call('put', 'sealed', 'r/2', 'told')
    expect(await call('code', 'sealed', key)).toBe('ok')
    expect(await call('code', 'sealed', key.with(0, 8))).toBe('store_unopenable')
    const seal = (await call('rawGet', 'sealed', 'r/1')) as number[] // the page's own list
    await call('rawPut', 'sealed', 'r/2', seal)
    expect(await call('refused', 'sealed', 'r/2')).toBe('Error: store: an entry does not open')
    await call('rawPut', 'sealed', 'r/1', seal.with(99, (seal[99] ?? 0) ^ 1))
    expect(await call('refused', 'sealed', 'r/1')).toBe('Error: store: an entry does not open')
    expect(await call('refusedList', 'sealed')).toBe('Error: store: an entry does not open')
    await call('rawPut', 'sealed', 'r/1', seal)
    expect(await call('read', 'sealed', 'r/1')).toBe('told')
    await call('rawDelete', 'sealed', '!sealed')
    expect(await call('code', 'sealed', key)).toBe('store_unopenable')
  })
})

describe('a store in IndexedDB that the browser takes away', () => {
  const gone = 'Error: store: the database could not be read or changed'
  it('lets another tab delete it, rejects from then on, and is a new one when it is opened again', async () => {
    await call('put', 'deleted', 'r/1', 'told')
    expect(await callIn(tabs[1], 'deleteDatabase', 'deleted')).toBe('deleted')
    expect(await call('refused', 'deleted', 'r/1')).toBe(gone)
    expect(await call('refusedList', 'deleted')).toBe(gone)
    expect(await callIn(tabs[1], 'read', 'deleted', 'r/1')).toBe(null)
  })
  it('lets newer code have it, and says from then on that it is unavailable', async () => {
    await call('put', 'newer', 'r/1', 'told')
    expect(await callIn(tabs[1], 'upgrade', 'newer', 2, [])).toBe('upgraded')
    expect(await call('refused', 'newer', 'r/1')).toBe(gone)
    expect(await call('code', 'newer', key)).toBe('store_unavailable')
  })
  it('is unavailable where the name is somebody else’s, and does not hold on to it', async () => {
    expect(await call('upgrade', 'foreign', 1, ['other'])).toBe('upgraded')
    expect(await call('code', 'foreign', key)).toBe('store_unavailable')
    expect(await call('code', 'race 0', key.with(0, 8))).toBe('store_unopenable')
    await callIn(tabs[1], 'deleteDatabase', 'foreign')
    expect(await call('deleteDatabase', 'foreign')).toBe('deleted')
  })
  it('waits behind somebody else’s deletion of the same database until that is done, and for no other', async () => {
    expect(await call('behindDeletion', 'pending')).toEqual(['beside', 'deleted', 'ok'])
  })
  it('is unavailable where the browser has no storage to give', async () => {
    expect(await call('withoutStorage', 'none')).toBe('store_unavailable')
  })
  it('leaves nothing on the console', () => expect(complaints.filter((text) => !/favicon|404/.test(text))).toEqual([]))
})
