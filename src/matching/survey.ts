import type { Columns } from '../catalogue/columns.js'
import { ones } from '../catalogue/posting.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Arena } from './arena.js'
import type { Best } from './best.js'
import { type BlockJudge, type BlockView, drop, join, viewOf } from './block-view.js'
import type { ColumnWishes } from './column-wishes.js'
import type { Gate, Relaxation } from './match.js'
import { allOf, barUnknown, overrule, type Planes } from './planes.js'
import type { Judgement } from './verdict.js'

/** Finds rows of a block among those given. */
export type Looser = (view: BlockView, among: Uint32Array) => Uint32Array

/** A gate over whole blocks, as `survey` asks it. */
export type SurveyGate = {
  readonly gate: Gate
  readonly judge: BlockJudge
  /** What it says of an entry past its end, which states nothing. */
  readonly silent: Judgement
  /** Judged apart from everything stated, so that no end brings anybody back. */
  readonly always: BlockJudge | undefined
  /** Whether the person's policy lets what is unknown exclude. */
  readonly bars: boolean
  /** One of the person's own conditions, which they could drop. */
  readonly isOwn: boolean
  /** Finds who would pass if the answers gave way a little, among rows it stopped; undefined where they cannot. */
  readonly looser: Looser | undefined
}

/** Everything that is asked of every row. */
export type Survey = {
  readonly gates: readonly SurveyGate[]
  readonly wishes: ColumnWishes
  /** The points of an entry that states nothing. */
  readonly silentPoints: number
  /** Rows that are looked at, of one block. */
  readonly isConsidered: (view: BlockView) => Uint32Array
}

/** How many rows did what; `gained` by gate and change. */
export type Tally = {
  considered: number
  matches: number
  maybe: number
  readonly stopped: Map<Gate, number>
  readonly gained: Map<string, Relaxation>
}

/**
 * Judges and scores every row of a catalogue.
 *
 * Gates are judged for 32 rows at once. Needs are added fact by fact, so that a row costs nothing where it has nothing to
 * say to them. What is left is added only for rows that may still come among the best: whose points for needs, with
 * everything else at its most, reach the least of those.
 *
 * @param columns - of the catalogue.
 * @param survey - gates and wishes, prepared for these columns.
 * @param now - the device's time.
 * @param arena - room for the sets of a block.
 * @param best - where those who pass are entered: who meets everything, and who may.
 * @returns how many rows did what.
 * Privacy: as private as the answers.
 * Cost: O(rows ÷ 32) a gate and fact that bears on it; O(rows that answer a need); see docs/reference/bench.md. @since 0.1
 */
export function surveyAll(
  columns: Columns,
  survey: Survey,
  now: EpochSeconds,
  arena: Arena,
  best: { readonly matches: Best; readonly maybe: Best },
): Tally {
  const tally: Tally = { considered: 0, matches: 0, maybe: 0, stopped: new Map(), gained: new Map() }
  const start = arena.mark()
  for (const block of columns.blocks) {
    arena.release(start)
    const view = viewOf(columns, block, now, arena)
    const passed = sift(view, survey, tally)
    scoreBlock(view, survey, [
      [passed.matches, best.matches],
      [passed.maybe, best.maybe],
    ])
  }
  return tally
}

/** Judges one block by every gate; counts, and gives back who meets everything and who may. */
function sift(
  view: BlockView,
  { gates, isConsidered }: Survey,
  tally: Tally,
): { readonly matches: Uint32Array; readonly maybe: Uint32Array } {
  const considered = isConsidered(view)
  const words = considered.length
  const [stopped, stoppedTwice, open] = [view.set(), view.set(), view.set()]
  const judged = gates.map((gate) => judgeBlock(view, gate))
  for (const [index, { high, low }] of judged.entries()) {
    let count = 0
    for (let word = 0; word < words; word++) {
      const stops = ~(high[word] ?? 0) & (considered[word] ?? 0)
      stoppedTwice[word] = (stoppedTwice[word] ?? 0) | ((stopped[word] ?? 0) & stops)
      stopped[word] = (stopped[word] ?? 0) | stops
      open[word] = (open[word] ?? 0) | ((high[word] ?? 0) & ~(low[word] ?? 0))
      if (stops !== 0) count += ones(stops)
    }
    const gate = gates[index]?.gate
    if (gate !== undefined && count > 0) tally.stopped.set(gate, (tally.stopped.get(gate) ?? 0) + count)
  }
  // Who is stopped by one gate only would be gained by giving way in it.
  for (let word = 0; word < words; word++) stoppedTwice[word] = (stopped[word] ?? 0) & ~(stoppedTwice[word] ?? 0)
  countGains(view, gates, judged, stoppedTwice, tally)
  const matches = stopped
  for (let word = 0; word < words; word++) {
    const passes = (considered[word] ?? 0) & ~(stopped[word] ?? 0)
    matches[word] = passes & ~(open[word] ?? 0)
    open[word] = passes & (open[word] ?? 0)
    tally.considered += ones(considered[word] ?? 0)
    tally.matches += ones(matches[word] ?? 0)
    tally.maybe += ones(open[word] ?? 0)
  }
  return { matches, maybe: open }
}

