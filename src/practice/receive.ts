import { bucketFor } from '../consent/disclosure.js'
import { equalBytes } from '../kernel/bytes.js'
import type { Exporter } from '../kernel/hpke.js'
import { type Failure, fail } from '../kernel/result.js'
import { fromHex, toHex } from '../kernel/text.js'
import { type EpochDay, startOfDay } from '../kernel/time.js'
import { proofOfFollowing } from '../token/context.js'
import type { OpenedContent } from '../token/opened.js'
import {
  AWAITED_PREFIX,
  encodeKept,
  INBOX_KEY,
  type KeptAwaited,
  type KeptInbox,
  type KeptReferral,
  type KeptWithdrawn,
  MAX_MORE,
  REFERRAL_PREFIX,
  readAwaited,
  readInbox,
  readReferral,
} from './kept.js'
import { isWithdrawn, type Referral, referralOf } from './referral.js'
import type { Change } from './store.js'

// What becomes of a message, decided on what the store holds: pure, so that it can be one atomic step of any store.

/** The ways in which receiving can be refused. */
export type Refusal =
  | 'inbox_full'
  | 'token_awaits_referral'
  | 'token_conflict'
  | 'token_expired'
  | 'token_replayed'
  | 'token_withdrawn'

/** What was decided: the referral as it now stands, or why not. */
export type Received = { readonly referral: Referral } | { readonly refused: Failure<Refusal> }

type Found = {
  readonly inbox: KeptInbox
  readonly kept: KeptReferral | KeptWithdrawn | undefined
  readonly awaited: KeptAwaited
}

/**
 * Lists the keys that a message touches.
 *
 * @param content - of the opened token.
 * @returns the inbox's own, its referral's, and what waits for that.
 * Privacy: names the referral by its id.
 * Cost: O(1). @since 0.1
 */
export function keysFor(content: OpenedContent): readonly [string, string, string] {
  const id = referralIdOf(content)
  return [INBOX_KEY, REFERRAL_PREFIX + id, AWAITED_PREFIX + id]
}

/** The id of the referral a message is or belongs to. */
function referralIdOf({ id, follows }: OpenedContent): string {
  return follows === undefined ? id : toHex(follows.of)
}

/**
 * Decides what becomes of a message.
 *
 * @param content - of the opened token.
 * @param limit - how many entries the inbox holds.
 * @param values - what stands under `keysFor(content)`.
 * @returns the change, and the referral as it stands after it, or why the message was refused.
 * @throws {RangeError} when the store holds what no inbox wrote.
 * Privacy: yields what one person disclosed to this practitioner.
 * Cost: O(size of the referral). @since 0.1
 */
export function decide(
  content: OpenedContent,
  limit: number,
  values: readonly (Uint8Array | undefined)[],
): Change<Received> {
  const inbox = readInbox(values[0])
  if (inbox.mark > content.expiresOn) return { value: { refused: expired(content) } }
  const found = { inbox, kept: standing(readReferral(values[1]), inbox), awaited: readAwaited(values[2]) }
  if (content.follows === undefined) return decideReferral(content, limit, found)
  if (found.kept === undefined) return keepWaiting(content, limit, found)
  if (isWithdrawn(found.kept)) return decideAfterWithdrawal(content, found.kept)
  const { proof } = content.follows
  if (!equalBytes(proof, proofOfFollowing(exporterOf(found.kept), content.encapsulated)))
    return refuse('token_conflict')
  return content.disclosure === undefined ? decideWithdrawal(content, found.kept) : decideMore(content, found.kept)
}

/** What has ended counts as forgotten, although somebody may still be about it. */
function standing(kept: Found['kept'], { mark }: KeptInbox): Found['kept'] {
  return kept !== undefined && kept.expiresOn >= mark ? kept : undefined
}

/** The first second after the last day. */
function expired({ expiresOn }: OpenedContent): Failure<'token_expired'> {
  const next = (expiresOn + 1) as EpochDay // a day after a day is a day
  return fail('token_expired', { expired: startOfDay(next) }).error
}

function refuse(code: Exclude<Refusal, 'inbox_full' | 'token_expired'>): Change<Received> {
  return { value: { refused: fail(code, {}).error } }
}

function full(limit: number): Change<Received> {
  return { value: { refused: fail('inbox_full', { limit }).error } }
}

