import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { dayOf, type EpochSeconds, isoDateOf } from '../kernel/time.js'
import type { Board } from './description.js'
import type { ListedSegment } from './list.js'

// record ‖ record ‖ …, without a header: a segment is as many bytes as its records.

/** The most segments of one day: their number is written with three digits. */
export const MAX_DAY_SEGMENTS = 1000

/**
 * Names a segment.
 *
 * @param moment - any moment of the UTC day its records were posted on.
 * @param number - which one of that day, from 0 on.
 * @returns `2026-11-29-000.bin`.
 * @throws {RangeError} when the number needs more than three digits.
 * Privacy: public.
 * Cost: O(1).
 * @example
 * const name = segmentNameOf(now, 0)
 * @since 0.1
 */
export function segmentNameOf(moment: EpochSeconds, number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number >= MAX_DAY_SEGMENTS) {
    throw new RangeError('number: expected a count below 1000')
  }
  return `${isoDateOf(dayOf(moment))}-${String(number).padStart(3, '0')}.bin`
}

/**
 * Cuts a segment into its records.
 *
 * @param bytes - a whole segment, untrusted.
 * @param board - its record bytes and the most records of a segment.
 * @returns views of the records, in the order they were posted; none of an empty segment.
 * Failure: `board_segment_invalid` when a record is cut off, or there are more than the board allows.
 * Privacy: the records are public; what is in them is sealed.
 * Cost: O(records); nothing is copied.
 * @example
 * const records = readSegment(segment, board.value)
 * if (!records.ok) show(records.error)
 * @since 0.1
 */
export function readSegment(
  bytes: Uint8Array,
  { recordBytes, mostRecords }: Pick<Board, 'recordBytes' | 'mostRecords'>,
): Result<readonly Uint8Array[], 'board_segment_invalid'> {
  const count = bytes.length / recordBytes
  if (!Number.isSafeInteger(count) || count > mostRecords) return fail('board_segment_invalid', {})
  return ok(Array.from({ length: count }, (_, at) => bytes.subarray(at * recordBytes, (at + 1) * recordBytes)))
}

/**
 * Cuts a segment into its records after making sure that it is the one that was listed.
 *
 * Records may have been posted between the fetching of the list and that of the segment: what goes beyond the list is passed over,
 * and is in the next list.
 *
 * @param bytes - the fetched segment, untrusted.
 * @param listed - the segment as the board's list has it.
 * @param board - its record bytes and the most records of a segment.
 * @returns views of as many records as were listed.
 * Failure: `board_segment_mismatch` when the bytes are fewer or have another hash, `board_segment_invalid` as for `readSegment`.
 * Privacy: the records are public; what is in them is sealed.
 * Cost: one hash of the segment.
 * @example
 * const [listed] = list.value.segments
 * const records = listed && openSegment(segment, listed, board.value)
 * if (records && !records.ok) show(records.error)
 * @since 0.1
 */
export function openSegment(
  bytes: Uint8Array,
  { count, sha256: hash }: Pick<ListedSegment, 'count' | 'sha256'>,
  board: Pick<Board, 'recordBytes' | 'mostRecords'>,
): Result<readonly Uint8Array[], 'board_segment_invalid' | 'board_segment_mismatch'> {
  const length = count * board.recordBytes
  const own = bytes.subarray(0, length)
  if (own.length < length || !equalBytes(sha256(own), hash)) return fail('board_segment_mismatch', {})
  return readSegment(own, board)
}
