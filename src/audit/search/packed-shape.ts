// Unpackers are slow to begin. These look at the first bits of a text and send away most of what is not packed.

/** The symbols that a block without tables of its own is followed for. */
const FOLLOWED = 24
/** How many times as long as it is a packed text may say that it becomes. */
const LARGEST_RATIO = 1032

type Bits = { readonly bytes: Uint8Array; at: number }

function take(bits: Bits, count: number): number {
  let value = 0
  for (let bit = 0; bit < count; bit++, bits.at++) {
    value |= (((bits.bytes[bits.at >> 3] ?? 0) >> (bits.at & 7)) & 1) << bit
  }
  return value
}

function takeReversed(bits: Bits, count: number): number {
  let value = 0
  for (let bit = 0; bit < count; bit++) value = (value << 1) | take(bits, 1)
  return value
}

/**
 * Tells whether bytes can begin a deflated text (RFC 1951).
 *
 * @param bytes - any.
 * @returns false where they cannot; true says little.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function couldBeDeflate(bytes: Uint8Array): boolean {
  const bits: Bits = { bytes, at: 1 }
  const kind = take(bits, 2)
  if (kind === 3 || bytes.length < 3) return false
  if (kind === 0) return ((bytes[1] ?? 0) ^ (bytes[3] ?? 0)) === 255 && ((bytes[2] ?? 0) ^ (bytes[4] ?? 0)) === 255
  return kind === 1 ? fixedCouldBe(bits) : tablesCouldBe(bits)
}

/** No text begins with a repetition of what is not there yet. */
function fixedCouldBe(bits: Bits): boolean {
  for (let written = 0; written < FOLLOWED && bits.at < bits.bytes.length * 8; written++) {
    const start = takeReversed(bits, 7)
    if (start === 0) return written > 0
    if (start < 0b0011000) return repetitionCouldBe(bits, start + 256, written)
    const long = start < 0b1100100 ? 1 : 2
    const code = (start << long) | takeReversed(bits, long)
    // 280 to 287 are repetitions too, of eight bits.
    if (long === 1 && code >= 0b11000000) return repetitionCouldBe(bits, code - 0b11000000 + 280, written)
  }
  return true
}

function repetitionCouldBe(bits: Bits, symbol: number, written: number): boolean {
  if (symbol > 285) return false
  take(bits, symbol < 265 || symbol === 285 ? 0 : (symbol - 261) >> 2)
  const code = takeReversed(bits, 5)
  if (code > 29) return false
  const extra = code < 4 ? 0 : (code - 2) >> 1
  const distance = code < 4 ? code + 1 : ((2 + (code & 1)) << extra) + 1 + take(bits, extra)
  return distance <= written
}

/** The lengths of the first table must be those of a complete code. */
function tablesCouldBe(bits: Bits): boolean {
  const literals = take(bits, 5)
  const distances = take(bits, 5)
  if (literals > 29 || distances > 29) return false
  let filled = 0
  for (let left = take(bits, 4) + 4; left > 0; left--) {
    const length = take(bits, 3)
    if (length > 0) filled += 128 >> length
  }
  return filled === 128
}

/**
 * Tells whether bytes can begin a brotli text (RFC 7932): whether the length that it announces is one of so few bytes.
 *
 * @param bytes - any.
 * @returns false where they cannot; true says little.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function couldBeBrotli(bytes: Uint8Array): boolean {
  const bits: Bits = { bytes, at: 0 }
  // The size of the window takes one, four or seven bits.
  if (take(bits, 1) === 1 && take(bits, 3) === 0) take(bits, 3)
  const isLast = take(bits, 1) === 1
  if (isLast && take(bits, 1) === 1) return false
  const nibbles = take(bits, 2)
  if (nibbles === 3) return false
  const length = take(bits, (nibbles + 4) * 4) + 1
  return length >= 4 && length <= bytes.length * LARGEST_RATIO && (bytes.length > 64 || length <= bytes.length * 32)
}
