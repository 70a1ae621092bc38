import { createHash } from 'node:crypto'
import {
  addLeafHash,
  createHashTree,
  leafHashOf,
  proveInclusion,
  recordLengthOf,
  signCheckpoint,
  treeRootOf,
  treeSizeOf,
  writeReceipt,
  writeSegmentList,
} from 'entrenous/board'
import { createSigningKey } from 'entrenous/community'
import { must } from '../support/world.js'

// A board with three records, as texts and bytes that a reader would fetch.

export const origin = 'board.harbour.example'
const signer = must(createSigningKey())
const records = [1, 2, 3].map((number) => new Uint8Array(recordLengthOf(1)).fill(number))
const bytes = new Uint8Array(Buffer.concat(records))
export const boardTree = createHashTree()

export const boardText = JSON.stringify({
  format: 'entrenous-board-1',
  origin,
  key: Buffer.from(signer.publicKey).toString('hex'),
  suite: 1,
  recordBytes: recordLengthOf(1),
  mostRecords: 1000,
  keepDays: 35,
  address: `https://${origin}/`,
})
for (const one of records.slice(0, 2)) addLeafHash(boardTree, leafHashOf(one))
const signed = (): string =>
  signCheckpoint({ origin, size: treeSizeOf(boardTree), root: treeRootOf(boardTree) }, signer)
export const checkpointText = signed()
addLeafHash(boardTree, leafHashOf(records[2] ?? bytes))
export const laterCheckpointText = signed()
export const receiptText = writeReceipt({ index: 2, hashes: proveInclusion(boardTree, 2) }, laterCheckpointText)
export const record: Uint8Array = records[2] ?? bytes
export const leafHashes = new Uint8Array(Buffer.concat(records.map(leafHashOf)))
export const segment = bytes
const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest())
const listed = { name: '2026-11-29-000.bin', day: '2026-11-29', first: 0, count: 3, sha256 }
export const listText = writeSegmentList({ origin, size: 3, segments: [listed] })
