import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, days } from '../../src/kernel/time.js'
import { createInbox, type Inbox } from '../../src/practice/inbox.js'
import { readInbox } from '../../src/practice/kept.js'
import { settableStates } from '../../src/practice/states.js'
import { storeOver } from '../../src/practice/store.js'
import type { Answer } from '../../src/token/answer.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { type Reply, readReply } from '../../src/token/read-reply.js'
import { shareMore } from '../../src/token/share-more.js'
import { standingOf } from '../../src/token/standing.js'
import { holdTicket, readTicket } from '../../src/token/ticket.js'
import { chenKeys, codeOf, entryOf, keysOf, NOW, value } from '../support/cast.js'
import * as make from '../support/conversation.js'
import { longer } from '../support/longer.js'

// docs/design/conversation-states.md under whatever may happen: messages of three conversations with two practitioners
// that come in any order, late, twice or at the wrong door; power that goes out between receiving and putting away;
// clocks that jump; answers and states in between. The model is written from the page, and keeps sets.

const benKeys = keysOf('Ben')
const ben = entryOf(benKeys, { descriptor: { name: 'Ben' } })
const keysAt = { chen: chenKeys, ben: benKeys }
const talks = {
  first: make.conversationOf('first', { mores: 3 }),
  second: make.conversationOf('second', { mores: 1 }),
  third: make.conversationOf('third', { entry: ben, keys: benKeys, mores: 1 }),
}
/** It ends sooner than the token it belongs to. */
const short = value(shareMore(talks.first.ticket, make.moreConsentOf(3, { expiresIn: days(2) })))
/** Chen shares the secrets of the first conversation: he can make for Ben what follows it, and it never comes there. */
const { exporter } = readTicket(talks.first.ticket)
const astray = holdTicket({ ...readTicket(talks.third.ticket), exporter })

type Door = keyof typeof keysAt
type Kind = 'T' | 'M' | 'W'
type Message = ReturnType<typeof messageOf>
function messageOf(door: Door, of: string, kind: Kind, token: Uint8Array) {
  const { opened } = make.arriving(token, keysAt[door])
  return { door, of, kind, token, opened, ...readOpened(opened) }
}
function messagesOf(door: Door, of: keyof typeof talks): readonly Message[] {
  const { referral, more, withdrawal } = talks[of]
  return [
    messageOf(door, of, 'T', referral.token),
    ...more.map(({ token }) => messageOf(door, of, 'M', token)),
    messageOf(door, of, 'W', withdrawal.token),
  ]
}
const messages: readonly Message[] = [
  ...messagesOf('chen', 'first'),
  messageOf('chen', 'first', 'M', short),
  messageOf('chen', 'first', 'W', make.withdrawalOf(talks.first.ticket, 'once more').token),
  ...messagesOf('chen', 'second'),
  ...messagesOf('ben', 'third'),
  messageOf('ben', 'astray', 'M', value(shareMore(astray, make.moreConsentOf(0, { entry: ben })))),
  messageOf('ben', 'astray', 'W', make.withdrawalOf(astray, 'astray').token),
]
const LAST = dayOf(NOW) + 7

const answers: readonly Answer[] = [
  { kind: 'accepted' },
  { kind: 'declined', reason: 'no-room' },
  { kind: 'waiting-list', weeks: 3 },
  { kind: 'more-asked', fields: ['availability'] },
]
const setBy = {
  accepted: 'accepted',
  declined: 'rejected',
  'waiting-list': 'on-hold',
  'more-asked': 'on-hold',
} as const
const final = ['rejected', 'failed', 'completed', 'cancelled']

/** One conversation at one door, as the page tells it: what was seen, and whether it was put away. */
type Side = {
  readonly seen: Map<Message, boolean>
  state: string
  declines: number
  readonly sent: Uint8Array[]
  by: Message | undefined
}
const fresh = (sent: Uint8Array[] = []): Side => ({
  seen: new Map(),
  state: 'requested',
  declines: 0,
  sent,
  by: undefined,
})
type World = {
  readonly entries: Map<string, Uint8Array>
  readonly inbox: Inbox
  readonly sides: Map<string, Side>
  mark: number
}
const sideOf = ({ sides }: World, of: string) => sides.get(of) ?? fresh()
const has = ({ seen }: Side, kind: Kind) => [...seen.keys()].find((message) => message.kind === kind)

