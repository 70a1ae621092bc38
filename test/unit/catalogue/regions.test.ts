import { describe, expect, it } from 'vitest'
import type { Head } from '../../../src/catalogue/catalogue.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishRegions, type RegionsInput } from '../../../src/catalogue/publish-regions.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { approve, signEvent, signListings } from '../../../src/community/sign.js'
import { draftEvent, draftListings } from '../../../src/descriptor/draft.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  entriesIn,
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  samplePractitioner,
} from '../../support/catalogue.js'

const community = sampleCommunity()
const { root, keys } = community
const trust = [keys.root.publicKey]

function batch(name: string, count: number, region: string): Uint8Array {
  return signListings(must(draftListings(listingsJson(count, name, region), { vocabulary })), keys, {
    id: name,
    now: NOW,
  })
}

/** A practitioner who is licensed in one region only, and approved unless told. */
function practitioner(name: string, region: string | undefined, isApproved = true): readonly Uint8Array[] {
  const licences = region === undefined ? [] : [{ region, status: 'stated', number: 'LH-1' }]
  const one = samplePractitioner(name, { descriptor: { licences, locations: [] } })
  const approval = isApproved ? [must(approve(one.descriptor, keys, { now: NOW }))] : []
  return [one.descriptor, one.presence, ...approval]
}

function regions(statements: readonly Uint8Array[], parts: Partial<RegionsInput> = {}) {
  return must(
    publishRegions({ root, statements, vocabulary, publishingKey: keys.publishing, now: NOW, least: 3, ...parts }),
  )
}

function namesIn(published: { readonly bytes: Uint8Array; readonly head: Head } | undefined): readonly string[] {
  if (published === undefined) throw new Error('no such file')
  const { region } = published.head
  const catalogue = must(openCatalogue(published.bytes, { trust, lastSeen: 'first-use', now: NOW, region }))
  return entriesIn(catalogue).map(({ name }) => name)
}

const washington = batch('wa', 3, 'US-WA')

