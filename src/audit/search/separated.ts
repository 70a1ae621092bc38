import { bytesOf } from './bytes.js'
import type { Decoder, Part, Reading } from './decoder.js'
import { literalOf } from './escapes.js'
import { isText, type Profile, profileOf } from './profile.js'

const MOST = 4 * 1024 * 1024
/** The most bytes of a piece whose marks are struck out: of a script, one long word would come of it. */
const MOST_STRUCK = 16 * 1024
/** One character in so many must be a mark, or the text be a host's name: chance alone lays some in base64. */
const FEW_MARKS = 16
/** The shortest piece that anything is struck out of. */
const FEWEST_STRUCK = 20
/** The shortest piece of a structured text that is looked at by itself. */
const FEWEST = 4

// White space and what has no width, as UTF-8 writes it: U+00AD, U+200B to U+200F, U+2060 to U+2064, U+FEFF.
const blank =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are read as characters here
  /[\u0000-\u0020]|\u00c2[\u00a0\u00ad]|\u00e2\u0080[\u008b-\u008f\u00a8-\u00af]|\u00e2\u0081[\u00a0-\u00a4]|\u00ef\u00bb\u00bf/g
const marks = /[^A-Za-z0-9]+/g

/** A text without what matches a pattern. */
function without(pattern: RegExp, text: string): Part | undefined {
  const kept: string[] = []
  const from = new Uint32Array(text.length)
  let length = 0
  let at = 0
  const keep = (end: number): void => {
    kept.push(text.slice(at, end))
    for (; at < end; at++) from[length++] = at
  }
  for (const match of text.matchAll(pattern)) {
    keep(match.index)
    at = match.index + match[0].length
  }
  if (at === 0) return undefined
  keep(text.length)
  return { start: 0, end: text.length, bytes: bytesOf(kept.join('')), from: { places: from.subarray(0, length) } }
}

function reading(name: string, parts: readonly (Part | undefined)[]): Reading {
  return { name, parts: parts.filter((part) => part !== undefined) }
}

/** What stands in one piece but for blanks, or for everything that is neither letter nor digit. */
export const struckDecoder: Decoder = {
  layers: 0,
  scope: 'piece',
  deepest: 1,
  strikes: true,
  most: MOST_STRUCK,
  fits: (profile: Profile) => {
    const isInvisible = (profile.counts[0xe2] ?? 0) * FEW_MARKS > profile.length
    return (isText(profile) || isInvisible) && profile.letters + profile.digits < profile.length
  },
  read: ({ text, bytes }) => {
    const { letters, digits, length } = profileOf(bytes)
    if (length < FEWEST_STRUCK) return []
    const isMarked = (length - letters - digits) * FEW_MARKS >= length || /^[A-Za-z0-9._-]+$/.test(text)
    const struck = isMarked ? [reading('separated', [without(marks, text)])] : []
    const blanks = text.match(blank)?.length ?? 0
    const spaced = blanks * FEW_MARKS >= length ? [reading('spaced', [without(blank, text)])] : []
    return [...spaced, ...struck]
  },
}

// One character, one separator, one character, the same separator …
const spacedRun = /(.)(.|[^A-Za-z0-9]{2,6})(?:.\2){6,}.?/gs
// UTF-16 and UTF-32 of ASCII, and whatever else has more zeros between than bytes.
const ZEROS = 4

function everyOther(run: string, gap: number, start: number): Part | undefined {
  const size = Math.ceil(run.length / (gap + 1))
  const from = Uint32Array.from({ length: size }, (_, index) => index * (gap + 1))
  const text = Array.from(from, (place) => run.charAt(place)).join('')
  const isOneCharacter = text === text.charAt(0).repeat(size)
  return isOneCharacter ? undefined : { start, end: start + run.length, bytes: bytesOf(text), from: { places: from } }
}

/** Characters with the same separator between any two of them, one byte or several, UTF-16 included. */
export const spacedDecoder: Decoder = {
  layers: 1,
  scope: 'view',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => profile.length >= 15,
  read: ({ text }) => [
    reading(
      'spaced',
      Array.from(text.matchAll(spacedRun), (run) => everyOther(run[0], (run[2] ?? '').length, run.index)),
    ),
  ],
}

/** UTF-16, UTF-32 and other wide forms, without their zero bytes. */
export const zerosDecoder: Decoder = {
  layers: 0,
  scope: 'piece',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => (profile.counts[0] ?? 0) * ZEROS > profile.length,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are read as characters here
  read: ({ text }) => [reading('utf16', [without(/\u0000+/g, text)])],
}

/** The inside of every string literal; names before a colon are left out, so that values that were split lie side by side. */
function literalsOf(text: string): Reading {
  const parts = Array.from(text.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?/gs), (match): Part | undefined => {
    const inside = match[1] ?? ''
    const start = match.index + 1
    const isName = match[2] !== undefined
    return isName ? undefined : { start, end: start + inside.length, ...literalOf(inside) }
  })
  return reading('json', parts)
}

/** Stretches of a text that match the first group of a pattern, as they are. */
function stretches(name: string, pattern: RegExp, text: string): Reading {
  const parts = Array.from(text.matchAll(pattern), (match): Part | undefined => {
    const found = match[1] ?? ''
    const start = match.index + match[0].lastIndexOf(found)
    return found.length < FEWEST ? undefined : { start, end: start + found.length, bytes: bytesOf(found), from: 'same' }
  })
  return reading(name, parts)
}

/** The values of JSON and scripts, queries, forms and cookies, path segments, and the parts of a multipart body. */
export const structureDecoder: Decoder = {
  takesApart: true,
  layers: 0,
  scope: 'piece',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => profile.letters + profile.digits < profile.length && profile.longestRun >= FEWEST,
  read: ({ text, bytes }) => {
    const readings: Reading[] = []
    if (text.includes('\r\n\r\n')) readings.push(stretches('multipart', /\r\n\r\n(.*?)(?:\r\n--|$)/gs, text))
    if (!isText(profileOf(bytes))) return readings
    if (text.includes('"')) readings.push(literalsOf(text))
    if (text.includes('=')) readings.push(stretches('query', /=([^&;\s"'<>#]+)/g, text))
    if (/^\/|:\/\//.test(text)) readings.push(stretches('path', /\/([^/?#\s"'<>]+)/g, text))
    return readings
  },
}
