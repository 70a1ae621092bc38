import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Head, Region } from '../catalogue/catalogue.js'
import { splitCatalogue } from '../catalogue/pieces.js'
import { type Published, publishCatalogue } from '../catalogue/publish.js'
import { toRegion } from '../catalogue/publish-regions.js'
import { readCatalogueHead } from '../catalogue/read-head.js'
import { createRegionPlan, placeStatement, planFiles, type RegionFiles } from '../catalogue/region-plan.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Signer } from '../statement/sign.js'
import { readStatement } from '../statement/statement.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import { done, refuse, type Step } from './command.js'
import { readBytes, writeWhole } from './files.js'
import type { Progress } from './publish-folder.js'
import { createSpool, eachStatement, type Spool } from './statement-files.js'
import { refuseWith } from './words.js'

/** What publishing a community by regions from files needs. */
export type RegionsContext = {
  /** Lets every statement pass by, each time it is called. */
  readonly source: (visit: (statement: Uint8Array) => void) => Step<undefined>
  readonly root: Uint8Array
  readonly vocabulary: Vocabulary
  readonly publishingKey: Signer
  readonly now: EpochSeconds
  readonly least?: number | undefined
  /** A folder: what stands in it goes on to be read while it is replaced, file by file. */
  readonly out: string
  readonly progress: Progress
}

/** What was published. */
export type PublishedFiles = {
  readonly own: Head
  readonly regions: readonly Region[]
  readonly listed: number
  readonly bytes: number
  readonly rejected: number
}

/** The name of the community's own catalogue, beside which no region has one: regions lie in a folder of theirs. */
const OWN = 'community'

/**
 * Publishes a community by regions from files, region after region.
 *
 * The statements pass by twice, once to see who belongs where, once into a spool on the disk. So what is held in memory is the
 * largest region, and some hundred bytes for each practitioner and batch. Every file is written beside its place and
 * renamed, pieces before heads and the list of regions last: whoever interrupts leaves a folder that can be served.
 *
 * @param context - the statements, the manifest, the key, the folder.
 * @returns the list of regions.
 * Refuses as publishing does, and with `file_unreadable` or `file_unwritable`.
 * Privacy: everything in it is public; writes to the folder only.
 * Cost: one verification a descriptor, event and batch, and those of `publishCatalogue` for each region. @since 0.1
 */
export function publishFiles(context: RegionsContext): Step<PublishedFiles> {
  const plan = createRegionPlan({ least: context.least }, context.now)
  let total = 0
  const placed = context.source((bytes) => {
    const statement = readStatement(bytes)
    if (statement.ok) placeStatement(plan, statement.value)
    total++
    context.progress('Placing statement', total, total + 1)
  })
  if (!placed.ok) return placed
  const joined = new Set<string>()
  for (;;) {
    const files = planFiles(plan, joined)
    const tried = inSpool(context, files, total)
    if (!tried.ok) return tried
    if (!('thin' in tried.value)) return done(tried.value)
    joined.add(tried.value.thin)
  }
}

type Thin = { readonly thin: string }

function inSpool(context: RegionsContext, files: RegionFiles, total: number): Step<PublishedFiles | Thin> {
  let spool: Spool | undefined
  try {
    spool = createSpool(context.out)
    const filled = fill(spool, { context, files, total })
    return filled.ok ? publishEach(spool, { context, files }) : filled
  } catch {
    return refuse('file_unwritable', `${context.out}: it cannot be written there.`, { path: context.out })
  } finally {
    spool?.close()
    spool?.remove()
    context.progress('', 0, 0)
  }
}

function fill(
  spool: Spool,
  { context, files, total }: { readonly context: RegionsContext; readonly files: RegionFiles; readonly total: number },
): Step<undefined> {
  let count = 0
  const filled = context.source((bytes) => {
    context.progress('Sorting statement', count++, total)
    const statement = readStatement(bytes)
    const places = statement.ok ? files.filesOf(statement.value) : []
    for (const place of places) spool.add(place === undefined ? OWN : `region-${place}`, bytes)
  })
  spool.close()
  return filled
}

