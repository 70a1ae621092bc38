import { describe, expect, it } from 'vitest'
import { emptyRoot, isConsistent, isIncluded } from '../../src/board/merkle.js'
import { proveConsistency, proveInclusion, treeRootOf } from '../../src/board/tree.js'
import { leavesOf, treeOf } from '../support/board.js'
import { longer } from '../support/longer.js'
import { partsOf, sidesOf } from '../support/merkle-reference.js'
import { seededRandom } from '../support/random.js'

const MOST = 300
const leaves = leavesOf(MOST)
const tree = treeOf(leaves)
const RUNS = 10_000 * longer

/** Chance that repeats. */
function chanceOf(seed: string) {
  const random = seededRandom(seed)
  const below = (limit: number): number => {
    const [a = 0, b = 0, c = 0, d = 0] = random(4)
    return (((a * 256 + b) * 256 + c) * 256 + d) % limit
  }
  return { random, below }
}
type Chance = ReturnType<typeof chanceOf>

function changedHash(hash: Uint8Array, { below }: Chance): Uint8Array {
  const [place, bit] = [below(32), 1 << below(8)]
  return hash.map((byte, at) => (at === place ? byte ^ bit : byte))
}

/** A proof with something about it that is not right. */
function changedProof(proof: readonly Uint8Array[], chance: Chance): readonly Uint8Array[] {
  const at = chance.below(proof.length + 1)
  const [before, after] = [proof.slice(0, at), proof.slice(at)]
  const [one = emptyRoot, ...rest] = after
  const [next, ...others] = rest
  const ways = [
    [...before, chance.random(32), ...after],
    [...before, one, ...after],
    [...before, ...rest],
    [...before, changedHash(one, chance), ...rest],
    [...before, one.subarray(1), ...rest],
    next === undefined ? [...proof, one] : [...before, next, one, ...others],
    [],
    [...proof].reverse(),
  ]
  const changed = ways[chance.below(ways.length)] ?? []
  return sameBytes(changed, proof) ? [...proof, one] : changed
}

function sameBytes(one: readonly Uint8Array[], other: readonly Uint8Array[]): boolean {
  return one.length === other.length && one.every((bytes, at) => Buffer.compare(bytes, other[at] ?? emptyRoot) === 0)
}

/** Another number than this one: near it, or anything a number can be. */
function otherNumber(number: number, { below }: Chance): number {
  const far = [
    -1,
    number * 2,
    Math.floor(number / 2),
    0.5,
    Number.NaN,
    2 ** 53,
    2 ** 32 + number,
    Number.POSITIVE_INFINITY,
  ]
  const other = below(3) === 0 ? (far[below(far.length)] ?? 0) : number + 1 + below(9) * (below(2) === 0 ? -1 : 1)
  return Object.is(other, number) ? number + 1 : other
}

describe('no proof', () => {
  it('of a leaf holds with anything about it changed, 10,000 times', () => {
    const chance = chanceOf('inclusion')
    let [accepted, alike] = [0, 0]
    for (let run = 0; run < RUNS; run++) {
      const size = 1 + chance.below(MOST)
      const index = chance.below(size)
      const proof = proveInclusion(tree, index, size)
      const claim = { index, size, leafHash: leaves[index] ?? emptyRoot, root: treeRootOf(tree, size) }
      if (!isIncluded(claim, proof)) throw new Error('a right proof was refused')
      const changes = [
        { claim, proof: changedProof(proof, chance) },
        { claim: { ...claim, root: changedHash(claim.root, chance) }, proof },
        { claim: { ...claim, leafHash: changedHash(claim.leafHash, chance) }, proof },
        { claim: { ...claim, index: otherNumber(index, chance) }, proof },
        { claim: { ...claim, size: otherNumber(size, chance) }, proof },
      ]
      const changed = changes[chance.below(changes.length)]
      if (changed === undefined || !isIncluded(changed.claim, changed.proof)) continue
      // A proof holds for every size in which the way from the leaf looks the same: RFC 6962 leaves it to the signature over
      // size and root to say which one it is. Anything else would be a false proof.
      const isAlike = changed.claim.size !== size && sidesOf(index, changed.claim.size) === sidesOf(index, size)
      if (isAlike) alike++
      else accepted++
    }
    console.info(`inclusion: ${RUNS} changed, ${accepted} accepted, ${alike} of another size that looks the same`)
    expect(accepted).toBe(0)
  })

  it('that a tree has grown holds with anything about it changed, 10,000 times', () => {
    const chance = chanceOf('consistency')
    let [accepted, alike] = [0, 0]
    for (let run = 0; run < RUNS; run++) {
      const newer = 2 + chance.below(MOST - 1)
      const older = 1 + chance.below(newer - 1)
      const proof = proveConsistency(tree, older, newer)
      const [olderRoot, newerRoot] = [treeRootOf(tree, older), treeRootOf(tree, newer)]
      const claim = { older: { size: older, root: olderRoot }, newer: { size: newer, root: newerRoot } }
      if (!isConsistent(claim, proof)) throw new Error('a right proof was refused')
      const changes = [
        { claim, proof: changedProof(proof, chance) },
        { claim: { ...claim, older: { size: older, root: changedHash(olderRoot, chance) } }, proof },
        { claim: { ...claim, newer: { size: newer, root: changedHash(newerRoot, chance) } }, proof },
        { claim: { ...claim, older: { size: otherNumber(older, chance), root: olderRoot } }, proof },
        { claim: { ...claim, newer: { size: otherNumber(newer, chance), root: newerRoot } }, proof },
        { claim: { older: claim.newer, newer: claim.older }, proof },
      ]
      const changed = changes[chance.below(changes.length)]
      if (changed === undefined || !isConsistent(changed.claim, changed.proof)) continue
      const { older: one, newer: other } = changed.claim
      const isAlike =
        (one.size !== older || other.size !== newer) && partsOf(one.size, other.size) === partsOf(older, newer)
      if (isAlike) alike++
      else accepted++
    }
    console.info(`consistency: ${RUNS} changed, ${accepted} accepted, ${alike} of other sizes that look the same`)
    expect(accepted).toBe(0)
  })
})
