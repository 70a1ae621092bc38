import type { Decoder, Origin, Reading } from './decoder.js'
import { isText, type Profile, profileOf } from './profile.js'

/** The most bytes of a piece that is turned and shifted as a whole; whatever is longer is met by the needles alone. */
const MOST = 16 * 1024
/** The most ways in which the key of one piece is guessed. */
const MOST_KEYS = 4

/**
 * Changes every byte by itself.
 *
 * @param bytes - any.
 * @param change - what becomes of a byte; only its low eight bits are kept.
 * @returns as many bytes.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function shifted(bytes: Uint8Array, change: (byte: number, at: number) => number): Uint8Array {
  const changed = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) changed[at] = change(bytes[at] ?? 0, at)
  return changed
}

/**
 * Turns letters on by a number of places in the alphabet; everything else stays.
 *
 * @param places - 1 to 25.
 * @returns what becomes of a byte.
 * Privacy: none of its own.
 * Cost: O(1). @since 0.1
 */
export function turnedBy(places: number): (byte: number) => number {
  return (byte) => {
    const first = byte >= 97 && byte <= 122 ? 97 : byte >= 65 && byte <= 90 ? 65 : 0
    return first === 0 ? byte : first + ((byte - first + places) % 26)
  }
}

/**
 * Turns the visible characters of ASCII on by 47 places, a space excepted.
 *
 * @param byte - one.
 * @returns another.
 * Privacy: none of its own.
 * Cost: O(1). @since 0.1
 */
export function turnedVisible(byte: number): number {
  return byte >= 33 && byte <= 126 ? 33 + ((byte - 33 + 47) % 94) : byte
}

/**
 * Makes capitals of small letters and the reverse.
 *
 * @param byte - one.
 * @returns another.
 * Privacy: none of its own.
 * Cost: O(1). @since 0.1
 */
export function swapped(byte: number): number {
  const folded = byte | 32
  return folded >= 97 && folded <= 122 && byte < 128 ? byte ^ 32 : byte
}

const mirrored = (byte: number): number => {
  const first = byte >= 97 && byte <= 122 ? 97 : byte >= 65 && byte <= 90 ? 65 : 0
  return first === 0 ? byte : first + 25 - (byte - first)
}

/**
 * Exchanges the halves of a byte.
 *
 * @param byte - one.
 * @returns another.
 * Privacy: none of its own.
 * Cost: O(1). @since 0.1
 */
export function halvesExchanged(byte: number): number {
  return ((byte << 4) | (byte >> 4)) & 255
}

