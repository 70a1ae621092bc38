import type { EpochReportSource } from '../../src/epoch-report/gather.js'
import { epochSeconds } from '../../src/kernel/time.js'
import { type MetricName, metricOf } from '../../src/measurement/metric-table.js'
import { signReleases } from '../../src/measurement/release.js'
import type { RoundSum } from '../../src/measurement/sum.js'
import { COUNTED, community, devicesOf, EPOCH, lead, roundOf } from './measurement.js'

// A community's releases of two epochs, in which every form of answer occurs. The sums are invented; whatever is said of them
// is signed and verified as real ones are.

const { round } = roundOf(devicesOf(Array.from({ length: 30 }, () => [])))

/** What a round has counted, by metric. */
export type Counted = Readonly<Partial<Record<MetricName, readonly number[]>>>

/** A sum as a round gives it. */
export function sumOf(counted: Counted, epoch: number = EPOCH, epsilonMilli = 500): RoundSum {
  // The keys of a record of metrics are metrics.
  const names = Object.keys(counted) as readonly MetricName[]
  const metrics = names.map((metric) => ({ metric, epsilonMilli }))
  return {
    round: { ...round, body: { ...round.body, epoch, metrics } },
    closing: new Uint8Array(32).fill(3),
    members: 30,
    reports: 28,
    metrics: metrics.map((one) => ({ ...one, cells: counted[one.metric] ?? metricOf(one.metric).cells.map(() => 0) })),
  }
}

/** What came of a sum: files, and refusals. */
export function releasedOf(sum: RoundSum, previous: readonly Uint8Array[] = []) {
  const all = signReleases(sum, lead, { now: COUNTED, previous })
  const releases = all.flatMap(({ release }) => (release.ok ? [release.value] : []))
  const refused = all.flatMap(({ metric, release }) => (release.ok ? [] : [{ metric, code: release.error.code }]))
  return { releases, refused }
}

/** Two epochs of an invented community, the second with one metric too few to say. */
export function storySource(): EpochReportSource {
  const before = releasedOf(
    sumOf({ 'first-session': [118, 84], attendance: [41, 22], 'seven-day-rebook': [30, 31] }, EPOCH - 1),
  )
  const now = releasedOf(
    sumOf({
      'first-session': [151, 72],
      'referral-to-session': [9, 38, 41, 30, 18, 11, 6, 70],
      'seven-day-rebook': [52, 24],
      're-referral': [17, 206],
      'received-by-source': [96, 48, 27, 8, 3, 0, 31, 12, -2],
      attendance: [44, 21],
      'event-follow-up': [11, 6],
    }),
    before.releases,
  )
  return {
    name: 'Harbour Collective',
    community,
    files: [...before.releases, ...now.releases],
    refused: now.refused,
    now: epochSeconds(COUNTED),
  }
}
