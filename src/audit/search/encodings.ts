import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { bytesOf, textOf } from './bytes.js'
import { escaped, literal } from './escapes.js'
import { groupAlphabets, writeGroups } from './group-radix.js'
import { numberAlphabets, writeNumber } from './number-radix.js'
import { lzWriters } from './packed.js'
import * as radix from './radix.js'
import { uuencoded } from './runs.js'
import * as shifts from './shifts.js'
import { asCharacters, raisedBy, utf16Of } from './wide.js'

/** A way of writing a text that can be undone without a key. */
export type Encoding = {
  readonly name: string
  readonly write: (bytes: Uint8Array) => Uint8Array
  /** What of the written text does not depend on what stands beside the text; where absent, all of it. */
  readonly cores?: (bytes: Uint8Array) => readonly Uint8Array[]
  /** Which texts it can be undone for; where absent, all of them. */
  readonly keeps?: 'texts of one case' | 'texts without capitals inside' | 'visible texts'
}

type Write = (bytes: Uint8Array) => string
const written = (name: string, write: Write): Encoding => ({ name, write: (bytes) => bytesOf(write(bytes)) })
const codes =
  (base: number, width: number, before: string, between: string): Write =>
  (bytes) =>
    Array.from(bytes, (byte) => before + byte.toString(base).padStart(width, '0')).join(between)
const each = (name: string, escapeOf: (byte: number) => string): Encoding => ({
  name,
  write: (bytes) => escaped(bytes, escapeOf),
})
const hex = (byte: number, width = 2): string => byte.toString(16).padStart(width, '0')
const change = (name: string, of: (byte: number, at: number) => number): Encoding => ({
  name,
  write: (bytes) => shifts.shifted(bytes, of),
})
const inAlphabet = (name: string, of: radix.Alphabet, finish: (text: string) => string): Encoding => ({
  name,
  write: (bytes) => bytesOf(finish(radix.writeRadix(of, bytes))),
  cores: (bytes) => radix.alignments(of, bytes).map(bytesOf),
})
const filled =
  (to: number) =>
  (text: string): string =>
    text.padEnd(Math.ceil(text.length / to) * to, '=')
const same = (text: string): string => text

const lowered = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte)
const raised = (byte: number): number => (byte >= 97 && byte <= 122 ? byte - 32 : byte)

const cases: readonly Encoding[] = [
  { ...change('upper case', raised), keeps: 'texts of one case' },
  { ...change('lower case', lowered), keeps: 'texts of one case' },
  { ...change('title case', (byte, at) => (at === 0 ? raised(byte) : byte)), keeps: 'texts without capitals inside' },
  change('swapped case', shifts.swapped),
]

const turns: readonly Encoding[] = [
  { name: 'reverse', write: shifts.reversed },
  ...[13, 5].map((places) => change(`rot${places}`, shifts.turnedBy(places))),
  change('rot47', shifts.turnedVisible),
  change('xor', (byte) => byte ^ 0x5a),
  change('xor (low key)', (byte) => byte ^ 0x07),
  change('byte shift', (byte) => byte + 3),
  change('byte shift (far)', (byte) => byte + 173),
  change('byte shift by place', (byte, at) => byte + at),
  change('halves exchanged', shifts.halvesExchanged),
  change('mirrored alphabet', (byte) => {
    const first = byte >= 97 && byte <= 122 ? 97 : byte >= 65 && byte <= 90 ? 65 : 0
    return first === 0 ? byte : first + 25 - (byte - first)
  }),
]

