import { describe, expect, it } from 'vitest'
import {
  bucketFor,
  type ConsentRecord,
  type DisclosedFields,
  type Disclosure,
  encodeBody,
  type SharedField,
  sharedFields,
} from '../../src/consent/disclosure.js'
import { holdConsent } from '../../src/consent/granted.js'
import { BUCKETS } from '../../src/kernel/padding.js'
import { classical } from '../../src/kernel/suite.js'
import { dayOf, type EpochDay, keyEpochOf } from '../../src/kernel/time.js'
import { openToken } from '../../src/token/open.js'
import { seal } from '../../src/token/seal.js'
import { chenKeys, codeOf, NOW, value } from '../support/cast.js'
import { seededRandom } from '../support/random.js'

// The length of a token tells which of three sizes it is and nothing else. Every combination of levels is gone through,
// each with short and with long values.

/** What one field holds at each of its levels: a short value and a long one. `undefined` is the level "not shared". */
type Choices = { readonly [Field in SharedField]: readonly (readonly [short: Value<Field>, long: Value<Field>])[] }
type Value<Field extends SharedField> = DisclosedFields[Field]

const need = (level: 'category' | 'concept') => (concept: string) => ({ concept, level })
/** One to three needs, each at one of the two levels; their order is not a choice. */
const needs = [1, 2, 3].flatMap((count) =>
  Array.from({ length: count + 1 }, (_, finer) => {
    const levels = Array.from({ length: count }, (__, nth) => need(nth < finer ? 'concept' : 'category'))
    return [levels.map((of, nth) => of(`a${nth}`)), levels.map((of, nth) => of(`unusual-experiences.first-${nth}`))]
  }),
) as unknown as Choices['needs'] // each is a pair; Array.from forgets it

const [none, days] = [[undefined, undefined] as const, [1, 2, 3]]
const slots = days.map((day) => ({ day, times: [[1020, 1140]] as const }))
const contacts = [1, 2, 3, 4, 5, 6, 7].map((ways) => {
  const chosen = <Long>(name: Long, email: Long, phone: Long) => ({
    ...(ways & 1 ? { name } : {}),
    ...(ways & 2 ? { email } : {}),
    ...(ways & 4 ? { phone } : {}),
  })
  return [chosen('A', 'a@b', '1'), chosen('N'.repeat(80), 'e'.repeat(120), '5'.repeat(40))] as const
})

const choices: Choices = {
  needs: [none, ...needs],
  availability: [
    none,
    [
      { level: 'part-of-day', morning: [1] },
      { level: 'part-of-day', morning: days, afternoon: days, evening: days },
    ],
    [
      { level: 'slots', slots: [{ day: 1, times: [[0, 1]] }] },
      { level: 'slots', slots, utcOffsetMinutes: -480 },
    ],
  ],
  language: [none, [['en'], ['ase', 'en', 'pt-BR']]],
  format: [none, [['online'], ['in-person', 'online']]],
  ageGroup: [none, ['teen', 'young-adult']],
  sessions: [none, ['one', 'couple']],
  for: [none, ['self', 'family']],
  payment: [none, [['budget'], ['budget', 'insurer', 'notSure']]],
  access: [none, [['quiet'], ['quiet', 'step-free']]],
  body: [none, [['neck'], ['abdomen.upper', 'shoulders']]],
  noTouch: [none, [['neck'], ['abdomen.scar', 'shoulders']]],
  about: [none, [{ gender: 'man' }, { gender: 'woman', memberOf: ['Harbour Choir'] }]],
  area: [
    none,
    [
      { level: 'region', value: 'US' },
      { level: 'region', value: 'US-WA' },
    ],
    [
      { level: 'postal', value: '98' },
      { level: 'postal', value: 'SW1A 1AA' },
    ],
  ],
  contact: [none, ...contacts],
  story: [none, ['x', 'It began in spring. '.repeat(20)]],
  source: [none, ['faith', 'community-organisation']],
}

/** Calls back for every combination of levels, with its short and its long values. The two objects are reused. */
function forEveryCombination(visit: (short: DisclosedFields, long: DisclosedFields) => void, fields = sharedFields) {
  const [short, long]: Record<string, unknown>[] = [{}, {}]
  const choose = (at: number): void => {
    const field = fields[at]
    if (field === undefined || short === undefined || long === undefined) {
      visit(short as DisclosedFields, long as DisclosedFields) // filled from the table, which is typed by field
      return
    }
    for (const [few, many] of choices[field]) {
      short[field] = few
      long[field] = many
      choose(at + 1)
    }
    delete short[field]
    delete long[field]
  }
  choose(0)
}

