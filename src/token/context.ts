import { concatBytes } from '../kernel/bytes.js'
import { type Exporter, exportSecret, type Setting, settingOf } from '../kernel/hpke.js'
import { classical, type Suite } from '../kernel/suite.js'
import { utf8Encode } from '../kernel/text.js'

const EXPORT_LENGTH = 32

/** Most answers to one token. The person's device tries the tags of all of them, so nothing needs to be counted there. */
export const MAX_ANSWERS = 16
/** What an answer is found by. */
export const TAG_LENGTH = 16

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
 * @param purpose - `commitment` stands in the token; `token id`, which names it to both sides, stays with them.
 * @returns 32 bytes.
 * Privacy: all but the commitment are secret between person and recipient.
 * Cost: O(1).
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function shared(exporter: Exporter, purpose: 'commitment' | 'token id'): Uint8Array {
  return exportSecret(exporter, purpose, EXPORT_LENGTH)
}

/**
 * Derives the proof that a message belongs to an earlier token.
 *
 * @param exporter - of the earlier token's context.
 * @param encapsulated - of the new message, so that the proof fits no other.
 * @returns 32 bytes that only the two sides of the earlier token can derive.
 * Privacy: stands inside the new message, sealed; shows its recipient nothing that they could not make themselves.
 * Cost: O(1).
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function proofOfFollowing(exporter: Exporter, encapsulated: Uint8Array): Uint8Array {
  return exportSecret(exporter, concatBytes(utf8Encode('follow-up'), encapsulated), EXPORT_LENGTH)
}

/**
 * Derives the tags under which the answers to a token are found.
 *
 * @param exporter - of the token's context.
 * @returns 16 tags of 16 bytes, in the order of the answers' numbers.
 * Privacy: a tag tells nothing to anybody but the two sides; who has all of them can find this token's answers on a board.
 * Cost: sixteen hashes.
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function answerTags(exporter: Exporter): readonly Uint8Array[] {
  const tags = exportSecret(exporter, 'tags', MAX_ANSWERS * TAG_LENGTH)
  return Array.from({ length: MAX_ANSWERS }, (_, nth) => tags.subarray(nth * TAG_LENGTH, (nth + 1) * TAG_LENGTH))
}
