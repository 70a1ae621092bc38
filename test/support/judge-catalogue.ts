import type { Catalogue } from '../../src/catalogue/catalogue.js'
import { rowOfTie } from '../../src/catalogue/columns-row.js'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { readEntries } from '../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../src/catalogue/verify.js'
import { equalBytes } from '../../src/kernel/bytes.js'
import { failureCodes } from '../../src/kernel/failure.js'
import { tieOf } from '../../src/kernel/order.js'
import type { Result } from '../../src/kernel/result.js'
import type { MatchOutcome } from '../../src/matching/match.js'
import { type MatchOptions, match } from '../../src/matching/run.js'
import { intakeOf } from './answers.js'
import { must, NOW } from './catalogue.js'
import { apart, indexOf, rowsOf } from './columns.js'
import { type Mutant, mutantOf, type Stock, stockOf } from './mutate-catalogue.js'

// Opens mutated files as a device does, asks everything of them that a device asks, and says what went wrong.

/** How much was hashed and verified; the test counts, because it stands between the library and its own functions. */
export type Work = { hashed: number; verified: number }

/** What became of many mutated files. */
export type Verdict = {
  /** One line for each that threw, took too much work, or showed what nobody signed. */
  readonly wrong: readonly string[]
  /** How many of each mutation were made. */
  readonly made: ReadonlyMap<string, number>
  /** How often each thing happened. */
  readonly seen: ReadonlyMap<string, number>
}

const where = {
  region: 'US-WA',
  place: { latitude: 47.6, longitude: -122.3, withinKm: 30 },
  formats: ['online', 'in-person'],
}
const when = {
  slots: [
    { day: 'tue', fromMinute: 540, toMinute: 1260 },
    { day: 'sat', fromMinute: 0, toMinute: 1440 },
  ],
  utcOffsetMinutes: -480,
  startBy: '2026-12-24',
}
const needs = [{ concept: 'anxiety.panic', importance: 3 }, { concept: 'pain.neck' }]

/** Few answers, many wishes, and many conditions: together they read every column. */
const answers: readonly (readonly [answers: object, options: Partial<MatchOptions>])[] = [
  [{ needs, must: [] }, { limit: 100 }],
  [
    {
      needs,
      about: { ageGroup: 'adult', gender: 'woman', memberOf: ['harbour-collective'] },
      where,
      when,
      languages: { anyOf: ['en', 'es'], interpreter: true },
      payment: { anyOf: [{ budget: { amount: 12_000, currency: 'USD', per: 'session' } }, { insurer: 'us-medicaid' }] },
      access: ['step-free'],
      body: { areas: ['neck'], noTouch: ['abdomen'] },
      sessions: 'one',
      for: 'self',
      prefer: { modalities: ['cbt'], practitioner: [{ facet: 'gender', value: 'woman' }], style: ['warm'] },
      avoid: { concepts: ['trauma'] },
      must: [],
    },
    { limit: 5, diversity: 300 },
  ],
  [
    { needs, where, when, must: ['where', 'when', 'startBy', 'formats'], unknown: { when: 'exclude' } },
    { limit: 3, exploration: true },
  ],
]

/** What is asked of every catalogue. */
export const calls = answers.map(([said, options]) => ({ intake: intakeOf(said), options }))

/** What a judge holds mutants against. */
export type Bench = {
  readonly stock: Stock
  readonly trust: readonly Uint8Array[]
  /** By id, and by id as an event's host: everything that was signed, as text. */
  readonly signed: ReadonlyMap<string, string>
}

/** Prepares the honest file. */
export function benchOf(
  bytes: Uint8Array,
  source: Pick<Bench, 'trust'> & Pick<Stock, 'signer'>,
  other: Uint8Array,
): Bench {
  const { trust, signer } = source
  const honest = must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW }))
  const { groupOf } = indexOf(apart(bytes).sections.index)
  const rows = rowsOf(honest.columns).map((row, at) => ({ row, group: groupOf[at] ?? -1 }))
  const { accepted, rejected } = readEntries(honest)
  if (rejected.length > 0) throw new Error('the honest file is not')
  const signed = new Map(accepted.map((entry) => [entry.id, textOf(entry)]))
  for (const entry of accepted) signed.set(entry.id + AS_HOST, textOf(asHost(entry)))
  return { stock: stockOf(bytes, signer, other, rows), trust, signed }
}

const AS_HOST = ' as a host'

/** Who answers for an event: what colleagues say of their own work is not read there. */
function asHost(entry: CatalogueEntry): CatalogueEntry {
  if (entry.kind !== 'practitioner') return entry
  const { endorsed: _, ...host } = entry
  return host
}

