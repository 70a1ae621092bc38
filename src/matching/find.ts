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
}

/** What a look at the whole catalogue found. */
export type Found = {
  readonly tally: Tally
  readonly matches: readonly Scored[]
  readonly maybe: readonly Scored[]
  /** Who is shown in the last place by chance. */
  readonly explored: Scored | undefined
  /** Whether somebody did not stand up to their own statements, so that a place is left. */
  readonly refused: boolean
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
function show(
  { entryAt, wishes, now, rejected }: Showing,
  row: number,
  mayBeOpen: readonly GateJudge[],
): Scored | undefined {
  const entry = entryAt(row)
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
  const { seed, limit, bands, diversity, exploration } = settings
  const key = tieKey(seed)
  const keep = diversity === 0 ? limit : Math.max(limit, DIVERSIFIED)
  const matches = createBest(columns, key, bands, exploration ? Number.POSITIVE_INFINITY : keep)
  const maybe = createBest(columns, key, bands, keep)
  const tally = surveyAll(columns, survey, now, arena, { matches, maybe })
  const ranked = matches.ranked()
  // Who meets everything has nothing open.
  const first = arrange(ranked, settings, (row) => show(showing, row, []))
  const second = arrange(maybe.ranked(), settings, (row) => show(showing, row, showing.gates))
  const byChance = rankOrder(columns, tieKey(seed, 'exploration'), Number.POSITIVE_INFINITY)
  const chosen = exploration ? explorer(ranked, first.shown, limit, byChance) : undefined
  const explored = chosen && show(showing, chosen.row, [])
  return {
    tally,
    matches: scoredOf(chosen === undefined ? first.shown : first.shown.slice(0, limit - 1)),
    maybe: scoredOf(second.shown),
    explored,
    refused: first.refused || second.refused || (chosen !== undefined && explored === undefined),
  }
}

type Shown = { readonly row: number; readonly scored: Scored }

/** Reads the best of a list, rearranges them where that is wanted, and cuts. */
function arrange(
  ranked: readonly Ranked[],
  { limit, diversity }: Settings,
  read: (row: number) => Scored | undefined,
): { readonly shown: readonly Shown[]; readonly refused: boolean } {
  const best = ranked.slice(0, diversity === 0 ? limit : Math.max(limit, DIVERSIFIED))
  const known: Shown[] = []
  for (const { row } of best) {
    const scored = read(row)
    if (scored !== undefined) known.push({ row, scored })
  }
  const refused = known.length < best.length
  if (diversity === 0) return { shown: known, refused }
  const rows = new Map(known.map(({ row, scored }) => [scored, row]))
  const scored = known.map((one) => one.scored)
  const arranged = [...diversify(scored.slice(0, DIVERSIFIED), diversity), ...scored.slice(DIVERSIFIED)]
  return { shown: arranged.slice(0, limit).map((one) => ({ row: rows.get(one) ?? 0, scored: one })), refused }
}

function scoredOf(shown: readonly Shown[]): readonly Scored[] {
  return shown.map(({ scored }) => scored)
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
): Ranked | undefined {
  if (limit < 2) return undefined
  const above = new Set(shown.map(({ row }) => row))
  const best = ranked[0]?.score ?? 0
  let chosen: Ranked | undefined
  for (const one of ranked) {
    if (above.has(one.row) || one.score * 2 < best) continue
    if (chosen === undefined || compare(one, chosen) < 0) chosen = one
  }
  return chosen
}
