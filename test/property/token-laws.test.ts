import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOfDay, timesOfWeek } from '../../src/consent/availability.js'
import {
  bucketFor,
  type ConsentRecord,
  type DisclosedFields,
  type Disclosure,
  encodeBody,
  paymentKinds,
  purposes,
} from '../../src/consent/disclosure.js'
import { holdConsent } from '../../src/consent/granted.js'
import { copyBytes } from '../../src/kernel/bytes.js'
import { isDisplayText } from '../../src/kernel/display.js'
import { classical } from '../../src/kernel/suite.js'
import { dayOf, type EpochDay, keyEpochOf } from '../../src/kernel/time.js'
import { sourceKinds, weekdays } from '../../src/schema/fields.js'
import { readBody } from '../../src/token/body.js'
import { readToken, toLink, toQrText } from '../../src/token/forms.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { type Sealed, seal } from '../../src/token/seal.js'
import { chenKeys, codeOf, keysOf, NOW, value } from '../support/cast.js'
import { seededRandom } from '../support/random.js'
import { encodeAgain, sealRaw } from '../support/raw-token.js'

const runs = { numRuns: 200 }
const eve = keysOf('Eve')

const id = fc.constantFrom('anxiety', 'anxiety.panic', 'grief', 'sleep', 'back', 'es', 'en', 'online', 'quiet')
const inOrder = <Value>(values: readonly Value[]) => [...values].sort((one, other) => (one < other ? -1 : 1))
const ids = (maxLength: number) => fc.uniqueArray(id, { minLength: 1, maxLength }).map(inOrder)
const text = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((one) => one.length <= maxLength)
/** One line, as names and addresses are. */
const line = (maxLength: number) =>
  text(maxLength).filter((one) => isDisplayText(one.replace(/[\u200c\u200d]/g, ''), maxLength))
const slot = fc.record({
  day: fc.integer({ min: 1, max: 7 }),
  fromMinute: fc.nat(1400),
  length: fc.integer({ min: 1, max: 39 }),
})
/** Any slots, as `propose` writes them. */
const slots = fc.array(
  slot.map(({ day, fromMinute, length }) => ({
    day: weekdays[day - 1] ?? '',
    fromMinute,
    toMinute: fromMinute + length,
  })),
  { minLength: 1, maxLength: 4 },
)
const availability = fc.oneof(
  slots.map((some) => ({ level: 'part-of-day' as const, ...partsOfDay(timesOfWeek(some)) })),
  fc.record(
    {
      level: fc.constant('slots' as const),
      slots: slots.map(timesOfWeek),
      utcOffsetMinutes: fc.integer({ min: -840, max: 840 }),
    },
    { requiredKeys: ['level', 'slots'] },
  ),
)

const need = (concept: string) =>
  fc.record({ concept: fc.constant(concept), level: fc.constantFrom('category' as const, 'concept' as const) })

