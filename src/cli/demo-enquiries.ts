import type { Share } from '../consent/disclosure.js'
import { grant } from '../consent/grant.js'
import { propose } from '../consent/propose.js'
import type { PractitionerKeys } from '../descriptor/keys.js'
import type { Intake } from '../intake/intake.js'
import type { Result } from '../kernel/result.js'
import { days, type EpochSeconds } from '../kernel/time.js'
import type { Match, MatchOutcome } from '../matching/match.js'
import { createInbox, type Inbox } from '../practice/inbox.js'
import type { Referral } from '../practice/referral.js'
import { memoryStore } from '../practice/store.js'
import { dummyRecord } from '../token/nobody.js'
import { toRecord } from '../token/record.js'
import { sealRound } from '../token/round.js'
import { scanBoard } from '../token/scan-board.js'
import type { Ticket } from '../token/ticket.js'
import { type Call, done, type Step } from './command.js'
import type { DemoBoard } from './demo-board.js'
import type { KeyRing } from './key-ring.js'
import { refuseWith } from './words.js'

/** What Asha asks three at once: is there room for this, at these times? */
const enquiry: Share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], availability: 'part-of-day' }
/** One of those who are asked. */
export type Asked = {
  readonly match: Match
  readonly keys: PractitionerKeys
  readonly inbox: Inbox
  readonly ticket: Ticket
}

/**
 * Asks the first three who can be sealed to whether there is room.
 *
 * @param call - the clock.
 * @param ring - everybody's keys.
 * @param outcome - of matching.
 * @param intake - Asha's answers, opaque here.
 * @returns who is asked, each with an inbox of their own, and the enquiries to post.
 * Refuses where any step fails.
 * Privacy: invented people; only what an enquiry tells is read.
 * Cost: three sealings. @since 0.1
 */
export function askThree(
  { now }: Call,
  ring: KeyRing,
  { matches, maybe }: MatchOutcome,
  intake: Intake,
): Step<{ readonly asked: readonly Asked[]; readonly tokens: readonly Uint8Array[] }> {
  const sealable = [...matches, ...maybe].filter(({ kind, sealable }) => kind === 'practitioner' && sealable)
  const chosen = sealable.slice(0, 3)
  const consents = []
  for (const match of chosen) {
    const terms = { purpose: 'enquiry', share: enquiry, expiresIn: days(7) } as const
    const proposal = propose(intake, match, terms, { now })
    if (!proposal.ok) return refuseWith(proposal.error)
    const consent = grant(proposal.value, { now })
    if (!consent.ok) return refuseWith(consent.error)
    consents.push(consent.value)
  }
  const round = sealRound(consents)
  if (!round.ok) return refuseWith(round.error)
  const asked: Asked[] = []
  for (const [place, { ticket }] of round.value.entries()) {
    const match = chosen[place]
    const keys = match && ring.practitioner(fileNameOf(match.name), now)
    if (match === undefined || keys === undefined) continue
    if (!keys.ok) return keys
    asked.push({ match, keys: keys.value, inbox: createInbox(memoryStore()), ticket })
  }
  return done({ asked, tokens: round.value.map(({ token }) => token) })
}

/** The file a practitioner's description stands in: by it the demo finds the keys it made for them. */
function fileNameOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '')
  return plain.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}

/**
 * Posts each token behind a record that says nothing.
 *
 * @param board - the board.
 * @param tokens - of one round.
 * @returns nothing.
 * Refuses where the board does.
 * Privacy: sealed records.
 * Cost: O(tokens). @since 0.1
 */
export function postAll(board: DemoBoard, tokens: readonly Uint8Array[]): Step<undefined> {
  for (const token of tokens) {
    for (const record of [dummyRecord(1), toRecord(token)]) {
      const posted = post(board, record)
      if (!posted.ok) return posted
    }
  }
  return done(undefined)
}

function post(board: DemoBoard, record: Result<Uint8Array>): Step<number> {
  return record.ok ? board.post(record.value) : refuseWith(record.error)
}

/**
 * Lets each go through the whole board; what was received before is received once.
 *
 * @param board - the board.
 * @param asked - those who are asked.
 * @param now - the moment.
 * @returns every referral in their inboxes, in their order.
 * Refuses where any step fails.
 * Privacy: invented people.
 * Cost: one scalar multiplication a record, key and person. @since 0.1
 */
export async function everybodyScans(
  board: DemoBoard,
  asked: readonly Asked[],
  now: EpochSeconds,
): Promise<Step<readonly Referral[]>> {
  const records = board.take()
  if (!records.ok) return records
  const referrals: Referral[] = []
  for (const { keys, inbox } of asked) {
    const found = scanBoard(records.value, keys, { now })
    if (!found.ok) return refuseWith(found.error)
    for (const { opened } of found.value) {
      if (!opened.ok) return refuseWith(opened.error)
      const received = await inbox.receive(opened.value, { now })
      const isKnown = !received.ok && ['token_replayed', 'token_withdrawn'].includes(received.error.code)
      if (!received.ok && !isKnown) return refuseWith(received.error)
    }
    const listed = await inbox.list({ now })
    if (!listed.ok) return refuseWith(listed.error)
    referrals.push(...listed.value)
  }
  return done(referrals)
}
