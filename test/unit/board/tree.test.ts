import { describe, expect, it } from 'vitest'
import { appendLeafHash, emptyFrontier, type Frontier, frontierRootOf } from '../../../src/board/frontier.js'
import { emptyRoot, isConsistent, isIncluded } from '../../../src/board/merkle.js'
import {
  addLeafHash,
  createHashTree,
  proveConsistency,
  proveInclusion,
  treeRootOf,
  treeSizeOf,
} from '../../../src/board/tree.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { leavesOf, treeOf } from '../../support/board.js'
import { referencePath, referenceProof, referenceRoot } from '../../support/merkle-reference.js'

const MOST = 70
const leaves = leavesOf(MOST)
const tree = treeOf(leaves)
const sizes = Array.from({ length: MOST }, (_, at) => at + 1)
const roots = [emptyRoot, ...sizes.map((size) => referenceRoot(leaves.slice(0, size)))]
const hexOf = (proof: readonly Uint8Array[]): string => Buffer.concat(proof).toString('hex')
const rootAt = (size: number): Uint8Array => roots[size] ?? new Uint8Array(0)

describe('a tree of up to 70 leaves', () => {
  it('has the root that RFC 6962 defines, at every size it has had', () => {
    for (const size of [0, ...sizes]) expect(treeRootOf(tree, size)).toEqual(rootAt(size))
  })

  it('proves all 2,485 leaves of all its sizes, with the hashes of RFC 6962', () => {
    let verified = 0
    for (const size of sizes) {
      for (let index = 0; index < size; index++) {
        const proof = proveInclusion(tree, index, size)
        expect(hexOf(proof)).toBe(hexOf(referencePath(index, leaves.slice(0, size))))
        const claim = { index, size, leafHash: leaves[index] ?? emptyRoot, root: rootAt(size) }
        if (isIncluded(claim, proof)) verified++
      }
    }
    expect(verified).toBe(2485)
  })

  it('proves all 2,485 pairs of an older and a newer size, with the hashes of RFC 6962', () => {
    let verified = 0
    for (const newer of sizes) {
      for (let older = 1; older <= newer; older++) {
        const proof = proveConsistency(tree, older, newer)
        expect(hexOf(proof)).toBe(hexOf(referenceProof(older, leaves.slice(0, newer))))
        const claim = { older: { size: older, root: rootAt(older) }, newer: { size: newer, root: rootAt(newer) } }
        if (isConsistent(claim, proof)) verified++
      }
    }
    expect(verified).toBe(2485)
  })

  it('has the same root by its frontier, of as many hashes as its size has ones', () => {
    let frontier: Frontier = emptyFrontier
    expect(frontierRootOf(frontier)).toEqual(emptyRoot)
    for (const [at, leaf] of leaves.entries()) {
      frontier = appendLeafHash(frontier, leaf)
      expect(frontierRootOf(frontier)).toEqual(rootAt(at + 1))
      expect(frontier.hashes).toHaveLength([...(at + 1).toString(2)].filter((digit) => digit === '1').length)
    }
  })

  it('leaves an earlier frontier as it was', () => {
    const three = leaves.slice(0, 3).reduce(appendLeafHash, emptyFrontier)
    appendLeafHash(three, leaves[3] ?? emptyRoot)
    expect(frontierRootOf(three)).toEqual(rootAt(3))
    expect(frontierRootOf(emptyFrontier)).toEqual(emptyRoot)
  })

  it('hands out hashes that nobody can change it by', () => {
    const own = treeOf(leaves.slice(0, 5))
    treeRootOf(own, 4).fill(0)
    treeRootOf(own, 0).fill(0)
    frontierRootOf(emptyFrontier).fill(0)
    const one = appendLeafHash(emptyFrontier, leaves[0] ?? emptyRoot)
    frontierRootOf(one).fill(0)
    expect(frontierRootOf(one)).toEqual(rootAt(1))
    expect(treeRootOf(own, 0)).toEqual(sha256(new Uint8Array(0)))
    proveInclusion(own, 0)[0]?.fill(0)
    proveConsistency(own, 2)[0]?.fill(0)
    expect(treeRootOf(own)).toEqual(rootAt(5))
    expect(treeRootOf(own, 4)).toEqual(rootAt(4))
  })
})

describe('a tree throws where the calling program asks for', () => {
  const small = treeOf(leaves.slice(0, 3))
  it('a size it has not', () => {
    for (const size of [-1, 4, 0.5, Number.NaN]) {
      expect(() => treeRootOf(small, size)).toThrow(RangeError)
      expect(() => proveInclusion(small, 0, size)).toThrow(RangeError)
      expect(() => proveConsistency(small, 0, size)).toThrow(RangeError)
    }
    expect(treeSizeOf(small)).toBe(3)
  })
  it('a leaf that is not there, or an older size that is none', () => {
    for (const index of [-1, 3, 0.5]) expect(() => proveInclusion(small, index)).toThrow(RangeError)
    for (const older of [-1, 4, 0.5]) expect(() => proveConsistency(small, older)).toThrow(RangeError)
    expect(() => proveInclusion(createHashTree(), 0)).toThrow(RangeError)
  })
  it('a leaf hash of another length', () => {
    for (const length of [0, 31, 33]) {
      expect(() => addLeafHash(small, new Uint8Array(length))).toThrow(RangeError)
      expect(() => appendLeafHash(emptyFrontier, new Uint8Array(length))).toThrow(RangeError)
    }
    expect(() => appendLeafHash({ size: Number.MAX_SAFE_INTEGER, hashes: [] }, emptyRoot)).toThrow(RangeError)
  })
})
