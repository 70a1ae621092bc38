// Arithmetic modulo 2^255 - 19 in doubles, the only fast numbers there are on every JavaScript engine: BigInt is several
// times as slow, and takes its time by the value. After the floating-point representation of D. J. Bernstein's Curve25519.
//
// An element is twelve limbs, and their sum is its value. Limb i is a whole multiple of 2^start(i):
//
//   limb       0   1   2   3   4    5    6    7    8    9   10   11
//   start(i)   0  22  43  64  85  107  128  149  170  192  213  234     = ceil(255 i / 12)
//
// After `carry` a limb is at most 2^(start(i + 1) - 1) in size, or a few units more; after sums and differences of m such
// at most m times that. Each limb of a product is a sum of twelve terms, those from beyond 2^255 taken 19 times: a multiple
// of 2^start(i), and less than 2^53 times that as long as the m of both sides multiply to 12 or less, so that nothing is
// ever rounded. The tests multiply at these bounds. No branch and no index depends on a value.

/** A number modulo 2^255 - 19. */
export type Element = Float64Array & Record<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11, number>

const LIMBS = 12
const BITS = 255
const STARTS = /* @__PURE__ */ Array.from({ length: LIMBS + 1 }, (_, limb) => Math.ceil((BITS * limb) / LIMBS))
const UNITS = /* @__PURE__ */ STARTS.map((start) => 2 ** start)
/** What is beyond 2^255 comes back below it, 19 times: 2^255 is 19 here. */
const FOLD = 19 / 2 ** BITS
// Near 3 * 2^(51 + n) doubles are 2^n apart: adding that and taking it away again rounds to a multiple of 2^n. One for
// the start of each limb, and for 2^255.
const TO_22 = 3 * 2 ** 73
const TO_43 = 3 * 2 ** 94
const TO_64 = 3 * 2 ** 115
const TO_85 = 3 * 2 ** 136
const TO_107 = 3 * 2 ** 158
const TO_128 = 3 * 2 ** 179
const TO_149 = 3 * 2 ** 200
const TO_170 = 3 * 2 ** 221
const TO_192 = 3 * 2 ** 243
const TO_213 = 3 * 2 ** 264
const TO_234 = 3 * 2 ** 285
const TO_255 = 3 * 2 ** 306

/** The index is always within; 0 exists for the compiler and is never taken. */
const at = (limbs: ArrayLike<number>, limb: number): number => limbs[limb] ?? 0

/**
 * Makes an element.
 *
 * @param value - a small whole number.
 * @returns a new element of that value.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function elementOf(value: number): Element {
  const element = new Float64Array(LIMBS) as Element // it has the twelve
  element[0] = value
  return element
}

/**
 * Copies an element.
 *
 * @param element - any.
 * @returns a new element of the same value.
 * Privacy: as private as the element.
 * Cost: O(1). @since 0.1
 */
export function copyOf(element: Element): Element {
  return new Float64Array(element) as Element // as many limbs as the other
}

// What follows is written out limb by limb: indices that are computed, and the loops around them, would cost more time
// than the arithmetic.

/**
 * Adds a multiple: out = a + factor b.
 *
 * @param out - where to; may be one of the others.
 * @param a - an element, or few enough of them for the product to come.
 * @param factor - 1 or -1; or a whole number of at most 17 bits, and `carry` is next.
 * @param b - as `a`; with a large factor at most a sum or difference of two.
 * Privacy: as private as the elements; takes the same time for all.
 * Cost: O(1). @since 0.1
 */
// biome-ignore format: a table
export function addTimes(out: Element, a: Element, factor: number, b: Element): void {
  out[0] = a[0] + factor * b[0]; out[1] = a[1] + factor * b[1]; out[2] = a[2] + factor * b[2]
  out[3] = a[3] + factor * b[3]; out[4] = a[4] + factor * b[4]; out[5] = a[5] + factor * b[5]
  out[6] = a[6] + factor * b[6]; out[7] = a[7] + factor * b[7]; out[8] = a[8] + factor * b[8]
  out[9] = a[9] + factor * b[9]; out[10] = a[10] + factor * b[10]; out[11] = a[11] + factor * b[11]
}

/**
 * Multiplies: out = a b.
 *
 * @param out - where to; may be one of the others.
 * @param a - an element, or a sum or difference of m.
 * @param b - an element, or a sum or difference of n; mn is at most 12.
 * Privacy: as private as the elements; takes the same time for all.
 * Cost: 144 products. @since 0.1
 */
