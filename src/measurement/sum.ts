import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { publicPoint, run } from '../kernel/x25519.js'
import { addCells, cellsOfBytes, maskOf } from './masks.js'
import { answerFormat, cellCount, neededOf, openMessage, reportFormat } from './messages.js'
import type { MetricName } from './metric-table.js'
import { metricOf } from './metric-table.js'
import { noiseBound } from './noise.js'
import { pairMasks } from './pair-masks.js'
import { type Closing, filesOf, type Joined, type Roll } from './roll.js'
import { placeOf, type Round } from './round.js'
import { joinSecret, seedHashOf } from './secrets.js'

/** What a round came to: the noisy sums, and of how many. */
export type RoundSum = {
  readonly round: Round
  readonly closing: Uint8Array
  /** How many members were named, and how many of them reported. */
  readonly members: number
  readonly reports: number
  readonly metrics: readonly {
    readonly metric: MetricName
    readonly epsilonMilli: number
    /** What was counted with the noise of all who reported: whole numbers, a few of them below 0. */
    readonly cells: readonly number[]
  }[]
}

/** The files of a round that its sum is made of. */
export type RoundFiles = { readonly reports: readonly Uint8Array[]; readonly answers: readonly Uint8Array[] }

const SHARE_BYTES = 32

/**
 * Adds up a round. Anybody can: all of it is public, and nobody's report is seen on the way.
 *
 * @param round - the round, opened.
 * @param roll - its roll, opened.
 * @param closing - its closing, opened.
 * @param files - reports and answers, untrusted, in any order; others among them are passed over.
 * @returns the sums. The same files always give the same.
 * Failure: `measurement_too_few` when a listed report is not at hand, or less than two thirds of those named have answered;
 * `measurement_sum_wrong` when shares do not give what the joins promise, or a sum is beyond what honest members could count:
 * ask for openings.
 * Privacy: reads public files. Before a release is made of it a sum is as noisy as promised, and of the community as a whole.
 * Cost: two strict Ed25519 verifications a member; O(members³) byte products; a scalar multiplication for each pair of one
 * who reported and one who did not.
 * @example
 * const sum = sumRound(round.value, roll.value, closing.value, { reports, answers: answerFiles })
 * @see Bonawitz et al. 2017, Practical Secure Aggregation @since 0.1
 */
export function sumRound(
  round: Round,
  roll: Roll,
  closing: Closing,
  files: RoundFiles,
): Result<RoundSum, 'measurement_sum_wrong' | 'measurement_too_few'> {
  const members = round.body.members.length
  const least = neededOf(members)
  const reports = filesOf(round, closing.reports, files.reports, reportFormat)
  if (reports === undefined) return fail('measurement_too_few', { count: 0, least })
  const answers = answersOf(round, roll, closing, files.answers)
  if (answers.length < least) return fail('measurement_too_few', { count: answers.length, least })
  const cells = cellCount(round.body)
  const sum = new Uint32Array(cells)
  for (const { body } of reports) {
    if (body.cells.length !== 4 * cells) return fail('measurement_sum_wrong', {})
    addCells(sum, cellsOfBytes(body.cells), 1)
  }
  const hasReported = new Set(closing.reports.map(({ place }) => place))
  for (const [nth, joined] of roll.joined.entries()) {
    const isPresent = hasReported.has(joined.place)
    const secret = secretOf(joined, nth, { answers, least, isPresent })
    const mask =
      secret === undefined || isPresent
        ? secret && maskOf(secret, cells)
        : masksOfAbsent(round, roll, joined, secret, hasReported)
    if (mask === undefined) return fail('measurement_sum_wrong', {})
    addCells(sum, mask, -1)
  }
  return soundSum(round, closing, sum)
}

type Answer = { readonly place: number; readonly shares: Uint8Array }

/** The key of the own mask of somebody who reported, or the key of the round of somebody who did not. */
function secretOf(
  { key, seedHash }: Joined,
  nth: number,
  {
    answers,
    least,
    isPresent,
  }: { readonly answers: readonly Answer[]; readonly least: number; readonly isPresent: boolean },
): Uint8Array | undefined {
  const shares = answers.map(({ place, shares: all }) => ({
    place,
    share: all.subarray(nth * SHARE_BYTES, (nth + 1) * SHARE_BYTES),
  }))
  // Where there is an answer to spare, one that is wrong is found by leaving out one after another.
  for (let left = -1; left < shares.length; left++) {
    const some = shares.filter((_, index) => index !== left).slice(0, least)
    if (some.length < least) break
    const secret = joinSecret(some)
    const isTrue = isPresent ? equalBytes(seedHashOf(secret), seedHash) : equalBytes(run(publicPoint(secret)), key)
    if (isTrue) return secret
  }
  return undefined
}

/** What the reports hold of the masks with somebody who did not report. */
function masksOfAbsent(
  round: Round,
  roll: Roll,
  { place }: Joined,
  secretKey: Uint8Array,
  hasReported: ReadonlySet<number>,
): Uint32Array | undefined {
  const masks = pairMasks(round, roll, place, secretKey, hasReported)
  // The other one of each pair has done the opposite.
  const others = masks && new Uint32Array(masks.length)
  if (masks !== undefined && others !== undefined) addCells(others, masks, -1)
  return others
}

function answersOf(round: Round, roll: Roll, closing: Closing, files: readonly Uint8Array[]): readonly Answer[] {
  const hasJoined = new Set(roll.joined.map(({ place }) => place))
  const found = new Map<number, Answer>()
  for (const file of files) {
    const message = openMessage(file, answerFormat, undefined)
    if (!message.ok) continue
    const { body, issuer } = message.value
    const place = placeOf(round, issuer)
    if (place === undefined || !hasJoined.has(place) || !equalBytes(body.closing, closing.hash)) continue
    if (body.shares.length !== roll.joined.length * SHARE_BYTES) continue
    found.set(place, { place, shares: body.shares })
  }
  return [...found.values()].sort((one, other) => one.place - other.place)
}

/** Cuts the sum into its metrics, and refuses what honest members could not have counted. */
function soundSum(round: Round, closing: Closing, sum: Uint32Array): Result<RoundSum, 'measurement_sum_wrong'> {
  const { members, most } = round.body
  const reports = closing.reports.length
  // As signed numbers: noise may take a sum below 0.
  const signed = Array.from(sum, (cell) => cell | 0)
  let from = 0
  const metrics = round.body.metrics.map(({ metric, epsilonMilli }) => {
    const cells = signed.slice(from, from + metricOf(metric).cells.length)
    from += cells.length
    return { metric, epsilonMilli, cells }
  })
  const isSound = metrics.every(({ epsilonMilli, cells }) => {
    const bound = noiseBound(members.length, epsilonMilli / 1000)
    return cells.every((cell) => cell >= -bound && cell <= reports * most + bound)
  })
  if (!isSound) return fail('measurement_sum_wrong', {})
  return ok({ round, closing: closing.hash, members: members.length, reports, metrics })
}
