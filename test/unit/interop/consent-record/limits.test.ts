import { describe, expect, it } from 'vitest'
import { sharedFields } from '../../../../src/consent/disclosure.js'
import type { RecordFacts } from '../../../../src/consent/record-facts.js'
import { categoryOf, personalData } from '../../../../src/interop/consent-record/categories.js'
import { toConsentReceipt } from '../../../../src/interop/consent-record/receipt.js'
import { type RecordOptions, toConsentRecord } from '../../../../src/interop/consent-record/record.js'
import type { EpochSeconds } from '../../../../src/kernel/time.js'
import { codeOf, everything, NOW, value } from '../../../support/cast.js'
import { bothSides } from '../../../support/consent-record.js'
import { at, expanded, under } from './expanded.js'

const facts = bothSides(everything, { words: { language: 'en', text: 'x' } }).person
const long = (length: number) => 'é'.repeat(length)

/** What JSON makes of the facts, with one member changed. */
function changed(path: string, member: unknown): RecordFacts {
  const copy = JSON.parse(JSON.stringify(facts))
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce((here, name) => here[name], copy)
  holder[last] = member
  return copy
}

const fieldOf = (wrong: RecordFacts, options: Partial<RecordOptions> = {}) => {
  const record = toConsentRecord(wrong, { now: NOW, ...options })
  if (record.ok || record.error.code !== 'consent_facts_invalid') return undefined
  return record.error.detail.field
}

describe('facts out of shape', () => {
  it.each([
    ['heldBy', 'community'],
    ['consent', 'AB'.repeat(32)],
    ['consent', 'ab'.repeat(31)],
    ['purpose', 'advertising'],
    ['shared.0.level', 'value'],
    ['shared.0.level', 'constructor'],
    ['shared.0.field', 'toString'],
    ['issuedOn', 1.5],
    ['issuedOn', -1],
    ['expiresOn', facts.issuedOn - 1],
    ['expiresOn', 2_932_896],
    ['guardian', 'yes'],
    ['recipient.id', 'chen'],
    ['recipient.name', ''],
    ['recipient.name', long(81)],
    ['recipient.name', 'Chen\u0000'],
    ['recipient.name', 'Chen\u202e'],
    ['recipient.name', 'Chen\ud800'],
    ['recipient.practice', 'a\nb'],
    ['community.key', ''],
    ['community.name', long(81)],
    ['openers.0', 'a\u0007'],
    ['openers.0', long(81)],
    ['notice.controller', long(121)],
    ['notice.contact', 'a\u2028b'],
    ['notice.jurisdiction', 'Washington'],
    ['notice.retentionDays', 0],
    ['notice.retentionDays', 3651],
    ['notice.link', 'javascript:alert(1)'],
    ['notice.link', `https://a.example/${'a'.repeat(300)}`],
    ['notice.textHash', 'x'],
    ['words.language', '@vocab'],
    ['words.hash', ''],
    ['termsHash', 'no hash'],
  ])('are refused by the field’s name, and not repeated: %s %s', (path, member) => {
    const wrong = changed(path, member)
    expect(fieldOf(wrong)).toBe(path.replace(/^(shared\.0).*/, '$1').replace(/^shared\.0$/, fieldOf(wrong) ?? ''))
    const record = toConsentRecord(wrong, { now: NOW })
    if (typeof member === 'string' && member.length > 6) expect(JSON.stringify(record)).not.toContain(member)
  })
  it.each([
    ['recipient.name', long(80)],
    ['recipient.practice', long(120)],
    ['community.name', long(80)],
    ['openers.0', long(80)],
    ['notice.controller', long(120)],
    ['notice.contact', long(120)],
    ['notice.retentionDays', 3650],
    ['notice.link', `https://a.example/${'a'.repeat(282)}`],
    ['expiresOn', 2_932_895],
  ])('are taken up to the limit: %s', (path, member) => expect(fieldOf(changed(path, member))).toBeUndefined())
  it('are refused where a member is missing or strange, a level stands twice, or there are too many', () => {
    expect(fieldOf(changed('planted', 1))).toBe('')
    expect(fieldOf(changed('notice', undefined))).toBe('notice')
    expect(fieldOf(changed('shared', [facts.shared[0], facts.shared[0]]))).toBe('shared')
    expect(fieldOf(changed('openers', Array(10).fill('Ben')))).toBeUndefined()
    expect(fieldOf(changed('openers', Array(11).fill('Ben')))).toBe('openers')
  })
  it.each([undefined, null, 7, 'facts', [], new Map()])('are refused as a whole: %s', (nothing) => {
    // @ts-expect-error: these are no facts
    expect(codeOf(toConsentRecord(nothing, { now: NOW }))).toBe('consent_facts_invalid')
    // @ts-expect-error: these are no facts
    expect(codeOf(toConsentReceipt(nothing, { now: NOW }))).toBe('consent_facts_invalid')
  })
  it('may be of a clock one day ahead, and not two', () => {
    const earlier = (count: number) => (NOW - count * 86_400) as EpochSeconds
    expect(fieldOf(facts, { now: earlier(1) })).toBeUndefined()
    expect(value(toConsentRecord(facts, { now: earlier(1) })).state).toBe('ConsentGiven')
    expect(fieldOf(facts, { now: earlier(2) })).toBe('issuedOn')
  })
})

