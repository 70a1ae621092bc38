import { type CalendarWords, toICalendar } from 'entrenous/interop/ical'
import type { EpochSeconds } from 'entrenous/practitioner'

// With which colleagues a practitioner is in touch, and when to call again. What can be kept of each is a key that is
// published anyway, one of three steps, and two days: there is no place for a word about anybody.

/** What comes next. */
export type Step = 'thank-you' | 'first-month' | 'quarter'

/** A colleague somebody is in touch with. Days are whole UTC days since 1970. */
export type Tie = {
  /** Hex of the colleague's identity key. */
  readonly id: string
  readonly step: Step
  /** The day from which the step is counted. */
  readonly since: number
  /** The day of the last contact; undefined before the first. */
  readonly last?: number | undefined
}

/** Everything that is kept. */
export type Colleagues = {
  /** 32 random bytes as hex: without them nobody can tell from a calendar which colleague an entry is about. */
  readonly secret: string
  readonly ties: readonly Tie[]
}

/** Most colleagues on one desk. */
export const MAX_TIES = 200

const daysOf: Readonly<Record<Step, number>> = { 'thank-you': 2, 'first-month': 30, quarter: 90 }
const hex32 = /^[0-9a-f]{64}$/

/** A list without anybody. */
export function noColleagues(random: Uint8Array): Colleagues {
  return { secret: [...random].map((byte) => byte.toString(16).padStart(2, '0')).join(''), ties: [] }
}

/** Reads what was kept: of each member only what has its place here, whatever else stands beside it; undefined where it is none. */
export function colleaguesOf(kept: unknown): Colleagues | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { secret, ties } = kept as { readonly secret?: unknown; readonly ties?: unknown } // each is looked at below
  if (typeof secret !== 'string' || !hex32.test(secret) || !Array.isArray(ties)) return undefined
  const read = ties.slice(0, MAX_TIES).flatMap(tieOf)
  return { secret, ties: read.filter(({ id }, at) => read.findIndex((one) => one.id === id) === at) }
}

function tieOf(kept: unknown): readonly Tie[] {
  if (typeof kept !== 'object' || kept === null) return []
  const { id, step, since, last } = kept as Readonly<Record<string, unknown>> // each is looked at below
  if (typeof id !== 'string' || !hex32.test(id) || !isStep(step) || !isDay(since)) return []
  return [isDay(last) ? { id, step, since, last } : { id, step, since }]
}

function isStep(value: unknown): value is Step {
  return typeof value === 'string' && Object.hasOwn(daysOf, value)
}

/** Until the year 2149, as dates on the wire. */
function isDay(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535
}

/** The day on which the next step is due. */
export function nextDay({ step, since }: Pick<Tie, 'step' | 'since'>): number {
  return since + daysOf[step]
}

/** The soonest first. */
export function inOrder({ ties }: Colleagues): readonly Tie[] {
  return [...ties].sort((one, other) => nextDay(one) - nextDay(other) || (one.id < other.id ? -1 : 1))
}

/** They have been in touch: a word after 30 days comes next, and after that one every 90 days. */
export function inTouch(colleagues: Colleagues, id: string, today: number): Colleagues {
  const known = colleagues.ties.find((tie) => tie.id === id)
  const isSettled = known?.last !== undefined && known.step !== 'thank-you'
  return withTie(colleagues, { id, step: isSettled ? 'quarter' : 'first-month', since: today, last: today })
}

/** They have sent somebody: thanks are due. Of whom they sent nothing is kept. */
export function owesThanks(colleagues: Colleagues, id: string, today: number): Colleagues {
  const last = colleagues.ties.find((tie) => tie.id === id)?.last
  const tie: Tie = { id, step: 'thank-you', since: today }
  return withTie(colleagues, last === undefined ? tie : { ...tie, last })
}

/** Takes somebody off the list. */
export function without(colleagues: Colleagues, id: string): Colleagues {
  return { ...colleagues, ties: colleagues.ties.filter((tie) => tie.id !== id) }
}

function withTie(colleagues: Colleagues, tie: Tie): Colleagues {
  const others = without(colleagues, tie.id)
  return others.ties.length >= MAX_TIES ? colleagues : { ...others, ties: [...others.ties, tie] }
}

const SECONDS_PER_DAY = 86_400
const NINE = 9 * 3600

/**
 * Writes the coming steps as a calendar: an appointment of a quarter of an hour at nine, and no word of whom or why.
 *
 * An entry's name is a hash with the desk's own secret: the same at every export, so that a calendar replaces it, and
 * nobody who sees it can try out which colleague it is.
 *
 * @param offsetAt - minutes east of UTC at a moment, as this device's clocks go.
 */
export function calendarOf(
  colleagues: Colleagues,
  options: {
    readonly words: CalendarWords
    readonly today: number
    readonly offsetAt: (moment: EpochSeconds) => number
  },
): string {
  const events = inOrder(colleagues).map((tie) => {
    // What is overdue stands there tomorrow: a day that is over reminds nobody.
    const day = Math.max(nextDay(tie), options.today + 1)
    const local = (day * SECONDS_PER_DAY + NINE) as EpochSeconds // whole seconds since 1970
    const starts = (local - options.offsetAt(local) * 60) as EpochSeconds
    const issued = (tie.since * SECONDS_PER_DAY) as EpochSeconds
    return { id: tie.id, community: colleagues.secret, issued, offer: { title: '', starts, durationMinutes: 15 } }
  })
  return toICalendar(events, { words: options.words })
}
