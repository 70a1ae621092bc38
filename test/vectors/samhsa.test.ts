import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { convertDirectory, type DirectoryRow } from '../../examples/us-directory/convert.js'
import { unknownConcept } from '../../src/descriptor/concepts.js'
import { listingSchema } from '../../src/descriptor/listing.js'
import { check } from '../../src/schema/shape.js'
import { samhsaCodes } from '../../src/vocabulary/crosswalk/samhsa.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { dataFolder } from '../support/data-folder.js'

const folder = `${dataFolder()}/data`
// csv-parse types its rows loosely; with `columns` every row is an object of texts.
const rowsOf = (name: string) =>
  parse(readFileSync(`${folder}/${name}`, 'utf8'), { columns: true }) as readonly Record<string, string>[]

const published = rowsOf('samhsa-mh-2022-service-codes.csv').map((row) => ({
  category: row['category_code'] ?? '',
  code: row['service_code'] ?? '',
}))
const facilities = rowsOf('samhsa-mh-2022-facilities.csv')
const occurrences = new Map<string, number>()
for (const facility of facilities) {
  const codes = (facility['service_code_info'] ?? '').split(/[\s*]+/).filter((code) => code !== '')
  for (const code of codes) occurrences.set(code, (occurrences.get(code) ?? 0) + 1)
}

/** What the person pays with: insurance, cash, a sliding fee, assistance. The other funds flow between offices. */
const personPays = new Set(['ITU', 'MC', 'MD', 'MI', 'PI', 'SF', 'SI', 'VAF', 'PA', 'SS'])

/** Share of a group's occurrences in the directory whose code has a counterpart. */
function mappedShare(belongs: (one: (typeof published)[number]) => boolean): number {
  let all = 0
  let mapped = 0
  for (const one of published.filter(belongs)) {
    const count = occurrences.get(one.code) ?? 0
    all += count
    if (typeof samhsaCodes[one.code] !== 'string') mapped += count
  }
  return mapped / all
}

describe('the crosswalk from the SAMHSA directory', () => {
  test('covers exactly the 176 published codes', () => {
    expect(published).toHaveLength(176)
    expect(Object.keys(samhsaCodes).sort()).toEqual(published.map(({ code }) => code).sort())
  })

  test('knows every code that occurs in the 9,037 facilities', () => {
    expect(facilities).toHaveLength(9037)
    expect([...occurrences.keys()].filter((code) => !Object.hasOwn(samhsaCodes, code))).toEqual([])
  })

  const groups = [
    ['treatment approaches', ['TAP']],
    ['special groups', ['SG']],
    ['ages', ['AGE']],
    ['languages', ['SL', 'OL']],
    ['settings', ['SET']],
  ] as const
  for (const [name, categories] of groups) {
    test(`maps at least 90 % of what the directory says about ${name}`, () => {
      // `includes` of a narrow tuple asks for its own members only.
      expect(mappedShare(({ category }) => (categories as readonly string[]).includes(category))).toBeGreaterThan(0.9)
    })
  }

  test('maps every way in which the person pays', () => {
    expect(mappedShare(({ code }) => personPays.has(code))).toBe(1)
    expect([...personPays].filter((code) => !occurrences.has(code))).toEqual([])
  })
})

describe('the directory as unclaimed listings', () => {
  // The columns of the file are the members of the type.
  const { listings, dropped } = convertDirectory(facilities as unknown as readonly DirectoryRow[])

  test('is whole: every facility becomes a listing that the publisher accepts', () => {
    expect(listings).toHaveLength(9037)
    expect(new Set(listings.map(({ id }) => id)).size).toBe(9037)
    expect(listings.filter((listing) => !check(listingSchema, listing, 'statement_invalid').ok)).toEqual([])
    expect(listings.filter((listing) => unknownConcept(listing, coreVocabulary) !== undefined)).toEqual([])
  })

  test('loses codes by named rules only, and counts each', () => {
    expect(dropped.filter(({ rule }) => rule === 'unknown_code')).toEqual([])
    for (const { code, facilities: count } of dropped) expect(count, code).toBe(occurrences.get(code))
  })
})