// biome-ignore format: a table
export function product(out: Element, a: Element, b: Element): void {
  const a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5], a6 = a[6], a7 = a[7], a8 = a[8], a9 = a[9], a10 = a[10], a11 = a[11]
  const b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5], b6 = b[6], b7 = b[7], b8 = b[8], b9 = b[9], b10 = b[10], b11 = b[11]
  const w1 = FOLD * b1, w2 = FOLD * b2, w3 = FOLD * b3, w4 = FOLD * b4, w5 = FOLD * b5, w6 = FOLD * b6, w7 = FOLD * b7, w8 = FOLD * b8, w9 = FOLD * b9, w10 = FOLD * b10, w11 = FOLD * b11
  out[0] = a0 * b0 + a1 * w11 + a2 * w10 + a3 * w9 + a4 * w8 + a5 * w7 + a6 * w6 + a7 * w5 + a8 * w4 + a9 * w3 + a10 * w2 + a11 * w1
  out[1] = a0 * b1 + a1 * b0 + a2 * w11 + a3 * w10 + a4 * w9 + a5 * w8 + a6 * w7 + a7 * w6 + a8 * w5 + a9 * w4 + a10 * w3 + a11 * w2
  out[2] = a0 * b2 + a1 * b1 + a2 * b0 + a3 * w11 + a4 * w10 + a5 * w9 + a6 * w8 + a7 * w7 + a8 * w6 + a9 * w5 + a10 * w4 + a11 * w3
  out[3] = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * w11 + a5 * w10 + a6 * w9 + a7 * w8 + a8 * w7 + a9 * w6 + a10 * w5 + a11 * w4
  out[4] = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 + a5 * w11 + a6 * w10 + a7 * w9 + a8 * w8 + a9 * w7 + a10 * w6 + a11 * w5
  out[5] = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0 + a6 * w11 + a7 * w10 + a8 * w9 + a9 * w8 + a10 * w7 + a11 * w6
  out[6] = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0 + a7 * w11 + a8 * w10 + a9 * w9 + a10 * w8 + a11 * w7
  out[7] = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0 + a8 * w11 + a9 * w10 + a10 * w9 + a11 * w8
  out[8] = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0 + a9 * w11 + a10 * w10 + a11 * w9
  out[9] = a0 * b9 + a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1 + a9 * b0 + a10 * w11 + a11 * w10
  out[10] = a0 * b10 + a1 * b9 + a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2 + a9 * b1 + a10 * b0 + a11 * w11
  out[11] = a0 * b11 + a1 * b10 + a2 * b9 + a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3 + a9 * b2 + a10 * b1 + a11 * b0
  carry(out)
}

/**
 * Moves what is too high for each limb into the next one, and from the last back into the first.
 *
 * Two chains side by side, from limb 0 and from limb 6: each waits for its own limb before, and a processor does both at
 * once. Where one chain runs into the other, the first limb of that is carried again.
 *
 * @param out - the limbs of a product, or of a sum with a large multiple; the same number afterwards, fit for a product.
 * Privacy: takes the same time for all.
 * Cost: O(1). @since 0.1
 */
// biome-ignore format: a table
export function carry(out: Element): void {
  let a = out[0], aHigh = a + TO_22 - TO_22; out[0] = a - aHigh
  let b = out[6], bHigh = b + TO_149 - TO_149; out[6] = b - bHigh
  a = out[1] + aHigh; aHigh = a + TO_43 - TO_43; out[1] = a - aHigh
  b = out[7] + bHigh; bHigh = b + TO_170 - TO_170; out[7] = b - bHigh
  a = out[2] + aHigh; aHigh = a + TO_64 - TO_64; out[2] = a - aHigh
  b = out[8] + bHigh; bHigh = b + TO_192 - TO_192; out[8] = b - bHigh
  a = out[3] + aHigh; aHigh = a + TO_85 - TO_85; out[3] = a - aHigh
  b = out[9] + bHigh; bHigh = b + TO_213 - TO_213; out[9] = b - bHigh
  a = out[4] + aHigh; aHigh = a + TO_107 - TO_107; out[4] = a - aHigh
  b = out[10] + bHigh; bHigh = b + TO_234 - TO_234; out[10] = b - bHigh
  a = out[5] + aHigh; aHigh = a + TO_128 - TO_128; out[5] = a - aHigh
  b = out[11] + bHigh; bHigh = b + TO_255 - TO_255; out[11] = b - bHigh
  b = out[6] + aHigh; aHigh = b + TO_149 - TO_149; out[6] = b - aHigh; out[7] += aHigh
  a = out[0] + bHigh * FOLD; bHigh = a + TO_22 - TO_22; out[0] = a - bHigh; out[1] += bHigh
}

