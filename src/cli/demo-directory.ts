import { join } from 'node:path'
import type { Catalogue } from '../catalogue/catalogue.js'
import { openCatalogue } from '../catalogue/open.js'
import { publishCatalogue } from '../catalogue/publish.js'
import { createCommunity } from '../community/create.js'
import { type CommunityKeys, createCommunityKeys } from '../community/keys.js'
import { signListings } from '../community/sign.js'
import { draftListings } from '../descriptor/draft.js'
import type { Listing } from '../descriptor/listing.js'
import { readIntake } from '../intake/read.js'
import { sha256 } from '../kernel/hash.js'
import { toHex, utf8Encode } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { en } from '../labels/en.js'
import type { Match } from '../matching/match.js'
import { match } from '../matching/run.js'
import { textOfMatch } from '../matching/text.js'
import { coreVocabulary } from '../vocabulary/vocabulary.js'
import { type Call, done, refuse, type Step } from './command.js'
import { readCsv } from './csv.js'
import { codeTable } from './demo-codes.js'
import { type Seeker, seekers } from './demo-people.js'
import { exists, readBytes } from './files.js'
import { chapter, excludedText, matchText } from './story-text.js'
import { grouped, pairs, type Terminal, wrap } from './terminal.js'
import { refuseWith } from './words.js'

const FACILITIES = 'samhsa-mh-2022-facilities.csv'
const CODES = 'samhsa-mh-2022-service-codes.csv'
/** Listings in one signed batch: whoever is shown has the whole batch verified and decoded. */
const BATCH = 16

type Row = Readonly<Record<string, string>>
/** What the build puts beside this program from examples/us-directory/convert.ts. */
type Converter = {
  readonly convertDirectory: (rows: readonly Row[]) => { readonly listings: readonly Listing[] }
  readonly directory: { readonly source: string; readonly licence: string }
}

/**
 * Publishes a real national directory as unclaimed listings and matches three people's answers against it.
 *
 * @param call - the terminal and the clock.
 * @returns the facts: what was published, what became of every code, and the best matches of each person.
 * Refuses with `data_missing` where the directory is not at hand.
 * Privacy: reads a public directory; the three people are invented; writes no file and opens no connection.
 * Cost: a few seconds for 9,037 facilities. @since 0.1
 */
export async function searchDirectory(call: Call): Promise<Step<object>> {
  const { terminal, now } = call
  const { say, width } = terminal
  const data = readData()
  if (!data.ok) return data
  const converter = await loadConverter()
  if (!converter.ok) return converter
  say(chapter(terminal, 'A real directory'))
  say(
    wrap(
      `${converter.value.directory.source}. Nobody in it has heard of this program: its entries are unclaimed, can be found and explained, and nothing can be sealed to them.`,
      width,
    ),
  )
  const published = publishDirectory(data.value.rows, converter.value, { now, terminal })
  if (!published.ok) return published
  const { bytes, catalogue, listings, rejected } = published.value
  say('')
  say(
    pairs(
      [
        ['in it', `${grouped(listings)} facilities`],
        ['size', `${grouped(bytes)} bytes`],
      ],
      width,
    ),
  )
  const codes = codeTable(data.value.rows, data.value.codes)
  say(codes.text(terminal))
  const found = []
  for (const seeker of seekers) {
    const one = seek(seeker, catalogue, { now, terminal })
    if (!one.ok) return one
    found.push(one.value)
  }
  return done({
    source: converter.value.directory.source,
    listings,
    rejected,
    bytes,
    codes: codes.facts,
    found,
  })
}

function readData(): Step<{ readonly rows: readonly Row[]; readonly codes: readonly Row[] }> {
  const named = process.env['ENTRENOUS_DATA'] ?? '../shared'
  const folder = [join(named, 'data'), named].find(
    (path) => exists(join(path, FACILITIES)) && exists(join(path, CODES)),
  )
  if (folder === undefined) {
    return refuse(
      'data_missing',
      `The directory is not part of this package. Set ENTRENOUS_DATA to the folder that holds data/${FACILITIES} and data/${CODES}; looked in ${named}.`,
      { folder: named, files: [FACILITIES, CODES] },
    )
  }
  const rows = readBytes(join(folder, FACILITIES))
  if (!rows.ok) return rows
  const codes = readBytes(join(folder, CODES))
  if (!codes.ok) return codes
  const textIn = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  return done({ rows: readCsv(textIn(rows.value)), codes: readCsv(textIn(codes.value)) })
}