/** One arbitrary a field, small enough that a handful fits the smallest bucket. */
const fieldArbitraries: { readonly [Field in keyof DisclosedFields]-?: fc.Arbitrary<DisclosedFields[Field]> } = {
  needs: fc
    .uniqueArray(id, { minLength: 1, maxLength: 3 })
    .chain((concepts) => fc.tuple(...inOrder(concepts).map((concept) => need(concept)))),
  availability: availability as fc.Arbitrary<DisclosedFields['availability']>,
  language: ids(2),
  format: ids(1),
  ageGroup: id,
  sessions: id,
  for: id,
  payment: fc.subarray([...paymentKinds].sort(), { minLength: 1 }),
  access: ids(2),
  body: ids(1),
  noTouch: ids(1),
  about: fc.record(
    { gender: id, memberOf: fc.array(line(5), { minLength: 1, maxLength: 1 }) },
    { requiredKeys: ['gender'] },
  ),
  area: fc.record({ level: fc.constantFrom('region', 'postal'), value: fc.constantFrom('US-WA', '98101') }),
  contact: fc
    .record({ name: line(20), email: line(30), phone: line(20) }, { requiredKeys: [] })
    .filter((ways) => Object.keys(ways).length > 0),
  story: text(300),
  source: fc.constantFrom(...sourceKinds),
}
const fields = fc.record(fieldArbitraries, { requiredKeys: [] })
const record: fc.Arbitrary<ConsentRecord> = fc.record(
  {
    id: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    salt: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    termsHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    words: fc.record({
      language: fc.constantFrom('en', 'pt-BR'),
      hash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    }),
  },
  { requiredKeys: ['id', 'salt', 'termsHash'] },
)
const disclosure: fc.Arbitrary<Disclosure> = fc
  .record({
    purpose: fc.constantFrom(...purposes),
    fields,
    community: fc.constantFrom('07'.repeat(32), 'ff'.repeat(32)),
    life: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ life, ...rest }) => ({ ...rest, issuedOn: dayOf(NOW), expiresOn: (dayOf(NOW) + life) as EpochDay }))
const granted = fc
  .record({ disclosure, record })
  .map((one) => ({
    ...one,
    plaintext: encodeBody(one.disclosure, one.record),
    bucket: bucketFor(one.disclosure.fields),
  }))
  .filter(({ plaintext, bucket }) => plaintext.length < bucket)

function sealGranted(
  one: { disclosure: Disclosure; record: ConsentRecord; bucket: 512 | 1024 | 2048 },
  seed = 'law',
): Sealed {
  const key = chenKeys.openingKeys[0]
  if (key === undefined) throw new Error('there are no keys')
  const recipient = {
    id: chenKeys.id,
    name: 'Chen',
    suite: 1,
    epoch: keyEpochOf(NOW),
    encryptionKey: key.publicKey,
    community: { key: one.disclosure.community, name: 'Harbour Collective' },
    answersWithinDays: 5,
    answerers: [],
  }
  return value(
    seal(holdConsent({ ...one, recipient, suite: classical, isMore: false }), { random: seededRandom(seed) }),
  )
}
const openOf = (token: Uint8Array | string, keys = chenKeys) => openToken(token, keys, { now: NOW })

