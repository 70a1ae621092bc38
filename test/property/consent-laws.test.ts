import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentDigest, type Share, sharedFields } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { readConsent } from '../../src/consent/granted.js'
import { propose } from '../../src/consent/propose.js'
import { toHex } from '../../src/kernel/text.js'
import { days } from '../../src/kernel/time.js'
import { readBody } from '../../src/token/body.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { seal } from '../../src/token/seal.js'
import { answers, chen, chenKeys, everything, intakeOf, NOW, value } from '../support/cast.js'
import { seededRandom } from '../support/random.js'

/** What may be asked to be shared: any subset of the fields, each at any level. */
const needShare = fc
  .subarray(answers.needs.map(({ concept }) => concept))
  .chain((concepts) =>
    fc.tuple(
      ...concepts.map((concept) =>
        fc.record({ concept: fc.constant(concept), level: fc.constantFrom('category' as const, 'concept' as const) }),
      ),
    ),
  )
const stated = fc.constant('stated' as const)
const share: fc.Arbitrary<Share> = fc.record(
  {
    needs: needShare,
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
    contact: fc.subarray(['name', 'email', 'phone'] as const),
    story: fc.constant('text' as const),
  },
  { requiredKeys: [] },
)
const intake = intakeOf()
const terms = (wanted: Share) => ({ purpose: 'referral' as const, share: wanted, expiresIn: days(7) })
const isNamed = (wanted: Share, field: keyof Share) => (wanted[field]?.length ?? 0) > 0

describe('the laws of consent', () => {
  it('the disclosure lies within what was granted, and that within the preview', () => {
    let sealed = 0
    fc.assert(
      fc.property(share, fc.string(), (wanted, seed) => {
        const proposed = propose(intake, { entry: chen }, terms(wanted), { now: NOW })
        // The 512 bytes hold much, not everything at once; what does not fit is refused before anything is granted.
        if (!proposed.ok && proposed.error.code === 'disclosure_too_large') return
        sealed += 1
        const proposal = value(proposed)
        const { preview } = proposal
        const random = seededRandom(seed)
        const consent = value(grant(proposal, { now: NOW, random }))
        const opened = readOpened(value(openToken(value(seal(consent, { random })).token, chenKeys, { now: NOW })))
        expect(opened.disclosure).toEqual(preview.disclosure)
        expect(readConsent(consent).disclosure).toBe(preview.disclosure)
        expect(opened.consent).toBe(toHex(consentDigest(readConsent(consent).plaintext)))
        const shown = sharedFields.filter((field) => preview.disclosure.fields[field] !== undefined)
        expect(shown).toEqual(sharedFields.filter((field) => isNamed(wanted, field)))
        expect([...shown, ...preview.notShared].sort()).toEqual([...sharedFields].sort())
      }),
      { numRuns: 220 },
    )
    expect(sealed).toBeGreaterThanOrEqual(200)
  })
  it('two bodies of one intake share no key, salt, digest, id or time finer than a day', () => {
    const proposals = [0, 40_000].map((second) => {
      const now = (NOW + second) as typeof NOW // a later second of the same UTC day
      return {
        now,
        proposal: value(propose(intake, { entry: chen }, terms({ needs: everything.needs ?? [] }), { now })),
      }
    })
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const random = seededRandom(seed)
        const [one, other] = proposals.map(({ now, proposal }) => {
          const consent = value(grant(proposal, { now, random }))
          const { token } = value(seal(consent, { random }))
          const { plaintext, bucket } = readConsent(consent)
          const { disclosure, ...opened } = readOpened(value(openToken(token, chenKeys, { now })))
          return { record: readBody(plaintext, bucket)?.consent, token, disclosure, opened }
        })
        if (one === undefined || other === undefined) throw new Error('there are two')
        expect(one.record?.id).not.toEqual(other.record?.id)
        expect(one.record?.salt).not.toEqual(other.record?.salt)
        expect(one.opened.id).not.toBe(other.opened.id)
        expect(one.opened.consent).not.toBe(other.opened.consent)
        expect(one.token.subarray(5, 37)).not.toEqual(other.token.subarray(5, 37))
        expect(one.token.subarray(37, 69)).not.toEqual(other.token.subarray(37, 69))
        expect(one.disclosure).toEqual(other.disclosure) // the same days, though half a day lies between them
      }),
      { numRuns: 200 },
    )
  })
})
