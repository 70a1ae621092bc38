// tag 16 ‖ encapsulated key 32 or 1,120 ‖ commitment or nonce 32 ‖ ciphertext or filler 2,064
//
// A record of a board. There is no magic and no version: the board's description states the suite, and whatever is written
// (a token, a reply, a withdrawal, a dummy) fills every field with bytes that look random to whoever lacks the key.

/** Bytes of the tag, by which a reply or a withdrawal is found by the one side that can compute it. */
export const RECORD_TAG_BYTES = 16
/** Bytes of the commitment of a sealed token, or of the nonce of what is sealed under a shared secret. */
export const RECORD_COMMITMENT_BYTES = 32
/** Bytes of the ciphertext: a padded body of 2,048 bytes and the 16 of its authentication tag. */
export const RECORD_CIPHERTEXT_BYTES = 2064

/** The suites a board can have, by number. */
export type BoardSuite = 1 | 2

/** How long the encapsulated key of each suite is; `kernel/suite` says the same of tokens, and a test holds them together. */
const encapsulatedBytes: Readonly<Record<BoardSuite, number>> = { 1: 32, 2: 1120 }

/** Where the fields of a record begin, and how long the whole is. */
export type RecordLayout = {
  readonly encapsulated: number
  readonly commitment: number
  readonly ciphertext: number
  readonly length: number
}

/**
 * Tells where the fields of a board's records lie.
 *
 * @param suite - the suite that the board states.
 * @returns the offset of each field after the tag, and the length of the whole.
 * Privacy: reads public framing only.
 * Cost: O(1). @since 0.1
 */
export function recordLayoutOf(suite: BoardSuite): RecordLayout {
  const commitment = RECORD_TAG_BYTES + encapsulatedBytes[suite]
  const ciphertext = commitment + RECORD_COMMITMENT_BYTES
  return { encapsulated: RECORD_TAG_BYTES, commitment, ciphertext, length: ciphertext + RECORD_CIPHERTEXT_BYTES }
}

/**
 * Tells how long every record of a board is.
 *
 * @param suite - the suite that the board states.
 * @returns 2,144 bytes for suite 1, 3,232 for suite 2.
 * Privacy: reads public framing only.
 * Cost: O(1).
 * @example
 * const isRecord = record.length === recordLengthOf(board.value.suite)
 * @since 0.1
 */
export function recordLengthOf(suite: BoardSuite): number {
  return recordLayoutOf(suite).length
}
