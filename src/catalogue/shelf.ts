import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { StatementIndex } from './index-section.js'
import { readGroup } from './layout.js'

/** The statements of a file, and what they hash to. */
export type Shelf = { readonly index: StatementIndex; readonly statements: Uint8Array }

/** Which parts of a file have been hashed, and whether they are what the index says. */
export type Checked = Map<number, boolean>

/**
 * Reads the statements on one subject out of a file.
 *
 * @param shelf - the statements of the file, untrusted, and their verified index.
 * @param group - which subject; one of the index.
 * @param checked - parts that have been hashed; grows.
 * @returns the statements' bytes, copied.
 * Failure: `catalogue_hash_mismatch` when their part is not what the index says; `catalogue_invalid` when it is and
 * nevertheless holds no statements.
 * Privacy: a catalogue is public.
 * Cost: one hash a part, the first time. @since 0.1
 */
export function statementsOf(
  shelf: Shelf,
  group: number,
  checked: Checked,
): Result<readonly Uint8Array[], 'catalogue_hash_mismatch' | 'catalogue_invalid'> {
  const { index, statements } = shelf
  const start = index.groups[group] ?? 0
  const part = partOf(index.parts, start)
  const isRight = checked.get(part) ?? isPart(shelf, part)
  checked.set(part, isRight)
  if (!isRight) return fail('catalogue_hash_mismatch', { section: 'statements' })
  const received = readGroup(statements.subarray(start, index.groups[group + 1]))
  return received === undefined ? fail('catalogue_invalid', { section: 'statements' }) : ok(received)
}

function isPart({ index, statements }: Shelf, part: number): boolean {
  const hash = index.hashes.subarray(32 * part, 32 * part + 32)
  return equalBytes(sha256(statements.subarray(index.parts[part], index.parts[part + 1])), hash)
}

/** The part that a byte lies in. */
function partOf(parts: Uint32Array, at: number): number {
  let low = 0
  let high = parts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((parts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
