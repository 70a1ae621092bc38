import { describe, expect, test } from 'vitest'
import { convertDirectory, rowToListing } from '../../../examples/us-directory/convert.js'
import { listingSchema } from '../../../src/descriptor/listing.js'
import { check } from '../../../src/schema/shape.js'

const row = {
  name1: ' Harbour  Behavioral Health ',
  name2: '',
  street1: '1 Quay Street',
  street2: 'Suite 2',
  city: 'Seattle',
  state: 'WA',
  zip: '98101',
  service_code_info: 'MH * OP * CBT GT TELE * SS * PTSD * YAD ADLT * SP AH * SMON * HALOP XYZ',
}

describe('a facility of the public directory', () => {
  const { listing, dropped } = rowToListing(row, 7)

  test('becomes a listing that the publisher accepts', () => {
    expect(check(listingSchema, listing, 'statement_invalid').ok).toBe(true)
  })

  test('says what its codes mean, and nothing else', () => {
    expect(listing).toEqual({
      id: 'us-00007',
      name: 'Harbour Behavioral Health',
      address: '1 Quay Street, Suite 2, Seattle, WA 98101',
      concepts: [
        { concept: 'anxiety', level: 1 },
        { concept: 'mood', level: 1 },
        { concept: 'trauma.flashbacks', level: 3 },
      ],
      modalities: { yes: ['cbt'] },
      populations: undefined,
      ageGroups: { yes: ['young-adult', 'adult'], complete: true },
      sessions: { yes: ['group'] },
      formats: { yes: ['in-person', 'online'] },
      languages: { yes: ['es'] },
      access: { yes: ['sign-language'] },
      insurers: undefined,
      fees: [{ model: 'sliding' }],
      locations: [{ label: 'Seattle', region: 'US-WA', postalArea: '98101' }],
    })
  })

  test('lists the codes that have no counterpart', () => {
    expect(dropped).toEqual([
      { code: 'SMON', rule: 'smoking-policy' },
      { code: 'HALOP', rule: 'single-medicine' },
      { code: 'XYZ', rule: 'unknown_code' },
    ])
  })

  test('is counted with the others, the most frequent loss first', () => {
    const { listings, dropped: counts } = convertDirectory([row, { ...row, service_code_info: 'CBT * HALOP' }])
    expect(listings.map(({ id }) => id)).toEqual(['us-00001', 'us-00002'])
    expect(counts).toEqual([
      { code: 'HALOP', rule: 'single-medicine', facilities: 2 },
      { code: 'SMON', rule: 'smoking-policy', facilities: 1 },
      { code: 'XYZ', rule: 'unknown_code', facilities: 1 },
    ])
  })
})
