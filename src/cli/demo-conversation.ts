import type { Share } from '../consent/disclosure.js'
import { grant } from '../consent/grant.js'
import { propose } from '../consent/propose.js'
import type { Intake } from '../intake/intake.js'
import { days, type EpochSeconds } from '../kernel/time.js'
import { en } from '../labels/en.js'
import type { MatchOutcome } from '../matching/match.js'
import type { Referral } from '../practice/referral.js'
import type { Answer } from '../token/answer.js'
import { findReplies } from '../token/find-replies.js'
import { textOfReply } from '../token/reply-text.js'
import { settleRound } from '../token/round.js'
import { shareMore } from '../token/share-more.js'
import { standingOf } from '../token/standing.js'
import { type Call, done, refuse, type Step } from './command.js'
import { type DemoBoard, openDemoBoard } from './demo-board.js'
import { type Asked, askThree, everybodyScans, postAll } from './demo-enquiries.js'
import type { KeyRing } from './key-ring.js'
import { chapter, letter } from './story-text.js'
import { grouped, pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** What she adds for the one she takes. */
const further: Share = { contact: ['email'] }

/** What came of the conversation. */
export type Conversation = {
  readonly asked: readonly string[]
  readonly answers: readonly { readonly from: string; readonly kind: string }[]
  /** How each inbox has each enquiry in the end. */
  readonly inboxes: readonly { readonly state: string; readonly discloses: boolean; readonly more: number }[]
  readonly records: number
  readonly recordBytes: number
  /** Records that left Asha's device. */
  readonly sent: number
}

/**
 * Tells how a conversation goes over a board: a round of enquiries, answers, more, and a withdrawal.
 *
 * @param call - the terminal and the clock.
 * @param ring - everybody's keys.
 * @param phone - whom Asha could ask, and her answers, which stay opaque here.
 * @returns what came of it.
 * Refuses where any step fails.
 * Privacy: invented people; sealed records lie in a temporary folder until it ends.
 * Cost: about a second. @since 0.1
 */
export async function theyTalk(
  call: Call,
  ring: KeyRing,
  phone: { readonly outcome: MatchOutcome; readonly intake: Intake },
): Promise<Step<Conversation>> {
  const board = openDemoBoard(call.now)
  if (!board.ok) return board
  try {
    return await talkOver(board.value, call, ring, phone)
  } finally {
    board.value.close()
  }
}

async function talkOver(
  board: DemoBoard,
  call: Call,
  ring: KeyRing,
  { outcome, intake }: { readonly outcome: MatchOutcome; readonly intake: Intake },
): Promise<Step<Conversation>> {
  const { terminal, now } = call
  const { say, width } = terminal
  say(chapter(terminal, 'They talk, over a board'))
  const round = askThree(call, ring, outcome, intake)
  if (!round.ok) return round
  const { asked, tokens } = round.value
  const [, second] = asked
  if (second === undefined || asked.length < 3) return refuse('no_match', 'Too few to ask.')
  say(
    wrap(
      `It can go another way. Most have no room, so Asha may ask three at once whether there is some: ${asked.map(({ match }) => match.name).join(', ')}. Her enquiries go to a board, a public file of records that all look alike; between them stand as many that others post and that say nothing. Everybody takes the whole file, finds their own in it, and answers there.`,
      width,
    ),
  )
  const answered = await twoAnswer(board, round.value, now)
  if (!answered.ok) return answered
  const answers = ashaReads(call, board, asked)
  if (!answers.ok) return answers
  say(
    wrap(
      `She takes the yes of ${second.match.name}: one tap withdraws the other two. Then she shares one thing more, her e-mail address, after a preview of its own. When each has looked at the board again, their inboxes say:`,
      width,
    ),
  )
  const settled = settle(board, asked, intake, now)
  if (!settled.ok) return settled
  const last = await everybodyScans(board, asked, now)
  if (!last.ok) return last
  const inboxes = last.value.map(({ state, disclosure, more }) => ({
    state,
    discloses: disclosure !== undefined,
    more: more.length,
  }))
  const records = board.take()
  if (!records.ok) return records
  tellEnd(call, asked, last.value, records.value)
  return done({
    asked: asked.map(({ match }) => match.name),
    answers: answers.value,
    inboxes,
    records: records.value.length,
    recordBytes: records.value[0]?.length ?? 0,
    sent: tokens.length + settled.value,
  })
}

/** The enquiries are posted; one declines and suggests the other, the other accepts, the third says nothing. */
async function twoAnswer(
  board: DemoBoard,
  { asked, tokens }: { readonly asked: readonly Asked[]; readonly tokens: readonly Uint8Array[] },
  now: EpochSeconds,
): Promise<Step<undefined>> {
  const [first, second] = asked
  if (first === undefined || second === undefined) return refuse('no_match', 'Too few to ask.')
  const posted = postAll(board, tokens)
  if (!posted.ok) return posted
  const arrived = await everybodyScans(board, asked, now)
  if (!arrived.ok) return arrived
  return answerAll(board, now, [
    { who: first, answer: { kind: 'declined', reason: 'no-room', colleagues: [second.match.id] } },
    { who: second, answer: { kind: 'accepted', note: 'Tuesday evenings are free. Write to me when you like.' } },
  ])
}

function tellEnd(
  { terminal: { say, width } }: Call,
  asked: readonly Asked[],
  last: readonly Referral[],
  records: readonly Uint8Array[],
): void {
  say('')
  say(
    pairs(
      last.map((referral, place) => [asked[place]?.match.name ?? '', inboxLine(referral)] as const),
      width,
    ),
  )
  say('')
  say(
    wrap(
      `On the board: ${records.length} records of ${grouped(records[0]?.length ?? 0)} bytes, each under a signed checkpoint. Who keeps it sees when one came and from which address; not for whom, and not which says something.`,
      width,
    ),
  )
}

async function answerAll(
  board: DemoBoard,
  now: EpochSeconds,
  said: readonly { readonly who: Asked; readonly answer: Answer }[],
): Promise<Step<undefined>> {
  for (const { who, answer } of said) {
    const listed = await who.inbox.list({ now })
    if (!listed.ok) return refuseWith(listed.error)
    const replied = await who.inbox.reply(listed.value[0]?.id ?? '', answer, who.keys, { now })
    if (!replied.ok) return refuseWith(replied.error)
    const posted = board.post(replied.value.record)
    if (!posted.ok) return posted
  }
  return done(undefined)
}

function ashaReads({ terminal, now }: Call, board: DemoBoard, asked: readonly Asked[]): Step<Conversation['answers']> {
  const { say } = terminal
  const records = board.take()
  if (!records.ok) return records
  const found = findReplies(
    asked.map(({ ticket }) => ticket),
    records.value,
  )
  const nameOf = (id: string) => asked.find(({ match }) => match.id === id)?.match.name
  for (const { reply } of found)
    say(`\n${letter(terminal, textOfReply(reply, en, { nameOf, utcOffsetMinutes: -480 }))}`)
  const silent = asked.filter((_, place) => found.every(({ ticket }) => ticket !== place))
  for (const { match, ticket } of silent) {
    const { state } = standingOf(ticket, [], { now })
    say(`\n${letter(terminal, `${match.name}: ${en.conversation.state[state]}`)}`)
  }
  say('')
  return done(found.map(({ reply }) => ({ from: reply.by.name, kind: reply.answer.kind })))
}

/** Withdraws the others, and shares more with the second. Gives how many records that took. */
function settle(board: DemoBoard, asked: readonly Asked[], intake: Intake, now: EpochSeconds): Step<number> {
  const chosen = asked[1]
  if (chosen === undefined) return refuse('no_match', 'Nobody to take.')
  const withdrawals = settleRound(
    asked.map(({ ticket }) => ticket),
    1,
    { now },
  ).flatMap(({ withdrawal }) => withdrawal ?? [])
  const tokens: Uint8Array[] = []
  for (const withdrawal of withdrawals) {
    if (!withdrawal.ok) return refuseWith(withdrawal.error)
    tokens.push(withdrawal.value.token)
  }
  const terms = { purpose: 'enquiry', share: further, expiresIn: days(7), more: true } as const
  const proposal = propose(intake, chosen.match, terms, { now })
  if (!proposal.ok) return refuseWith(proposal.error)
  const more = shareMore(chosen.ticket, grant(proposal.value, { now }))
  if (!more.ok) return refuseWith(more.error)
  const posted = postAll(board, [...tokens, more.value])
  return posted.ok ? done(tokens.length + 1) : posted
}

function inboxLine({ state, disclosure, more }: Referral): string {
  if (disclosure === undefined) return 'taken back; nothing of it is left'
  return `${state}; she shares ${more.length + 1} things with them`
}
