import type { Columns } from '../catalogue/columns.js'
import { factRange } from '../catalogue/dictionary.js'
import { FIELD } from '../catalogue/fields.js'
import { addRows, listRows, rowsStating } from '../catalogue/posting.js'
import type { Fragment } from '../catalogue/row.js'
import { fragmentIn, type Stated, slotsIn, statedIn, zonesIn } from '../catalogue/stated.js'
import { mergeSpans } from '../descriptor/week.js'
import type { EpochSeconds } from '../kernel/time.js'
import { type BlockJudge, type BlockView, factsWhere, rowsWithFlag } from './block-view.js'
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
 * @param columns - of the catalogue.
 * @param free - the person's free time. Raw.
 * @param now - the device's time.
 * @returns the judge.
 * Privacy: as private as the free time.
 * Cost: O(stretches × zones) once, then O(rows that offer one of them). @since 0.1
 */
export function whenJudge(columns: Columns, free: FreeTime, now: EpochSeconds): BlockJudge {
  const together = togetherIn(columns, free, now)
  return (view) => {
    const { minutes, whole } = together(view)
    const pass = new Uint32Array(view.block.words)
    for (let row = 0; row < minutes.length; row++) {
      if (minutes[row] !== 0) pass[row >> 5] = (pass[row >> 5] ?? 0) | (1 << (row & 31))
    }
    return bySets(pass, whole)
  }
}

/**
 * Measures in every row how much time suits both, as `togetherness` does in one.
 *
 * @param columns - of the catalogue.
 * @param free - the person's free time. Raw.
 * @param now - the device's time.
 * @returns for a block: row of the block → 0..1000; 0 where it cannot be told.
 * Privacy: as private as the free time.
 * Cost: as `whenJudge`. @since 0.1
 */
export function togethernessIn(
  columns: Columns,
  free: FreeTime,
  now: EpochSeconds,
): (view: BlockView) => (row: number) => number {
  const together = togetherIn(columns, free, now)
  return (view) => {
    const { minutes } = together(view)
    return (row) => fullness(minutes[row] ?? 0)
  }
}

/** What every block needs, worked out once: minutes by stretch and zone, by open slots, by event. */
function togetherIn(columns: Columns, free: FreeTime, now: EpochSeconds): (view: BlockView) => Together {
  if (free.utcOffsetMinutes === undefined) {
    return ({ block }) => ({ minutes: new Uint16Array(block.rows), whole: new Uint32Array(block.words) })
  }
  const weekly = weeklyIn(columns, free, now)
  const open = minutesBy(statedIn(columns, FIELD.openSlots, fragmentIn), (value) => {
    const slots = openSlotsOf(stateTarget(value, now))
    return slots.length > 0 ? minutesIn(mergeSpans(slots), free) : undefined
  })
  const events = minutesBy(statedIn(columns, FIELD.occasion, fragmentIn), (value) => {
    const target = occasionTarget(value, now)
    return target && Math.min(1, minutesTogether(free, target) ?? 0) * MANY_MINUTES
  })
  return (view) => {
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
    return { minutes, whole }
  }
}

type Minutes = { readonly fact: number; readonly minutes: number }

function minutesBy(
  stated: readonly Stated<Fragment>[],
  minutesOf: (value: Fragment) => number | undefined,
): readonly Minutes[] {
  return stated.flatMap(({ fact, value }) => {
    const minutes = minutesOf(value)
    return minutes === undefined ? [] : [{ fact, minutes: Math.min(minutes, MANY_MINUTES) }]
  })
}

/** What the stretches of the week come to, by zone. */
type Weekly = {
  /** Facts of zones whose clocks are known in the coming week. */
  readonly zones: readonly number[]
  /** Stretches that come to something in some zone: minutes by the zone's place. */
  readonly useful: readonly { readonly fact: number; readonly minutes: Uint16Array }[]
  /** Stretches that begin or end at no moment anybody knows, and in which zones. */
  readonly puzzling: readonly { readonly fact: number; readonly zones: ReadonlySet<number> }[]
}

