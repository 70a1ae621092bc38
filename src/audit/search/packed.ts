import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import lz from 'lz-string'
import { bytesOf, codePointsOf, textOf, utf8Of } from './bytes.js'
import type { Decoder, Part, Piece, Reading } from './decoder.js'
import { couldBeBrotli, couldBeDeflate } from './packed-shape.js'
import type { Profile } from './profile.js'

/** The most bytes that one packed text is unpacked to; what unpacks to more is left out. */
export const MAX_UNPACKED_BYTES = 1024 * 1024
/** The most bytes of a piece that is read as lz-string: its texts may grow with the square of their length. */
const MOST_LZ = 8192
const MOST = 4 * 1024 * 1024
/** In how many places of one piece a packed text is looked for. */
const MAX_PLACES = 8
/** The fewest bytes of a packed text, and of what it is unpacked to: twelve characters become fourteen bytes. */
const FEWEST = 12

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants
// A text that breaks off is unpacked as far as it goes.
const zlibOptions = { maxOutputLength: MAX_UNPACKED_BYTES, finishFlush: Z_SYNC_FLUSH }
const brotliOptions = { maxOutputLength: MAX_UNPACKED_BYTES, finishFlush: BROTLI_OPERATION_FLUSH }

function attempt(unpack: () => Uint8Array | null): Uint8Array | undefined {
  try {
    const bytes = unpack()
    return bytes === null || bytes.length < FEWEST ? undefined : bytes
  } catch {
    // Whatever is not packed, is broken, or unpacks to more than is kept.
    return undefined
  }
}

type Packing = {
  readonly name: string
  readonly starts: (bytes: Uint8Array, at: number) => boolean
  readonly anywhere: boolean
  readonly unpack: (bytes: Uint8Array) => Uint8Array
}

const packings: readonly Packing[] = [
  {
    name: 'gzip',
    starts: (bytes, at) => bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8,
    anywhere: true,
    unpack: (bytes) => gunzipSync(bytes, zlibOptions),
  },
  {
    name: 'zlib',
    starts: (bytes, at) =>
      ((bytes[at] ?? 0) & 0x8f) === 8 &&
      (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) % 31 === 0 &&
      couldBeDeflate(bytes.subarray(at + 2)),
    anywhere: true,
    unpack: (bytes) => inflateSync(bytes, zlibOptions),
  },
  {
    name: 'deflate',
    starts: (bytes, at) => couldBeDeflate(bytes.subarray(at)),
    anywhere: false,
    unpack: (bytes) => inflateRawSync(bytes, zlibOptions),
  },
  {
    name: 'brotli',
    starts: (bytes, at) => couldBeBrotli(bytes.subarray(at)),
    anywhere: false,
    unpack: (bytes) => brotliDecompressSync(bytes, brotliOptions),
  },
]

/** Where packed texts may begin: at the beginning, and where a body begins behind its headers. */
function beginnings(text: string): readonly number[] {
  const places = [0]
  for (const blank of text.matchAll(/\r\n\r\n/g)) {
    if (places.length === MAX_PLACES) break
    places.push(blank.index + blank[0].length)
  }
  return places
}

function placesOf(packing: Packing, piece: Piece): readonly number[] {
  if (!packing.anywhere) return beginnings(piece.text).filter((at) => packing.starts(piece.bytes, at))
  const places: number[] = []
  for (let at = 0; at + FEWEST <= piece.bytes.length && places.length < MAX_PLACES; at++) {
    if (packing.starts(piece.bytes, at)) places.push(at)
  }
  return places
}

function unpacked(packing: Packing, piece: Piece): Reading {
  const parts: Part[] = []
  for (const start of placesOf(packing, piece)) {
    if (piece.unpacking.left <= 0) break
    piece.unpacking.left--
    const bytes = attempt(() => packing.unpack(piece.bytes.subarray(start)))
    if (bytes !== undefined) parts.push({ start, end: piece.bytes.length, bytes, from: 'whole' })
  }
  return { name: packing.name, parts }
}

