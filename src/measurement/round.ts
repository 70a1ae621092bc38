import { compareBytes, equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { fromHex, toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { check } from '../schema/shape.js'
import type { Signer } from '../statement/sign.js'
import { measurementEpochOf, settledFrom } from './epoch.js'
import { isUsableKey } from './masks.js'
import { LEAST_MEMBERS, type Message, openMessage, type RoundBody, roundFormat, signMessage } from './messages.js'
import { type MetricName, metricOf } from './metric-table.js'

/** Somebody who may take part, with the measurement key that their presence reveals. */
export type Member = { readonly id: string; readonly key: Uint8Array }

/** What is needed of a catalogue's entry to know a member. */
export type MemberSource = {
  readonly kind: string
  readonly id: string
  readonly presence?:
    | { readonly measurementKey?: { readonly epoch: number; readonly publicKey: Uint8Array } | undefined }
    | undefined
}

/** A lead's keys: those of `createCommunityKeys`. */
export type LeadKeys = {
  readonly root: { readonly publicKey: Uint8Array }
  readonly publishing: Signer
  readonly community?: Uint8Array
}

/** What is needed of a community to know its lead's word: `catalogue.community`. */
export type CommunitySource = { readonly key: string; readonly publishingKeys: readonly Uint8Array[] }

/** A round that was opened: signed by the community, about its own members. */
export type Round = Message<RoundBody>

/** The ways in which a message of a round can fail to be read. */
export type MessageFailure = 'measurement_invalid' | 'statement_expired' | 'statement_forged'

/** What a lead asks for. */
export type RoundDraft = {
  /** The epoch that is counted; every metric's window must have ended. */
  readonly epoch: number
  readonly metrics: readonly { readonly metric: MetricName; readonly epsilonMilli: number }[]
  readonly members: readonly Member[]
  /** The most that one member may count in one cell; 200 unless told. */
  readonly most?: number
}

/**
 * Finds out who can take part in a round that is held now.
 *
 * @param entries - a catalogue's, as `readEntries` gives them.
 * @param now - this device's clock.
 * @returns the practitioners whose presence reveals a measurement key of this epoch or the one before, in the order of their ids.
 * Privacy: reads a public catalogue.
 * Cost: O(entries).
 * @example
 * const found = membersOf(readEntries(catalogue.value).accepted, now)
 * @since 0.1
 */
export function membersOf(entries: readonly MemberSource[], now: EpochSeconds): readonly Member[] {
  const epoch = measurementEpochOf(now)
  return entries
    .flatMap(({ kind, id, presence }) => {
      const key = presence?.measurementKey
      const isCurrent = key !== undefined && (key.epoch === epoch || key.epoch === epoch - 1)
      return kind === 'practitioner' && isCurrent ? [{ id, key: key.publicKey }] : []
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/**
 * Begins a round: which counts of which weeks, and who may take part.
 *
 * @param draft - epoch, metrics with what each may cost, members.
 * @param lead - the community's keys; the publishing key signs.
 * @param options - `now`.
 * @returns the signed round, a public file.
 * Failure: `measurement_too_few` under 8 members; `measurement_early` while something that counts may still happen;
 * `measurement_invalid` with the wrong field: more than 100 members, a metric twice, more than ε 2 together.
 * Privacy: publishes who may take part; that is known from their presences.
 * Cost: one signature, one scalar multiplication a member.
 * @example
 * const drafted = draftRound({ epoch, metrics: [{ metric: 'first-session', epsilonMilli: 1000 }], members }, lead, { now })
 * @since 0.1
 */
export function draftRound(
  draft: RoundDraft,
  lead: LeadKeys,
  { now }: { readonly now: EpochSeconds },
): Result<Uint8Array, 'measurement_early' | 'measurement_invalid' | 'measurement_too_few'> {
  const { epoch, metrics, members, most = 200 } = draft
  if (members.length < LEAST_MEMBERS) {
    return fail('measurement_too_few', { count: members.length, least: LEAST_MEMBERS })
  }
  const named = members
    .map(({ id, key }) => ({ id: fromHex(id) ?? new Uint8Array(0), key }))
    .sort((one, other) => compareBytes(one.id, other.id))
  const community = lead.community ?? lead.root.publicKey
  const body = check(
    roundFormat.schema,
    { what: 'round', community, epoch, metrics: metrics.map((one) => ({ ...one })), members: named, most },
    'measurement_invalid',
  )
  if (!body.ok) return body
  const weak = body.value.members.findIndex(({ key }) => !isUsableKey(key))
  if (weak >= 0) return fail('measurement_invalid', { field: `members.${weak}.key` })
  const early = earliness(body.value, now)
  if (early !== undefined) return fail('measurement_early', { until: early })
  return ok(signMessage(roundFormat, body.value, { signer: lead.publishing, epoch, now }))
}

/** When the last window of a round ends, where that is still to come. */
function earliness({ epoch, metrics }: RoundBody, now: EpochSeconds): EpochSeconds | undefined {
  const until = settledFrom(epoch, Math.max(...metrics.map(({ metric }) => metricOf(metric).windowDays)))
  return now < until ? until : undefined
}

/**
 * Opens a round, as a member's device does before it says anything.
 *
 * A round that names somebody whom this device's own catalogue does not know, or knows with another key, is refused: that is
 * how a lead would surround one practitioner with members who do not exist.
 *
 * @param received - the round's file, untrusted.
 * @param options - `community`: that of an opened catalogue; `members`: of `membersOf` the same catalogue; `now`.
 * @returns the round.
 * Failure: `measurement_foreign` when it is another community's, or its members are not this catalogue's;
 * `measurement_early`; `measurement_invalid`, `statement_forged`, `statement_expired`.
 * Privacy: reads public files.
 * Cost: one strict Ed25519 verification.
 * @example
 * const opened = openRound(roundFile, { community, members, now })
 * @since 0.1
 */
export function openRound(
  received: Uint8Array,
  options: { readonly community: CommunitySource; readonly members: readonly Member[]; readonly now: EpochSeconds },
): Result<Round, MessageFailure | 'measurement_early' | 'measurement_foreign'> {
  const { community, now } = options
  const round = openMessage(received, roundFormat, now)
  if (!round.ok) return round
  if (!isOf(community, round.value)) return fail('measurement_foreign', {})
  const known = new Map(options.members.map(({ id, key }) => [id, key]))
  const isKnown = round.value.body.members.every(({ id, key }) => {
    const own = known.get(toHex(id))
    return own !== undefined && equalBytes(own, key)
  })
  if (!isKnown) return fail('measurement_foreign', {})
  const early = earliness(round.value.body, now)
  return early === undefined ? round : fail('measurement_early', { until: early })
}

/**
 * Opens a round that is over, as a funder or an auditor does.
 *
 * @param received - the round's file, untrusted.
 * @param community - whose it must be.
 * @returns the round, whatever its age; its members are not compared with any catalogue.
 * Failure: `measurement_foreign`, `measurement_invalid`, `statement_forged`.
 * Privacy: reads public files.
 * Cost: one strict Ed25519 verification. @since 0.1
 */
export function openOldRound(
  received: Uint8Array,
  community: CommunitySource,
): Result<Round, MessageFailure | 'measurement_foreign'> {
  const round = openMessage(received, roundFormat, undefined)
  if (!round.ok) return round
  return isOf(community, round.value) ? round : fail('measurement_foreign', {})
}

function isOf({ key, publishingKeys }: CommunitySource, { body, issuer }: Round): boolean {
  return toHex(body.community) === key && publishingKeys.some((one) => equalBytes(one, issuer))
}

/**
 * Finds a member's place in a round.
 *
 * @param round - the round.
 * @param id - the identity's public key.
 * @returns the place, from 0; undefined for somebody who is not named.
 * Privacy: reads public values.
 * Cost: O(members). @since 0.1
 */
export function placeOf(round: Round, id: Uint8Array): number | undefined {
  const place = round.body.members.findIndex((member) => equalBytes(member.id, id))
  return place < 0 ? undefined : place
}
