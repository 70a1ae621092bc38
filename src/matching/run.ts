import type { Catalogue } from '../catalogue/catalogue.js'
import type { CatalogueEntry } from '../catalogue/entry.js'
import type { Answers } from '../intake/answers.js'
import { type Intake, rawAnswers } from '../intake/intake.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fromHex, toHex } from '../kernel/text.js'
import { type EpochSeconds, epochSeconds } from '../kernel/time.js'
import { explain } from './explain.js'
import { conditionsOf, standingGates } from './gate.js'
import type { Gate, Match, MatchOutcome } from './match.js'
import { type Arrangement, explorer, inRank } from './rank.js'
import { relaxationsOf } from './relax.js'
import { type Scored, scoreEntry } from './score.js'
import { defaultWeights } from './weights.js'
import { type Wish, wishesOf } from './wish.js'

/** What matching needs of a catalogue. */
export type Matchable = Pick<Catalogue, 'entries' | 'vocabulary'>

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
 * @throws {TypeError} when the first argument is no intake; naming `seed` when there is neither a seed nor a source of randomness.
 * @throws {RangeError} naming an option that is out of its bounds.
 * Privacy: reads every answer but story and contact; output may leave the device: no.
 * Cost: O(entries × answers).
 * @example
 * const { matches } = match(intake.value, catalogue.value, { now, limit: 3 })
 * console.log(matches[0]?.reasons)
 * @since 0.1
 */
export function match(intake: Intake, catalogue: Matchable, options: MatchOptions): MatchOutcome {
  const answers = rawAnswers(intake)
  const now = epochSeconds(options.now)
  const limit = whole('limit', options.limit ?? 10, 1, 10_000)
  const seed = seedOf(options)
  const arrangement: Arrangement = {
    bands: whole('bands', options.bands ?? 1, 1, 1_000_000),
    diversity: whole('diversity', options.diversity ?? 0, 0, 1000),
  }
  const wishes = wishesOf(answers, catalogue.vocabulary, defaultWeights)
  const gates = [...conditionsOf(answers), ...standingGates(answers)]
  const considered = catalogue.entries.filter(({ kind }) => isWanted(kind, answers, options.targets))
  const scored = considered.map((entry) => scoreEntry(entry, gates, wishes, now))
  const excluded = scored.filter(({ stops }) => stops.length > 0)
  const passed = scored.filter(({ stops }) => stops.length === 0)
  const matches = inRank(
    passed.filter(({ open }) => open.length === 0),
    seed,
    arrangement,
  )
  const maybe = inRank(
    passed.filter(({ open }) => open.length > 0),
    seed,
    arrangement,
  )
  const explored = options.exploration ? explorer(matches, limit, seed) : undefined
  return {
    seed: toHex(seed),
    matches: shown(matches, wishes, limit, explored),
    maybe: shown(maybe, wishes, limit, undefined),
    excluded: { total: excluded.length, byGate: countGates(excluded) },
    relaxations: relaxationsOf(answers, excluded),
    counts: { matches: matches.length, maybe: maybe.length, excluded: excluded.length, considered: considered.length },
  }
}

function isWanted(kind: CatalogueEntry['kind'], answers: Answers, targets: MatchOptions['targets']): boolean {
  if (kind === 'event' && answers.prefer?.events === 'no') return false
  return targets === undefined || targets.includes(kind)
}

function shown(
  ranked: readonly Scored[],
  wishes: readonly Wish[],
  limit: number,
  explored: Scored | undefined,
): readonly Match[] {
  const plain = ranked.slice(0, explored === undefined ? limit : limit - 1)
  const explained = plain.map((one, index) => explain(one, wishes, plain[index - 1], false))
  return explored === undefined ? explained : [...explained, explain(explored, wishes, undefined, true)]
}

function countGates(excluded: readonly Scored[]): Readonly<Partial<Record<Gate, number>>> {
  const counts: Partial<Record<Gate, number>> = {}
  // In the order of text, so that the catalogue's order does not show.
  const gates = excluded.flatMap(({ stops }) => stops.map(({ gate }) => gate)).sort()
  for (const gate of gates) counts[gate] = (counts[gate] ?? 0) + 1
  return counts
}

function seedOf({ seed, random }: MatchOptions): Uint8Array {
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
