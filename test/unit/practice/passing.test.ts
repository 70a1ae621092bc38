import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, type EpochDay } from '../../../src/kernel/time.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { encodeKept, INBOX_KEY, type KeptAwaited, type KeptWithdrawn, readInbox } from '../../../src/practice/kept.js'
import { letPass } from '../../../src/practice/passing.js'
import { storeOver } from '../../../src/practice/store.js'
import { readOpened } from '../../../src/token/opened.js'
import { codeOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { dayAfter, hexOf, leavesTrace, openedOf } from '../../support/conversation.js'

const hash = new Uint8Array(32)
const dayOn = (day: number) => day as EpochDay // counted in these tests from 0

/** The shortest referral there is: one that was withdrawn. */
const referral = (expiresOn: number): KeptWithdrawn => ({
  hash,
  withdrawal: hash,
  delivered: true,
  expiresOn: dayOn(expiresOn),
})
const awaited = (...days: readonly number[]): KeptAwaited =>
  days.map((day) => ({ id: hash, hash, encapsulated: hash, proof: hash, expiresOn: dayOn(day) }))

/** A store that holds so much, each entry under a key of its own. */
function filled(referrals: readonly number[], waits: readonly (readonly number[])[] = []) {
  const entries = new Map<string, Uint8Array>()
  for (const [nth, day] of referrals.entries()) entries.set(`referral/${nth}`, encodeKept(referral(day)))
  for (const [nth, days] of waits.entries()) entries.set(`awaited/${nth}`, encodeKept(awaited(...days)))
  const kept = { mark: dayOn(0), forgotten: dayOn(0), count: entries.size }
  entries.set(INBOX_KEY, encodeKept(kept))
  return entries
}
const inboxOf = (entries: ReadonlyMap<string, Uint8Array>) => readInbox(entries.get(INBOX_KEY))

describe('time', () => {
  it('does not go back', async () => {
    const entries = filled([])
    const store = storeOver(entries)
    expect([await letPass(store, dayOn(9)), await letPass(store, dayOn(3)), inboxOf(entries).mark]).toEqual([9, 9, 9])
  })
  it.each([Number.NaN, Number.NEGATIVE_INFINITY, -1])('is not moved by %d', async (day) => {
    const entries = filled([1])
    expect(await letPass(storeOver(entries), dayOn(day))).toBe(0)
    expect(entries.size).toBe(2)
  })
  it('ends what has ended and nothing else', async () => {
    const entries = filled([3, 4, 5], [[3], [4], [3, 4, 5]])
    await letPass(storeOver(entries), dayOn(4))
    expect([...entries.keys()].sort()).toEqual(['awaited/1', 'awaited/2', 'inbox', 'referral/1', 'referral/2'])
    expect(entries.get('awaited/2')).toEqual(encodeKept(awaited(4, 5)))
    expect(inboxOf(entries).count).toBe(4)
  })
  it.each([59, 60, 61, 120, 121, 200])('ends %d at once, in steps that a store allows', async (count) => {
    const entries = filled([...Array<number>(count).fill(3), 9])
    const store = storeOver(entries)
    const asked: number[] = []
    const narrow: typeof store = {
      ...store,
      update: (keys, decide) => {
        asked.push(keys.length)
        return store.update(keys, decide)
      },
    }
    await letPass(narrow, dayOn(4))
    expect([entries.size, inboxOf(entries).count]).toEqual([2, 1])
    expect(Math.max(...asked)).toBeLessThanOrEqual(64)
  })
  it('asks for nothing twice a day', async () => {
    const entries = filled([3, 9])
    await letPass(storeOver(entries), dayOn(4))
    const listed: string[] = []
    await letPass({ ...storeOver(entries), list: async (prefix) => [listed.push(prefix)].slice(1) as [] }, dayOn(4))
    expect(listed).toEqual([])
  })
})

describe('a device whose power goes out', () => {
  const { token } = sealedOf(proposalOf(), 'one')
  const opened = openedOf(token)

  it.each([1, 2, 3, 4, 5, 6])('in step %d of forgetting has forgotten all when it is on again', async (broken) => {
    const entries = filled([...Array<number>(130).fill(dayOf(NOW) + 3)])
    const store = storeOver(entries)
    value(await createInbox(store).receive(opened))
    let steps = 0
    const failing = async <Value>(act: () => Promise<Value>): Promise<Value> => {
      if (++steps === broken) throw new Error('the power went out')
      return act()
    }
    const interrupted = createInbox({
      update: (keys, decide) => failing(() => store.update(keys, decide)),
      list: (prefix) => failing(() => store.list(prefix)),
    })
    expect(codeOf(await interrupted.list({ now: dayAfter(8) }))).toBe('store_unavailable')
    expect(value(await createInbox(store).list({ now: dayAfter(8) }))).toEqual([])
    expect([...entries.keys()]).toEqual([INBOX_KEY])
    expect(inboxOf(entries).count).toBe(0)
    expect(leavesTrace(hexOf(entries), readOpened(opened).plaintext)).toBe(false)
  })
})

describe('the count of an inbox', () => {
  const days = fc.integer({ min: 1, max: 6 })
  it('is the number of its entries, whatever ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(days, { maxLength: 130 }),
        fc.array(fc.array(days, { minLength: 1, maxLength: 4 }), { maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 6 }),
        async (referrals, waits, passing) => {
          const entries = filled(referrals, waits)
          let mark = 0
          for (const day of passing) {
            await letPass(storeOver(entries), dayOn(day))
            mark = Math.max(mark, day)
            expect(inboxOf(entries).count).toBe(entries.size - 1)
            const left = referrals.filter((last) => last >= mark).length
            expect(entries.size - 1).toBe(left + waits.filter((all) => all.some((last) => last >= mark)).length)
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})
