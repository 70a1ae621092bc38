import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { purposeIris, purposes } from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import {
  brokenRule,
  type ConsentFacts,
  type ConsentRuleName,
  consentRules,
  refusedPurposes,
} from '../../../src/consent/rules.js'
import { days, type EpochDay, after as later } from '../../../src/kernel/time.js'
import { NOW, proposalOf } from '../../support/cast.js'

const { preview } = proposalOf()
const { disclosure } = preview
const facts: ConsentFacts = {
  audience: { id: 'ab'.repeat(32), name: 'Chen' },
  disclosure,
  preview,
  returned: preview,
  proposedAt: NOW,
  now: NOW,
  freshUntil: later(NOW, days(30)),
  hasNotice: true,
  guardian: 'not-needed',
}
const broken = (changes: Partial<ConsentFacts>) => brokenRule({ ...facts, ...changes }, 'grant')
const withDisclosure = (changes: object) => {
  const changed = { ...disclosure, ...changes }
  const shown = { ...preview, disclosure: changed }
  return broken({ disclosure: changed, preview: shown, returned: shown })
}

/** One test for each rule, by its name: what breaks it, and it alone. */
const tests: Record<ConsentRuleName, () => void> = {
  audienceIsNamed: () => {
    expect(broken({ audience: { id: '', name: 'Chen' } })).toBe('audienceIsNamed')
    expect(broken({ audience: { id: 'ab'.repeat(32), name: '' } })).toBe('audienceIsNamed')
  },
  purposeIsNotAdvertising: () => {
    const spellings = [
      'Advertising',
      'dpv:Marketing',
      'https://w3id.org/dpv#SellDataToThirdParties',
      'direct-marketing',
    ]
    for (const purpose of spellings) expect(withDisclosure({ purpose })).toBe('purposeIsNotAdvertising')
  },
  purposeIsStated: () => {
    for (const purpose of ['', 'research', 'Referral', undefined])
      expect(withDisclosure({ purpose })).toBe('purposeIsStated')
  },
  arrivalIsBare: () => {
    const arrival = { purpose: 'arrived', fields: {} } as const
    expect(withDisclosure(arrival)).toBeUndefined()
    expect(withDisclosure({ ...arrival, fields: { sessions: 'one' } })).toBe('arrivalIsBare')
    expect(withDisclosure({ ...arrival, event: 'event:grief-walk' })).toBe('arrivalIsBare')
  },
  expiryIsBounded: () => {
    for (const length of [-1, 0, 29, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const expiresOn = (disclosure.issuedOn + length) as EpochDay
      expect(withDisclosure({ expiresOn })).toBe('expiryIsBounded')
    }
  },
  noticeIsPresent: () => expect(broken({ hasNotice: false })).toBe('noticeIsPresent'),
  descriptorIsFresh: () => expect(broken({ freshUntil: NOW })).toBe('descriptorIsFresh'),
  scopeIsWithinPreview: () => {
    expect(broken({ returned: { ...preview } })).toBe('scopeIsWithinPreview')
    expect(broken({ returned: undefined, preview: undefined })).toBe('scopeIsWithinPreview')
    expect(broken({ disclosure: { ...disclosure } })).toBe('scopeIsWithinPreview')
    const [one, other] = [proposalOf(), proposalOf({ share: {} })]
    const swapped = grant({ ...one, preview: other.preview }, { now: NOW })
    expect(swapped).toEqual({
      ok: false,
      error: { code: 'consent_rule_broken', detail: { rule: 'scopeIsWithinPreview' } },
    })
  },
  grantFollowsProposal: () => {
    expect(broken({ proposedAt: later(NOW, days(1)) })).toBe('grantFollowsProposal')
    expect(broken({ now: later(NOW, days(2)) })).toBe('grantFollowsProposal')
  },
  guardianIsPresentWherePolicyAsks: () => {
    expect(broken({ guardian: 'missing' })).toBe('guardianIsPresentWherePolicyAsks')
    expect(broken({ guardian: 'present' })).toBeUndefined()
  },
}

describe('the rules of consent', () => {
  it('all hold for a proposal granted as it was shown', () => expect(broken({})).toBeUndefined())
  it('each have a test of their name', () => {
    expect(consentRules.map(({ name }) => name).sort()).toEqual(Object.keys(tests).sort())
  })
  it.each(Object.entries(tests))('%s', (_, test) => test())
  it('cannot be changed', () => {
    expect(Object.isFrozen(consentRules)).toBe(true)
    expect(consentRules.every((rule) => Object.isFrozen(rule))).toBe(true)
  })
  it('each stand with their reason', () => {
    const source = readFileSync(new URL('../../../src/consent/rules.ts', import.meta.url), 'utf8')
    for (const { name } of consentRules) expect(source).toMatch(new RegExp(`// .+\\n  rule\\(\\s*'${name}'`))
  })
  it('that need the person’s agreement are not judged before it', () => {
    expect(
      brokenRule({ ...facts, preview: undefined, returned: undefined, guardian: 'missing' }, 'propose'),
    ).toBeUndefined()
  })
})

describe('the purposes', () => {
  it('each have an IRI of the Data Privacy Vocabulary', () => {
    expect(Object.keys(purposeIris).sort()).toEqual([...purposes].sort())
    for (const iri of Object.values(purposeIris)) expect(iri).toMatch(/^https:\/\/w3id\.org\/dpv#[A-Z][A-Za-z]+$/)
  })
  it('are none of those refused by name', () => {
    for (const iri of Object.values(purposeIris)) expect(refusedPurposes).not.toContain(iri.split('#')[1])
  })
})