const escapes: readonly Encoding[] = [
  { name: 'percent', write: (bytes) => bytesOf(encodeURIComponent(textOf(bytes)).replaceAll('.', '%2E')) },
  each('percent (all)', (byte) => `%${hex(byte)}`),
  each('html decimal', (byte) => `&#${byte};`),
  each('html hexadecimal', (byte) => `&#x${hex(byte)};`),
  each('unicode escapes', (byte) => `\\u${hex(byte, 4)}`),
  each('script escapes', (byte) => `\\x${hex(byte)}`),
  each('braced escapes', (byte) => `\\u{${hex(byte)}}`),
  each('octal escapes', (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  each('css escapes', (byte) => `\\${hex(byte)} `),
  each('quoted-printable', (byte) => `=${hex(byte).toUpperCase()}`),
  { name: 'json', write: literal },
]

const alphabets: readonly Encoding[] = [
  inAlphabet('base64', radix.base64, filled(4)),
  inAlphabet('base64 without padding', radix.base64, same),
  inAlphabet('base64url', radix.base64url, same),
  inAlphabet('base64 in lines', radix.base64, (text) => filled(4)(text).replaceAll(/.{16}(?=.)/g, '$&\r\n')),
  inAlphabet('hexadecimal', radix.hexadecimal, same),
  inAlphabet('hexadecimal (capitals)', radix.hexadecimal, (text) => text.toUpperCase()),
  inAlphabet('base32', radix.base32, filled(8)),
  inAlphabet('base32 (small letters)', radix.base32, (text) => text.toLowerCase()),
  inAlphabet('base32hex', radix.base32hex, same),
  inAlphabet('crockford', radix.crockford, same),
  inAlphabet('zbase32', radix.zbase32, same),
  ...numberAlphabets.map((of) => written(of.name, (bytes) => writeNumber(of, bytes))),
  ...groupAlphabets.map((of): Encoding => written(of.name, (bytes) => writeGroups(of, bytes))),
  { name: 'uuencode', write: (bytes) => uuencoded(bytes, (line) => radix.writeRadix(radix.uuencode, line)) },
]

const numbers: readonly Encoding[] = [
  written('character codes', codes(10, 1, '', ',')),
  written('character codes (spaces)', codes(10, 1, '', ' ')),
  written('character codes (three digits)', codes(10, 3, '', '')),
  written('character codes (keyed)', (bytes) => JSON.stringify(Object.fromEntries(bytes.entries()))),
  written('octal codes', codes(8, 3, '', ' ')),
  written('hexadecimal with colons', codes(16, 2, '', ':')),
  written('hexadecimal with 0x', codes(16, 2, '0x', ', ')),
  written('binary digits', codes(2, 8, '', '')),
  written('binary digits (spaces)', codes(2, 8, '', ' ')),
]

const between =
  (separator: string): Write =>
  (bytes) =>
    [...textOf(bytes)].join(separator)
const separated: readonly Encoding[] = [
  written('spaced', between(' ')),
  written('dashed', between('-')),
  written('separated', between(', ')),
  written('zero width', between('\u00e2\u0080\u008b')),
]

const wide: readonly Encoding[] = [
  { name: 'utf16le', write: (bytes) => utf16Of(bytes, true) },
  { name: 'utf16be', write: (bytes) => utf16Of(bytes, false) },
  {
    name: 'utf7',
    write: (bytes) => bytesOf(`+${radix.writeRadix(radix.base64, utf16Of(bytes, false))}-`),
  },
  { name: 'latin1', write: asCharacters },
  {
    name: 'full width',
    write: (bytes) => raisedBy(0xfee0)(bytes.map((byte) => (byte > 32 && byte < 127 ? byte : 33))),
    keeps: 'visible texts',
  },
  { name: 'tags', write: raisedBy(0xe0000) },
  { name: 'braille', write: raisedBy(0x2800) },
]

const packed: readonly Encoding[] = [
  { name: 'gzip', write: (bytes) => gzipSync(bytes) },
  { name: 'zlib', write: (bytes) => deflateSync(bytes) },
  { name: 'deflate', write: (bytes) => deflateRawSync(bytes) },
  { name: 'brotli', write: (bytes) => brotliCompressSync(bytes) },
  ...Object.entries(lzWriters).map(([name, write]): Encoding => ({ name, write })),
]

/** Every way of writing that the search knows by name. It reads more than these: other keys, separators and prefixes. */
export const encodings: readonly Encoding[] = [
  ...cases,
  ...turns,
  ...escapes,
  ...alphabets,
  ...numbers,
  ...separated,
  ...wide,
  ...packed,
]
