import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/catalogue/compile.js'
import { revoke } from '../../src/community/sign.js'
import {
  attest,
  confirmClaim,
  endorse,
  nameSuccessor,
  promiseRecovery,
  vouch,
  withdrawVouch,
} from '../../src/community/speak.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days, type EpochSeconds, keyEpochOf } from '../../src/kernel/time.js'
import { type BodyFormat, encodeBody } from '../../src/statement/body.js'
import type { MemberKind, Statement } from '../../src/statement/statement.js'
import { encodeJoining } from '../../src/trust/joining.js'
import { memberFormats } from '../../src/trust/member-formats.js'
import { type CommunityState, deriveState } from '../../src/trust/state.js'
import { coreVocabulary as vocabulary } from '../../src/vocabulary/vocabulary.js'
import { must, NOW, samplePractitioner } from '../support/catalogue.js'
import { approvedBy, at, circleOf, introduced, read, rules, signingKey } from '../support/circle.js'

// Statements of every kind, some of which count for nothing, folded in every order.

const circle = circleOf(3, 2, { checklist: ['charter-signed'] })
const { as } = circle
const [dora, second, third] = circle.vetters
if (dora === undefined || second === undefined || third === undefined) throw new Error('three vetters')
const people = ['Ben', 'Chen', 'Billie', 'Noor', 'Eve', 'Ode'].map((name) => samplePractitioner(name))
const [ben, chen, billie, noor, eve, ode] = people
if (!ben || !chen || !billie || !noor || !eve || !ode) throw new Error('six people')
const key = (of: typeof ben) => of.keys.identity.publicKey
const sheet = signingKey('sheet')
const bySheet = { signer: sheet, community: circle.keys.root.publicKey }
const toBillie = vouch(key(billie), as(chen.keys), { now: at(2) })
const signed: readonly Uint8Array[] = [
  ...people.flatMap((one) => [one.descriptor, one.presence, ...approvedBy(circle, 2, one.descriptor)]),
  ...approvedBy(circle, 3, chen.descriptor, at(3)),
  ...people.slice(0, 5).map((one) => attest(key(one), ['charter-signed'], dora, { now: NOW })),
  introduced(circle, ben.keys),
  introduced(circle, ben.keys, at(1)),
  vouch(key(chen), as(ben.keys), { now: at(1) }),
  toBillie,
  withdrawVouch(toBillie, as(chen.keys), { now: at(4) }),
  vouch(key(billie), as(ben.keys), { now: at(2) }),
  vouch(key(noor), as(chen.keys), { now: at(30) }),
  vouch(key(eve), as(noor.keys), { now: at(31) }),
  vouch(key(noor), as(eve.keys), { now: at(31) }),
  endorse(key(chen), 'anxiety.panic', as(ben.keys), { now: at(5) }),
  endorse(key(chen), 'anxiety.panic', as(ben.keys), { now: at(6) }),
  endorse(key(ben), 'grief', as(chen.keys), { now: at(5) }),
  endorse(key(ben), 'grief', as(eve.keys), { now: at(5) }),
  promiseRecovery(sheet.publicKey, as(noor.keys), { now: at(1) }),
  nameSuccessor(key(noor), key(ode), bySheet, { now: at(33) }),
  nameSuccessor(key(chen), key(ode), third, { now: at(33) }),
  confirmClaim(key(ben), 'facility-1', dora, { now: at(2) }),
  confirmClaim(key(ben), 'facility-1', second, { now: at(3) }),
  confirmClaim(key(eve), 'facility-1', third, { now: at(3) }),
  revoke(key(eve), 'conduct', circle.keys, { now: at(32) }),
]
const pile = signed.map(read)
const moment = at(34)

/** Everything a state says, as plain data. */
function said(state: CommunityState) {
  const hex = (statements: readonly { readonly bytes: Uint8Array }[]) => statements.map(({ bytes }) => toHex(bytes))
  return JSON.stringify([
    [...state.members.values()],
    [...state.claimed],
    [...state.partners],
    hex(state.kept),
    hex(state.superseded).sort(),
    state.unheeded.map(({ statement, code }) => `${code} ${toHex(statement.bytes)}`).sort(),
    [...state.standings.standings.keys()],
  ])
}

/** A statement nobody signed: the fold reads and does not verify, and ten thousand signatures would take a minute. */
function unsigned<Kind extends MemberKind>(
  kind: Kind,
  by: Uint8Array,
  about: Uint8Array,
  says: object,
  nth: number,
): Statement {
  const format = memberFormats[kind] as unknown as BodyFormat<object>
  const body = encodeBody(format, { community: circle.keys.root.publicKey, ...says })
  const bytes = Uint8Array.from([...by.subarray(0, 8), ...about.subarray(0, 8), nth & 255, nth >> 8])
  const times = { sequence: 1, issued: NOW, expires: after(NOW, days(300)) }
  return { kind, issuer: by, subject: toHex(about), body, bytes, ...times }
}
const numbered = (nth: number) =>
  Uint8Array.from({ length: 32 }, (_, index) => (index < 4 ? (nth >>> (8 * index)) & 255 : index === 31 ? 9 : 7))

