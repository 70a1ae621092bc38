import { concatBytes } from '../kernel/bytes.js'
import { exportSecret } from '../kernel/hpke.js'
import { utf8Encode } from '../kernel/text.js'
import { SUITE } from './wire.js'

/** What a referral's encryption is bound to: the kind of message and the suite, nothing of the content. */
export const REFERRAL_INFO = /* @__PURE__ */ concatBytes(utf8Encode('entrenous/1/referral'), Uint8Array.of(SUITE))

const EXPORT_LENGTH = 32

/**
 * Derives what both sides of a token share beside its key.
 *
 * @param exporterSecret - of the token's context.
 * @param purpose - `commitment` stands in the token; the others stay with the two sides: `token id` names the token to
 * both, `reply` and `follow-up` key the messages after it.
 * @returns 32 bytes.
 * Privacy: all but the commitment are secret between person and recipient.
 * Cost: O(1).
 * @see RFC 9180 section 5.3 @since 0.1
 */
export function shared(
  exporterSecret: Uint8Array,
  purpose: 'commitment' | 'token id' | 'reply' | 'follow-up',
): Uint8Array {
  return exportSecret(exporterSecret, purpose, EXPORT_LENGTH)
}
