import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { BodyFormat } from '../statement/body.js'
import type { Signer } from '../statement/sign.js'
import { isUsableKey } from './masks.js'
import {
  closingFormat,
  joinFormat,
  type Message,
  neededOf,
  openMessage,
  reportFormat,
  rollFormat,
  signMessage,
} from './messages.js'
import { type MessageFailure, placeOf, type Round } from './round.js'

/** One member who joined. */
export type Joined = {
  readonly place: number
  readonly key: Uint8Array
  readonly seedHash: Uint8Array
  readonly sealed: Uint8Array
}

/** Who joined a round, as the lead has signed it, with what each of them said. */
export type Roll = { readonly hash: Uint8Array; readonly joined: readonly Joined[] }

/** Who reported, as the lead has signed it. */
export type Closing = { readonly hash: Uint8Array; readonly reports: readonly Listed[] }

type Listed = { readonly place: number; readonly hash: Uint8Array }

/** A list to publish, and how many files were no proper part of it. */
export type Collected = { readonly statement: Uint8Array; readonly taken: number; readonly rejected: number }

/**
 * Ends the joining: says who joined, so that everybody hides their report from the same others.
 *
 * @param round - the lead's own round, opened.
 * @param joins - every file that came, untrusted, in any order.
 * @param lead - the key that signed the round.
 * @param options - `now`.
 * @returns the signed roll. Of several joins of one member the first counts.
 * Failure: `measurement_too_few` when less than two thirds of those named have joined.
 * Privacy: reads and publishes public files.
 * Cost: one strict Ed25519 verification and one scalar multiplication a join.
 * @example
 * const called = callRoll(round.value, joins, lead.publishing, { now })
 * @since 0.1
 */
export function callRoll(
  round: Round,
  joins: readonly Uint8Array[],
  lead: Signer,
  { now }: { readonly now: EpochSeconds },
): Result<Collected, 'measurement_too_few'> {
  const found = collect(round, joins, joinFormat, now, (body) => isJoinOf(round, body))
  if (found.listed.length < needed(round)) return tooFew(found.listed.length, round)
  const body = { what: 'roll' as const, round: round.hash, joins: [...found.listed] }
  const statement = signMessage(rollFormat, body, { signer: lead, epoch: round.body.epoch, now })
  return ok({ statement, taken: found.listed.length, rejected: found.rejected })
}

/**
 * Ends the reporting: says whose reports are added up.
 *
 * @param round - the lead's own round, opened.
 * @param roll - its roll, opened.
 * @param reports - every file that came, untrusted, in any order.
 * @param lead - the key that signed the round.
 * @param options - `now`.
 * @returns the signed closing. Sign one alone: two are a proof, for everybody who holds both, that somebody tried to single
 * a member out, and devices answer the first they see.
 * Failure: `measurement_too_few` when less than two thirds of those named have reported.
 * Privacy: reads and publishes public files.
 * Cost: one strict Ed25519 verification a report.
 * @example
 * const closed = closeRound(round.value, roll.value, reports, lead.publishing, { now })
 * @since 0.1
 */
export function closeRound(
  round: Round,
  roll: Roll,
  reports: readonly Uint8Array[],
  lead: Signer,
  { now }: { readonly now: EpochSeconds },
): Result<Collected, 'measurement_too_few'> {
  const hasJoined = new Set(roll.joined.map(({ place }) => place))
  const found = collect(round, reports, reportFormat, now, (body, place) => {
    return equalBytes(body.roll, roll.hash) && hasJoined.has(place)
  })
  if (found.listed.length < needed(round)) return tooFew(found.listed.length, round)
  const body = { what: 'closing' as const, roll: roll.hash, reports: [...found.listed] }
  const statement = signMessage(closingFormat, body, { signer: lead, epoch: round.body.epoch, now })
  return ok({ statement, taken: found.listed.length, rejected: found.rejected })
}

/**
 * Opens a roll with the joins that it lists.
 *
 * @param round - the round, opened.
 * @param received - the roll's file, untrusted.
 * @param joins - the files of the joins, untrusted, in any order; others among them are passed over.
 * @param options - `now`: this device's clock; undefined for an old round.
 * @returns who joined.
 * Failure: `measurement_too_few` when it lists less than two thirds of those named, or a listed join is not at hand;
 * `measurement_invalid`, `statement_forged`, `statement_expired`.
 * Privacy: reads public files.
 * Cost: one strict Ed25519 verification a join.
 * @example
 * const opened = openRoll(round.value, rollFile, joins, { now })
 * @since 0.1
 */
