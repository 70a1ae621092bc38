import { type RandomSource, randomBytes } from '../kernel/random.js'
import { type Failure, fail, ok, type Result } from '../kernel/result.js'
import { type OpeningKey, revealSecret } from '../kernel/secret-key.js'
import { classical, suiteOf } from '../kernel/suite.js'
import type { EpochDay, EpochSeconds } from '../kernel/time.js'
import { type Answer, encodeAnswer } from '../token/answer.js'
import { MAX_ANSWERS } from '../token/context.js'
import { ANSWER_SEED_LENGTH, type Signer, sealAnswer } from '../token/seal-answer.js'
import { attempt } from './attempt.js'
import { encodeKept, INBOX_KEY, type KeptReferral, REFERRAL_PREFIX, readInbox, readReferral } from './kept.js'
import { letPass, todayOf } from './passing.js'
import { exporterOf } from './receive.js'
import { isWithdrawn, type Referral, referralOf } from './referral.js'
import { maySet, type SettableState, settableStates, stateAfter } from './states.js'
import type { Change, InboxStore } from './store.js'

/** Who answers, and with which suites: the practitioner's keys, or a role holder's. */
export type AnswerKeys = Signer & { readonly openingKeys: readonly OpeningKey[] }

/** When, and where to draw randomness: the platform's source unless given. */
export type AnswerOptions = { readonly now: EpochSeconds; readonly random?: RandomSource | undefined }

/** An answer to send, and the referral as it stands after it. */
export type AnswerSealed = { readonly record: Uint8Array; readonly referral: Referral }

type Refusal =
  | 'answer_invalid'
  | 'answers_exhausted'
  | 'referral_closed'
  | 'referral_unknown'
  | 'suite_unsupported'
  | 'token_withdrawn'
/** The ways in which answering can fail. */
export type AnswerFailure = Refusal | 'randomness_absent' | 'store_unavailable'
/** The ways in which setting a state can fail. */
export type StateFailure =
  | Exclude<Refusal, 'answer_invalid' | 'answers_exhausted' | 'suite_unsupported'>
  | 'store_unavailable'

type Decided<Value> = { readonly done: Value } | { readonly refused: Failure<Refusal> }
/** What a step comes to: the entry as it now stands. */
type Kept = { readonly kept: KeptReferral }

/**
 * Answers a referral. See `createInbox`.
 *
 * The answer is made inside the step of the store that takes its number and keeps it: no two have one number, and after a
 * crash the same bytes are there to be sent again.
 *
 * @param store - the inbox's.
 * @param id - of the referral.
 * @param said - the answer.
 * @param keys - to sign with.
 * @param options - when; randomness.
 * @returns the record to send, and the referral as it stands now.
 * Failure: as for `createInbox`.
 * Privacy: reads what is shared with one person; the record may leave the device.
 * Cost: one step of the store; one signature, three scalar multiplications. @since 0.1
 */
export async function answer(
  store: InboxStore,
  id: string,
  said: Answer,
  keys: AnswerKeys,
  { now, random }: AnswerOptions,
): Promise<Result<AnswerSealed, AnswerFailure>> {
  const issuedOn = todayOf(now)
  // Looked at before anything is counted; the number changes nothing about its shape.
  if (encodeAnswer({ answer: said, number: 0, issuedOn }) === undefined) return fail('answer_invalid', {})
  // A fault of the caller's is thrown here, and not taken for the store's inside its step.
  revealSecret(keys.identity.secretKey)
  const suites = [classical, ...keys.openingKeys.map((key) => key.suite)]
  const seed = randomBytes(ANSWER_SEED_LENGTH, random)
  if (!seed.ok) return seed
  const decided = await decideIn(store, id, issuedOn, (kept): Decided<Kept & { readonly record: Uint8Array }> => {
    const suite = suiteOf(suites, kept.suite)
    if (suite === undefined) return { refused: fail('suite_unsupported', { suite: kept.suite }).error }
    const state = kept.closed ? undefined : stateAfter(kept.state, said.kind)
    if (state === undefined) return { refused: fail('referral_closed', {}).error }
    if (kept.answers >= MAX_ANSWERS) return { refused: fail('answers_exhausted', { limit: MAX_ANSWERS }).error }
    const answered = { exporter: exporterOf(kept), encapsulated: kept.encapsulated, suite }
    // Asked twice with the same seed, it is the same number and the same bytes, or the first has not been kept.
    const sealed = sealAnswer(answered, { answer: said, number: kept.answers, issuedOn }, keys, seed.value)
    if (!sealed.ok) return { refused: sealed.error }
    const closed = kept.state === 'rejected' || undefined
    const record = sealed.value
    return { done: { kept: { ...kept, state, closed, answers: kept.answers + 1, lastAnswer: record }, record } }
  })
  return decided.ok ? ok({ record: decided.value.record, referral: decided.value.referral }) : decided
}

/**
 * Sets a referral's state on this device, without a word to anybody. See `createInbox`.
 *
 * @param store - the inbox's.
 * @param id - of the referral.
 * @param state - what it becomes: one that needs no answer.
 * @param options - `now`: this device's clock.
 * @returns the referral as it stands now.
 * Failure: as for `createInbox`.
 * @throws {TypeError} when the state is another: an answer sets it, or nobody.
 * Privacy: changes a state; output may leave the device: no.
 * Cost: one step of the store. @since 0.1
 */
export async function setState(
  store: InboxStore,
  id: string,
  state: SettableState,
  { now }: { readonly now: EpochSeconds },
): Promise<Result<Referral, StateFailure>> {
  const today = todayOf(now)
  if (!settableStates.includes(state)) throw new TypeError('state: expected one that is set without an answer')
  const decided = await decideIn(store, id, today, (kept): Decided<Kept> => {
    if (!maySet(kept.state)) return { refused: fail('referral_closed', {}).error }
    return { done: { kept: { ...kept, state } } }
  })
  // Only an answer has a suite, and a number to run out of.
  if (!decided.ok) return decided as Result<never, StateFailure>
  return ok(decided.value.referral)
}

/** One atomic step on a referral that stands; time passes first, so that an ended one is not answered. */
async function decideIn<Value extends Kept>(
  store: InboxStore,
  id: string,
  today: EpochDay,
  decide: (kept: KeptReferral) => Decided<Value>,
): Promise<Result<Value & { readonly referral: Referral }, Refusal | 'store_unavailable'>> {
  // What is no id names nothing; a store is not asked for keys of somebody else's making.
  if (!/^[0-9a-f]{64}$/.test(id)) return fail('referral_unknown', {})
  const key = REFERRAL_PREFIX + id
  const step = await attempt(async () => {
    await letPass(store, today)
    return store.update(
      [INBOX_KEY, key],
      ([inbox, value]): Change<Decided<Value & { readonly referral: Referral }>> => {
        const kept = readReferral(value)
        // What has ended counts as forgotten, although somebody may still be about it.
        if (kept === undefined || kept.expiresOn < readInbox(inbox).mark)
          return { value: { refused: fail('referral_unknown', {}).error } }
        if (isWithdrawn(kept)) return { value: { refused: fail('token_withdrawn', {}).error } }
        const decided = decide(kept)
        if ('refused' in decided) return { value: decided }
        const { done } = decided
        // Read inside the step: where the store is broken, nothing has changed.
        const referral = referralOf(id, done.kept)
        return { put: [{ key, value: encodeKept(done.kept) }], value: { done: { ...done, referral } } }
      },
    )
  })
  if (!step.ok) return step
  return 'refused' in step.value ? { ok: false, error: step.value.refused } : ok(step.value.done)
}
