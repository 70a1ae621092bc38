import type { Consent, GrantFailure } from '../consent/granted.js'
import type { RandomSource } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { OpeningKey } from '../kernel/secret-key.js'
import type { EpochSeconds } from '../kernel/time.js'
import { type ImportedScalars, noImportedScalars, runWithFreshKey, runWithWebCrypto } from '../kernel/web-crypto.js'
import type { Steps } from '../kernel/x25519.js'
import { type OpenFailure, openSteps } from './open.js'
import type { OpenedToken } from './opened.js'
import { type FoundToken, openRecordSteps } from './scan-board.js'
import { type Sealed, type SealFailure, seal, sealSteps } from './seal.js'

/** The most tokens opened in one call: a segment of a board many times over, and a bound on what is held at once. */
export const MAX_TOKENS = 65_536
/** So many are opened at a time: one is multiplied while another is read. With more, nothing is won. */
const AT_A_TIME = 4

/** A practitioner's opening keys, and what the platform has imported of them where they are prepared. */
export type WebCryptoKeys = { readonly openingKeys: readonly OpeningKey[]; readonly imported?: ImportedScalars }

/** This device's clock, how to stop long work, and how to follow it. An AbortSignal fits. */
export type ScanOptions = {
  readonly now: EpochSeconds
  readonly signal?: { readonly aborted: boolean }
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

/**
 * Seals as `seal` does, with the platform's WebCrypto multiplying where it can.
 *
 * With a random source the token is, byte for byte, the one that `seal` makes of it. Without one, the token's own key pair
 * is of the platform's making, and nothing else differs.
 *
 * @param granted - a consent, or what `grant` returned.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns what `seal` returns.
 * Failure: as for `seal`.
 * @throws {TypeError} as a rejection, when the argument is no consent.
 * Privacy: reads what was granted; output may leave the device: the token, yes; the ticket, no.
 * Cost: two scalar multiplications, in native code where there is some.
 * @example
 * const sealed = await sealWithWebCrypto(grant(proposal.value, { now }))
 * @see RFC 9180 @since 0.1
 */
export async function sealWithWebCrypto(
  granted: Consent | Result<Consent, GrantFailure>,
  options: { readonly random?: RandomSource | undefined } = {},
): Promise<Result<Sealed, SealFailure>> {
  if (options.random !== undefined) return runWithWebCrypto(sealSteps(granted, options))
  try {
    return await runWithFreshKey(sealSteps(granted))
  } catch {
    return seal(granted) // the platform could not; a fault of the caller's is thrown again
  }
}

/**
 * Prepares a practitioner's keys for tokens that are opened one by one: the platform imports each X25519 key once, when it
 * is first tried, and not once a token. The curve's half of a hybrid key is imported each time: its other half takes longer.
 *
 * @param keys - the practitioner's keys.
 * @returns the same opening keys, and room for their imports; to be dropped whenever the keys change.
 * Privacy: reads no secret yet; will hold the platform's copies of secret keys; output may leave the device: no.
 * Cost: O(1).
 * @example
 * const prepared = prepareKeys(keys)
 * const opened = await openTokenWithWebCrypto(token, prepared, { now: epochSeconds(new Date()) })
 * @since 0.1
 */
export function prepareKeys({ openingKeys }: { readonly openingKeys: readonly OpeningKey[] }): WebCryptoKeys {
  return { openingKeys, imported: noImportedScalars() }
}

/**
 * Opens a token as `openToken` does, with the platform's WebCrypto multiplying where it can.
 *
 * @param token - untrusted: the bytes, a link, or the text of a QR code.
 * @param keys - the practitioner's keys, prepared or not.
 * @param options - `now`: this device's clock.
 * @returns what `openToken` returns.
 * Failure: as for `openToken`.
 * Privacy: reads secret keys and what one person disclosed; output may leave the device: no.
 * Cost: one scalar multiplication a live key, in native code where there is some.
 * @example
 * const opened = await openTokenWithWebCrypto(token, keys, { now: epochSeconds(new Date()) })
 * @see RFC 9180 section 5 @since 0.1
 */
export async function openTokenWithWebCrypto(
  token: Uint8Array | string,
  keys: WebCryptoKeys,
  options: { readonly now: EpochSeconds },
): Promise<Result<OpenedToken, OpenFailure>> {
  return runWithWebCrypto(openSteps(token, keys, options), keys?.imported)
}

/**
 * Opens many tokens as `openToken` opens each, several at a time and under prepared keys.
 *
 * For whoever looks through what may or may not be for them: what is not fails like any other token, and is counted.
 *
 * @param tokens - untrusted, in any of the three forms each, 65,536 at most.
 * @param keys - the practitioner's keys.
 * @param options - `now`: this device's clock; `signal` ends the work between two tokens, `onProgress` follows it.
 * @returns what `openToken` returns for each, in the order given.
 * Failure: `work_aborted` when the signal was raised.
 * @throws {TypeError} as a rejection, when `tokens` is no array.
 * @throws {RangeError} as a rejection, when there are too many.
 * Privacy: reads secret keys and what people disclosed; output may leave the device: no.
 * Cost: one scalar multiplication a token and live key, in native code where there is some. Without it, nothing else on the
 * page runs between two tokens.
 * @example
 * const scanned = await openTokensWithWebCrypto([token], keys, { now: epochSeconds(new Date()) })
 * @since 0.1
 */
export async function openTokensWithWebCrypto(
  tokens: readonly (Uint8Array | string)[],
  keys: WebCryptoKeys,
  options: ScanOptions,
): Promise<Result<readonly Result<OpenedToken, OpenFailure>[], 'work_aborted'>> {
  if (!Array.isArray(tokens)) throw new TypeError('tokens: expected an array')
  if (tokens.length > MAX_TOKENS) throw new RangeError(`tokens: expected at most ${MAX_TOKENS}`)
  return workThrough([...tokens], keys, options, (token) => openSteps(token, keys, options))
}

/**
 * Finds the tokens for a practitioner among the records of a board, as `scanBoard` does, several at a time and under
 * prepared keys.
 *
 * @param records - whole segments of a board, untrusted, 65,536 records at most.
 * @param keys - the practitioner's keys.
 * @param options - `now`: this device's clock; `signal` ends the work between two records, `onProgress` follows it.
 * @returns what `scanBoard` returns.
 * Failure: `work_aborted` when the signal was raised.
 * @throws {TypeError} as a rejection, when `records` is no array.
 * @throws {RangeError} as a rejection, when there are too many.
 * Privacy: reads secret keys and what people disclosed; output may leave the device: no.
 * Cost: one scalar multiplication a record and live key, in native code where there is some.
 * @example
 * const scanned = await scanBoardWithWebCrypto(records, keys, { now: epochSeconds(new Date()) })
 * @since 0.1
 */
export async function scanBoardWithWebCrypto(
  records: readonly Uint8Array[],
  keys: WebCryptoKeys,
  options: ScanOptions,
): Promise<Result<readonly FoundToken[], 'work_aborted'>> {
  if (!Array.isArray(records)) throw new TypeError('records: expected an array')
  if (records.length > MAX_TOKENS) throw new RangeError(`records: expected at most ${MAX_TOKENS}`)
  const tried = await workThrough([...records], keys, options, (record) => openRecordSteps(record, keys, options))
  if (!tried.ok) return tried
  return ok(tried.value.flatMap((opened, record) => (opened === undefined ? [] : [{ record, opened }])))
}

/** Several computations at a time, so that one is multiplied while another is read; the results in the order given. */
async function workThrough<Item, Value>(
  items: readonly Item[],
  keys: WebCryptoKeys,
  { signal, onProgress }: ScanOptions,
  stepsFor: (item: Item) => Steps<Value>,
): Promise<Result<readonly Value[], 'work_aborted'>> {
  const imported = keys?.imported ?? noImportedScalars()
  const results: Value[] = []
  const waiting = inTurn(items)
  const total = items.length
  let done = 0
  const work = async () => {
    for (const [index, item] of waiting) {
      if (signal?.aborted === true) return
      results[index] = await runWithWebCrypto(stepsFor(item), imported)
      done += 1
      onProgress?.({ done, total })
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  return done === total ? ok(results) : fail('work_aborted', {})
}

/** Shared by all who take from it; whoever leaves early, told to or by a fault, closes it for the others too. */
function* inTurn<Value>(values: readonly Value[]) {
  yield* values.entries()
}
