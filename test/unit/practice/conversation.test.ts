import { describe, expect, it } from 'vitest'
import { grant } from '../../../src/consent/grant.js'
import { after, days } from '../../../src/kernel/time.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { type InboxStore, memoryStore } from '../../../src/practice/store.js'
import { findReplies } from '../../../src/token/find-replies.js'
import { dummyRecord } from '../../../src/token/nobody.js'
import { openToken } from '../../../src/token/open.js'
import { readReply } from '../../../src/token/read-reply.js'
import { toRecord } from '../../../src/token/record.js'
import { scanBoard } from '../../../src/token/scan-board.js'
import { shareMore } from '../../../src/token/share-more.js'
import { standingOf } from '../../../src/token/standing.js'
import { withdraw } from '../../../src/token/withdraw.js'
import { chenKeys, codeOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'

const now = NOW
const terms = { purpose: 'referral', share: { availability: 'slots' }, expiresIn: days(7), more: true } as const

describe('a conversation', () => {
  it('shows nothing when the withdrawal comes between claiming and handing over', async () => {
    const { token, ticket } = sealedOf(proposalOf(), 'one')
    const [referral, withdrawal] = [token, value(withdraw(ticket, { now })).token].map((bytes) =>
      value(openToken(bytes, chenKeys, { now })),
    )
    if (referral === undefined || withdrawal === undefined) throw new Error('unreachable')
    for (const deliver of [undefined, () => undefined]) {
      const shared = memoryStore()
      await createInbox(shared).list({ now })
      let steps = 0
      // The other tab takes the withdrawal in just before this one notes that it has handed the referral over.
      const slow: InboxStore = {
        ...shared,
        update: async (keys, decide) => {
          steps += 1
          if (steps === 3) value(await createInbox(shared).receive(withdrawal))
          return shared.update(keys, decide)
        },
      }
      expect(codeOf(await createInbox(slow).receive(referral, { deliver }))).toBe('token_withdrawn')
    }
  })
  it('forgets what was shared more when its own last day has passed, and keeps the rest', async () => {
    const store = memoryStore()
    const inbox = createInbox(store)
    const { token, ticket } = sealedOf(proposalOf(), 'one')
    const short = { ...terms, expiresIn: days(2) }
    const more = value(shareMore(ticket, grant(proposalOf(short), { now })))
    for (const bytes of [token, more]) value(await inbox.receive(value(openToken(bytes, chenKeys, { now }))))
    const moreOn = async (day: number) => value(await inbox.list({ now: after(now, days(day)) }))[0]?.more
    expect(await moreOn(2)).toHaveLength(1)
    expect(await moreOn(3)).toEqual([])
  })
  it('keeps the last answer, so that it can be sent again after a crash', async () => {
    const store = memoryStore()
    const { token, ticket } = sealedOf(proposalOf(), 'one')
    const { id } = value(await createInbox(store).receive(value(openToken(token, chenKeys, { now }))))
    const { record } = value(await createInbox(store).reply(id, { kind: 'accepted' }, chenKeys, { now }))
    const [again] = value(await createInbox(store).list({ now }))
    expect(again?.lastAnswer).toEqual(record)
    expect(value(readReply(ticket, again?.lastAnswer ?? new Uint8Array(0))).answer.kind).toBe('accepted')
  })
  it('goes all the way', async () => {
    const inbox = createInbox(memoryStore())
    const { token, ticket } = sealedOf(proposalOf(), 'one')
    const records = [value(dummyRecord(1)), value(toRecord(token)), value(dummyRecord(1))]
    const found = value(scanBoard(records, chenKeys, { now }))
    expect(found.map(({ record }) => record)).toEqual([1])
    for (const { opened } of found) value(await inbox.receive(value(opened)))
    const [referral] = value(await inbox.list({ now }))
    expect(referral?.state).toBe('requested')
    expect(codeOf(await inbox.receive(value(openToken(token, chenKeys, { now }))))).toBe('token_replayed')
    const sent = value(
      await inbox.reply(referral?.id ?? '', { kind: 'more-asked', fields: ['availability'] }, chenKeys, { now }),
    )
    expect(value(readReply(ticket, sent.record)).answer).toEqual({ kind: 'more-asked', fields: ['availability'] })
    expect(findReplies([sealedOf(proposalOf(), 'two').ticket, ticket], [...records, sent.record])).toHaveLength(1)
    expect(standingOf(ticket, [value(readReply(ticket, sent.record))], { now }).state).toBe('more-asked')
    const more = value(shareMore(ticket, grant(proposalOf(terms), { now })))
    const later = value(await inbox.receive(value(openToken(more, chenKeys, { now }))))
    expect(later.more).toHaveLength(1)
    const withdrawn = value(withdraw(ticket, { now }))
    const after = value(await inbox.receive(value(openToken(withdrawn.token, chenKeys, { now }))))
    expect([after.state, after.disclosure, after.more]).toEqual(['cancelled', undefined, []])
    expect(codeOf(await inbox.receive(value(openToken(more, chenKeys, { now }))))).toBe('token_withdrawn')
    expect(codeOf(await inbox.reply(after.id, { kind: 'accepted' }, chenKeys, { now }))).toBe('token_withdrawn')
  })
})
