import type { Listing } from '../../src/descriptor/listing.js'
import type { Fee } from '../../src/descriptor/offer.js'
import type { Facet } from '../../src/vocabulary/concept.js'
import { type CrosswalkTarget, type DroppedCode, fromSamhsaCodes } from '../../src/vocabulary/crosswalk/samhsa.js'

/** One line of the directory, as its file names the columns. */
export type DirectoryRow = {
  readonly name1: string
  readonly name2: string
  readonly street1: string
  readonly street2: string
  readonly city: string
  readonly state: string
  readonly zip: string
  /** Service codes; groups are separated by `*`. */
  readonly service_code_info: string
}

/** A code without a counterpart, its rule, and how many facilities carry it. */
export type DroppedCount = DroppedCode & { readonly facilities: number }

/** Where the listings come from; every batch of them says so. */
export const directory = {
  source: 'SAMHSA National Directory of Mental Health Treatment Facilities 2022',
  licence: 'US federal publication, public domain',
} as const

/**
 * Turns one facility of the directory into an unclaimed listing.
 *
 * What the directory does not say stays unknown: there is no price, no phone number and no licence for online work in
 * it. Ages are the one list that it states whole, so that an age it leaves out is a no.
 *
 * @param row - one line of the file. Public.
 * @param number - its place in the file, from 1: the listing's id.
 * @returns the listing, and the codes that have no counterpart with their rules.
 * Privacy: reads a public directory only.
 * Cost: O(codes).
 */
export function rowToListing(
  row: DirectoryRow,
  number: number,
): { readonly listing: Listing; readonly dropped: readonly DroppedCode[] } {
  const { value, dropped } = fromSamhsaCodes(row.service_code_info.split(/[\s*]+/).filter((code) => code !== ''))
  const idsOf = (facet: Facet) =>
    value.filter((target) => target.facet === facet).map(({ id }) => id as string as Ids[number])
  const yes = (facet: Facet) => {
    const ids = idsOf(facet)
    return ids.length === 0 ? undefined : { yes: ids }
  }
  const ages = yes('age-group')
  const listing: Listing = {
    id: `us-${String(number).padStart(5, '0')}`,
    name: joined([row.name1, row.name2]),
    address: joined([row.street1, row.street2, row.city, `${row.state} ${row.zip}`]),
    concepts: conceptsOf(value),
    modalities: yes('modality'),
    populations: yes('population'),
    ageGroups: ages && { ...ages, complete: true },
    sessions: yes('session'),
    formats: yes('format'),
    languages: yes('language'),
    access: yes('access'),
    insurers: yes('insurer'),
    fees: feesOf(idsOf('fee-model')),
    locations: [{ label: tidy(row.city), region: `US-${row.state}`, postalArea: row.zip }],
  }
  return { listing, dropped }
}

/**
 * Turns the whole directory into unclaimed listings, and counts what did not fit.
 *
 * @param rows - the lines of the file, in its order. Public.
 * @returns the listings in the same order; `dropped`: every code without a counterpart, most frequent first.
 * Privacy: reads a public directory only.
 * Cost: O(rows × codes).
 */
export function convertDirectory(rows: readonly DirectoryRow[]): {
  readonly listings: readonly Listing[]
  readonly dropped: readonly DroppedCount[]
} {
  const counts = new Map<string, DroppedCount>()
  const listings = rows.map((row, index) => {
    const { listing, dropped } = rowToListing(row, index + 1)
    for (const one of dropped) {
      counts.set(one.code, { ...one, facilities: (counts.get(one.code)?.facilities ?? 0) + 1 })
    }
    return listing
  })
  const order = (one: DroppedCount, other: DroppedCount) =>
    other.facilities - one.facilities || (one.code < other.code ? -1 : 1)
  return { listings, dropped: [...counts.values()].sort(order) }
}

/** The ids of the crosswalk are core concepts: its type and a test hold them to the vocabulary. */
type Ids = NonNullable<NonNullable<Listing['modalities']>['yes']>

function conceptsOf(targets: readonly CrosswalkTarget[]): Listing['concepts'] {
  const concerns = targets.filter(({ facet }) => facet === 'concern')
  // See Ids.
  return concerns.map(({ id, level }) => ({ concept: id as string as Ids[number], level: level ?? 1 }))
}

function feesOf(models: readonly string[]): Fee[] | undefined {
  const known = (['fixed', 'sliding', 'voucher'] as const).filter((model) => models.includes(model))
  return known.length === 0 ? undefined : known.map((model) => ({ model }))
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function joined(parts: readonly string[]): string {
  return parts
    .map(tidy)
    .filter((part) => part !== '')
    .join(', ')
}
