import type { Columns } from '../catalogue/columns.js'
import { FIELD } from '../catalogue/fields.js'
import { addRows, listRows, rowsStating } from '../catalogue/posting.js'
import type { Fragment } from '../catalogue/row.js'
import { fragmentIn, type Stated, slotsIn, statedIn } from '../catalogue/stated.js'
import { mergeSpans, type Span } from '../descriptor/week.js'
import type { EpochSeconds } from '../kernel/time.js'
import { type BlockJudge, type BlockView, factsWhere, rowsWithFlag } from './block-view.js'
import { type FreeTime, fullness, judgeStartBy, minutesIn, minutesTogether, openSlotsOf } from './gate-time.js'
import { occasionTarget, stateTarget } from './part-target.js'
import { bySets } from './planes.js'
import type { Target } from './target.js'
import { comingWeek, LEAST_USEFUL, minutesFrom, sharedMinutes, steadyOffset } from './time-overlap.js'

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
  const { utcOffsetMinutes } = free
  if (utcOffsetMinutes === undefined) {
    return ({ block }) => ({ minutes: new Uint16Array(block.rows), whole: new Uint32Array(block.words) })
  }
  const zones = statedIn(columns, FIELD.zone, fragmentIn).flatMap(({ fact, value }) =>
    weeklyIn(slotsIn(columns), { fact, zone: value.zone, free, utcOffsetMinutes, now }),
  )
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
    const known = weeklyTogether(view, zones, minutes)
    const opening = openTogether(view, open, minutes)
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

/** One zone whose clocks are known in the coming week: what each stretch comes to there. */
type ZoneMinutes = { readonly fact: number; readonly useful: readonly Minutes[]; readonly unknown: readonly number[] }

function weeklyIn(
  slots: readonly Stated<Span>[],
  zoned: {
    readonly fact: number
    readonly zone: Fragment['zone']
    readonly free: FreeTime
    readonly utcOffsetMinutes: number
    readonly now: EpochSeconds
  },
): readonly ZoneMinutes[] {
  const { fact, zone, free, utcOffsetMinutes, now } = zoned
  if (zone === undefined || comingWeek([], zone, now) === undefined) return []
  const useful: Minutes[] = []
  const unknown: number[] = []
  const steady = steadyOffset(zone, now)
  for (const slot of slots) {
    const { from, to } = slot.value
    if (steady !== undefined) {
      // Where the clocks do not change, one week is like the other.
      const minutes = minutesFrom(from - steady + utcOffsetMinutes * 60, to - from, free.spans, LEAST_USEFUL)
      if (minutes > 0) useful.push({ fact: slot.fact, minutes })
      continue
    }
    const [laid] = comingWeek([slot.value], zone, now) ?? []
    const minutes = laid === undefined ? 0 : sharedMinutes(laid, free.spans, utcOffsetMinutes)
    if (laid === undefined) unknown.push(slot.fact)
    else if (minutes > 0) useful.push({ fact: slot.fact, minutes })
  }
  return [{ fact, useful, unknown }]
}

/** Adds what the timetables of the week come to; gives back whose timetable is kept by clocks that are known. */
function weeklyTogether({ block }: BlockView, zones: readonly ZoneMinutes[], into: Uint16Array): Uint32Array {
  const known = new Uint32Array(block.words)
  for (const { fact, useful, unknown } of zones) {
    const here = rowsStating(block, [fact])
    const puzzling = rowsStating(block, unknown)
    for (let word = 0; word < here.length; word++) {
      here[word] = (here[word] ?? 0) & ~(puzzling[word] ?? 0)
      known[word] = (known[word] ?? 0) | (here[word] ?? 0)
    }
    for (const slot of useful) {
      for (const row of listRows(block, slot.fact)) {
        if (((here[row >> 5] ?? 0) >>> (row & 31)) & 1) into[row] = (into[row] ?? 0) + slot.minutes
      }
    }
  }
  return known
}

/** Takes open slots where they come to more; gives back who has any that count. */
function openTogether({ block, fresh }: BlockView, open: readonly Minutes[], into: Uint16Array): Uint32Array {
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
