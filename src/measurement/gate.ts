import { possibleShares, varianceOf } from './estimate.js'
import { type Chances, chancesOf } from './randomise.js'

// Is it worth asking at all? Before anybody responds, the error that the noise would cause is computed: how far off the worst
// cell would be, on average, in percentage points of those who respond. There is no formula for it once shares are cut to
// what shares can be, so it is simulated: always with the same numbers, and so always with the same result.

/** The gate: an expected worst cell further off than this is not asked for. */
export const MOST_ERROR_POINTS = 5

const DRAWS = 600
/** Shares as they usually are: each cell four fifths of the one before it. */
const USUAL_FALL = 0.8

/** What is to be asked. */
export type Asking = {
  readonly cells: number
  /** How many will respond. */
  readonly people: number
  readonly epsilon: number
}

/**
 * Computes how far off the worst cell is on average, from noise alone.
 *
 * @param asking - cells, people, promise.
 * @returns percentage points of those who respond.
 * @throws {RangeError} when a number is none.
 * Privacy: reads public numbers.
 * Cost: O(cells²), some hundred times.
 * @example
 * const points = expectedWorstError({ cells: 8, people: 500, epsilon: 2 })
 * @see docs/reference/bench.md, measurement @since 0.1
 */
export function expectedWorstError({ cells, people, epsilon }: Asking): number {
  if (!(Number.isSafeInteger(people) && people > 0))
    throw new RangeError('people: expected a whole number of at least 1')
  const chances = chancesOf(cells, epsilon)
  const fall = Array.from({ length: cells }, (_, cell) => USUAL_FALL ** cell)
  const whole = fall.reduce((sum, share) => sum + share, 0)
  const truth = fall.map((share) => share / whole)
  const normal = fixedNormals()
  let sum = 0
  for (let draw = 0; draw < DRAWS; draw++) {
    const noisy =
      chances.mechanism === 'unary' ? apart(truth, people, chances, normal) : together(truth, people, chances, normal)
    const shares = possibleShares(noisy)
    sum += Math.max(...shares.map((share, cell) => Math.abs(share - (truth[cell] ?? 0))))
  }
  return (100 * sum) / DRAWS
}

/** Each cell is named on its own. */
function apart(truth: readonly number[], people: number, chances: Chances, normal: () => number): readonly number[] {
  return truth.map((share) => share + normal() * Math.sqrt(varianceOf(share, people, chances)))
}

/** One cell is named by each: what one cell has too much, the others have too little. */
function together(truth: readonly number[], people: number, chances: Chances, normal: () => number): readonly number[] {
  const { named, other } = chances
  const noisy = [...truth]
  for (const [own, share] of truth.entries()) {
    const roots = truth.map((_, cell) => Math.sqrt(cell === own ? named : other))
    const drawn = roots.map(() => normal())
    const common = roots.reduce((sum, root, cell) => sum + root * (drawn[cell] ?? 0), 0)
    const scale = Math.sqrt(share / people) / (named - other)
    for (const [cell, root] of roots.entries()) {
      noisy[cell] = (noisy[cell] ?? 0) + scale * root * ((drawn[cell] ?? 0) - common * root)
    }
  }
  return noisy
}

/** Standard normal numbers, always the same ones (Box and Muller over a linear congruence of Knuth and Lewis). */
function fixedNormals(): () => number {
  let state = 20261130
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