export function openRoll(
  round: Round,
  received: Uint8Array,
  joins: readonly Uint8Array[],
  { now }: { readonly now: EpochSeconds | undefined },
): Result<Roll, MessageFailure | 'measurement_too_few'> {
  const roll = openMessage(received, rollFormat, now)
  if (!roll.ok) return roll
  const { body, hash } = roll.value
  if (!isOfLead(round, roll.value)) return fail('statement_forged', {})
  if (!equalBytes(body.round, round.hash)) return fail('measurement_invalid', { field: 'round' })
  if (body.joins.length < needed(round)) return tooFew(body.joins.length, round)
  const files = filesOf(round, body.joins, joins, joinFormat)
  if (files === undefined) return tooFew(0, round)
  const joined = files.map(({ place, body: { key, seedHash, sealed } }) => ({ place, key, seedHash, sealed }))
  const isWhole = files.every((one) => isJoinOf(round, one.body))
  return isWhole ? ok({ hash, joined }) : fail('measurement_invalid', { field: 'joins' })
}

/**
 * Opens a closing.
 *
 * @param round - the round, opened.
 * @param roll - its roll, opened.
 * @param received - the closing's file, untrusted.
 * @param options - `now`: this device's clock; undefined for an old round.
 * @returns whose reports are added up.
 * Failure: `measurement_too_few` when it lists less than two thirds of those named; `measurement_invalid`,
 * `statement_forged`, `statement_expired`.
 * Privacy: reads public files.
 * Cost: one strict Ed25519 verification.
 * @example
 * const opened = openClosing(round.value, roll.value, closingFile, { now })
 * @since 0.1
 */
export function openClosing(
  round: Round,
  roll: Roll,
  received: Uint8Array,
  { now }: { readonly now: EpochSeconds | undefined },
): Result<Closing, MessageFailure | 'measurement_too_few'> {
  const closing = openMessage(received, closingFormat, now)
  if (!closing.ok) return closing
  const { body, hash } = closing.value
  if (!isOfLead(round, closing.value)) return fail('statement_forged', {})
  if (!equalBytes(body.roll, roll.hash)) return fail('measurement_invalid', { field: 'roll' })
  const hasJoined = new Set(roll.joined.map(({ place }) => place))
  if (!body.reports.every(({ place }) => hasJoined.has(place))) return fail('measurement_invalid', { field: 'reports' })
  return body.reports.length < needed(round) ? tooFew(body.reports.length, round) : ok({ hash, reports: body.reports })
}

/**
 * Finds the files that a list names by hash.
 *
 * @param round - the round.
 * @param listed - places and hashes.
 * @param files - untrusted, in any order.
 * @param format - what they must be.
 * @returns the messages in the order of the list, each signed by the member of its place; undefined when one is missing.
 * Privacy: reads public files.
 * Cost: one strict Ed25519 verification a file that is listed. @since 0.1
 */
export function filesOf<Body>(
  round: Round,
  listed: readonly Listed[],
  files: readonly Uint8Array[],
  format: BodyFormat<Body>,
): readonly (Message<Body> & { readonly place: number })[] | undefined {
  const wanted = new Map(listed.map(({ place, hash }) => [place, hash]))
  const found = new Map<number, Message<Body> & { readonly place: number }>()
  for (const file of files) {
    const message = openMessage(file, format, undefined)
    if (!message.ok) continue
    const place = placeOf(round, message.value.issuer)
    const hash = place === undefined ? undefined : wanted.get(place)
    if (place === undefined || hash === undefined || !equalBytes(hash, message.value.hash)) continue
    found.set(place, { ...message.value, place })
  }
  const all = listed.flatMap(({ place }) => found.get(place) ?? [])
  return all.length === listed.length ? all : undefined
}

function collect<Body>(
  round: Round,
  files: readonly Uint8Array[],
  format: BodyFormat<Body>,
  now: EpochSeconds,
  isPart: (body: Body, place: number) => boolean,
): { readonly listed: readonly Listed[]; readonly rejected: number } {
  const first = new Map<number, Uint8Array>()
  let rejected = 0
  for (const file of files) {
    const message = openMessage(file, format, now)
    const place = message.ok ? placeOf(round, message.value.issuer) : undefined
    if (!message.ok || place === undefined || !isPart(message.value.body, place)) rejected += 1
    else if (!first.has(place)) first.set(place, message.value.hash)
  }
  const listed = [...first].map(([place, hash]) => ({ place, hash })).sort((one, other) => one.place - other.place)
  return { listed, rejected }
}

function isJoinOf(
  { hash, body }: Round,
  join: { readonly round: Uint8Array; readonly key: Uint8Array; readonly sealed: Uint8Array },
): boolean {
  return equalBytes(join.round, hash) && join.sealed.length === 64 * body.members.length && isUsableKey(join.key)
}

function isOfLead(round: Round, { issuer }: Message<unknown>): boolean {
  return equalBytes(issuer, round.issuer)
}

function needed(round: Round): number {
  return neededOf(round.body.members.length)
}

function tooFew(count: number, round: Round) {
  return fail('measurement_too_few', { count, least: needed(round) })
}
