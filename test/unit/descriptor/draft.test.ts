import { describe, expect, it } from 'vitest'
import { commitmentOf } from '../../../src/descriptor/commitment.js'
import type { Descriptor } from '../../../src/descriptor/descriptor.js'
import { draftDescriptor, draftEvent, draftListings, signDescriptor } from '../../../src/descriptor/draft.js'
import { descriptorFormat } from '../../../src/descriptor/formats.js'
import { createKeys, extendKeys, promisedKeys } from '../../../src/descriptor/keys.js'
import { after, days, epochSeconds } from '../../../src/kernel/time.js'
import { decodeBody } from '../../../src/statement/body.js'
import { openStatement } from '../../../src/statement/statement.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, eventJson, listingsJson, must, NOW, seeded } from '../../support/catalogue.js'

const keys = must(createKeys({ now: NOW, random: seeded('draft') }))
const draft = (parts: object) => draftDescriptor(descriptorJson(parts), { vocabulary, keys })
const refusal = (field: string) => ({ ok: false, error: { code: 'descriptor_invalid', detail: { field } } })
const pointOf = (descriptor: Descriptor) => descriptor.locations?.[0]?.point

describe('draftDescriptor', () => {
  it('promises every opening key by its hash', () => {
    expect(must(draft({})).keyCommitments).toEqual(promisedKeys(keys).map(commitmentOf))
  })

  it('promises the last sixteen epochs, in whatever order their keys were made', () => {
    const many = must(createKeys({ now: NOW, epochs: 16, random: seeded('many') }))
    // A clock one epoch behind is believed, and the key of that epoch made last.
    const early = must(extendKeys(many, { now: epochSeconds(NOW - days(28)), epochs: 1, random: seeded('early') }))
    const promised = must(draftDescriptor(descriptorJson(), { vocabulary, keys: early })).keyCommitments
    expect(promised.map(({ epoch }) => epoch)).toEqual(many.openingKeys.map(({ epoch }) => epoch))
  })

  it.each([
    ['name', { name: '' }],
    ['name', { name: 'Chen\u202egnaW' }],
    ['summary', { summary: 'x'.repeat(601) }],
    ['', { surplus: true }],
    ['', { keyCommitments: [] }],
    ['concepts.0.level', { concepts: [{ concept: 'anxiety.panic', level: 5 }] }],
    ['concepts.0.concept', { concepts: [{ concept: 'anxiety.misspelt', level: 4 }] }],
    ['concepts.0.concept', { concepts: [{ concept: 'cbt', level: 4 }] }],
    ['notOffered.1', { notOffered: ['trauma', 'nothing-known'] }],
    ['modalities.yes.0', { modalities: { yes: ['anxiety'] } }],
    ['modalities.no.0', { modalities: { no: ['anxiety'] } }],
    ['populations.yes.0', { populations: { yes: ['nobody'] } }],
    ['ageGroups.yes.0', { ageGroups: { yes: ['nobody'] } }],
    ['sessions.yes.0', { sessions: { yes: ['nobody'] } }],
    ['seenFor.yes.0', { seenFor: { yes: ['nobody'] } }],
    ['formats.yes.0', { formats: { yes: ['telepathy'] } }],
    ['styles.yes.0', { styles: { yes: ['nobody'] } }],
    ['facets.yes.0', { facets: { yes: ['nobody'] } }],
    ['access.yes.0', { access: { yes: ['nobody'] } }],
    ['body.areas.yes.0', { body: { areas: { yes: ['nowhere'] } } }],
    ['body.clothing.yes.0', { body: { clothing: { yes: ['nothing-known'] } } }],
    ['fees.0.session', { fees: [{ model: 'fixed', session: 'nobody' }] }],
    ['fees.0', { fees: [{ model: 'fixed', from: 2, to: 1 }] }],
    ['locations.0.access.yes.0', { locations: [{ region: 'US-WA', access: { yes: ['nobody'] } }] }],
    ['locations.0.fees.0.session', { locations: [{ region: 'US-WA', fees: [{ model: 'free', session: 'nobody' }] }] }],
    ['rules.0.anyOf.0', { rules: [{ about: 'gender', anyOf: ['nobody'] }] }],
    ['rules.0.anyOf.1', { rules: [{ about: 'ageGroup', anyOf: ['adult', 'nobody'] }] }],
    ['bookingLink', { bookingLink: 'javascript:alert(1)' }],
    ['bookingLink', { bookingLink: 'https://user@harbour.example/' }],
  ])('names %s when it is wrong', (field, parts) => {
    expect(draft(parts)).toEqual(refusal(field))
  })

  it('lets members of any group be named in a rule', () => {
    expect(draft({ rules: [{ about: 'memberOf', anyOf: ['Harbour rowing club'] }] }).ok).toBe(true)
  })

  it('takes any well-formed insurer and language', () => {
    expect(draft({ insurers: { yes: ['a-small-insurer'] }, languages: { yes: ['gsw-CH'] } }).ok).toBe(true)
  })

  it.each([{ yes: ['faith.muslim'] }, { no: ['heritage'] }, { yes: ['lived-experience.grief'] }])(
    'publishes special categories only with explicit consent (%#)',
    (facets) => {
      expect(draft({ facets })).toEqual(refusal('publishesSpecialCategories'))
      expect(draft({ facets, publishesSpecialCategories: false })).toEqual(refusal('publishesSpecialCategories'))
      expect(draft({ facets, publishesSpecialCategories: true }).ok).toBe(true)
    },
  )

  it('rounds a place to the coarseness beside it', () => {
    const near = (latitude: number, longitude: number) => {
      const point = { latitude, longitude, coarsenessMetres: 1000 }
      return pointOf(must(draft({ locations: [{ region: 'US-WA', point }] })))
    }
    expect(near(47.6101, -122.3344)).toEqual(near(47.6035, -122.3301))
    expect(near(47.6101, -122.3344)).not.toEqual(near(47.6301, -122.3344))
    expect(near(-0.000001, -0.000001)).toEqual({
      latitudeMicrodegrees: 0,
      longitudeMicrodegrees: 0,
      coarsenessMetres: 1000,
    })
  })

  it('keeps an exact place exact and a pole on the map', () => {
    const at = (point: object) => pointOf(must(draft({ locations: [{ region: 'US-WA', point }] })))
    const exact = { latitude: 47.610123, longitude: -122.334412, coarsenessMetres: 0 }
    expect(at(exact)).toMatchObject({ latitudeMicrodegrees: 47_610_123, longitudeMicrodegrees: -122_334_412 })
    const pole = at({ latitude: 89.9999, longitude: 179.9, coarsenessMetres: 100_000 })
    expect(pole?.latitudeMicrodegrees).toBeLessThanOrEqual(90_000_000)
    expect(Math.abs(pole?.longitudeMicrodegrees ?? 999_000_000)).toBeLessThanOrEqual(180_000_000)
  })
})

