import type { Decoder, Part, Reading } from './decoder.js'
import type { Profile } from './profile.js'

/** The fewest numbers in a row that are read as the codes of characters. */
const FEWEST = 6
const MOST = 4 * 1024 * 1024

/** How a text may be written as numbers: which runs to look for, which numbers are in them, and their base. */
type Writing = { readonly name: string; readonly run: RegExp; readonly number: RegExp; readonly base: number }

// What stands between two numbers: anything short that is neither letter nor digit.
const writings: readonly Writing[] = [
  {
    name: 'character codes',
    run: /\d{1,5}(?:[^0-9A-Za-z]{1,6}\d{1,5}){5,}/g,
    number: /\d+/g,
    base: 10,
  },
  // What JSON makes of a typed array: {"0":98,"1":51}.
  {
    name: 'character codes#keyed',
    run: /"\d{1,6}"\s*:\s*\d{1,5}(?:\s*,\s*"\d{1,6}"\s*:\s*\d{1,5}){5,}/g,
    number: /(?<=:\s*)\d+/g,
    base: 10,
  },
  { name: 'character codes#three digits', run: /(?:[01]\d\d|2[0-4]\d|25[0-5]){8,}/g, number: /\d{3}/g, base: 10 },
  {
    name: 'octal codes',
    run: /[0o\\]{0,2}[0-3]?[0-7]{2}(?:[^0-9A-Za-z]{1,6}[0o]{0,2}[0-3]?[0-7]{2}){5,}/g,
    number: /[0-7]+/g,
    base: 8,
  },
  {
    name: 'hexadecimal',
    run: /(?:0x|u\+|u)?[0-9a-f]{1,4}(?:[^0-9A-Za-z]{1,4}(?:0x|u\+|u)?[0-9a-f]{1,4}){5,}/gi,
    number: /[0-9a-f]{1,4}(?![0-9a-fx+])/gi,
    base: 16,
  },
  { name: 'binary digits', run: /[01]{7,8}(?:[^0-9A-Za-z]{0,4}[01]{8}){5,}/g, number: /[01]{8}|[01]{7}/g, base: 2 },
  { name: 'binary digits#seven', run: /[01]{7}(?:[^0-9A-Za-z]{0,4}[01]{7}){5,}/g, number: /[01]{7}/g, base: 2 },
]

/** The low bytes of numbers that are small enough to be characters. */
function numbersOf(writing: Writing, run: string, start: number): Part | undefined {
  const bytes = new Uint8Array(run.length)
  const from = new Uint32Array(run.length)
  let length = 0
  for (const match of run.matchAll(writing.number)) {
    const code = Number.parseInt(match[0], writing.base)
    if (code > 0xffff) return undefined
    from[length] = match.index
    bytes[length++] = code
  }
  if (length < FEWEST) return undefined
  return {
    start,
    end: start + run.length,
    bytes: bytes.subarray(0, length),
    from: { begins: from.subarray(0, length) },
  }
}

function readingOf(writing: Writing, text: string): Reading {
  const parts = Array.from(text.matchAll(writing.run), (run) => numbersOf(writing, run[0], run.index))
  return { name: writing.name, parts: parts.filter((part) => part !== undefined) }
}

/** Texts written as the numbers of their characters, with anything between them. */
export const numberDecoder: Decoder = {
  layers: 1,
  scope: 'view',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => profile.digits >= FEWEST,
  read: ({ text }) => writings.map((writing) => readingOf(writing, text)),
}
