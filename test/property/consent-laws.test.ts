import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentDigest, encodeBody, purposes, type Share, sharedFields } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { readConsent } from '../../src/consent/granted.js'
import { propose } from '../../src/consent/propose.js'
import { readIntake } from '../../src/intake/read.js'
import { toHex } from '../../src/kernel/text.js'
import { days } from '../../src/kernel/time.js'
import { sourceKinds, weekdays } from '../../src/schema/fields.js'
import { readBody } from '../../src/token/body.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { seal } from '../../src/token/seal.js'
import { readFrame } from '../../src/token/wire.js'
import type { Facet } from '../../src/vocabulary/concept.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { answers, chen, chenKeys, eventOf, everything, intakeOf, NOW, value } from '../support/cast.js'
import { hybridChen, hybridKeys } from '../support/hybrid.js'
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
    source: stated,
  },
  { requiredKeys: [] },
)
const intake = intakeOf()
const terms = (wanted: Share) => ({ purpose: 'referral' as const, share: wanted, expiresIn: days(7) })
const isNamed = (wanted: Share, field: keyof Share) => (wanted[field]?.length ?? 0) > 0

/** Texts of every kind: most are usual ones, some have characters that `readIntake` refuses, or are too long. */
const words = (maxLength: number) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom('Asha', 'Zo\u00eb', '\u0639\u200c\u0631', '\uff21', '\u{1f469}\u200d\u{1f33e}', 'a b'),
    },
    {
      weight: 5,
      arbitrary: fc.string({ unit: fc.constantFrom('a', 'Z', '\u00e4', '\u6625', '\u{1f33b}'), minLength: 1 }),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 20) }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\0', 'a\nb', '\u202ea', '\ufeffa', 'a\ud800', '\u200d', 'x'.repeat(maxLength + 1)),
    },
    { weight: 1, arbitrary: fc.constantFrom('x', '\u6625').map((letter) => letter.repeat(maxLength)) },
  )
const oneOf = (facet: Facet) => fc.constantFrom(...(coreVocabulary.concepts.get(facet) ?? []))
const some = <Value>(value: fc.Arbitrary<Value>, maxLength: number) => fc.array(value, { minLength: 1, maxLength })
const tag = fc.constantFrom('en', 'EN', 'es', 'pt-BR', 'zh-Hant', 'ase', 'de')
const slot = fc
  .tuple(fc.constantFrom(...weekdays), fc.nat(1439), fc.integer({ min: 1, max: 240 }))
  .map(([day, fromMinute, length]) => ({ day, fromMinute, toMinute: Math.min(1440, fromMinute + length) }))
const way = fc.constantFrom({ insurer: 'premera' }, { budget: { amount: 1, currency: 'USD', per: 'month' } })
/** Answers in any order, with repetitions and overlaps; here and there one is missing or wrong. */
const anyAnswers = fc.record(
  {
    needs: some(fc.record({ concept: oneOf('concern') }), 3),
    about: fc.record({ ageGroup: oneOf('age-group'), gender: oneOf('gender'), memberOf: some(words(80), 2) }),
    for: fc.constantFrom('self', 'child', 'family'),
    sessions: fc.constantFrom('one', 'group'),
    where: fc.record({
      region: fc.constantFrom('US-WA', 'DE'),
      postalArea: fc.constantFrom('98101', 'SW1A 1AA', '0 '),
      formats: some(oneOf('format'), 3),
    }),
    languages: fc.record({ anyOf: some(tag, 4), allOf: fc.array(tag, { maxLength: 2 }) }),
    payment: fc.record({ anyOf: fc.array(way, { maxLength: 3 }), notSure: fc.boolean() }),
    when: fc.record(
      {
        slots: fc.oneof(some(slot, 5), fc.array(slot, { maxLength: 42, size: 'max' })),
        utcOffsetMinutes: fc.constantFrom(-480, 0, 840),
      },
      { requiredKeys: ['slots'] },
    ),
    access: some(oneOf('access'), 4),
    body: fc.record({ areas: some(oneOf('body-area'), 3), noTouch: some(oneOf('body-area'), 3) }),
    contact: fc.record({ name: words(80), email: words(120), phone: words(40) }),
    story: words(1500),
    source: fc.constantFrom(...sourceKinds),
  },
  { requiredKeys: ['needs', 'about', 'where', 'languages', 'when', 'contact'] },
)
/** Any fields, and the needs at either level or at both. */
const shareOf = (given: { readonly needs: readonly { readonly concept: string }[] }) => {
  const levels = ['category', 'concept'] as const
  const needs = given.needs.flatMap(({ concept }) => levels.map((level) => ({ concept, level })))
  const field = fc.subarray(
    sharedFields.filter((name) => name !== 'needs'),
    { maxLength: 5 },
  )
  return fc.tuple(share, field, fc.subarray(needs)).map(([wanted, fields, named]): Share => {
    const few = Object.entries(wanted).filter(([name]) => fields.some((one) => one === name))
    return { ...Object.fromEntries(few), needs: named }
  })
}

