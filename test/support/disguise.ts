import { type BoardSuite, recordLayoutOf } from '../../src/board/record.js'
import { hasTopBit, isOfPrimeOrder, isOnCurve } from './curve-points.js'

// What anybody can compute of records without a key: whether their bytes are as chance has them, and whether their keys
// are such as a secret key makes.

/** How often each bit is set, by its place. */
function bitsOf(records: readonly Uint8Array[]): readonly number[] {
  const length = records[0]?.length ?? 0
  return Array.from({ length: length * 8 }, (_, bit) =>
    records.reduce((sum, record) => sum + (((record[bit >> 3] ?? 0) >> (bit & 7)) & 1), 0),
  )
}

/** The greatest difference of any bit between two kinds, in standard deviations of chance. */
export function farthestBit(one: readonly Uint8Array[], other: readonly Uint8Array[]): number {
  const theirs = bitsOf(other)
  const deviation = Math.sqrt((one.length + other.length) / 4)
  return bitsOf(one).reduce((most, count, bit) => Math.max(most, Math.abs(count - (theirs[bit] ?? 0)) / deviation), 0)
}

/** Pearson's statistic of how often each value of a byte comes, in standard deviations from what chance gives. */
export function unevenness(records: readonly Uint8Array[]): number {
  const counts = new Float64Array(256)
  for (const record of records) for (const byte of record) counts[byte] = (counts[byte] ?? 0) + 1
  const expected = counts.reduce((sum, count) => sum + count, 0) / 256
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return Math.abs(statistic - 255) / Math.sqrt(2 * 255)
}

/** The X25519 key of a record: in both suites the last 32 bytes of the encapsulated key. */
function keyIn(record: Uint8Array, suite: BoardSuite): Uint8Array {
  const at = recordLayoutOf(suite).commitment
  return record.subarray(at - 32, at)
}

/** The share of records of which each question that anybody can ask is true. */
export function judge(records: readonly Uint8Array[], suite: BoardSuite) {
  const share = (holds: (key: Uint8Array) => boolean) =>
    records.filter((record) => holds(keyIn(record, suite))).length / records.length
  return { topBit: share(hasTopBit), onCurve: share(isOnCurve), primeOrder: share(isOfPrimeOrder) }
}
/** What is true of every key that a secret key made. */
export const honest = { topBit: 0, onCurve: 1, primeOrder: 1 }
