import { compareBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { type BodyFormat, decodeBody, encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'
import { checkAge, readStatement, verifyStatement } from '../statement/statement.js'
import { metricNames, metrics } from './metric-table.js'

// Everything that is said in a round is a statement of the kind `measurement`, a public file:
//
//   round    the lead      which counts of which weeks, and who may take part with which key
//   join     each member   a fresh key and shares of two secrets, each share sealed to its holder
//   roll     the lead      who joined
//   report   each member   the masked counts
//   closing  the lead      who reported
//   answer   each member   a share of one secret of everybody who joined: of the own mask of who reported, of the key of who
//                          did not. Never both.
//   opening  a member      in a dispute: the secret of which the whole report can be computed again
//
// Each names the hash of the one before it, so that none can be used in another round.

/** Fewest members of a round, and the most. */
export const LEAST_MEMBERS = 8
/** The most members of a round. */
export const MOST_MEMBERS = 100
/** What all metrics of one epoch may cost together, in thousandths of ε. */
export const MOST_EPSILON_MILLI = 2000

// A name stands as its position in this list. Names are appended only.
const keys = wireKeys([
  'what',
  'community',
  'epoch',
  'metrics',
  'metric',
  'epsilonMilli',
  'members',
  'id',
  'key',
  'most',
  'round',
  'seedHash',
  'sealed',
  'joins',
  'place',
  'hash',
  'roll',
  'cells',
  'reports',
  'closing',
  'shares',
  'secret',
  'mechanism',
  'people',
  'band',
  'counts',
  'cell',
  'count',
  'low',
  'high',
  'permille',
  'middle',
  'before',
])

/** The names of a release's members, which stand in the same list. */
export const measurementKeys = keys

const hash = shape.bytes(32)
const place = shape.whole(0, MOST_MEMBERS - 1)
const listed = shape.where(shape.list(shape.record({ place, hash }), MOST_MEMBERS), (list) =>
  list.every((one, nth) => nth === 0 || (list[nth - 1]?.place ?? 0) < one.place),
)

const member = shape.record({ id: hash, key: hash })
const roundSchema = shape.record({
  what: shape.oneOf(['round']),
  community: hash,
  epoch: shape.whole(0, 100_000),
  metrics: shape.where(
    shape.list(
      shape.record({ metric: shape.oneOf(metricNames), epsilonMilli: shape.whole(50, MOST_EPSILON_MILLI) }),
      metricNames.length,
      1,
    ),
    (asked) =>
      new Set(asked.map(({ metric }) => metric)).size === asked.length &&
      asked.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0) <= MOST_EPSILON_MILLI,
  ),
  members: shape.where(shape.list(member, MOST_MEMBERS, LEAST_MEMBERS), isRisingById),
  /** The most of one cell that one member may count; more is cut to it. */
  most: shape.whole(1, 100_000),
})

/** In rising order, each once: one spelling of a set. */
function isRisingById(members: readonly { readonly id: Uint8Array }[]): boolean {
  return members.every(({ id }, nth) => nth === 0 || compareBytes(members[nth - 1]?.id ?? id, id) < 0)
}

/** What a round says. */
export type RoundBody = shape.ValueOf<typeof roundSchema>
/** How a round travels. */
export const roundFormat = { keys, schema: roundSchema }
/** How a join travels. `sealed`: for each place the two shares, 64 bytes. */
export const joinFormat = {
  keys,
  schema: shape.record({
    what: shape.oneOf(['join']),
    round: hash,
    key: hash,
    seedHash: hash,
    sealed: shape.bytes(64 * LEAST_MEMBERS, 64 * MOST_MEMBERS),
  }),
}
/** How a roll travels. */
export const rollFormat = {
  keys,
  schema: shape.record({ what: shape.oneOf(['roll']), round: hash, joins: listed }),
}
/** How a report travels: four bytes a cell, of all metrics of the round one after another. */
export const reportFormat = {
  keys,
  schema: shape.record({ what: shape.oneOf(['report']), roll: hash, cells: shape.bytes(8, 8160) }),
}
/** How a closing travels. */
export const closingFormat = {
  keys,
  schema: shape.record({ what: shape.oneOf(['closing']), roll: hash, reports: listed }),
}
/** How an answer travels: 32 bytes for each who joined, in the order of the roll. */
export const answerFormat = {
  keys,
  schema: shape.record({ what: shape.oneOf(['answer']), closing: hash, shares: shape.bytes(32, 32 * MOST_MEMBERS) }),
}
/** How an opening travels. */
export const openingFormat = {
  keys,
  schema: shape.record({ what: shape.oneOf(['opening']), roll: hash, secret: hash }),
}

/** A message that was read and whose signature holds. */
export type Message<Body> = { readonly issuer: Uint8Array; readonly hash: Uint8Array; readonly body: Body }

/**
 * Signs one message of a round.
 *
 * @param format - what kind of message.
 * @param body - what it says.
 * @param terms - who signs, about which epoch, when.
 * @returns the statement.
 * @throws {TypeError} when the body is out of shape.
 * Privacy: it is meant to be published.
 * Cost: one signature. @since 0.1
 */
export function signMessage<Body extends { readonly what: string }>(
  format: BodyFormat<Body>,
  body: Body,
  { signer, epoch, now }: { readonly signer: Signer; readonly epoch: number; readonly now: EpochSeconds },
): Uint8Array {
  const subject = `${body.what}-${epoch}`
  const times = { sequence: now, issued: now, expires: after(now, days(120)) }
  return signStatement({ kind: 'measurement', ...times, subject, body: encodeBody(format, body) }, signer)
}

/**
 * Reads one message of a round.
 *
 * @param received - untrusted bytes.
 * @param format - what kind of message is expected.
 * @param now - this device's clock; undefined for whoever checks an old round.
 * @returns what it says, and who signed it.
 * Failure: `measurement_invalid` with the wrong field; `statement_forged`, `statement_expired`.
 * Privacy: reads public files.
 * Cost: one strict Ed25519 verification. @since 0.1
 */
export function openMessage<Body>(
  received: Uint8Array,
  format: BodyFormat<Body>,
  now: EpochSeconds | undefined,
): Result<Message<Body>, 'measurement_invalid' | 'statement_expired' | 'statement_forged'> {
  const statement = readStatement(received)
  if (!statement.ok) return fail('measurement_invalid', statement.error.detail)
  if (statement.value.kind !== 'measurement') return fail('measurement_invalid', { field: 'kind' })
  const body = decodeBody(format, statement.value.body)
  if (!body.ok) return fail('measurement_invalid', body.error.detail)
  if (!verifyStatement(statement.value)) return fail('statement_forged', {})
  const age = now === undefined ? undefined : checkAge(statement.value, now)
  if (age !== undefined && !age.ok) {
    return age.error.code === 'statement_expired'
      ? fail('statement_expired', age.error.detail)
      : fail('measurement_invalid', { field: 'issued' })
  }
  return ok({ issuer: statement.value.issuer, hash: sha256(statement.value.bytes), body: body.value })
}

/**
 * Counts the cells of a round: those of its metrics, one after another.
 *
 * @param round - its metrics.
 * @returns how many numbers a report has.
 * Privacy: reads public values.
 * Cost: O(metrics). @since 0.1
 */
export function cellCount(round: Pick<RoundBody, 'metrics'>): number {
  return round.metrics.reduce((sum, { metric }) => sum + metrics[metric].cells.length, 0)
}

/**
 * Tells how many members must join, report and answer: two thirds of those named.
 *
 * So at most a third may fall out on the way; and to learn both secrets of one member, which would show one report, at
 * least a third of the members would have to break the rule that no device ever gives both.
 *
 * @param members - how many are named.
 * @returns how many are needed.
 * Privacy: reads a public number.
 * Cost: O(1).
 * @see Bonawitz et al. 2017, Practical Secure Aggregation for Privacy-Preserving Machine Learning @since 0.1
 */
export function neededOf(members: number): number {
  return Math.ceil((2 * members) / 3)
}
