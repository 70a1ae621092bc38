import type { Block } from './columns.js'

/**
 * Adds everybody who states a fact to a set of rows.
 *
 * @param into - one bit a row of the block.
 * @param block - the block.
 * @param fact - the fact's number.
 * Privacy: reads public data only; which facts are read tells what was asked, and stays on the device.
 * Cost: O(words) or O(rows that state it). @since 0.1
 */
export function addRows(into: Uint32Array, block: Block, fact: number): void {
  const place = block.place[fact] ?? 0
  if (place > 0) {
    const start = (place - 1) * block.words
    for (let word = 0; word < block.words; word++) into[word] = (into[word] ?? 0) | (block.bits[start + word] ?? 0)
  } else if (place < 0) {
    const { lists, bounds } = block
    const end = bounds[-place] ?? 0
    for (let index = bounds[-place - 1] ?? 0; index < end; index++) {
      const row = lists[index] ?? 0
      into[row >> 5] = (into[row >> 5] ?? 0) | (1 << (row & 31))
    }
  }
}

/**
 * Lists everybody who states a fact.
 *
 * @param block - the block.
 * @param fact - the fact's number.
 * @returns rows of the block in rising order; a view where the block keeps a list.
 * Privacy: as `addRows`.
 * Cost: O(words + rows that state it). @since 0.1
 */
export function listRows(block: Block, fact: number): Uint16Array {
  const place = block.place[fact] ?? 0
  if (place === 0) return block.lists.subarray(0, 0)
  if (place < 0) return block.lists.subarray(block.bounds[-place - 1], block.bounds[-place])
  const start = (place - 1) * block.words
  return rowsIn(block.bits.subarray(start, start + block.words))
}

/**
 * Lists the rows of a set.
 *
 * @param set - one bit a row.
 * @returns the rows in rising order.
 * Privacy: as private as the set.
 * Cost: O(words + rows). @since 0.1
 */
export function rowsIn(set: Uint32Array): Uint16Array {
  const rows = new Uint16Array(countRows(set))
  let next = 0
  for (let word = 0; word < set.length; word++) {
    for (let left = set[word] ?? 0; left !== 0; left &= left - 1) {
      rows[next++] = (word << 5) + 31 - Math.clz32(left & -left)
    }
  }
  return rows
}

/**
 * Counts the rows of a set.
 *
 * @param set - one bit a row.
 * @returns how many bits are 1.
 * Privacy: as private as the set.
 * Cost: O(words). @see Warren, Hacker's Delight, section 5-1 @since 0.1
 */
export function countRows(set: Uint32Array): number {
  let count = 0
  for (let word = 0; word < set.length; word++) count += ones(set[word] ?? 0)
  return count
}

/**
 * Counts the bits of one word.
 *
 * @param word - 32 bits.
 * @returns how many of them are 1.
 * Privacy: reads its argument only.
 * Cost: O(1). @see Warren, Hacker's Delight, section 5-1 @since 0.1
 */
export function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/**
 * Tells whether a row states a fact.
 *
 * @param block - the block.
 * @param fact - the fact's number.
 * @param row - the row's number within the block.
 * @returns true when it does.
 * Privacy: reads public data only.
 * Cost: O(log rows that state it). @since 0.1
 */
export function isStated(block: Block, fact: number, row: number): boolean {
  const place = block.place[fact] ?? 0
  if (place > 0) return (((block.bits[(place - 1) * block.words + (row >> 5)] ?? 0) >>> (row & 31)) & 1) === 1
  if (place === 0) return false
  const end = block.bounds[-place] ?? 0
  let low = block.bounds[-place - 1] ?? 0
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if ((block.lists[middle] ?? 0) < row) low = middle + 1
    else high = middle
  }
  return low < end && block.lists[low] === row
}
