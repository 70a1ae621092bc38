import { describe, expect, test } from 'vitest'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { openSealedStore } from '../../../src/practice/sealed-store.js'
import { type Entry, type InboxStore, memoryStore } from '../../../src/practice/store.js'
import { must } from '../../support/catalogue.js'

const key = new Uint8Array(32).fill(7)
const told = utf8Encode('Asha told Chen of panic at night')

const put = (store: InboxStore, ...entries: Entry[]) => store.update([], () => ({ put: entries, value: undefined }))
const read = (store: InboxStore, name: string) => store.update([name], ([value]) => ({ value }))
const entry = (name: string, value: Uint8Array = told): Entry => ({ key: name, value })
const open = async (entries: InboxStore, secret = key) => must(await openSealedStore(entries, secret))

/** What lies below, as it is at rest, and a way to change it there. */
async function atRest(names: readonly string[] = ['r/1']) {
  const below = memoryStore()
  const store = await open(below)
  await put(store, ...names.map((name) => entry(name)))
  const sealed = async (name: string) => (await read(below, name)) ?? new Uint8Array(0)
  return { below, store, sealed }
}

describe('a sealed store', () => {
  test('gives back what it was given, also when it is opened again', async () => {
    const { below, store } = await atRest(['r/2', 'r/1', 's/1'])
    for (const one of [store, await open(below)]) {
      expect(await read(one, 'r/1')).toEqual(told)
      expect(await read(one, 'r/3')).toBe(undefined)
      expect(await one.list('r/')).toEqual([entry('r/1'), entry('r/2')])
      expect((await one.list('')).map((each) => each.key)).toEqual(['r/1', 'r/2', 's/1'])
    }
    await store.update([], () => ({ remove: ['r/1'], value: undefined }))
    expect(await store.list('r/')).toEqual([entry('r/2')])
  })

  test('keeps no byte of a value as it is, nor two seals that are alike', async () => {
    const { below, store, sealed } = await atRest(['r/1', 'r/2'])
    const first = toHex(await sealed('r/1'))
    await put(store, entry('r/1'))
    const seals = [first, toHex(await sealed('r/1')), toHex(await sealed('r/2'))]
    const pieces = seals.flatMap((seal) => seal.slice(2).match(/.{16}/g) ?? [])
    expect(new Set(pieces).size).toBe(pieces.length)
    for (const { value } of await below.list('')) {
      expect(Buffer.from(value).includes('panic')).toBe(false)
      expect(Buffer.from(value).includes(Buffer.from(key))).toBe(false)
    }
  })

  test('shows of a value’s length only which step of 512 bytes it fits into', async () => {
    const { store, sealed } = await atRest()
    for (const [length, size] of [
      [0, 553],
      [511, 553],
      [512, 1065],
      [1023, 1065],
      [8191, 8233],
    ] as const) {
      await put(store, entry('r/1', new Uint8Array(length)))
      expect((await sealed('r/1')).length).toBe(size)
    }
  })

  test('is told at opening of another key, and changes nothing', async () => {
    const { below } = await atRest()
    const before = await below.list('')
    for (const wrong of [new Uint8Array(32), key.with(31, 8)]) {
      expect(await openSealedStore(below, wrong)).toEqual({
        ok: false,
        error: { code: 'store_unopenable', detail: {} },
      })
    }
    expect(await below.list('')).toEqual(before)
  })

  test('does not open when any byte of its proof was changed, or the proof is gone', async () => {
    const { below, sealed } = await atRest()
    const proof = await sealed('!sealed')
    for (let at = 0; at < proof.length; at++) {
      await put(below, entry('!sealed', proof.with(at, (proof[at] ?? 0) ^ 1)))
      expect(await openSealedStore(below, key)).toMatchObject({ error: { code: 'store_unopenable' } })
    }
    for (const length of [0, 1, 17, proof.length - 1]) {
      await put(below, entry('!sealed', proof.slice(0, length)))
      expect(await openSealedStore(below, key)).toMatchObject({ error: { code: 'store_unopenable' } })
    }
    await below.update([], () => ({ remove: ['!sealed'], value: undefined }))
    expect(await openSealedStore(below, key)).toMatchObject({ error: { code: 'store_unopenable' } })
    expect(await read(below, '!sealed')).toBe(undefined)
  })

  test('does not take over a store that was never sealed', async () => {
    const below = memoryStore()
    await put(below, entry('r/1'))
    expect(await openSealedStore(below, key)).toMatchObject({ error: { code: 'store_unopenable' } })
  })

  test('refuses a value of which any byte was changed, or that was cut', async () => {
    const { below, store, sealed } = await atRest(['r/1', 'r/2'])
    const seal = await sealed('r/1')
    const spoilt = [...seal.keys()].map((at) => seal.with(at, (seal[at] ?? 0) ^ 1))
    for (const value of [...spoilt, seal.slice(0, -1), seal.slice(0, 40), new Uint8Array(0), told]) {
      await put(below, entry('r/1', value))
      await expect(read(store, 'r/1')).rejects.toThrow('store: an entry does not open')
    }
    await expect(store.list('r/')).rejects.toThrow('store: an entry does not open')
    expect(await read(store, 'r/2')).toEqual(told)
  })

  test('refuses a value that was moved to another name, or comes from another store under the same key', async () => {
    const { below, store, sealed } = await atRest(['r/1', 'r/2'])
    await put(below, entry('r/2', await sealed('r/1')))
    await expect(read(store, 'r/2')).rejects.toThrow('store: an entry does not open')
    const other = await atRest(['r/1'])
    await put(below, entry('r/1', await other.sealed('r/1')))
    await expect(read(store, 'r/1')).rejects.toThrow('store: an entry does not open')
  })

  test('changes nothing in a step that meets a value that does not open', async () => {
    const { below, store } = await atRest(['r/1'])
    await put(below, entry('r/2', told))
    const before = await below.list('')
    let asked = 0
    const step = store.update(['r/1', 'r/2'], () => ({ remove: ['r/1'], value: asked++ }))
    await expect(step).rejects.toThrow('store: an entry does not open')
    expect(asked).toBe(0)
    expect(await below.list('')).toEqual(before)
  })

  test('rejects with what was thrown while deciding, and changes nothing', async () => {
    const { below, store } = await atRest()
    const before = await below.list('')
    const reason = new Error('no')
    const step = store.update(['r/1'], () => {
      throw reason
    })
    await expect(step).rejects.toBe(reason)
    expect(await below.list('')).toEqual(before)
  })
})

