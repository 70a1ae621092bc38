import { concatBytes, equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fromHex } from '../kernel/text.js'

// The tree of RFC 6962: a leaf is hashed behind 0x00 and two nodes behind 0x01, so that no leaf can be taken for a node. A tree
// of n leaves is split at the largest power of two below n.

/** Bytes of a leaf hash, of a node's and of a root. */
export const HASH_BYTES = 32
/** The most leaves of a tree: every index is an exact number. No proof of so many has more hashes than that. */
export const MAX_TREE_SIZE = Number.MAX_SAFE_INTEGER
const MAX_PROOF_HASHES = 64

const LEAF = new Uint8Array([0])
const NODE = new Uint8Array([1])

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Uint8Array = /* @__PURE__ */ constant(
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
)

/**
 * Hashes a record as a leaf of the board's tree.
 *
 * @param record - the record's bytes, any trust.
 * @returns 32 bytes: SHA-256 of a zero byte and the record.
 * Privacy: as public as the record; what it holds is sealed.
 * Cost: O(length).
 * @example
 * const leaf = leafHashOf(record)
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function leafHashOf(record: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, record))
}

/**
 * Hashes two neighbouring nodes to the one above them.
 *
 * @param left - 32 bytes.
 * @param right - 32 bytes.
 * @returns 32 bytes: SHA-256 of a one byte and both.
 * Privacy: public in, public out.
 * Cost: one hash.
 * @see RFC 6962 section 2.1 @since 0.1
 */
export function nodeHashOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right))
}

/** Where a leaf is said to be, and by which hashes that is to be seen. Untrusted until it is verified. */
export type InclusionClaim = {
  readonly index: number
  readonly size: number
  readonly leafHash: Uint8Array
  readonly root: Uint8Array
}

/**
 * Tells whether hashes prove that a leaf is at an index of the tree with a root.
 *
 * The hashes do not bind the size: two sizes in which the leaf lies alike have the same proof, so that size and root have to
 * come from one signed checkpoint.
 *
 * @param claim - leaf hash, index, size and root. Index and hash are untrusted.
 * @param proof - untrusted: anything at all.
 * @returns true when they do; false for everything else. Never throws.
 * Privacy: reads public values only.
 * Cost: O(log size) hashes; nothing is hashed where the number of hashes cannot be right.
 * @see RFC 9162 section 2.1.3.2 @since 0.1
 */
export function isIncluded(claim: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  const { index, size, leafHash, root } = claim
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, root, ...proofOf(proof)]))
    return false
  let at = { leaf: index, last: size - 1 }
  let hash = leafHash
  for (const other of proof) {
    if (at.last === 0) return false
    const fromLeft = isOdd(at.leaf) || at.leaf === at.last
    hash = fromLeft ? nodeHashOf(other, hash) : nodeHashOf(hash, other)
    at = above(fromLeft ? unpaired(at) : at)
  }
  return at.last === 0 && equalBytes(hash, root)
}

/** Two trees, of which the newer is said to begin with the leaves of the older. */
export type ConsistencyClaim = {
  readonly older: { readonly size: number; readonly root: Uint8Array }
  readonly newer: { readonly size: number; readonly root: Uint8Array }
}

/**
 * Tells whether hashes prove that a newer tree begins with all the leaves of an older one, in their order.
 *
 * As with `isIncluded`, each size and its root have to come from one signed checkpoint.
 *
 * @param claim - sizes and roots of both.
 * @param proof - untrusted: anything at all. None is needed where the sizes are equal or the older tree is empty.
 * @returns true when they do; false for everything else. Never throws.
 * Privacy: reads public values only.
 * Cost: O(log size) hashes.
 * @see RFC 9162 section 2.1.4.2 @since 0.1
 */
export function isConsistent({ older, newer }: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false
  if (!areHashes([older.root, newer.root, ...proofOf(proof)])) return false
  if (older.size === 0) return proof.length === 0 && equalBytes(older.root, emptyRoot) && isRootOf(newer)
  if (older.size === newer.size) return proof.length === 0 && equalBytes(older.root, newer.root)
  // The root of a complete tree is a node of the newer one, and not sent again.
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  const [first, ...others] = path
  if (proof.length === 0 || first === undefined) return false
  let at = { leaf: older.size - 1, last: newer.size - 1 }
  while (isOdd(at.leaf)) at = above(at)
  let [ofOlder, ofNewer] = [first, first]
  for (const other of others) {
    if (at.last === 0) return false
    if (isOdd(at.leaf) || at.leaf === at.last) {
      ofOlder = nodeHashOf(other, ofOlder)
      ofNewer = nodeHashOf(other, ofNewer)
      at = unpaired(at)
    } else {
      ofNewer = nodeHashOf(ofNewer, other)
    }
    at = above(at)
  }
  return at.last === 0 && equalBytes(ofOlder, older.root) && equalBytes(ofNewer, newer.root)
}

/** A node on the way up and the last node of its level. */
type Place = { readonly leaf: number; readonly last: number }

/** One level up. Divided, not shifted: indices may be larger than 32 bits. */
function above({ leaf, last }: Place): Place {
  return { leaf: Math.floor(leaf / 2), last: Math.floor(last / 2) }
}

/** The last node of a level may have nobody beside it: it is the same one on the levels above, up to where it is a right one. */
function unpaired(place: Place): Place {
  let at = place
  while (!isOdd(at.leaf) && at.leaf !== 0) at = above(at)
  return at
}

/** An empty tree has one root; of a tree with leaves, nothing can be said by its size. */
function isRootOf({ size, root }: { readonly size: number; readonly root: Uint8Array }): boolean {
  return size > 0 || equalBytes(root, emptyRoot)
}

/** A proof that is none becomes one hash that is none, so that one check refuses it. */
function proofOf(proof: unknown): readonly unknown[] {
  return Array.isArray(proof) && proof.length <= MAX_PROOF_HASHES ? proof : [undefined]
}

function areHashes(values: readonly unknown[]): boolean {
  return values.every((value) => value instanceof Uint8Array && value.length === HASH_BYTES)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isOdd(value: number): boolean {
  return value % 2 === 1
}

function isPowerOfTwo(value: number): boolean {
  let rest = value
  while (!isOdd(rest)) rest /= 2
  return rest === 1
}

function constant(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0) // the constant above is hexadecimal
}
