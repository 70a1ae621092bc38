import { bitOf } from './field25519.js'
import { fromHex } from './text.js'

// Whole numbers by which points of Ed25519 are multiplied, as bytes, least significant first. Only public ones come here:
// what is done depends on their bits, and so does its time.

/** L, the order of the base point: 2^252 + 27742317777372353535851937790883648493. */
export const GROUP_ORDER: Uint8Array =
  /* @__PURE__ */ fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010') ?? new Uint8Array(32)

/** Bits of a signed digit, its sign included: none is larger than 15. */
const WINDOW = 5

/** The index is always within; 0 exists for the compiler and is never taken. */
const at = (bytes: ArrayLike<number>, place: number): number => bytes[place] ?? 0

/**
 * Divides 64 bytes by L and keeps the remainder.
 *
 * As on paper: the next byte is taken down to what is left, and L is taken away as often as it fits. L is a little more
 * than 2^252, so it fits as often as that does or once less.
 *
 * @param bytes - 64 bytes.
 * @returns 32 bytes: a number from 0 to L - 1.
 * Privacy: for public numbers only: its time depends on them.
 * Cost: 33 steps of 32 products.
 * @see RFC 8032 section 5.1.7 @since 0.1
 */
export function remainder(bytes: Uint8Array): Uint8Array {
  const rest = new Int32Array(65)
  rest.set(bytes)
  for (let place = 32; place >= 0; place--) {
    // 2^252 is 16 times 256^31.
    addOrder(rest, place, -((at(rest, place + 32) * 256 + at(rest, place + 31)) >> 4))
    if (at(rest, place + 32) < 0) addOrder(rest, place, 1)
  }
  return Uint8Array.from(rest.subarray(0, 32))
}

/** Adds so many times L to the 32 bytes from a place on, and what goes beyond them or falls short to the next one. */
function addOrder(rest: Int32Array, place: number, times: number): void {
  let high = 0
  for (let byte = 0; byte < 32; byte++) {
    const value = at(rest, place + byte) + times * at(GROUP_ORDER, byte) + high
    rest[place + byte] = value & 255
    high = value >> 8
  }
  rest[place + 32] = at(rest, place + 32) + high
}

/**
 * Writes a number in signed binary digits of which few are not zero: 0, or odd from -15 to 15, and then four zeros.
 *
 * @param scalar - 32 bytes: a number below 2^253.
 * @returns 256 digits; the sum of digit(i) 2^i is the number. The last two are zero.
 * Privacy: for public numbers only: its time depends on them.
 * Cost: O(1).
 * @see Solinas, "Efficient arithmetic on Koblitz curves", 2000: width-w NAF @since 0.1
 */
export function signedDigits(scalar: Uint8Array): Int8Array {
  const digits = new Int8Array(256)
  let carried = 0
  for (let place = 0; place < digits.length; ) {
    if (bitOf(scalar, place) === carried) {
      place += 1
      continue
    }
    let digit = 0
    for (let bit = WINDOW - 1; bit >= 0; bit--) digit = 2 * digit + bitOf(scalar, place + bit)
    digit += carried
    carried = digit >> (WINDOW - 1)
    digits[place] = digit - (carried << WINDOW)
    place += WINDOW
  }
  return digits
}
