import { type RandomSource, randomBytes } from '../kernel/random.js'
import { ok, type Result } from '../kernel/result.js'

// What a person's device may say of itself: an answer that is true with a known probability only. Whoever sees it can never
// be sure; of many, the shares can be worked out. Few cells: k-ary randomised response, one cell is named, the true one with
// probability p, each other with q. Many cells: optimised unary encoding, each cell is named or not on its own, the true one
// with p = 1/2, each other with q. Both keep e^ε between any two truths; which is more exact is known beforehand.

/** How a response is drawn. */
export type Mechanism = 'k-ary' | 'unary'

/** With which probability the true cell is named, and any other. */
export type Chances = { readonly mechanism: Mechanism; readonly named: number; readonly other: number }

/**
 * Tells how a response of so many cells is drawn.
 *
 * @param cells - how many, at least 2.
 * @param epsilon - what is promised, above 0.
 * @returns the mechanism that is more exact, and its two probabilities.
 * @throws {RangeError} when either is none.
 * Privacy: reads public numbers.
 * Cost: O(1).
 * @see Wang, Blocki, Li and Jha 2017, Locally Differentially Private Protocols for Frequency Estimation, sections 4 and 5
 * @since 0.1
 */
export function chancesOf(cells: number, epsilon: number): Chances {
  if (!Number.isSafeInteger(cells) || cells < 2) throw new RangeError('cells: expected a whole number of at least 2')
  if (!(epsilon > 0 && epsilon <= 16)) throw new RangeError('epsilon: expected a number above 0, at most 16')
  const grown = Math.exp(epsilon)
  // The variances of the two cross here.
  if (cells >= 3 * grown + 2) return { mechanism: 'unary', named: 1 / 2, other: 1 / (grown + 1) }
  return { mechanism: 'k-ary', named: grown / (grown + cells - 1), other: 1 / (grown + cells - 1) }
}

/**
 * Draws a response.
 *
 * @param truth - the true cell, from 0.
 * @param cells - how many there are.
 * @param epsilon - what is promised.
 * @param random - the source of randomness, the platform's unless given.
 * @returns the cells that are named, in their order: exactly one with `k-ary`.
 * Failure: `randomness_absent` when no source is at hand.
 * @throws {RangeError} when the truth is no cell.
 * Privacy: whoever sees it can tell the odds of two truths apart by a factor of e^ε at most. Draw once, and give the same
 * again when asked again: two draws tell twice as much.
 * Cost: O(cells).
 * @see Kairouz, Bonawitz and Ramage 2016, Discrete Distribution Estimation under Local Privacy @since 0.1
 */
export function randomisedResponse(
  truth: number,
  { cells, epsilon, random }: { readonly cells: number; readonly epsilon: number; readonly random?: RandomSource },
): Result<readonly number[], 'randomness_absent'> {
  const { mechanism, named, other } = chancesOf(cells, epsilon)
  if (!Number.isSafeInteger(truth) || truth < 0 || truth >= cells) throw new RangeError('truth: expected a cell')
  const drawn = randomBytes(8 * cells, random)
  if (!drawn.ok) return drawn
  const view = new DataView(drawn.value.buffer, drawn.value.byteOffset, drawn.value.length)
  // 53 bits each.
  const uniform = (nth: number) => (view.getUint32(8 * nth) * 2 ** 21 + (view.getUint32(8 * nth + 4) >>> 11)) / 2 ** 53
  if (mechanism === 'unary') {
    const all = Array.from({ length: cells }, (_, cell) => cell)
    return ok(all.filter((cell) => uniform(cell) < (cell === truth ? named : other)))
  }
  const at = uniform(0)
  if (at < named) return ok([truth])
  // The rest of the line is cut into one piece for each other cell.
  const nth = Math.min(cells - 2, Math.floor((at - named) / other))
  return ok([nth < truth ? nth : nth + 1])
}
