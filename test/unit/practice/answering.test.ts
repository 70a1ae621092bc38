import { describe, expect, it } from 'vitest'
import { recordLayoutOf } from '../../../src/board/record.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { encodeKept, type KeptReferral, readReferral } from '../../../src/practice/kept.js'
import { isWithdrawn } from '../../../src/practice/referral.js'
import type { SettableState } from '../../../src/practice/states.js'
import { storeOver } from '../../../src/practice/store.js'
import { readOpened } from '../../../src/token/opened.js'
import { chenKeys, codeOf, keysOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { dayAfter, openedOf } from '../../support/conversation.js'

const now = NOW
const opened = openedOf(sealedOf(proposalOf(), 'one').token)
const { id } = readOpened(opened)
const accepted = { kind: 'accepted' } as const
const declined = { kind: 'declined', reason: 'no-room' } as const
const waiting = { kind: 'waiting-list' } as const

/** An inbox that has received one referral, and what it keeps, which a test may spoil. */
async function started() {
  const entries = new Map<string, Uint8Array>()
  const inbox = createInbox(storeOver(entries))
  value(await inbox.receive(opened))
  const key = `referral/${id}`
  const change = (spoil: Partial<KeptReferral>) => {
    const kept = readReferral(entries.get(key))
    if (kept === undefined || isWithdrawn(kept)) throw new Error('the referral stands')
    entries.set(key, encodeKept({ ...kept, ...spoil }))
  }
  const standing = async () => {
    const [referral] = value(await inbox.list({ now }))
    return [referral?.state, referral?.answers]
  }
  return { inbox, entries, change, standing }
}

describe('an answer that cannot be made changes nothing', () => {
  it('out of shape', async () => {
    const { inbox, standing } = await started()
    expect(codeOf(await inbox.reply(id, { ...waiting, weeks: 0 }, chenKeys, { now }))).toBe('answer_invalid')
    expect(await standing()).toEqual(['requested', 0])
  })
  it('without randomness', async () => {
    const { inbox, standing } = await started()
    const random = () => new Uint8Array(0)
    expect(codeOf(await inbox.reply(id, accepted, chenKeys, { now, random }))).toBe('randomness_absent')
    expect(await standing()).toEqual(['requested', 0])
  })
  it('in a suite there are no keys of', async () => {
    const { inbox, change, standing } = await started()
    change({ suite: 2 })
    const failed = await inbox.reply(id, accepted, chenKeys, { now })
    expect(failed).toEqual({ ok: false, error: { code: 'suite_unsupported', detail: { suite: 2 } } })
    expect(await standing()).toEqual(['requested', 0])
  })
  it('where the store is broken: and nothing is thrown', async () => {
    const { inbox, entries, change } = await started()
    change({ body: utf8Encode('not what was kept') })
    const before = new Map(entries)
    expect(await inbox.reply(id, accepted, chenKeys, { now })).toEqual({
      ok: false,
      error: { code: 'store_unavailable', detail: {} },
    })
    expect(codeOf(await inbox.setState(id, 'completed', { now }))).toBe('store_unavailable')
    expect(entries).toEqual(before)
  })
})

describe('keys that are none', () => {
  it('are the caller’s fault, and not the store’s', async () => {
    const { inbox, standing } = await started()
    const before = await standing()
    const wrong = { ...chenKeys, identity: { ...chenKeys.identity, secretKey: {} } } as never
    await expect(inbox.reply(id, accepted, wrong, { now })).rejects.toThrow(new TypeError('expected a SecretKey'))
    expect(await standing()).toEqual(before)
  })
})

describe('a source of randomness that always gives the same', () => {
  const random = (length: number) => new Uint8Array(length).fill(9)
  const { commitment, ciphertext } = recordLayoutOf(1)
  const partsOf = (record: Uint8Array) =>
    [record.subarray(commitment, ciphertext), record.subarray(16, commitment)].map(toHex)

  it('gives no two answers to a referral one nonce, and no two one key for nobody', async () => {
    const { inbox } = await started()
    const parts: string[] = []
    for (let nth = 0; nth < 16; nth++)
      parts.push(...partsOf(value(await inbox.reply(id, waiting, chenKeys, { now, random })).record))
    expect(new Set(parts).size).toBe(32)
  })
  it('nor where an earlier store was put back, or a role holder answers from a store of their own', async () => {
    const parts: string[] = []
    for (const [said, keys] of [
      [accepted, chenKeys],
      [declined, chenKeys],
      [accepted, keysOf('Ada')],
    ] as const) {
      const { inbox } = await started()
      parts.push(...partsOf(value(await inbox.reply(id, said, keys, { now, random })).record))
    }
    expect(new Set(parts).size).toBe(6)
  })
})

describe('how many answers there are', () => {
  it('is sixteen, each with a number of its own', async () => {
    const { inbox, standing } = await started()
    for (let nth = 0; nth < 16; nth++) value(await inbox.reply(id, waiting, chenKeys, { now }))
    const failed = await inbox.reply(id, accepted, chenKeys, { now })
    expect(failed).toEqual({ ok: false, error: { code: 'answers_exhausted', detail: { limit: 16 } } })
    expect(await standing()).toEqual(['on-hold', 16])
  })
  it('is one more after a decline: another decline, so that a colleague can still be suggested', async () => {
    const { inbox, standing } = await started()
    value(await inbox.reply(id, declined, chenKeys, { now }))
    expect(codeOf(await inbox.reply(id, accepted, chenKeys, { now }))).toBe('referral_closed')
    expect(codeOf(await inbox.setState(id, 'in-progress', { now }))).toBe('referral_closed')
    value(await inbox.suggest(id, ['07'.repeat(32)], chenKeys, { now }))
    expect(codeOf(await inbox.suggest(id, ['08'.repeat(32)], chenKeys, { now }))).toBe('referral_closed')
    expect(await standing()).toEqual(['rejected', 2])
  })
})

describe('the state a practitioner sets', () => {
  it.each(['in-progress', 'completed', 'failed', 'cancelled'] as const)('may be %s', async (state) => {
    const { inbox, standing } = await started()
    expect(value(await inbox.setState(id, state, { now })).state).toBe(state)
    expect(await standing()).toEqual([state, 0])
    const closed = state !== 'in-progress'
    expect(codeOf(await inbox.reply(id, accepted, chenKeys, { now }))).toBe(closed ? 'referral_closed' : 'ok')
  })
  it.each(['requested', 'accepted', 'rejected', 'on-hold', 'nonsense', '', undefined])(
    'is not %s: an answer sets it, or nobody',
    async (state) => {
      const { inbox, entries } = await started()
      const before = new Map(entries)
      // What plain JavaScript may bring.
      await expect(inbox.setState(id, state as SettableState, { now })).rejects.toThrow(TypeError)
      expect(entries).toEqual(before)
    },
  )
  it('is that of a referral there is', async () => {
    const { inbox } = await started()
    for (const other of ['00'.repeat(32), id.toUpperCase(), '', '../inbox', `${id}\n`]) {
      expect(codeOf(await inbox.setState(other, 'completed', { now }))).toBe('referral_unknown')
      expect(codeOf(await inbox.reply(other, accepted, chenKeys, { now }))).toBe('referral_unknown')
    }
  })
})

describe('what has ended', () => {
  it.each(['reply', 'setState'] as const)(
    'is unknown to %s, also while another device is forgetting it',
    async (act) => {
      const { entries } = await started()
      const inbox = createInbox({ ...storeOver(entries), list: async () => [] })
      const on = (day: number) =>
        act === 'reply'
          ? inbox.reply(id, waiting, chenKeys, { now: dayAfter(day) })
          : inbox.setState(id, 'in-progress', { now: dayAfter(day) })
      expect([codeOf(await on(7)), codeOf(await on(8))]).toEqual(['ok', 'referral_unknown'])
      expect(codeOf(await on(0))).toBe('referral_unknown')
    },
  )
})
