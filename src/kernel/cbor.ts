import {
  type ByteReader,
  type ByteWriter,
  createWriter,
  readBytes,
  readUint8,
  readUint16,
  readUint32,
  writeBytes,
  writeUint,
  writtenBytes,
} from './bytes.js'
import { utf8Decode, utf8Encode } from './text.js'

/** What travels: safe integers, text, booleans, bytes, arrays, and maps with unsigned integer keys. Nothing else. */
export type CborValue = number | string | boolean | Uint8Array | readonly CborValue[] | ReadonlyMap<number, CborValue>

/** How much of an untrusted input is looked at before it is refused. */
export type CborLimits = {
  /** Arrays and maps inside one another; never more than 64. */
  readonly maxDepth: number
  /** Values altogether, keys included. */
  readonly maxItems: number
  /** Length of the whole input. */
  readonly maxBytes: number
}

/** Room for a catalogue of ten thousand practitioners and no more. */
export const CBOR_LIMITS: CborLimits = { maxDepth: 32, maxItems: 8_000_000, maxBytes: 64 * 1024 * 1024 }

/** Bounds the recursion of writer and reader, and catches a value that holds itself. */
const DEEPEST = 64

const UNSIGNED = 0
const NEGATIVE = 1
const BYTES = 2
const TEXT = 3
const ARRAY = 4
const MAP = 5
const FALSE = 0xf4
const TRUE = 0xf5

/**
 * Writes a value as deterministic CBOR.
 *
 * Equal values give equal bytes, so hashes and signatures may cover them. Map entries are sorted by key.
 *
 * @param value - the value; a map's keys are whole numbers of at least 0.
 * @returns its one encoding.
 * @throws {TypeError} when a value is of a kind that does not travel (null, undefined, a plain object …).
 * @throws {RangeError} when a number is fractional, unsafe or -0, text holds a lone surrogate, or it nests too deeply.
 * Privacy: as private as the value; errors repeat none of it.
 * Cost: O(size), and sorting of map keys.
 * @see RFC 8949 section 4.2.1 @since 0.1
 */
export function encodeCbor(value: CborValue): Uint8Array {
  const writer = createWriter(256)
  writeValue(writer, value, DEEPEST)
  return writtenBytes(writer)
}

function writeValue(writer: ByteWriter, value: CborValue, depthLeft: number): void {
  if (typeof value === 'string') writeChunk(writer, TEXT, utf8Encode(value))
  else if (typeof value === 'number') writeInteger(writer, value)
  else if (typeof value === 'boolean') writeUint(writer, 1, value ? TRUE : FALSE)
  else if (value instanceof Uint8Array) writeChunk(writer, BYTES, value)
  else if (depthLeft === 0) throw new RangeError('value: nested too deeply')
  else if (value instanceof Map) writeMap(writer, value, depthLeft - 1)
  else if (Array.isArray(value)) writeArray(writer, value, depthLeft - 1)
  else throw new TypeError('value: of a kind that CBOR does not carry here')
}

function writeInteger(writer: ByteWriter, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError('value: expected a safe integer')
  if (value >= 0) writeHead(writer, UNSIGNED, value)
  else writeHead(writer, NEGATIVE, -1 - value)
}

function writeChunk(writer: ByteWriter, major: number, bytes: Uint8Array): void {
  writeHead(writer, major, bytes.length)
  writeBytes(writer, bytes)
}

function writeArray(writer: ByteWriter, values: readonly CborValue[], depthLeft: number): void {
  writeHead(writer, ARRAY, values.length)
  // By index, not by iterator: a hole is then an undefined, and refused.
  for (let index = 0; index < values.length; index++) {
    // The index is inside the array; a hole's undefined reaches writeValue, which throws.
    writeValue(writer, values[index] as CborValue, depthLeft)
  }
}

function writeMap(writer: ByteWriter, entries: ReadonlyMap<number, CborValue>, depthLeft: number): void {
  const sorted = [...entries].sort(([a], [b]) => a - b)
  writeHead(writer, MAP, sorted.length)
  for (const [key, value] of sorted) {
    if (!Number.isSafeInteger(key) || key < 0) throw new RangeError('value: a map key is no unsigned safe integer')
    writeHead(writer, UNSIGNED, key)
    writeValue(writer, value, depthLeft)
  }
}

// A head is `major 3 bits | info 5 bits`, then the argument, most significant byte first (RFC 8949 section 3):
//   info 0–23: the argument itself | 24: 1 byte | 25: 2 bytes | 26: 4 bytes | 27: 8 bytes | 28–31: refused here
function writeHead(writer: ByteWriter, major: number, argument: number): void {
  // 0, 1, 2, 3 for 1, 2, 4, 8 bytes: the shortest that holds it.
  const length = [0x100, 0x1_0000, 0x1_0000_0000, Number.POSITIVE_INFINITY].findIndex((limit) => argument < limit)
  writeUint(writer, 1, (major << 5) | (argument < 24 ? argument : 24 + length))
  if (argument >= 24) writeUint(writer, 2 ** length, argument)
}