/** E, the last day of what waits, and that of every M. */
function pass(world: World, today: number): void {
  world.mark = Math.max(world.mark, today)
  for (const [of, side] of world.sides) {
    if (world.mark > LAST) world.sides.set(of, fresh(side.sent))
    else {
      const isAlone = !has(side, 'T')
      for (const one of side.seen.keys()) {
        if (one.expiresOn < world.mark && (isAlone || one.kind === 'M')) side.seen.delete(one)
      }
    }
  }
}

function expectedCode(side: Side, message: Message, mark: number): string {
  const again = () => (side.seen.get(message) === true ? 'token_replayed' : 'ok')
  if (mark > message.expiresOn) return 'token_expired'
  if (!has(side, 'T')) {
    if (message.kind === 'T') return has(side, 'W') ? 'token_withdrawn' : 'ok'
    return message.kind === 'M' && has(side, 'W') ? 'token_withdrawn' : 'token_awaits_referral'
  }
  if (message === side.by) return again()
  return side.by === undefined ? again() : 'token_withdrawn'
}

/** What is seen now; a message that only confirms what is known changes nothing. */
function see(side: Side, message: Message, code: string, isPutAway: boolean): void {
  if (code === 'token_expired' || code === 'token_replayed') return
  const hadReferral = has(side, 'T') !== undefined
  const waiting = has(side, 'W')
  if (code === 'ok') side.seen.set(message, isPutAway)
  else if (message.kind === 'T' || (code === 'token_awaits_referral' && !side.seen.has(message)))
    side.seen.set(message, true)
  if (message.kind === 'T' && !hadReferral) {
    // What waited is shown with the referral, so put away with it.
    for (const one of side.seen.keys()) if (one !== message) side.seen.set(one, true)
    side.by = waiting
  }
  if (message.kind === 'W' && hadReferral) side.by ??= message
  if (has(side, 'W')) for (const one of side.seen.keys()) if (one.kind === 'M') side.seen.delete(one)
}

