import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { signStatement } from '../statement/sign.js'
import { checkAge, readStatement, verifyStatement } from '../statement/statement.js'
import { LEAST_PEOPLE, type Sayable, sayable } from './bands.js'
import { type MetricName, metricOf, nestedMetrics } from './metric-table.js'
import { noiseVariance } from './noise.js'
import { decodeRelease, encodeRelease, type Release, readRelease } from './release-body.js'
import { openClosing, openRoll } from './roll.js'
import { type CommunitySource, type LeadKeys, openOldRound } from './round.js'
import { type RoundFiles, type RoundSum, sumRound } from './sum.js'

/** What came of one metric of a round. */
export type Released = {
  readonly metric: MetricName
  readonly release: Result<Uint8Array, 'release_repeated' | 'release_withheld'>
}

/** The ways in which a release can fail to be believed. */
export type ReleaseFailure =
  | 'measurement_foreign'
  | 'measurement_invalid'
  | 'measurement_sum_wrong'
  | 'measurement_too_few'
  | 'release_mismatch'
  | 'release_repeated'
  | 'statement_expired'
  | 'statement_forged'

/**
 * Signs what may be said of a round: a release for each of its metrics, or the reason why there is none.
 *
 * The thresholds are not for the lead to choose: nothing under 20, a coarse band from 20, numbers from 100 on, and no cell
 * under 20. Of one metric and one epoch there is one release. Of metrics that lie within one another (`sessions-reached`,
 * `first-session` and so on) the first that the round names has numbers in an epoch, the others a band or a middle.
 *
 * @param sum - of `sumRound`.
 * @param lead - the community's keys; the publishing key signs.
 * @param options - `now`; `previous`: every release the community has signed, so that none is made twice and a band does not
 * flicker.
 * @returns one entry for each metric of the round.
 * Failure: within an entry: `release_withheld` under 20; `release_repeated` when `previous` has one of this metric and epoch.
 * Privacy: what is signed may be published. The sum behind it is public as well, and as noisy as promised.
 * Cost: one signature a release.
 * @example
 * const released = signReleases(sum.value, lead, { now, previous: [] })
 * @since 0.1
 */
export function signReleases(
  sum: RoundSum,
  lead: LeadKeys,
  { now, previous }: { readonly now: EpochSeconds; readonly previous: readonly Uint8Array[] },
): readonly Released[] {
  const community = lead.community ?? lead.root.publicKey
  const { epoch } = sum.round.body
  const earlier = previous
    .flatMap((bytes) => readRelease(bytes) ?? [])
    .filter((one) => equalBytes(one.community, community))
  return sum.metrics.map(({ metric }) => {
    const same = earlier.filter((one) => one.metric === metric)
    if (same.some((one) => one.epoch === epoch)) return { metric, release: fail('release_repeated', {}) }
    const before = same.find((one) => one.epoch === epoch - 1)?.band
    const isCoarse = earlier.some((one) => one.epoch === epoch && couldBeSubtracted(one, { metric }))
    const body = releaseOf(sum, metric, { before, isCoarse })
    if (body === undefined) return { metric, release: fail('release_withheld', { least: LEAST_PEOPLE }) }
    const times = { sequence: now, issued: now, expires: after(now, days(1830)) }
    const subject = `${metric}-${epoch}`
    const payload = { kind: 'release' as const, ...times, subject, body: encodeRelease(body) }
    return { metric, release: ok(signStatement(payload, lead.publishing)) }
  })
}

/** Whether numbers of these two could be subtracted to a group that neither names. */
function couldBeSubtracted(one: Release, other: { readonly metric: MetricName }): boolean {
  return one.counts !== undefined && one.metric !== other.metric && areNested(one.metric, other.metric)
}

function areNested(...metrics: readonly MetricName[]): boolean {
  return metrics.every((metric) => nestedMetrics.includes(metric))
}

/** What may be said of one metric: the same for everybody who has the same files. */
function releaseOf(
  sum: RoundSum,
  metric: MetricName,
  { before, isCoarse }: { readonly before: Sayable['band']; readonly isCoarse: boolean },
): Release | undefined {
  const found = sum.metrics.find((one) => one.metric === metric)
  if (found === undefined) return undefined
  const { epsilonMilli, cells } = found
  const { round, closing, members, reports } = sum
  const variance = noiseVariance(members, reports, epsilonMilli / 1000)
  // Which of them has numbers is settled before anybody counts: it says nothing of what was counted.
  const first = round.body.metrics.find((one) => areNested(one.metric, metric))?.metric
  const isLater = first !== undefined && first !== metric
  const said = sayable(metricOf(metric).form, cells, { variance, before, isCoarse: isCoarse || isLater })
  if (said === undefined) return undefined
  const { community, epoch } = round.body
  const about = { what: 'release' as const, community, epoch, metric, mechanism: 'secure-sum' as const, epsilonMilli }
  const { counts, ...rest } = said
  return {
    ...about,
    members,
    reports,
    round: round.hash,
    closing,
    ...rest,
    ...(counts && { counts: [...counts] }),
    ...(before && said.band !== undefined && { before }),
  }
}

