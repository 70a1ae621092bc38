import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { rowOf } from '../../../src/catalogue/row.js'
import { approve, signEvent, signListings } from '../../../src/community/sign.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, draftEvent, draftListings, signDescriptor } from '../../../src/descriptor/draft.js'
import { replaceOpeningKeys } from '../../../src/descriptor/keys.js'
import { after, days } from '../../../src/kernel/time.js'
import { isSealable } from '../../../src/matching/target.js'
import { verifyRecipient } from '../../../src/trust/recipient.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  descriptorJson,
  entriesIn,
  entryOf,
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  sampleCatalogue,
  seeded,
} from '../../support/catalogue.js'
import { contrive, entriesOf, type ForgedRow, pileOf } from '../../support/forge.js'

const { community: harbour, chen, statements, published, catalogue } = sampleCatalogue()
const { bytes } = published
const signer = harbour.keys.publishing
const trust = [harbour.keys.root.publicKey]
const open = (file: Uint8Array, now = NOW) => must(openCatalogue(file, { trust, lastSeen: 'first-use', now }))
const all = entriesIn(catalogue)

describe('readEntries', () => {
  it('goes through a catalogue in slices, in the order of the ids', () => {
    const first = readEntries(catalogue, { count: 2 })
    const second = readEntries(catalogue, { from: first.next ?? 0, count: 2 })
    const last = readEntries(catalogue, { from: second.next ?? 0 })
    expect([first.next, second.next, last.next]).toEqual([2, 4, undefined])
    expect([first, second, last].flatMap(({ accepted }) => accepted)).toEqual(all)
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort())
  })

  it('gives nothing beyond the end, and nothing of a slice of nothing', () => {
    expect(readEntries(catalogue, { from: 9 })).toEqual({ accepted: [], rejected: [], next: undefined })
    expect(readEntries(catalogue, { from: 5, count: 9 })).toEqual({ accepted: [], rejected: [], next: undefined })
    expect(readEntries(catalogue, { count: 0 })).toEqual({ accepted: [], rejected: [], next: 0 })
  })

  it.each([
    ['from', { from: -1 }],
    ['from', { from: 0.5 }],
    ['count', { count: Number.NaN }],
    ['count', { count: Number.POSITIVE_INFINITY }],
  ])('names %s when it is no whole number (%#)', (name, options) => {
    expect(() => readEntries(catalogue, options)).toThrow(RangeError)
    expect(() => readEntries(catalogue, options)).toThrow(new RegExp(`^${name}: `))
  })
})

describe('entryAt', () => {
  it('gives the same entry each time, whoever was read in between', () => {
    const opened = open(bytes)
    const rows = [4, 0, 3, 1, 2, 0, 4]
    expect(rows.map((row) => must(opened.entryAt(row)))).toEqual(rows.map((row) => all[row]))
    expect(must(opened.entryAt(0))).toBe(must(opened.entryAt(0)))
  })

  it.each([[-1], [5], [0.5], [Number.NaN]])('throws for a row that there is none of: %d', (row) => {
    expect(() => catalogue.entryAt(row)).toThrow(RangeError)
    expect(() => catalogue.entryAt(row)).toThrow(/^row: /)
  })
})

