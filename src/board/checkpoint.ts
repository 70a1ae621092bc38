import { fromBase64, toBase64 } from '../kernel/base64.js'
import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { emptyRoot, HASH_BYTES } from './merkle.js'
import { type NoteFailure, openNote } from './note.js'

// The signed text of a checkpoint, one line each:
//
//   origin           the board's name, as its description states it
//   size             how many records, decimal
//   root             base64 of the 32-byte root of the tree of so many records
//
// Extension lines are allowed by the format and refused here: a line that nobody can audit is where a board could mark for whom a
// checkpoint was made.

/** What a board has signed for: so many records, under this root. */
export type TreeHead = { readonly origin: string; readonly size: number; readonly root: Uint8Array }

declare const verified: unique symbol

/** A tree head whose signature has been verified; only `readCheckpoint` makes one, so that size and root belong together. */
export type Checkpoint = TreeHead & { readonly [verified]: true }

/** Which board's checkpoint is expected: the origin and key of its description. */
export type CheckpointKey = { readonly origin: string; readonly key: Uint8Array }

/** What an origin looks like: a URL without scheme, so without spaces, plus signs and line ends. */
export const originPattern: RegExp = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\/[A-Za-z0-9._~-]+)*$/

/**
 * Reads a board's checkpoint and verifies its signature.
 *
 * @param text - as it was fetched or kept, untrusted.
 * @param board - origin and public key, from the board's description.
 * @returns the tree head. Signatures of others beside the board's own are passed over.
 * Failure: `board_checkpoint_invalid` when it is no checkpoint or has lines beyond the three, `board_checkpoint_foreign` when it
 * is another board's, `board_checkpoint_forged` when the board's signature does not fit.
 * @throws {RangeError} when the key is not 32 bytes long.
 * Privacy: reads public values only.
 * Cost: one verification.
 * @example
 * const checkpoint = readCheckpoint(checkpointText, board.value)
 * if (!checkpoint.ok) show(checkpoint.error)
 * @see C2SP tlog-checkpoint, C2SP signed-note v1 @since 0.1
 */
export function readCheckpoint(text: string, { origin, key }: CheckpointKey): Result<Checkpoint, NoteFailure> {
  const note = openNote(text, { name: origin, key })
  if (!note.ok) return note
  const head = headOf(note.value)
  if (head === undefined) return fail('board_checkpoint_invalid', {})
  if (head.origin !== origin) return fail('board_checkpoint_foreign', {})
  return ok(head as Checkpoint) // its signature has just been verified
}

/**
 * Writes the text of a checkpoint, which is what gets signed.
 *
 * @param head - origin, size and root.
 * @returns three lines.
 * Privacy: public.
 * Cost: O(1). @see C2SP tlog-checkpoint @since 0.1
 */
export function checkpointTextOf({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/**
 * Reads the text of a checkpoint.
 *
 * @param text - what was signed, or would be.
 * @returns the head, or undefined when it is not of the form, or has lines beyond the three.
 * Privacy: public.
 * Cost: O(length). @see C2SP tlog-checkpoint @since 0.1
 */
export function headOf(text: string): TreeHead | undefined {
  const [origin, size, base64, end, ...more] = text.split('\n')
  if (origin === undefined || origin === '' || end !== '' || more.length > 0) return undefined
  const count = countOf(size)
  const root = base64 === undefined ? undefined : fromBase64(base64)
  if (count === undefined || root?.length !== HASH_BYTES) return undefined
  return count === 0 && !equalBytes(root, emptyRoot) ? undefined : { origin, size: count, root }
}

/**
 * Reads a count as the formats of logs write it.
 *
 * @param text - decimal digits, untrusted.
 * @returns the number, or undefined for leading zeros, other characters, and more than numbers count exactly.
 * Privacy: public.
 * Cost: O(1). @see C2SP tlog-checkpoint @since 0.1
 */
export function countOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined
  return Number.isSafeInteger(Number(text)) ? Number(text) : undefined
}
