// Written by hand: TextEncoder, atob and their kin are missing in Hermes and QuickJS, and none of them is strict.

/** Code units handed to one `String.fromCharCode` call; engines limit the number of arguments. */
const CHUNK = 4096

/**
 * Writes text as UTF-8.
 *
 * @param text - well-formed text of any length.
 * @returns its UTF-8 bytes.
 * @throws {RangeError} when the text holds a lone surrogate, which UTF-8 cannot express.
 * Privacy: as private as the text; the error repeats none of it.
 * Cost: O(length).
 * @see RFC 3629 @since 0.1
 */
export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length) // a UTF-16 unit takes three bytes at most
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const point = text.codePointAt(index) ?? 0 // within the text
    if (point < 0x80) {
      bytes[length++] = point
      continue
    }
    if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6)
    } else {
      if (point < 0x10000) {
        if (point >= 0xd800 && point < 0xe000) throw new RangeError('text: holds a lone surrogate')
        bytes[length++] = 0xe0 | (point >> 12)
      } else {
        index++ // two units
        bytes[length++] = 0xf0 | (point >> 18)
        bytes[length++] = 0x80 | ((point >> 12) & 0x3f)
      }
      bytes[length++] = 0x80 | ((point >> 6) & 0x3f)
    }
    bytes[length++] = 0x80 | (point & 0x3f)
  }
  return bytes.slice(0, length)
}

/**
 * Reads UTF-8 strictly.
 *
 * Refuses overlong forms, surrogates, values above U+10FFFF and truncation, and drops no byte order mark: one text
 * has one encoding and the reverse.
 *
 * @param bytes - untrusted bytes.
 * @param start - first byte to read; 0 unless told.
 * @param end - the byte after the last one; the end unless told.
 * @returns the text, or undefined when the bytes are not UTF-8.
 * Privacy: as private as the bytes.
 * Cost: O(length).
 * @see RFC 3629 section 4, Unicode table 3-7 @since 0.1
 */
export function utf8Decode(bytes: Uint8Array, start = 0, end = bytes.length): string | undefined {
  let text = ''
  let units: number[] = [] // a plain array: cheaper to make than a typed one for the short texts of a catalogue
  let at = start
  while (at < end) {
    if (units.length >= CHUNK) {
      text += String.fromCharCode(...units)
      units = []
    }
    const lead = bytes[at++] ?? 0
    if (lead < 0x80) {
      units.push(lead)
      continue
    }
    const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0
    if (more === 0 || at + more > end) return undefined
    let point = lead & (0x3f >> more)
    for (let index = 0; index < more; index++) {
      const next = bytes[at++] ?? 0
      if ((next & 0xc0) !== 0x80) return undefined
      point = (point << 6) | (next & 0x3f)
    }
    if (more === 1) {
      units.push(point) // 0xc0 and 0xc1, the only overlong leads of this length, were refused above
    } else if (more === 2) {
      if (point < 0x800 || (point >= 0xd800 && point < 0xe000)) return undefined
      units.push(point)
    } else {
      if (point < 0x10000 || point > 0x10ffff) return undefined
      units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff))
    }
  }
  return text + String.fromCharCode(...units)
}

/**
 * Turns bytes into text in which every byte is one character, so that text can be compared and counted as bytes.
 *
 * @param bytes - any bytes.
 * @returns characters from U+0000 to U+00FF; ASCII becomes what it says.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function byteText(bytes: Uint8Array): string {
  let text = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return text
}

const HEX = '0123456789abcdef'

/**
 * Writes bytes as lower-case hexadecimal.
 *
 * @param bytes - any bytes.
 * @returns two characters a byte.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX.charAt(byte >> 4) + HEX.charAt(byte & 15)
  return text
}

/**
 * Reads lower-case hexadecimal. Upper case is refused, so that equal bytes have equal text.
 *
 * @param text - untrusted text.
 * @returns the bytes, or undefined when the length is odd or a character is not 0–9 or a–f.
 * Privacy: as private as the text.
 * Cost: O(length). @since 0.1
 */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined
  const bytes = new Uint8Array(text.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    const high = HEX.indexOf(text.charAt(2 * index))
    const low = HEX.indexOf(text.charAt(2 * index + 1))
    if (high < 0 || low < 0) return undefined
    bytes[index] = high * 16 + low
  }
  return bytes
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const BASE64URL_VALUES = /* @__PURE__ */ valuesOf(BASE64URL)

/**
 * Writes bytes as base64url without padding.
 *
 * @param bytes - any bytes.
 * @returns four characters for three bytes, safe in a URL fragment.
 * Privacy: as private as the bytes.
 * Cost: O(length).
 * @see RFC 4648 section 5 @since 0.1
 */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0)
    text += BASE64URL.charAt(group >> 18) + BASE64URL.charAt((group >> 12) & 63)
    if (left > 1) text += BASE64URL.charAt((group >> 6) & 63)
    if (left > 2) text += BASE64URL.charAt(group & 63)
  }
  return text
}

/**
 * Reads base64url without padding, in its one canonical form.
 *
 * @param text - untrusted text.
 * @returns the bytes, or undefined when there is padding, white space, another character, an impossible length, or a
 * set bit behind the last byte.
 * Privacy: as private as the text.
 * Cost: O(length).
 * @see RFC 4648 sections 3.5 and 5 @since 0.1
 */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let pending = 0
  let bits = 0
  let at = 0
  for (let index = 0; index < text.length; index++) {
    const value = BASE64URL_VALUES[text.charCodeAt(index)] ?? -1
    if (value < 0) return undefined
    pending = ((pending << 6) | value) & 0x3fff // at most 6 bits are left over from before, so 14 hold all
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (pending >> bits) & 0xff
    }
  }
  return (pending & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const BASE45_VALUES = /* @__PURE__ */ valuesOf(BASE45)

/**
 * Writes bytes as base45, the alphabet of a QR code's alphanumeric mode.
 *
 * @param bytes - any bytes.
 * @returns three characters for two bytes, two for a last single one.
 * Privacy: as private as the bytes.
 * Cost: O(length).
 * @see RFC 9285 @since 0.1
 */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 2) {
    const first = bytes[index] ?? 0
    const second = bytes[index + 1]
    const value = second === undefined ? first : first * 256 + second
    text += BASE45.charAt(value % 45) + BASE45.charAt(Math.floor(value / 45) % 45)
    if (second !== undefined) text += BASE45.charAt(Math.floor(value / 2025))
  }
  return text
}

/**
 * Reads base45 in its one canonical form.
 *
 * @param text - untrusted text, upper case.
 * @returns the bytes, or undefined when a character is foreign, the length impossible, or a group too large for its
 * bytes.
 * Privacy: as private as the text.
 * Cost: O(length).
 * @see RFC 9285 section 6 @since 0.1
 */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3))
  let at = 0
  for (let index = 0; index < text.length; index += 3) {
    const whole = text.length - index > 2
    const low = BASE45_VALUES[text.charCodeAt(index)] ?? -1
    const middle = BASE45_VALUES[text.charCodeAt(index + 1)] ?? -1
    const high = whole ? (BASE45_VALUES[text.charCodeAt(index + 2)] ?? -1) : 0
    const value = low + middle * 45 + high * 2025
    if (low < 0 || middle < 0 || high < 0 || value > (whole ? 0xffff : 0xff)) return undefined
    if (whole) bytes[at++] = value >> 8
    bytes[at++] = value & 0xff
  }
  return bytes
}

function valuesOf(alphabet: string): Int8Array {
  const values = new Int8Array(128).fill(-1)
  for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index
  return values
}
