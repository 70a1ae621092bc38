import { fail, ok, type Result } from '../kernel/result.js'
import { type EpochDay, type EpochSeconds, isoDateOf } from '../kernel/time.js'
import { daysOfEpoch, settledFrom } from './epoch.js'
import type { Journal, PlaceEvent, ReferralEvent } from './journal.js'
import { type MetricName, metricOf } from './metric-table.js'

/** What is known of one referral that was received: the days of its sessions in order, and when the rest came about. */
type Course = {
  readonly received: EpochDay
  readonly source: string
  readonly sessions: readonly EpochDay[]
  readonly completed: EpochDay | undefined
  readonly referredOn: EpochDay | undefined
}

/** What is known of one place at an event. */
type Place = { readonly day: EpochDay; readonly came: boolean; readonly nextStep: EpochDay | undefined }

/**
 * Counts one metric over a practitioner's own notes.
 *
 * @param metric - its name.
 * @param journal - what the device has noted, in any order.
 * @param options - `epoch`: whose referrals or places are counted; `now`: this device's clock.
 * @returns how many there are in each cell of the metric, in the order of its table.
 * Failure: `measurement_early` while something that counts may still happen.
 * @throws {RangeError} when the epoch is no whole number from 0.
 * Privacy: the counts of one practitioner are for their own eyes. They leave the device masked, through `reportToRound`.
 * Cost: O(events · log events).
 * @example
 * const counts = tally('first-session', journal, { epoch, now })
 * @see docs/reference/metrics.md @since 0.1
 */
export function tally(
  metric: MetricName,
  journal: Journal,
  { epoch, now }: { readonly epoch: number; readonly now: EpochSeconds },
): Result<readonly number[], 'measurement_early'> {
  if (!Number.isSafeInteger(epoch) || epoch < 0) throw new RangeError('epoch: expected a whole number from 0')
  const { cells, windowDays } = metricOf(metric)
  const until = settledFrom(epoch, windowDays)
  if (now < until) return fail('measurement_early', { until })
  const counts = cells.map(() => 0)
  for (const cell of cellsOf(metric, journal, daysOfEpoch(epoch))) counts[cell] = (counts[cell] ?? 0) + 1
  return ok(counts)
}

type Days = { readonly from: EpochDay; readonly to: EpochDay }

/** The cell of everything that is counted. */
function cellsOf(metric: MetricName, journal: Journal, days: Days): readonly number[] {
  const isIn = (day: EpochDay | undefined) => day !== undefined && day >= days.from && day < days.to
  const { cells, windowDays } = metricOf(metric)
  if (metric === 'attendance' || metric === 'event-follow-up') {
    const held = placesOf(journal).filter(({ day }) => isIn(day))
    if (metric === 'attendance') return held.map(({ came }) => (came ? 0 : 1))
    return held.filter(({ came }) => came).map(({ day, nextStep }) => yes(isWithin(day, nextStep, windowDays)))
  }
  if (metric === 'given-by-month' || metric === 'given-by-source') {
    const given = firstOf(journal, 'given').filter(({ on }) => isIn(on))
    return given.map(({ on, source }) => cells.indexOf(metric === 'given-by-month' ? monthOf(on) : (source ?? 'other')))
  }
  const courses = coursesOf(journal)
  if (metric === 'seven-day-rebook') {
    const begun = courses.filter(({ sessions }) => isIn(sessions[0]))
    return begun.map(({ sessions: [first, second] }) => yes(isWithin(first ?? days.from, second, windowDays)))
  }
  return courses.filter(({ received }) => isIn(received)).map((course) => cellOf(metric, course))
}

/** The cell of one referral that was received in the epoch. */
function cellOf(metric: MetricName, course: Course): number {
  const { cells, windowDays } = metricOf(metric)
  const { received, source, sessions, completed, referredOn } = course
  const reached = sessions.filter((day) => isWithin(received, day, windowDays)).length
  if (metric === 'referral-to-session')
    return waitCell(cells, reached === 0 ? undefined : (sessions[0] ?? 0) - received)
  if (metric === 'sessions-reached') return reached >= 3 ? 2 : reached > 0 ? 1 : 0
  if (metric === 'first-session') return yes(reached >= 1)
  if (metric === 'third-session') return yes(reached >= 3)
  if (metric === 'completed') return yes(isWithin(received, completed, windowDays))
  if (metric === 're-referral') return yes(isWithin(received, referredOn, windowDays))
  return cells.indexOf(metric === 'received-by-month' ? monthOf(received) : source)
}

/** The cell whose name ends with the first bound that is not passed. */
function waitCell(cells: readonly string[], waited: number | undefined): number {
  const none = cells.length - 1
  return waited === undefined ? none : cells.findIndex((name) => waited <= Number(name.split('-')[1] ?? 0))
}

/** The first cell of a rate is yes. */
function yes(is: boolean): 0 | 1 {
  return is ? 0 : 1
}

function isWithin(from: EpochDay, day: EpochDay | undefined, windowDays: number): boolean {
  return day !== undefined && day >= from && day - from <= windowDays
}

function monthOf(day: EpochDay): string {
  return isoDateOf(day).slice(5, 7)
}

/** The earliest event of one kind for each referral. */
function firstOf(journal: Journal, what: ReferralEvent['what']): readonly ReferralEvent[] {
  const first = new Map<string, ReferralEvent>()
  for (const event of journal) {
    if (!('referral' in event) || event.what !== what) continue
    const known = first.get(event.referral)
    if (known === undefined || comesBefore(event, known)) first.set(event.referral, event)
  }
  return [...first.values()]
}

/** Of two on one day the one with the earlier name of a source: the order of notes must not matter. */
function comesBefore(one: ReferralEvent, other: ReferralEvent): boolean {
  return one.on === other.on ? (one.source ?? '~') < (other.source ?? '~') : one.on < other.on
}

function coursesOf(journal: Journal): readonly Course[] {
  const events = journal.filter((event): event is ReferralEvent => 'referral' in event)
  const daysOf = (what: ReferralEvent['what']) =>
    daysBy(events.filter((event) => event.what === what).map(({ referral, on }) => [referral, on]))
  const sessions = daysOf('session')
  const completed = daysOf('completed')
  const referredOn = daysOf('referred-on')
  return firstOf(journal, 'received').map(({ referral, on, source = 'other' }) => ({
    received: on,
    source,
    sessions: (sessions.get(referral) ?? []).filter((day) => day >= on),
    completed: completed.get(referral)?.find((day) => day >= on),
    referredOn: referredOn.get(referral)?.find((day) => day >= on),
  }))
}

function placesOf(journal: Journal): readonly Place[] {
  const events = journal.filter((event): event is PlaceEvent => 'place' in event)
  const daysOf = (what: PlaceEvent['what']) =>
    daysBy(events.filter((event) => event.what === what).map(({ place, on }) => [place, on]))
  const came = daysOf('came')
  const steps = daysOf('next-step')
  return [...daysOf('place')].flatMap(([place, [day]]) =>
    day === undefined ? [] : [{ day, came: came.has(place), nextStep: steps.get(place)?.find((step) => step >= day) }],
  )
}

/** The days noted under each key, earliest first. */
function daysBy(noted: readonly (readonly [key: string, day: EpochDay])[]): ReadonlyMap<string, readonly EpochDay[]> {
  const days = new Map<string, EpochDay[]>()
  for (const [key, day] of [...noted].sort(([, one], [, other]) => one - other)) {
    const known = days.get(key)
    if (known === undefined) days.set(key, [day])
    else known.push(day)
  }
  return days
}