describe('the laws of consent', () => {
  it('whatever answers are let in and whatever of them is shared, it fails before it is granted or opens as it was shown', () => {
    let sealed = 0
    const wish = anyAnswers.chain((given) => fc.tuple(fc.constant(given), shareOf(given)))
    fc.assert(
      fc.property(wish, fc.constantFrom(...purposes), fc.string(), ([given, wanted], purpose, seed) => {
        const taken = readIntake(given, coreVocabulary)
        if (!taken.ok) return
        const entry = purpose === 'event' ? eventOf(chen) : chen
        const proposed = propose(taken.value, { entry }, { purpose, share: wanted, expiresIn: days(28) }, { now: NOW })
        if (!proposed.ok) return
        const random = seededRandom(seed)
        const granted = grant(proposed.value, { now: NOW, random, guardian: 'agrees' })
        const { token } = value(seal(granted, { random }))
        const opened = readOpened(value(openToken(token, chenKeys, { now: NOW })))
        expect(opened.disclosure).toEqual(proposed.value.preview.disclosure)
        sealed += 1
      }),
      { numRuns: 300 },
    )
    expect(sealed).toBeGreaterThanOrEqual(100)
  })
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
        const { disclosure, record } = readConsent(consent)
        expect(disclosure).toBe(preview.disclosure)
        expect(opened.consent).toBe(toHex(consentDigest(encodeBody(disclosure, record))))
        const shown = sharedFields.filter((field) => preview.disclosure.fields[field] !== undefined)
        expect(shown).toEqual(sharedFields.filter((field) => isNamed(wanted, field)))
        expect([...shown, ...preview.notShared].sort()).toEqual([...sharedFields].sort())
      }),
      { numRuns: 220 },
    )
    expect(sealed).toBeGreaterThanOrEqual(200)
  })
  it.each([
    ['X25519', chen, chenKeys],
    ['X-Wing', hybridChen, hybridKeys],
  ] as const)(
    'two bodies of one intake share no key, salt, digest, id or time finer than a day, %s',
    (_, entry, keys) => {
      const proposals = [0, 40_000].map((second) => {
        const now = (NOW + second) as typeof NOW // a later second of the same UTC day
        return {
          now,
          proposal: value(propose(intake, { entry }, terms({ needs: everything.needs ?? [] }), { now })),
        }
      })
      fc.assert(
        fc.property(fc.string(), (seed) => {
          const random = seededRandom(seed)
          const [one, other] = proposals.map(({ now, proposal }) => {
            const consent = value(grant(proposal, { now, random }))
            const { token } = value(seal(consent, { random }))
            const { bucket } = readConsent(consent)
            const { encapsulated, commitment } = value(readFrame(token))
            const { disclosure, ...opened } = readOpened(value(openToken(token, keys, { now })))
            return { record: readBody(opened.plaintext, bucket)?.consent, encapsulated, commitment, disclosure, opened }
          })
          if (one === undefined || other === undefined) throw new Error('there are two')
          expect(one.record?.id).not.toEqual(other.record?.id)
          expect(one.record?.salt).not.toEqual(other.record?.salt)
          expect(one.opened.id).not.toBe(other.opened.id)
          expect(one.opened.consent).not.toBe(other.opened.consent)
          expect(one.encapsulated).not.toEqual(other.encapsulated)
          expect(one.commitment).not.toEqual(other.commitment)
          expect(one.disclosure).toEqual(other.disclosure) // the same days, though half a day lies between them
        }),
        { numRuns: 200 },
      )
    },
  )
})
