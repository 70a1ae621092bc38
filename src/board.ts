// Entry "entrenous/board": what is public and uniform about a board. It knows no key that opens, and no contents.

export { type Checkpoint, type CheckpointKey, readCheckpoint, type TreeHead } from './board/checkpoint.js'
export { type Board, readBoard } from './board/description.js'
export { appendLeafHash, emptyFrontier, type Frontier, frontierRootOf } from './board/frontier.js'
export { type ListedSegment, readSegmentList, type SegmentList, writeSegmentList } from './board/list.js'
export { leafHashOf } from './board/merkle.js'
export { type Receipt, readReceipt, writeReceipt } from './board/receipt.js'
export { type BoardSuite, recordLengthOf } from './board/record.js'
export { openSegment, readSegment, segmentNameOf } from './board/segment.js'
export { type BoardSigner, signCheckpoint } from './board/sign.js'
export {
  addLeafHash,
  createHashTree,
  type HashTree,
  proveConsistency,
  proveInclusion,
  treeRootOf,
  treeSizeOf,
} from './board/tree.js'
export { type InclusionProof, verifyConsistency, verifyInclusion, verifyLeafHashes } from './board/verify.js'
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export type { SecretKey } from './kernel/secret-key.js'
export { type EpochSeconds, epochSeconds } from './kernel/time.js'
