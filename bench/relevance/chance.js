// Chance that repeats: the same number gives the same draws on every machine.

/** @typedef {() => number} Draw - from 0 up to, not including, 1 */

/**
 * Makes a source of draws, sfc32.
 * @param {number} seed - whole
 * @returns {Draw}
 */
export function drawFrom(seed) {
  let one = seed | 0
  let two = 0x9e3779b9 | 0
  let three = 0x85ebca6b | 0
  let count = 1
  const draw = () => {
    const sum = (((one + two) | 0) + count) | 0
    count = (count + 1) | 0
    one = two ^ (two >>> 9)
    two = (three + (three << 3)) | 0
    three = (((three << 21) | (three >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  // Neighbouring seeds draw alike at first.
  for (let turn = 0; turn < 12; turn++) draw()
  return draw
}

/**
 * Draws a whole number.
 * @param {Draw} draw
 * @param {number} below
 */
export const whole = (draw, below) => Math.floor(draw() * below)

/**
 * Draws one of several.
 * @template Value
 * @param {Draw} draw
 * @param {readonly Value[]} values - at least one
 * @returns {Value}
 */
export function oneOf(draw, values) {
  // A whole number below their count is the place of one of them.
  return /** @type {Value} */ (values[whole(draw, values.length)])
}

/**
 * Puts values into an order of chance (Fisher and Yates).
 * @template Value
 * @param {Draw} draw
 * @param {readonly Value[]} values
 * @returns {Value[]} a new list
 */
export function shuffled(draw, values) {
  const order = [...values]
  for (let last = order.length - 1; last > 0; last--) {
    const other = whole(draw, last + 1)
    const moved = /** @type {Value} */ (order[last])
    order[last] = /** @type {Value} */ (order[other])
    order[other] = moved
  }
  return order
}
