import type { Disclosure } from '../consent/disclosure.js'
import { equalBytes } from '../kernel/bytes.js'
import { type HpkeContext, openWith, setupReceiver } from '../kernel/hpke.js'
import { unpad } from '../kernel/padding.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { type OpeningKey, revealSecret } from '../kernel/secret-key.js'
import { dayOf, type EpochDay, type EpochSeconds, keyEpochOf, startOfDay } from '../kernel/time.js'
import { run, type Steps } from '../kernel/x25519.js'
import { readBody } from './body.js'
import { referralSetting, shared } from './context.js'
import { readToken } from './forms.js'
import { holdOpened, type OpenedToken } from './opened.js'
import { readFrame, type TokenParts } from './wire.js'

/** The ways in which opening can fail. */
export type OpenFailure = 'token_early' | 'token_expired' | 'token_malformed' | 'token_unopenable' | 'token_unsupported'

/** How far the person's clock may be ahead, in days. An end date is kept to the day: it was promised. */
const EARLY_TOLERANCE_DAYS = 1

/**
 * Opens a token with a practitioner's keys.
 *
 * Pure: the same token opens as often as it is asked, and shows nothing; `inbox.receive` claims it and yields the
 * disclosure. Every live key is tried, always all of them. Wrong key, changed bytes, wrong padding and a body out of
 * shape are one failure on purpose; that a foreign commitment is found before any decryption is the one difference in
 * time, and tells only what its recipient knows anyway.
 *
 * @param token - untrusted: the bytes, a link, or the text of a QR code.
 * @param keys - the practitioner's keys; opening keys of ended epochs open nothing.
 * @param options - `now`: this device's clock.
 * @returns the opaque opened token.
 * Failure: `token_malformed`, `token_unsupported` by the public frame; `token_unopenable`; `token_early` when issued
 * more than a day ahead of this clock; `token_expired` after its last UTC day.
 * Privacy: reads secret keys and what one person disclosed; output may leave the device: no.
 * Cost: one scalar multiplication a live key: three, and after keys were replaced up to six.
 * @example
 * const opened = openToken(token, keys, { now: epochSeconds(new Date()) })
 * @see RFC 9180 section 5 @since 0.1
 */
export function openToken(
  token: Uint8Array | string,
  keys: { readonly openingKeys: readonly OpeningKey[] },
  options: { readonly now: EpochSeconds },
): Result<OpenedToken, OpenFailure> {
  return run(openSteps(token, keys, options))
}

/**
 * Opens a token step by step, for whoever multiplies elsewhere. See `openToken`, which runs these steps at once.
 *
 * @param token - as for `openToken`.
 * @param keys - as for `openToken`.
 * @param options - as for `openToken`.
 * @returns the computation; what it ends with, `openToken` returns.
 * Failure: as for `openToken`.
 * Privacy: asks for multiplications by secret keys; whoever answers holds them.
 * Cost: one multiplication a live key. @since 0.1
 */
export function* openSteps(
  token: Uint8Array | string,
  keys: { readonly openingKeys: readonly OpeningKey[] },
  options: { readonly now: EpochSeconds },
): Steps<Result<OpenedToken, OpenFailure>> {
  const { now } = options
  const received = readToken(token)
  if (!received.ok) return received
  const frame = readFrame(received.value)
  if (!frame.ok) return frame
  const context = yield* contextOf(frame.value, keys.openingKeys, now)
  return context === undefined ? fail('token_unopenable', {}) : openIn(context, received.value, frame.value, now)
}

/**
 * Opens a token whose context has been found.
 *
 * @param context - the one whose commitment is the token's.
 * @param received - the token's bytes, a copy.
 * @param frame - its parts.
 * @param now - this device's clock.
 * @returns the opaque opened token.
 * Failure: as for `openToken`.
 * Privacy: reads what one person disclosed; output may leave the device: no.
 * Cost: O(length). @since 0.1
 */
export function openIn(
  context: HpkeContext,
  received: Uint8Array,
  frame: TokenParts,
  now: EpochSeconds,
): Result<OpenedToken, OpenFailure> {
  const padded = openWith(context, 0, frame.associated, frame.ciphertext)
  const plaintext = padded && unpad(padded)
  const body = plaintext && readBody(plaintext, frame.bucket)
  if (plaintext === undefined || body === undefined) return fail('token_unopenable', {})
  const outside = outsideOfDates(body.disclosure ?? body, now)
  if (outside !== undefined) return outside
  const { suite, encapsulated } = frame
  return ok(holdOpened({ exporter: context.exporter, encapsulated, suite, received, plaintext, body, openedAt: now }))
}

/**
 * Finds the context whose commitment is a token's. No early end: the time must not tell which key it was.
 *
 * @param parts - suite, encapsulated key and commitment; untrusted.
 * @param keys - the practitioner's opening keys.
 * @param now - this device's clock: keys of ended epochs are not tried.
 * @returns the context, or undefined when it is for none of the keys.
 * Privacy: asks for multiplications by secret keys; whoever answers holds them.
 * Cost: one multiplication a live key. @since 0.1
 */
export function* contextOf(
  { suite, encapsulated, commitment }: Pick<TokenParts, 'suite' | 'encapsulated' | 'commitment'>,
  keys: readonly OpeningKey[],
  now: EpochSeconds,
): Steps<HpkeContext | undefined> {
  let found: HpkeContext | undefined
  for (const key of keys) {
    if (key.suite.number !== suite || !isLive(key, now)) continue
    const pair = { publicKey: key.publicKey, secretKey: revealSecret(key.secretKey) }
    const context = yield* setupReceiver(referralSetting(key.suite), encapsulated, pair)
    if (context !== undefined && equalBytes(shared(context.exporter, 'commitment'), commitment)) found = context
  }
  return found
}

/** A key opens in its epoch and in the next, the longest a token lives, and one epoch ahead, for a person's early clock. */
function isLive({ epoch }: OpeningKey, now: EpochSeconds): boolean {
  return Math.abs(epoch - keyEpochOf(now)) <= 1
}

function outsideOfDates({ issuedOn, expiresOn }: Pick<Disclosure, 'issuedOn' | 'expiresOn'>, now: EpochSeconds) {
  const today = dayOf(now)
  if (issuedOn > today + EARLY_TOLERANCE_DAYS) return fail('token_early', { issued: startOfDay(issuedOn) })
  // The first second after the last day; a day after a day is a day.
  if (today > expiresOn) return fail('token_expired', { expired: startOfDay((expiresOn + 1) as EpochDay) })
  return undefined
}
