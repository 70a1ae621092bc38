import { fail, ok, type Result } from '../kernel/result.js'
import { fromHex, toHex } from '../kernel/text.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { MAX_SEGMENT_RECORDS } from './description.js'
import { MAX_TREE_SIZE } from './merkle.js'

/** The longest list. */
export const MAX_LIST_LENGTH = 2_097_152
/** The most segments a board keeps: 27 a day for a year. */
export const MAX_LISTED_SEGMENTS = 10_000

/** A segment that a board keeps. */
export type ListedSegment = {
  /** Its file, below `segments/`. */
  readonly name: string
  /** The UTC day of its records, `2026-11-29`. */
  readonly day: string
  /** The index of its first record in the board's tree. */
  readonly first: number
  /** How many records it had when the list was written; the last one may grow. */
  readonly count: number
  /** SHA-256 of so many records. */
  readonly sha256: Uint8Array
}

/** The segments that a board keeps, oldest first, without a gap between them. */
export type SegmentList = {
  readonly origin: string
  /** How many records the board has taken, deleted ones included. */
  readonly size: number
  readonly segments: readonly ListedSegment[]
}

const listShape = shape.record({
  origin: shape.text(255),
  size: shape.whole(0, MAX_TREE_SIZE),
  segments: shape.list(
    shape.record({
      name: shape.text(18, /^[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{3}\.bin$/),
      day: shape.text(10),
      first: shape.whole(0, MAX_TREE_SIZE),
      count: shape.whole(1, MAX_SEGMENT_RECORDS),
      sha256: shape.text(64, /^[0-9a-f]{64}$/),
    }),
    MAX_LISTED_SEGMENTS,
  ),
})

/**
 * Reads a board's list of segments.
 *
 * It is not signed. What it names is checked by `openSegment`, and that nothing is missing by the leaf hashes under a checkpoint:
 * a list that leaves out segments can keep records from a reader, and cannot bring in any.
 *
 * @param text - JSON, untrusted.
 * @param board - the origin that is expected.
 * @returns the list: names ascending, each segment beginning where the one before ends, the last one ending at `size`.
 * Failure: `board_list_invalid` with the first field that does not fit.
 * Privacy: reads public values only. Fetch every segment, or every one since the last visit: a choice among them would tell.
 * Cost: O(length).
 * @example
 * const list = readSegmentList(listText, board.value)
 * const names = list.ok ? list.value.segments.map(({ name }) => name) : show(list.error)
 * @since 0.1
 */
export function readSegmentList(
  text: string,
  { origin }: { readonly origin: string },
): Result<SegmentList, 'board_list_invalid'> {
  if (text.length > MAX_LIST_LENGTH) return fail('board_list_invalid', { field: '' })
  const checked = shape.check(listShape, parseJson(text), 'board_list_invalid')
  if (!checked.ok) return checked
  if (checked.value.origin !== origin) return fail('board_list_invalid', { field: 'origin' })
  const { size } = checked.value
  const segments: ListedSegment[] = []
  let before: ListedSegment | undefined
  for (const [at, { sha256, ...one }] of checked.value.segments.entries()) {
    const fault = faultOf(one, before)
    if (fault !== undefined) return fail('board_list_invalid', { field: `segments.${at}.${fault}` })
    before = { ...one, sha256: fromHex(sha256) ?? new Uint8Array(0) } // the shape has checked the digits
    segments.push(before)
  }
  const end = before === undefined ? size : before.first + before.count
  return end === size ? ok({ origin, size, segments }) : fail('board_list_invalid', { field: 'size' })
}

/**
 * Writes a board's list of segments.
 *
 * @param list - as `readSegmentList` gives it.
 * @returns the text to publish.
 * Privacy: public; it says how many records were posted on which day.
 * Cost: O(segments).
 * @example
 * const text = writeSegmentList({ origin, size: 0, segments: [] })
 * @since 0.1
 */
export function writeSegmentList({ origin, size, segments }: SegmentList): string {
  const written = segments.map((one) => ({ ...one, sha256: toHex(one.sha256) }))
  return `${JSON.stringify({ origin, size, segments: written }, null, 1)}\n`
}

/** The field by which a segment does not follow the one before. */
function faultOf(one: Omit<ListedSegment, 'sha256'>, before: ListedSegment | undefined): string | undefined {
  if (!one.name.startsWith(`${one.day}-`)) return 'day'
  if (before === undefined) return undefined
  if (one.name <= before.name) return 'name'
  return one.first === before.first + before.count ? undefined : 'first'
}