describe('opening a sealed store', () => {
  test('twice at the same time gives one store', async () => {
    const below = memoryStore()
    const [one, other] = await Promise.all([open(below), open(below)])
    await put(one, entry('r/1'))
    expect(await read(other, 'r/1')).toEqual(told)
    expect(await below.list('!')).toHaveLength(1)
  })

  test('meets a store that another began in the meantime, at each of its steps', async () => {
    for (const when of [0, 1, 2]) {
      const below = memoryStore()
      let calls = 0
      const before = async () => {
        if (calls++ === when) await put(await open(below), entry('r/1'))
      }
      const slow: InboxStore = {
        update: async (keys, decide) => {
          await before()
          return below.update(keys, decide)
        },
        list: async (prefix) => {
          await before()
          return below.list(prefix)
        },
      }
      expect(await read(await open(slow), 'r/1')).toEqual(told)
    }
  })

  test('fails with a code where the store or the chance does not answer', async () => {
    const broken: InboxStore = {
      update: async () => {
        throw new Error('ENOSPC /home/chen/inbox.db')
      },
      list: async () => [],
    }
    expect(await openSealedStore(broken, key)).toEqual({ ok: false, error: { code: 'store_unavailable', detail: {} } })
    const random = () => new Uint8Array(0)
    expect(await openSealedStore(memoryStore(), key, { random })).toMatchObject({
      error: { code: 'randomness_absent' },
    })
  })

  test('with a key that is none is a fault', async () => {
    for (const length of [0, 31, 33]) {
      await expect(openSealedStore(memoryStore(), new Uint8Array(length))).rejects.toThrow(RangeError)
    }
    await expect(openSealedStore(memoryStore(), 'x'.repeat(32) as never)).rejects.toThrow(TypeError) // a wrong caller
  })

  test('keeps a copy of the key', async () => {
    const below = memoryStore()
    const secret = new Uint8Array(key)
    const opening = openSealedStore(below, secret)
    secret.fill(0)
    await put(must(await opening), entry('r/1'))
    expect(await read(await open(below), 'r/1')).toEqual(told)
  })

  test('a step without chance to seal with changes nothing', async () => {
    const below = memoryStore()
    let isDry = false
    const random = (length: number) => new Uint8Array(isDry ? 0 : length).fill(1)
    const store = must(await openSealedStore(below, key, { random }))
    isDry = true
    await expect(put(store, entry('r/1'))).rejects.toThrow('store: no randomness to seal with')
    expect(await store.list('')).toEqual([])
  })
})

describe('a step of a sealed store', () => {
  test('takes 64 keys of 200 visible characters, and a value of a mebibyte', async () => {
    const { store } = await atRest()
    const names = Array.from({ length: 64 }, (_, at) => `~${'!'.repeat(197)}${at + 10}`)
    expect(await store.update(names, (found) => ({ value: found }))).toEqual(names.map(() => undefined))
    await expect(store.update([...names, 'r/1'], () => ({ value: 0 }))).rejects.toThrow(RangeError)
    await put(store, entry('r/1', new Uint8Array(1_048_576)))
    expect((await read(store, 'r/1'))?.length).toBe(1_048_576)
    await expect(put(store, entry('r/1', new Uint8Array(1_048_577)))).rejects.toThrow(RangeError)
  })

  test('refuses names that a store could not hold, and the one that it keeps for itself', async () => {
    const { store } = await atRest()
    for (const name of ['', ' ', 'a b', 'ä', 'a\n', '\x7f', 'a'.repeat(201), '!sealed', 7 as never]) {
      await expect(read(store, name)).rejects.toThrow(TypeError)
      await expect(put(store, entry(name))).rejects.toThrow(TypeError)
      await expect(store.update([], () => ({ remove: [name], value: 0 }))).rejects.toThrow(TypeError)
      if (name !== '') await expect(store.list(name)).rejects.toThrow(TypeError)
    }
  })

  test('refuses a change that names a key twice, or puts no bytes', async () => {
    const { store } = await atRest()
    const changes = [
      { put: [entry('a'), entry('a')] },
      { put: [entry('a')], remove: ['a'] },
      { remove: ['a', 'a'] },
      { put: [entry('a', 'text' as never)] }, // a wrong caller
    ]
    for (const change of changes) {
      await expect(store.update([], () => ({ ...change, value: 0 }))).rejects.toThrow(TypeError)
    }
    expect(await store.list('')).toEqual([entry('r/1')])
  })
})
