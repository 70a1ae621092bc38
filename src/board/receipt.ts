import { fromBase64, toBase64 } from '../kernel/base64.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { type Checkpoint, type CheckpointKey, countOf, readCheckpoint } from './checkpoint.js'
import { HASH_BYTES } from './merkle.js'
import { MAX_NOTE_LENGTH, type NoteFailure } from './note.js'
import type { InclusionProof } from './verify.js'

// What posting a record is answered with, one line each:
//
//   c2sp.org/tlog-proof@v1
//   index <decimal>
//   base64 of each hash of the inclusion proof, from the leaf's neighbour up
//   an empty line
//   the checkpoint
//
// The format's line of extra data is refused: nothing that is not proved belongs here.

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const MAX_PROOF_HASHES = 64

/** That a board has taken a record: where it is, by which hashes, under which checkpoint. */
export type Receipt = InclusionProof & { readonly checkpoint: Checkpoint }

/**
 * Reads what a board answered when a record was posted.
 *
 * Its checkpoint is verified; that the record is under it is for `verifyInclusion` to say.
 *
 * @param text - the answer, untrusted.
 * @param board - origin and public key, from the board's description.
 * @returns index, hashes and checkpoint. Keep the text: with it anybody can be shown that the board had the record.
 * Failure: `board_receipt_invalid` when it is not of the form, and what `readCheckpoint` says of its checkpoint.
 * @throws {RangeError} when the key is not 32 bytes long.
 * Privacy: reads public values only. Who is shown a receipt learns which record it is about.
 * Cost: one verification.
 * @example
 * const receipt = readReceipt(receiptText, board.value)
 * if (!receipt.ok) show(receipt.error)
 * @see C2SP tlog-proof @since 0.1
 */
export function readReceipt(
  text: string,
  board: CheckpointKey,
): Result<Receipt, NoteFailure | 'board_receipt_invalid'> {
  const invalid = fail('board_receipt_invalid', {})
  if (typeof text !== 'string' || text.length > MAX_NOTE_LENGTH) return invalid
  const end = text.indexOf('\n\n')
  const [first, second, ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const index = second?.startsWith('index ') === true ? countOf(second.slice('index '.length)) : undefined
  if (first !== FIRST_LINE || index === undefined || lines.length > MAX_PROOF_HASHES) return invalid
  const hashes = lines.flatMap((line) => hashOf(line) ?? [])
  if (hashes.length !== lines.length) return invalid
  const checkpoint = readCheckpoint(text.slice(end + 2), board)
  return checkpoint.ok ? ok({ index, hashes, checkpoint: checkpoint.value }) : checkpoint
}

/**
 * Writes a receipt.
 *
 * @param proof - the record's index, and the hashes `proveInclusion` gives for the checkpoint's size.
 * @param checkpoint - the signed checkpoint, as `signCheckpoint` gave it.
 * @returns the text that answers whoever posted the record.
 * Privacy: public; it says which record is meant, so it goes to whoever posted that record.
 * Cost: O(hashes).
 * @example
 * const answer = writeReceipt({ index: 0, hashes: [] }, checkpointText)
 * @see C2SP tlog-proof @since 0.1
 */
export function writeReceipt({ index, hashes }: InclusionProof, checkpoint: string): string {
  return `${[FIRST_LINE, `index ${index}`, ...hashes.map(toBase64)].join('\n')}\n\n${checkpoint}`
}

function hashOf(line: string): Uint8Array | undefined {
  const bytes = fromBase64(line)
  return bytes?.length === HASH_BYTES ? bytes : undefined
}
