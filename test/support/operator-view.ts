import { recordLayoutOf } from '../../src/board/record.js'
import { grant } from '../../src/consent/grant.js'
import type { RandomSource } from '../../src/kernel/random.js'
import { dayOf } from '../../src/kernel/time.js'
import { dummyRecord } from '../../src/token/nobody.js'
import { toRecord } from '../../src/token/record.js'
import { seal } from '../../src/token/seal.js'
import { sealAnswer } from '../../src/token/seal-answer.js'
import { readTicket } from '../../src/token/ticket.js'
import { entryOf, intakeOf, keysOf, NOW, proposalOf, value } from './cast.js'
import { farthestBit, honest, judge, unevenness } from './disguise.js'
import type { Way } from './pace.js'
import { seededRandom } from './random.js'

// A board on which four practitioners and four people post, and what whoever runs it sees of it.

const HOUR = 3600
/** How long the operator looks. */
const DAYS = 6

/** Who has something to say to whom, from an hour on. A person writes a token, a practitioner an answer. */
export type Letter = { readonly from: string; readonly to: string; readonly hour: number }

/** What the operator sees of one record. */
export type Sight = { readonly address: string; readonly time: number; readonly record: Uint8Array }

const practitioners = new Map(
  ['P1', 'P2', 'P3', 'P4'].map((name) => {
    const keys = keysOf(name)
    return [name, { keys, entry: entryOf(keys) }] as const
  }),
)
const people = ['A1', 'A2', 'A3', 'A4']

/** When somebody posts: a practitioner four times a day, a person once. It depends on the name alone. */
export function timesOf(address: string): readonly number[] {
  const place = Number(address.slice(1))
  const hours = practitioners.has(address) ? [8, 11, 14, 17] : [19]
  return Array.from({ length: DAYS }, (_, day) => hours.map((hour) => (day * 24 + hour) * HOUR + place * 60)).flat()
}

function practitioner(name: string) {
  const found = practitioners.get(name)
  if (found === undefined) throw new Error(`${name} does not practise`)
  return found
}

/** What is posted to say something: a token, or an answer to one that came before, by whatever way. */
function recordOf({ from, to }: Letter, nth: number, random: RandomSource): Uint8Array {
  const isAnswer = practitioners.has(from)
  const { keys, entry } = practitioner(isAnswer ? from : to)
  const { token, ticket } = value(seal(grant(proposalOf({}, intakeOf(), entry), { now: NOW, random }), { random }))
  if (!isAnswer) return value(toRecord(token, { random }))
  const numbered = { answer: { kind: 'accepted' }, number: nth % 16, issuedOn: dayOf(NOW) } as const
  return value(sealAnswer(readTicket(ticket), numbered, keys, random(32)))
}

/** How dummies and answers are made; what is given breaks it. */
export type Making = {
  readonly dummy?: (record: Uint8Array) => Uint8Array
  readonly letter?: (record: Uint8Array) => Uint8Array
}

/** Lets everybody post what they have to say in one way, and looks at it as the operator does, in the order of time. */
export function viewOf(name: string, letters: readonly Letter[], way: Way, making: Making = {}): readonly Sight[] {
  const random = seededRandom(`the world in which ${name}`)
  const asIs = (record: Uint8Array) => record
  const { dummy = asIs, letter = asIs } = making
  const addresses = [...practitioners.keys(), ...people]
  const sights = addresses.flatMap((address) => {
    const own = letters.filter(({ from }) => from === address)
    const sayings = own.map((one, nth) => ({ from: one.hour * HOUR, message: recordOf(one, nth, random) }))
    return way(sayings, timesOf(address)).map(({ time, message }): Sight => {
      const record = message === undefined ? dummy(value(dummyRecord(1, { random }))) : letter(message)
      return { address, time, record }
    })
  })
  return sights.toSorted((one, other) => one.time - other.time || (one.address < other.address ? -1 : 1))
}

/** Everything by which whoever runs the board could tell two worlds apart; nothing where they look alike. */
export function tellsApart(one: readonly Sight[], other: readonly Sight[]): readonly string[] {
  const visible = (view: readonly Sight[], of: (sight: Sight) => unknown) => JSON.stringify(view.map(of))
  const differs = (of: (sight: Sight) => unknown) => visible(one, of) !== visible(other, of)
  // The rest compares as many records with as many.
  if (differs(({ address, time }) => [address, time])) return ['times']
  const found = {
    lengths: differs(({ record }) => record.length),
    repeats: repeats([...one, ...other]),
    bytes: [one, other].some(isUneven) || farthestBit(recordsOf(one), recordsOf(other)) >= 6,
    keys: [one, other].some((view) => JSON.stringify(judge(recordsOf(view), 1)) !== JSON.stringify(honest)),
  }
  return Object.entries(found).flatMap(([what, tells]) => (tells ? [what] : []))
}

const recordsOf = (view: readonly Sight[]) => view.map(({ record }) => record)
const at = recordLayoutOf(1)

/** True when any field stands in two records. */
function repeats(view: readonly Sight[]): boolean {
  const starts = [0, at.encapsulated, at.commitment, at.ciphertext, at.length]
  return starts.slice(1).some((end, nth) => {
    const fields = recordsOf(view).map((record) => Buffer.from(record.subarray(starts[nth], end)).toString('hex'))
    return new Set(fields).size !== fields.length
  })
}

/** True when the bytes outside of the key are not as chance has them: of all, or of any one address. */
function isUneven(view: readonly Sight[]): boolean {
  const outside = (sights: readonly Sight[]) =>
    recordsOf(sights).flatMap((record) => [record.subarray(0, at.encapsulated), record.subarray(at.commitment)])
  const addresses = [...new Set(view.map(({ address }) => address))]
  const byAddress = addresses.map((own) => view.filter(({ address }) => address === own))
  return [view, ...byAddress].some((sights) => unevenness(outside(sights)) >= 6)
}
