import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCheckpoint } from '../board/checkpoint.js'
import { leafHashOf } from '../board/merkle.js'
import { recordLengthOf } from '../board/record.js'
import { readSegment, segmentNameOf } from '../board/segment.js'
import { signCheckpoint } from '../board/sign.js'
import { addLeafHash, createHashTree, proveInclusion, treeRootOf, treeSizeOf } from '../board/tree.js'
import { verifyInclusion } from '../board/verify.js'
import { createKeys } from '../descriptor/keys.js'
import type { EpochSeconds } from '../kernel/time.js'
import { done, refuse, type Step } from './command.js'
import { refuseWith } from './words.js'

/** A board of one day, as a file to which records are appended. */
export type DemoBoard = {
  /** Appends a record and holds the board to it: the record is under the checkpoint it signs. */
  readonly post: (record: Uint8Array) => Step<number>
  /** Everybody takes everything. */
  readonly take: () => Step<readonly Uint8Array[]>
  /** Removes the folder. */
  readonly close: () => void
}

const ORIGIN = 'board.harbour.example'
const MOST_RECORDS = 1000

/**
 * Opens an empty board in a temporary folder.
 *
 * @param now - the moment, which names its one segment.
 * @returns the board; its folder is removed by `close`, and when the process ends before.
 * Refuses with `folder_unwritable` where no temporary folder can be made, or without randomness.
 * Privacy: writes sealed records, and removes them.
 * Cost: one file. @since 0.1
 */
export function openDemoBoard(now: EpochSeconds): Step<DemoBoard> {
  const keys = createKeys({ now, epochs: 1 })
  if (!keys.ok) return refuseWith(keys.error)
  let folder: string
  try {
    folder = mkdtempSync(join(tmpdir(), 'entrenous-board-'))
  } catch {
    return refuse('folder_unwritable', 'No temporary folder could be made for the board.')
  }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const stop = () => process.exit(130)
  process.once('exit', remove)
  process.once('SIGINT', stop)
  const { identity } = keys.value
  const file = join(folder, segmentNameOf(now, 0))
  const tree = createHashTree()
  return done({
    post: (record) => {
      appendFileSync(file, record)
      addLeafHash(tree, leafHashOf(record))
      const size = treeSizeOf(tree)
      const text = signCheckpoint({ origin: ORIGIN, size, root: treeRootOf(tree) }, identity)
      const checkpoint = readCheckpoint(text, { origin: ORIGIN, key: identity.publicKey })
      if (!checkpoint.ok) return refuseWith(checkpoint.error)
      const proof = { index: size - 1, hashes: proveInclusion(tree, size - 1) }
      const included = verifyInclusion(record, proof, checkpoint.value)
      return included.ok ? done(included.value) : refuseWith(included.error)
    },
    take: () => {
      const records = readSegment(readFileSync(file), { recordBytes: recordLengthOf(1), mostRecords: MOST_RECORDS })
      return records.ok ? done(records.value) : refuseWith(records.error)
    },
    close: () => {
      process.removeListener('exit', remove)
      process.removeListener('SIGINT', stop)
      remove()
    },
  })
}
