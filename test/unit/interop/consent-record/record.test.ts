import { describe, expect, it } from 'vitest'
import type { RecordFacts } from '../../../../src/consent/record-facts.js'
import { toConsentReceipt } from '../../../../src/interop/consent-record/receipt.js'
import { type RecordOptions, toConsentRecord } from '../../../../src/interop/consent-record/record.js'
import type { LaterEvent } from '../../../../src/interop/consent-record/states.js'
import { sha256 } from '../../../../src/kernel/hash.js'
import { toHex, utf8Encode } from '../../../../src/kernel/text.js'
import { after, dayOf, days, type EpochDay, type EpochSeconds } from '../../../../src/kernel/time.js'
import { chenKeys, codeOf, entryOf, everything, intakeOf, NOW, value } from '../../../support/cast.js'
import { bothSides } from '../../../support/consent-record.js'
import { at, expanded, irisIn, type Node, under } from './expanded.js'
import { terms } from './terms.js'

const words = { language: 'en', text: 'What I agreed to' }
const { person, practitioner } = bothSides(everything, { words })
/** The same fields, as coarse as they get. */
const coarse = bothSides({ ...everything, area: 'region', availability: 'part-of-day' }, { words }).person
const recordOf = (facts: RecordFacts = person, options: Partial<RecordOptions> = {}) =>
  value(toConsentRecord(facts, { now: NOW, ...options }))
const receiptOf = (facts: RecordFacts = person, options: Partial<RecordOptions> = {}) =>
  value(toConsentReceipt(facts, { now: NOW, ...options }))
const codes = (dropped: readonly { readonly code: string }[]) => dropped.map(({ code }) => code)
const dct = (name: string) => `http://purl.org/dc/terms/${name}`
const literal = (node: Node | undefined) => node?.['@value']
const typesOf = (node: Node | undefined) => [node?.['@type']].flat()
const dayAfter = (count: number) => (dayOf(NOW) + count) as EpochDay
const withdrawn: LaterEvent = { state: 'ConsentWithdrawn', on: dayAfter(2) }

/** The mandatory fields of ISO/IEC TS 27560:2023, by the property in which the DPV guide puts them. */
const ofRecord = [dct('conformsTo'), dct('identifier'), 'hasDataSubject', 'hasNotice', 'hasProcess', 'hasEntity']
const ofProcess = [
  'hasPurpose',
  'hasPersonalData',
  'hasDataController',
  'hasStorageCondition',
  'hasJurisdiction',
  'hasRecipient',
  'hasConsentControl',
]
const ofParty = ['hasIdentifier', 'hasAddress', 'hasName', 'https://schema.org/contactPoint', '@type']
const ofEvent = ['isIndicatedAtTime', 'hasDuration', 'isIndicatedBy', '@type']
const missing = (node: Node | undefined, names: readonly string[]) =>
  names.filter((name) => (name === '@type' ? typesOf(node)[0] === undefined : under(node, name).length === 0))

