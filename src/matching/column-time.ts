import type { Block, Columns } from '../catalogue/columns.js'
import { factRange } from '../catalogue/dictionary.js'
import { FIELD } from '../catalogue/fields.js'
import { type Fragment, fragmentIn } from '../catalogue/fragment.js'
import { addRows, listRows } from '../catalogue/posting.js'
import { type Stated, slotsIn, statedIn, zonesIn } from '../catalogue/stated.js'
import type { Zone } from '../descriptor/offer.js'
import { mergeSpans, type Span } from '../descriptor/week.js'
import type { EpochSeconds } from '../kernel/time.js'
import { type BlockJudge, type BlockView, factsBy, join, rowsStating, rowsWithFlag } from './block-view.js'
import { freshOr } from './column-lists.js'
import {
  type FreeTime,
  fullness,
  judgeStartBy,
  minutesIn,
  minutesInWeek,
  minutesTogether,
  openSlotsOf,
} from './gate-time.js'
import { occasionTarget, stateTarget } from './part-target.js'
import { bySets } from './planes.js'
import type { Target } from './target.js'
import { comingWeek, LEAST_USEFUL, minutesFrom, steadyOffset } from './time-overlap.js'

/** For one block: minutes that suit both sides, and whose timetable tells the whole story. */
type Together = { readonly minutes: Uint16Array; readonly whole: Uint32Array }

/** More minutes than this are as good, and fit into two bytes. */
const MANY_MINUTES = 10_080

/**
 * Judges in every row whether both sides have time, as `judgeWhen` does in one.
 *
 * @param together - from `togetherIn`.
 * @returns the judge.
 * Privacy: as private as the free time.
 * Cost: O(rows). @since 0.1
 */
export function whenJudge(together: TogetherIn): BlockJudge {
  return (view) => {
    const { minutes, whole } = together(view)
    const pass = view.set()
    for (let row = 0; row < minutes.length; ) {
      let word = 0
      // Without a branch for each row: who has time and who has none are mixed at random.
      const end = Math.min(row + 32, minutes.length)
      for (let bit = 0; row < end; row++, bit++) word |= (-(minutes[row] ?? 0) >>> 31) << bit
      pass[(row - 1) >> 5] = word
    }
    return bySets(pass, join(view.set(), whole))
  }
}

/**
 * Measures in every row how much time suits both, as `togetherness` does in one.
 *
 * @param together - from `togetherIn`.
 * @returns for a block: row of the block → 0..1000; 0 where it cannot be told.
 * Privacy: as private as the free time.
 * Cost: as `whenJudge`. @since 0.1
 */
export function togethernessIn(together: TogetherIn): (view: BlockView) => (row: number) => number {
  return (view) => {
    const { minutes } = together(view)
    return (row) => fullness(minutes[row] ?? 0)
  }
}

/** Shared time by block; the block whose rows were all looked at last is not looked at again. */
export type TogetherIn = (view: BlockView) => Together

/**
 * Prepares shared time for a whole catalogue: minutes by stretch and zone, by open slots, by event.
 *
 * @param columns - of the catalogue.
 * @param free - the person's free time. Raw.
 * @param now - the device's time.
 * @returns what gate and wish are judged by.
 * Privacy: as private as the free time.
 * Cost: O(stretches × zones) once, then O(rows that offer one that is useful). @since 0.1
 */