function textOf(entry: CatalogueEntry): string {
  const { host: _, ...said } = { host: undefined, ...entry }
  return JSON.stringify(said, (__, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  )
}

/** Judges the mutants of so many seeds, one after the other. */
export function judgeMutants(bench: Bench, seeds: readonly number[], work: Work): Verdict {
  const wrong: string[] = []
  const made = new Map<string, number>()
  const seen = new Map<string, number>()
  const count = (into: Map<string, number>, name: string) => into.set(name, (into.get(name) ?? 0) + 1)
  for (const seed of seeds) {
    const mutant = mutantOf(bench.stock, seed)
    count(made, mutant.name)
    try {
      for (const happened of judge(bench, mutant, seed, work)) {
        if (happened.startsWith('!')) wrong.push(`seed ${seed}, ${mutant.name}: ${happened.slice(1)}`)
        else count(seen, happened)
      }
    } catch (error) {
      wrong.push(`seed ${seed}, ${mutant.name}: threw ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
  return { wrong, made, seen }
}

/** A failure is one of the closed codes with plain data. */
function isTyped(result: Result<unknown>): boolean {
  return result.ok || (failureCodes.includes(result.error.code) && JSON.stringify(result.error.detail).length < 400)
}

function* judge({ stock, trust, signed }: Bench, mutant: Mutant, seed: number, work: Work): Iterable<string> {
  work.hashed = 0
  work.verified = 0
  const options = { trust, now: NOW }
  const opened = openCatalogue(mutant.bytes, { ...options, lastSeen: 'first-use' })
  if (!opened.ok) {
    if (!isTyped(opened)) yield '!refused without a code'
    yield `refused ${opened.error.code}`
    if (work.hashed > 3 * mutant.bytes.length + 1_000_000) yield `!hashed ${work.hashed} bytes`
    return
  }
  yield `opened ${mutant.isSigned ? 'signed again' : 'as it was signed'}`
  const catalogue = opened.value
  for (const { intake, options: asked } of calls) {
    yield* judgeOutcome(match(intake, catalogue, { now: NOW, seed: '5e'.repeat(16), ...asked }), catalogue, signed)
  }
  const from = seed % Math.max(1, catalogue.size)
  const { accepted, rejected } = readEntries(catalogue, { from, count: 12 })
  for (const entry of accepted) if (!isSigned(entry, signed)) yield `!read ${entry.id}`
  for (const { code } of rejected) yield `rejected ${code}`
  // A part is hashed once, ids a few times; an entry rests on a few signatures, and so does the head.
  if (work.hashed > 3 * mutant.bytes.length + 1_000_000) yield `!hashed ${work.hashed} bytes`
  if (work.verified > 10 * (catalogue.size + 2)) yield `!verified ${work.verified} signatures`
  if (seed % 4 < 2) yield* judgeReport(stock, mutant, options)
}

function* judgeReport(
  stock: Stock,
  mutant: Mutant,
  options: { readonly trust: readonly Uint8Array[]; readonly now: typeof NOW },
): Iterable<string> {
  const report = verifyCatalogue(mutant.bytes, options)
  if (!isTyped(report)) yield '!verified without a code'
  if (!report.ok) return yield `verified ${report.error.code}`
  yield `verified ${report.value.identical ? 'identical' : 'different'}`
  const { sections, statements } = apart(mutant.bytes)
  // Another vocabulary is another word for the same; everything else follows from the statements.
  const isSame = [stock.file, stock.other].some(
    (file) =>
      equalBytes(statements, file.statements) &&
      (['strings', 'columns', 'index'] as const).every((name) => equalBytes(sections[name], file.sections[name])),
  )
  if (report.value.identical && !isSame) yield '!said to be identical'
}

function isSigned(entry: CatalogueEntry, signed: ReadonlyMap<string, string>): boolean {
  const host = entry.kind === 'event' ? entry.host : undefined
  return (
    signed.get(entry.id) === textOf(entry) && (host === undefined || signed.get(host.id + AS_HOST) === textOf(host))
  )
}

function* judgeOutcome(
  outcome: MatchOutcome,
  { size, columns }: Catalogue,
  signed: ReadonlyMap<string, string>,
): Iterable<string> {
  const { counts, matches, maybe, excluded, rejected } = outcome
  const shown = [...matches, ...maybe]
  for (const { entry, score } of shown) {
    if (!isSigned(entry, signed)) yield `!shown as nobody signed: ${entry.id}`
    if (!Number.isSafeInteger(score) || score < 0) yield `!a score of ${score}`
  }
  if (new Set(shown.map(({ id }) => id)).size < shown.length) yield '!shown twice'
  const gone = new Set(rejected.map(({ row }) => row))
  if (shown.some(({ id }) => gone.has(rowOfTie(columns, tieOf(id))))) yield '!shown and rejected'
  const whole = [counts.matches, counts.maybe, counts.excluded, counts.considered]
  if (whole.some((number) => !Number.isInteger(number) || number < 0 || number > size)) yield `!counts ${whole}`
  if (counts.matches + counts.maybe + excluded.total !== counts.considered) yield `!counts ${whole}`
  if (rejected.some(({ row }) => !(row >= 0 && row < size))) yield '!rejected a row that is not there'
  yield rejected.length > 0
    ? 'match rejected somebody'
    : shown.length > 0
      ? 'match showed somebody'
      : 'match showed nobody'
}