/** gzip, zlib, deflate and brotli. */
export const packedDecoder: Decoder = {
  layers: 1,
  scope: 'piece',
  deepest: 2,
  most: MOST,
  fits: (profile: Profile) => profile.length >= FEWEST && profile.binary > 0,
  read: (piece) =>
    (piece.bytes.length < FEWEST || isAscii(piece.text) ? [] : packings).map((packing) => unpacked(packing, piece)),
}

/** A string of UTF-16 units as the bytes that a page would send of it; every unit by itself, since halves of pairs are split. */
function bytesOfUnits(text: string): Uint8Array {
  let isNarrow = true
  for (let at = 0; at < text.length && isNarrow; at++) isNarrow = text.charCodeAt(at) < 256
  return bytesOf(isNarrow ? text : Array.from({ length: text.length }, (_, at) => utf8Of(text.charCodeAt(at))).join(''))
}

type Lz = { readonly name: string; readonly of: (piece: Piece) => string | null | undefined }

const wideText = (piece: Piece): string | undefined =>
  codePointsOf(piece.bytes)
    ?.map((code) => (code > 0x10ffff ? '' : String.fromCodePoint(code)))
    .join('')

const lzForms: readonly Lz[] = [
  {
    name: 'lz-string base64',
    of: ({ text }) => (/^[A-Za-z0-9+/\s]+=*\s*$/.test(text) ? lz.decompressFromBase64(text.trim()) : undefined),
  },
  {
    name: 'lz-string uri',
    of: ({ text }) => (/^[A-Za-z0-9+$-]+$/.test(text) ? lz.decompressFromEncodedURIComponent(text) : undefined),
  },
  {
    name: 'lz-string utf16',
    of: (piece) => (isAscii(piece.text) ? undefined : decompressed(wideText(piece), lz.decompressFromUTF16)),
  },
  {
    name: 'lz-string',
    of: (piece) => (isAscii(piece.text) ? undefined : decompressed(wideText(piece), lz.decompress)),
  },
  {
    name: 'lz-string bytes',
    of: (piece) => (isAscii(piece.text) ? undefined : lz.decompressFromUint8Array(Uint8Array.from(piece.bytes))),
  },
]

function decompressed(text: string | undefined, read: (text: string) => string | null): string | null {
  return text === undefined ? null : read(text)
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text)
}

/** The forms of lz-string, where a piece or a run of its alphabet is nothing else. */
export const lzDecoder: Decoder = {
  rare: true,
  layers: 1,
  scope: 'piece',
  deepest: 1,
  most: MOST_LZ,
  fits: (profile: Profile) => profile.length >= FEWEST,
  read: (piece) =>
    lzForms.map((form): Reading => {
      const bytes = attempt(() => bytesOfUnits(form.of(piece) ?? ''))
      const kept = bytes !== undefined && bytes.length <= MAX_UNPACKED_BYTES
      return { name: form.name, parts: kept ? [{ start: 0, end: piece.bytes.length, bytes, from: 'whole' }] : [] }
    }),
}

/**
 * Writes bytes in one of the forms of lz-string.
 *
 * @param bytes - any; each is a character of its own.
 * @returns the bytes of each form, by its name, as a page would send it.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export const lzWriters: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'lz-string': (bytes) => bytesOfWide(lz.compress(textOf(bytes))),
  'lz-string base64': (bytes) => bytesOf(lz.compressToBase64(textOf(bytes))),
  'lz-string uri': (bytes) => bytesOf(lz.compressToEncodedURIComponent(textOf(bytes))),
  'lz-string utf16': (bytes) => bytesOfWide(lz.compressToUTF16(textOf(bytes))),
  'lz-string bytes': (bytes) => lz.compressToUint8Array(textOf(bytes)),
}

function bytesOfWide(text: string): Uint8Array {
  return bytesOf(Array.from({ length: text.length }, (_, at) => utf8Of(text.charCodeAt(at))).join(''))
}