describe('deriveState', () => {
  it('says the same for 1,000 random orders and duplications', () => {
    const expected = said(deriveState(pile, circle.community, moment))
    const state = deriveState(pile, circle.community, moment)
    // The pile is worth folding: there are listed and unlisted members, and statements that do not count.
    expect(new Set([...state.members.values()].map(({ refusal }) => refusal)).size).toBeGreaterThan(3)
    expect(Math.min(state.unheeded.length, state.superseded.length, state.kept.length)).toBeGreaterThan(1)
    const mixed = fc
      .tuple(fc.shuffledSubarray([...pile], { minLength: pile.length }), fc.subarray([...pile]))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
    fc.assert(
      fc.property(mixed, (received) => said(deriveState(received, circle.community, moment)) === expected),
      { numRuns: 1000 },
    )
  })

  it('says of the statements it keeps what it said of all: what was published can be published again', () => {
    fc.assert(
      fc.property(fc.subarray([...signed], { minLength: 20 }), fc.integer({ min: 5, max: 120 }), (some, day) => {
        const now: EpochSeconds = at(day)
        const context = { community: circle.community, root: circle.root, vocabulary, now }
        const once = must(compile(some, context))
        const again = must(
          compile(
            once.statements.map(({ bytes }) => bytes),
            context,
          ),
        )
        expect(again.rejected).toEqual([])
        expect(again.statements.map(({ bytes }) => toHex(bytes))).toEqual(
          once.statements.map(({ bytes }) => toHex(bytes)),
        )
        expect(again.entries.map(({ entry }) => entry.id)).toEqual(once.entries.map(({ entry }) => entry.id))
      }),
      { numRuns: 40 },
    )
  })

  it('is moved by nobody from outside, whatever they say and however they date it', () => {
    const expected = deriveState(pile, circle.community, moment)
    const stranger = samplePractitioner('a stranger').keys
    const targets = people.map(key)
    const outside = fc.record({ target: fc.constantFrom(...targets), day: fc.integer({ min: 0, max: 34 }) })
    fc.assert(
      fc.property(fc.array(outside, { minLength: 1, maxLength: 4 }), (acts) => {
        const speaker = as(stranger)
        const more = acts.flatMap(({ target, day }) => [
          vouch(target, speaker, { now: at(day) }),
          endorse(target, 'grief', speaker, { now: at(day) }),
          attest(target, ['charter-signed'], speaker, { now: at(day) }),
          nameSuccessor(target, stranger.identity.publicKey, speaker, { now: at(day) }),
          confirmClaim(target, 'facility-1', speaker, { now: at(day) }),
        ])
        const state = deriveState([...pile, ...more.map(read)], circle.community, moment)
        expect([...state.members]).toEqual([...expected.members])
        expect([...state.claimed]).toEqual([...expected.claimed])
        expect(state.kept).toEqual(expected.kept)
      }),
      { numRuns: 25 },
    )
  })

  it('follows chains of vouches 10,000 deep and the loop they close', () => {
    const deep = { ...rules, depth: 65_535, invitationsPerEpoch: 2 }
    const policy = { approvalsRequired: 0, joining: encodeJoining(deep) }
    const community = { ...circle.community, policy }
    const epoch = keyEpochOf(NOW)
    const chain = Array.from({ length: 10_000 }, (_, nth) =>
      unsigned('vouch', numbered(nth), numbered((nth + 1) % 10_000), { epoch }, nth),
    )
    // A loop alone stands on nothing.
    expect(deriveState(chain, community, NOW).members.size).toBe(0)
    const root = unsigned('vouch', circle.keys.root.publicKey, numbered(0), { epoch }, 0)
    const state = deriveState([...chain, root], community, NOW)
    expect(state.members.size).toBe(10_000)
    expect(state.members.get(toHex(numbered(9_999)))).toMatchObject({
      refusal: undefined,
      introduction: { depth: 9_999 },
    })
    const near = { ...community, policy: { ...policy, joining: encodeJoining(rules) } }
    expect(deriveState([...chain, root], near, NOW).members.size).toBe(3)
  })

  it('follows 10,000 keys that took one another’s place, and the circle they close', () => {
    const policy = { approvalsRequired: 1, keyCoolDownDays: 1 }
    const community = { ...circle.community, policy }
    const by = circle.keys.root.publicKey
    const line = Array.from({ length: 9_999 }, (_, nth) =>
      unsigned('key-replacement', by, numbered(nth), { to: numbered(nth + 1) }, nth),
    )
    const state = deriveState(line, community, at(2))
    expect(state.members.get(toHex(numbered(9_999)))?.replaced?.from).toBe(toHex(numbered(9_998)))
    const circled = [...line, unsigned('key-replacement', by, numbered(9_999), { to: numbered(0) }, 0)]
    const none = deriveState(circled, community, at(2))
    expect([...none.members.values()].filter(({ refusal }) => refusal === 'member_key_replaced')).toEqual([])
  })
})
