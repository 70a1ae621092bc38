// What is found on the disk at a start. The checkpoint says how many records were acknowledged: what is beyond is the tail of a write
// that was interrupted, and is cut; what is missing is damage, and nobody pretends that it is not.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import {
  addLeafHash,
  createHashTree,
  leafHashOf,
  readCheckpoint,
  readSegment,
  readSegmentList,
  signCheckpoint,
  treeRootOf,
  treeSizeOf,
  writeSegmentList,
} from 'entrenous/board'
import { cutTo, replaceText, syncFolder } from './disk.js'
import { HASH_BYTES, LEAVES_A_FILE, layoutOf, leavesNameOf } from './layout.js'

/**
 * @typedef {import('entrenous/board').Board} Board
 * @typedef {import('entrenous/board').BoardSigner} BoardSigner
 * @typedef {import('entrenous/board').HashTree} HashTree
 * @typedef {import('entrenous/board').ListedSegment} ListedSegment
 * @typedef {ListedSegment & { readonly hash: import('node:crypto').Hash }} Segment a segment, and its hash as far as it goes
 * @typedef {{ checkpoint: string, tree: HashTree, segments: readonly Segment[], places: Map<string, number> }} Found
 */

/**
 * Reads a board from its folder and puts it in order.
 *
 * @param {string} folder
 * @param {Board} board
 * @param {BoardSigner} signer
 * @returns {Found} `places` has the index of every record that is kept, by its leaf hash
 * @throws {Error} when something acknowledged is not there, or is not what was signed
 */
export function recover(folder, board, signer) {
  const at = layoutOf(folder)
  for (const one of [at.shown, at.segments, at.leaves]) mkdirSync(one, { recursive: true })
  if (!existsSync(at.checkpoint)) begin(folder, board, signer)
  const checkpoint = readFileSync(at.checkpoint, 'utf8')
  const read = readCheckpoint(checkpoint, board)
  if (!read.ok) throw new Error(`checkpoint: ${read.error.code}`)
  const { size, root } = read.value
  const tree = treeOf(at.leaves, size)
  if (Buffer.compare(treeRootOf(tree), root) !== 0) throw new Error('leaves are not those of the checkpoint')
  const listed = readSegmentList(readFileSync(at.list, 'utf8'), board)
  if (!listed.ok) throw new Error(`segments.json: ${listed.error.code}`)
  if (listed.value.size < size) throw new Error('segments.json is older than the checkpoint')
  /** @type {Map<string, number>} */
  const places = new Map()
  const segments = listed.value.segments
    .filter(({ first }) => first < size)
    .map((one) => segmentOf(at.segments, one, { board, size, leaves: tree.levels[0]?.bytes, places }))
  if (listed.value.size > size) writeList(at.list, board.origin, size, segments)
  removeOthers(at.segments, new Set(segments.map(({ name }) => name)))
  // A checkpoint that was renamed into its place, and not made sure of, is what receipts may be given for from now on.
  syncFolder(at.shown)
  return { checkpoint, tree, segments, places }
}

/**
 * Writes the list of segments.
 *
 * @param {string} path
 * @param {string} origin
 * @param {number} size
 * @param {readonly Segment[]} segments
 */
export function writeList(path, origin, size, segments) {
  const plain = segments.map(({ name, day, first, count, sha256 }) => ({ name, day, first, count, sha256 }))
  replaceText(path, writeSegmentList({ origin, size, segments: plain }))
}

/**
 * A board without records. Records that are there without a checkpoint mean that the checkpoint was lost.
 *
 * @param {string} folder
 * @param {Board} board
 * @param {BoardSigner} signer
 */
function begin(folder, board, signer) {
  const at = layoutOf(folder)
  if (readdirSync(at.segments).length + readdirSync(at.leaves).length > 0) throw new Error('the checkpoint is missing')
  for (const one of [folder, at.shown]) syncFolder(one)
  writeList(at.list, board.origin, 0, [])
  const head = { origin: board.origin, size: 0, root: treeRootOf(createHashTree()) }
  replaceText(at.checkpoint, signCheckpoint(head, signer))
}

/**
 * @param {string} folder
 * @param {number} size
 */
function treeOf(folder, size) {
  const tree = createHashTree()
  /** @type {Set<string>} */
  const names = new Set()
  for (let first = 0; first < size; first += LEAVES_A_FILE) {
    const name = leavesNameOf(first)
    const path = join(folder, name)
    cutTo(path, Math.min(size - first, LEAVES_A_FILE) * HASH_BYTES)
    const bytes = readFileSync(path)
    for (let at = 0; at < bytes.length; at += HASH_BYTES) addLeafHash(tree, bytes.subarray(at, at + HASH_BYTES))
    names.add(name)
  }
  removeOthers(folder, names)
  if (treeSizeOf(tree) !== size) throw new Error('leaves are missing')
  return tree
}

/**
 * @param {string} folder
 * @param {ListedSegment} listed
 * @param {{ board: Board, size: number, leaves: Uint8Array | undefined, places: Map<string, number> }} known
 * @returns {Segment}
 */
function segmentOf(folder, listed, { board, size, leaves, places }) {
  const count = Math.min(listed.count, size - listed.first)
  const path = join(folder, listed.name)
  cutTo(path, count * board.recordBytes)
  const bytes = readFileSync(path)
  const records = readSegment(bytes, board)
  if (!records.ok) throw new Error(`${listed.name}: ${records.error.code}`)
  for (const [at, record] of records.value.entries()) {
    const index = listed.first + at
    const hash = leafHashOf(record)
    const signed = leaves?.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES) ?? hash.subarray(1)
    if (Buffer.compare(hash, signed) !== 0)
      throw new Error(`${listed.name}: record ${at} is not the one that was signed`)
    places.set(Buffer.from(hash).toString('base64'), index)
  }
  const hash = createHash('sha256').update(bytes)
  return { ...listed, count, sha256: new Uint8Array(hash.copy().digest()), hash }
}

/**
 * What is in a folder and does not belong to the board: what was begun and not acknowledged, or was deleted from the list first.
 *
 * @param {string} folder
 * @param {ReadonlySet<string>} names
 */
function removeOthers(folder, names) {
  const others = readdirSync(folder).filter((name) => !names.has(name))
  for (const name of others) unlinkSync(join(folder, name))
  if (others.length > 0) syncFolder(folder)
}