function publishEach(
  spool: Spool,
  { context, files }: { readonly context: RegionsContext; readonly files: RegionFiles },
): Step<PublishedFiles | Thin> {
  const { out, now, root, vocabulary, publishingKey, progress } = context
  const plan = createRegionPlan({ least: context.least }, now)
  const publish = (place: string, base: string, which: { readonly region?: string; readonly regions?: Region[] }) => {
    const statements: Uint8Array[] = []
    const file = spool.fileOf(place)
    const read = existsSync(file) ? eachStatement(file, (statement) => statements.push(statement)) : done(undefined)
    if (!read.ok) return read
    const previous = lastHead(base)
    const continued = previous === undefined ? {} : { previous }
    const made = publishCatalogue({ root, vocabulary, publishingKey, now, statements, ...which, ...continued })
    return made.ok ? done(made.value) : refuseWith(made.error, base)
  }
  const regions: Region[] = []
  const sum = { listed: 0, bytes: 0, rejected: 0 }
  const add = ({ listed, bytes, rejected }: Published) => {
    sum.listed += listed
    sum.bytes += bytes.length
    sum.rejected += rejected.length
  }
  for (const [index, region] of files.regions.entries()) {
    progress('Publishing region', index, files.regions.length)
    const base = join(out, 'regions', region)
    const made = publish(`region-${region}`, base, { region })
    if (!made.ok) return made
    if (made.value.listed < plan.rules.least) return done({ thin: region })
    const written = writeCatalogue(base, made.value, out)
    if (!written.ok) return written
    regions.push(toRegion(region, made.value))
    add(made.value)
  }
  const own = publish(OWN, join(out, OWN), { regions })
  if (!own.ok) return own
  const written = writeCatalogue(join(out, OWN), own.value, out)
  if (!written.ok) return written
  add(own.value)
  retire(out, new Set(files.regions))
  return done({ own: own.value.head, regions, ...sum })
}

/** The last head under which this file was published; a region that was joined into another keeps its own for when it comes back. */
function lastHead(base: string): Head | undefined {
  for (const path of [`${base}.head`, `${base}.retired`]) {
    const bytes = existsSync(path) ? readBytes(path) : undefined
    const head = bytes?.ok ? readCatalogueHead(bytes.value) : undefined
    if (head?.ok) return head.value
  }
  return undefined
}

/**
 * Writes a catalogue as it is hosted: the whole file, its head, and its pieces by name.
 *
 * @param base - path and name without an ending.
 * @param published - the catalogue.
 * @param out - the folder that has the folder of pieces.
 * @returns nothing; a head is there only when all of its pieces are.
 * Refuses as `writeWhole`.
 * Privacy: a catalogue is public.
 * Cost: O(length). @since 0.1
 */
export function writeCatalogue(base: string, published: Pick<Published, 'bytes'>, out: string): Step<undefined> {
  const split = splitCatalogue(published.bytes)
  if (!split.ok) return refuseWith(split.error, base)
  for (const [name, piece] of split.value.pieces) {
    const path = join(out, 'pieces', name)
    // A name never means anything else.
    const written = existsSync(path) ? done(undefined) : writeWhole(path, piece)
    if (!written.ok) return written
  }
  const whole = writeWhole(`${base}.catalogue`, published.bytes)
  return whole.ok ? writeWhole(`${base}.head`, split.value.head) : whole
}

/** Takes down the files of regions that there are no more. */
function retire(out: string, regions: ReadonlySet<string>): void {
  const folder = join(out, 'regions')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const region = name.replace(/\.head$/, '')
    if (region === name || regions.has(region)) continue
    renameSync(join(folder, name), join(folder, `${region}.retired`))
    rmSync(join(folder, `${region}.catalogue`), { force: true })
  }
}
