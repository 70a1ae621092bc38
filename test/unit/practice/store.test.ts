import { describe, expect, it } from 'vitest'
import { type InboxStore, memoryStore } from '../../../src/practice/store.js'

const bytes = (...numbers: number[]) => Uint8Array.from(numbers)
const entry = (key: string, ...numbers: number[]) => ({ key, value: bytes(...numbers) })
async function storeWith(...entries: { key: string; value: Uint8Array }[]): Promise<InboxStore> {
  const store = memoryStore()
  await store.update([], () => ({ put: entries, value: undefined }))
  return store
}

describe('a store in memory', () => {
  it('gives what stands under each key, in the order of the keys asked for', async () => {
    const store = await storeWith(entry('a', 1), entry('b', 2))
    const found = await store.update(['b', 'none', 'a'], (values) => ({ value: values }))
    expect(found).toEqual([bytes(2), undefined, bytes(1)])
  })
  it('puts and removes in one step, and gives what was decided', async () => {
    const store = await storeWith(entry('a', 1), entry('b', 2))
    const decided = await store.update(['a'], () => ({ put: [entry('c', 3), entry('b', 4)], remove: ['a'], value: 7 }))
    expect(decided).toBe(7)
    expect(await store.list('')).toEqual([entry('b', 4), entry('c', 3)])
  })
  it('changes one step at a time: of many at once none is lost', async () => {
    const store = memoryStore()
    const count = () =>
      store.update(['count'], ([found]) => {
        const counted = (found?.[0] ?? 0) + 1
        return { put: [entry('count', counted)], value: counted }
      })
    const counted = await Promise.all(Array.from({ length: 100 }, count))
    expect(counted.sort((one, other) => one - other)).toEqual(Array.from({ length: 100 }, (_, nth) => nth + 1))
    expect(await store.list('count')).toEqual([entry('count', 100)])
  })
  it('changes nothing when deciding throws, and rejects with what it threw', async () => {
    const store = await storeWith(entry('a', 1))
    const thrown = new Error('no')
    const asked = store.update(['a'], () => {
      throw thrown
    })
    await expect(asked).rejects.toBe(thrown)
    expect(await store.list('')).toEqual([entry('a', 1)])
  })
  it('lists what begins so, in the order of the keys, whatever the order they came in', async () => {
    const store = await storeWith(entry('b/2', 1), entry('a', 2), entry('b/10', 3), entry('b', 4), entry('B/1', 5))
    expect((await store.list('b/')).map(({ key }) => key)).toEqual(['b/10', 'b/2'])
    expect((await store.list('')).map(({ key }) => key)).toEqual(['B/1', 'a', 'b', 'b/10', 'b/2'])
    expect(await store.list('none')).toEqual([])
  })
  it('lists what stood there at one moment', async () => {
    const store = await storeWith(entry('a', 1))
    const listed = await store.list('')
    await store.update([], () => ({ remove: ['a'], value: undefined }))
    expect(listed).toEqual([entry('a', 1)])
    expect(await store.list('')).toEqual([])
  })
  it('is apart from every other', async () => {
    await storeWith(entry('a', 1))
    expect(await memoryStore().list('')).toEqual([])
  })
})
