import type { Catalogue } from '../catalogue/catalogue.js'
import type { FailureCode } from '../kernel/failure.js'
import { tieKey } from '../kernel/order.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Arena } from './arena.js'
import type { Asked } from './asked.js'
import { createBest, type Ranked, rankOrder } from './best.js'
import type { GateJudge } from './gate.js'
import { DIVERSIFIED, diversify } from './rank.js'
import { type Scored, scoreEntry } from './score.js'
import { type Survey, surveyAll, type Tally } from './survey.js'
import type { Wish } from './wish.js'

/** How what is found is ordered and cut. */
export type Settings = {
  readonly seed: Uint8Array
  readonly limit: number
  /** Scores within one band of so many points are equal. */
  readonly bands: number
  /** 0..1000: how much being unlike those above counts against the score. */
  readonly diversity: number
  readonly exploration: boolean
  /** How many more than are shown are kept, because some may not stand. */
  readonly spare: number
}

/** What a look at the whole catalogue found. */
export type Found = {
  readonly tally: Tally
  readonly matches: readonly Scored[]
  readonly maybe: readonly Scored[]
  /** Who is shown in the last place by chance. */
  readonly explored: Scored | undefined
  /** How many did not stand up to their own statements; they are in no count. */
  readonly refused: number
}

/** What is asked of whoever is shown. */
export type Showing = {
  readonly entryAt: Catalogue['entryAt']
  readonly gates: readonly GateJudge[]
  readonly wishes: readonly Wish[]
  readonly now: EpochSeconds
  /** Where it is noted whose statements do not stand. */
  readonly rejected: Map<number, FailureCode>
}

/** Reads and scores one row from its signed statements; undefined when they do not stand. */
function show({ entryAt, gates, wishes, now, rejected }: Showing, { row, open = 0 }: Ranked): Scored | undefined {
  const entry = entryAt(row)
  // The row is its statements, or it is not shown: whatever it leaves open, they do.
  const mayBeOpen = open === 0 ? [] : gates.filter((_, index) => (open >> index) & 1)
  if (entry.ok) return scoreEntry(entry.value, mayBeOpen, wishes, now)
  rejected.set(row, entry.error.code)
  return undefined
}

/**
 * Looks at the whole catalogue once and reads whoever is to be shown.
 *
 * @param asked - the columns, the device's time, and room for sets.
 * @param survey - from `surveyOf`.
 * @param settings - order and limit.
 * @param showing - what is asked of whoever is shown.
 * @returns both lists in order.
 * Privacy: as private as the answers.
 * Cost: as `surveyAll`, and a reading for each that is shown. @since 0.1
 */
export function findBest(
  { columns, now, arena }: Pick<Asked, 'columns' | 'now'> & { readonly arena: Arena },
  survey: Survey,
  settings: Settings,
  showing: Showing,
): Found {
  const { seed, limit, bands, exploration, spare } = settings
  const key = tieKey(seed)
  const keep = enoughOf(settings) + spare
  const matches = createBest(columns, key, bands, exploration ? Number.POSITIVE_INFINITY : keep)
  const maybe = createBest(columns, key, bands, keep)
  const tally = surveyAll(columns, survey, now, arena, { matches, maybe })
  const ranked = matches.ranked()
  const first = arrange(ranked, settings, showing)
  const second = arrange(maybe.ranked(), settings, showing)
  const byChance = () => rankOrder(columns, tieKey(seed, 'exploration'), Number.POSITIVE_INFINITY)
  const chosen = exploration ? explore(ranked, first.shown, settings, byChance(), showing) : undefined
  const missed = first.refused + (chosen?.refused ?? 0)
  tally.considered -= missed + second.refused
  tally.matches -= missed
  tally.maybe -= second.refused
  return {
    tally,
    matches: scoredOf(chosen?.explored === undefined ? first.shown : first.shown.slice(0, limit - 1)),
    maybe: scoredOf(second.shown),
    explored: chosen?.explored,
    refused: missed + second.refused,
  }
}

type Shown = { readonly row: number; readonly scored: Scored }

/** How many have to be read before they are arranged. */
function enoughOf({ limit, diversity }: Settings): number {
  return diversity === 0 ? limit : Math.max(limit, DIVERSIFIED)
}

/** Reads the best of a list, rearranges them where that is wanted, and cuts. */
function arrange(
  ranked: readonly Ranked[],
  settings: Settings,
  showing: Showing,
): { readonly shown: readonly Shown[]; readonly refused: number } {
  const { limit, diversity, spare } = settings
  const enough = enoughOf(settings)
  const known: Shown[] = []
  let refused = 0
  for (const one of ranked.slice(0, enough + spare)) {
    if (known.length === enough) break
    const scored = show(showing, one)
    if (scored === undefined) refused++
    else known.push({ row: one.row, scored })
  }
  if (diversity === 0) return { shown: known, refused }
  const rows = new Map(known.map(({ row, scored }) => [scored, row]))
  const scored = known.map((one) => one.scored)
  const arranged = [...diversify(scored.slice(0, DIVERSIFIED), diversity), ...scored.slice(DIVERSIFIED)]
  return { shown: arranged.slice(0, limit).map((one) => ({ row: rows.get(one) ?? 0, scored: one })), refused }
}

function scoredOf(shown: readonly Shown[]): readonly Scored[] {
  return shown.map(({ scored }) => scored)
}

/** Reads whoever is shown by chance; another where one does not stand. */
function explore(
  ranked: readonly Ranked[],
  shown: readonly Shown[],
  { limit, spare }: Settings,
  compare: (one: Ranked, other: Ranked) => number,
  showing: Showing,
): { readonly explored: Scored | undefined; readonly refused: number } {
  let refused = 0
  while (refused <= spare) {
    const chosen = explorer(ranked, shown, limit, compare, showing.rejected)
    if (chosen === undefined) break
    const explored = show(showing, chosen)
    if (explored !== undefined) return { explored, refused }
    refused++
  }
  return { explored: undefined, refused }
}

/**
 * Picks one who would otherwise not be shown, for the last shown place: a way in for those nobody has seen yet. Somebody
 * from beyond the limit with at least half of the best score, by the seed; nobody where there is no place but the first.
 *
 * @see Singh and Joachims 2018, fairness of exposure
 */
function explorer(
  ranked: readonly Ranked[],
  shown: readonly Shown[],
  limit: number,
  compare: (one: Ranked, other: Ranked) => number,
  rejected: ReadonlyMap<number, unknown>,
): Ranked | undefined {
  if (limit < 2) return undefined
  const above = new Set(shown.map(({ row }) => row))
  const best = ranked[0]?.score ?? 0
  let chosen: Ranked | undefined
  for (const one of ranked) {
    if (above.has(one.row) || rejected.has(one.row) || one.score * 2 < best) continue
    if (chosen === undefined || compare(one, chosen) < 0) chosen = one
  }
  return chosen
}