/**
 * Turns bytes end to front.
 *
 * @param bytes - any.
 * @returns as many.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function reversed(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes).reverse()
}

function whole(name: string, bytes: Uint8Array, from: Origin = 'same'): Reading {
  return { name, parts: [{ start: 0, end: bytes.length, bytes, from }] }
}

function backwards(length: number): Uint32Array {
  const from = new Uint32Array(length)
  for (let at = 0; at < length; at++) from[at] = length - 1 - at
  return from
}

/** JSON, a query or a form: what they take apart to is turned, not they themselves. */
function isStructured(text: string): boolean {
  return /^\s*(?:\{\s*"|\[\s*["[{])|^[\w.-]+=[^=&]*(?:&|$)/.test(text)
}

/** Changes that take a piece as a whole, tried on what is outermost. */
export const turnDecoder: Decoder = {
  turns: true,
  layers: 1,
  scope: 'piece',
  deepest: 1,
  most: MOST,
  fits: (profile: Profile) => profile.length >= 8,
  read: ({ bytes, text, depth }) => {
    if (isStructured(text) || (depth > 0 && !isText(profileOf(bytes)))) return []
    const readings = [
      whole('reverse', reversed(bytes), { places: backwards(bytes.length) }),
      whole('rot13', shifted(bytes, turnedBy(13))),
      whole('swapped case', shifted(bytes, swapped)),
    ]
    if (depth > 0) return readings
    return [
      ...readings,
      whole('rot47', shifted(bytes, turnedVisible)),
      whole('mirrored alphabet', shifted(bytes, mirrored)),
      whole('halves exchanged', shifted(bytes, halvesExchanged)),
      whole(
        'byte shift by place',
        shifted(bytes, (byte, at) => byte - at),
      ),
    ]
  },
}

// What the inside of a piece is likely to be when nothing but its key is unknown.
const likely: readonly RegExp[] = [
  /^[01\s,.;:|_-]$/,
  /^[0-9\s,.;:|_-]$/,
  /^[0-9a-f]$/,
  /^[0-9A-F]$/,
  /^[A-Z2-7=]$/,
  /^[A-Za-z0-9+/=]$/,
  /^[A-Za-z0-9_=-]$/,
  /^[0-9a-fux\\&#;%{}\s]$/i,
]

// How packed and structured texts begin.
const beginnings: readonly (readonly number[])[] = [
  [0x1f, 0x8b, 0x08],
  [0x78, 0x9c],
  [0x78, 0x01],
  [0x78, 0xda],
  [0x7b, 0x22],
  [0x5b, 0x22],
  [0x5b, 0x7b],
]

type Change = (byte: number, key: number) => number
const unchanged: Change = (byte) => byte
const changes: Readonly<Record<string, Change>> = {
  xor: (byte, key) => byte ^ key,
  'byte shift': (byte, key) => (byte - key) & 255,
}

// For each byte, one bit for each of the small alphabets that have it.
const memberships: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) =>
  likely.reduce((bits, pattern, at) => bits | (pattern.test(String.fromCharCode(byte)) ? 1 << at : 0), 0),
)

/** The small alphabets that all bytes are in, once changed by a key, as bits. */
function alphabetsOf(present: readonly number[], change: Change, key: number): number {
  let bits = 255
  for (const byte of present) {
    bits &= memberships[change(byte, key)] ?? 0
    if (bits === 0) return 0
  }
  return bits
}

/** The key that makes a piece begin as something packed or structured does. */
function keyOf(bytes: Uint8Array, beginning: readonly number[], change: Change): number | undefined {
  const first = bytes[0] ?? 0
  const wanted = beginning[0] ?? 0
  const key = change === changes['xor'] ? first ^ wanted : (first - wanted) & 255
  return key !== 0 && beginning.every((byte, at) => change(bytes[at] ?? 0, key) === byte) ? key : undefined
}

/** The keys under which a piece begins as something packed does, or is written in one small alphabet throughout. */
function keysOf(bytes: Uint8Array, present: readonly number[], change: Change): readonly number[] {
  const begun = beginnings.map((beginning) => keyOf(bytes, beginning, change)).filter((key) => key !== undefined)
  const keys = new Set<number>(begun)
  // A small alphabet has at most 64 characters and some marks.
  if (present.length > 72) return [...keys]
  for (let key = 1; key < 256 && keys.size < MOST_KEYS; key++) {
    if (alphabetsOf(present, change, key) !== 0) keys.add(key)
  }
  return [...keys]
}

/** Bytes that were all changed by one number, where what they were is easy to recognise. */
export const keyDecoder: Decoder = {
  turns: true,
  layers: 1,
  scope: 'piece',
  deepest: 1,
  most: MOST,
  fits: (profile: Profile) => profile.length >= 24,
  read: ({ bytes, text }) => {
    const present = [...new Set(bytes)]
    // What is written in one small alphabet already is read as that.
    if (isStructured(text) || alphabetsOf(present, unchanged, 0) !== 0) return []
    return Object.entries(changes).flatMap(([name, change]) =>
      keysOf(bytes, present, change).map((key, guess) =>
        whole(
          `${name}#${guess}`,
          shifted(bytes, (byte) => change(byte, key)),
        ),
      ),
    )
  },
}
