import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import { isConsent, readConsent } from '../../../src/consent/granted.js'
import type { Proposal } from '../../../src/consent/proposal.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import { hours, after as later } from '../../../src/kernel/time.js'
import { readBody } from '../../../src/token/body.js'
import { chenKeys, codeOf, entryOf, intakeOf, NOW, proposalOf, value } from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'

const random = seededRandom('grant')

describe('granting', () => {
  it('gives a consent that cannot be stringified or read', () => {
    const consent = value(grant(proposalOf(), { now: NOW }))
    expect(isConsent(consent)).toBe(true)
    expect(() => JSON.stringify(consent)).toThrow(TypeError)
    expect(Object.keys(consent)).toEqual([])
  })
  it('records a fresh id and salt, so that two consents share nothing', () => {
    const recordOf = () => readConsent(value(grant(proposalOf(), { now: NOW }))).record
    const [one, other] = [recordOf(), recordOf()]
    expect(one.id).not.toEqual(other.id)
    expect(one.salt).not.toEqual(other.salt)
    expect(one.termsHash).toEqual(other.termsHash)
  })
  it('binds the words the person read, by their hash', () => {
    const words = { language: 'en', text: 'This is all that will be shared' }
    const { record } = readConsent(value(grant(proposalOf(), { now: NOW, words })))
    expect(record.words).toEqual({ language: 'en', hash: sha256(utf8Encode(words.text)) })
  })
  it('refuses a language that is none', () => {
    const wrong = () => grant(proposalOf(), { now: NOW, words: { language: 'not a language', text: '' } })
    expect(wrong).toThrow(RangeError)
  })
  it('binds the notice and the charter as they stood', () => {
    const termsOf = (retentionDays: number) => {
      const notice = { controller: 'Chen', contact: 'chen', jurisdiction: 'US-WA', retentionDays }
      const proposal = proposalOf({}, intakeOf(), entryOf(chenKeys, { descriptor: { notice } }))
      return readConsent(value(grant(proposal, { now: NOW, random }))).record.termsHash
    }
    expect(termsOf(30)).toEqual(termsOf(30))
    expect(termsOf(30)).not.toEqual(termsOf(31))
  })
  it('fails without randomness', () => {
    const none = () => {
      throw new Error('planted secret')
    }
    expect(grant(proposalOf(), { now: NOW, random: none })).toEqual({
      ok: false,
      error: { code: 'randomness_absent', detail: {} },
    })
  })
  it('throws for a proposal that `propose` did not make', () => {
    const { preview } = proposalOf()
    // What the compiler refuses is given on purpose.
    const forged = { preview, draft: { preview } } as unknown as Proposal
    expect(() => grant(forged, { now: NOW })).toThrow(new TypeError('expected a Draft'))
  })
})

describe('a guardian', () => {
  const policy = {
    approvalsRequired: 1,
    ownConsentFromAge: [
      { region: 'US-WA', age: 16 },
      { region: 'DE', age: 14 },
    ],
  }
  const entry = entryOf(chenKeys, { policy })
  const proposalFor = (about: object, region = 'US-WA') => proposalOf({}, intakeOf({ about, where: { region } }), entry)
  it('is asked for below the age of own consent in the person’s region', () => {
    const result = grant(proposalFor({ ageGroup: 'teen' }), { now: NOW })
    expect(result).toEqual({
      ok: false,
      error: { code: 'consent_guardian_missing', detail: { ownConsentFromAge: 16 } },
    })
  })
  it('who agrees is recorded as guardian, and the preview said so', () => {
    const proposal = proposalFor({ ageGroup: 'teen' })
    expect(proposal.preview.disclosure.guardian).toBe(true)
    const { disclosure, record } = readConsent(value(grant(proposal, { now: NOW, guardian: 'agrees' })))
    expect(readBody(encodeBody(disclosure, record), 512)?.disclosure?.guardian).toBe(true)
  })
  it('is asked for in every part of a country with one rule', () => {
    expect(codeOf(grant(proposalFor({ ageGroup: 'teen' }, 'DE-BE'), { now: NOW }))).toBe('consent_guardian_missing')
  })
  it('is asked for when the help is for a child whose age is not said', () => {
    const proposal = proposalOf({}, intakeOf({ about: {}, for: 'child' }), entry)
    expect(codeOf(grant(proposal, { now: NOW }))).toBe('consent_guardian_missing')
  })
  it('is not recorded where nobody asks for one', () => {
    const proposal = proposalFor({ ageGroup: 'adult' })
    expect(proposal.preview.disclosure).not.toHaveProperty('guardian')
    const { disclosure } = readConsent(value(grant(proposal, { now: NOW, guardian: 'agrees' })))
    expect(disclosure).not.toHaveProperty('guardian')
  })
})

describe('the time of a grant', () => {
  const at = (now: typeof NOW) => grant(proposalOf(), { now })
  it('is within a day of the proposal', () => expect(codeOf(at(later(NOW, hours(24))))).toBe('ok'))
  it('is not a day later, nor earlier', () => {
    const broken = { ok: false, error: { code: 'consent_rule_broken', detail: { rule: 'grantFollowsProposal' } } }
    expect(at((later(NOW, hours(24)) + 1) as typeof NOW)).toEqual(broken) // a whole second later
    expect(at((NOW - 1) as typeof NOW)).toEqual(broken)
  })
  it('is not after the recipient’s statements ended', () => {
    const entry = entryOf(chenKeys, { descriptorLasts: hours(12) })
    const result = grant(proposalOf({}, intakeOf(), entry), { now: later(NOW, hours(12)) })
    expect(result).toEqual({ ok: false, error: { code: 'consent_rule_broken', detail: { rule: 'descriptorIsFresh' } } })
  })
  it.each([
    ['approval', { approvalLasts: hours(12) }],
    ['community’s manifest', { manifestLasts: hours(12) }],
  ])('is not after the %s ended', (_, circumstances) => {
    const proposal = proposalOf({}, intakeOf(), entryOf(chenKeys, circumstances))
    expect(codeOf(grant(proposal, { now: (later(NOW, hours(12)) - 1) as typeof NOW }))).toBe('ok')
    expect(grant(proposal, { now: later(NOW, hours(12)) })).toEqual({
      ok: false,
      error: { code: 'consent_rule_broken', detail: { rule: 'descriptorIsFresh' } },
    })
  })
})