describe('a history out of shape', () => {
  const event = { state: 'ConsentWithdrawn', on: facts.issuedOn } as const
  it('is refused by its place', () => {
    // @ts-expect-error: a giving is known from the facts
    expect(fieldOf(facts, { history: [event, { state: 'ConsentGiven', on: 1, until: 2 }] })).toBe('history.1.state')
    // @ts-expect-error: no day
    expect(fieldOf(facts, { history: [{ ...event, on: '2026-11-29' }] })).toBe('history.0.on')
    // @ts-expect-error: no list
    expect(fieldOf(facts, { history: 'none' })).toBe('history')
  })
  it('is taken up to 64 events', () => {
    expect(fieldOf(facts, { history: Array(64).fill(event) })).toBeUndefined()
    expect(fieldOf(facts, { history: Array(65).fill(event) })).toBe('history')
  })
})

describe('options that are none', () => {
  it('are a fault of the host', () => {
    const later = Number.NaN as EpochSeconds // a clock that does not work
    expect(() => toConsentRecord(facts, { now: later })).toThrow(/^now: /)
    const last = (2_932_896 * 86_400 - 1) as EpochSeconds // the last second of the last day that is written
    expect(toConsentReceipt(facts, { now: last }).ok).toBe(true)
    expect(() => toConsentReceipt(facts, { now: (last + 1) as EpochSeconds })).toThrow(/^now: /)
    // @ts-expect-error: no type of consent
    expect(() => toConsentRecord(facts, { now: NOW, consentType: 'implied' })).toThrow(/^consentType: /)
  })
})

describe('names that mean something in JSON-LD', () => {
  it.each(['@id', '@context', 'dpv:hasPurpose', '_:b0', '__proto__', 'https://evil.example/', '"}]', '<script>'])(
    'stay names: %s',
    async (name) => {
      const wrong = {
        ...facts,
        recipient: { ...facts.recipient, name, practice: name },
        community: { ...facts.community, name },
        openers: [name],
        notice: { ...facts.notice, controller: name, contact: name },
      }
      const node = await expanded(value(toConsentRecord(wrong, { now: NOW })).value)
      const parties = under(node, 'hasEntity').slice(1)
      expect(parties.map((party) => at(party, 'hasName')?.['@value'])).toEqual([name, name, name])
      expect(at(node, 'hasProcess', 'hasConsentControl', 'isExercisedAt')?.['@value']).toBe(name)
      expect(at(parties[1], 'https://schema.org/memberOf', 'https://schema.org/name')?.['@value']).toBe(name)
    },
  )
  it('and an address that is no IRI stays a literal', async () => {
    const link = 'https://a.example/<a>"{}|\\^`'
    const node = await expanded(value(toConsentRecord(changed('notice.link', link), { now: NOW })).value)
    expect(at(under(node, 'hasNotice')[1], 'https://schema.org/url')).toEqual({
      '@type': 'http://www.w3.org/2001/XMLSchema#anyURI',
      '@value': link,
    })
  })
})

describe('the categories', () => {
  it('are there for every field', () => {
    for (const { field, level } of facts.shared) expect(categoryOf({ field, level })).toBeDefined()
    expect(new Set(facts.shared.map(({ field }) => field))).toEqual(new Set(sharedFields))
  })
  it('name field and level of each', () => {
    const [need] = personalData([{ field: 'needs', level: 'category' }])
    expect(need).toEqual({
      '@type': 'dpv:SpecialCategoryPersonalData',
      'skos:broader': ['pd:Health'],
      'dct:title': 'needs',
      'dct:description': 'category',
    })
  })
})
