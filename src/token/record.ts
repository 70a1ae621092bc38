import {
  type BoardSuite,
  RECORD_CIPHERTEXT_BYTES,
  RECORD_TAG_BYTES,
  recordLayoutOf,
  recordLengthOf,
} from '../board/record.js'
import { concatBytes } from '../kernel/bytes.js'
import { BUCKETS } from '../kernel/padding.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { ok, type Result } from '../kernel/result.js'
import { readFrame, type TokenParts, writeHeader } from './wire.js'

// How a token lies in a record of a board (see board/record.ts): without its five visible bytes, behind a random tag, and
// filled up behind its ciphertext with random bytes, which nobody without the key can tell from ciphertext.

/** What stands in a record; untrusted. */
export type RecordParts = {
  readonly suite: BoardSuite
  readonly tag: Uint8Array
  readonly encapsulated: Uint8Array
  /** A token's commitment, or an answer's nonce. */
  readonly commitment: Uint8Array
  readonly ciphertext: Uint8Array
}

/**
 * Puts a token into a record of a board.
 *
 * A token is as long as its levels ask for; a record is as long as every other. What is posted shows neither.
 *
 * @param token - from `seal`, `shareMore`, `withdraw` or `sealRound`.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns 2,144 bytes, or 3,232 for the post-quantum suite: for boards that state this suite.
 * Failure: `randomness_absent`; `token_malformed`, `token_unsupported` when it is no token.
 * Privacy: output may leave the device: yes; it tells nothing but the suite of its board.
 * Cost: O(length).
 * @example
 * const record = toRecord(sealed.value.token)
 * @since 0.1
 */
export function toRecord(
  token: Uint8Array,
  options: { readonly random?: RandomSource | undefined } = {},
): Result<Uint8Array, 'randomness_absent' | 'token_malformed' | 'token_unsupported'> {
  const frame = readFrame(token)
  if (!frame.ok) return frame
  const { encapsulated, commitment, ciphertext } = frame.value
  const filler = RECORD_CIPHERTEXT_BYTES - ciphertext.length
  const drawn = randomBytes(RECORD_TAG_BYTES + filler, options.random)
  if (!drawn.ok) return drawn
  const tag = drawn.value.subarray(0, RECORD_TAG_BYTES)
  return ok(concatBytes(tag, encapsulated, commitment, ciphertext, drawn.value.subarray(RECORD_TAG_BYTES)))
}

/**
 * Takes a record apart.
 *
 * @param record - untrusted bytes.
 * @returns its parts, as views of it; undefined when its length is that of no record.
 * Privacy: reads public framing only.
 * Cost: O(1). @since 0.1
 */
export function readRecord(record: Uint8Array): RecordParts | undefined {
  const suite = ([1, 2] as const).find((one) => record.length === recordLengthOf(one))
  if (suite === undefined) return undefined
  const at = recordLayoutOf(suite)
  return {
    suite,
    tag: record.subarray(0, at.encapsulated),
    encapsulated: record.subarray(at.encapsulated, at.commitment),
    commitment: record.subarray(at.commitment, at.ciphertext),
    ciphertext: record.subarray(at.ciphertext),
  }
}

/**
 * Lists the tokens that a record may hold: one of each size, of which at most one opens.
 *
 * @param record - its parts, untrusted.
 * @returns the tokens' own bytes and their frames, so that a token is the same by whatever way it came.
 * Privacy: reads public framing only.
 * Cost: O(length). @since 0.1
 */
export function tokensIn({ suite, encapsulated, commitment, ciphertext }: RecordParts): readonly {
  readonly token: Uint8Array
  readonly frame: TokenParts
}[] {
  return BUCKETS.flatMap((bucket) => {
    const sealed = ciphertext.subarray(0, bucket + 16)
    const token = concatBytes(writeHeader(suite, bucket), encapsulated, commitment, sealed)
    const frame = readFrame(token)
    return frame.ok ? [{ token, frame: frame.value }] : []
  })
}
