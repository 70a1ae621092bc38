import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Share, sharedFields } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { readConsent } from '../../src/consent/granted.js'
import { propose } from '../../src/consent/propose.js'
import { grantedFacts, receivedFacts } from '../../src/consent/record-facts.js'
import { toConsentReceipt } from '../../src/interop/consent-record/receipt.js'
import { toConsentRecord } from '../../src/interop/consent-record/record.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days } from '../../src/kernel/time.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { seal } from '../../src/token/seal.js'
import { chen, chenKeys, everything, intakeOf, NOW, proposalOf, value } from '../support/cast.js'
import { chenRecipient } from '../support/consent-record.js'
import { seededRandom } from '../support/random.js'

const secret = 'planted-7f3a91'
/** Every answer, with a secret wherever a person writes freely. */
const planted = {
  about: { ageGroup: 'adult', gender: 'woman', memberOf: [`the ${secret} choir`] },
  where: { region: 'GB-SCT', postalArea: 'PLANTED 7F', formats: ['online', 'in-person'] },
  story: `It began with ${secret}.`,
  contact: { name: `Asha ${secret}`, email: `${secret}@example.org`, phone: `+1 ${secret}` },
}
/** The same questions, answered otherwise throughout. */
const otherwise = {
  needs: [{ concept: 'pain.back' }, { concept: 'practical.housing' }, { concept: 'posture' }],
  about: { ageGroup: 'older-adult', gender: 'man', memberOf: ['Others', 'Further'] },
  for: 'family',
  sessions: 'group',
  where: { region: 'DE', postalArea: '10115', formats: ['online.phone'] },
  languages: { anyOf: ['de'] },
  payment: { anyOf: [{ budget: { amount: 5, currency: 'EUR', per: 'month' } }] },
  when: { slots: [{ day: 'sun', fromMinute: 0, toMinute: 60 }], utcOffsetMinutes: 60 },
  access: ['sign-language'],
  body: { areas: ['lower-back'], noTouch: ['head'] },
  story: 'Otherwise.',
  source: 'faith',
  contact: { name: 'B', email: 'b@c.example', phone: '+49 30 1' },
}
const closed = ['anxiety', 'panic', 'sleep', 'grief', 'woman', 'adult', 'premera', 'insurer', 'budget', 'step-free']
const more = ['quiet', 'abdomen', 'scar', 'PLANTED 7F', 'GB-SCT', 'online', 'in-person', '"es"', '"ase"', 'physician']

const stated = fc.constant('stated' as const)
const concepts = everything.needs?.map(({ concept }) => concept) ?? []
const share: fc.Arbitrary<Share> = fc
  .record(
    {
      needs: fc.tuple(
        ...concepts.map((concept) =>
          fc.record({ concept: fc.constant(concept), level: fc.constantFrom('category' as const, 'concept' as const) }),
        ),
      ),
      availability: fc.constantFrom('part-of-day' as const, 'slots' as const),
      language: stated,
      format: stated,
      ageGroup: stated,
      sessions: stated,
      for: stated,
      payment: stated,
      access: stated,
      body: stated,
      noTouch: stated,
      about: stated,
      area: fc.constantFrom('region' as const, 'postal' as const),
      contact: fc.subarray(['name', 'email', 'phone'] as const, { minLength: 1 }),
      story: fc.constant('text' as const),
      source: stated,
    },
    { requiredKeys: [] },
  )
  .filter((wanted) => Object.keys(wanted).length > 0)

/** False where so much does not fit into the token's size: then there is no proposal. */
function fits(wanted: Share, changes: Record<string, unknown>): boolean {
  const terms = { purpose: 'referral', share: wanted, expiresIn: days(7) } as const
  return propose(intakeOf(changes), { entry: chen }, terms, { now: NOW }).ok
}

/** Everything that comes out on either side, as text. */
function textsOf(wanted: Share, changes: Record<string, unknown>, seed: string) {
  const proposal = proposalOf({ share: wanted }, intakeOf(changes))
  const words = { language: 'en', text: `I agree, says ${secret}` }
  const consent = value(grant(proposal, { now: NOW, words, random: seededRandom(seed) }))
  const { token } = value(seal(consent, { random: seededRandom('seal') }))
  const referral = readOpened(value(openToken(token, chenKeys, { now: NOW })))
  const sides = [grantedFacts(consent, proposal.preview), value(receivedFacts(referral, chenRecipient))]
  const history = [{ state: 'ConsentWithdrawn' as const, on: proposal.preview.disclosure.issuedOn }]
  const options = { now: after(NOW, days(1)), history }
  const made = sides.flatMap((facts) => [
    facts,
    value(toConsentRecord(facts, options)),
    value(toConsentReceipt(facts, options)),
  ])
  return { consent, sides, texts: made.map((one) => JSON.stringify(one)) }
}

describe('a planted secret', () => {
  it('is in no facts, no record and no receipt, whatever was shared', () =>
    fc.assert(
      fc.property(share, (wanted) => {
        fc.pre(fits(wanted, planted))
        const { texts } = textsOf(wanted, planted, 'planted')
        for (const text of texts) {
          for (const one of [secret, ...closed, ...more]) expect(text).not.toContain(one)
        }
      }),
      { numRuns: 200 },
    ))
  it.each(sharedFields)('is not there when only %s is shared, either', (field) => {
    const { texts } = textsOf({ [field]: everything[field] }, planted, field)
    for (const text of texts) for (const one of [secret, ...closed, ...more]) expect(text).not.toContain(one)
  })
  it('is the salt that makes the digest: it is in none of them', () => {
    const { consent, texts } = textsOf(everything, planted, 'salt')
    const { salt, id } = readConsent(consent).record
    for (const bytes of [salt, id]) {
      for (const text of texts) expect(text).not.toContain(toHex(bytes))
    }
  })
  it('is looked for where it would be found', () => {
    const { disclosure } = proposalOf({ share: everything }, intakeOf(planted)).preview
    const text = JSON.stringify(disclosure)
    const wanted = [secret, ...closed, ...more].filter((one) => !['panic', 'sleep'].includes(one))
    // At the highest levels the values themselves say them, but for those a coarser level keeps back.
    const absent = wanted.filter((one) => !text.includes(one))
    expect(absent).toEqual(['premera', 'GB-SCT'])
  })
})

describe('what a record depends on', () => {
  const concernsOf = (changes: { readonly needs?: readonly { readonly concept: string }[] }) =>
    changes.needs?.map(({ concept }) => concept) ?? concepts
  /** The same share, of whatever these answers hold. */
  const shareOf = (wanted: Share, changes: Parameters<typeof concernsOf>[0]): Share => {
    const names = concernsOf(changes)
    const needs = wanted.needs?.map(({ level }, index) => ({ concept: names[index] ?? '', level }))
    return { ...wanted, ...(needs === undefined ? {} : { needs }) }
  }
  it('is fields and levels: two people who share the same of different answers have the same facts', () =>
    fc.assert(
      fc.property(share, (wanted) => {
        fc.pre(fits(wanted, planted) && fits(shareOf(wanted, otherwise), otherwise))
        const one = textsOf(wanted, planted, 'same').sides
        const other = textsOf(shareOf(wanted, otherwise), otherwise, 'same').sides
        // The digest alone differs: it is salted, and made of what was sealed.
        const withoutDigest = (facts: (typeof one)[number]) => ({ ...facts, consent: '' })
        expect(other.map(withoutDigest)).toEqual(one.map(withoutDigest))
      }),
      { numRuns: 200 },
    ))
})