describe('publishRegions', () => {
  it('gives each region a file of those who are licensed or located in it, and lists the files', () => {
    const { own, regions: files } = regions([washington, batch('de', 4, 'DE'), ...practitioner('Chen Wei', 'DE')])
    expect([...files.keys()]).toEqual(['DE', 'US-WA'])
    expect(namesIn(files.get('US-WA'))).toHaveLength(3)
    expect(namesIn(files.get('DE'))).toContain('Chen Wei')
    const catalogue = must(openCatalogue(own.bytes, { trust, lastSeen: 'first-use', now: NOW }))
    expect(catalogue.size).toBe(0)
    const listed = [...files].map(([region, { head, bytes }]) => ({
      region,
      sequence: 1,
      hash: head.hash,
      length: bytes.length,
      atLeast: 2,
    }))
    expect(catalogue.regions).toEqual([{ ...listed[0], atLeast: 5 }, listed[1]])
  })

  it('joins a small region into its wider one, and what has none into the community’s own catalogue', () => {
    const { own, regions: files } = regions([
      washington,
      batch('wy', 2, 'US-WY'),
      batch('mt', 1, 'US-MT'),
      batch('nz', 2, 'NZ'),
    ])
    expect([...files.keys()]).toEqual(['US', 'US-WA'])
    expect(namesIn(files.get('US'))).toHaveLength(3)
    expect(namesIn(files.get('US-WA'))).toHaveLength(3)
    expect(namesIn(own)).toHaveLength(2)
  })

  it('puts whoever states a wide region into every file in it, and whoever states none into what everybody fetches', () => {
    const { own, regions: files } = regions([
      washington,
      ...practitioner('Chen Wei', 'US'),
      ...practitioner('Billie Ashdown', undefined),
    ])
    expect(namesIn(files.get('US-WA'))).toContain('Chen Wei')
    expect(namesIn(own)).toEqual(expect.arrayContaining(['Chen Wei', 'Billie Ashdown']))
  })

  it('takes the hosts of an event along, so that somebody answers for it', () => {
    const host = samplePractitioner('Chen Wei', { descriptor: { locations: [], licences: [] } })
    const event = must(draftEvent(eventJson([host.keys.id]), { vocabulary }))
    const { regions: files } = regions([
      washington,
      host.descriptor,
      must(approve(host.descriptor, keys, { now: NOW })),
      signEvent(event, keys, { id: 'panic-evening', now: NOW }),
    ])
    expect(namesIn(files.get('US-WA'))).toEqual(expect.arrayContaining(['Chen Wei', 'An evening about panic']))
  })

  it('counts only who stands: a region that three people claim and two are approved in has no file', () => {
    const people = ['Asha', 'Ben', 'Chen'].map((name) => practitioner(name, 'NZ', name !== 'Ben'))
    const { own, regions: files } = regions([washington, ...people.flat()])
    expect([...files.keys()]).toEqual(['US-WA'])
    expect(namesIn(own)).toEqual(expect.arrayContaining(['Asha', 'Chen']))
  })

  it('needs 20 unless told', () => {
    const statements = [batch('wa', 20, 'US-WA'), batch('de', 19, 'DE')]
    expect([...regions(statements, { least: undefined }).regions.keys()]).toEqual(['US-WA'])
    expect(() => regions([], { least: 0 })).toThrow(RangeError)
  })

  it('goes by any coarse choice it is given', () => {
    const { regions: files } = regions([washington, batch('de', 4, 'DE')], { regionOf: () => ['everywhere'] })
    expect([...files.keys()]).toEqual(['everywhere'])
    expect(() => regions([washington], { regionOf: () => ['no name'] })).toThrow(TypeError)
  })

  it('goes on in each region where its last head ended', () => {
    const first = regions([washington])
    const previousRegions = new Map([...first.regions].map(([region, { head }]) => [region, head]))
    const second = regions([washington], { previous: first.own.head, previousRegions })
    const lastSeen = previousRegions.get('US-WA') ?? first.own.head
    const bytes = second.regions.get('US-WA')?.bytes ?? second.own.bytes
    expect(must(openCatalogue(bytes, { trust, lastSeen, now: NOW, region: 'US-WA' })).head.sequence).toBe(2)
    const older = first.regions.get('US-WA')?.bytes ?? first.own.bytes
    const seen = second.regions.get('US-WA')?.head ?? second.own.head
    expect(openCatalogue(older, { trust, lastSeen: seen, now: NOW, region: 'US-WA' })).toMatchObject({
      error: { code: 'catalogue_rolled_back' },
    })
  })

  it('never places anybody by what somebody else has signed', () => {
    const [descriptor = new Uint8Array(0), ...rest] = practitioner('Chen Wei', 'DE')
    const forged = Uint8Array.from(descriptor)
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    const { own } = regions([washington, forged, ...rest], { least: 1 })
    expect(own.rejected.map(({ code }) => code)).toContain('statement_forged')
  })
})

describe('openCatalogue', () => {
  const { own, regions: files } = regions([washington, batch('de', 4, 'DE')])
  const options = { trust, lastSeen: 'first-use', now: NOW } as const
  const other = { ok: false, error: { code: 'catalogue_other_region', detail: {} } }
  const of = (region: string) => files.get(region)?.bytes ?? new Uint8Array(0)

  it('refuses one region’s file where another’s was asked for', () => {
    expect(openCatalogue(of('DE'), { ...options, region: 'US-WA' })).toMatchObject(other)
    expect(openCatalogue(of('DE'), { ...options, region: 'DE' }).ok).toBe(true)
  })

  it('refuses a part where the community’s own catalogue was asked for, and the other way round', () => {
    expect(openCatalogue(of('DE'), options)).toMatchObject(other)
    expect(openCatalogue(own.bytes, { ...options, region: 'DE' })).toMatchObject(other)
  })

  it('throws when the last head of another region is given', () => {
    expect(() => openCatalogue(of('DE'), { ...options, region: 'DE', lastSeen: own.head })).toThrow(RangeError)
  })

  it('is what an auditor needs no region for', () => {
    expect(must(verifyCatalogue(of('DE'), { trust, now: NOW }))).toMatchObject({
      identical: true,
      head: { region: 'DE' },
    })
  })

  it('does not continue another region’s chain', () => {
    expect(() => publishSample(community, [washington], { region: 'DE', previous: own.head })).toThrow(
      'publish_invalid',
    )
  })
})
