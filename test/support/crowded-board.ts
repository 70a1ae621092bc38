import { type BoardSuite, recordLayoutOf } from '../../src/board/record.js'
import type { PractitionerEntry } from '../../src/catalogue/entry.js'
import { grant } from '../../src/consent/grant.js'
import type { PractitionerKeys } from '../../src/descriptor/keys.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import type { RandomSource } from '../../src/kernel/random.js'
import type { Suite } from '../../src/kernel/suite.js'
import { dayOf } from '../../src/kernel/time.js'
import { dummyRecord } from '../../src/token/nobody.js'
import { toRecord } from '../../src/token/record.js'
import { type Sealed, seal } from '../../src/token/seal.js'
import { sealAnswer } from '../../src/token/seal-answer.js'
import { shareMore } from '../../src/token/share-more.js'
import { readTicket, type Ticket } from '../../src/token/ticket.js'
import { withdraw } from '../../src/token/withdraw.js'
import { intakeOf, NOW, proposalOf, value } from './cast.js'
import { moreConsentOf } from './conversation.js'
import { seededRandom } from './random.js'

// A board as it is after a while: mostly what is for others and for nobody, and among it what is somebody's.

/** Who reads the board: an entry and its keys, of the board's suite. */
export type Reader = { readonly entry: PractitionerEntry; readonly keys: PractitionerKeys }

/** So many of each kind; what is missing to `records` are dummies and junk. */
export type Crowd = {
  readonly suite: Suite
  readonly number: BoardSuite
  readonly readers: readonly Reader[]
  readonly records: number
  /** Asha's tickets. Somebody else has a fifth as many. */
  readonly tickets: number
  /** Tokens on the board for each reader, half as many withdrawals and half as many that share more. */
  readonly tokens: number
  readonly answers: number
}

/** One record, and whose it is: which reader's, or the answer with which number to which of Asha's tickets. */
export type Posted = {
  readonly record: Uint8Array
  readonly token?: { readonly reader: number; readonly bytes: Uint8Array }
  readonly answer?: { readonly ticket: number; readonly number: number }
}

/** Fills a board, the same every time, in an order in which nothing can be told from the place. */
export function crowdedBoard(crowd: Crowd) {
  const random = seededRandom(`a crowd of suite ${crowd.number}`)
  const sealed = sealedFor(crowd, crowd.tickets, random)
  const others = sealedFor(crowd, Math.ceil(crowd.tickets / 5), random)
  const answers = answersTo(crowd, sealed, random)
  const foreign = answersTo({ ...crowd, answers: Math.ceil(crowd.answers / 2) }, others, random)
  const said: readonly Posted[] = [
    ...tokensOf(crowd, sealed, random),
    ...answers,
    ...foreign.map(({ record }) => ({ record })),
  ]
  const posted: readonly Posted[] = [...said, ...nobodysOf(crowd, said, random)]
  const places = posted.map((one) => ({ one, at: new DataView(random(8).buffer).getBigUint64(0) }))
  const shuffled = places.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map(({ one }) => one)
  return { posted: shuffled, tickets: sealed.map(({ ticket }) => ticket) }
}

/** So many tokens, to the readers in turn. */
function sealedFor({ readers }: Crowd, count: number, random: RandomSource): readonly Sealed[] {
  const consents = readers.map(({ entry }) => value(grant(proposalOf({}, intakeOf(), entry), { now: NOW, random })))
  return Array.from({ length: count }, (_, nth) => {
    const consent = consents[nth % consents.length]
    if (consent === undefined) throw new Error('somebody reads the board')
    return value(seal(consent, { random }))
  })
}

/** The first tokens of Asha's, and what followed some of them. The others went by other ways. */
function tokensOf({ readers, tokens }: Crowd, sealed: readonly Sealed[], random: RandomSource): readonly Posted[] {
  const more = readers.map(({ entry }, nth) => moreConsentOf(nth, { entry }))
  return sealed.slice(0, tokens * readers.length).flatMap(({ token, ticket }, nth) => {
    const reader = nth % readers.length
    const consent = more[reader]
    if (consent === undefined) throw new Error('somebody reads the board')
    const follows = Math.floor(nth / readers.length) % 2 === 0
    const next = follows ? value(shareMore(ticket, consent, { random })) : withdrawn(ticket, random)
    return [token, next].map((bytes) => ({ record: value(toRecord(bytes, { random })), token: { reader, bytes } }))
  })
}

function withdrawn(ticket: Ticket, random: RandomSource): Uint8Array {
  return value(withdraw(ticket, { now: NOW, random })).token
}

/** Answers to tickets all over the list, the one with the last number among them. */
function answersTo({ readers, answers }: Crowd, sealed: readonly Sealed[], random: RandomSource) {
  return Array.from({ length: answers }, (_, nth): Posted => {
    const [ticket, number] = [(nth * 7) % sealed.length, nth % 16]
    const keys = readers[ticket % readers.length]?.keys
    const to = sealed[ticket]?.ticket
    if (keys === undefined || to === undefined) throw new Error('somebody answers somebody')
    return { record: answerTo(to, number, keys, random), answer: { ticket, number } }
  })
}

function answerTo(to: Ticket, number: number, keys: PractitionerKeys, random: RandomSource): Uint8Array {
  const numbered = { answer: { kind: 'accepted' }, number, issuedOn: dayOf(NOW) } as const
  return value(sealAnswer(readTicket(to), numbered, keys, random(32)))
}

/** What is nobody's: dummies, and what somebody who wants to confuse would post. */
function nobodysOf(crowd: Crowd, said: readonly Posted[], random: RandomSource): readonly Posted[] {
  const { encapsulated, commitment, ciphertext, length } = recordLayoutOf(crowd.number)
  const answered = said.filter(({ answer }) => answer !== undefined)
  const tokens = said.filter(({ token }) => token !== undefined)
  const takenFrom = (list: readonly Posted[], nth: number) => list[nth % list.length]?.record ?? new Uint8Array(length)
  const keyOf = (record: Uint8Array) => record.subarray(encapsulated, commitment)
  const kinds: readonly ((nth: number) => Uint8Array)[] = [
    () => value(dummyRecord(crowd.number, { random, suites: [crowd.suite] })),
    () => random(length),
    // A key of somebody's token, as good as any, with other bytes around it.
    (nth) => concatBytes(random(16), keyOf(takenFrom(tokens, nth)), random(length - commitment)),
    // The same with its commitment: it looks right up to the ciphertext.
    (nth) => concatBytes(random(16), takenFrom(tokens, nth).subarray(16, ciphertext), random(length - ciphertext)),
    // A copied tag before something else, and before what was said to somebody else.
    (nth) =>
      concatBytes(takenFrom(answered, nth).subarray(0, 16), keyOf(takenFrom(tokens, nth)), random(length - commitment)),
    (nth) => concatBytes(takenFrom(answered, nth).subarray(0, 16), takenFrom(answered, nth + 1).subarray(16)),
  ]
  return Array.from({ length: Math.max(0, crowd.records - said.length) }, (_, nth) => {
    const make = kinds[nth % kinds.length]
    if (make === undefined) throw new Error('there are kinds')
    return { record: make(nth) }
  })
}