/** The reader and the number of values it may still meet. */
type Decoding = ByteReader & { itemsLeft: number }

/**
 * Reads deterministic CBOR strictly: what it accepts has exactly this one encoding.
 *
 * Refuses longer forms than needed, indefinite lengths, floats, tags, null, undefined, unsafe integers, map keys that
 * are not unsigned integers in rising order, text that is not UTF-8, and trailing bytes.
 *
 * @param bytes - untrusted bytes.
 * @param limits - bounds on size and depth; `CBOR_LIMITS` unless given.
 * @returns the value, sharing no memory with the bytes, or undefined when anything is refused. Never throws.
 * Privacy: as private as the bytes.
 * Cost: O(length), memory in proportion to the length, whatever the input claims.
 * @see RFC 8949 section 4.2.1 @since 0.1
 */
export function decodeCbor(bytes: Uint8Array, limits: Partial<CborLimits> = {}): CborValue | undefined {
  const { maxDepth, maxItems, maxBytes } = { ...CBOR_LIMITS, ...limits }
  if (bytes.length > maxBytes) return undefined
  const decoding: Decoding = { bytes, offset: 0, itemsLeft: maxItems }
  const value = readValue(decoding, Math.min(maxDepth, DEEPEST))
  return decoding.offset === bytes.length ? value : undefined
}

function readValue(decoding: Decoding, depthLeft: number): CborValue | undefined {
  if (--decoding.itemsLeft < 0) return undefined
  const first = readUint8(decoding)
  if (first === undefined) return undefined
  if (first === FALSE || first === TRUE) return first === TRUE
  const argument = readArgument(decoding, first & 31)
  if (argument === undefined) return undefined
  switch (first >> 5) {
    case UNSIGNED:
      return argument
    case NEGATIVE:
      return argument < Number.MAX_SAFE_INTEGER ? -1 - argument : undefined
    case BYTES:
      return readBytes(decoding, argument)
    case TEXT:
      return readText(decoding, argument)
    case ARRAY:
      return depthLeft > 0 ? readArray(decoding, argument, depthLeft - 1) : undefined
    case MAP:
      return depthLeft > 0 ? readMap(decoding, argument, depthLeft - 1) : undefined
    default: // tags, floats, null, undefined and other simple values
      return undefined
  }
}

/** Reads a head's argument; undefined when it is cut off, reserved, longer than needed, or no safe integer. */
function readArgument(decoding: Decoding, info: number): number | undefined {
  if (info < 24) return info
  if (info === 24) return atLeast(readUint8(decoding), 24)
  if (info === 25) return atLeast(readUint16(decoding), 0x100)
  if (info === 26) return atLeast(readUint32(decoding), 0x10000)
  if (info !== 27) return undefined
  const high = atLeast(readUint32(decoding), 1)
  const low = readUint32(decoding)
  if (high === undefined || low === undefined || high > 0x1f_ffff) return undefined
  return high * 0x1_0000_0000 + low
}

function atLeast(value: number | undefined, least: number): number | undefined {
  return value !== undefined && value >= least ? value : undefined
}

function readText(decoding: Decoding, length: number): string | undefined {
  const start = decoding.offset
  if (length > decoding.bytes.length - start) return undefined
  decoding.offset = start + length
  return utf8Decode(decoding.bytes, start, start + length)
}

function readArray(decoding: Decoding, length: number, depthLeft: number): CborValue[] | undefined {
  // The claimed length allocates nothing: the array grows as its elements are found.
  const values: CborValue[] = []
  for (let index = 0; index < length; index++) {
    const value = readValue(decoding, depthLeft)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values
}

function readMap(decoding: Decoding, length: number, depthLeft: number): Map<number, CborValue> | undefined {
  const entries = new Map<number, CborValue>()
  let previous = -1
  for (let index = 0; index < length; index++) {
    const key = readKey(decoding)
    // Rising keys are sorted and unique keys at once.
    if (key === undefined || key <= previous) return undefined
    const value = readValue(decoding, depthLeft)
    if (value === undefined) return undefined
    entries.set(key, value)
    previous = key
  }
  return entries
}

function readKey(decoding: Decoding): number | undefined {
  if (--decoding.itemsLeft < 0) return undefined
  const first = readUint8(decoding)
  return first === undefined || first >> 5 !== UNSIGNED ? undefined : readArgument(decoding, first & 31)
}