/**
 * Swaps two elements, or does the same work for nothing.
 *
 * @param bit - 1 to swap, 0 not to.
 * @param a - an element.
 * @param b - an element.
 * Privacy: takes the same time and touches the same memory either way.
 * Cost: O(1). @since 0.1
 */
export function swapIf(bit: number, a: Element, b: Element): void {
  for (let limb = 0; limb < LIMBS; limb++) {
    const difference = bit * (at(a, limb) - at(b, limb))
    a[limb] = at(a, limb) - difference
    b[limb] = at(b, limb) + difference
  }
}

/**
 * Raises to a power whose binary digits are 250 ones and then the given ones.
 *
 * With a^(2^n - 1) at hand, n squarings and one product give a^(2^2n - 1), and one of each a^(2^(n + 1) - 1).
 *
 * @param a - an element.
 * @param digits - of the exponent, after the ones.
 * @returns a new element.
 * Privacy: as private as the element; takes the same time for all.
 * Cost: 261 products and at most two a digit. @since 0.1
 */
export function power(a: Element, digits: readonly (0 | 1)[]): Element {
  const result = copyOf(a)
  let ones = 1
  for (const isOdd of [true, true, true, true, false, true, false]) {
    const before = copyOf(result)
    for (let nth = 0; nth < ones; nth++) product(result, result, result)
    product(result, result, before)
    ones *= 2
    if (!isOdd) continue
    product(result, result, result)
    product(result, result, a)
    ones += 1
  }
  for (const digit of digits) {
    product(result, result, result)
    if (digit === 1) product(result, result, a)
  }
  return result
}

/**
 * Inverts: 1 / a, as a to the power of 2^255 - 21.
 *
 * @param a - an element.
 * @returns a new element; zero for zero.
 * Privacy: as private as the element; takes the same time for all.
 * Cost: 269 products. @since 0.1
 */
export function inverse(a: Element): Element {
  return power(a, [0, 1, 0, 1, 1])
}

/**
 * Tells one bit of a number in 32 bytes, least significant byte first.
 *
 * @param bytes - 32 bytes.
 * @param bit - which, 0 to 255.
 * @returns 0 or 1.
 * Privacy: the place that is read does not depend on the bytes.
 * Cost: O(1). @since 0.1
 */
export function bitOf(bytes: Uint8Array, bit: number): number {
  return (at(bytes, bit >> 3) >> (bit & 7)) & 1
}

/**
 * Reads an element from 32 bytes, least significant first; the highest bit is not looked at, and 2^255 - 19 is 0.
 *
 * @param bytes - 32 bytes.
 * @returns a new element.
 * Privacy: as private as the bytes; takes the same time for all.
 * Cost: O(1).
 * @see RFC 7748 section 5 @since 0.1
 */
export function readElement(bytes: Uint8Array): Element {
  const element = elementOf(0)
  for (let limb = 0; limb < LIMBS; limb++) {
    let units = 0
    for (let bit = at(STARTS, limb + 1) - 1; bit >= at(STARTS, limb); bit--) units = 2 * units + bitOf(bytes, bit)
    element[limb] = units * at(UNITS, limb)
  }
  carry(element)
  return element
}

/**
 * Writes an element as the 32 bytes of the one number from 0 to 2^255 - 20 that it is.
 *
 * @param element - an element, or one sum or difference of two.
 * @returns 32 bytes, least significant first.
 * Privacy: as private as the element; takes the same time for all.
 * Cost: O(1). @since 0.1
 */
export function writeElement(element: Element): Uint8Array {
  const value = copyOf(element)
  for (let round = 0; round < 3; round++) value[0] = 19 * settle(value) + at(value, 0)
  settle(value)
  // A number from 2^255 - 19 on is 19 short of 2^255: with 19 more it goes beyond, and what stays below is the number.
  const reduced = copyOf(value)
  reduced[0] = at(reduced, 0) + 19
  swapIf(settle(reduced), value, reduced)
  const bytes = new Uint8Array(32)
  for (let limb = 0; limb < LIMBS; limb++) {
    const start = at(STARTS, limb)
    const bits = at(value, limb) / at(UNITS, limb)
    for (let bit = start; bit < at(STARTS, limb + 1); bit++) {
      bytes[bit >> 3] = at(bytes, bit >> 3) | (((bits >> (bit - start)) & 1) << (bit & 7))
    }
  }
  return bytes
}

/** Makes every limb positive and no larger than its place; gives back what went beyond 2^255, in units of it. */
function settle(element: Element): number {
  let high = 0
  for (let limb = 0; limb < LIMBS; limb++) {
    const value = at(element, limb) + high
    const size = at(UNITS, limb + 1)
    high = Math.floor(value / size) * size
    element[limb] = value - high
  }
  return high / 2 ** BITS
}
