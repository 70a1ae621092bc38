// Where the files of a board lie.
//
//   signing-key.json           signs the checkpoints; for its owner alone
//   public/                    everything that is shown to everybody
//     board.json               the description
//     checkpoint               signed: how many records, under which root. Its replacement is what acknowledges records
//     segments.json            the segments that are kept
//     segments/<day>-<n>.bin   records, one after the other
//     leaves/<n>.bin           leaf hashes, 4,096 a file; they stay when records are deleted
import { join } from 'node:path'

/** Leaf hashes of a full file. */
export const LEAVES_A_FILE = 4096
export const HASH_BYTES = 32

/** @param {string} folder */
export function layoutOf(folder) {
  const shown = join(folder, 'public')
  return {
    key: join(folder, 'signing-key.json'),
    shown,
    description: join(shown, 'board.json'),
    checkpoint: join(shown, 'checkpoint'),
    list: join(shown, 'segments.json'),
    segments: join(shown, 'segments'),
    leaves: join(shown, 'leaves'),
  }
}

/**
 * Names the file of leaf hashes in which a leaf's is.
 *
 * @param {number} index
 */
export function leavesNameOf(index) {
  return `${String(Math.floor(index / LEAVES_A_FILE)).padStart(6, '0')}.bin`
}
