import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentDigest, purposes, type Share, sharedFields, week } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { readConsent } from '../../src/consent/granted.js'
import { propose } from '../../src/consent/propose.js'
import { readIntake } from '../../src/intake/read.js'
import { toHex } from '../../src/kernel/text.js'
import { days } from '../../src/kernel/time.js'
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
  },
  { requiredKeys: [] },
)
const intake = intakeOf()
const terms = (wanted: Share) => ({ purpose: 'referral' as const, share: wanted, expiresIn: days(7) })
const isNamed = (wanted: Share, field: keyof Share) => (wanted[field]?.length ?? 0) > 0

/** Texts of every kind: usual ones, and any characters there are, of which `readIntake` lets some in. */
const words = (maxLength: number) =>
  fc.oneof(
    fc.constantFrom(
      'Asha',
      'Zo\u00eb',
      '\u0639\u0644\u06cc\u200c\u0631\u0636\u0627',
      '\uff21',
      '\u{1f33b}',
      '\u{1f469}\u200d\u{1f33e}',
      'a b',
    ),
    fc.string({
      unit: fc.constantFrom('a', 'Z', '\u00e4', '\u6625', '\u{1f33b}', '\u200d'),
      minLength: 1,
      maxLength: 5,
    }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 20) }),
    fc.string({
      unit: fc.constantFrom('a', '\n', '\0', '\u202e', '\ufeff', '\ud800', '\u2028', ' '),
      minLength: 1,
      maxLength: 3,
    }),
    fc.integer({ min: 1, max: maxLength + 1 }).map((length) => 'x'.repeat(length)),
  )
const idsOf = (facet: Facet, maxLength: number) =>
  fc.array(fc.constantFrom(...(coreVocabulary.concepts.get(facet) ?? [])), { maxLength })
const oneOf = (facet: Facet) => fc.constantFrom(...(coreVocabulary.concepts.get(facet) ?? []))
const tag = fc.constantFrom('en', 'EN', 'es', 'pt-BR', 'zh-Hant', 'ase', 'de')
const slot = fc
  .tuple(fc.constantFrom(...week), fc.nat(1439), fc.integer({ min: 1, max: 240 }))
  .map(([day, fromMinute, length]) => ({ day, fromMinute, toMinute: Math.min(1440, fromMinute + length) }))
/** Answers in any order, with repetitions and overlaps; most of them right. */
const anyAnswers = fc.record(
  {
    needs: fc.array(fc.record({ concept: oneOf('concern') }), { minLength: 1, maxLength: 3 }),
    about: fc.record(
      { ageGroup: oneOf('age-group'), gender: oneOf('gender'), memberOf: fc.array(words(80), { maxLength: 3 }) },
      { requiredKeys: [] },
    ),
    for: fc.constantFrom('self', 'child', 'family'),
    sessions: fc.constantFrom('one', 'group'),
    where: fc.record(
      {
        region: fc.constantFrom('US-WA', 'DE'),
        postalArea: fc.constantFrom('98101', 'SW1A 1AA', '0 ', '\u202e1'),
        formats: idsOf('format', 4),
      },
      { requiredKeys: [] },
    ),
    languages: fc.record({ anyOf: fc.array(tag, { maxLength: 4 }), allOf: fc.array(tag, { maxLength: 2 }) }),
    payment: fc.record({
      anyOf: fc.array(
        fc.constantFrom({ insurer: 'premera' }, { budget: { amount: 1, currency: 'USD', per: 'month' } }),
        {
          maxLength: 3,
        },
      ),
      notSure: fc.boolean(),
    }),
    when: fc.record(
      { slots: fc.array(slot, { maxLength: 42, size: 'max' }), utcOffsetMinutes: fc.constantFrom(-480, 0, 840) },
      { requiredKeys: ['slots'] },
    ),
    access: idsOf('access', 5),
    body: fc.record({ areas: idsOf('body-area', 3), noTouch: idsOf('body-area', 3) }),
    contact: fc.record({ name: words(80), email: words(120), phone: words(40) }, { requiredKeys: [] }),
    story: words(1500),
  },
  { requiredKeys: ['needs'] },
)
/** A share that names what was answered, here and there something that was not, and needs at either level or at both. */
const shareOf = (given: object & { readonly needs: readonly { readonly concept: string }[] }) =>
  fc
    .tuple(
      share,
      fc.subarray(
        given.needs.flatMap(({ concept }) => (['category', 'concept'] as const).map((level) => ({ concept, level }))),
      ),
      fc.boolean(),
    )
    .map(([wanted, needs, hopeful]): Share => {
      const whole = { ...wanted, needs }
      // Object.entries forgets which member has which level.
      return hopeful
        ? whole
        : (Object.fromEntries(Object.entries(whole).filter(([field]) => field in answered(given))) as Share)
    })
/** The answers by the names that a share has for them. */
const answered = ({ where, languages, when, body, ...rest }: Record<string, unknown>): object => ({
  ...rest,
  ...(where === undefined ? {} : { area: where, format: where }),
  ...(languages === undefined ? {} : { language: languages }),
  ...(when === undefined ? {} : { availability: when }),
  ...(body === undefined ? {} : { body, noTouch: body }),
})

describe('the laws of consent', () => {
  it('whatever answers are let in and whatever of them is shared, it fails before it is granted or opens as it was shown', () => {
    const ends = new Map<string, number>()
    const end = (name: string) => void ends.set(name, (ends.get(name) ?? 0) + 1)
    const wish = anyAnswers.chain((given) => fc.tuple(fc.constant(given), shareOf(given)))
    fc.assert(
      fc.property(wish, fc.constantFrom(...purposes), fc.string(), ([given, wanted], purpose, seed) => {
        const taken = readIntake(given, coreVocabulary)
        if (!taken.ok) return end(taken.error.code)
        const entry = purpose === 'event' ? eventOf(chen) : chen
        const proposed = propose(taken.value, { entry }, { purpose, share: wanted, expiresIn: days(28) }, { now: NOW })
        if (!proposed.ok) return end(proposed.error.code)
        const random = seededRandom(seed)
        const granted = grant(proposed.value, { now: NOW, random, guardian: 'agrees' })
        const { token } = value(seal(granted, { random }))
        const opened = readOpened(value(openToken(token, chenKeys, { now: NOW })))
        expect(opened.disclosure).toEqual(proposed.value.preview.disclosure)
        end('opened')
      }),
      { numRuns: 600 },
    )
    console.log(ends)
    expect([...ends.keys()].sort()).toEqual(['answers_invalid', 'disclosure_empty', 'disclosure_too_large', 'opened'])
    expect(ends.get('opened')).toBeGreaterThanOrEqual(100)
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
            const { plaintext, bucket } = readConsent(consent)
            const { encapsulated, commitment } = value(readFrame(token))
            const { disclosure, ...opened } = readOpened(value(openToken(token, keys, { now })))
            return { record: readBody(plaintext, bucket)?.consent, encapsulated, commitment, disclosure, opened }
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
