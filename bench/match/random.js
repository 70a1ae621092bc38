// Chance that repeats: the same number gives the same draws on every machine.

/**
 * @typedef {{
 *   whole: (below: number) => number,
 *   chance: (share: number) => boolean,
 *   pick: <Value>(values: readonly Value[]) => Value,
 *   early: <Value>(values: readonly Value[]) => Value,
 *   some: <Value>(values: readonly Value[], count: number) => Value[],
 *   weighted: <Value>(values: readonly (readonly [Value, number])[]) => Value,
 * }} Draws - `early` draws those in front more often, as some words are more usual than others
 */

/**
 * Draws from a number, by sfc32: its 128 bits of state keep two numbers from ever drawing the same row.
 * @param {number} seed - whole
 * @returns {Draws}
 */
export function drawsOf(seed) {
  let one = seed | 0
  let two = 0x9e3779b9 | 0
  let three = 0x85ebca6b | 0
  let count = 1
  const next = () => {
    const sum = (((one + two) | 0) + count) | 0
    count = (count + 1) | 0
    one = two ^ (two >>> 9)
    two = (three + (three << 3)) | 0
    three = (((three << 21) | (three >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  // Neighbouring seeds draw alike at first.
  for (let turn = 0; turn < 12; turn++) next()
  const whole = (/** @type {number} */ below) => Math.floor(next() * below)
  return {
    whole,
    chance: (share) => next() < share,
    pick: (values) => at(values, whole(values.length)),
    early,
    some,
    weighted,
  }

  /** @type {Draws['early']} */
  function early(values) {
    const part = next()
    return at(values, Math.floor(part * part * values.length))
  }

  /** @type {Draws['some']} */
  function some(values, count) {
    // As long as they are few of many, drawing again is cheaper than shuffling.
    const chosen = new Set()
    while (chosen.size < Math.min(count, values.length)) chosen.add(early(values))
    return [...chosen]
  }

  /** @type {Draws['weighted']} */
  function weighted(values) {
    let left = next() * values.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of values) {
      left -= weight
      if (left < 0) return value
    }
    return at(values, values.length - 1)[0]
  }
}

/**
 * @template Value
 * @param {readonly Value[]} values
 * @param {number} index - within them
 * @returns {Value}
 */
function at(values, index) {
  return /** @type {Value} */ (values[index])
}
