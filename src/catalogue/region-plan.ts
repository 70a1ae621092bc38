import { descriptorFormat, eventFormat } from '../descriptor/formats.js'
import { readListings } from '../descriptor/read-listings.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { checkAge, type Statement, verifyStatement } from '../statement/statement.js'

/** What a region is chosen by: what somebody states in public about where they work. */
export type Placed = {
  readonly licences?: readonly { readonly region: string; readonly status: string }[] | undefined
  readonly locations?: readonly { readonly region: string }[] | undefined
}

/** How a community is split into regions. */
export type RegionRules = {
  /** The regions somebody belongs to: coarse and public. `US-WA` lies in `US`. Those of licences and locations unless told. */
  readonly regionOf?: ((placed: Placed) => readonly string[]) | undefined
  /** Fewest practitioners and listings in a region's file, 20 unless told; a smaller region is joined into its wider one. */
  readonly least?: number | undefined
}

/** What is known of a subject after the statements have passed by once. */
type Subject = { readonly sequence: number; readonly regions: readonly string[]; readonly counts: number }

/** Where everybody belongs, as far as the statements have passed by. Grows with `placeStatement`. */
export type RegionPlan = {
  readonly rules: Required<RegionRules>
  readonly now: EpochSeconds
  readonly subjects: Map<string, Subject>
  /** Hosts go where their events go. */
  readonly events: Map<string, readonly string[]>
}

/** Which files there will be, and who goes into which. */
export type RegionFiles = {
  /** In alphabetical order. */
  readonly regions: readonly string[]
  /** The files a statement goes into; `undefined` stands for the community's own catalogue. */
  readonly filesOf: (statement: Statement) => readonly (string | undefined)[]
}

const FEWEST = 20

/**
 * Begins to plan regions.
 *
 * @param rules - what a region is, and how small it may be.
 * @param now - statements that have ended count for nothing.
 * @returns an empty plan.
 * @throws {RangeError} when `least` is no whole number from 1.
 * Privacy: reads public statements only.
 * Cost: O(1). @since 0.1
 */
export function createRegionPlan(rules: RegionRules, now: EpochSeconds): RegionPlan {
  const { regionOf = regionsOf, least = FEWEST } = rules
  if (!Number.isSafeInteger(least) || least < 1) throw new RangeError('least: expected a whole number from 1')
  return { rules: { regionOf, least }, now, subjects: new Map(), events: new Map() }
}

/**
 * Lets one statement pass by, so that the plan knows where its subject belongs. Nothing of it is kept but that.
 *
 * @param plan - grows by some hundred bytes a subject.
 * @param statement - as it was read; only what its issuer has signed, and may say, places anybody.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification for a descriptor, an event or a batch of listings. @since 0.1
 */
export function placeStatement(plan: RegionPlan, statement: Statement): void {
  const { kind, sequence, subject } = statement
  if (kind !== 'descriptor' && kind !== 'event' && kind !== 'listing-batch') return
  if (kind === 'descriptor' && toHex(statement.issuer) !== subject) return
  const key = keyOf(statement)
  const known = plan.subjects.get(key)
  if (known !== undefined && known.sequence >= sequence) return
  if (!checkAge(statement, plan.now).ok || !verifyStatement(statement)) return
  const said = readPlaces(statement)
  const regions = [...new Set(said.placed.flatMap((placed) => plan.rules.regionOf(placed)))].sort()
  plan.subjects.set(key, { sequence, regions, counts: kind === 'event' ? 0 : said.placed.length })
  for (const host of said.hosts) plan.events.set(host, [...(plan.events.get(host) ?? []), key])
}

/**
 * Decides which regions get a file.
 *
 * From the narrowest to the widest: a region with fewer than `least` of its own is joined into the wider one, and what has no
 * wider one into the community's own catalogue, which everybody fetches. Whoever states a wide region is in every
 * file that lies in it.
 *
 * @param plan - after every statement has passed by.
 * @param joined - regions that shall get no file, however many they seem to have.
 * @returns the files, and who goes where.
 * Privacy: reads public statements only.
 * Cost: O(subjects). @since 0.1
 */
export function planFiles(plan: RegionPlan, joined: ReadonlySet<string> = new Set()): RegionFiles {
  const members = new Map<string, Set<string>>()
  const addTo = (region: string, keys: Iterable<string>) => {
    const set = members.get(region) ?? new Set()
    for (const key of keys) set.add(key)
    members.set(region, set)
  }
  for (const [key, { regions }] of plan.subjects) for (const region of regions) addTo(region, [key])
  for (const region of [...members.keys()]) for (let wide = wider(region); wide; wide = wider(wide)) addTo(wide, [])
  const narrowestFirst = [...members.keys()].sort((a, b) => b.split('-').length - a.split('-').length)
  const files = new Set<string>()
  for (const region of narrowestFirst) {
    const own = members.get(region) ?? new Set()
    const count = [...own].reduce((sum, key) => sum + (plan.subjects.get(key)?.counts ?? 0), 0)
    const wide = wider(region)
    if (count >= plan.rules.least && !joined.has(region)) files.add(region)
    else if (wide !== undefined) addTo(wide, own)
  }
  const regions = [...files].sort()
  return { regions, filesOf: (statement) => filesOf(statement, plan, { files, regions }) }
}

function filesOf(
  statement: Statement,
  plan: RegionPlan,
  { files, regions }: { readonly files: ReadonlySet<string>; readonly regions: readonly string[] },
): readonly (string | undefined)[] {
  const key = keyOf(statement)
  const own = [key, ...(plan.events.get(key) ?? [])].flatMap((one) => plan.subjects.get(one)?.regions ?? [])
  const found = new Set<string | undefined>()
  for (const region of own) {
    let file: string | undefined = region
    while (file !== undefined && !files.has(file)) file = wider(file)
    found.add(file)
    for (const inside of regions) if (inside.startsWith(`${region}-`)) found.add(inside)
  }
  // Whoever is nowhere in particular is in what everybody fetches.
  return found.size === 0 ? [undefined] : [...found]
}

/** Practitioners' statements go together; of an event or a batch there may be others of that name by another issuer. */
function keyOf({ kind, subject, issuer }: Statement): string {
  return kind === 'event' || kind === 'listing-batch' ? `${subject}/${toHex(issuer)}` : subject
}

function readPlaces({ kind, body }: Statement): {
  readonly placed: readonly Placed[]
  readonly hosts: readonly string[]
} {
  if (kind === 'listing-batch') {
    const batch = readListings(body)
    const listings = batch.ok ? batch.value.listings : []
    return { placed: listings.flatMap((one) => (one.ok ? [one.value] : [])), hosts: [] }
  }
  if (kind === 'event') {
    const event = decodeBody(eventFormat, body)
    return event.ok ? { placed: [event.value], hosts: event.value.hosts.map(toHex) } : { placed: [], hosts: [] }
  }
  const descriptor = decodeBody(descriptorFormat, body)
  return { placed: descriptor.ok ? [descriptor.value] : [], hosts: [] }
}

function regionsOf({ licences, locations }: Placed): readonly string[] {
  const held = (licences ?? []).filter(({ status }) => status !== 'not-held')
  return [...held, ...(locations ?? [])].map(({ region }) => region)
}

function wider(region: string): string | undefined {
  const end = region.lastIndexOf('-')
  return end < 0 ? undefined : region.slice(0, end)
}
