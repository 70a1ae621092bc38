import { daysOfEpoch, type Journal, measurementEpochOf, withoutOlder, withoutReferral } from 'entrenous/measurement'
import { type EpochDay, type EpochSeconds, type Referral, sourceOf } from 'entrenous/practitioner'
import type { Counting } from './kept.js'

// The days that a desk notes once its practitioner has said so: of which letter by its id, and no word that it holds.

/** How long a letter's days can still be asked for: the longest window of a metric, and its epoch. */
const REACHES_BACK = 224

/** What can be noted of a letter by hand. */
export type Noted = 'session' | 'completed' | 'referred-on' | 'given'

/** The day of a moment, in UTC as everything that is counted. */
export function dayOf(moment: EpochSeconds): EpochDay {
  return Math.floor(moment / 86_400) as EpochDay // whole seconds give whole days
}

/** Begins to note: letters that are here already count from the day on which they were written. */
export function begun(counting: Counting, letters: readonly Referral[]): Counting {
  if (counting.journal !== undefined) return counting
  return {
    ...counting,
    journal: received([], letters, [], ({ disclosure }) => disclosure?.issuedOn ?? (0 as EpochDay)),
  }
}

/** Notes nothing more, and erases what was noted. What was said and spent stays. */
export function ended(counting: Counting): Counting {
  return { ...counting, journal: undefined, leftOut: [], rounds: [] }
}

/** Notes the letters that have come, and erases those that were taken back. */
export function withLetters(counting: Counting, letters: readonly Referral[], now: EpochSeconds): Counting {
  const { journal, leftOut } = counting
  if (journal === undefined) return counting
  const here = new Set(letters.map(({ id }) => id))
  const still = leftOut.filter((id) => here.has(id))
  const noted = received(journal, letters, still, () => dayOf(now))
  const kept = withoutOlder(noted, (daysOfEpoch(measurementEpochOf(now)).from - REACHES_BACK) as EpochDay) // a day less days
  const isSame = still.length === leftOut.length && JSON.stringify(kept) === JSON.stringify(journal)
  return isSame ? counting : { ...counting, journal: kept, leftOut: still }
}

function received(
  journal: Journal,
  letters: readonly Referral[],
  leftOut: readonly string[],
  dayFor: (letter: Referral) => EpochDay,
): Journal {
  let noted = journal
  for (const letter of letters) {
    if (letter.disclosure === undefined) noted = withoutReferral(noted, letter.id)
    else if (!leftOut.includes(letter.id) && !isNoted(noted, letter.id)) {
      const source = sourceOf(letter)
      const what = { what: 'received' as const, referral: letter.id, on: dayFor(letter) }
      noted = [...noted, source === undefined ? what : { ...what, source }]
    }
  }
  return noted
}

function isNoted(journal: Journal, id: string): boolean {
  return journal.some((event) => event.what === 'received' && event.referral === id)
}

/** Notes something of a letter; nothing of one that is in no count. */
export function noted(counting: Counting, id: string, what: Noted, on: EpochDay): Counting {
  const { journal } = counting
  if (journal === undefined || !isNoted(journal, id)) return counting
  const event = { what, referral: id, on }
  return { ...counting, journal: [...journal, what === 'given' ? { ...event, source: 'colleague' as const } : event] }
}

/** Takes back the newest session of a letter. */
export function withoutSession(counting: Counting, id: string): Counting {
  const { journal = [] } = counting
  const last = journal.findLastIndex((event) => event.what === 'session' && event.referral === id)
  return last < 0 ? counting : { ...counting, journal: journal.filter((_, at) => at !== last) }
}

/** Leaves a letter out of every count, and erases its days. */
export function leftOut(counting: Counting, id: string): Counting {
  const { journal = [] } = counting
  return { ...counting, journal: withoutReferral(journal, id), leftOut: [...counting.leftOut, id] }
}

/** A letter as it stands in the notes. */
export type NotedLetter = {
  readonly id: string
  readonly on: EpochDay
  readonly sessions: readonly EpochDay[]
  readonly isDone: boolean
}

/** The letters that are noted, the newest first. */
export function notedLetters(journal: Journal): readonly NotedLetter[] {
  const events = journal.flatMap((event) => ('referral' in event ? [event] : []))
  const received = events.filter(({ what }) => what === 'received')
  return received
    .map(({ referral, on }) => {
      const own = events.filter((event) => event.referral === referral)
      const sessions = own.filter(({ what }) => what === 'session').map((event) => event.on)
      return { id: referral, on, sessions, isDone: own.some(({ what }) => what === 'completed') }
    })
    .sort((one, other) => other.on - one.on || (one.id < other.id ? -1 : 1))
}
