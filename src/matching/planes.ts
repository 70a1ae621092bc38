import type { Judgement } from './verdict.js'

/**
 * Judgements of many rows at once: two bits a row, as two sets of bits. Pass is 11, unknown 10, barred 01 and fail 00, so
 * that the worse of two judgements is the smaller number, and 32 rows are joined in a few operations.
 */
export type Planes = { readonly high: Uint32Array; readonly low: Uint32Array }

const isHigh: Readonly<Record<Judgement, boolean>> = { fail: false, barred: false, unknown: true, pass: true }
const isLow: Readonly<Record<Judgement, boolean>> = { fail: false, barred: true, unknown: false, pass: true }

/**
 * Judges every row alike.
 *
 * @param set - makes an empty set of rows.
 * @param judgement - of each row.
 * @returns new planes.
 * Privacy: as private as the judgement.
 * Cost: O(words). @since 0.1
 */
export function everyRow(set: () => Uint32Array, judgement: Judgement): Planes {
  const of = (bit: boolean): Uint32Array => (bit ? set().fill(0xffff_ffff) : set())
  return { high: of(isHigh[judgement]), low: of(isLow[judgement]) }
}

/**
 * Judges by two sets: who passes, who fails, and nobody knows of the rest. Who is in both passes.
 *
 * @param pass - the rows that pass; becomes part of the result.
 * @param fail - the rows that fail; becomes part of the result.
 * @returns the planes.
 * Privacy: as private as the sets.
 * Cost: O(words). @since 0.1
 */
export function bySets(pass: Uint32Array, fail: Uint32Array): Planes {
  for (let word = 0; word < fail.length; word++) fail[word] = ~(fail[word] ?? 0) | (pass[word] ?? 0)
  return { high: fail, low: pass }
}

/**
 * Gives some rows another judgement.
 *
 * @param planes - changed in place.
 * @param rows - which rows.
 * @param judgement - theirs from now on.
 * @returns the same planes.
 * Privacy: as private as the planes.
 * Cost: O(words). @since 0.1
 */
export function overrule({ high, low }: Planes, rows: Uint32Array, judgement: Judgement): Planes {
  for (const [plane, isSet] of [
    [high, isHigh[judgement]],
    [low, isLow[judgement]],
  ] as const) {
    for (let word = 0; word < plane.length; word++) {
      const set = rows[word] ?? 0
      plane[word] = isSet ? (plane[word] ?? 0) | set : (plane[word] ?? 0) & ~set
    }
  }
  return { high, low }
}

/**
 * Joins judgements of which every one is needed, as `all` of verdict.ts does for one row.
 *
 * @param one - changed in place.
 * @param other - left as it is.
 * @returns the worse judgement of each row.
 * Privacy: as private as the planes.
 * Cost: O(words). @since 0.1
 */
export function allOf(one: Planes, other: Planes): Planes {
  for (let word = 0; word < one.high.length; word++) {
    const a = one.high[word] ?? 0
    const b = other.high[word] ?? 0
    const c = one.low[word] ?? 0
    const d = other.low[word] ?? 0
    one.high[word] = a & b
    one.low[word] = (c & d) | (a & ~b & d) | (b & ~a & c)
  }
  return one
}

/**
 * Joins judgements of which one is enough, as `any` of verdict.ts does for one row.
 *
 * @param one - changed in place.
 * @param other - left as it is.
 * @returns the better judgement of each row.
 * Privacy: as private as the planes.
 * Cost: O(words). @since 0.1
 */
export function anyOf(one: Planes, other: Planes): Planes {
  for (let word = 0; word < one.high.length; word++) {
    const a = one.high[word] ?? 0
    const b = other.high[word] ?? 0
    const c = one.low[word] ?? 0
    const d = other.low[word] ?? 0
    one.high[word] = a | b
    one.low[word] = (a & c) | (b & d) | (~(a | b) & (c | d))
  }
  return one
}

/**
 * Lets what is unknown exclude.
 *
 * @param planes - changed in place.
 * @returns the same with every unknown barred.
 * Privacy: as private as the planes.
 * Cost: O(words). @since 0.1
 */
export function barUnknown({ high, low }: Planes): Planes {
  for (let word = 0; word < high.length; word++) {
    const known = (high[word] ?? 0) & (low[word] ?? 0)
    low[word] = (low[word] ?? 0) | (high[word] ?? 0)
    high[word] = known
  }
  return { high, low }
}
