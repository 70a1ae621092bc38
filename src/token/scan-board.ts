import { fail, ok, type Result } from '../kernel/result.js'
import type { OpeningKey } from '../kernel/secret-key.js'
import type { EpochSeconds } from '../kernel/time.js'
import { run, type Steps } from '../kernel/x25519.js'
import { contextOf, type OpenFailure, openIn } from './open.js'
import type { OpenedToken } from './opened.js'
import { readRecord, tokensIn } from './record.js'

/** A token found on a board: in which of the records, by their place, and what opening it gave. */
export type FoundToken = { readonly record: number; readonly opened: Result<OpenedToken, OpenFailure> }

/** This device's clock, how to stop long work, and how to follow it. An AbortSignal fits. */
export type ScanBoardOptions = {
  readonly now: EpochSeconds
  readonly signal?: { readonly aborted: boolean }
  readonly onProgress?: (progress: { readonly done: number }) => void
}

/**
 * Finds the tokens for a practitioner among the records of a board.
 *
 * Each record is tried under each live key, always all of them. Referrals, more of them and withdrawals come out alike:
 * give each to `inbox.receive`. What is for others, an answer or a dummy fails in silence.
 *
 * @param records - whole segments of a board, untrusted. Take all of a segment: a choice among records would tell.
 * @param keys - the practitioner's keys.
 * @param options - `now`: this device's clock; `signal` ends the work between two records, `onProgress` follows it.
 * @returns those that are for these keys, in the order of the records, with what kept one from opening: its dates.
 * Failure: `work_aborted` when the signal was raised.
 * Privacy: reads secret keys and what people disclosed; output may leave the device: no.
 * Cost: one scalar multiplication a record and live key; `scanBoardWithWebCrypto` of `entrenous/web-crypto` is faster.
 * @example
 * const found = scanBoard(records, keys, { now: epochSeconds(new Date()) })
 * @since 0.1
 */
export function scanBoard(
  records: Iterable<Uint8Array>,
  keys: { readonly openingKeys: readonly OpeningKey[] },
  options: ScanBoardOptions,
): Result<readonly FoundToken[], 'work_aborted'> {
  const found: FoundToken[] = []
  let done = 0
  for (const record of records) {
    if (options.signal?.aborted === true) return fail('work_aborted', {})
    const opened = run(openRecordSteps(record, keys, options))
    if (opened !== undefined) found.push({ record: done, opened })
    done += 1
    options.onProgress?.({ done })
  }
  return ok(found)
}

/**
 * Tries one record under a practitioner's keys, step by step, for whoever multiplies elsewhere.
 *
 * @param record - untrusted bytes.
 * @param keys - the practitioner's keys.
 * @param options - `now`: this device's clock.
 * @returns the computation; it ends with what opening gave, or undefined when the record is for none of the keys.
 * Failure: as for `openToken`.
 * Privacy: asks for multiplications by secret keys; whoever answers holds them.
 * Cost: one multiplication a live key. @since 0.1
 */
export function* openRecordSteps(
  record: Uint8Array,
  keys: { readonly openingKeys: readonly OpeningKey[] },
  options: { readonly now: EpochSeconds },
): Steps<Result<OpenedToken, OpenFailure> | undefined> {
  const parts = readRecord(record)
  const context = parts && (yield* contextOf(parts, keys.openingKeys, options.now))
  if (parts === undefined || context === undefined) return undefined
  // Anybody can copy a token's key and commitment before other bytes: what opens under no size is still for nobody.
  let opened: Result<OpenedToken, OpenFailure> | undefined
  for (const { token, frame } of tokensIn(parts)) {
    const tried = openIn(context, token, frame, options.now)
    if (tried.ok || tried.error.code !== 'token_unopenable') opened = tried
  }
  return opened
}