describe('signDescriptor', () => {
  it('signs what was drafted with the identity key', () => {
    const descriptor = must(draft({}))
    const statement = must(
      openStatement(signDescriptor(descriptor, keys, { now: NOW }), { kind: 'descriptor', now: NOW }),
    )
    expect(statement).toMatchObject({
      subject: keys.id,
      issuer: keys.identity.publicKey,
      expires: after(NOW, days(180)),
    })
    expect(must(decodeBody(descriptorFormat, statement.body))).toEqual(descriptor)
  })

  it('refuses a life of more than 180 days', () => {
    const options = { now: NOW, expiresIn: days(181) }
    expect(() => signDescriptor(must(draft({})), keys, options)).toThrow(RangeError)
  })
})

describe('draftEvent', () => {
  const host = keys.id
  const event = (parts: object) => draftEvent(eventJson([host], parts), { vocabulary })

  it('reads hosts as hex and moments as ISO 8601 in UTC', () => {
    const drafted = must(event({}))
    expect(drafted.hosts).toEqual([keys.identity.publicKey])
    expect(drafted.starts).toBe(epochSeconds(Date.parse('2026-12-03T18:00:00Z') / 1000))
  })

  it.each([
    ['starts', { starts: '2026-12-03T18:00:00+01:00' }],
    ['starts', { starts: 'tomorrow' }],
    ['hosts.0', { hosts: ['Chen'] }],
    ['eventKind', { eventKind: 'nothing-known' }],
    ['resources.0.concept', { resources: [{ concept: 'nothing-known', text: 'Housing desk' }] }],
    ['formats.yes.0', { formats: { yes: ['nowhere'] } }],
    ['facets', { facets: { yes: ['faith.jewish'] } }],
  ])('names %s when it is wrong (%#)', (field, parts) => {
    expect(event(parts)).toEqual(refusal(field))
  })
})

describe('draftListings', () => {
  const withFirst = (parts: object) => {
    // The builder's own shape.
    const batch = listingsJson(2) as { listings: object[] }
    return draftListings(
      { ...batch, listings: [{ ...batch.listings[0], ...parts }, batch.listings[1]] },
      { vocabulary },
    )
  }

  it('takes a batch from a public directory', () => {
    expect(must(draftListings(listingsJson(256), { vocabulary })).listings).toHaveLength(256)
  })

  it.each([
    ['listings.0.concepts.0.concept', { concepts: [{ concept: 'nothing-known', level: 1 }] }],
    ['listings.0.id', { id: 'No id' }],
    ['listings.1.id', { id: 'facility-2' }],
    ['listings.0.facets', { facets: { yes: ['faith.christian'] } }],
  ])('names %s when it is wrong', (field, parts) => {
    expect(withFirst(parts)).toEqual(refusal(field))
  })

  it('takes no more than 256 at once', () => {
    expect(draftListings(listingsJson(257), { vocabulary })).toEqual(refusal('listings'))
  })
})
