import { drawFrom, whole } from './chance.js'
import { mean } from './metrics.js'

/** @typedef {{ mean: number, low: number, high: number, count: number }} Interval - the middle 95 % of the resampled means */

/** The same resamples for everybody and in every run. */
const SEED = 31

/**
 * Mean over stories, with the interval in which it falls when the stories are drawn anew, with replacement.
 *
 * For the difference of two contenders, give it the differences story by story: what is easy for both then cancels.
 * @param {readonly number[]} values - one for each story, at least one
 * @param {number} resamples
 * @returns {Interval}
 * @see Efron and Tibshirani 1993, percentile bootstrap
 */
export function interval(values, resamples) {
  const draw = drawFrom(SEED)
  const means = new Float64Array(resamples)
  for (let turn = 0; turn < resamples; turn++) {
    let sum = 0
    for (let drawn = 0; drawn < values.length; drawn++) sum += values[whole(draw, values.length)] ?? 0
    means[turn] = sum / values.length
  }
  means.sort()
  return { mean: mean(values), low: quantile(means, 0.025), high: quantile(means, 0.975), count: values.length }
}

/** Between the two nearest where it falls between them. */
function quantile(/** @type {Float64Array} */ sorted, /** @type {number} */ share) {
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}
