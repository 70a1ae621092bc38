import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { propose } from '../../src/consent/propose.js'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { days, type EpochDay, type EpochSeconds, epochSeconds, hours, type Seconds } from '../../src/kernel/time.js'
import { createInbox } from '../../src/practice/inbox.js'
import { letPass } from '../../src/practice/passing.js'
import { memoryStore } from '../../src/practice/store.js'
import { signStatement } from '../../src/statement/sign.js'
import { checkAge } from '../../src/statement/statement.js'
import { openToken } from '../../src/token/open.js'
import { verifyRecipient } from '../../src/trust/recipient.js'
import { chen, chenKeys, codeOf, intakeOf, NOW, proposalOf, reference, sealedOf, value } from '../support/cast.js'
import { body, sealRaw } from '../support/raw-token.js'

// Eve gives a time that is no time: NaN, Infinity, a fraction, a number beyond what a double counts exactly. NaN is
// neither before nor after anything, so whoever asks "is it over?" is told no, for ever.
// Here what travels can carry whole numbers only, a clock or a length that is none is refused at the door, and ages are
// asked the other way round: "is it still in force?".

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1]
const unlimited = [Number.NaN, Number.POSITIVE_INFINITY]
const asTime = (number: number) => number as EpochSeconds // a host in JavaScript has no brands
const terms = { purpose: 'referral', share: reference, expiresIn: days(7) } as const

describe('a time that is no time', () => {
  it('succeeds against the obvious comparison, and against a day read from JSON', () => {
    const isOver = (expires: number) => expires < NOW
    expect(isOver(NOW - 1)).toBe(true)
    for (const expires of [Number.NaN, Date.parse('tomorrow'), Number(undefined)]) expect(isOver(expires)).toBe(false)
    expect(JSON.parse('{"expires":1e400}').expires).toBe(Number.POSITIVE_INFINITY)
  })
  it.each(bad)('fails here: %d is no moment and no length', (wrong) => {
    expect(() => epochSeconds(wrong)).toThrow(RangeError)
    expect(() => days(wrong)).toThrow(RangeError)
    expect(() => hours(wrong)).toThrow(RangeError)
    expect(() => epochSeconds(new Date(wrong * 1e30))).toThrow(RangeError)
  })
  it.each(unlimited)('fails here: nothing is proposed for %d seconds', (wrong) => {
    // A host in JavaScript has no brands.
    const proposing = () =>
      propose(intakeOf(), { entry: chen }, { ...terms, expiresIn: wrong as Seconds }, { now: NOW })
    expect(codeOf(proposing())).toBe('consent_rule_broken')
  })
  it.each(unlimited)('fails here: with %d for a clock nothing is proposed, granted, trusted or opened', (wrong) => {
    const now = asTime(wrong)
    expect(propose(intakeOf(), { entry: chen }, terms, { now }).ok).toBe(false)
    expect(verifyRecipient(chen.evidence, { now }).ok).toBe(false)
    expect(codeOf(grant(proposalOf(), { now }))).toBe('consent_rule_broken')
    expect(checkAge({ issued: NOW, expires: asTime(NOW + 1) }, now).ok).toBe(false)
    expect(codeOf(openToken(sealedOf(proposalOf()).token, chenKeys, { now }))).toBe('token_unopenable')
  })
  it.each([...unlimited, 0.5, 2 ** 53])('fails here: no statement and no token can carry %d', (wrong) => {
    const times = { sequence: 1, issued: NOW, expires: asTime(wrong) }
    const statement = { kind: 'presence', ...times, subject: chenKeys.id, body: encodeCbor(0) } as const
    expect(() => signStatement(statement, chenKeys.identity)).toThrow()
    const { disclosure, consent } = body()
    // A day that is none, as a host in JavaScript could bring it.
    expect(() => encodeBody({ ...disclosure, expiresOn: wrong as EpochDay }, consent)).toThrow()
  })
  it('fails here: a life that ends before it begins, or after more than 28 days, opens not', () => {
    for (const life of [-1, 0, 29, 3_000_000, Number.MAX_SAFE_INTEGER - body().disclosure.issuedOn]) {
      const { disclosure, consent } = body()
      const expiresOn = (disclosure.issuedOn + life) as EpochDay // out of bounds on purpose
      const token = sealRaw(encodeBody({ ...disclosure, expiresOn }, consent))
      expect([life, codeOf(openToken(token, chenKeys, { now: NOW }))]).toEqual([life, 'token_unopenable'])
    }
  })
  it("fails here: with NaN for a clock the inbox's mark of time stays where it was", async () => {
    const store = memoryStore()
    const inbox = createInbox(store)
    const opened = value(openToken(sealedOf(proposalOf()).token, chenKeys, { now: NOW }))
    const later = asTime(NOW + days(20))
    expect(codeOf(await inbox.receive(opened, { now: later }))).toBe('token_expired')
    await expect(inbox.receive(opened, { now: asTime(Number.NaN) })).rejects.toThrow(RangeError)
    await expect(inbox.list({ now: asTime(Number.NaN) })).rejects.toThrow(RangeError)
    await letPass(store, Number.NaN as EpochDay) // and asked directly
    expect(codeOf(await inbox.receive(opened, { now: NOW }))).toBe('token_expired')
  })
})
