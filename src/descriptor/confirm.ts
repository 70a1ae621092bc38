import { fail, ok, type Result } from '../kernel/result.js'
import {
  after,
  DAYS_PER_KEY_EPOCH,
  days,
  type EpochSeconds,
  epochSeconds,
  keyEpochOf,
  SECONDS_PER_DAY,
} from '../kernel/time.js'
import { convert } from '../schema/convert.js'
import { check } from '../schema/shape.js'
import { encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { fillIn, presenceDraft } from './drafts.js'
import { presenceFormat } from './formats.js'
import { type PractitionerKeys, promisedKeys } from './keys.js'

/**
 * Confirms how things stand this month, and reveals the opening keys of this epoch and the next.
 *
 * Signed by the identity key alone, in a minute: no approval is needed, because an approved descriptor has promised
 * these keys by hash. It ends after 35 days, or with the last epoch it reveals.
 *
 * @param keys - the practitioner's keys.
 * @param state - plain JSON: `capacity`, and what else is known; `capacityAsOf` is now unless told. Untrusted in form.
 * @param options - `now`; `sequence`: above the last one's, `now` unless told; `measurementKey`: of `createMeasurementKey`,
 * for who takes part in the community's sums.
 * @returns the signed statement, ready to be sent to the community.
 * Failure: `descriptor_invalid` with the wrong field; `keys_exhausted` when there is no key for this epoch: renew the keys and the descriptor.
 * Privacy: everything in it is meant to be published; public halves of keys only.
 * Cost: one signature.
 * @example
 * const statement = confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now })
 * @since 0.1
 */
export function confirmPresence(
  keys: PractitionerKeys,
  state: unknown,
  options: {
    readonly now: EpochSeconds
    readonly sequence?: number
    readonly measurementKey?: { readonly epoch: number; readonly publicKey: Uint8Array }
  },
): Result<Uint8Array, 'keys_exhausted' | 'descriptor_invalid'> {
  const { now, sequence = now, measurementKey: own } = options
  const current = keyEpochOf(now)
  const revealed = promisedKeys(keys).filter(({ epoch }) => epoch === current || epoch === current + 1)
  if (!revealed.some(({ epoch }) => epoch === current)) return fail('keys_exhausted', { epoch: current })
  const whole = fillIn(convert(presenceDraft(now), state), {
    keys: revealed,
    // Its public half alone: what is handed in may hold the secret one beside it.
    ...(own && { measurementKey: { epoch: own.epoch, publicKey: own.publicKey } }),
  })
  const presence = check(presenceFormat.schema, whole, 'descriptor_invalid')
  if (!presence.ok) return presence
  const body = encodeBody(presenceFormat, presence.value)
  const lastEpoch = Math.max(...revealed.map(({ epoch }) => epoch))
  const epochsEnd = epochSeconds((lastEpoch + 1) * DAYS_PER_KEY_EPOCH * SECONDS_PER_DAY)
  const expires = epochSeconds(Math.min(after(now, days(35)), epochsEnd))
  return ok(signStatement({ kind: 'presence', sequence, issued: now, expires, subject: keys.id, body }, keys.identity))
}
