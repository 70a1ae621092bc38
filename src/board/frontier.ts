import { copyBytes } from '../kernel/bytes.js'
import { emptyRoot, HASH_BYTES, MAX_TREE_SIZE, nodeHashOf } from './merkle.js'

/**
 * All that is needed of a tree to go on: the roots of the complete trees that its leaves make up, the largest first, one for
 * each 1 in the binary size. At most 53 hashes, however many leaves there are.
 */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] }

/** The tree without leaves. */
export const emptyFrontier: Frontier = Object.freeze({ size: 0, hashes: Object.freeze([]) })

/**
 * Adds a leaf to the right of a tree.
 *
 * For whoever keeps no leaves: an auditor who reads a board from its first record on, a device that remembers how far it has
 * read.
 *
 * @param frontier - of the tree so far; not changed.
 * @param leafHash - 32 bytes, of `leafHashOf`.
 * @returns the frontier with one leaf more.
 * @throws {RangeError} when the hash is not 32 bytes long, or the tree is as large as numbers can count.
 * Privacy: public in, public out.
 * Cost: O(log size).
 * @example
 * const frontier = appendLeafHash(emptyFrontier, leafHashOf(record))
 * const root = frontierRootOf(frontier)
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function appendLeafHash(frontier: Frontier, leafHash: Uint8Array): Frontier {
  if (leafHash.length !== HASH_BYTES) throw new RangeError('leafHash: expected 32 bytes')
  if (frontier.size >= MAX_TREE_SIZE) throw new RangeError('frontier: expected a tree with room for a leaf')
  const hashes = [...frontier.hashes]
  let hash = leafHash
  for (let count = frontier.size; count % 2 === 1; count = Math.floor(count / 2)) {
    hash = nodeHashOf(hashes.pop() ?? emptyRoot, hash) // there is one for each 1 of the size
  }
  return { size: frontier.size + 1, hashes: [...hashes, hash] }
}

/**
 * Gives the root of a tree by its frontier.
 *
 * @param frontier - of the whole tree.
 * @returns 32 bytes; the empty tree's where there are no leaves.
 * Privacy: public in, public out.
 * Cost: O(log size).
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function frontierRootOf({ hashes }: Frontier): Uint8Array {
  const [only, ...more] = hashes
  // Copied, so that nobody who changes a root changes the tree.
  if (more.length === 0) return copyBytes(only ?? emptyRoot)
  return hashes.reduceRight((root, hash) => nodeHashOf(hash, root))
}