export function togetherIn(columns: Columns, free: FreeTime, now: EpochSeconds): TogetherIn {
  if (free.utcOffsetMinutes === undefined) {
    return ({ block, set }) => ({ minutes: new Uint16Array(block.rows), whole: set() })
  }
  const weekly = weeklyIn(columns, free, now)
  const open = minutesOf(statedIn(columns, FIELD.openSlots, fragmentIn), (value) => {
    const slots = openSlotsOf(stateTarget(value, now))
    return slots.length > 0 ? minutesIn(mergeSpans(slots), free) : undefined
  })
  const events = minutesOf(statedIn(columns, FIELD.occasion, fragmentIn), (value) => {
    const target = occasionTarget(value, now)
    return target && Math.min(1, minutesTogether(free, target) ?? 0) * MANY_MINUTES
  })
  let latest: { readonly block: Block; readonly together: Together } | undefined
  const look: TogetherIn = (view) => {
    const minutes = new Uint16Array(view.block.rows)
    const known = addWeekly(view, weekly, minutes)
    const opening = addOpen(view, open, minutes)
    // Without a timetable of the week, open slots are the whole story; with one, its zone has to be known.
    const whole = rowsWithFlag(view, 'weekly')
    for (let word = 0; word < whole.length; word++) {
      const timetable = whole[word] ?? 0
      whole[word] = (timetable & (known[word] ?? 0)) | (~timetable & (opening[word] ?? 0))
    }
    for (const event of events) {
      for (const row of listRows(view.block, event.fact)) minutes[row] = event.minutes
      addRows(whole, view.block, event.fact)
    }
    // It is looked at again by the next question: it cannot lie in the arena, which takes back what a gate has used.
    return { minutes, whole: whole.slice() }
  }
  return (view) => {
    if (latest?.block === view.block) return latest.together
    const together = look(view)
    // What is known of some rows only is of no use to the next question.
    if (view.among === undefined) latest = { block: view.block, together }
    return together
  }
}

type Minutes = { readonly fact: number; readonly minutes: number }

function minutesOf(
  stated: readonly Stated<Fragment>[],
  count: (value: Fragment) => number | undefined,
): readonly Minutes[] {
  return stated.flatMap(({ fact, value }) => {
    const minutes = count(value)
    return minutes === undefined ? [] : [{ fact, minutes: Math.min(minutes, MANY_MINUTES) }]
  })
}

/** What the stretches of the week come to, by the clocks they are kept by. */
type Weekly = {
  /** Facts of zones whose clocks are known in the coming week. */
  readonly zones: readonly number[]
  /** By a zone's place: which clocks, counted from 1; 0 for none that are known. */
  readonly clockOf: Uint32Array
  /** What stretches come to: minutes by clocks, one stretch behind the other. */
  readonly minutes: Uint16Array
  /** Stretches that come to something by some clocks, and where their minutes begin. */
  readonly useful: readonly { readonly fact: number; readonly start: number }[]
  /** Stretches that begin or end at no moment anybody knows, and by which clocks. */
  readonly puzzling: readonly { readonly fact: number; readonly clocks: ReadonlySet<number> }[]
}

/** Zones that go by the same clocks in the coming week: by one offset, or by changes of their own. */
type Clocks = {
  readonly zone: Zone
  readonly steady: number | undefined
}

/** So many pairs of a stretch and of clocks are worked out at most: ten times what the largest catalogue needs. */
const MOST_PAIRS = 1_048_576
const MOST_CLOCKS = 4096

function weeklyIn(columns: Columns, free: FreeTime, now: EpochSeconds): Weekly {
  const [firstZone, end] = factRange(columns.dictionary, FIELD.zone)
  const slots = slotsIn(columns)
  // Of zones beyond that, which only a hostile publisher states, nobody knows the clocks.
  const most = Math.max(1, Math.min(MOST_CLOCKS, Math.floor(MOST_PAIRS / Math.max(1, slots.length))))
  const clockOf = new Uint32Array(end - firstZone + 1)
  const clocks: Clocks[] = []
  const bySteady = new Map<number, number>()
  const zones: number[] = []
  for (const { fact, value } of statedIn(columns, FIELD.zone, fragmentIn)) {
    const { zone } = value
    if (zone === undefined || comingWeek([], zone, now) === undefined) continue
    const steady = steadyOffset(zone, now)
    const known = steady === undefined ? undefined : bySteady.get(steady)
    if (known === undefined && clocks.length === most) continue
    const place = known ?? clocks.push({ zone, steady })
    if (steady !== undefined) bySteady.set(steady, place)
    clockOf[fact - firstZone + 1] = place
    zones.push(fact)
  }
  const useful: { readonly fact: number; readonly start: number }[] = []
  const puzzling: { readonly fact: number; readonly clocks: ReadonlySet<number> }[] = []
  const width = clocks.length + 1
  const minutes = new Uint16Array(slots.length * width)
  let start = 0
  for (const { fact, value } of slots) {
    let longest = 0
    let unknown: Set<number> | undefined
    for (let at = 1; at < width; at++) {
      const shared = minutesBy(clocks[at - 1], value, free, now)
      if (shared === undefined) unknown = (unknown ?? new Set()).add(at)
      else if (shared > 0) longest = minutes[start + at] = shared
    }
    if (longest > 0) useful.push({ fact, start })
    if (unknown !== undefined) puzzling.push({ fact, clocks: unknown })
    start += width
  }
  return { zones, clockOf, minutes, useful, puzzling }
}

