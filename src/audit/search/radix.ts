/** An alphabet whose size is a power of two: each character holds so many bits. */
export type Alphabet = {
  readonly bits: number
  readonly symbols: string
  /** The value of every character code below 128; 255 where it is not in the alphabet. */
  readonly values: Uint8Array
}

function alphabet(symbols: string, foldsCase: boolean): Alphabet {
  const values = new Uint8Array(128).fill(255)
  for (const [value, symbol] of [...symbols].entries()) {
    values[symbol.charCodeAt(0)] = value
    if (!foldsCase) continue
    values[symbol.toLowerCase().charCodeAt(0)] = value
    values[symbol.toUpperCase().charCodeAt(0)] = value
  }
  return { bits: Math.log2(symbols.length), symbols, values }
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Hexadecimal, RFC 4648 section 8. */
export const hexadecimal: Alphabet = /* @__PURE__ */ alphabet('0123456789abcdef', true)
/** RFC 4648 section 6. */
export const base32: Alphabet = /* @__PURE__ */ alphabet(`${capitals}234567`, true)
/** RFC 4648 section 7. */
export const base32hex: Alphabet = /* @__PURE__ */ alphabet('0123456789ABCDEFGHIJKLMNOPQRSTUV', true)
/** Crockford's, without I, L, O and U. */
export const crockford: Alphabet = /* @__PURE__ */ alphabet('0123456789ABCDEFGHJKMNPQRSTVWXYZ', true)
/** The one that is easy to read aloud, z-base-32. */
export const zbase32: Alphabet = /* @__PURE__ */ alphabet('ybndrfg8ejkmcpqxot1uwisza345h769', true)
/** RFC 4648 section 4. */
export const base64: Alphabet = /* @__PURE__ */ alphabet(`${capitals}${capitals.toLowerCase()}0123456789+/`, false)
/** RFC 4648 section 5. */
export const base64url: Alphabet = /* @__PURE__ */ alphabet(`${capitals}${capitals.toLowerCase()}0123456789-_`, false)
/** Of uuencode: the 64 characters from the space, which is mostly written as a grave accent. */
export const uuencode: Alphabet = /* @__PURE__ */ alphabet(
  Array.from({ length: 64 }, (_, value) => String.fromCharCode(value === 0 ? 96 : 32 + value)).join(''),
  false,
)

/**
 * Writes bytes in an alphabet, without padding.
 *
 * @param of - the alphabet.
 * @param bytes - any.
 * @returns ASCII.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function writeRadix(of: Alphabet, bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    bits += 8
    while (bits >= of.bits) {
      bits -= of.bits
      text += of.symbols.charAt((held >> bits) & ((1 << of.bits) - 1))
    }
  }
  if (bits > 0) text += of.symbols.charAt((held << (of.bits - bits)) & ((1 << of.bits) - 1))
  return text
}

/**
 * Reads characters of an alphabet as bytes; bits that fill no byte are dropped, and so are characters that are not of it.
 *
 * @param of - the alphabet.
 * @param text - ASCII.
 * @returns the bytes.
 * Privacy: as private as the text.
 * Cost: O(length). @since 0.1
 */
export function readRadix(of: Alphabet, text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * of.bits) / 8))
  let length = 0
  let held = 0
  let bits = 0
  for (let at = 0; at < text.length; at++) {
    const value = of.values[text.charCodeAt(at)] ?? 255
    if (value === 255) continue
    held = ((held << of.bits) | value) & 0xffff
    bits += of.bits
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = held >> bits
  }
  return bytes.subarray(0, length)
}

/**
 * The characters that a text has in an alphabet wherever it stands among other bytes: once for each way in which its bits can
 * lie, without the characters that its neighbours decide too.
 *
 * @param of - the alphabet.
 * @param bytes - the text.
 * @returns one string for each alignment: 3 for base64, 5 for base32.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function alignments(of: Alphabet, bytes: Uint8Array): readonly string[] {
  const group = of.bits / greatestCommonDivisor(of.bits, 8)
  return Array.from({ length: group }, (_, before) => {
    const padded = new Uint8Array(before + bytes.length)
    padded.set(bytes, before)
    const first = Math.ceil((before * 8) / of.bits)
    const last = Math.floor(((before + bytes.length) * 8) / of.bits)
    return writeRadix(of, padded).slice(first, last)
  })
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