function judgeBlock(view: BlockView, gate: SurveyGate): Planes {
  const kept = { high: view.set(), low: view.set() }
  const mark = view.arena.mark()
  const { high, low } = judgeGate(view, gate)
  kept.high.set(high)
  kept.low.set(low)
  // Whatever else the gate needed is free for the next one.
  view.arena.release(mark)
  return kept
}

function judgeGate(view: BlockView, { judge, silent, always, bars }: SurveyGate): Planes {
  const stated = judge(view)
  const planes = view.ended === undefined ? stated : overrule(stated, view.ended, silent)
  const all = always === undefined ? planes : allOf(planes, always(view))
  return bars ? barUnknown(all) : all
}

function countGains(
  view: BlockView,
  gates: readonly SurveyGate[],
  judged: readonly Planes[],
  once: Uint32Array,
  { gained }: Tally,
): void {
  for (const [index, { gate, isOwn, looser }] of gates.entries()) {
    const planes = judged[index]
    if (planes === undefined || (!isOwn && looser === undefined)) continue
    const { high, low } = planes
    const count = (change: Relaxation['change'], isGained: (word: number) => number): void => {
      let more = 0
      for (let word = 0; word < once.length; word++) {
        const here = (once[word] ?? 0) & ~(high[word] ?? 0)
        if (here !== 0) more += ones(here & isGained(word))
      }
      const key = `${gate} ${change}`
      if (more > 0) gained.set(key, { gate, change, gained: (gained.get(key)?.gained ?? 0) + more })
    }
    if (isOwn) count('drop', () => -1)
    count('ask', (word) => low[word] ?? 0)
    if (looser !== undefined) {
      const stopped = view.set()
      stopped.set(once)
      const given = looser(view, drop(stopped, high))
      // What is past its end states nothing, however far the person gives way.
      count('loosen', (word) => (given[word] ?? 0) & ~(view.ended?.[word] ?? 0))
    }
  }
}

function scoreBlock(
  view: BlockView,
  { wishes: { gains, wholes, degrees }, silentPoints }: Survey,
  lists: readonly (readonly [passed: Uint32Array, best: Best])[],
): void {
  const { block } = view
  if (lists.every(([passed]) => passed.every((word) => word === 0))) return
  const alive = view.set()
  for (const [passed] of lists) join(alive, passed)
  const { arena } = view
  const gaining = { alive, strengths: arena.smallIntegers(block.rows), scores: arena.integers(block.rows) }
  const { scores, strengths } = gaining
  for (const [index, gain] of gains.entries()) {
    if (index > 0) strengths.fill(0)
    gain.add(view, gaining)
  }
  const met = wholes.map(({ points, judge }) => ({ points, ...judge(view) }))
  const wholePoints = wholes.reduce((sum, { points }) => sum + points, 0)
  const degreePoints = degrees.reduce((sum, { most }) => sum + most, 0)
  const pointsOf = degrees.map(({ pointsIn }) => pointsIn(view))
  const points = { scores, met, wholePoints, degreePoints, pointsOf, silentPoints }
  for (const [passed, best] of lists) {
    best.raise(floorOf(view, passed, scores, best.keep))
    enter(view, points, passed, best)
  }
}

/** Points are counted in steps of so many bits: what lies in a step counts as its beginning. */
const STEP_BITS = 12

/** What the last of those that are kept has at least, by needs alone: whoever cannot reach it is not looked at. */
function floorOf({ ended }: BlockView, passed: Uint32Array, scores: Int32Array, keep: number): number {
  const steps = new Uint32Array(512)
  for (let word = 0; word < passed.length; word++) {
    // Who is past the end has the points of silence.
    for (let left = (passed[word] ?? 0) & ~(ended?.[word] ?? 0); left !== 0; left &= left - 1) {
      const step = Math.min(511, (scores[(word << 5) + 31 - Math.clz32(left & -left)] ?? 0) >> STEP_BITS)
      steps[step] = (steps[step] ?? 0) + 1
    }
  }
  let above = 0
  for (let step = 511; step > 0; step--) {
    above += steps[step] ?? 0
    if (above >= keep) return step << STEP_BITS
  }
  return 0
}

type Points = {
  readonly scores: Int32Array
  readonly met: readonly (Planes & { readonly points: number })[]
  readonly wholePoints: number
  readonly degreePoints: number
  readonly pointsOf: readonly ((row: number) => number)[]
  readonly silentPoints: number
}

/** Enters those of some rows that may come among the best. */
function enter({ block, ended }: BlockView, points: Points, passed: Uint32Array, best: Best): void {
  const { scores, met, wholePoints, degreePoints, pointsOf, silentPoints } = points
  for (let word = 0; word < passed.length; word++) {
    for (let left = passed[word] ?? 0; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left)
      const row = (word << 5) + bit
      if (((ended?.[word] ?? 0) >>> bit) & 1) {
        best.enter(block.first + row, silentPoints)
        continue
      }
      let score = scores[row] ?? 0
      if (score + wholePoints + degreePoints < best.least) continue
      for (const { high, low, points: worth } of met) {
        if ((((high[word] ?? 0) & (low[word] ?? 0)) >>> bit) & 1) score += worth
      }
      if (score + degreePoints < best.least) continue
      for (const more of pointsOf) score += more(row)
      best.enter(block.first + row, score)
    }
  }
}
