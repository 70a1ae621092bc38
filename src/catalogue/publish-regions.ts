import { ok, type Result } from '../kernel/result.js'
import { readStatement, type Statement } from '../statement/statement.js'
import type { Head, Region } from './catalogue.js'
import { type Published, type PublishFailure, type PublishInput, publishCatalogue } from './publish.js'
import { createRegionPlan, placeStatement, planFiles, type RegionRules } from './region-plan.js'

/** What a publisher of regions brings. `previous` is the head of the community's own catalogue. */
export type RegionsInput = Omit<PublishInput, 'region' | 'regions'> &
  RegionRules & {
    /** The last head of every region that ever had a file: one that comes back goes on where it ended. */
    readonly previousRegions?: ReadonlyMap<string, Head>
  }

/** A community published by regions: each of them a catalogue of its own. */
export type PublishedRegions = {
  /** The community's own catalogue, for everybody: it lists the regions, and has whoever is in none of them. */
  readonly own: Published
  /** By name, in alphabetical order. Positions in `rejected` count within `statementsOf` a region. */
  readonly regions: ReadonlyMap<string, Published>
}

/**
 * Publishes a community by regions, so that a device fetches one whole region instead of a country.
 *
 * Which region somebody chooses is all that fetching its file tells, so regions are coarse, public and never small: each
 * has at least `least` practitioners and listings that stand in it, or it is joined into its wider one. For more than memory
 * holds, the command line does the same from files, region after region.
 *
 * @param input - as for `publishCatalogue`, what a region is, how small it may be, and the heads before.
 * @returns the community's own catalogue and one for each region.
 * Failure: as `publishCatalogue`; `publish_invalid` at `regions` when there would be more than 256.
 * @throws {RangeError} when `least` is no whole number from 1, or `expiresIn` is more than 14 days.
 * @throws {TypeError} when `regionOf` names a region otherwise than in letters, digits and hyphens, at most 24.
 * Privacy: everything in it is public. A device that fetches a region's file tells its region and nothing else.
 * Cost: as `publishCatalogue` for every region somebody is in, and one verification a descriptor, event and batch.
 * @example
 * const published = publishRegions({ root, statements, vocabulary, publishingKey: communityKeys.publishing, now })
 * @see docs/guides/host.md @since 0.1
 */
export function publishRegions(input: RegionsInput): Result<PublishedRegions, PublishFailure> {
  const { regionOf, least, previousRegions, ...common } = input
  const plan = createRegionPlan({ regionOf, least }, input.now)
  const read = input.statements.map((bytes) => ({ bytes, statement: statementIn(bytes) }))
  for (const { statement } of read) if (statement !== undefined) placeStatement(plan, statement)
  const joined = new Set<string>()
  for (;;) {
    const { regions, filesOf } = planFiles(plan, joined)
    const filed = read.map(({ bytes, statement }) => ({ bytes, files: statement ? filesOf(statement) : [undefined] }))
    const statementsOf = (file: string | undefined) =>
      filed.flatMap(({ bytes, files }) => (files.includes(file) ? [bytes] : []))
    const published = new Map<string, Published>()
    let thin = false
    for (const region of regions) {
      const previous = previousRegions?.get(region)
      const { previous: _, ...rest } = common
      const one = publishCatalogue({
        ...rest,
        region,
        statements: statementsOf(region),
        ...(previous === undefined ? {} : { previous }),
      })
      if (!one.ok) return one
      published.set(region, one.value)
      // Some of them do not stand: not approved, revoked, refused. Then the region is as small as what is left.
      if (one.value.listed >= plan.rules.least) continue
      joined.add(region)
      thin = true
    }
    if (thin) continue
    const listed = [...published].map(([region, one]) => toRegion(region, one))
    const own = publishCatalogue({ ...common, statements: statementsOf(undefined), regions: listed })
    return own.ok ? ok({ own: own.value, regions: published }) : own
  }
}

/**
 * Says of a published region what the community's own catalogue lists.
 *
 * @param region - its name.
 * @param published - its file.
 * @returns name, sequence, head hash, length and how many there are at least.
 * Privacy: a catalogue is public.
 * Cost: O(1). @since 0.1
 */
export function toRegion(region: string, { head, bytes, listed }: Published): Region {
  return { region, sequence: head.sequence, hash: head.hash, length: bytes.length, atLeast: bandOf(listed) }
}

/** The greatest of 1, 2, 5, 10, 20, 50 … that is no greater. */
function bandOf(count: number): number {
  let band = 0
  for (let power = 1; power <= count; power *= 10) {
    for (const step of [1, 2, 5]) if (power * step <= count) band = power * step
  }
  return band
}

function statementIn(bytes: Uint8Array): Statement | undefined {
  const statement = readStatement(bytes)
  return statement.ok ? statement.value : undefined
}
