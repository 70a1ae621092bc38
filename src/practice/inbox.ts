import { fail, ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Answer } from '../token/answer.js'
import { type OpenedToken, readOpened } from '../token/opened.js'
import {
  type AnswerFailure,
  type AnswerKeys,
  type AnswerOptions,
  type AnswerSealed,
  answer,
  type StateFailure,
  setState,
} from './answering.js'
import { attempt } from './attempt.js'
import { REFERRAL_PREFIX, readReferral } from './kept.js'
import { letPass, todayOf } from './passing.js'
import { decide, decideDelivered, keysFor, type Refusal } from './receive.js'
import { type Referral, referralOf } from './referral.js'
import type { SettableState } from './states.js'
import type { InboxStore } from './store.js'

/** The ways in which receiving can fail. */
export type ReceiveFailure = Refusal | 'store_unavailable'

/** How a message is received. */
export type ReceiveOptions = {
  /** This device's clock; the moment of opening unless given. */
  readonly now?: EpochSeconds | undefined
  /**
   * Puts the referral where it will be found again, as it stands with this message. Until it resolves, the same bytes give
   * the same referral; after it, `token_replayed`. If it rejects, so does `receive`, and nothing counts as delivered. When
   * `receive` then says `token_withdrawn`, a withdrawal has come meanwhile: erase what was put.
   */
  readonly deliver?: ((referral: Referral) => Promise<void> | void) | undefined
}

/** Accepts each message once, keeps what it says until it ends or is withdrawn, and answers. */
export type Inbox = {
  /** Takes in what `openToken` or `scanBoard` opened, and gives the referral as it stands now. */
  readonly receive: (opened: OpenedToken, options?: ReceiveOptions) => Promise<Result<Referral, ReceiveFailure>>
  /** Lists the referrals that have not ended, the withdrawn ones too, in the order of their ids. */
  readonly list: (options: { readonly now: EpochSeconds }) => Promise<Result<readonly Referral[], 'store_unavailable'>>
  /** Makes an answer to send. */
  readonly reply: (
    id: string,
    said: Answer,
    keys: AnswerKeys,
    options: AnswerOptions,
  ) => Promise<Result<AnswerSealed, AnswerFailure>>
  /** Declines, and names up to three others to ask. */
  readonly suggest: (
    id: string,
    colleagues: readonly string[],
    keys: AnswerKeys,
    options: AnswerOptions,
  ) => Promise<Result<AnswerSealed, AnswerFailure>>
  /** Notes what has become of a referral, on this device alone. */
  readonly setState: (
    id: string,
    state: SettableState,
    options: { readonly now: EpochSeconds },
  ) => Promise<Result<Referral, StateFailure>>
}

/** Room for thousands of referrals within the 28 days that one is kept. */
const DEFAULT_LIMIT = 10_000

/**
 * Creates the inbox that accepts each message once, and keeps the conversations that follow.
 *
 * HPKE gives no replay protection: a token opens as often as it is shown. The inbox claims it under its id together with
 * the hash of its bytes. Without `deliver`, returning is delivering: of any number of calls with the same token exactly
 * one succeeds. With it, a crash in between loses nothing: the same bytes give the same referral until it has been put
 * where it belongs. Messages may come in any order and any number of times: what a referral comes to is a function of
 * those that came.
 *
 * @param store - where it is remembered: `memoryStore()`, or a durable one.
 * @param options - `limit`: how many referrals it holds, 10,000 unless told.
 * @returns the inbox.
 * Failure: from `receive`: `token_replayed` when it was delivered before; `token_conflict` when other bytes came under
 * the same id, or what follows a referral is not by its sender; `token_withdrawn` when the person has taken it back;
 * `token_awaits_referral` when it belongs to one that is not here yet, and is kept until then; `token_expired` when the
 * inbox has already seen a later day; `inbox_full`; `store_unavailable`. From `reply` and `suggest`: `answer_invalid`;
 * `referral_unknown`, `referral_closed`, `token_withdrawn` when there is nothing to answer any more; `answers_exhausted`
 * after 16; `randomness_absent`; `suite_unsupported` without keys of the referral's suite. From `setState` the same.
 * @throws {RangeError} when the limit is no whole number of at least 1; from its functions, when `now` is no whole number of
 * seconds.
 * @throws {TypeError} from `receive` when its argument is no opened token; from `reply` and `suggest` when the keys are none; from
 * `setState` when the state is not one of its four.
 * Privacy: yields what people disclosed to this practitioner; erases it when it is withdrawn, and after its last day.
 * Cost: four steps of the store a message; once a day, one over all entries.
 * @example
 * const inbox = createInbox(memoryStore())
 * const received = await inbox.receive(opened.value)
 * if (received.ok) await inbox.reply(received.value.id, { kind: 'accepted' }, keys, { now })
 * @see HL7 FHIR R4 Task; Gravity SDOH Clinical Care 3.0.0, Task for Referral Management @since 0.1
 */
export function createInbox(store: InboxStore, options: { readonly limit?: number } = {}): Inbox {
  const { limit = DEFAULT_LIMIT } = options
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('limit: expected a whole number of at least 1')
  return Object.freeze({
    receive: (opened: OpenedToken, options: ReceiveOptions = {}) => receive(store, limit, opened, options),
    list: ({ now }: { readonly now: EpochSeconds }) => list(store, now),
    reply: (id: string, said: Answer, keys: AnswerKeys, options: AnswerOptions) =>
      answer(store, id, said, keys, options),
    suggest: (id: string, colleagues: readonly string[], keys: AnswerKeys, options: AnswerOptions) =>
      answer(store, id, { kind: 'declined', reason: 'ask-somebody-else', colleagues }, keys, options),
    setState: (id: string, state: SettableState, options: { readonly now: EpochSeconds }) =>
      setState(store, id, state, options),
  })
}

async function receive(
  store: InboxStore,
  limit: number,
  opened: OpenedToken,
  { now, deliver }: ReceiveOptions,
): Promise<Result<Referral, ReceiveFailure>> {
  const content = readOpened(opened)
  const today = todayOf(now ?? content.openedAt)
  const keys = keysFor(content)
  const decided = await attempt(async () => {
    await letPass(store, today)
    return store.update(keys, (values) => decide(content, limit, values))
  })
  if (!decided.ok) return decided
  if ('refused' in decided.value) return { ok: false, error: decided.value.refused }
  if (deliver !== undefined) await deliver(decided.value.referral)
  const delivered = await attempt(() => store.update([keys[1]], (values) => decideDelivered(content, values)))
  if (!delivered.ok) return delivered
  if ('refused' in delivered.value) return { ok: false, error: delivered.value.refused }
  const { referral, isFirst } = delivered.value
  // Somebody else delivered it meanwhile. Where we delivered too, the referral is the same, under the same id.
  return isFirst || deliver !== undefined ? ok(referral) : fail('token_replayed', {})
}

async function list(store: InboxStore, now: EpochSeconds): Promise<Result<readonly Referral[], 'store_unavailable'>> {
  const today = todayOf(now)
  return attempt(async () => {
    const mark = await letPass(store, today)
    return (await store.list(REFERRAL_PREFIX)).flatMap(({ key, value }) => {
      const kept = readReferral(value)
      // Somebody may have let more time pass in between.
      return kept === undefined || kept.expiresOn < mark ? [] : [referralOf(key.slice(REFERRAL_PREFIX.length), kept)]
    })
  })
}