/** By the names of the fields alone, said here once more: the bucket must not look at values. */
const expectedBucket = ({ story, contact }: DisclosedFields) => (story ? 2048 : contact ? 1024 : 512)

const consent: ConsentRecord = { id: new Uint8Array(16), salt: new Uint8Array(32), termsHash: new Uint8Array(32) }
function disclosureOf(fields: DisclosedFields): Disclosure {
  const issuedOn = dayOf(NOW)
  const dates = { issuedOn, expiresOn: (issuedOn + 7) as EpochDay } // a day after a day
  return { purpose: 'referral', fields: { ...fields }, community: '07'.repeat(32), ...dates }
}

const [key] = chenKeys.openingKeys
if (key === undefined) throw new Error('there are no keys')
const recipient = {
  id: chenKeys.id,
  name: 'Chen',
  suite: 1,
  epoch: keyEpochOf(NOW),
  encryptionKey: key.publicKey,
  community: { key: '07'.repeat(32), name: 'Harbour Collective' },
  answersWithinDays: 5,
  answerers: [],
}
const random = seededRandom('lengths')
function tokenOf(fields: DisclosedFields): Uint8Array {
  const content = { disclosure: disclosureOf(fields), record: consent, isMore: false }
  const granted = { ...content, bucket: bucketFor(fields), recipient, suite: classical }
  return value(seal(holdConsent(granted), { random })).token
}

describe('the length of a token', () => {
  it('has a choice for every field and every level', () => {
    expect(Object.keys(choices).sort()).toEqual([...sharedFields].sort())
    expect(sharedFields.map((field) => choices[field].length)).toEqual([
      10, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 8, 2, 2,
    ])
  })

  it('is one of three for all 2,949,120 combinations of levels, the same for short and for long values', () => {
    const seen = new Map<number, number>()
    let wrong = 0
    forEveryCombination((short, long) => {
      const bucket = bucketFor(short)
      if (bucket !== bucketFor(long) || bucket !== expectedBucket(short)) wrong += 1
      seen.set(bucket, (seen.get(bucket) ?? 0) + 1)
    })
    expect(wrong).toBe(0)
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual([...BUCKETS])
    expect([...seen.values()].reduce((sum, count) => sum + count)).toBe(2_949_120)
  })

  it('is one of three in bytes: 1,440 sealed tokens, every level of every field that has several', () => {
    const several = sharedFields.filter((field) => choices[field].length > 2 || field === 'story')
    const lengths = new Map<number, Set<number>>()
    let sealed = 0
    forEveryCombination((short) => {
      const { length } = tokenOf(short)
      const bucket = expectedBucket(short)
      lengths.set(bucket, (lengths.get(bucket) ?? new Set()).add(length))
      sealed += 1
    }, several)
    expect(sealed).toBe(1440)
    expect([512, 1024, 2048].map((bucket) => [...(lengths.get(bucket) ?? [])])).toEqual([[597], [1109], [2133]])
  })

  it('is the same for the shortest and the longest values of each field alone, and both open', () => {
    for (const field of sharedFields) {
      for (const [short, long] of choices[field]) {
        const [one, other] = [short, long].map((chosen) => tokenOf({ [field]: chosen }))
        expect([field, one?.length]).toEqual([field, other?.length])
        for (const token of [one, other]) {
          expect([field, token && codeOf(openToken(token, chenKeys, { now: NOW }))]).toEqual([field, 'ok'])
        }
      }
    }
  })

  it('has room for every combination: too large are values, never levels', () => {
    let tooLarge = 0
    // Lengths in canonical CBOR add up as long as the map has fewer than 24 members: it has at most 15.
    const lengthWith = (fields: DisclosedFields) => encodeBody(disclosureOf(fields), consent).length
    const empty = lengthWith({})
    const lengthOf = (field: SharedField, chosen: unknown) =>
      chosen === undefined ? 0 : lengthWith({ [field]: chosen }) - empty
    const cost = new Map(
      sharedFields.flatMap((field) => choices[field].map(([short]) => [short, lengthOf(field, short)])),
    )
    const whole = lengthWith(Object.fromEntries(sharedFields.map((field) => [field, choices[field].at(-1)?.[0]])))
    const sum = sharedFields.reduce((total, field) => total + (cost.get(choices[field].at(-1)?.[0]) ?? 0), empty)
    expect(whole).toBe(sum)
    forEveryCombination((short) => {
      let length = empty
      for (const field of sharedFields) length += cost.get(short[field]) ?? 0
      if (length >= bucketFor(short)) tooLarge += 1
    })
    expect(tooLarge).toBe(0)
  })
})
