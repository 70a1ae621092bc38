import { type RandomSource, randomBytes } from '../kernel/random.js'
import { ok, type Result } from '../kernel/result.js'
import { holdSecret, revealSecret, type SecretKey } from '../kernel/secret-key.js'
import { fromHex, toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { publicPoint, run } from '../kernel/x25519.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import { measurementEpochOf } from './epoch.js'
import { MOST_EPSILON_MILLI } from './messages.js'
import { type MetricName, metricNames } from './metric-table.js'

/** The X25519 key under which the counts of the rounds held in one epoch are masked. */
export type MeasurementKey = {
  readonly epoch: number
  readonly publicKey: Uint8Array
  readonly secretKey: SecretKey
}

/** What this device has said in one round. */
export type RoundNote = {
  /** Hex of the round's hash. */
  readonly round: string
  /** In which epoch it is held; the one that is counted lies before. */
  readonly held: number
  readonly secret: SecretKey
  /** Hex of the signed statements that left, so that the same leave again and never others. */
  readonly join: string
  readonly report?: { readonly roll: string; readonly statement: string }
  readonly answer?: { readonly closing: string; readonly statement: string }
}

/** What one device has spent of an epoch's privacy budget on one metric, in thousandths of ε. */
export type Spending = { readonly epoch: number; readonly metric: MetricName; readonly epsilonMilli: number }

/**
 * Everything a practitioner's device keeps for measurement: its keys, what it has said in the rounds that run, and what it has
 * spent. A plain value: each step gives the next one, and it is written down before anything leaves the device.
 */
export type MeasurementBook = {
  readonly keys: readonly MeasurementKey[]
  readonly rounds: readonly RoundNote[]
  readonly spent: readonly Spending[]
}

/** How many epochs keys and notes of rounds are kept after their own: a round takes weeks. */
const KEPT_EPOCHS = 1
/** How many epochs back a spending is remembered: no metric looks back further. */
const REMEMBERED_EPOCHS = 13
const SECRET_LENGTH = 32

/**
 * Begins a book, with a key for this epoch, or adds the key of a new epoch and forgets what has ended.
 *
 * @param book - the book so far; undefined for the first.
 * @param options - `now`; `random`: the source of randomness, the platform's unless given.
 * @returns the book; unchanged when it has a key of this epoch and nothing has ended.
 * Failure: `randomness_absent` when no source is at hand.
 * Privacy: the result stays on the practitioner's device. Keys and secrets of rounds older than an epoch are dropped: what is
 * stolen later opens no old report.
 * Cost: one scalar multiplication.
 * @example
 * const begun = openMeasurementBook(undefined, { now })
 * @since 0.1
 */
export function openMeasurementBook(
  book: MeasurementBook | undefined,
  { now, random }: { readonly now: EpochSeconds; readonly random?: RandomSource },
): Result<MeasurementBook, 'randomness_absent'> {
  const epoch = measurementEpochOf(now)
  const { keys = [], rounds = [], spent = [] } = book ?? {}
  const kept = {
    keys: keys.filter((key) => key.epoch >= epoch - KEPT_EPOCHS),
    rounds: rounds.filter((note) => note.held >= epoch - KEPT_EPOCHS),
    spent: spent.filter((one) => one.epoch >= epoch - REMEMBERED_EPOCHS),
  }
  if (kept.keys.some((key) => key.epoch === epoch)) return ok(kept)
  const drawn = randomBytes(SECRET_LENGTH, random)
  return drawn.ok ? ok({ ...kept, keys: [...kept.keys, keyOf(epoch, drawn.value)] }) : drawn
}

function keyOf(epoch: number, secret: Uint8Array): MeasurementKey {
  return { epoch, publicKey: run(publicPoint(secret)), secretKey: holdSecret(secret) }
}

/**
 * Gives the key that a presence reveals: `confirmPresence(keys, state, { now, measurementKey })`.
 *
 * @param book - as `openMeasurementBook` gave it.
 * @returns the newest key's epoch and public half; undefined in a book without keys.
 * Privacy: the public half only. Revealing it says that this practitioner takes part.
 * Cost: O(1).
 * @example
 * const measurementKey = measurementKeyOf(kept)
 * @since 0.1
 */
export function measurementKeyOf(
  book: MeasurementBook,
): { readonly epoch: number; readonly publicKey: Uint8Array } | undefined {
  const newest = book.keys.at(-1)
  return newest && { epoch: newest.epoch, publicKey: newest.publicKey }
}

/**
 * Tells how much of an epoch's privacy budget is left.
 *
 * @param book - the book.
 * @param epoch - the epoch that is counted.
 * @returns thousandths of ε, 2,000 in the beginning.
 * Privacy: reads the device's own book.
 * Cost: O(spendings). @since 0.1
 */
export function budgetLeft(book: MeasurementBook, epoch: number): number {
  const spent = book.spent.filter((one) => one.epoch === epoch)
  return MOST_EPSILON_MILLI - spent.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0)
}

