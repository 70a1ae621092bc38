import { afterEach, describe, expect, it } from 'vitest'
import {
  consentDigest,
  type Disclosure,
  encodeBody,
  type Share,
  sharedFields,
} from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import { type Consent, readConsent } from '../../../src/consent/granted.js'
import { grantedFacts, receivedFacts, type SharedLevel } from '../../../src/consent/record-facts.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { dayOf, days, after as later } from '../../../src/kernel/time.js'
import {
  chenKeys,
  codeOf,
  entryOf,
  everything,
  intakeOf,
  NOW,
  proposalOf,
  reference,
  value,
} from '../../support/cast.js'
import { bothSides, chenRecipient } from '../../support/consent-record.js'

const proposal = proposalOf({ share: everything })
const words = { language: 'pt-BR', text: 'What I agreed to' }
const consent = value(grant(proposal, { now: NOW, words }))
const levels = (shared: readonly SharedLevel[]) => shared.map(({ field, level }) => `${field} ${level}`)

describe('the facts of a granted consent', () => {
  const facts = grantedFacts(consent, proposal.preview)
  const { disclosure, record } = readConsent(consent)

  it('name the consent as the recipient will', () =>
    expect(facts.consent).toBe(toHex(consentDigest(encodeBody(disclosure, record)))))
  it('say for whom, where found, under which notice, for what and until when', () => {
    expect(facts).toMatchObject({
      heldBy: 'person',
      purpose: 'referral',
      issuedOn: dayOf(NOW),
      expiresOn: dayOf(later(NOW, days(7))),
      guardian: false,
      recipient: { id: chenKeys.id, name: 'Chen', practice: 'Harbour Street Practice' },
      community: { name: 'Harbour Collective' },
      openers: [],
      notice: { controller: 'Chen Bodywork Ltd', contact: 'privacy@chen.example', retentionDays: 90 },
    })
  })
  it('hold the hashes of the words and the terms as they were sealed', () => {
    expect(facts.words).toEqual({ language: 'pt-BR', hash: toHex(sha256(utf8Encode(words.text))) })
    expect(facts.termsHash).toBe(toHex(record.termsHash))
  })
  it('say of every field that it was shared, and at which level', () => {
    expect(new Set(facts.shared.map(({ field }) => field))).toEqual(new Set(sharedFields))
    expect(levels(facts.shared)).toContain('area postal')
  })
  it('tell the levels of needs, and not how many there are', () => {
    const share: Share = {
      needs: [
        { concept: 'grief', level: 'concept' },
        { concept: 'anxiety.panic', level: 'category' },
        { concept: 'sleep.cannot-sleep', level: 'category' },
      ],
      contact: ['phone', 'name'],
    }
    expect(levels(bothSides(share).person.shared)).toEqual([
      'needs category',
      'needs concept',
      'contact name',
      'contact phone',
    ])
  })
  it('name whoever else opens it, and not the practitioner twice', () => {
    const openers = [
      { role: 'self', name: 'Chen' },
      { role: 'role-holder', name: 'The front desk' },
    ]
    const shown = proposalOf({}, intakeOf(), entryOf(chenKeys, { descriptor: { openers } }))
    expect(grantedFacts(value(grant(shown, { now: NOW })), shown.preview).openers).toEqual(['The front desk'])
  })
  it('are plain data that nobody can change, and the same after JSON', () => {
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
    expect(Object.isFrozen(facts) && Object.isFrozen(facts.shared) && Object.isFrozen(facts.notice)).toBe(true)
  })
  it('are read from a consent and its own preview alone', () => {
    const other = proposalOf({ share: reference })
    expect(() => grantedFacts(consent, other.preview)).toThrow(/^preview: not the one/)
    expect(() => grantedFacts(consent, structuredClone(proposal.preview))).toThrow(TypeError)
    // @ts-expect-error: nothing was shown
    expect(() => grantedFacts(consent, undefined)).toThrow(TypeError)
    const lookAlike = { ...consent } as Consent // it has nothing inside
    expect(() => grantedFacts(lookAlike, proposal.preview)).toThrow('expected a Consent')
  })
})

describe('the facts of a received referral', () => {
  it('are the person’s, but for what only the person’s side knows', () => {
    const { person, practitioner } = bothSides(everything, { words })
    const { words: _, termsHash, ...shared } = person
    expect(JSON.parse(JSON.stringify(practitioner))).toEqual({
      ...JSON.parse(JSON.stringify(shared)),
      heldBy: 'practitioner',
    })
    expect(termsHash).toHaveLength(64)
  })
  it('need the notice under which it was written', () => {
    const { notice: _, ...withoutNotice } = chenRecipient.descriptor
    const disclosure = proposal.preview.disclosure
    const referral = { consent: '00'.repeat(32), disclosure }
    expect(codeOf(receivedFacts(referral, { ...chenRecipient, descriptor: withoutNotice }))).toBe(
      'consent_notice_missing',
    )
  })
  it('hold the hash of the notice’s text where it was published', () => {
    const descriptor = {
      ...chenRecipient.descriptor,
      notice: {
        controller: 'Chen',
        contact: 'chen',
        jurisdiction: 'US-WA',
        retentionDays: 1,
        textHash: new Uint8Array(32).fill(1),
      },
    }
    const referral = { consent: '00'.repeat(32), disclosure: proposal.preview.disclosure }
    expect(value(receivedFacts(referral, { ...chenRecipient, descriptor })).notice.textHash).toBe('01'.repeat(32))
  })
})

describe('a prototype that another script has spoilt', () => {
  afterEach(() => Reflect.deleteProperty(Object.prototype, 'story'))
  it('shares no field', () => {
    const disclosure: Disclosure = { ...proposalOf().preview.disclosure, fields: { format: ['online'] } }
    Object.defineProperty(Object.prototype, 'story', { value: 'planted', configurable: true })
    const facts = value(receivedFacts({ consent: '00'.repeat(32), disclosure }, chenRecipient))
    expect(levels(facts.shared)).toEqual(['format stated'])
  })
})