const event = fc.oneof(
  { weight: 12, arbitrary: fc.record({ arrives: fc.constantFrom(...messages), crashes: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ jumps: fc.integer({ min: -4, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ answers: fc.constantFrom(...answers), of: fc.constantFrom('first', 'third') }) },
  {
    weight: 1,
    arbitrary: fc.record({ sets: fc.constantFrom(...settableStates), of: fc.constantFrom('first', 'third') }),
  },
)
type Event = typeof event extends fc.Arbitrary<infer One> ? One : never

async function arrive(world: World, { arrives, crashes }: Extract<Event, { arrives: Message }>, today: number) {
  pass(world, today)
  const side = sideOf(world, arrives.of)
  world.sides.set(arrives.of, side)
  const code = expectedCode(side, arrives, world.mark)
  const deliver = () => {
    if (crashes) throw new Error('the power went out')
  }
  const received = world.inbox.receive(arrives.opened, { now: make.dayAfter(today - dayOf(NOW)), deliver })
  if (crashes && code === 'ok') await expect(received).rejects.toThrow('the power went out')
  else expect(codeOf(await received), `${arrives.kind} of ${arrives.of}`).toBe(code)
  see(side, arrives, code, !crashes)
}

/** Answers, or sets a state, where the page lets the practitioner. */
async function act(world: World, event: Exclude<Event, { arrives: Message } | { jumps: number }>, today: number) {
  pass(world, today)
  const side = sideOf(world, event.of)
  const now = make.dayAfter(today - dayOf(NOW))
  const door = event.of === 'third' ? 'ben' : 'chen'
  const id = messages.find(({ of, kind }) => of === event.of && kind === 'T')?.id ?? ''
  const isDecline = 'answers' in event && event.answers.kind === 'declined'
  const isClosed = final.includes(side.state) && !(isDecline && side.state === 'rejected' && side.declines < 2)
  const refused = !has(side, 'T')
    ? 'referral_unknown'
    : side.by
      ? 'token_withdrawn'
      : isClosed
        ? 'referral_closed'
        : 'ok'
  if ('sets' in event) {
    expect(codeOf(await world.inbox.setState(id, event.sets, { now }))).toBe(refused)
    if (refused === 'ok') side.state = event.sets
    return
  }
  const sent = await world.inbox.reply(id, event.answers, keysAt[door], { now })
  expect(codeOf(sent)).toBe(refused)
  if (!sent.ok) return
  side.sent.push(sent.value.record)
  side.state = setBy[event.answers.kind as keyof typeof setBy] // the kinds above are its keys
  if (isDecline) side.declines++
}

async function look(world: World, today: number): Promise<void> {
  pass(world, today)
  const listed = value(await world.inbox.list({ now: make.dayAfter(today - dayOf(NOW)) }))
  const standing = [...world.sides.values()].filter((side) => has(side, 'T'))
  expect(listed.map(({ id }) => id).sort()).toEqual(standing.map((side) => has(side, 'T')?.id).sort())
  const holds: Message[] = []
  for (const side of world.sides.values()) {
    const referral = has(side, 'T')
    const shown = side.by || has(side, 'W') ? [] : [...side.seen.keys()]
    holds.push(...shown)
    if (referral === undefined) continue
    const found = listed.find(({ id }) => id === referral.id)
    expect(found?.state).toBe(side.by ? 'cancelled' : side.state)
    expect(found?.disclosure).toEqual(side.by ? undefined : referral.disclosure)
    const more = shown.filter(({ kind }) => kind === 'M').map(({ disclosure }) => JSON.stringify(disclosure))
    expect(found?.more.map((one) => JSON.stringify(one)).sort()).toEqual(more.sort())
  }
  expect(readInbox(world.entries.get('inbox')).count).toBe(world.entries.size - 1)
  const hex = make.hexOf(world.entries)
  const kept = holds.map(({ plaintext }) => plaintext)
  for (const message of messages.filter(({ kind }) => kind !== 'W')) {
    expect(make.leavesTrace(hex, message.plaintext, kept), `${message.kind} of ${message.of}`).toBe(false)
  }
  // What is held is held whole.
  for (const one of kept) expect(hex).toContain(Buffer.from(one).toString('hex'))
}

function lookAtPerson(ticket: typeof talks.first.ticket, sent: readonly Uint8Array[]): void {
  const replies: readonly Reply[] = sent.map((record) => value(readReply(ticket, record)))
  const highest = replies.reduce<Reply | undefined>(
    (one, other) => (one && one.number > other.number ? one : other),
    undefined,
  )
  const at = { now: NOW }
  for (const order of [replies, replies.toReversed(), [...replies, ...replies]]) {
    expect(standingOf(ticket, order, at)).toMatchObject({ state: highest?.answer.kind ?? 'waiting', answer: highest })
  }
}

async function live(events: readonly Event[]): Promise<void> {
  const worldOf = (): World => {
    const entries = new Map<string, Uint8Array>()
    return { entries, inbox: createInbox(storeOver(entries)), sides: new Map(), mark: 0 }
  }
  const worlds = { chen: worldOf(), ben: worldOf() }
  let today: number = dayOf(NOW)
  for (const one of events) {
    if ('jumps' in one) today = Math.max(dayOf(NOW), today + one.jumps)
    else if ('arrives' in one) await arrive(worlds[one.arrives.door], one, today)
    else await act(worlds[one.of === 'third' ? 'ben' : 'chen'], one, today)
  }
  await look(worlds.chen, today)
  await look(worlds.ben, today)
  for (const of of ['first', 'third'] as const) {
    lookAtPerson(talks[of].ticket, sideOf(worlds[of === 'third' ? 'ben' : 'chen'], of).sent)
  }
}

describe('conversations', () => {
  it('open at their own door only', () => {
    for (const { door, token } of messages) {
      expect(codeOf(openToken(token, keysAt[door === 'chen' ? 'ben' : 'chen'], { now: NOW }))).toBe('token_unopenable')
    }
  })
  it('stand where the page says, whatever came in whatever order', async () => {
    const numRuns = 200 * longer
    await fc.assert(fc.asyncProperty(fc.array(event, { maxLength: 20, size: 'max' }), live), { numRuns })
  })
})
