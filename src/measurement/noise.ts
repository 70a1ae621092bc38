import { hkdfExpand } from '../kernel/hkdf.js'
import { utf8Encode } from '../kernel/text.js'

// Noise that nobody knows whole: each member adds a share, and enough shares together are geometric noise. The difference of
// two negative binomial (Pólya) numbers of shape 1/m, added up over m members, is the difference of two geometric numbers:
// the discrete Laplace distribution, which gives ε-differential privacy to whole numbers. A negative binomial number is a
// Poisson number of logarithmic ones, which is how it is drawn here.
//
// One person who falls into another cell changes two cells by one each: sensitivity 2.

const SENSITIVITY = 2
/** Shares of that many honest members make the noise whole: the other half may be absent, or tell theirs. */
export const HONEST_SHARE = 1 / 2

/** A source of numbers from 0 (included) to 1 (not). */
export type Uniform = () => number

/**
 * Makes a stream of uniform numbers out of a secret, so that the same secret gives the same noise again when it is opened.
 *
 * @param secret - 32 random bytes. Secret.
 * @returns the stream.
 * Privacy: whoever knows the secret knows the noise.
 * Cost: one expansion a hundred numbers. @since 0.1
 */
export function uniformsFrom(secret: Uint8Array): Uniform {
  let block = 0
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  return () => {
    if (at + 8 > bytes.length) {
      bytes = hkdfExpand(secret, utf8Encode(`entrenous/1/measurement/noise/${block++}`), 800)
      at = 0
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8)
    at += 8
    // 53 bits: every one of these numbers is exact.
    return (view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11)) / 2 ** 53
  }
}

/**
 * Draws one member's share of the noise of one cell.
 *
 * @param members - of the round, 8 or more.
 * @param epsilon - what is promised for this metric; above 0.
 * @param uniform - the stream.
 * @returns a whole number, most often 0.
 * Privacy: as secret as the stream.
 * Cost: O(1) expected.
 * @see Goryczka and Xiong 2015, A comprehensive comparison of multiparty secure additions with differential privacy;
 * Ghosh, Roughgarden and Sundararajan 2009 for the geometric mechanism; Quenouille 1949 for the compound form @since 0.1
 */
export function noiseShare(members: number, epsilon: number, uniform: Uniform): number {
  const shape = 1 / Math.ceil(members * HONEST_SHARE)
  const alpha = Math.exp(-epsilon / SENSITIVITY)
  return negativeBinomial(shape, alpha, uniform) - negativeBinomial(shape, alpha, uniform)
}

function negativeBinomial(shape: number, alpha: number, uniform: Uniform): number {
  const rate = -shape * Math.log(1 - alpha)
  // Poisson by counting arrivals: the rate is below 1 for every ε that is of use.
  let total = 0
  let left = -Math.log(1 - uniform())
  while (left <= rate) {
    total += logarithmic(alpha, uniform)
    left -= Math.log(1 - uniform())
  }
  return total
}

/** A number from 1 on with probability α^k / (−k · ln(1 − α)), by inversion. */
function logarithmic(alpha: number, uniform: Uniform): number {
  let left = uniform()
  let probability = -alpha / Math.log(1 - alpha)
  let number = 1
  while (left >= probability && probability > 0) {
    left -= probability
    number += 1
    probability *= (alpha * (number - 1)) / number
  }
  return number
}

/**
 * Computes the variance of the noise in one cell of a sum.
 *
 * @param members - of the round.
 * @param reports - how many of them reported: each has added its share.
 * @param epsilon - what is promised for this metric.
 * @returns the variance, in units squared.
 * Privacy: reads public numbers.
 * Cost: O(1). @since 0.1
 */
export function noiseVariance(members: number, reports: number, epsilon: number): number {
  const alpha = Math.exp(-epsilon / SENSITIVITY)
  const whole = (2 * alpha) / (1 - alpha) ** 2
  return (whole * reports) / Math.ceil(members * HONEST_SHARE)
}

/**
 * Bounds the noise of a sum, so that a sum beyond it is no sum of honest counts.
 *
 * @param members - of the round.
 * @param epsilon - what is promised for this metric.
 * @returns a number that the noise of one cell passes in less than one round in a trillion.
 * Privacy: reads public numbers.
 * Cost: O(1). @since 0.1
 */
export function noiseBound(members: number, epsilon: number): number {
  // Everybody's shares are at most those of two whole noises: each of four geometric numbers is above k with α^(k+1).
  const alpha = Math.exp(-epsilon / SENSITIVITY)
  const shares = Math.ceil(members / Math.ceil(members * HONEST_SHARE))
  return 2 * shares * Math.ceil(Math.log(1e-13) / Math.log(alpha))
}
