import { describe, expect, it } from 'vitest'
import { days } from '../../../src/kernel/time.js'
import { createInbox, type Inbox } from '../../../src/practice/inbox.js'
import type { Referral } from '../../../src/practice/referral.js'
import { storeOver } from '../../../src/practice/store.js'
import type { OpenedToken } from '../../../src/token/opened.js'
import { shareMore } from '../../../src/token/share-more.js'
import { codeOf, value } from '../../support/cast.js'
import { conversationOf, dayAfter, hexOf, leavesTrace, moreConsentOf, openedOf } from '../../support/conversation.js'

const talk = conversationOf('received', { mores: 1 })
const [more = talk.referral] = talk.more
/** It may be opened longer than the token it belongs to. */
const long = openedOf(value(shareMore(talk.ticket, moreConsentOf(1, { expiresIn: days(20) }))))
const short = openedOf(value(shareMore(talk.ticket, moreConsentOf(2, { expiresIn: days(1) }))))
const { opened } = talk.referral

function fresh() {
  const entries = new Map<string, Uint8Array>()
  return { entries, inbox: createInbox(storeOver(entries)) }
}
const crash = () => {
  throw new Error('the power went out')
}

describe('a message that was not put away', () => {
  /** Received once in vain, and then until it is there. */
  async function receivedTwice(inbox: Inbox, message: OpenedToken): Promise<readonly Referral[]> {
    const given: Referral[] = []
    const putAway = (referral: Referral) => void given.push(referral)
    await expect(inbox.receive(message, { deliver: crash })).rejects.toThrow('the power went out')
    value(await inbox.receive(message, { deliver: putAway }))
    expect(codeOf(await inbox.receive(message, { deliver: putAway }))).toBe('token_replayed')
    return given
  }
  it('comes again: a referral', async () => {
    const [referral] = await receivedTwice(fresh().inbox, opened)
    expect(referral?.state).toBe('requested')
  })
  it('comes again: more of it', async () => {
    const { inbox } = fresh()
    value(await inbox.receive(opened))
    const [referral] = await receivedTwice(inbox, more.opened)
    expect(referral?.more).toHaveLength(1)
  })
  it('comes again: a withdrawal', async () => {
    const { inbox } = fresh()
    value(await inbox.receive(opened))
    const [referral] = await receivedTwice(inbox, talk.withdrawal.opened)
    expect(referral).toMatchObject({ state: 'cancelled', disclosure: undefined })
  })
  it('does not keep others out: more, and the withdrawal of what was never put away', async () => {
    const { entries, inbox } = fresh()
    await expect(inbox.receive(opened, { deliver: crash })).rejects.toThrow('the power went out')
    expect(value(await inbox.receive(more.opened)).more).toHaveLength(1)
    expect(value(await inbox.receive(talk.withdrawal.opened)).state).toBe('cancelled')
    expect(codeOf(await inbox.receive(opened))).toBe('token_withdrawn')
    expect(leavesTrace(hexOf(entries), talk.referral.plaintext)).toBe(false)
  })
  it('is given once to those who put nothing away, however many ask at once', async () => {
    for (const message of [more.opened, talk.withdrawal.opened]) {
      const { inbox } = fresh()
      value(await inbox.receive(opened))
      const codes = (await Promise.all(Array.from({ length: 5 }, () => inbox.receive(message)))).map(codeOf)
      expect(codes.sort()).toEqual(['ok', ...Array<string>(4).fill('token_replayed')])
    }
  })
})

describe('what has ended and is not forgotten yet', () => {
  /** Another device has moved the mark to the eighth day and is still forgetting. */
  async function ended(first: OpenedToken) {
    const entries = new Map<string, Uint8Array>()
    await createInbox(storeOver(entries)).receive(first)
    const inbox = createInbox({ ...storeOver(entries), list: async () => [] })
    return { entries, inbox }
  }
  it('is added to no more', async () => {
    const { inbox } = await ended(opened)
    expect(codeOf(await inbox.receive(long, { now: dayAfter(8) }))).toBe('token_awaits_referral')
  })
  it('leaves what adds to it unread, which waits for its own last day and no longer', async () => {
    const { entries, inbox } = fresh()
    value(await inbox.receive(opened))
    await inbox.list({ now: dayAfter(8) })
    expect(codeOf(await inbox.receive(long, { now: dayAfter(8) }))).toBe('token_awaits_referral')
    expect(value(await inbox.list({ now: dayAfter(20) }))).toEqual([])
    expect(entries.size).toBe(2)
    await inbox.list({ now: dayAfter(21) })
    expect([...entries.keys()]).toEqual(['inbox'])
  })
  it('is neither received again nor withdrawn', async () => {
    const { inbox } = await ended(opened)
    for (const message of [opened, talk.withdrawal.opened]) {
      expect(codeOf(await inbox.receive(message, { now: dayAfter(8) }))).toBe('token_expired')
    }
  })
  it('is not shown when it waited for its token', async () => {
    const { inbox } = await ended(short)
    expect(value(await inbox.receive(opened, { now: dayAfter(2) })).more).toEqual([])
    const other = fresh()
    await other.inbox.receive(short)
    expect(value(await other.inbox.receive(opened, { now: dayAfter(1) })).more).toHaveLength(1)
  })
})
