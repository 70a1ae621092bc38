import { describe, expect, it } from 'vitest'
import { recordLayoutOf } from '../../src/board/record.js'
import { grant } from '../../src/consent/grant.js'
import { classical } from '../../src/kernel/suite.js'
import { dayOf } from '../../src/kernel/time.js'
import { hybrid } from '../../src/kernel/x-wing.js'
import { dummyRecord } from '../../src/token/nobody.js'
import { toRecord } from '../../src/token/record.js'
import { seal } from '../../src/token/seal.js'
import { sealAnswer } from '../../src/token/seal-answer.js'
import { readTicket } from '../../src/token/ticket.js'
import { withdraw } from '../../src/token/withdraw.js'
import { chen, chenKeys, intakeOf, NOW, proposalOf, value } from '../support/cast.js'
import { isOnCurve } from '../support/curve-points.js'
import { farthestBit, honest, judge, unevenness } from '../support/disguise.js'
import { hybridChen, hybridKeys } from '../support/hybrid.js'
import { seededRandom } from '../support/random.js'

// Whoever looks at a board must not be able to tell the records that say something from those that say nothing, nor a
// token from an answer: no byte, no bit, and nothing that can be computed from a public key without a secret one. Every draw
// is seeded, so a run gives the same every time.

const now = NOW
const boards = [
  { name: 'suite 1', number: 1, suite: classical, keys: chenKeys, entry: chen, count: 160 },
  // Its records are three times as dear, and what stands in them besides is the same.
  { name: 'suite 2', number: 2, suite: hybrid, keys: hybridKeys, entry: hybridChen, count: 96 },
] as const

/** So many records of every kind. */
function recordsOf({ number, suite, keys, entry, count }: (typeof boards)[number]) {
  const random = seededRandom('the disguise')
  const consent = value(grant(proposalOf({}, intakeOf(), entry), { now, random }))
  const many = (make: (nth: number) => Uint8Array) => Array.from({ length: count }, (_, nth) => make(nth))
  const sealed = Array.from({ length: count }, () => value(seal(consent, { random })))
  return {
    token: sealed.map(({ token }) => value(toRecord(token, { random }))),
    withdrawal: sealed.map(({ ticket }) => value(toRecord(value(withdraw(ticket, { now, random })).token, { random }))),
    answer: sealed.map(({ ticket }, nth) => {
      const numbered = { answer: { kind: 'accepted' }, number: nth % 16, issuedOn: dayOf(now) } as const
      return value(sealAnswer(readTicket(ticket), numbered, keys, random(32)))
    }),
    dummy: many(() => value(dummyRecord(number, { random, suites: [suite] }))),
  }
}

describe.each(boards)('the records of a board of $name', (board) => {
  const kinds = recordsOf(board)
  const { number } = board
  const names = ['token', 'withdrawal', 'answer', 'dummy'] as const

  it('have one length', () =>
    expect(new Set(Object.values(kinds).flatMap((records) => records.map(({ length }) => length))).size).toBe(1))
  it.each(names)('have a key that a secret key could have made: %s', (name) =>
    expect(judge(kinds[name], number)).toEqual(honest),
  )
  it.each(names)('have bytes as chance has them outside of the key: %s', (name) => {
    const { encapsulated, commitment } = recordLayoutOf(number)
    const outside = kinds[name].flatMap((record) => [record.subarray(0, encapsulated), record.subarray(commitment)])
    expect(unevenness(outside)).toBeLessThan(6)
  })
  it.each(names.slice(1))('differ in no bit from a token: %s', (name) =>
    expect(farthestBit(kinds[name], kinds.token)).toBeLessThan(6),
  )
  it('share no field with each other', () => {
    const { encapsulated, commitment, ciphertext } = recordLayoutOf(number)
    const all = Object.values(kinds).flat()
    const fields = [
      [0, encapsulated],
      [encapsulated, commitment],
      [commitment, ciphertext],
      [ciphertext, ciphertext + 32],
      [ciphertext + 2032, ciphertext + 2064],
    ] as const
    for (const [from, to] of fields) {
      expect(new Set(all.map((record) => Buffer.from(record.subarray(from, to)).toString('hex'))).size).toBe(all.length)
    }
  })

  describe('would be told apart', () => {
    const random = seededRandom('bad dummies')
    const spoilt = (change: (record: Uint8Array, at: number) => void) =>
      kinds.dummy.map((record) => {
        const copy = new Uint8Array(record)
        change(copy, recordLayoutOf(number).commitment - 32)
        return copy
      })
    const bytesForKey = spoilt((record, at) => record.set(random(32), at))
    it('by a key of random bytes: by its top bit, by the curve and by its order', () => {
      const { topBit, onCurve, primeOrder } = judge(bytesForKey, number)
      expect([topBit > 0.2, onCurve < 0.8, primeOrder < 0.3]).toEqual([true, true, true])
    })
    it('by a random point of the curve without a top bit: by its order alone', () => {
      const onCurve = spoilt((record, at) => {
        do {
          record.set(random(32), at)
          record[at + 31] = (record[at + 31] ?? 0) & 127
        } while (!isOnCurve(record.subarray(at, at + 32)))
      })
      expect(judge(onCurve, number)).toMatchObject({ topBit: 0, onCurve: 1 })
      expect(judge(onCurve, number).primeOrder).toBeLessThan(0.4)
    })
    it('by a filler of zeros, and by one byte that is always the same', () => {
      const filled = kinds.token.map((record) => new Uint8Array(record).fill(0, record.length - 1536))
      expect(unevenness(filled)).toBeGreaterThan(100)
      const marked = spoilt((record, at) => record.fill(7, at + 40, at + 41))
      expect(farthestBit(marked, kinds.token)).toBeGreaterThan(6)
    })
  })
})