function minutesBy(clocks: Clocks | undefined, span: Span, free: FreeTime, now: EpochSeconds): number | undefined {
  if (clocks === undefined) return undefined
  if (clocks.steady === undefined) return minutesInWeek([span], clocks.zone, free, now)
  const begins = span.from + (free.utcOffsetMinutes ?? 0) * 60 - clocks.steady
  return minutesFrom(begins, span.to - span.from, free.spans, LEAST_USEFUL)
}

/** Adds what the timetables of the week come to; gives back whose timetable is kept by clocks that are known. */
function addWeekly(view: BlockView, weekly: Weekly, into: Uint16Array): Uint32Array {
  const { columns, block, among } = view
  const { clockOf, minutes } = weekly
  const zoneOf = zonesIn(columns).subarray(block.first)
  const known = rowsStating(view, weekly.zones)
  for (const { fact, start } of weekly.useful) {
    const place = block.place[fact] ?? 0
    const rows = place < 0 ? block.lists : listRows(block, fact)
    const end = place < 0 ? (block.bounds[-place] ?? 0) : rows.length
    for (let index = place < 0 ? (block.bounds[-place - 1] ?? 0) : 0; index < end; index++) {
      const row = rows[index] ?? 0
      if (among !== undefined && (((among[row >> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue
      into[row] = (into[row] ?? 0) + (minutes[start + (clockOf[zoneOf[row] ?? 0] ?? 0)] ?? 0)
    }
  }
  for (const { fact, clocks } of weekly.puzzling) {
    for (const row of listRows(block, fact)) {
      if (!clocks.has(clockOf[zoneOf[row] ?? 0] ?? 0)) continue
      into[row] = 0
      known[row >> 5] = (known[row >> 5] ?? 0) & ~(1 << (row & 31))
    }
  }
  return known
}

/** Takes open slots where they come to more; gives back who has any that count. */
function addOpen({ block, fresh, set }: BlockView, open: readonly Minutes[], into: Uint16Array): Uint32Array {
  const opening = set()
  for (const { fact, minutes } of open) {
    for (const row of listRows(block, fact)) {
      if (!(((fresh[row >> 5] ?? 0) >>> (row & 31)) & 1)) continue
      into[row] = Math.max(into[row] ?? 0, minutes)
      opening[row >> 5] = (opening[row >> 5] ?? 0) | (1 << (row & 31))
    }
  }
  return opening
}

/**
 * Judges in every row whether it can begin by a date, as `judgeStartBy` does in one.
 *
 * @param columns - of the catalogue.
 * @param startBy - `YYYY-MM-DD`. Raw.
 * @param utcOffsetMinutes - the person's offset.
 * @param now - the device's time.
 * @returns the judge.
 * Privacy: reads the date.
 * Cost: O(different states and events) once, then O(rows ÷ 32) for each. @since 0.1
 */
export function startByJudge(
  columns: Columns,
  startBy: string,
  utcOffsetMinutes: number,
  now: EpochSeconds,
): BlockJudge {
  const judge = (target: Target | undefined) => target && judgeStartBy(startBy, utcOffsetMinutes, target)
  const stating = (field: number, targetOf: typeof stateTarget | typeof occasionTarget) =>
    factsBy(statedIn(columns, field, fragmentIn), (value) => judge(targetOf(value, now)))
  const open = stating(FIELD.openSlots, stateTarget)('pass')
  return freshOr(stating(FIELD.state, stateTarget), stating(FIELD.occasion, occasionTarget), open)
}
