import type { Catalogue } from '../catalogue/catalogue.js'
import type { CatalogueEntry } from '../catalogue/entry.js'
import type { Answers } from '../intake/answers.js'
import { type Intake, rawAnswers } from '../intake/intake.js'
import type { FailureCode } from '../kernel/failure.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fromHex, toHex } from '../kernel/text.js'
import { type EpochSeconds, epochSeconds } from '../kernel/time.js'
import { withArena } from './arena.js'
import type { Asked } from './asked.js'
import { togetherIn } from './column-time.js'
import { explain } from './explain.js'
import { findBest, type Settings } from './find.js'
import { conditionsOf, standingGates } from './gate.js'
import { freeTimeOf } from './gate-time.js'
import type { Gate, MatchOutcome } from './match.js'
import { rowsWanted, surveyOf } from './plan.js'
import { mostFirst } from './relax.js'
import type { Scored } from './score.js'
import { defaultWeights } from './weights.js'
import { wishesOf } from './wish.js'

/** What matching needs of a catalogue. */
export type Matchable = Pick<Catalogue, 'columns' | 'community' | 'entryAt' | 'vocabulary'>

/** How to match. */
export type MatchOptions = {
  /** The device's time. */
  readonly now: EpochSeconds
  /** How many of each list to return; 10 unless told. The counts are always of the whole. */
  readonly limit?: number
  /** Hex of 16 to 64 bytes, as an earlier outcome returned it; drawn unless given. */
  readonly seed?: string
  /** Where the seed is drawn from; the platform's source unless given. */
  readonly random?: RandomSource
  /** What may be found; everything unless told. */
  readonly targets?: readonly CatalogueEntry['kind'][]
  /** Scores within one band of so many points count as equal; 1 unless told. */
  readonly bands?: number
  /** 0..1000: how much being unlike those above counts against the score, among the best 50; 0 unless told. */
  readonly diversity?: number
  /** Gives the last shown place to somebody from beyond it, by the seed, marked as such. */
  readonly exploration?: boolean
}

const SEED_LENGTH = 16
/** So many refused entries are replaced by the next best. */
const MOST_REFUSED = 256

/**
 * Finds who fits a person's answers, on this device: who meets every condition, who may, and why.
 *
 * Nobody can buy a place: the inputs are the answers and what practitioners state, and equals are ordered by a seed.
 *
 * @param intake - from `readIntake`, read with this catalogue's vocabulary.
 * @param catalogue - from `openCatalogue`. Public, verified.
 * @param options - the time, and how much to return.
 * @returns `matches` and `maybe`, best first, ties in the seed's order; empty lists when nobody passes, with
 * `relaxations` that say what giving way would bring. The same inputs and seed give the same outcome to the byte.
 * Whoever is in a list was read from their own signed statements; who did not stand up to that is in `rejected`.
 * @throws {TypeError} when the first argument is no intake; naming `seed` when there is neither a seed nor a source of randomness.
 * @throws {RangeError} naming an option that is out of its bounds.
 * Privacy: reads every answer but source, story and contact; output may leave the device: no.
 * Cost: O(entries ÷ 32 × answers), and O(entries that answer a need); what is shown for the first time is verified.
 * @example
 * const { matches } = match(intake.value, catalogue.value, { now, limit: 3 })
 * console.log(matches[0]?.reasons)
 * @since 0.1
 */
export function match(intake: Intake, catalogue: Matchable, options: MatchOptions): MatchOutcome {
  const answers = rawAnswers(intake)
  const now = epochSeconds(options.now)
  const seed = seedOf(options)
  const settings: Settings = {
    seed,
    limit: whole('limit', options.limit ?? 10, 1, 10_000),
    bands: whole('bands', options.bands ?? 1, 1, 1_000_000),
    diversity: whole('diversity', options.diversity ?? 0, 0, 1000),
    exploration: options.exploration === true,
    spare: 0,
  }
  const { columns, vocabulary, community } = catalogue
  const free = freeTimeOf(answers.when) ?? { spans: [], utcOffsetMinutes: undefined }
  const together = togetherIn(columns, free, now)
  const asked: Asked = { answers, columns, vocabulary, now, community: community.key, together }
  const wishes = wishesOf(answers, vocabulary, defaultWeights)
  const conditions = conditionsOf(answers)
  const gates = [...conditions, ...standingGates(answers)]
  const rejected = new Map<number, FailureCode>()
  const kinds = wantedKinds(answers, options.targets)
  const survey = surveyOf(asked, { wishes, gates, own: conditions.length }, (view) => rowsWanted(view, kinds, rejected))
  const showing = { entryAt: catalogue.entryAt, gates, wishes, now, rejected }
  const { tally, matches, maybe, explored } = withArena(columns, (arena) => {
    let found = findBest({ ...asked, arena }, survey, settings, showing)
    // Whoever was refused leaves a place to the next: as many again are kept, so that a few looks find all of them. There
    // is an end to it, however many a hostile catalogue falsified.
    while (found.refused > 0 && rejected.size < MOST_REFUSED) {
      found = findBest({ ...asked, arena }, survey, { ...settings, spare: rejected.size }, showing)
    }
    return found
  })
  const told = (list: readonly Scored[]) => list.map((one, index) => explain(one, list[index - 1], false))
  const explained = told(matches)
  return {
    seed: toHex(seed),
    matches: explored === undefined ? explained : [...explained, explain(explored, undefined, true)],
    maybe: told(maybe),
    excluded: { total: tally.considered - tally.matches - tally.maybe, byGate: inTextOrder(tally.stopped) },
    relaxations: mostFirst(tally.gained.values()),
    counts: {
      matches: tally.matches,
      maybe: tally.maybe,
      excluded: tally.considered - tally.matches - tally.maybe,
      considered: tally.considered,
    },
    rejected: [...rejected].map(([row, code]) => ({ row, code })).sort((one, other) => one.row - other.row),
  }
}

function wantedKinds(answers: Answers, targets: MatchOptions['targets']): readonly CatalogueEntry['kind'][] {
  const kinds = targets ?? (['practitioner', 'event', 'listing'] as const)
  return answers.prefer?.events === 'no' ? kinds.filter((kind) => kind !== 'event') : kinds
}

/** In the order of text, so that the catalogue's order does not show. */
function inTextOrder(stopped: ReadonlyMap<Gate, number>): Readonly<Partial<Record<Gate, number>>> {
  return Object.fromEntries([...stopped].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * Takes the seed of a call, or draws one.
 *
 * @param options - `seed` and `random` of the call.
 * @returns 16 to 64 bytes.
 * @throws {TypeError} naming `seed` when it is none, or when there is neither one nor a source of randomness.
 * Privacy: whoever knows a seed can repeat an order; stays on the device.
 * Cost: O(1). @since 0.1
 */
export function seedOf({ seed, random }: Pick<MatchOptions, 'seed' | 'random'>): Uint8Array {
  if (seed !== undefined) {
    const bytes = fromHex(seed)
    if (bytes === undefined || bytes.length < SEED_LENGTH || bytes.length > 64) {
      throw new TypeError('seed: expected 16 to 64 bytes as hexadecimal text')
    }
    return bytes
  }
  const drawn = randomBytes(SEED_LENGTH, random)
  if (!drawn.ok) throw new TypeError('seed: none given, and no source of randomness to draw one from')
  return drawn.value
}

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new RangeError(`${name}: expected a whole number from ${least} to ${most}`)
}
