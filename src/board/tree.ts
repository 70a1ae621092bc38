import { type ByteWriter, copyBytes, createWriter, writeBytes } from '../kernel/bytes.js'
import { emptyRoot, HASH_BYTES, nodeHashOf } from './merkle.js'

/**
 * The hashes of a tree, leaf hashes first, then every complete pair above them, level by level. It grows by `addLeafHash`;
 * what is in it never changes, so that roots and proofs of every earlier size come from it too. 64 bytes a leaf.
 */
export type HashTree = { readonly levels: ByteWriter[] }

/**
 * Starts a tree without leaves.
 *
 * @returns a tree to add leaf hashes to.
 * Privacy: reads nothing.
 * Cost: O(1). @since 0.1
 */
export function createHashTree(): HashTree {
  return { levels: [createWriter(HASH_BYTES)] }
}

/**
 * Tells how many leaves a tree has.
 *
 * @param tree - the tree.
 * @returns the number of leaves.
 * Privacy: public.
 * Cost: O(1). @since 0.1
 */
export function treeSizeOf(tree: HashTree): number {
  return countAt(tree, 0)
}

/**
 * Adds a leaf to the right of a tree.
 *
 * @param tree - it grows.
 * @param leafHash - 32 bytes, of `leafHashOf`; copied.
 * @throws {RangeError} when the hash is not 32 bytes long.
 * Privacy: public.
 * Cost: one hash on average, O(log size) at most.
 * @example
 * const tree = createHashTree()
 * addLeafHash(tree, leafHashOf(record))
 * const root = treeRootOf(tree)
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function addLeafHash(tree: HashTree, leafHash: Uint8Array): void {
  if (leafHash.length !== HASH_BYTES) throw new RangeError('leafHash: expected 32 bytes')
  let hash = leafHash
  for (let level = 0; ; level++) {
    writeBytes(levelOf(tree, level), hash)
    const count = countAt(tree, level)
    if (count % 2 === 1) return
    hash = nodeHashOf(nodeAt(tree, level, count - 2), nodeAt(tree, level, count - 1))
  }
}

/**
 * Gives the root of a tree, or of what it was.
 *
 * @param tree - the tree.
 * @param size - of how many of its first leaves; all unless told.
 * @returns 32 bytes.
 * @throws {RangeError} when the tree has not so many leaves.
 * Privacy: public.
 * Cost: O(log size).
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function treeRootOf(tree: HashTree, size: number = treeSizeOf(tree)): Uint8Array {
  checkSize(tree, size)
  return copyBytes(size === 0 ? emptyRoot : hashOf(tree, 0, size))
}

/**
 * Proves that a leaf is where it is.
 *
 * @param tree - the tree, which may have grown since.
 * @param index - which leaf, from 0 on.
 * @param size - in the tree of how many leaves; all unless told.
 * @returns the hashes beside the way from the leaf to the root, in that order; none where there is one leaf.
 * @throws {RangeError} when the tree has not so many leaves, or none at the index.
 * Privacy: public.
 * Cost: O(log² size).
 * @example
 * const tree = createHashTree()
 * addLeafHash(tree, leafHashOf(record))
 * const hashes = proveInclusion(tree, 0)
 * @see RFC 6962 section 2.1.1 @since 0.1
 */
export function proveInclusion(tree: HashTree, index: number, size: number = treeSizeOf(tree)): readonly Uint8Array[] {
  checkSize(tree, size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('index: expected a leaf')
  const proof: Uint8Array[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    const [left, right] = [[start, middle] as const, [middle, end] as const]
    const isLeft = index < middle
    proof.push(copyBytes(hashOf(tree, ...(isLeft ? right : left))))
    ;[start, end] = isLeft ? left : right
  }
  return proof.reverse()
}

/**
 * Proves that a tree begins with all the leaves it had before.
 *
 * @param tree - the tree, which may have grown since.
 * @param older - the size before.
 * @param newer - the size afterwards; all leaves unless told.
 * @returns the hashes of RFC 6962; none where the sizes are equal or the older is 0.
 * @throws {RangeError} when the tree has not so many leaves, or the older size is the larger one.
 * Privacy: public.
 * Cost: O(log² size).
 * @example
 * const tree = createHashTree()
 * for (const one of [record, record]) addLeafHash(tree, leafHashOf(one))
 * const hashes = proveConsistency(tree, 1, 2)
 * @see RFC 6962 section 2.1.2 @since 0.1
 */
export function proveConsistency(
  tree: HashTree,
  older: number,
  newer: number = treeSizeOf(tree),
): readonly Uint8Array[] {
  checkSize(tree, newer)
  if (!Number.isSafeInteger(older) || older < 0 || older > newer)
    throw new RangeError('older: expected an earlier size')
  if (older === 0 || older === newer) return []
  const proof: Uint8Array[] = []
  let [start, end] = [0, newer]
  while (end !== older) {
    const middle = start + splitOf(end - start)
    const isLeft = older <= middle
    proof.push(copyBytes(isLeft ? hashOf(tree, middle, end) : hashOf(tree, start, middle)))
    ;[start, end] = isLeft ? [start, middle] : [middle, end]
  }
  // The older tree's own root is known to whoever has it; anything narrower has to be sent.
  if (start > 0) proof.push(copyBytes(hashOf(tree, start, end)))
  return proof.reverse()
}

/** The root over a stretch of leaves that begins where a complete tree of its size could: the only ones RFC 6962 asks for. */
function hashOf(tree: HashTree, start: number, end: number): Uint8Array {
  const count = end - start
  const split = splitOf(count)
  if (count === 1) return nodeAt(tree, 0, start)
  if (split * 2 === count) return nodeAt(tree, Math.round(Math.log2(count)), start / count)
  return nodeHashOf(hashOf(tree, start, start + split), hashOf(tree, start + split, end))
}

/** The largest power of two below a number of leaves. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

function checkSize(tree: HashTree, size: number): void {
  if (!Number.isSafeInteger(size) || size < 0 || size > treeSizeOf(tree)) {
    throw new RangeError('size: expected no more leaves than the tree has')
  }
}

function levelOf(tree: HashTree, level: number): ByteWriter {
  const writer = tree.levels[level] ?? createWriter(HASH_BYTES)
  if (level === tree.levels.length) tree.levels.push(writer)
  return writer
}

function countAt(tree: HashTree, level: number): number {
  return (tree.levels[level]?.length ?? 0) / HASH_BYTES
}

function nodeAt(tree: HashTree, level: number, index: number): Uint8Array {
  const bytes = tree.levels[level]?.bytes ?? emptyRoot // asked for complete pairs only, which are there
  return bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
}
