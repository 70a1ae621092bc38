import type { Columns } from '../catalogue/columns.js'
import { countRows, ones } from '../catalogue/posting.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Arena } from './arena.js'
import type { Best } from './best.js'
import { type BlockJudge, type BlockView, drop, join, keep, viewOf } from './block-view.js'
import type { ColumnWishes } from './column-wishes.js'
import type { Gate, Relaxation } from './match.js'
import { allOf, barUnknown, overrule, type Planes } from './planes.js'
import type { Judgement } from './verdict.js'

/** Finds rows of a block among those given. */
export type Looser = (view: BlockView, among: Uint32Array) => Uint32Array

/** A gate over whole blocks, as `survey` asks it. */
export type SurveyGate = {
  readonly gate: Gate
  /** Its place among all gates, as a bit. */
  readonly bit: number
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
    const { matches, maybe, openIn } = sift(view, survey, tally)
    scoreBlock(view, survey, [
      { passed: matches, best: best.matches },
      { passed: maybe, best: best.maybe },
    ])
    // Of the few who are kept; the sets it is read from are gone with the block.
    for (const one of [...best.matches.ranked(), ...best.maybe.ranked()]) one.open ??= openIn(one.row - block.first)
  }
  return tally
}

type Sifted = {
  readonly matches: Uint32Array
  readonly maybe: Uint32Array
  /** Row of the block → the bits of the gates that do not know. */
  readonly openIn: (row: number) => number
}

/**
 * Judges one block by every gate; counts, and gives back who meets every condition of the person's own, and who may. What
 * only a standing gate leaves open is asked about, and puts nobody behind those who leave the person's own conditions open.
 */
function sift(view: BlockView, { gates, isConsidered }: Survey, tally: Tally): Sifted {
  const considered = isConsidered(view)
  const words = considered.length
  const [stopped, stoppedTwice, open] = [view.set(), view.set(), view.set()]
  const judged = gates.map((gate) => judgeBlock(view, gate))
  for (const [index, { high, low }] of judged.entries()) {
    const isOwn = gates[index]?.isOwn === true
    let count = 0
    for (let word = 0; word < words; word++) {
      const stops = ~(high[word] ?? 0) & (considered[word] ?? 0)
      stoppedTwice[word] = (stoppedTwice[word] ?? 0) | ((stopped[word] ?? 0) & stops)
      stopped[word] = (stopped[word] ?? 0) | stops
      if (isOwn) open[word] = (open[word] ?? 0) | ((high[word] ?? 0) & ~(low[word] ?? 0))
      if (stops !== 0) count += ones(stops)
    }
    const gate = gates[index]?.gate
    if (gate !== undefined && count > 0) tally.stopped.set(gate, (tally.stopped.get(gate) ?? 0) + count)
  }
  // Who is stopped by one gate only would be gained by giving way in it.
  for (let word = 0; word < words; word++) stoppedTwice[word] = (stopped[word] ?? 0) & ~(stoppedTwice[word] ?? 0)
  countGains(view, gates, judged, stoppedTwice, tally)
  tally.considered += countRows(considered)
  const maybe = keep(open, drop(considered, stopped))
  const matches = drop(considered, open)
  tally.matches += countRows(matches)
  tally.maybe += countRows(maybe)
  const openIn = (row: number): number => {
    const isOpen = ({ high, low }: Planes) => ((high[row >> 5] ?? 0) & ~(low[row >> 5] ?? 0)) >>> (row & 31)
    return judged.reduce((bits, planes, index) => (isOpen(planes) & 1 ? bits | (gates[index]?.bit ?? 0) : bits), 0)
  }
  return { matches, maybe, openIn }
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
    const count = (change: Relaxation['change'], rows: Uint32Array): void => {
      const more = countRows(rows)
      const key = `${gate} ${change}`
      if (more > 0) gained.set(key, { gate, change, gained: (gained.get(key)?.gained ?? 0) + more })
    }
    const stopped = drop(join(view.set(), once), planes.high)
    if (isOwn) count('drop', stopped)
    count('ask', keep(join(view.set(), stopped), planes.low))
    if (looser === undefined) continue
    const given = keep(looser(view, stopped), stopped)
    // What is past its end states nothing, however far the person gives way.
    count('loosen', view.ended === undefined ? given : drop(given, view.ended))
  }
}

/** Some rows of a block, and where they are entered. */
type List = { readonly passed: Uint32Array; readonly best: Best }

function scoreBlock(
  view: BlockView,
  { wishes: { gains, wholes, degrees }, silentPoints }: Survey,
  lists: readonly List[],
): void {
  const { block } = view
  if (lists.every(({ passed }) => passed.every((word) => word === 0))) return
  const alive = view.set()
  for (const { passed } of lists) join(alive, passed)
  const scores = view.arena.integers(block.rows)
  for (const { add } of gains) add(view, alive, scores)
  const met = wholes.map(({ points, judge }) => ({ points, ...judge(view) }))
  const degreePoints = degrees.reduce((sum, { most }) => sum + most, 0)
  const points = { scores, met, degreePoints, silentPoints }
  const among = view.set()
  const hopeful = lists.map((list) => {
    list.best.raise(floorOf(view, list.passed, scores, list.best.keep))
    const passed = addWholes(view, points, list)
    join(among, passed)
    list.best.raise(floorOf(view, passed, scores, list.best.keep))
    return { ...list, passed }
  })
  const pointsOf = degrees.map(({ pointsIn }) => pointsIn({ ...view, among }))
  for (const list of hopeful) enter(view, { ...points, pointsOf }, list)
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
  readonly degreePoints: number
  readonly silentPoints: number
}

/** Adds what is met to the scores of those who may come among the best; gives back who still may. */
function addWholes(view: BlockView, points: Points, { passed, best }: List): Uint32Array {
  const { block, ended } = view
  const { scores, met, degreePoints, silentPoints } = points
  const most = met.reduce((sum, { points: worth }) => sum + worth, degreePoints)
  const hopeful = view.set()
  for (let word = 0; word < passed.length; word++) {
    for (let left = passed[word] ?? 0; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left)
      const row = (word << 5) + bit
      if (((ended?.[word] ?? 0) >>> bit) & 1) {
        best.enter(block.first + row, silentPoints)
        continue
      }
      let score = scores[row] ?? 0
      if (score + most < best.least) continue
      for (const { high, low, points: worth } of met) {
        if ((((high[word] ?? 0) & (low[word] ?? 0)) >>> bit) & 1) score += worth
      }
      scores[row] = score
      if (score + degreePoints >= best.least) hopeful[word] = (hopeful[word] ?? 0) | (left & -left)
    }
  }
  return hopeful
}

type Degrees = Points & { readonly pointsOf: readonly ((row: number) => number)[] }

/** Enters those of some rows that may come among the best. */
function enter({ block }: BlockView, points: Degrees, { passed, best }: List): void {
  const { scores, degreePoints, pointsOf } = points
  for (let word = 0; word < passed.length; word++) {
    for (let left = passed[word] ?? 0; left !== 0; left &= left - 1) {
      const row = (word << 5) + 31 - Math.clz32(left & -left)
      let score = scores[row] ?? 0
      if (score + degreePoints < best.least) continue
      for (const more of pointsOf) score += more(row)
      if (score >= best.least) best.enter(block.first + row, score)
    }
  }
}
