import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { type MetricName, metricNames, nestedMetrics } from '../measurement/metric-table.js'
import { type ReleaseFailure, type RoundEvidence, verifyRelease } from '../measurement/release.js'
import type { Release } from '../measurement/release-body.js'
import { type CommunitySource, openOldRound } from '../measurement/round.js'

/** Why a metric has no release, in the words of whoever held the round. */
export type Refusal = {
  readonly metric: MetricName
  readonly code: 'measurement_sum_wrong' | 'measurement_too_few' | 'release_repeated' | 'release_withheld'
}

/** What a report is made from: files, and nothing that anybody has typed in. */
export type EpochReportSource = {
  /** What the community is called. */
  readonly name: string
  /** Its key and those that publish: `catalogue.community`. */
  readonly community: CommunitySource
  /**
   * Files, untrusted: releases of the epoch and of the one before, and the rounds that were called, which say what was
   * asked. What else came with them is not shown.
   */
  readonly files: readonly Uint8Array[]
  /** The epoch that the report is about; the newest that was released, unless told. */
  readonly epoch?: number
  /** What was asked and refused, as `signReleases` or `sumRound` said it. */
  readonly refused?: readonly Refusal[]
  /** Every file of rounds: with them each release is added up again. */
  readonly rounds?: readonly RoundEvidence[]
  readonly now: EpochSeconds
}

/** A release that was believed, and what stands beside it. */
export type Shown = {
  readonly release: Release
  /** SHA-256 of its file, hex. */
  readonly file: string
  /** What was released of the epoch before. */
  readonly before: Release | undefined
  readonly isAddedUpAgain: boolean
  /** True where another count of the same people has the numbers. */
  readonly hasNumbersElsewhere: boolean
}

/** Something that was asked or came, and is not shown. */
export type Missing = {
  /** Undefined of a file that was not believed: then it is nobody's word. */
  readonly metric: MetricName | undefined
  readonly code: ReleaseFailure | 'release_withheld' | 'unsaid'
}

/** Everything that a report says, before it has words. */
export type Gathered = {
  readonly epoch: number | undefined
  readonly shown: readonly Shown[]
  readonly missing: readonly Missing[]
  readonly notAsked: readonly MetricName[]
}

/**
 * Verifies files, and gathers what may be said of one epoch.
 *
 * @param source - files, and whose they should be.
 * @returns what was believed, in the order of the table of metrics, and why the rest was not.
 * Privacy: holds what the thresholds of a release allow, because nothing else can be verified.
 * Cost: one strict Ed25519 verification a release, and for each with evidence that of `sumRound`. @since 0.1
 */
export function gather(source: EpochReportSource): Gathered {
  const { community } = source
  const files = distinct(source.files)
  const called = [...files, ...(source.rounds ?? []).map(({ round }) => round)].flatMap((file) => {
    const round = openOldRound(file, community)
    return round.ok ? [{ file, round: round.value }] : []
  })
  const releases = files.filter((file) => !called.some((one) => one.file === file))
  const read = releases.map((bytes) => ({ bytes, ...readOne(bytes, releases, source) }))
  const believed = read.flatMap(({ bytes, result, isAddedUpAgain }) =>
    result.ok ? [{ bytes, release: result.value, isAddedUpAgain }] : [],
  )
  const epoch = source.epoch ?? newestOf(believed.map(({ release }) => release))
  const of = (which: number) => believed.filter(({ release }) => release.epoch === which)
  const now = epoch === undefined ? [] : of(epoch)
  const before = epoch === undefined ? [] : of(epoch - 1)
  const numbered = now.map(({ release }) => release).filter(({ counts }) => counts !== undefined)
  const shown = inOrder(now).map(({ bytes, release, isAddedUpAgain }) => ({
    release,
    file: toHex(sha256(bytes)),
    before: before.find((one) => one.release.metric === release.metric)?.release,
    isAddedUpAgain,
    hasNumbersElsewhere: release.counts === undefined && isNested(release) && numbered.some(isNested),
  }))
  const asked = called.flatMap(({ round: { body } }) => (body.epoch === epoch ? body.metrics : []))
  const refused = epoch === undefined ? [] : refusedOf(source, asked, shown)
  const unbelieved = read.flatMap(({ result }) => (result.ok ? [] : [{ metric: undefined, code: result.error.code }]))
  const named = new Set([...shown.map(({ release }) => release.metric), ...refused.map(({ metric }) => metric)])
  const notAsked = metricNames.filter((metric) => !named.has(metric))
  return { epoch, shown, missing: [...refused, ...unbelieved], notAsked }
}

const isNested = ({ metric }: Release): boolean => nestedMetrics.includes(metric)

/** Verifies one file among the others; with its round's files where they are there. */
function readOne(bytes: Uint8Array, others: readonly Uint8Array[], { community, now, rounds = [] }: EpochReportSource) {
  const result = verifyRelease(bytes, { community, now, others })
  if (!result.ok) return { result, isAddedUpAgain: false }
  const evidence = rounds.find(({ round }) => {
    const opened = openOldRound(round, community)
    return opened.ok && equalBytes(opened.value.hash, result.value.round)
  })
  if (evidence === undefined) return { result, isAddedUpAgain: false }
  return { result: verifyRelease(bytes, { community, now, others, evidence }), isAddedUpAgain: true }
}

/** What was asked and has no release: as it was said, else as the rounds' own files show. */
function refusedOf(
  { refused = [] }: EpochReportSource,
  asked: readonly { readonly metric: MetricName }[],
  shown: readonly Shown[],
): readonly (Missing & { readonly metric: MetricName })[] {
  return metricNames.flatMap((metric): readonly (Missing & { readonly metric: MetricName })[] => {
    if (shown.some(({ release }) => release.metric === metric)) return []
    const said = refused.find((one) => one.metric === metric)
    if (said !== undefined) return [{ metric, code: said.code }]
    return asked.some((one) => one.metric === metric) ? [{ metric, code: 'unsaid' }] : []
  })
}

function inOrder<One extends { readonly release: Release }>(some: readonly One[]): readonly One[] {
  return metricNames.flatMap((metric) => some.filter(({ release }) => release.metric === metric))
}

function newestOf(releases: readonly Release[]): number | undefined {
  return releases.reduce<number | undefined>(
    (newest, { epoch }) => (newest === undefined || epoch > newest ? epoch : newest),
    undefined,
  )
}

function distinct(files: readonly Uint8Array[]): readonly Uint8Array[] {
  return files.filter((bytes, nth) => files.findIndex((one) => equalBytes(one, bytes)) === nth)
}