const hex32 = shape.text(64, /^[0-9a-f]{64}$/)
const statement = shape.text(2 * 65_536, /^([0-9a-f]{2})+$/)
const epochShape = shape.whole(0, 100_000)
const bookSchema = shape.record({
  format: shape.oneOf(['entrenous-measurement-book-1']),
  keys: shape.list(shape.record({ epoch: epochShape, secretKey: hex32 }), 8),
  rounds: shape.list(
    shape.record(
      { round: hex32, held: epochShape, secret: hex32, join: statement },
      {
        report: shape.record({ roll: hex32, statement }),
        answer: shape.record({ closing: hex32, statement }),
      },
    ),
    256,
  ),
  spent: shape.list(
    shape.record({
      epoch: epochShape,
      metric: shape.oneOf(metricNames),
      epsilonMilli: shape.whole(1, MOST_EPSILON_MILLI),
    }),
    512,
  ),
})

/**
 * Writes a book as text, for a place that only its owner can read.
 *
 * @param book - the book.
 * @returns JSON text that `readMeasurementBook` reads.
 * Privacy: unsafe: the text holds what takes the masks off this practitioner's reports.
 * Cost: O(size). @since 0.1
 */
export function unsafeExportMeasurementBook(book: MeasurementBook): string {
  const keys = book.keys.map(({ epoch, secretKey }) => ({ epoch, secretKey: toHex(revealSecret(secretKey)) }))
  const rounds = book.rounds.map((note) => ({ ...note, secret: toHex(revealSecret(note.secret)) }))
  return `${JSON.stringify({ format: 'entrenous-measurement-book-1', keys, rounds, spent: book.spent }, null, 2)}\n`
}

/**
 * Reads the text of a book.
 *
 * @param text - what `unsafeExportMeasurementBook` wrote. Secret; untrusted in form.
 * @returns the book, public halves computed anew.
 * Failure: `measurement_invalid` with the wrong field; `''` when the text is no book.
 * Privacy: text and result stay on the device; the failure repeats none of it.
 * Cost: one scalar multiplication a key. @since 0.1
 */
export function readMeasurementBook(text: string): Result<MeasurementBook, 'measurement_invalid'> {
  const file = check(bookSchema, parseJson(text), 'measurement_invalid')
  if (!file.ok) return file
  const { keys, rounds, spent } = file.value
  return ok({
    keys: keys.map(({ epoch, secretKey }) => keyOf(epoch, bytesOf(secretKey))),
    rounds: rounds.map(({ secret, report, answer, ...note }) => ({
      ...note,
      secret: holdSecret(bytesOf(secret)),
      ...(report && { report }),
      ...(answer && { answer }),
    })),
    spent,
  })
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(SECRET_LENGTH) // the schema has checked the form
}
