import type { Fragment } from './scan.js'

/** Bits of one character of a planted text. */
const BITS = 5
/** A value is called found when what was put together had a chance of less than two to the minus this of being there anyhow. */
const CERTAIN_BITS = 30
/** A value counts as whole with this many of its characters missing: the end of a value that was cut into pieces of less than four. */
const CLEAR_CHARACTERS = 12

/** Characters of an answer that were found, in how many pieces. */
export type Together = { readonly covered: number; readonly used: readonly Fragment[] }

/**
 * Puts pieces of one answer together, the longest first, as long as a piece says more than where it is.
 *
 * @param length - characters of the answer.
 * @param fragments - of that answer.
 * @param places - how many places there were to find a piece at.
 * @param ways - how often the same was tried.
 * @returns the pieces, or undefined where chance could have laid them there. A piece of n characters is at one of the places
 * with a chance of at most places × 2^-5n, since the answer was drawn after nothing and before everything; k pieces that cover
 * c characters with places^k × ways × 2^-5c. That product must be below 2^-30.
 * Privacy: reads places only.
 * Cost: O(fragments × log). @since 0.1
 */
export function putTogether(
  length: number,
  fragments: readonly Fragment[],
  places: number,
  ways: number,
): Together | undefined {
  const cost = Math.log2(Math.max(2, places))
  const isCovered = new Array<boolean>(length).fill(false)
  const used: Fragment[] = []
  let covered = 0
  for (const fragment of [...fragments].sort((one, other) => other.length - one.length)) {
    let gain = 0
    for (let at = 0; at < fragment.length; at++) if (isCovered[fragment.offset + at] !== true) gain++
    if (gain * BITS <= cost) continue
    for (let at = 0; at < fragment.length; at++) isCovered[fragment.offset + at] = true
    covered += gain
    used.push(fragment)
  }
  const bits = covered * BITS - used.length * cost - Math.log2(Math.max(1, ways))
  return covered >= Math.min(length, CLEAR_CHARACTERS) && bits >= CERTAIN_BITS ? { covered, used } : undefined
}
