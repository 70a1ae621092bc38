import {
  answerClosing,
  type Closing,
  joinRound,
  membersOf,
  openClosing,
  openReport,
  openRoll,
  openRound,
  type Roll,
  type Round,
  reportToRound,
  type Said,
} from 'entrenous/measurement'
import type { EpochSeconds, Failure, PractitionerKeys } from 'entrenous/practitioner'
import type { Directory } from '../inbox/catalogue.js'
import { toBase64url } from '../profile/sign.js'
import { type Counting, emptyBook, type JoinedRound, withRound } from './kept.js'
import { saidOf } from './said-of.js'

// A practitioner's part in a round. Each step makes what is to be kept and what is to be sent; nothing here sends or keeps.

/** What the files of a count turned out to be, and how far the round has come by them. */
export type Came =
  | { readonly kind: 'round'; readonly known: JoinedRound; readonly round: Round }
  | { readonly kind: 'roll'; readonly known: JoinedRound; readonly round: Round; readonly roll: Roll }
  | {
      readonly kind: 'closing'
      readonly known: JoinedRound
      readonly round: Round
      readonly roll: Roll
      readonly closing: Closing
    }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** No count is in them, or two; or there is no list to hold one against. */
  | { readonly kind: 'nothing' | 'no-list' }

/**
 * Reads the files of a count: the round alone, or with its roll and joins, or with its closing as well.
 *
 * A round that this desk has joined is held against the list of the day on which it did, any other against today's: so a
 * member's next key, which comes every eight weeks, ends no round that runs.
 */
export function readCount(
  statements: readonly Uint8Array[],
  counting: Counting,
  { directory, now }: { readonly directory: Directory; readonly now: EpochSeconds },
): Came {
  const said = saidOf(statements)
  const [file, another] = said.round
  if (file === undefined || another !== undefined) return { kind: 'nothing' }
  const known = knownRound(file, counting, { directory, now })
  if (known === undefined) return { kind: 'no-list' }
  const round = openRound(file, { ...known, now })
  if (!round.ok) return { kind: 'refused', failure: round.error }
  const [rollFile] = said.roll
  if (rollFile === undefined) return { kind: 'round', known, round: round.value }
  const roll = openRoll(round.value, rollFile, said.join, { now })
  if (!roll.ok) return { kind: 'refused', failure: roll.error }
  const [closingFile] = said.closing
  if (closingFile === undefined) return { kind: 'roll', known, round: round.value, roll: roll.value }
  const closing = openClosing(round.value, roll.value, closingFile, { now })
  if (!closing.ok) return { kind: 'refused', failure: closing.error }
  return { kind: 'closing', known, round: round.value, roll: roll.value, closing: closing.value }
}

function knownRound(
  file: Uint8Array,
  { rounds }: Counting,
  { directory, now }: { readonly directory: Directory; readonly now: EpochSeconds },
): JoinedRound | undefined {
  const own = rounds.find((one) => toBase64url(one.file) === toBase64url(file))
  const { community, entries } = directory
  if (own !== undefined || community === undefined) return own
  const { key, publishingKeys } = community
  return { file, community: { key, publishingKeys }, members: membersOf(entries, now) }
}

/** How far this desk has come in a round. */
export type Progress = 'asked' | 'joined' | 'reported' | 'answered'

/** Reads from the book what this desk has said in a round. */
export function progressIn({ hash }: Round, { book }: Counting): Progress {
  const note = book?.rounds.find(({ round }) => round === hexOf(hash))
  if (note === undefined) return 'asked'
  if (note.answer !== undefined) return 'answered'
  return note.report === undefined ? 'joined' : 'reported'
}

/** True when the roll lists this desk. */
export function isOnRoll({ body }: Round, { joined }: Roll, keys: PractitionerKeys): boolean {
  const place = body.members.findIndex(({ id }) => hexOf(id) === keys.id)
  return joined.some((one) => one.place === place)
}

/** What is to be kept, and then to be sent. */
export type Step = { readonly counting: Counting; readonly statement: Uint8Array }

/** Makes the next statement of this desk in a round: a join, a report, or an answer. */
export function nextStep(
  came: Extract<Came, { readonly round: Round }>,
  counting: Counting,
  { keys, now }: { readonly keys: PractitionerKeys; readonly now: EpochSeconds },
): Step | { readonly failure: Failure } {
  const { book = emptyBook, journal = [] } = counting
  const { identity } = keys
  const device = { book, identity }
  const { round, known } = came
  const said =
    came.kind === 'round'
      ? joinRound(round, book, identity, { now })
      : came.kind === 'roll'
        ? reportToRound(round, came.roll, journal, device, { now })
        : answerClosing(round, came.roll, came.closing, device, { now })
  return said.ok ? stepOf(said.value, counting, known) : { failure: said.error }
}

/** Opens this desk's report, where the practitioner wants to; undefined where it has said nothing in the round. */
export function openingOf(
  came: Extract<Came, { readonly roll: Roll }>,
  { book = emptyBook }: Counting,
  { keys, now }: { readonly keys: PractitionerKeys; readonly now: EpochSeconds },
): Uint8Array | undefined {
  const opening = openReport(came.round, came.roll, { book, identity: keys.identity }, { now })
  return opening.ok ? opening.value : undefined
}

function stepOf({ book, statement }: Said, counting: Counting, known: JoinedRound): Step {
  return { counting: withRound({ ...counting, book }, known), statement }
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