describe('the laws of tokens', () => {
  it('open after seal is the disclosure', () =>
    fc.assert(
      fc.property(granted, fc.string(), (one, seed) => {
        const opened = readOpened(value(openOf(sealGranted(one, seed).token)))
        expect(opened.disclosure).toEqual(one.disclosure)
      }),
      runs,
    ))
  it('a wrong key is token_unopenable', () =>
    fc.assert(
      fc.property(granted, (one) => {
        expect(codeOf(openOf(sealGranted(one).token, eve))).toBe('token_unopenable')
      }),
      runs,
    ))
  it('any bit changed anywhere is a failure, never a throw: every bit of one token', () => {
    const [one] = fc.sample(
      granted.filter(({ bucket }) => bucket === 512),
      { numRuns: 1, seed: 7 },
    )
    if (one === undefined) throw new Error('nothing to seal')
    const { token } = sealGranted(one)
    // One key: trying three costs three times as much and tells no more.
    const keys = { openingKeys: chenKeys.openingKeys.slice(0, 1) }
    const codes = new Map<string, number>()
    for (let bit = 0; bit < token.length * 8; bit++) {
      const changed = copyBytes(token)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const code = codeOf(openToken(changed, keys, { now: NOW }))
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    // 16 bits of magic and 8 of the bucket; 8 of the version and 8 of the suite; all others look like a foreign key.
    // One of the encapsulated key's bits is ignored by X25519 itself; the key schedule binds it nevertheless.
    const rest = token.length * 8 - 40
    expect(codes).toEqual(
      new Map([
        ['token_malformed', 24],
        ['token_unsupported', 16],
        ['token_unopenable', rest],
      ]),
    )
  })
  it('any bit changed in any form is a failure', () =>
    fc.assert(
      fc.property(granted, fc.nat(), (one, at) => {
        const { token } = sealGranted(one)
        const changed = copyBytes(token)
        const bit = at % (token.length * 8)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        for (const form of [changed, toLink(changed, 'https://a.example'), toQrText(changed)]) {
          expect(openOf(form).ok).toBe(false)
        }
      }),
      { numRuns: 200 },
    ))
  it('equal levels give equal length, whatever the values', () =>
    fc.assert(
      fc.property(granted, granted, (one, other) => {
        const sameLevels = bucketFor(one.disclosure.fields) === bucketFor(other.disclosure.fields)
        expect(sealGranted(one).token.length === sealGranted(other).token.length).toBe(sameLevels)
        // Said here once more, by the names of the fields alone: the bucket itself must not look at values.
        const { story, contact } = one.disclosure.fields
        const length = story !== undefined ? 2133 : contact !== undefined ? 1109 : 597
        expect(sealGranted(one).token.length).toBe(length)
      }),
      runs,
    ))
  it('every form is read back to the same bytes, and each has one spelling', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 2133 }), (bytes) => {
        const link = toLink(bytes, 'https://a.example/open')
        const qr = toQrText(bytes)
        expect(value(readToken(link))).toEqual(bytes)
        expect(value(readToken(qr))).toEqual(bytes)
        expect(toLink(value(readToken(link)), 'https://a.example/open')).toBe(link)
        expect(toQrText(value(readToken(qr)))).toBe(qr)
      }),
      runs,
    ))
  it('whatever text is read as a token is the spelling of its bytes', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw_-09#:') }), (tail) => {
        const link = `https://a.example#${tail}`
        const read = readToken(link)
        if (read.ok) expect(toLink(read.value, 'https://a.example')).toBe(link)
      }),
      runs,
    ))
  it('arbitrary bytes and text are a failure, never a throw', () =>
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 3000 }), fc.string({ maxLength: 3000 })), (hostile) => {
        expect(openOf(hostile).ok).toBe(false)
      }),
      runs,
    ))
})

describe('the laws of the sealed body', () => {
  it('what is read is written again to the same bytes', () =>
    fc.assert(
      fc.property(granted, ({ plaintext, bucket }) => {
        const read = readBody(plaintext, bucket)
        expect(read && encodeAgain(read)).toEqual(plaintext)
      }),
      runs,
    ))
  it('a body mutated and sealed again correctly fails or is read to exactly its bytes, never throws', () => {
    let reached = 0
    let read = 0
    const mutation = fc.record({
      at: fc.nat(),
      to: fc.integer({ min: 0, max: 255 }),
      cut: fc.boolean(),
      resealed: fc.nat(3),
    })
    fc.assert(
      fc.property(granted, fc.array(mutation, { minLength: 1, maxLength: 3 }), (one, mutations) => {
        const mutated = [...one.plaintext]
        for (const { at, to, cut } of mutations) mutated.splice(at % mutated.length, cut ? 1 : 0, to)
        const plaintext = Uint8Array.from(mutated).subarray(0, one.bucket - 1)
        // Three of four are sealed again, so that the parser behind is reached; the rest are changed under the seal.
        const resealed = mutations[0]?.resealed !== 0
        const token = resealed
          ? sealRaw(plaintext, one.bucket)
          : Uint8Array.from(sealGranted(one).token, (byte, at) => (at === 100 ? byte ^ 1 : byte))
        const opened = openOf(token)
        if (resealed) reached += 1
        if (!opened.ok) return
        read += 1
        const body = readBody(plaintext, one.bucket)
        expect(body && encodeAgain(body)).toEqual(plaintext)
      }),
      { numRuns: 600, seed: 11 },
    )
    expect(reached).toBeGreaterThanOrEqual(300)
    expect(read).toBeGreaterThan(0)
  })
})
