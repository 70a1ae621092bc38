import {
  type Journal,
  type MeasurementBook,
  type Member,
  readJournal,
  readMeasurementBook,
  unsafeExportMeasurementBook,
} from 'entrenous/measurement'
import { bytesOf } from '../inbox/outbox.js'
import { toBase64url } from '../profile/sign.js'

// What a desk keeps for counting, in one sealed record: days, what was said, and what it has cost. One record, so that a
// statement and what it spends are written in one step or not at all.

/** By whom a round has to be signed. */
export type Signers = { readonly key: string; readonly publishingKeys: readonly Uint8Array[] }

/** A round that this desk has joined, as it was checked against the list of that day. */
export type JoinedRound = {
  readonly file: Uint8Array
  readonly community: Signers
  readonly members: readonly Member[]
}

/** Everything that is kept. */
export type Counting = {
  /** The days that were noted; undefined where the practitioner lets nothing be noted. */
  readonly journal: Journal | undefined
  /** Letters that are here and that the practitioner wants in no count. */
  readonly leftOut: readonly string[]
  /** Keys, what was said, what was spent. It outlives the journal: a budget that can be begun anew is none. */
  readonly book: MeasurementBook | undefined
  readonly rounds: readonly JoinedRound[]
}

/** A desk that counts nothing. */
export const notCounting: Counting = { journal: undefined, leftOut: [], book: undefined, rounds: [] }

/** A book in which nothing stands. */
export const emptyBook: MeasurementBook = { keys: [], rounds: [], spent: [] }

/** Rounds that are kept: one takes weeks, and a device has a budget for few. */
const MOST_ROUNDS = 8

/** Puts a round to those that are kept; the oldest goes first. */
export function withRound(counting: Counting, round: JoinedRound): Counting {
  const others = counting.rounds.filter(({ file }) => toBase64url(file) !== toBase64url(round.file))
  return { ...counting, rounds: [...others, round].slice(-MOST_ROUNDS) }
}

/** Everything as plain JSON. Secret: it is sealed before it is written anywhere. */
export function textOfCounting({ journal, leftOut, book, rounds }: Counting): string {
  return JSON.stringify({
    journal,
    leftOut,
    book: book && unsafeExportMeasurementBook(book),
    rounds: rounds.map(({ file, community, members }) => ({
      file: toBase64url(file),
      key: community.key,
      publishingKeys: community.publishingKeys.map(toBase64url),
      members: members.map(({ id, key }) => ({ id, key: toBase64url(key) })),
    })),
  })
}

/** Reads it again; undefined where it cannot be read: then this desk says nothing, because it does not know what it has spent. */
export function countingOf(kept: unknown): Counting | undefined {
  if (kept === undefined) return notCounting
  const read = typeof kept === 'string' ? parsed(kept) : undefined
  if (read === undefined) return undefined
  const journal = read.journal === undefined ? undefined : readJournal(read.journal)
  const book = read.book === undefined ? undefined : readMeasurementBook(read.book)
  if (journal?.ok === false || book?.ok === false) return undefined
  const rounds = read.rounds.map(({ file, key, publishingKeys, members }) => ({
    file: bytesOf(file),
    community: { key, publishingKeys: publishingKeys.map(bytesOf) },
    members: members.map((member) => ({ id: member.id, key: bytesOf(member.key) })),
  }))
  return { journal: journal?.value, leftOut: read.leftOut, book: book?.value, rounds }
}

type Kept = {
  readonly journal?: unknown
  readonly leftOut: readonly string[]
  readonly book?: string
  readonly rounds: readonly {
    readonly file: string
    readonly key: string
    readonly publishingKeys: readonly string[]
    readonly members: readonly { readonly id: string; readonly key: string }[]
  }[]
}

function parsed(text: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // It was sealed: whatever opens is what this page wrote.
    return typeof value === 'object' && value !== null ? (value as Kept) : undefined
  } catch {
    return undefined
  }
}
