import { describe, expect, it } from 'vitest'
import { type ListedSegment, readSegmentList, type SegmentList, writeSegmentList } from '../../../src/board/list.js'
import { openSegment, readSegment, segmentNameOf } from '../../../src/board/segment.js'
import { joinBytes } from '../../../src/kernel/bytes.js'
import { sha256 } from '../../../src/kernel/hash.js'
import type { Result } from '../../../src/kernel/result.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { board, ORIGIN, recordOf } from '../../support/board.js'
import { must } from '../../support/catalogue.js'

const records = [recordOf(0), recordOf(1), recordOf(2)]
const bytes = joinBytes(records)
const listed = { count: 3, sha256: sha256(bytes) }
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

describe('a segment', () => {
  it('is named by its UTC day and its number on it', () => {
    const day = epochSeconds(new Date('2026-11-29T23:59:59Z'))
    expect([segmentNameOf(day, 0), segmentNameOf(day, 999)]).toEqual(['2026-11-29-000.bin', '2026-11-29-999.bin'])
    for (const number of [-1, 0.5, 1000]) expect(() => segmentNameOf(day, number)).toThrow(RangeError)
  })

  it('is its records, one after the other, read where they lie', () => {
    const read = must(readSegment(bytes, board))
    expect(read).toEqual(records)
    expect(read[1]?.buffer).toBe(bytes.buffer)
    expect(must(readSegment(new Uint8Array(0), board))).toEqual([])
    const behind = joinBytes([new Uint8Array(5), bytes]).subarray(5)
    expect(must(readSegment(behind, board))).toEqual(records)
    expect(must(readSegment(Buffer.from(bytes), board)).map((one) => new Uint8Array(one))).toEqual(records)
  })

  it('has no record cut off, and no more than the board allows', () => {
    for (const length of [1, 2143, 2145, bytes.length - 1]) {
      expect(codeOf(readSegment(bytes.subarray(0, length), board))).toBe('board_segment_invalid')
    }
    expect(codeOf(readSegment(bytes, { ...board, mostRecords: 3 }))).toBe('ok')
    expect(codeOf(readSegment(bytes, { ...board, mostRecords: 2 }))).toBe('board_segment_invalid')
  })

  it('is the one on the list, and what was posted since is left for the next list', () => {
    expect(must(openSegment(bytes, listed, board))).toEqual(records)
    for (const more of [recordOf(3), new Uint8Array(7)]) {
      expect(must(openSegment(joinBytes([bytes, more]), listed, board))).toEqual(records)
    }
  })

  it('is not the one on the list with a bit changed or a byte less', () => {
    const changed = bytes.slice()
    changed[5000] = (changed[5000] ?? 0) ^ 1
    for (const one of [changed, bytes.subarray(0, -1), bytes.subarray(1), new Uint8Array(0)]) {
      expect(codeOf(openSegment(one, listed, board))).toBe('board_segment_mismatch')
    }
    expect(codeOf(openSegment(bytes, listed, { ...board, mostRecords: 2 }))).toBe('board_segment_invalid')
  })
})

const one = (name: string, first: number, count: number): ListedSegment => ({
  name,
  day: name.slice(0, 10),
  first,
  count,
  sha256: sha256(new Uint8Array([first])),
})
const list: SegmentList = {
  origin: ORIGIN,
  size: 109,
  segments: [one('2026-11-28-000.bin', 5, 100), one('2026-11-28-001.bin', 105, 1), one('2026-11-29-000.bin', 106, 3)],
}

/** The list as JSON with some members of it, or of one of its segments, otherwise. */
function changed(changes: Record<string, unknown>, at?: number): string {
  // Our own text.
  const value = JSON.parse(writeSegmentList(list)) as { segments: Record<string, unknown>[] }
  Object.assign(at === undefined ? value : (value.segments[at] ?? {}), changes)
  return JSON.stringify(value)
}

describe('the list of segments', () => {
  it('is read as it was written', () => {
    expect(must(readSegmentList(writeSegmentList(list), board))).toEqual(list)
    const empty = { origin: ORIGIN, size: 7, segments: [] }
    expect(must(readSegmentList(writeSegmentList(empty), board))).toEqual(empty)
  })

  it.each([
    [changed({ origin: 'board.hill.example' }), 'origin'],
    [changed({ size: 110 }), 'size'],
    [changed({ size: -1 }), 'size'],
    [changed({ more: 1 }), ''],
    [changed({ segments: {} }), 'segments'],
    [changed({ name: '2026-11-29-000.bin' }, 0), 'segments.0.day'],
    [changed({ name: '../2026-11-28-000.bin' }, 0), 'segments.0.name'],
    [changed({ name: '2026-11-28-000.bin' }, 1), 'segments.1.name'],
    [changed({ first: 104 }, 1), 'segments.1.first'],
    [changed({ first: 107 }, 2), 'segments.2.first'],
    [changed({ count: 0 }, 1), 'segments.1.count'],
    [changed({ count: 65_537 }, 1), 'segments.1.count'],
    [changed({ sha256: 'AB'.repeat(32) }, 1), 'segments.1.sha256'],
    [changed({ sha256: undefined }, 1), 'segments.1.sha256'],
    [changed({ day: '2026-11-27' }, 1), 'segments.1.day'],
    ['{', ''],
    ['null', ''],
    [' '.repeat(2_097_153), ''],
  ])('does not fit as %.60s', (text, field) => {
    expect(readSegmentList(text, board)).toEqual({
      ok: false,
      error: { code: 'board_list_invalid', detail: { field } },
    })
  })

  it('has at most 10,000 segments', () => {
    const many = (count: number): string =>
      JSON.stringify({
        origin: ORIGIN,
        size: count,
        segments: Array.from({ length: count }, (_, at) => {
          const name = `${2000 + Math.floor(at / 1000)}-01-01-${String(at % 1000).padStart(3, '0')}.bin`
          return { ...one(name, at, 1), sha256: '00'.repeat(32) }
        }),
      })
    expect(must(readSegmentList(many(10_000), board)).segments).toHaveLength(10_000)
    expect(readSegmentList(many(10_001), board).ok).toBe(false)
  })
})
