import { fail, ok, type Result } from '../kernel/result.js'
import { revealSecret } from '../kernel/secret-key.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Signer } from '../statement/sign.js'
import type { MeasurementBook, RoundNote } from './book.js'
import { bytesOf, isAffordable, noteOf, type Said } from './join.js'
import type { Journal } from './journal.js'
import { addCells, bytesOfCells, maskOf } from './masks.js'
import { cellCount, reportFormat, signMessage } from './messages.js'
import { noiseShare, uniformsFrom } from './noise.js'
import { pairMasks } from './pair-masks.js'
import type { Roll } from './roll.js'
import { placeOf, type Round } from './round.js'
import { type RoundSecrets, secretsOf } from './secrets.js'
import { tally } from './tally.js'

/**
 * Reports to a round: counts the journal, adds this device's share of the noise, and hides the whole behind masks that fall
 * away in the sum alone.
 *
 * What the round may cost is taken from the epoch's budget here. Asked again, the same statement comes out, also where the
 * journal has changed: two reports under the same masks would show their difference.
 *
 * @param round - as `openRound` gave it; this device has joined it.
 * @param roll - as `openRoll` gave it.
 * @param journal - what this device has noted.
 * @param device - its book and the practitioner's identity.
 * @param options - `now`.
 * @returns the book to keep, and the statement to send.
 * Failure: `measurement_foreign` when this device has not joined, or the roll does not list it with what it said;
 * `measurement_repeated` when it has reported to another roll of this round; `measurement_budget_spent`;
 * `measurement_early`; `measurement_invalid` when somebody's key cannot be used.
 * Privacy: the statement is public. It is a random number to everybody who lacks the secrets of a third of the members, or of
 * all others; in the sum it counts as everybody else's does.
 * Cost: one scalar multiplication a member who joined; four bytes a cell.
 * @example
 * const reported = reportToRound(round.value, roll.value, journal, { book: kept, identity }, { now })
 * @see Bonawitz et al. 2017, Practical Secure Aggregation @since 0.1
 */
export function reportToRound(
  round: Round,
  roll: Roll,
  journal: Journal,
  { book, identity }: { readonly book: MeasurementBook; readonly identity: Signer },
  { now }: { readonly now: EpochSeconds },
): Result<
  Said,
  | 'measurement_budget_spent'
  | 'measurement_early'
  | 'measurement_foreign'
  | 'measurement_invalid'
  | 'measurement_repeated'
> {
  const note = noteOf(book, round)
  const place = placeOf(round, identity.publicKey)
  if (note === undefined || place === undefined || !isListed(roll, place, note)) return fail('measurement_foreign', {})
  if (note.report !== undefined) {
    if (note.report.roll !== toHex(roll.hash)) return fail('measurement_repeated', {})
    return ok({ book, statement: bytesOf(note.report.statement) })
  }
  const { epoch, metrics } = round.body
  if (!isAffordable(round, book)) return fail('measurement_budget_spent', { epoch })
  const counts: number[] = []
  for (const { metric } of metrics) {
    const counted = tally(metric, journal, { epoch, now })
    if (!counted.ok) return counted
    counts.push(...counted.value)
  }
  const masked = maskedReport(round, roll, { place, counts, secrets: secretsOf(revealSecret(note.secret)) })
  if (masked === undefined) return fail('measurement_invalid', { field: 'joins' })
  const body = { what: 'report' as const, roll: roll.hash, cells: bytesOfCells(masked) }
  const statement = signMessage(reportFormat, body, { signer: identity, epoch, now })
  const report = { roll: toHex(roll.hash), statement: toHex(statement) }
  return ok({ book: withReport(book, note, report, round), statement })
}

function withReport(
  book: MeasurementBook,
  note: RoundNote,
  report: NonNullable<RoundNote['report']>,
  { body: { epoch, metrics } }: Round,
): MeasurementBook {
  const rounds = book.rounds.map((one) => (one === note ? { ...one, report } : one))
  return { ...book, rounds, spent: [...book.spent, ...metrics.map((one) => ({ epoch, ...one }))] }
}

/** True when the roll lists this device with the very key it has drawn. */
function isListed({ joined }: Roll, place: number, { secret }: RoundNote): boolean {
  const own = joined.find((one) => one.place === place)
  return own !== undefined && toHex(own.key) === toHex(secretsOf(revealSecret(secret)).publicKey)
}

/** What one device puts into its report. */
export type ReportParts = {
  readonly place: number
  readonly counts: readonly number[]
  readonly secrets: RoundSecrets
}

/**
 * Computes the cells of a report: the counts cut to what one may count, the noise, and every mask.
 *
 * @param round - the round.
 * @param roll - who joined.
 * @param parts - whose, what, and the secrets.
 * @returns the cells; undefined when somebody's key cannot be used.
 * Privacy: the result may be published.
 * Cost: one scalar multiplication a member who joined. @since 0.1
 */
export function maskedReport(
  round: Round,
  roll: Roll,
  { place, counts, secrets }: ReportParts,
): Uint32Array | undefined {
  const cells = cellCount(round.body)
  const noise = noiseOf(round, secrets.noise)
  const { most } = round.body
  const sum = Uint32Array.from({ length: cells }, (_, cell) => Math.min(counts[cell] ?? 0, most) + (noise[cell] ?? 0))
  const masks = pairMasks(round, roll, place, secrets.secretKey)
  if (masks === undefined) return undefined
  addCells(sum, masks, 1)
  addCells(sum, maskOf(secrets.seed, cells), 1)
  return sum
}

/**
 * Computes one device's share of the noise, for every cell of a round.
 *
 * @param round - the round.
 * @param secret - what the noise is drawn from.
 * @returns a whole number a cell.
 * Privacy: as secret as the secret.
 * Cost: O(cells). @since 0.1
 */
export function noiseOf({ body }: Round, secret: Uint8Array): readonly number[] {
  const uniform = uniformsFrom(secret)
  return body.metrics.flatMap(({ metric, epsilonMilli }) =>
    Array.from({ length: cellCount({ metrics: [{ metric, epsilonMilli }] }) }, () =>
      noiseShare(body.members.length, epsilonMilli / 1000, uniform),
    ),
  )
}