describe('what has ended since a catalogue was published', () => {
  it('takes a key from a presence, and nobody out of the list: the approval of keys in the place of others', () => {
    const keys = must(replaceOpeningKeys(chen.keys, { now: NOW, random: seeded('replaced') }))
    const later = after(NOW, days(1 / 24))
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys }))
    const descriptor = signDescriptor(draft, keys, { now: later })
    const presence = must(confirmPresence(keys, { capacity: 'capacity' }, { now: later }))
    const brief = must(approve(descriptor, harbour.keys, { now: later, expiresIn: days(1) }))
    const listed = [...statements.slice(0, 3), descriptor, presence, brief]
    const file = publishSample(harbour, listed, { now: later }).bytes
    expect(entryOf(open(file, later), 'Chen Wei').presence?.keys).toHaveLength(2)
    const ended = after(later, days(8))
    const entry = entryOf(open(file, ended), 'Chen Wei')
    // How things stand is still Chen's word, and what matching went by; nobody can write to him.
    expect(entry.presence).toMatchObject({ capacity: 'capacity', keys: [] })
    expect(isSealable(entry, ended)).toBe(false)
    expect(verifyRecipient(entry.evidence, { now: ended })).toMatchObject({ error: { code: 'descriptor_unapproved' } })
  })

  it('takes an event its host, and an event under its host’s licences with it', () => {
    const brief = must(approve(chen.descriptor, harbour.keys, { now: NOW, expiresIn: days(1) }))
    const eventsOf = (parts: object) => {
      const event = signEvent(must(draftEvent(eventJson([chen.keys.id], parts), { vocabulary })), harbour.keys, {
        id: 'evening',
        now: NOW,
      })
      const { bytes: file } = publishSample(harbour, [chen.descriptor, chen.presence, brief, event])
      return [NOW, after(NOW, days(1))].map((now) => open(file, now).entryAt(1))
    }
    const [then, now] = eventsOf({})
    expect(then).toMatchObject({ ok: true, value: { id: 'event:evening', host: { name: 'Chen Wei' } } })
    expect(now).toMatchObject({ ok: false, error: { code: 'descriptor_unapproved' } })
    const [before, since] = eventsOf({ licences: [{ region: 'US-WA', status: 'not-required' }] })
    expect(before).toMatchObject({ ok: true, value: { host: { name: 'Chen Wei' } } })
    expect(since).toMatchObject({ ok: true, value: { host: undefined } })
  })

  it('keeps out whoever is approved no more, also when the descriptor has ended as well', () => {
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys: chen.keys }))
    const descriptor = signDescriptor(draft, chen.keys, { now: NOW, expiresIn: days(2) })
    const approval = must(approve(descriptor, harbour.keys, { now: NOW, expiresIn: days(1) }))
    const file = publishSample(harbour, [descriptor, approval]).bytes
    const codes = [0, 1, 2, 3].map((day) => {
      const { accepted, rejected } = readEntries(open(file, after(NOW, days(day))))
      return [...accepted.map(({ name }) => name), ...rejected.map(({ code }) => code)]
    })
    expect(codes).toEqual([
      ['Chen Wei'],
      ['descriptor_unapproved'],
      ['descriptor_unapproved'],
      ['descriptor_unapproved'],
    ])
  })

  it('leaves whoever is approved in the list, with what was published: the descriptor', () => {
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys: chen.keys }))
    const descriptor = signDescriptor(draft, chen.keys, { now: NOW, expiresIn: days(2) })
    const approval = must(approve(descriptor, harbour.keys, { now: NOW }))
    const file = publishSample(harbour, [descriptor, approval]).bytes
    expect(entryOf(open(file, after(NOW, days(3))), 'Chen Wei')).toEqual(entryOf(open(file), 'Chen Wei'))
  })
})

describe('whoever is listed twice', () => {
  it('is read once, and the second row is rejected', () => {
    const rows = (made: readonly ForgedRow[]) => [...made, ...made.filter(({ subject }) => subject === chen.keys.id)]
    const file = contrive(bytes, pileOf(statements), { signer, rows })
    const rejected = [{ row: 5, code: 'catalogue_row_mismatch' }]
    expect(readEntries(open(file))).toEqual({ accepted: all, rejected, next: undefined })
    // Also when it is asked for first.
    expect(open(file).entryAt(5)).toMatchObject({ error: { code: 'catalogue_row_mismatch' } })
  })

  it('is read once of two batches of listings', () => {
    const batch = must(draftListings(listingsJson(1), { vocabulary }))
    const second = signListings(batch, harbour.keys, { id: 'directory-2', now: NOW })
    const others = entriesOf(pileOf([second]), harbour.root, NOW)
    const rows = (made: readonly ForgedRow[]) => [
      ...made,
      ...others.map(({ entry, subject }) => ({ row: rowOf(entry, NOW), subject })),
    ]
    const file = contrive(bytes, pileOf([...statements, second]), { signer, rows })
    const rejected = [{ row: 5, code: 'catalogue_row_mismatch' }]
    expect(readEntries(open(file))).toEqual({ accepted: all, rejected, next: undefined })
  })
})
