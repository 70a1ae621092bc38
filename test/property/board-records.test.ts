import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeys, type PractitionerKeys } from '../../src/descriptor/keys.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { classical } from '../../src/kernel/suite.js'
import { dayOf } from '../../src/kernel/time.js'
import { hybrid } from '../../src/kernel/x-wing.js'
import { createInbox } from '../../src/practice/inbox.js'
import { memoryStore } from '../../src/practice/store.js'
import { findReplies } from '../../src/token/find-replies.js'
import { toLink } from '../../src/token/forms.js'
import { dummyRecord } from '../../src/token/nobody.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { toRecord } from '../../src/token/record.js'
import { scanBoard } from '../../src/token/scan-board.js'
import { sealAnswer } from '../../src/token/seal-answer.js'
import { readTicket, type Ticket } from '../../src/token/ticket.js'
import {
  chen,
  chenKeys,
  codeOf,
  everything,
  intakeOf,
  NOW,
  proposalOf,
  reference,
  sealedOf,
  value,
} from '../support/cast.js'
import { moreOf, withdrawalOf } from '../support/conversation.js'
import { hybridChen, hybridKeys } from '../support/hybrid.js'
import { seededRandom } from '../support/random.js'

// A board is a list of records of one length. Each side finds what is theirs among them, and nothing else.

const now = NOW
const random = seededRandom('the board')
const boards = [
  { name: 'suite 1', number: 1, suite: classical, keys: chenKeys, entry: chen, length: 2144 },
  { name: 'suite 2', number: 2, suite: hybrid, keys: hybridKeys, entry: hybridChen, length: 3232 },
] as const

function answerTo(ticket: Ticket, keys: PractitionerKeys, number: number): Uint8Array {
  const { exporter, encapsulated, suite } = readTicket(ticket)
  const numbered = { answer: { kind: 'accepted' }, number, issuedOn: dayOf(now) } as const
  const to = { exporter, encapsulated, suite }
  return value(sealAnswer(to, numbered, keys, seededRandom(`answer ${number}`)(32)))
}

/** What stands on a board, and whose it is. */
function postedOn({ number: boardNumber, suite, keys, entry, length }: (typeof boards)[number]) {
  const sealed = [reference, { ...reference, contact: ['name'] } as const, everything].map((share, nth) =>
    sealedOf(proposalOf({ share }, intakeOf(), entry), `posted ${nth}`),
  )
  const [first = sealedOf(proposalOf())] = sealed
  const eve = value(createKeys({ now, suite, random: seededRandom('Eve') }))
  const forChen = [
    ...sealed.map(({ token }) => token),
    moreOf(first.ticket, 0, { entry }),
    withdrawalOf(first.ticket).token,
  ].map((token) => ({ token, record: value(toRecord(token, { random })) }))
  const answers = [0, 3, 15].map((number) => ({ number, record: answerTo(first.ticket, keys, number) }))
  const tag = answers[0]?.record.subarray(0, 16) ?? new Uint8Array(16)
  const other = suite === classical ? sealedOf(proposalOf({}, intakeOf(), hybridChen)) : sealedOf(proposalOf())
  const nobodys = [
    value(dummyRecord(boardNumber, { random, suites: [suite] })),
    random(length),
    concatBytes(tag, random(length - 16)),
    concatBytes(tag, value(dummyRecord(boardNumber, { random, suites: [suite] })).subarray(16)),
    // A token's own key and commitment before other bytes: right up to the ciphertext.
    ...forChen.slice(0, 1).map(({ record }) => concatBytes(record.subarray(0, length - 2064), random(2064))),
    answerTo(sealed[1]?.ticket ?? first.ticket, eve, 0),
    value(toRecord(other.token, { random })),
    random(length - 1),
    random(length + 1),
    new Uint8Array(0),
  ]
  return { ticket: first.ticket, forChen, answers, nobodys }
}

describe.each(boards)('a board of $name', (board) => {
  const { keys, length } = board
  const { ticket, forChen, answers, nobodys } = postedOn(board)
  const all = [...forChen.map(({ record }) => record), ...answers.map(({ record }) => record), ...nobodys]
  const placesOf = (list: readonly Uint8Array[], ours: readonly { readonly record: Uint8Array }[]) =>
    list.flatMap((one, place) => (ours.some(({ record }) => record === one) ? [place] : []))

  it('has records of one length', () => {
    const lengths = [...forChen, ...answers].map(({ record }) => record.length)
    expect([...new Set([...lengths, nobodys[0]?.length])]).toEqual([length])
  })
  it('shows a practitioner all and only what is for them, in any order', () => {
    for (const list of [all, all.toReversed(), [...all.slice(7), ...all.slice(0, 7)]]) {
      const found = value(scanBoard(list, keys, { now }))
      expect(found.map(({ record }) => record)).toEqual(placesOf(list, forChen))
      expect(found.map(({ opened }) => codeOf(opened))).toEqual(forChen.map(() => 'ok'))
    }
  })
  it('shows a person all and only the answers to them, in any order', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (list) => {
        const found = findReplies([sealedOfNobody, ticket], list)
        expect(found.map((one) => one.ticket)).toEqual(placesOf(list, answers).map(() => 1))
        const numbers = list.flatMap((one) =>
          answers.filter(({ record }) => record === one).map(({ number }) => number),
        )
        expect(found.map(({ reply }) => reply.number)).toEqual(numbers)
      }),
      { numRuns: 200 },
    ))
  it('gives a token that came by link too the same hash, so that it is claimed once', async () => {
    for (const { token, record } of forChen) {
      const [found] = value(scanBoard([record], keys, { now }))
      if (found === undefined) throw new Error('it is for Chen')
      const byBoard = value(found.opened)
      const byLink = value(openToken(toLink(token, 'https://harbour.example/open'), keys, { now }))
      const { id, hash, plaintext } = readOpened(byLink)
      expect(readOpened(byBoard)).toMatchObject({ id, hash, plaintext })
    }
    const inbox = createInbox(memoryStore())
    const [first] = forChen
    const byLink = value(openToken(first?.token ?? '', keys, { now }))
    const [byBoard] = value(scanBoard([first?.record ?? new Uint8Array(0)], keys, { now }))
    value(await inbox.receive(byLink))
    expect(byBoard && codeOf(await inbox.receive(value(byBoard.opened)))).toBe('token_replayed')
  })
  it('stops between two records when it is told to, and says how far it is', () => {
    const done: number[] = []
    const signal = { aborted: false }
    const onProgress = (progress: { readonly done: number }) => {
      done.push(progress.done)
      signal.aborted = progress.done === 2
    }
    expect(codeOf(scanBoard(nobodys, keys, { now, signal, onProgress }))).toBe('work_aborted')
    expect(done).toEqual([1, 2])
  })
})

const sealedOfNobody = sealedOf(proposalOf(), 'never answered').ticket
