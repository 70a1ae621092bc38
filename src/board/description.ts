import { fail, ok, type Result } from '../kernel/result.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { fromHex } from '../kernel/text.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { originPattern } from './checkpoint.js'
import { type BoardSuite, recordLengthOf } from './record.js'

/** The longest description. */
export const MAX_DESCRIPTION_LENGTH = 4096
/** The most records a board may put into one segment: 140 MB of them in suite 1, and everybody takes whole segments. */
export const MAX_SEGMENT_RECORDS = 65_536

/** A board, as its description states it. */
export type Board = {
  /** Its name, which its checkpoints begin with. */
  readonly origin: string
  /** The Ed25519 key that signs its checkpoints. */
  readonly key: Uint8Array
  /** The suite of everything that is sealed on it. */
  readonly suite: BoardSuite
  /** Bytes of a record; they follow from the suite. */
  readonly recordBytes: number
  /** Records of a full segment. */
  readonly mostRecords: number
  /** Whole days for which a segment is kept after its own. */
  readonly keepDays: number
  /** Where it lies, with a slash at its end: records are posted to `records` below it, all else is fetched below it. */
  readonly address: string
}

// The longest life of a token is 28 days; a day for zones and clocks, and one for the reader to come by.
const LEAST_KEEP_DAYS = 30

const boardShape = shape.record({
  format: shape.oneOf(['entrenous-board-1']),
  origin: shape.text(255, originPattern),
  key: shape.text(64, /^[0-9a-f]{64}$/),
  suite: shape.oneOf([1, 2]),
  recordBytes: shape.whole(1, 65_535),
  mostRecords: shape.whole(1, MAX_SEGMENT_RECORDS),
  keepDays: shape.whole(LEAST_KEEP_DAYS, 366),
  // In the clear only to the device itself, to try things, and to an onion service, which needs no certificate.
  address: shape.text(
    255,
    /^(https:\/\/[a-z0-9.-]+|http:\/\/(127\.0\.0\.1|localhost|[a-z2-7]{56}\.onion))(:[0-9]{1,5})?\/([A-Za-z0-9._~-]+\/)*$/,
  ),
})

/**
 * Reads the description of a board.
 *
 * It is trusted as far as the place it came from: take it from the community's own pages, not from the board.
 *
 * @param text - JSON, untrusted in form.
 * @returns the board.
 * Failure: `board_invalid` with the first field that does not fit; `recordBytes` also when it does not follow from the suite.
 * Privacy: reads public values only.
 * Cost: O(length).
 * @example
 * const board = readBoard(boardText)
 * if (!board.ok) show(board.error)
 * @since 0.1
 */
export function readBoard(text: string): Result<Board, 'board_invalid'> {
  if (text.length > MAX_DESCRIPTION_LENGTH) return fail('board_invalid', { field: '' })
  const checked = shape.check(boardShape, parseJson(text), 'board_invalid')
  if (!checked.ok) return checked
  const { origin, suite, recordBytes, mostRecords, keepDays, address } = checked.value
  const key = fromHex(checked.value.key)
  if (key === undefined || !isStrongPublicKey(key)) return fail('board_invalid', { field: 'key' })
  if (recordBytes !== recordLengthOf(suite)) return fail('board_invalid', { field: 'recordBytes' })
  return ok({ origin, key, suite, recordBytes, mostRecords, keepDays, address })
}
