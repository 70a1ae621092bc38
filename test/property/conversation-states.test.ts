import { describe, expect, it } from 'vitest'
import type { EpochSeconds } from '../../src/kernel/time.js'
import { createInbox } from '../../src/practice/inbox.js'
import { readInbox } from '../../src/practice/kept.js'
import { storeOver } from '../../src/practice/store.js'
import { readOpened } from '../../src/token/opened.js'
import { type Reply, readReply } from '../../src/token/read-reply.js'
import { standingOf } from '../../src/token/standing.js'
import { chenKeys, NOW, value } from '../support/cast.js'
import { conversationOf, dayAfter, type Held, hexOf, leavesTrace } from '../support/conversation.js'
import { longer } from '../support/longer.js'
import { seededRandom } from '../support/random.js'

// docs/design/conversation-states.md, its tables written out as data, and every order of arrival of a whole conversation.
// Two orders that leave the same bytes in the store and the same answers with the person go on alike, so each such point is
// looked at once, and what is counted are the orders that lead there.

const { referral, more, withdrawal, ticket, withdrawnTicket } = conversationOf('states')
// There are two; the compiler does not count.
const [one = referral, other = referral] = more
const messages = { T: referral, M1: one, M2: other, W: withdrawal } as const
const { id, disclosure, consent, expiresOn } = readOpened(referral.opened)
const saidMore = { M1: readOpened(one.opened).disclosure, M2: readOpened(other.opened).disclosure }

/** T, M1, M2 and W arrive at the practitioner, R at the person; E is the day after the last; B sets the clock back. */
const events = ['T', 'M1', 'M2', 'W', 'R', 'E', 'B'] as const
type Event = (typeof events)[number]
type Seen = Readonly<Record<Event, boolean>>

// "The practitioner's side": from the top, the first row that fits. Undefined is "–".
const practitionerRows = [
  { E: true, state: 'none', holds: [] },
  { E: false, W: true, T: true, state: 'cancelled', holds: [] },
  { E: false, W: true, T: false, state: 'none', holds: [] },
  { E: false, W: false, T: true, state: 'requested', holds: ['T', 'M1', 'M2'] },
  { E: false, W: false, T: false, state: 'none', holds: ['M1', 'M2'] },
] as const

/** What the practitioner's device must hold: the state, and whose content. "Accepted" is what was set since. */
function practitionerRow(seen: Seen, answered: boolean) {
  const row = practitionerRows.find(
    (candidate) =>
      candidate.E === seen.E &&
      (!('W' in candidate) || candidate.W === seen.W) &&
      (!('T' in candidate) || candidate.T === seen.T),
  )
  if (row === undefined) throw new Error('the table has a row for everything')
  const holds = row.holds.filter((message) => seen[message])
  return { state: row.state === 'requested' && answered ? 'accepted' : row.state, holds }
}

// "The person's side", likewise.
const personRows = [
  { sent: true, state: 'withdrawn' },
  { sent: false, answers: true, state: 'accepted' },
  { sent: false, answers: false, E: true, state: 'expired' },
  { sent: false, answers: false, E: false, overdue: true, state: 'no-answer-yet' },
  { sent: false, answers: false, E: false, overdue: false, state: 'waiting' },
] as const

function personRow(facts: { sent: boolean; answers: boolean; E: boolean; overdue: boolean }) {
  const names = ['sent', 'answers', 'E', 'overdue'] as const
  // A member that a row does not have is "–".
  const fits = (row: Readonly<Record<string, unknown>>) =>
    names.every((name) => row[name] === undefined || row[name] === facts[name])
  return personRows.find(fits)?.state
}

/** A point that an order of arrival leads to. */
type Point = {
  readonly held: Held
  readonly counts: Readonly<Record<Event, number>>
  /** The answer, once the practitioner could make it. */
  readonly answer: Uint8Array | undefined
  /** One of the orders that lead here, to be named when something is wrong. */
  readonly path: readonly Event[]
}

const none = Object.fromEntries(events.map((event) => [event, 0])) as Point['counts'] // every event is in it
const nowAt = ({ counts }: Point): EpochSeconds => (counts.E > counts.B ? dayAfter(8) : NOW)
const nameOf = ({ held, counts, answer }: Point) =>
  `${[...held].map(([key, bytes]) => key + Buffer.from(bytes).toString('base64')).sort()} ${Object.values(counts)} ${answer !== undefined}`

/** The same every time, so read once. */
const replies = new Map<string, Reply>()

async function step(point: Point, event: Event): Promise<Point | undefined> {
  const counts = { ...point.counts, [event]: point.counts[event] + 1 }
  const next = { ...point, counts, path: [...point.path, event] }
  // Nothing arrives that was not sent, and a clock is set back that was ahead.
  if (event === 'R') return point.answer === undefined ? undefined : next
  if (event === 'B' && point.counts.E === 0) return undefined
  const held = new Map(point.held)
  const inbox = createInbox(storeOver(held))
  const now = nowAt(next)
  if (event === 'E' || event === 'B') {
    value(await inbox.list({ now }))
    return { ...next, held }
  }
  await inbox.receive(messages[event].opened, { now })
  const [standing] = value(await inbox.list({ now }))
  if (standing?.state !== 'requested') return { ...next, held }
  // As soon as the practitioner can.
  const random = seededRandom('the answer')
  const sent = value(await inbox.reply(id, { kind: 'accepted' }, chenKeys, { now, random }))
  const name = hexOf(new Map([['', sent.record]]))
  if (!replies.has(name)) replies.set(name, value(readReply(ticket, sent.record)))
  return { ...next, held, answer: sent.record }
}

