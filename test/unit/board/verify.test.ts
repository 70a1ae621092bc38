import { describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../../src/board/checkpoint.js'
import { appendLeafHash, emptyFrontier } from '../../../src/board/frontier.js'
import { signCheckpoint } from '../../../src/board/sign.js'
import { proveConsistency } from '../../../src/board/tree.js'
import { verifyConsistency, verifyLeafHashes } from '../../../src/board/verify.js'
import { joinBytes } from '../../../src/kernel/bytes.js'
import type { Result } from '../../../src/kernel/result.js'
import { toHex } from '../../../src/kernel/text.js'
import { boardSigner, checkpointOf, leavesOf, treeOf } from '../../support/board.js'
import { must } from '../../support/catalogue.js'

const leaves = leavesOf(20)
const tree = treeOf(leaves)
const otherTree = treeOf([...leaves.slice(0, 7), ...leaves.slice(8), leaves[7] ?? new Uint8Array(32)])
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

describe('a newer checkpoint', () => {
  it('follows an older one, and is kept in its place', () => {
    const newer = checkpointOf(tree)
    for (const size of [0, 1, 7, 16, 19, 20]) {
      expect(must(verifyConsistency(checkpointOf(tree, size), newer, proveConsistency(tree, size)))).toBe(newer)
    }
  })

  it('does not follow one that has other records', () => {
    const [older, newer] = [checkpointOf(otherTree, 13), checkpointOf(tree)]
    expect(codeOf(verifyConsistency(older, newer, proveConsistency(tree, 13)))).toBe('board_inconsistent')
    expect(codeOf(verifyConsistency(older, newer, proveConsistency(otherTree, 13)))).toBe('board_inconsistent')
    expect(codeOf(verifyConsistency(older, newer, []))).toBe('board_inconsistent')
  })

  it('of fewer records is an older one', () => {
    expect(verifyConsistency(checkpointOf(tree), checkpointOf(tree, 19), [])).toEqual({
      ok: false,
      error: { code: 'board_rolled_back', detail: { size: 19, lastSeen: 20 } },
    })
  })

  it('of as many records and another root is a second story, and both roots are the proof', () => {
    const [older, newer] = [checkpointOf(tree), checkpointOf(otherTree)]
    expect(verifyConsistency(older, newer, [])).toEqual({
      ok: false,
      error: { code: 'board_equivocal', detail: { size: 20, ours: toHex(older.root), theirs: toHex(newer.root) } },
    })
  })

  it('of another board follows nothing', () => {
    const eve = boardSigner('eve')
    const { size, root } = checkpointOf(tree)
    const origin = 'board.hill.example'
    const theirs = must(readCheckpoint(signCheckpoint({ origin, size, root }, eve), { origin, key: eve.publicKey }))
    expect(codeOf(verifyConsistency(checkpointOf(tree), theirs, []))).toBe('board_checkpoint_foreign')
  })

  it('is not followed by a proof that is none', () => {
    // What a program in plain JavaScript may hand over.
    const strange = [
      undefined,
      null,
      7,
      'ab',
      [7],
      [[]],
      [new Uint8Array(31)],
      Array.from({ length: 65 }, () => leaves[0]),
    ]
    for (const proof of strange) {
      const given = proof as unknown as readonly Uint8Array[]
      expect(codeOf(verifyConsistency(checkpointOf(tree, 7), checkpointOf(tree), given))).toBe('board_inconsistent')
    }
  })
})

describe('leaf hashes', () => {
  const bytes = joinBytes([...leaves])
  it('are those of a checkpoint, at once or in parts', () => {
    const whole = must(verifyLeafHashes(emptyFrontier, bytes, checkpointOf(tree)))
    const part = must(verifyLeafHashes(emptyFrontier, bytes.subarray(0, 7 * 32), checkpointOf(tree, 7)))
    expect(must(verifyLeafHashes(part, bytes.subarray(7 * 32), checkpointOf(tree)))).toEqual(whole)
    expect(whole).toEqual(leaves.reduce(appendLeafHash, emptyFrontier))
  })
  it('are refused when one is missing, too many, swapped or changed', () => {
    const changed = bytes.slice()
    changed[100] = (changed[100] ?? 0) ^ 1
    const swapped = joinBytes([bytes.subarray(32, 64), bytes.subarray(0, 32), bytes.subarray(64)])
    const wrong = [bytes.subarray(32), bytes.subarray(1), joinBytes([bytes, bytes.subarray(0, 32)]), changed, swapped]
    for (const one of wrong) {
      expect(codeOf(verifyLeafHashes(emptyFrontier, one, checkpointOf(tree)))).toBe('board_inconsistent')
    }
    const ahead = must(verifyLeafHashes(emptyFrontier, bytes, checkpointOf(tree)))
    expect(codeOf(verifyLeafHashes(ahead, new Uint8Array(0), checkpointOf(tree, 7)))).toBe('board_inconsistent')
  })
})
