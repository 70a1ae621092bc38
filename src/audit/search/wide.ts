import { bytesOf, codePointsOf, utf8Of } from './bytes.js'
import type { Decoder, Part, Reading } from './decoder.js'
import type { Profile } from './profile.js'

/** The most bytes that are read as characters. */
const MOST = 1024 * 1024
/** Of this many bytes, one or more must be above ASCII; fewer are a typographic quote in somebody's prose. */
const RARE = 64

function part(length: number, bytes: Uint8Array): Part {
  return { start: 0, end: length, bytes, from: 'whole' }
}

/** The characters that look like, or stand for, those of ASCII: full width, mathematical, enclosed, tags. */
function plainLetters(codes: readonly number[]): Uint8Array {
  const text = codes.map((code) =>
    code >= 0xe0000 && code < 0xe0080 ? String.fromCharCode(code & 127) : fromCode(code),
  )
  return bytesOf(
    text
      .join('')
      .normalize('NFKC')
      .replaceAll(/[\u0080-\uffff]/g, ''),
  )
}

function fromCode(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code)
}

/**
 * Characters above ASCII: bytes that were made characters one by one, as scripts do with binary strings; bytes hidden in the
 * low half of a character, such as braille or tags; letters of other shapes.
 */
export const wideDecoder: Decoder = {
  layers: 0,
  scope: 'piece',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => profile.binary * RARE >= profile.length && profile.binary > 1,
  read: ({ bytes }) => {
    const codes = codePointsOf(bytes)
    if (codes === undefined || codes.length === bytes.length) return []
    const largest = codes.reduce((most, code) => Math.max(most, code), 0)
    if (largest < 256) return [{ name: 'latin1', parts: [part(bytes.length, Uint8Array.from(codes))] }]
    const high = codes.filter((code) => code > 127)
    const units = codes.flatMap((code) => [(code >> 8) & 255, code & 255])
    const readings: Reading[] = [
      {
        name: 'low bytes',
        parts: [
          part(
            bytes.length,
            Uint8Array.from(high, (code) => code & 255),
          ),
        ],
      },
      { name: 'wide characters', parts: [part(bytes.length, plainLetters(codes))] },
      { name: 'utf16', parts: [part(bytes.length, Uint8Array.from(units))] },
    ]
    return readings
  },
}

/**
 * Writes each byte as the character of that number, in UTF-8: what becomes of a script's binary string on its way out.
 *
 * @param bytes - any.
 * @returns at most twice as many bytes.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function asCharacters(bytes: Uint8Array): Uint8Array {
  return bytesOf(Array.from(bytes, utf8Of).join(''))
}

/**
 * Writes each byte as the character so far above it, in UTF-8.
 *
 * @param above - what is added to each byte: 0xfee0 makes full-width letters, 0xe0000 invisible tags, 0x2800 braille.
 * @returns writes bytes so.
 * Privacy: none of its own.
 * Cost: O(length). @since 0.1
 */
export function raisedBy(above: number): (bytes: Uint8Array) => Uint8Array {
  return (bytes) => bytesOf(Array.from(bytes, (byte) => utf8Of(byte + above)).join(''))
}

/**
 * Writes each byte as a unit of UTF-16.
 *
 * @param bytes - any.
 * @param smallFirst - true for little-endian.
 * @returns twice as many bytes.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function utf16Of(bytes: Uint8Array, smallFirst: boolean): Uint8Array {
  const units = new Uint8Array(bytes.length * 2)
  for (const [at, byte] of bytes.entries()) units[at * 2 + (smallFirst ? 0 : 1)] = byte
  return units
}