describe('a consent record, as somebody else’s processor expands it', () => {
  it.each([
    ['the person’s', person],
    ['the practitioner’s', practitioner],
  ])('has every mandatory field: %s', async (_, facts) => {
    const node = await expanded(recordOf(facts, { history: [withdrawn], now: after(NOW, days(9)) }).value)
    expect(missing(node, ofRecord)).toEqual([])
    expect(literal(at(node, 'hasNotice', dct('language')))).toBe(facts.words === undefined ? 'und' : 'en')
    expect(missing(at(node, 'hasProcess'), ofProcess)).toEqual([])
    const storage = under(at(node, 'hasProcess'), 'hasStorageCondition')
    const kinds = storage.flatMap(typesOf)
    expect(kinds).toEqual(['https://w3id.org/dpv#StorageLocation', 'https://w3id.org/dpv#StorageDuration'])
    expect(literal(at(storage[1], 'hasDuration', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'))).toBe('P90D')
    for (const data of under(at(node, 'hasProcess'), 'hasPersonalData')) expect(missing(data, ['@type'])).toEqual([])
    const [subject, ...parties] = under(node, 'hasEntity')
    expect(missing(subject, ['hasIdentifier', '@type'])).toEqual([])
    for (const party of parties) expect(missing(party, ofParty)).toEqual([])
    const events = under(node, 'hasConsentStatus')
    expect(events.length).toBe(2)
    for (const event of events) expect(missing(event, ofEvent)).toEqual([])
  })
  it('uses terms of DPV 2.3, Dublin Core, Schema.org and RDF, and names it has made; no other', async () => {
    const guarded = { ...person, guardian: true, openers: ['Dora at the desk'] }
    const history: readonly LaterEvent[] = [{ state: 'ConsentRequested', on: person.issuedOn }, withdrawn]
    const documents = [
      recordOf(guarded, { history, now: after(NOW, days(9)) }),
      recordOf(practitioner, { now: after(NOW, days(9)), consentType: 'explicitly-expressed' }),
      recordOf({ ...coarse, purpose: 'event', notice: { ...coarse.notice, jurisdiction: 'DE' } }),
      receiptOf(),
    ]
    const used = new Set((await Promise.all(documents.map(({ value }) => expanded(value)))).flatMap(irisIn))
    expect([...used].filter((iri) => !terms.has(iri) && !/^urn:uuid:[0-9a-f-]{36}$/.test(iri))).toEqual([])
    // The list holds what may be used: what is not, but for the states nobody reaches, does not belong there.
    const unreached =
      /#(ConsentInvalidated|ConsentRefused|ConsentRequestDeferred|ConsentRevoked|ConsentUnknown|Renewed)/
    const unused = [...terms].filter((iri) => !used.has(iri) && !unreached.test(iri) && !/XMLSchema#date$/.test(iri))
    expect(unused).toEqual([])
  })
  it('says what it is, and which consent it is about', async () => {
    const node = await expanded(recordOf().value)
    expect(typesOf(node)).toEqual(['https://w3id.org/dpv#ConsentRecord'])
    expect(at(node, dct('conformsTo'))?.['@id']).toBe('https://w3id.org/dpv/schema/dpv-27560#record')
    expect(literal(at(node, dct('identifier')))).toBe(node['@id'])
    expect(literal(at(node, 'hasIdentifier'))).toBe(person.consent)
  })
  it('names the person by a number that no other consent has', async () => {
    const other = bothSides(everything, { words, random: (length) => new Uint8Array(length).fill(7) }).person
    const [one, two] = await Promise.all([recordOf(), recordOf(other)].map(({ value }) => expanded(value)))
    const urns = (node: Node | undefined) => new Set(irisIn(node).filter((iri) => iri.startsWith('urn:')))
    const shared = [...urns(one)].filter((urn) => urns(two).has(urn))
    // The practitioner and the controller are public; the record, the person and whatever else is named by the consent differ.
    const publicOnes = under(one, 'hasEntity')
      .slice(1)
      .map((entity) => entity['@id'])
    expect(shared.sort()).toEqual(publicOnes.sort())
    expect(at(one, 'hasDataSubject')?.['@id']).not.toBe(at(two, 'hasDataSubject')?.['@id'])
  })
  it('makes UUIDs of version 8, as RFC 9562 has them', () => {
    expect(recordOf().value['@id']).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
  it('names what was read by the hash of its words, as RFC 6920 has it', async () => {
    const node = await expanded(recordOf().value)
    const hash = Buffer.from(sha256(utf8Encode(words.text))).toString('base64url')
    expect(literal(at(node, 'hasNotice', dct('identifier')))).toBe(`ni:///sha-256;${hash}`)
    expect(person.words?.hash).toBe(toHex(sha256(utf8Encode(words.text))))
    const notice = under(node, 'hasNotice')[1]
    expect(literal(at(notice, 'https://schema.org/url'))).toBe('https://chen.example/privacy')
  })
  it('names what the controller’s own notice says by its hash, where it was published', async () => {
    const facts = { ...practitioner, notice: { ...practitioner.notice, textHash: 'ab'.repeat(32) } }
    const node = await expanded(recordOf(facts).value)
    const hash = Buffer.from('ab'.repeat(32), 'hex').toString('base64url')
    expect(literal(at(under(node, 'hasNotice')[1], dct('identifier')))).toBe(`ni:///sha-256;${hash}`)
  })
  it('tells of a guardian beside the person', async () => {
    const asked = { approvalsRequired: 1, ownConsentFromAge: [{ region: 'US-WA', age: 18 }] }
    const entry = entryOf(chenKeys, { policy: asked })
    const teen = intakeOf({ about: { ageGroup: 'teen' } })
    const { person: facts } = bothSides({ availability: 'slots' }, { guardian: 'agrees' }, teen, entry)
    expect(facts.guardian).toBe(true)
    const [given] = under(await expanded(recordOf(facts).value), 'hasConsentStatus')
    expect(under(given, 'isIndicatedBy').flatMap(typesOf)).toContain('https://w3id.org/dpv#GuardianOfDataSubject')
  })
  it('is the same, to the byte, from the same facts on the same day, kept as JSON or not', () => {
    const kept = JSON.parse(JSON.stringify(person))
    const history = [withdrawn, { state: 'ConsentRequested' as const, on: person.issuedOn }]
    const options = { history, now: after(NOW, days(3)) }
    const again = { history: [...history, ...history].reverse(), now: after(options.now, days(0.2)) }
    expect(JSON.stringify(recordOf(kept, again))).toBe(JSON.stringify(recordOf(person, options)))
  })
  it('is the same on both sides in all that both know', async () => {
    const [mine, theirs] = [recordOf(person).value, recordOf(practitioner).value]
    const withoutNotices = ({ 'dpv:hasNotice': _, ...rest }: typeof mine) => rest
    expect(withoutNotices(theirs)).toEqual(withoutNotices(mine))
    expect(practitioner.consent).toBe(person.consent)
  })
})

describe('what a record says it could not say', () => {
  it('is the address, the place of storage and the fields without a term', () => {
    const { dropped } = recordOf()
    expect(codes(dropped)).toEqual([
      'address_unknown',
      'category_unmapped',
      'category_unmapped',
      'storage_location_unknown',
    ])
    expect(dropped.slice(1, 3)).toEqual([
      { code: 'category_unmapped', field: 'availability' },
      { code: 'category_unmapped', field: 'source' },
    ])
  })
  it('is the language, where nobody said which words were read', () => {
    expect(codes(recordOf(practitioner).dropped)).toContain('language_unknown')
    expect(codes(recordOf().dropped)).not.toContain('language_unknown')
  })
  it('is how many events lie ahead', async () => {
    const { value: record, state, dropped } = recordOf(person, { history: [withdrawn, withdrawn] })
    expect(dropped).toContainEqual({ code: 'events_later', count: 1 })
    expect(state).toBe('ConsentGiven')
    expect(under(await expanded(record), 'hasConsentStatus').length).toBe(1)
  })
})

describe('the events of a record', () => {
  const told = async (options: Partial<RecordOptions>) =>
    under(await expanded(recordOf(person, options).value), 'hasConsentStatus').map((event) => [
      String(typesOf(event)[0]).replace(/^.*#/, ''),
      literal(at(event, 'isIndicatedAtTime')),
    ])
  const requested: LaterEvent = { state: 'ConsentRequested', on: person.issuedOn }

  it('are told by day, and within a day as such things happen', async () =>
    expect(await told({ history: [{ ...withdrawn, on: person.issuedOn }, requested] })).toEqual([
      ['ConsentRequested', '2026-11-21'],
      ['ConsentGiven', '2026-11-21'],
      ['ConsentWithdrawn', '2026-11-21'],
    ]))
  it('end with an expiry the day after the last', async () => {
    expect(await told({ now: after(NOW, days(7)) })).toEqual([['ConsentGiven', '2026-11-21']])
    expect(await told({ now: after(NOW, days(8)) })).toEqual([
      ['ConsentGiven', '2026-11-21'],
      ['ConsentExpired', '2026-11-29'],
    ])
    expect(recordOf(person, { now: after(NOW, days(8)) }).state).toBe('ConsentExpired')
  })
  it('have no expiry after a withdrawal, and one before a later withdrawal', async () => {
    const now = after(NOW, days(20))
    expect((await told({ now, history: [withdrawn] })).map(([state]) => state)).toEqual([
      'ConsentGiven',
      'ConsentWithdrawn',
    ])
    expect((await told({ now, history: [{ ...withdrawn, on: dayAfter(12) }] })).map(([state]) => state)).toEqual([
      'ConsentGiven',
      'ConsentExpired',
      'ConsentWithdrawn',
    ])
    expect(recordOf(person, { now, history: [withdrawn] }).state).toBe('ConsentWithdrawn')
  })
  it('carry the type of consent the host names', async () => {
    const typeIn = async (options: Partial<RecordOptions>) =>
      typesOf(at(await expanded(recordOf(person, options).value), 'hasConsentStatus'))[1]
    expect(await typeIn({})).toBe('https://w3id.org/dpv#ExpressedConsent')
    expect(await typeIn({ consentType: 'explicitly-expressed' })).toBe(
      'https://w3id.org/dpv#ExplicitlyExpressedConsent',
    )
  })
})

describe('a receipt', () => {
  it('has an id of its own, a day, its schema, and the record', async () => {
    const node = await expanded(receiptOf().value)
    expect(typesOf(node)).toEqual(['https://w3id.org/dpv#ConsentReceipt'])
    expect(at(node, dct('conformsTo'))?.['@id']).toBe('https://w3id.org/dpv/schema/dpv-27560#receipt')
    expect(literal(at(node, 'hasIdentifier'))).toBe(node['@id'])
    expect(literal(at(node, dct('created')))).toBe('2026-11-21')
    const record = await expanded(recordOf().value)
    expect(at(node, 'hasRecordOfActivity')).toEqual(record)
    expect(node['@id']).not.toBe(record['@id'])
  })
  it('says who wrote it: the person’s device or the controller', async () => {
    const publisher = async (facts: RecordFacts) =>
      at(await expanded(receiptOf(facts).value), dct('publisher'))?.['@id']
    const record = await expanded(recordOf().value)
    expect(await publisher(person)).toBe(at(record, 'hasDataSubject')?.['@id'])
    expect(await publisher(practitioner)).toBe(at(record, 'hasProcess', 'hasDataController')?.['@id'])
  })
  it('is another one on another day, and from the other side', () => {
    const idOf = (facts: RecordFacts, now: EpochSeconds) => receiptOf(facts, { now }).value['@id']
    const all = [idOf(person, NOW), idOf(person, after(NOW, days(1))), idOf(practitioner, NOW)]
    expect(new Set(all).size).toBe(3)
  })
  it('passes on what the record could not say, and what it refuses', () => {
    expect(receiptOf().dropped).toEqual(recordOf().dropped)
    // @ts-expect-error: no facts
    expect(codeOf(toConsentReceipt({}, { now: NOW }))).toBe('consent_facts_invalid')
  })
})
