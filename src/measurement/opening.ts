import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { addCells, cellsOfBytes, maskOf } from './masks.js'
import { cellCount, openingFormat, openMessage, reportFormat } from './messages.js'
import { pairMasks } from './pair-masks.js'
import { noiseOf } from './report.js'
import type { Roll } from './roll.js'
import { type MessageFailure, placeOf, type Round } from './round.js'
import { secretsOf, seedHashOf } from './secrets.js'

/** What an opened report turns out to hold. */
export type Opened = {
  /** The place of the member in the round. */
  readonly place: number
  /** What the member counted, the masks and the noise taken off: from 0 to `most` where they were honest. */
  readonly counts: readonly number[]
  /** True when every count is one that an honest member can have. */
  readonly isPossible: boolean
}

/**
 * Looks into a report that its member has opened.
 *
 * Nobody can open a report to something else than it holds: key and mask are bound by the join that was signed before. Who
 * does not open when asked, or opens to what cannot be, is the one who lied.
 *
 * @param round - the round.
 * @param roll - its roll.
 * @param files - the member's report and opening, untrusted.
 * @returns what it holds.
 * Failure: `measurement_foreign` when the opening is not by the report's member, or not of this roll; `measurement_sum_wrong`
 * when the secret is not the one that was joined with; `measurement_invalid`, `statement_forged`, `statement_expired`.
 * Privacy: reads one practitioner's counts, which they have chosen to show.
 * Cost: two strict Ed25519 verifications; one scalar multiplication a member who joined.
 * @example
 * const opened = verifyOpening(round.value, roll.value, { report, opening })
 * @since 0.1
 */
export function verifyOpening(
  round: Round,
  roll: Roll,
  files: { readonly report: Uint8Array; readonly opening: Uint8Array },
): Result<Opened, MessageFailure | 'measurement_foreign' | 'measurement_sum_wrong'> {
  const opening = openMessage(files.opening, openingFormat, undefined)
  if (!opening.ok) return opening
  const report = openMessage(files.report, reportFormat, undefined)
  if (!report.ok) return report
  const isOne = equalBytes(opening.value.issuer, report.value.issuer)
  const isOfRoll = [opening.value, report.value].every(({ body }) => equalBytes(body.roll, roll.hash))
  const place = placeOf(round, report.value.issuer)
  const joined = roll.joined.find((one) => one.place === place)
  if (!isOne || !isOfRoll || place === undefined || joined === undefined) return fail('measurement_foreign', {})
  const secrets = secretsOf(opening.value.body.secret)
  const isTrue = equalBytes(secrets.publicKey, joined.key) && equalBytes(seedHashOf(secrets.seed), joined.seedHash)
  const masks = isTrue ? pairMasks(round, roll, place, secrets.secretKey) : undefined
  const cells = cellCount(round.body)
  if (masks === undefined || report.value.body.cells.length !== 4 * cells) return fail('measurement_sum_wrong', {})
  const held = cellsOfBytes(report.value.body.cells)
  addCells(held, masks, -1)
  addCells(held, maskOf(secrets.seed, cells), -1)
  const noise = noiseOf(round, secrets.noise)
  const counts = Array.from(held, (cell, nth) => ((cell | 0) - (noise[nth] ?? 0)) | 0)
  return ok({ place, counts, isPossible: counts.every((count) => count >= 0 && count <= round.body.most) })
}
