import fc from 'fast-check'
import type { Change, Entry, InboxStore } from '../../src/practice/store.js'

// One story for two stores: what memory answers is the law for every other place.

/** What is asked of a store, as plain data: it can be sent to a page. */
export type Asked =
  | { readonly what: 'update'; readonly keys: readonly string[]; readonly change: PlainChange | 'throws' }
  | { readonly what: 'list'; readonly prefix: string }
  | { readonly what: 'reopen' }

type PlainChange = { readonly put: readonly PlainEntry[]; readonly remove: readonly string[] }
type PlainEntry = { readonly key: string; readonly value: readonly number[] }

// Few keys, so that they meet; characters at both ends of what is allowed, and one a prefix of another.
const key = fc.constantFrom('a', 'a/', 'a/b', 'a~', 'a!', 'b', '!', '~', 'A', 'r/0123456789abcdef')
const value = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
  fc.constantFrom(511, 512, 5000).map((length) => Array.from({ length }, (_, at) => at % 256)),
)
const change: fc.Arbitrary<PlainChange> = fc
  .uniqueArray(fc.record({ key, value, isPut: fc.boolean() }), { maxLength: 5, selector: (one) => one.key })
  .map((all) => ({
    put: all.filter(({ isPut }) => isPut).map((one) => ({ key: one.key, value: one.value })),
    remove: all.filter(({ isPut }) => !isPut).map((one) => one.key),
  }))

/** Any story, now and then interrupted by opening the store anew. */
export const stories: fc.Arbitrary<readonly Asked[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        what: fc.constant('update' as const),
        keys: fc.array(key, { maxLength: 4 }),
        change: fc.oneof({ weight: 6, arbitrary: change }, { weight: 1, arbitrary: fc.constant('throws' as const) }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('list' as const), prefix: fc.oneof(key, fc.constant('')) }) },
    { weight: 1, arbitrary: fc.constant({ what: 'reopen' as const }) },
  ),
  { minLength: 1, maxLength: 20 },
)

/** Tells a story to a store, and gives all it answered, in a form that can be compared. */
export async function answersOf(story: readonly Asked[], open: () => Promise<InboxStore>): Promise<readonly unknown[]> {
  let store = await open()
  const answers: unknown[] = []
  for (const asked of story) {
    if (asked.what === 'reopen') store = await open()
    if (asked.what === 'list') answers.push((await store.list(asked.prefix)).map(plain))
    if (asked.what === 'update') answers.push(await store.update(asked.keys, decideOn(asked)).catch(String))
  }
  answers.push((await store.list('')).map(plain))
  return answers
}

function decideOn({ change }: Extract<Asked, { what: 'update' }>) {
  return (found: readonly (Uint8Array | undefined)[]): Change<unknown> => {
    if (change === 'throws') throw new Error('decided not to')
    const put = change.put.map((one) => ({ key: one.key, value: Uint8Array.from(one.value) }))
    return { put, remove: change.remove, value: found.map((each) => (each === undefined ? null : [...each])) }
  }
}

function plain({ key, value }: Entry): PlainEntry {
  return { key, value: [...value] }
}