/** Every file of a round, as they were published. */
export type RoundEvidence = RoundFiles & {
  readonly round: Uint8Array
  readonly joins: readonly Uint8Array[]
  readonly roll: Uint8Array
  readonly closing: Uint8Array
}

/**
 * Verifies a release, as a funder does: who signed it, that it keeps the thresholds, and, with the round's files, that it is
 * what they add up to.
 *
 * @param received - the release's file, untrusted.
 * @param options - `community`: that of an opened catalogue; `now`; `others`: other releases of the same community, so that a
 * second story is seen; `evidence`: the round's files, from which it is computed again.
 * @returns what it says.
 * Failure: `measurement_foreign` when another community's key signed it; `measurement_invalid` when it is out of shape or says
 * more than its number of people allows; `release_repeated` when `others` holds another of this metric and epoch, or numbers
 * that this one's could be subtracted from;
 * `release_mismatch` when the files give another; `measurement_sum_wrong`, `measurement_too_few` when they give none;
 * `statement_forged`, `statement_expired`.
 * Privacy: reads public files; nobody's report is seen.
 * Cost: one strict Ed25519 verification; with evidence that of `sumRound`.
 * @example
 * const release = verifyRelease(releaseFile, { community, now, evidence })
 * @since 0.1
 */
export function verifyRelease(
  received: Uint8Array,
  options: {
    readonly community: CommunitySource
    readonly now: EpochSeconds
    readonly others?: readonly Uint8Array[]
    readonly evidence?: RoundEvidence
  },
): Result<Release, ReleaseFailure> {
  const { community, now, others = [], evidence } = options
  const statement = readStatement(received)
  if (!statement.ok) return fail('measurement_invalid', statement.error.detail)
  const release = decodeRelease(statement.value)
  if (!release.ok) return release
  if (!verifyStatement(statement.value)) return fail('statement_forged', {})
  const age = checkAge(statement.value, now)
  if (!age.ok) {
    const { error } = age
    return error.code === 'statement_expired'
      ? fail('statement_expired', error.detail)
      : fail('measurement_invalid', { field: 'issued' })
  }
  const isOfCommunity = community.publishingKeys.some((key) => equalBytes(key, statement.value.issuer))
  if (!isOfCommunity || toHex(release.value.community) !== community.key) return fail('measurement_foreign', {})
  const told = storyOf(release.value, received, others, community.publishingKeys)
  if (told !== undefined) return fail(told, {})
  return evidence === undefined ? release : checkEvidence(release.value, evidence, community)
}

/** What other releases of the community say against this one. What others sign in its name is passed over. */
function storyOf(
  release: Release,
  received: Uint8Array,
  others: readonly Uint8Array[],
  publishingKeys: readonly Uint8Array[],
): 'release_mismatch' | 'release_repeated' | undefined {
  // Whoever has many files pays for the few that speak of the same weeks.
  const isWanted = (other: Release) =>
    equalBytes(other.community, release.community) &&
    (other.epoch === release.epoch || (other.epoch === release.epoch - 1 && other.metric === release.metric))
  for (const bytes of others) {
    if (equalBytes(bytes, received)) continue
    const other = readRelease(bytes, { signers: publishingKeys, isWanted })
    if (other === undefined) continue
    if (other.epoch === release.epoch) {
      if (other.metric === release.metric) return 'release_repeated'
      if (release.counts !== undefined && couldBeSubtracted(other, release)) return 'release_repeated'
    } else if (release.before !== undefined && other.band !== release.before) return 'release_mismatch'
  }
  return undefined
}

/** Computes the release again from the files of its round. */
function checkEvidence(
  release: Release,
  evidence: RoundEvidence,
  community: CommunitySource,
): Result<Release, ReleaseFailure> {
  const round = openOldRound(evidence.round, community)
  if (!round.ok) return round
  const roll = openRoll(round.value, evidence.roll, evidence.joins, { now: undefined })
  if (!roll.ok) return roll
  const closing = openClosing(round.value, roll.value, evidence.closing, { now: undefined })
  if (!closing.ok) return closing
  const sum = sumRound(round.value, roll.value, closing.value, evidence)
  if (!sum.ok) return sum
  // A release may say less than its round allows, where another round of these weeks has given the numbers.
  const again = releaseOf(sum.value, release.metric, { before: release.before, isCoarse: release.counts === undefined })
  const isSame = again !== undefined && equalBytes(encodeRelease(again), encodeRelease(release))
  return isSame ? ok(release) : fail('release_mismatch', {})
}