async function loadConverter(): Promise<Step<Converter>> {
  try {
    // Written beside this program by the build.
    const module: Converter = await import(new URL('./us-directory.js', import.meta.url).href)
    return done(module)
  } catch {
    return refuse('example_missing', 'The directory’s converter was not built into this program: run `npm run build`.')
  }
}

type Context = { readonly now: EpochSeconds; readonly terminal: Terminal }

function publishDirectory(
  rows: readonly Row[],
  { convertDirectory, directory }: Converter,
  { now, terminal }: Context,
): Step<{
  readonly bytes: number
  readonly listings: number
  readonly rejected: number
  readonly catalogue: Catalogue
}> {
  const { listings } = convertDirectory(rows)
  const keys = createCommunityKeys()
  if (!keys.ok) return refuseWith(keys.error)
  const charterHash = toHex(sha256(utf8Encode(`${directory.source}; ${directory.licence}`)))
  const about = {
    name: 'US directory, unclaimed',
    contact: 'nobody@directory.example',
    charterHash,
    policy: { approvalsRequired: 0 },
  }
  const root = createCommunity(about, keys.value, { now })
  if (!root.ok) return refuseWith(root.error)
  const statements = signBatches(listings, { directory, keys: keys.value, now, terminal })
  if (!statements.ok) return statements
  const published = publishCatalogue({
    root: root.value,
    statements: statements.value,
    vocabulary: coreVocabulary,
    publishingKey: keys.value.publishing,
    now,
  })
  if (!published.ok) return refuseWith(published.error)
  const { bytes, rejected } = published.value
  const opened = openCatalogue(bytes, { trust: [keys.value.root.publicKey], lastSeen: 'first-use', now })
  if (!opened.ok) return refuseWith(opened.error)
  const { size } = opened.value
  return done({ bytes: bytes.length, listings: size, rejected: rejected.length, catalogue: opened.value })
}

function signBatches(
  listings: readonly Listing[],
  context: Context & { readonly directory: Converter['directory']; readonly keys: CommunityKeys },
): Step<readonly Uint8Array[]> {
  const { directory, keys, now, terminal } = context
  const statements: Uint8Array[] = []
  for (let first = 0; first < listings.length; first += BATCH) {
    terminal.progress('Signing facility', first, listings.length)
    const batch = draftListings(
      { ...directory, listings: listings.slice(first, first + BATCH) },
      { vocabulary: coreVocabulary },
    )
    if (!batch.ok) return refuseWith(batch.error, `facilities from ${first + 1} on`)
    statements.push(signListings(batch.value, keys, { id: `us-${first / BATCH + 1}`, now }))
  }
  terminal.progress('', 0, 0)
  return done(statements)
}

function seek({ who, words, answers }: Seeker, catalogue: Catalogue, { now, terminal }: Context): Step<object> {
  const { say, width } = terminal
  say(chapter(terminal, who))
  say(`${wrap(words, width)}\n`)
  const intake = readIntake(answers, catalogue.vocabulary)
  if (!intake.ok) return refuseWith(intake.error)
  const outcome = match(intake.value, catalogue, { now, limit: 3 })
  const shown = outcome.matches.length > 0 ? outcome.matches : outcome.maybe
  for (const one of shown) {
    say(
      `${matchText(terminal, one, { list: shown, must: answers.must ?? [] })}\n${wrap(addressOf(one), width, '     ')}\n`,
    )
  }
  const { counts } = outcome
  say(
    wrap(
      `Of ${grouped(counts.considered)}, ${grouped(counts.matches)} meet all conditions and ${grouped(counts.maybe)} may. A directory does not say who has room: that is to be asked.`,
      width,
    ),
  )
  say(excludedText(terminal, outcome))
  const brief = shown.map((one) => ({
    name: one.name,
    address: addressOf(one),
    score: one.score,
    text: textOfMatch(one, en, undefined, shown),
  }))
  return done({
    who,
    counts,
    excluded: outcome.excluded,
    relaxations: outcome.relaxations,
    seed: outcome.seed,
    top: brief,
  })
}

function addressOf({ entry }: Match): string {
  return entry.kind === 'listing' ? (entry.offer.address ?? '') : ''
}
