import { concatBytes } from '../kernel/bytes.js'
import { type Exporter, exportSecret, type Setting, settingOf } from '../kernel/hpke.js'
import { classical, type Suite } from '../kernel/suite.js'
import { utf8Encode } from '../kernel/text.js'

const EXPORT_LENGTH = 32

/**
 * Gives what a referral's encryption is bound to: the kind of message and the suite, nothing of the content.
 *
 * @param suite - the suite's number.
 * @returns the `info` of its key schedule.
 * Privacy: reads public framing only.
 * Cost: O(1).
 * @see RFC 9180 section 5.1 @since 0.1
 */
export function referralInfo(suite: number): Uint8Array {
  return concatBytes(utf8Encode('entrenous/1/referral'), Uint8Array.of(suite))
}

// Made once, because every referral starts from it.
const classicalReferral = /* @__PURE__ */ settingOf(classical.kem, /* @__PURE__ */ referralInfo(classical.number))

/**
 * Gives what the key schedule of every referral of a suite starts from.
 *
 * @param suite - of the recipient's key.
 * @returns the setting.
 * Privacy: reads public values only.
 * Cost: O(1) for the classical suite, two hashes for another. @since 0.1
 */
export function referralSetting(suite: Suite): Setting {
  return suite === classical ? classicalReferral : settingOf(suite.kem, referralInfo(suite.number))
}

/**
 * Derives what both sides of a token share beside its key.
 *
 * @param exporter - of the token's context.
 * @param purpose - `commitment` stands in the token; the others stay with the two sides: `token id` names the token to
 * both, `reply` and `follow-up` key the messages after it.
 * @returns 32 bytes.
 * Privacy: all but the commitment are secret between person and recipient.
 * Cost: O(1).
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function shared(exporter: Exporter, purpose: 'commitment' | 'token id' | 'reply' | 'follow-up'): Uint8Array {
  return exportSecret(exporter, purpose, EXPORT_LENGTH)
}
