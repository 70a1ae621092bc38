// Texts here are byte strings: one character for one byte, so that patterns of text can be tried on whatever left a page.

/**
 * Writes bytes as a text of one character each.
 *
 * @param bytes - any.
 * @returns a string of the same length, with characters from U+0000 to U+00FF.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/**
 * Reads a text of one character a byte.
 *
 * @param text - characters from U+0000 to U+00FF; of larger ones the low byte is taken.
 * @returns one byte for each character.
 * Privacy: as private as the text.
 * Cost: O(length). @since 0.1
 */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

/**
 * Writes a character as UTF-8 writes it; half of a surrogate pair too, since pages split strings where they like.
 *
 * @param code - a code point, or half of one.
 * @returns one to four characters, one for each byte.
 * Privacy: as private as the character.
 * Cost: O(1). @since 0.1
 */
export function utf8Of(code: number): string {
  const { fromCharCode } = String
  if (code < 0x80) return fromCharCode(code)
  const last = 0x80 | (code & 63)
  if (code < 0x800) return fromCharCode(0xc0 | (code >> 6), last)
  const middle = 0x80 | ((code >> 6) & 63)
  if (code < 0x10000) return fromCharCode(0xe0 | (code >> 12), middle, last)
  return fromCharCode(0xf0 | ((code >> 18) & 7), 0x80 | ((code >> 12) & 63), middle, last)
}

/**
 * Reads UTF-8 as code points, halves of surrogate pairs too.
 *
 * @param bytes - any.
 * @returns the code points, or undefined where the bytes are not UTF-8.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function codePointsOf(bytes: Uint8Array): readonly number[] | undefined {
  const codes: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    const more = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1
    if (more < 0) return undefined
    let code = more === 0 ? first : first & (0x3f >> more)
    for (let next = 1; next <= more; next++) {
      const byte = bytes[at + next] ?? 0
      if ((byte & 0xc0) !== 0x80) return undefined
      code = (code << 6) | (byte & 63)
    }
    codes.push(code)
    at += more + 1
  }
  return codes
}
