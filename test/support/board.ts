import { type Checkpoint, readCheckpoint } from '../../src/board/checkpoint.js'
import type { Board } from '../../src/board/description.js'
import { leafHashOf } from '../../src/board/merkle.js'
import { recordLengthOf } from '../../src/board/record.js'
import { type BoardSigner, signCheckpoint } from '../../src/board/sign.js'
import { addLeafHash, createHashTree, type HashTree, treeRootOf, treeSizeOf } from '../../src/board/tree.js'
import { holdSecret } from '../../src/kernel/secret-key.js'
import { signingKeyFromSeed } from '../../src/kernel/signing.js'
import { toHex } from '../../src/kernel/text.js'
import { must } from './catalogue.js'
import { seededRandom } from './random.js'

// A board of an invented community, and what can be posted to it.

export const ORIGIN = 'board.harbour.example'

/** A key pair that is the same at every run. */
export function boardSigner(name = 'board'): BoardSigner {
  const { publicKey, secretKey } = signingKeyFromSeed(seededRandom(name)(32))
  return { publicKey, secretKey: holdSecret(secretKey) }
}

export const signer: BoardSigner = boardSigner()

export const board: Board = {
  origin: ORIGIN,
  key: signer.publicKey,
  suite: 1,
  recordBytes: recordLengthOf(1),
  mostRecords: 100,
  keepDays: 35,
  address: `https://${ORIGIN}/`,
}

/** The board's description, with what a test wants otherwise. */
export function descriptionOf(changes: Readonly<Record<string, unknown>> = {}): string {
  const { key, ...rest } = board
  return JSON.stringify({ format: 'entrenous-board-1', ...rest, key: toHex(key), ...changes })
}

/** The n-th record: to a board, random bytes of the one length. */
export function recordOf(number: number | string, suite: 1 | 2 = 1): Uint8Array {
  return seededRandom(`record ${number}`)(recordLengthOf(suite))
}

/** Small leaves, where nothing but their difference matters. */
export function leavesOf(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => leafHashOf(new Uint8Array([at % 256, Math.floor(at / 256)])))
}

export function treeOf(leafHashes: readonly Uint8Array[]): HashTree {
  const tree = createHashTree()
  for (const hash of leafHashes) addLeafHash(tree, hash)
  return tree
}

/** A tree's checkpoint as the board signs it. */
export function checkpointTextOf(tree: HashTree, size: number = treeSizeOf(tree)): string {
  return signCheckpoint({ origin: ORIGIN, size, root: treeRootOf(tree, size) }, signer)
}

export function checkpointOf(tree: HashTree, size: number = treeSizeOf(tree)): Checkpoint {
  return must(readCheckpoint(checkpointTextOf(tree, size), board))
}