function weeklyIn(columns: Columns, free: FreeTime, now: EpochSeconds): Weekly {
  const stated = statedIn(columns, FIELD.zone, fragmentIn)
  const [firstZone] = factRange(columns.dictionary, FIELD.zone)
  const known = stated.flatMap(({ fact, value: { zone } }) => {
    const isKnown = zone !== undefined && comingWeek([], zone, now) !== undefined
    return isKnown ? [{ fact, place: fact - firstZone + 1, zone, steady: steadyOffset(zone, now) }] : []
  })
  const shift = (free.utcOffsetMinutes ?? 0) * 60
  const places = known.reduce((most, { place }) => Math.max(most, place), 0) + 1
  const useful: { fact: number; minutes: Uint16Array }[] = []
  const puzzling: { fact: number; zones: Set<number> }[] = []
  for (const { fact, value } of slotsIn(columns)) {
    let minutes: Uint16Array | undefined
    let unknown: Set<number> | undefined
    for (const { place, zone, steady } of known) {
      const shared =
        steady === undefined
          ? minutesInWeek([value], zone, free, now)
          : minutesFrom(value.from + shift - steady, value.to - value.from, free.spans, LEAST_USEFUL)
      if (shared === undefined) unknown = (unknown ?? new Set()).add(place)
      else if (shared > 0) {
        minutes ??= new Uint16Array(places)
        minutes[place] = shared
      }
    }
    if (minutes !== undefined) useful.push({ fact, minutes })
    if (unknown !== undefined) puzzling.push({ fact, zones: unknown })
  }
  return { zones: known.map(({ fact }) => fact), useful, puzzling }
}

/** Adds what the timetables of the week come to; gives back whose timetable is kept by clocks that are known. */
function addWeekly({ columns, block }: BlockView, { zones, useful, puzzling }: Weekly, into: Uint16Array): Uint32Array {
  const zoneOf = zonesIn(columns)
  const known = rowsStating(block, zones)
  for (const { fact, minutes } of useful) {
    for (const row of listRows(block, fact)) {
      into[row] = (into[row] ?? 0) + (minutes[zoneOf[block.first + row] ?? 0] ?? 0)
    }
  }
  for (const { fact, zones: unknown } of puzzling) {
    for (const row of listRows(block, fact)) {
      if (!unknown.has(zoneOf[block.first + row] ?? 0)) continue
      into[row] = 0
      known[row >> 5] = (known[row >> 5] ?? 0) & ~(1 << (row & 31))
    }
  }
  return known
}

/** Takes open slots where they come to more; gives back who has any that count. */
function addOpen({ block, fresh }: BlockView, open: readonly Minutes[], into: Uint16Array): Uint32Array {
  const opening = new Uint32Array(block.words)
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
  const states = statedIn(columns, FIELD.state, fragmentIn)
  const open = factsWhere(
    statedIn(columns, FIELD.openSlots, fragmentIn),
    (value) => judge(stateTarget(value, now)) === 'pass',
  )
  const events = statedIn(columns, FIELD.occasion, fragmentIn)
  const meeting = (stated: typeof states, targetOf: typeof stateTarget | typeof occasionTarget, verdict: string) =>
    factsWhere(stated, (value) => judge(targetOf(value, now)) === verdict)
  const inTime = [...meeting(states, stateTarget, 'pass'), ...open]
  const tooLate = meeting(states, stateTarget, 'fail')
  const eventsInTime = meeting(events, occasionTarget, 'pass')
  const eventsTooLate = meeting(events, occasionTarget, 'fail')
  return ({ block, fresh }) => {
    const pass = rowsStating(block, inTime)
    const fail = rowsStating(block, tooLate)
    for (let word = 0; word < pass.length; word++) {
      pass[word] = (pass[word] ?? 0) & (fresh[word] ?? 0)
      fail[word] = (fail[word] ?? 0) & (fresh[word] ?? 0)
    }
    for (const fact of eventsInTime) addRows(pass, block, fact)
    for (const fact of eventsTooLate) addRows(fail, block, fact)
    return bySets(pass, fail)
  }
}