async function look(point: Point): Promise<void> {
  const path = point.path.join(' ')
  const seen = Object.fromEntries(events.map((event) => [event, point.counts[event] > 0])) as Seen // every event is in it
  const expected = practitionerRow(seen, point.answer !== undefined)
  // Until its last day has passed, all stands as it stood on the first; a copy is looked at, as time does not go back.
  const held = new Map(point.held)
  const listed = value(await createInbox(storeOver(held)).list({ now: seen.E ? nowAt(point) : dayAfter(7) }))
  const shown = expected.state === 'cancelled' ? undefined : { disclosure, consent }
  expect(listed, path).toEqual(
    expected.state === 'none'
      ? []
      : [
          {
            id,
            state: expected.state,
            disclosure: shown?.disclosure,
            consent: shown?.consent,
            more: (['M1', 'M2'] as const)
              .filter((name) => shown && seen[name])
              .map((name) => saidMore[name])
              .sort((a, b) => placeOf(a) - placeOf(b)),
            expiresOn,
            answers: expected.state === 'accepted' ? 1 : 0,
            lastAnswer: expected.state === 'accepted' ? point.answer : undefined,
          },
        ],
  )
  const hex = hexOf(held)
  const kept = expected.holds.map((name) => messages[name].plaintext)
  for (const name of ['T', 'M1', 'M2'] as const) {
    const { plaintext } = messages[name]
    const isHeld = expected.holds.some((held) => held === name)
    if (isHeld) expect(hex.includes(Buffer.from(plaintext).toString('hex')), `${path}: holds ${name}`).toBe(true)
    else expect(leavesTrace(hex, plaintext, kept), `${path}: leaves nothing of ${name}`).toBe(false)
  }
  expect(readInbox(held.get('inbox')).count, `${path}: counts`).toBe(held.size - 1)
  lookAtPerson(point, seen)
}

/** The order in which two further disclosures of one day are shown: any, as long as it is always the same. */
function placeOf(said: unknown): number {
  const inOrder = [one, other].map((message) => readOpened(message.opened))
  return inOrder.sort((a, b) => (a.id < b.id ? -1 : 1)).findIndex((message) => message.disclosure === said)
}

/** Whether the withdrawal that was sent has arrived makes no difference to the one who sent it. */
function lookAtPerson({ counts, path }: Point, seen: Seen): void {
  const seenReplies = Array.from({ length: counts.R }, () => [...replies.values()][0]).filter(
    (one) => one !== undefined,
  )
  for (const day of [0, 5, 6, 7, 8]) {
    for (const sent of seen.W ? [true] : [true, false]) {
      const standing = standingOf(sent ? withdrawnTicket : ticket, seenReplies, { now: dayAfter(day) })
      const facts = { sent, answers: seen.R, E: day > 7, overdue: day > 5 }
      expect([standing.state, standing.hasEnded], `${path.join(' ')}, day ${day}`).toEqual([personRow(facts), day > 7])
    }
  }
}

/** Every order in which each event comes, is lost, or comes once more: so many of them besides. */
async function lookAtEveryOrder(once: readonly Event[], besides: number) {
  const start: Point = { held: new Map(), counts: none, answer: undefined, path: [] }
  let front = new Map([[nameOf(start), { point: start, orders: 1 }]])
  const seen = { points: 0, orders: 0 }
  while (front.size > 0) {
    const ahead = new Map<string, { readonly point: Point; orders: number }>()
    for (const { point, orders } of front.values()) {
      seen.points++
      seen.orders += orders
      await look(point)
      const extra = once.reduce((sum, event) => sum + Math.max(0, point.counts[event] - 1), 0)
      for (const event of once) {
        if (point.counts[event] > 0 && extra === besides) continue
        const next = await step(point, event)
        if (next === undefined) continue
        const name = nameOf(next)
        const known = ahead.get(name)
        if (known === undefined) ahead.set(name, { point: next, orders })
        else known.orders += orders
      }
    }
    front = ahead
  }
  return seen
}

describe('every order of a conversation', () => {
  it('of six messages, with every loss and every one that comes twice, leaves both sides where the tables say', async () => {
    const seen = await lookAtEveryOrder(['T', 'M1', 'M2', 'W', 'R', 'E'], longer > 1 ? 6 : 1)
    // Otherwise it would have looked at nothing; and of one answer there is one reading.
    expect(seen.points).toBeGreaterThan(200)
    expect(seen.orders).toBeGreaterThan(10_000)
    expect(replies.size).toBe(1)
  })
  it('of a clock that is set back after the last day revives nothing', async () => {
    const seen = await lookAtEveryOrder(['T', 'M1', 'W', 'E', 'B'], longer > 1 ? 5 : 2)
    expect(seen.orders).toBeGreaterThan(1000)
  })
})
