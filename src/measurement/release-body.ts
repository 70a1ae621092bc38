import { equalBytes } from '../kernel/bytes.js'
import { fail, type Result } from '../kernel/result.js'
import * as shape from '../schema/shape.js'
import { decodeBody, encodeBody } from '../statement/body.js'
import { readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import { LEAST_PEOPLE, peopleBands, shareBands } from './bands.js'
import { MOST_EPSILON_MILLI, MOST_MEMBERS, measurementKeys, neededOf } from './messages.js'
import { type MetricName, metricNames, metricOf } from './metric-table.js'

const permille = shape.whole(0, 1000)
const number = shape.whole(LEAST_PEOPLE, 0x7fff_ffff)
const releaseSchema = shape.where(
  shape.record(
    {
      what: shape.oneOf(['release']),
      community: shape.bytes(32),
      epoch: shape.whole(0, 100_000),
      metric: shape.oneOf(metricNames),
      /** How it was counted. What somebody merely states is no release. */
      mechanism: shape.oneOf(['secure-sum']),
      epsilonMilli: shape.whole(1, MOST_EPSILON_MILLI),
      /** How many practitioners were named, and how many of them reported. */
      members: shape.whole(8, MOST_MEMBERS),
      reports: shape.whole(1, MOST_MEMBERS),
      round: shape.bytes(32),
      closing: shape.bytes(32),
      people: shape.oneOf(peopleBands),
    },
    {
      band: shape.oneOf(shareBands),
      /** The band of the epoch before, from which this one departs only by more than 30 thousandths. */
      before: shape.oneOf(shareBands),
      middle: shape.whole(0, 32),
      permille,
      low: permille,
      high: permille,
      counts: shape.list(
        shape.record({ cell: shape.whole(0, 32), count: number, low: shape.whole(0, 0x7fff_ffff), high: number }),
        32,
        1,
      ),
    },
  ),
  keepsThresholds,
  'counts',
)

/** Nothing is said that the number of people does not allow, whoever has signed it. */
function keepsThresholds({
  metric,
  people,
  counts = [],
  permille: share,
  members,
  reports,
}: {
  readonly metric: MetricName
  readonly people: string
  readonly counts?: readonly { readonly cell: number }[] | undefined
  readonly permille?: number | undefined
  readonly members: number
  readonly reports: number
}): boolean {
  if (reports > members || reports < neededOf(members)) return false
  const { cells } = metricOf(metric)
  const isOfMetric = counts.every(({ cell }, nth) => cell < cells.length && (counts[nth - 1]?.cell ?? -1) < cell)
  if (people === '20-99') return counts.length === 0 && share === undefined
  return isOfMetric && (share === undefined || counts.length === cells.length)
}

/** What a community has signed of one count of one epoch. Public. */
export type Release = shape.ValueOf<typeof releaseSchema>

const releaseFormat = { keys: measurementKeys, schema: releaseSchema }

/**
 * Encodes what a release says.
 *
 * @param release - what it says.
 * @returns the body of its statement; equal releases give equal bytes.
 * @throws {TypeError} when it says more than its number of people allows.
 * Privacy: the result may be published.
 * Cost: O(cells). @since 0.1
 */
export function encodeRelease(release: Release): Uint8Array {
  return encodeBody(releaseFormat, release)
}

/**
 * Decodes what a release says, from a statement whose signature nobody has looked at yet.
 *
 * @param statement - untrusted.
 * @returns what it says.
 * Failure: `measurement_invalid` when it is no release, out of shape, or says more than its number of people allows.
 * Privacy: reads a public statement.
 * Cost: O(cells). @since 0.1
 */
export function decodeRelease({ kind, body }: Statement): Result<Release, 'measurement_invalid'> {
  if (kind !== 'release') return fail('measurement_invalid', { field: 'kind' })
  const release = decodeBody(releaseFormat, body)
  return release.ok ? release : fail('measurement_invalid', release.error.detail)
}

/**
 * Reads a release whose signature holds, whenever it was signed.
 *
 * @param bytes - untrusted.
 * @param options - `signers`: the keys of which one must have signed; any unless told. `isWanted`: whether what it says is of
 * any interest, asked before its signature is looked at.
 * @returns what it says; undefined for anything else.
 * Privacy: reads a public statement.
 * Cost: one strict Ed25519 verification of a release that is wanted. @since 0.1
 */
export function readRelease(
  bytes: Uint8Array,
  options: {
    readonly signers?: readonly Uint8Array[]
    readonly isWanted?: (release: Release) => boolean
  } = {},
): Release | undefined {
  const { signers, isWanted } = options
  const statement = readStatement(bytes)
  const release = statement.ok ? decodeRelease(statement.value) : undefined
  if (!statement.ok || release?.ok !== true || isWanted?.(release.value) === false) return undefined
  const { issuer } = statement.value
  if (signers !== undefined && !signers.some((key) => equalBytes(key, issuer))) return undefined
  return verifyStatement(statement.value) ? release.value : undefined
}
