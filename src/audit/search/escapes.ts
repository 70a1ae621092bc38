import { bytesOf, textOf, utf8Of } from './bytes.js'
import type { Decoder, Part } from './decoder.js'
import { isText, type Profile } from './profile.js'

/** The most bytes of a piece that escapes are read in. */
const MOST = 4 * 1024 * 1024
/** Packed and encrypted bytes hold each mark by chance, one in 256. */
const FEW_MARKS = 32

// The marks of ASCII that have names in HTML; letters and digits have none.
const named: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", equals: '=', plus: '+', sol: '/', num: '#', percnt: '%',
  semi: ';', colon: ':', comma: ',', period: '.', quest: '?', excl: '!', dollar: '$', lpar: '(', rpar: ')',
  ast: '*', lowbar: '_', lsqb: '[', rsqb: ']', lbrack: '[', rbrack: ']', lcub: '{', rcub: '}', lbrace: '{',
  rbrace: '}', bsol: '\\', grave: '`', verbar: '|', vert: '|', commat: '@', hat: '^', Hat: '^', Tab: '\t',
  NewLine: '\n', nbsp: ' ',
} // biome-ignore format: a table

/** A kind of escape: its pattern, and what a match of it stands for; undefined where it stands for itself. */
type Escape = {
  readonly name: string
  readonly mark: string
  /** The fewest of them that are read: prose and scripts have what looks like one of them by chance. */
  readonly fewest: number
  readonly pattern: RegExp
  readonly meaning: (groups: readonly (string | undefined)[]) => string | undefined
}

const hex = (digits: string | undefined): number => Number.parseInt(digits ?? '', 16)
const written = (code: number): string | undefined => (code <= 0x10ffff ? utf8Of(code) : undefined)
const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '' }

const percent: Escape = {
  name: 'percent',
  mark: '%',
  fewest: 1,
  pattern: /%(?:u([0-9a-f]{4})|([0-9a-f]{2}))/gi,
  meaning: ([wide, byte]) => (wide === undefined ? String.fromCharCode(hex(byte)) : written(hex(wide))),
}

const html: Escape = {
  name: 'html',
  mark: '&',
  fewest: 1,
  pattern: /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,7}(?=;)));?/gi,
  meaning: ([wide, decimal, name]) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? named[name] : undefined
    return written(wide === undefined ? Number(decimal) : hex(wide))
  },
}

const script: Escape = {
  name: 'escapes',
  mark: '\\',
  fewest: 1,
  pattern: /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|U([0-9a-f]{8})|x([0-9a-f]{2})|([0-3]?[0-7]{1,2})|(.))/gis,
  meaning: ([braced, wide, long, byte, octal, other]) => {
    if (byte !== undefined) return String.fromCharCode(hex(byte))
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    const code = braced ?? wide ?? long
    return code === undefined ? (controls[other ?? ''] ?? other) : written(hex(code))
  },
}

const style: Escape = {
  name: 'css escapes',
  mark: '\\',
  fewest: 3,
  pattern: /\\([0-9a-f]{1,6})[ \t\n]?/gi,
  meaning: ([code]) => written(hex(code)),
}

const quotedPrintable: Escape = {
  name: 'quoted-printable',
  mark: '=',
  fewest: 3,
  pattern: /=(?:\r?\n|([0-9A-F]{2}))/g,
  meaning: ([byte]) => (byte === undefined ? '' : String.fromCharCode(hex(byte))),
}

/**
 * Reads a text in which some characters are written as escapes.
 *
 * @param kind - of the escapes.
 * @param text - one character a byte.
 * @returns one part of the whole text with a place for every byte, or undefined where nothing was escaped.
 */
function unescaped(kind: Escape, text: string): Part | undefined {
  const pieces: string[] = []
  const from = new Uint32Array(text.length)
  let length = 0
  let read = 0
  let at = 0
  const keep = (piece: string, place: number, step: number): void => {
    for (let index = 0; index < piece.length; index++) from[length++] = place + index * step
    pieces.push(piece)
  }
  for (const match of text.matchAll(kind.pattern)) {
    const meaning = kind.meaning(match.slice(1))
    if (meaning === undefined || meaning.length > match[0].length) continue
    keep(text.slice(at, match.index), at, 1)
    keep(meaning, match.index, 0)
    at = match.index + match[0].length
    read++
  }
  if (read < kind.fewest) return undefined
  keep(text.slice(at), at, 1)
  return { start: 0, end: text.length, bytes: bytesOf(pieces.join('')), from: { begins: from.subarray(0, length) } }
}

function decoder(kind: Escape): Decoder {
  const code = kind.mark.charCodeAt(0)
  return {
    layers: 1,
    scope: 'piece',
    deepest: 2,
    most: MOST,
    fits: (profile: Profile) => {
      const marks = profile.counts[code] ?? 0
      return marks > 0 && (isText(profile) || marks * FEW_MARKS > profile.length)
    },
    read: ({ text }) => {
      const part = text.includes(kind.mark) ? unescaped(kind, text) : undefined
      return part === undefined ? [] : [{ name: kind.name, parts: [part] }]
    },
  }
}

/** Escapes of URLs, HTML, scripts and JSON, style sheets and mail. */
export const escapeDecoders: readonly Decoder[] = [percent, html, script, style, quotedPrintable].map(decoder)

/**
 * Reads the inside of a string literal of JSON or a script.
 *
 * @param text - what stands between the quotes, one character a byte.
 * @returns the bytes, with the place of each, or the text itself where nothing is escaped.
 * Privacy: as private as the text.
 * Cost: O(length). @since 0.1
 */
export function literalOf(text: string): Pick<Part, 'bytes' | 'from'> {
  return (text.includes('\\') ? unescaped(script, text) : undefined) ?? { bytes: bytesOf(text), from: 'same' }
}

/**
 * Writes every byte as an escape.
 *
 * @param bytes - any.
 * @param write - writes one byte.
 * @returns the bytes of the escapes.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function escaped(bytes: Uint8Array, write: (byte: number) => string): Uint8Array {
  return bytesOf(Array.from(bytes, write).join(''))
}

/**
 * Writes bytes as a string literal of JSON, with its quotes; bytes from 0x80 as the character of that number.
 *
 * @param bytes - any.
 * @returns ASCII.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function literal(bytes: Uint8Array): Uint8Array {
  const wide = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return bytesOf(JSON.stringify(textOf(bytes)).replaceAll(/[\u007f-\u00ff]/g, wide))
}