/** A referral of its own: new, here already, or taken back before it came. */
function decideReferral(content: OpenedContent, limit: number, { inbox, kept, awaited }: Found): Change<Received> {
  const { id, hash } = content
  if (kept !== undefined) {
    if (isWithdrawn(kept)) return refuse('token_withdrawn')
    if (toHex(kept.hash) !== hash) return refuse('token_conflict')
    return kept.delivered ? refuse('token_replayed') : { value: { referral: referralOf(id, kept) } }
  }
  const waiting = awaited.length > 0 ? 1 : 0
  if (inbox.count - waiting >= limit) return full(limit)
  const proven = awaited.filter(
    ({ encapsulated, proof, expiresOn }) =>
      expiresOn >= inbox.mark && equalBytes(proof, proofOfFollowing(content.exporter, encapsulated)),
  )
  const withdrawal = proven.find(({ body }) => body === undefined)
  const entry = withdrawal === undefined ? liveOf(content, proven) : withdrawnOf(content, withdrawal)
  const put = [
    { key: REFERRAL_PREFIX + id, value: encodeKept(entry) },
    { key: INBOX_KEY, value: encodeKept({ ...inbox, count: inbox.count + 1 - waiting }) },
  ]
  const remove = [AWAITED_PREFIX + id]
  if (isWithdrawn(entry)) return { put, remove, value: refuse('token_withdrawn').value }
  return { put, remove, value: { referral: referralOf(id, entry) } }
}

function liveOf(content: OpenedContent, proven: KeptAwaited): KeptReferral {
  const { exporter, encapsulated, suite, plaintext, expiresOn, disclosure } = content
  return {
    hash: bytesOf(content.hash),
    expiresOn,
    delivered: false,
    state: 'requested',
    suite,
    suiteId: exporter.suiteId,
    secret: exporter.secret,
    encapsulated,
    bucket: bucketFor(disclosure?.fields ?? {}),
    body: plaintext,
    answers: 0,
    // Shown with the referral, so delivered with it.
    more: proven.flatMap(({ id, hash, bucket, body, expiresOn }) =>
      bucket === undefined || body === undefined ? [] : [{ id, hash, bucket, body, expiresOn, delivered: true }],
    ),
  }
}

function withdrawnOf({ hash, expiresOn }: OpenedContent, withdrawal: KeptAwaited[number]): KeptWithdrawn {
  return { hash: bytesOf(hash), expiresOn, withdrawal: withdrawal.hash, delivered: true }
}

/** What comes before its referral: nothing of it is shown, and nothing believed, until that is here. */
function keepWaiting(content: OpenedContent, limit: number, { inbox, awaited }: Found): Change<Received> {
  const { id, hash, encapsulated, expiresOn, plaintext, disclosure, follows } = content
  const known = awaited.find((one) => toHex(one.id) === id)
  if (known !== undefined) return refuse(toHex(known.hash) === hash ? 'token_awaits_referral' : 'token_conflict')
  const withdrawals = awaited.filter(({ body }) => body === undefined)
  if (disclosure !== undefined && withdrawals.length > 0) return refuse('token_withdrawn')
  // What is withdrawn goes at once, although it may never be shown by whom: nobody but its two sides can name a token.
  const left = disclosure === undefined ? withdrawals : awaited
  if (left.length >= MAX_MORE) return full(MAX_MORE)
  const isFirst = awaited.length === 0
  if (isFirst && inbox.count >= limit) return full(limit)
  const said = disclosure && { bucket: bucketFor(disclosure.fields, true), body: plaintext }
  // Only what follows something waits.
  const proof = follows?.proof ?? new Uint8Array(32)
  const waiting = [...left, { id: bytesOf(id), hash: bytesOf(hash), encapsulated, proof, expiresOn, ...said }]
  const put = [{ key: keysFor(content)[2], value: encodeKept(waiting) }]
  if (isFirst) put.push({ key: INBOX_KEY, value: encodeKept({ ...inbox, count: inbox.count + 1 }) })
  return { put, value: refuse('token_awaits_referral').value }
}

