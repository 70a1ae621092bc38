import type { Bucket } from '../kernel/padding.js'
import { ok, type Result } from '../kernel/result.js'
import { readToken } from './forms.js'
import { readFrame, VERSION } from './wire.js'

/** What a stranger sees of a token. */
export type TokenOutside = {
  readonly version: number
  readonly suite: number
  readonly bucket: Bucket
  readonly bytes: number
}

/**
 * Shows what a token tells everybody, without any key.
 *
 * @param token - untrusted, in any of its three forms.
 * @returns version, suite, size bucket and length: all there is to see.
 * Failure: `token_malformed`, `token_unsupported` as the frame says.
 * Privacy: reads public framing only; output may leave the device: it tells nothing of the content.
 * Cost: O(1).
 * @example
 * const outside = inspectToken(token)
 * @since 0.1
 */
export function inspectToken(
  token: Uint8Array | string,
): Result<TokenOutside, 'token_malformed' | 'token_unsupported'> {
  const received = readToken(token)
  if (!received.ok) return received
  const frame = readFrame(received.value)
  if (!frame.ok) return frame
  return ok({ version: VERSION, suite: frame.value.suite, bucket: frame.value.bucket, bytes: received.value.length })
}
