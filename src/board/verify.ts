import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { Checkpoint } from './checkpoint.js'
import { appendLeafHash, type Frontier, frontierRootOf } from './frontier.js'
import { HASH_BYTES, isConsistent, isIncluded, leafHashOf } from './merkle.js'

/** Where a record is said to be, and the hashes that prove it under a checkpoint. */
export type InclusionProof = { readonly index: number; readonly hashes: readonly Uint8Array[] }

/**
 * Verifies that a board has taken a record under a checkpoint.
 *
 * @param record - the record as it was posted.
 * @param proof - the index and hashes of a receipt, untrusted.
 * @param checkpoint - of the board the record was posted to.
 * @returns the record's index.
 * Failure: `board_not_included` when the hashes do not lead from this record to the root.
 * Privacy: reads public values only.
 * Cost: one hash of the record, O(log size) hashes.
 * @example
 * const receipt = readReceipt(receiptText, board.value)
 * if (!receipt.ok) return show(receipt.error)
 * const taken = verifyInclusion(record, receipt.value, receipt.value.checkpoint)
 * if (!taken.ok) show(taken.error)
 * @see RFC 9162 section 2.1.3.2 @since 0.1
 */
export function verifyInclusion(
  record: Uint8Array,
  { index, hashes }: InclusionProof,
  { size, root }: Checkpoint,
): Result<number, 'board_not_included'> {
  const claim = { index, size, leafHash: leafHashOf(record), root }
  return isIncluded(claim, hashes) ? ok(index) : fail('board_not_included', {})
}

/** Why a newer checkpoint does not follow an older one. */
export type ConsistencyFailure =
  | 'board_checkpoint_foreign'
  | 'board_equivocal'
  | 'board_inconsistent'
  | 'board_rolled_back'

/**
 * Verifies that a newer checkpoint's tree begins with all the records of an older one's.
 *
 * @param older - the checkpoint seen before.
 * @param newer - the checkpoint seen now.
 * @param proof - hashes, untrusted; none where the sizes are equal or the older is 0.
 * @returns the newer checkpoint, to be kept in the older one's place.
 * Failure: `board_checkpoint_foreign` when they are two boards', `board_rolled_back` when the newer has fewer records,
 * `board_equivocal` when both have the same number under two roots, `board_inconsistent` when the hashes do not prove it.
 * Privacy: reads public values only.
 * Cost: O(log size) hashes.
 * @example
 * const newer = verifyConsistency(checkpoint.value, laterCheckpoint.value, consistencyProof)
 * if (!newer.ok) show(newer.error)
 * @see RFC 9162 section 2.1.4.2 @since 0.1
 */
export function verifyConsistency(
  older: Checkpoint,
  newer: Checkpoint,
  proof: readonly Uint8Array[],
): Result<Checkpoint, ConsistencyFailure> {
  if (older.origin !== newer.origin) return fail('board_checkpoint_foreign', {})
  if (newer.size < older.size) return fail('board_rolled_back', { size: newer.size, lastSeen: older.size })
  if (newer.size === older.size && !equalBytes(newer.root, older.root)) {
    return fail('board_equivocal', { size: newer.size, ours: toHex(older.root), theirs: toHex(newer.root) })
  }
  return isConsistent({ older, newer }, proof) ? ok(newer) : fail('board_inconsistent', {})
}

/**
 * Verifies that leaf hashes are those of a checkpoint, and gives what is needed to go on from there.
 *
 * This is how a board is audited: whoever reads its leaf hashes in order, and finds every checkpoint that anybody kept among the
 * roots passed, knows that all were shown one board. Nobody needs a record for it, so that deleted ones stay accounted for.
 *
 * @param from - the frontier reached before, or `emptyFrontier`.
 * @param leafHashes - of the leaves that follow, 32 bytes each, one after the other. Untrusted.
 * @param checkpoint - of the tree with these leaves and no more.
 * @returns the frontier of the checkpoint's tree.
 * Failure: `board_inconsistent` when the leaves are not as many, or lead to another root.
 * Privacy: reads public values only.
 * Cost: two hashes a leaf, on average.
 * @example
 * const frontier = verifyLeafHashes(emptyFrontier, leafHashes, laterCheckpoint.value)
 * if (!frontier.ok) show(frontier.error)
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function verifyLeafHashes(
  from: Frontier,
  leafHashes: Uint8Array,
  { size, root }: Checkpoint,
): Result<Frontier, 'board_inconsistent'> {
  if (leafHashes.length !== (size - from.size) * HASH_BYTES) return fail('board_inconsistent', {})
  let frontier = from
  for (let at = 0; at < leafHashes.length; at += HASH_BYTES) {
    frontier = appendLeafHash(frontier, leafHashes.slice(at, at + HASH_BYTES))
  }
  return equalBytes(frontierRootOf(frontier), root) ? ok(frontier) : fail('board_inconsistent', {})
}