/** A withdrawal that was not delivered yet comes again; all else comes too late. */
function decideAfterWithdrawal(content: OpenedContent, kept: KeptWithdrawn): Change<Received> {
  if (toHex(kept.withdrawal) !== content.hash) return refuse('token_withdrawn')
  if (kept.delivered) return refuse('token_replayed')
  return { value: { referral: referralOf(referralIdOf(content), kept) } }
}

/** The entry is written over: with it goes everything that was disclosed, and every secret shared with the person. */
function decideWithdrawal(content: OpenedContent, { hash, expiresOn }: KeptReferral): Change<Received> {
  const entry = { hash, expiresOn, withdrawal: bytesOf(content.hash), delivered: false }
  const [, key] = keysFor(content)
  return {
    put: [{ key, value: encodeKept(entry) }],
    value: { referral: referralOf(referralIdOf(content), entry) },
  }
}

function decideMore(content: OpenedContent, kept: KeptReferral): Change<Received> {
  const { id, hash, plaintext, disclosure, expiresOn } = content
  const known = kept.more.find((one) => toHex(one.id) === id)
  if (known !== undefined) {
    if (toHex(known.hash) !== hash) return refuse('token_conflict')
    if (known.delivered) return refuse('token_replayed')
    return { value: { referral: referralOf(referralIdOf(content), kept) } }
  }
  if (kept.more.length >= MAX_MORE) return full(MAX_MORE)
  const bucket = bucketFor(disclosure?.fields ?? {}, true)
  const added = { id: bytesOf(id), hash: bytesOf(hash), bucket, body: plaintext, expiresOn, delivered: false }
  const entry = { ...kept, more: [...kept.more, added] }
  const [, key] = keysFor(content)
  return {
    put: [{ key, value: encodeKept(entry) }],
    value: { referral: referralOf(referralIdOf(content), entry) },
  }
}

/** The referral as it stood when it was handed over, and whether this was the first time; or why it is not. */
export type Delivered =
  | { readonly referral: Referral; readonly isFirst: boolean }
  | { readonly refused: Failure<'token_expired' | 'token_withdrawn'> }

/**
 * Notes that a message was put where it will be found again, and looks once more whether it still stands.
 *
 * Another tab or device may have received a withdrawal since it was claimed: what is handed over is read in this step.
 *
 * @param content - of the opened token.
 * @param values - what stands under its referral's key alone.
 * @returns the change; the first time for one call only. Refused when the person withdrew it, or its last day passed, since it
 * was claimed.
 * @throws {RangeError} when the store holds what no inbox wrote.
 * Privacy: yields what one person disclosed to this practitioner.
 * Cost: O(size of the referral). @since 0.1
 */
export function decideDelivered(
  content: OpenedContent,
  values: readonly (Uint8Array | undefined)[],
): Change<Delivered> {
  const kept = readReferral(values[0])
  if (kept === undefined) return { value: { refused: expired(content) } }
  if (isWithdrawn(kept) && toHex(kept.withdrawal) !== content.hash) {
    return { value: { refused: fail('token_withdrawn', {}).error } }
  }
  const [, key] = keysFor(content)
  const moved = deliveredOf(content, kept)
  const referral = referralOf(referralIdOf(content), kept)
  if (moved === undefined) return { value: { referral, isFirst: false } }
  return { put: [{ key, value: encodeKept(moved) }], value: { referral, isFirst: true } }
}

function deliveredOf(content: OpenedContent, kept: KeptReferral | KeptWithdrawn) {
  const isThis = (hash: Uint8Array) => toHex(hash) === content.hash
  if (isWithdrawn(kept)) {
    return isThis(kept.withdrawal) && !kept.delivered ? { ...kept, delivered: true } : undefined
  }
  if (content.follows === undefined) return kept.delivered ? undefined : { ...kept, delivered: true }
  if (!kept.more.some(({ hash, delivered }) => isThis(hash) && !delivered)) return undefined
  return { ...kept, more: kept.more.map((one) => (isThis(one.hash) ? { ...one, delivered: true } : one)) }
}

/**
 * Gives what is shared with the person who sealed a referral.
 *
 * @param kept - its entry.
 * @returns the exporter of the token's context.
 * Privacy: secret between the two sides.
 * Cost: O(1). @since 0.1
 */
export function exporterOf({ suiteId, secret }: KeptReferral): Exporter {
  return { suiteId, secret }
}

/** Ids and hashes are hex of our own making. */
function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(32)
}
