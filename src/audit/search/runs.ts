import { bytesOf } from './bytes.js'
import type { Decoder, Origin, Part, Reading } from './decoder.js'
import { type GroupAlphabet, groupAlphabets, readGroups } from './group-radix.js'
import { MAX_NUMBER_CHARACTERS, type NumberAlphabet, numberAlphabets, readNumber } from './number-radix.js'
import type { Profile } from './profile.js'
import {
  type Alphabet,
  base32,
  base32hex,
  base64,
  crockford,
  hexadecimal,
  readRadix,
  uuencode,
  zbase32,
} from './radix.js'

/** The most bytes in which runs are looked for. */
const MOST = 4 * 1024 * 1024
/** The most bytes of a run that is read at every alignment; of longer ones, where it begins. */
const MOST_ALIGNED = 2048
/** The most bytes of a piece that is read by groups as a whole. */
const MOST_GROUPED = 64 * 1024
/** The shortest run: of 8 bytes, so that also halves of a value that was split are seen. */
const FEWEST = 8

/** Reads every run at one alignment: without its first characters. */
function readAt(of: Alphabet, runs: readonly RegExpExecArray[], skipped: number): readonly Part[] {
  return runs.flatMap((run): Part[] => {
    const text = run[0]
    if (skipped > 0 && text.length > MOST_ALIGNED) return []
    const bytes = of === base64 ? read64(text.slice(skipped)) : readRadix(of, text.slice(skipped))
    if (bytes.length < FEWEST - 2) return []
    // Of a run in lines, places cannot be counted.
    const from: Origin = /\s/.test(text) ? 'whole' : { bits: of.bits, skipped }
    return [{ start: run.index, end: run.index + text.length, bytes, from }]
  })
}

/** Node reads both alphabets of base64 at once, and skips white space. */
function read64(text: string): Uint8Array {
  return Buffer.from(text, 'base64')
}

function alignedReadings(name: string, of: Alphabet, runs: readonly RegExpExecArray[], most: number): Reading[] {
  if (runs.length === 0) return []
  return Array.from({ length: most }, (_, skipped) => ({
    name: `${name}#${skipped}`,
    parts: readAt(of, runs, skipped),
  }))
}

const run64 = /[A-Za-z0-9+/_-]{8,}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]+)*/g
const run16 = /[0-9a-f]{12,}(?:\r?\n[ \t]*[0-9a-f]+)*/gi
const run32 = /(?:[a-z0-9]{12,}|[A-Z0-9]{12,})/g
const runUu = /^(?:[!-M][!-`]{1,60}\r?(?:\n|$))+/gm

const bases32: Readonly<Record<string, Alphabet>> = { base32, base32hex, crockford, zbase32 }

/** Hexadecimal and base64, at every alignment on what is outermost. */
export const radixDecoder: Decoder = {
  layers: 1,
  scope: 'view',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => profile.longestRun >= FEWEST,
  read: ({ text, depth }) => [
    ...alignedReadings('base64', base64, [...text.matchAll(run64)], depth > 0 ? 1 : 4),
    { name: 'utf7', parts: readAt(base64, [...text.matchAll(/(?<=\+)[A-Za-z0-9+/]{12,1024}(?=-)/g)], 0) },
    ...alignedReadings('hexadecimal', hexadecimal, [...text.matchAll(run16)], depth > 1 ? 1 : 2),
  ],
}

function uudecoded(run: RegExpExecArray): Part {
  const lines = run[0].split(/\r?\n/).filter((line) => line !== '')
  // The first character of a line says how many bytes it holds.
  const bytes = lines.flatMap((line) => {
    const read = readRadix(uuencode, line.slice(1).replaceAll(' ', '`'))
    return [...read.subarray(0, line.charCodeAt(0) - 32)]
  })
  return { start: run.index, end: run.index + run[0].length, bytes: Uint8Array.from(bytes), from: 'whole' }
}

/** Lines of uuencode. */
export const uuDecoder: Decoder = {
  rare: true,
  layers: 1,
  scope: 'piece',
  deepest: 1,
  most: MOST_GROUPED,
  fits: (profile: Profile) => profile.binary === 0 && profile.length >= 14,
  read: ({ text }) => [{ name: 'uuencode', parts: Array.from(text.matchAll(runUu), uudecoded) }],
}

function within(of: Alphabet, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (of.values[text.charCodeAt(at)] === 255) return false
  return true
}

/** The four forms of base 32. */
export const radix32Decoder: Decoder = {
  rare: true,
  layers: 1,
  scope: 'view',
  deepest: 1,
  most: MOST,
  fits: (profile: Profile) => profile.longestRun >= 12,
  read: ({ text, depth }) => {
    const runs = [...text.matchAll(run32)]
    const isAligned = depth === 0 && text.length <= MOST_ALIGNED
    return Object.entries(bases32).flatMap(([name, of]) => {
      const own = runs.filter((run) => within(of, run[0]))
      return alignedReadings(name, of, own, isAligned && of === base32 ? 8 : 1)
    })
  },
}

const runNumber = /[A-Za-z0-9]{12,}/g

function numberParts(of: NumberAlphabet, runs: readonly RegExpExecArray[]): readonly Part[] {
  return runs.flatMap((run): Part[] => {
    const isOne =
      run[0].length <= MAX_NUMBER_CHARACTERS && !(of.foldsCase && /[a-z]/.test(run[0]) && /[A-Z]/.test(run[0]))
    const bytes = isOne ? readNumber(of, run[0]) : undefined
    return bytes === undefined ? [] : [{ start: run.index, end: run.index + run[0].length, bytes, from: 'whole' }]
  })
}

/** The most bytes in which numbers are looked for: reading one is quadratic in its characters. */
const MOST_NUMBERS = 64 * 1024

/** Bytes written as one large number. */
export const numberRadixDecoder: Decoder = {
  rare: true,
  layers: 1,
  scope: 'view',
  deepest: 1,
  most: MOST_NUMBERS,
  fits: (profile: Profile) => profile.longestRun >= 12,
  read: ({ text }) => {
    const runs = [...text.matchAll(runNumber)].filter((run) => /\d/.test(run[0]))
    return numberAlphabets.map((of) => ({ name: of.name, parts: numberParts(of, runs) }))
  },
}

function groupsOf(of: GroupAlphabet, text: string): Reading {
  const part = (start: number, found: string): Part[] => {
    const bytes = readGroups(of, found)
    return bytes === undefined ? [] : [{ start, end: start + found.length, bytes, from: 'whole' }]
  }
  const framed = of.zeros === undefined ? [] : [...text.matchAll(/<~([!-uz]+)~>/g)]
  const parts = framed.length > 0 ? framed.flatMap((frame) => part(frame.index + 2, frame[1] ?? '')) : part(0, text)
  return { name: of.name, parts }
}

/** Bytes written by groups, where a piece is nothing else. */
export const groupRadixDecoder: Decoder = {
  rare: true,
  layers: 1,
  scope: 'piece',
  deepest: 1,
  most: MOST_GROUPED,
  fits: (profile: Profile) => profile.binary === 0 && profile.length >= 10,
  read: ({ text }) => groupAlphabets.map((of) => groupsOf(of, text.trim())),
}

/**
 * Writes bytes as lines of uuencode.
 *
 * @param bytes - any.
 * @returns ASCII, without the lines around it.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function uuencoded(bytes: Uint8Array, write: (bytes: Uint8Array) => string): Uint8Array {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 45) {
    const line = bytes.subarray(at, at + 45)
    lines.push(String.fromCharCode(32 + line.length) + write(line))
  }
  return bytesOf(lines.join('\n'))
}
