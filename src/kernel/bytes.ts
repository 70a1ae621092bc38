/**
 * Joins byte strings into a new one.
 *
 * @param parts - the pieces, in order; views and Node Buffers are read where they lie.
 * @returns a fresh plain Uint8Array that shares memory with none of them; empty when there are no parts.
 * Privacy: as private as its parts.
 * Cost: O(total length). @since 0.1
 */
export function concatBytes(...parts: Uint8Array[]): Uint8Array {
  return joinBytes(parts)
}

/**
 * Joins a list of byte strings into a new one: `concatBytes` for more parts than a call can have arguments.
 *
 * @param parts - the pieces, in order.
 * @returns a fresh plain Uint8Array that shares memory with none of them; empty when there are no parts.
 * Privacy: as private as its parts.
 * Cost: O(total length). @since 0.1
 */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/**
 * Copies a stretch of bytes.
 *
 * `slice` of a Node Buffer shares memory with its source, that of a Uint8Array does not; this never shares.
 *
 * @param bytes - the source.
 * @param start - first byte to take; 0 unless told.
 * @param end - the byte after the last one; the source's end unless told.
 * @returns a fresh plain Uint8Array.
 * Privacy: as private as its source.
 * Cost: O(length). @since 0.1
 */
export function copyBytes(bytes: Uint8Array, start = 0, end = bytes.length): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end))
}

/**
 * Tells whether two byte strings are equal, in time that depends on their length only.
 *
 * Secrets and commitments are compared with it: an early exit would tell how many leading bytes were right.
 *
 * @param a - bytes, any trust.
 * @param b - bytes, any trust.
 * @returns true when length and every byte agree.
 * Privacy: the time taken depends on the lengths, not on the content.
 * Cost: O(length). @since 0.1
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  // Both indices are below the common length; ?? 0 exists for the compiler and is never taken.
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}

/**
 * Orders two byte strings by their bytes, shorter first where one begins with the other.
 *
 * For public values only: it stops at the first difference.
 *
 * @param a - public bytes.
 * @param b - public bytes.
 * @returns a negative number, 0 or a positive number, as `Array.prototype.sort` expects.
 * Privacy: the time taken tells the common prefix; never for secrets.
 * Cost: O(common prefix). @since 0.1
 */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const common = Math.min(a.length, b.length)
  for (let index = 0; index < common; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** A place in a byte string. Reading moves `offset`; a read past the end gives undefined and moves nothing. */
export type ByteReader = { readonly bytes: Uint8Array; offset: number }

/**
 * Starts reading a byte string at its first byte.
 *
 * @param bytes - untrusted bytes; a view or Node Buffer is read as the bytes it shows.
 * @returns a reader at offset 0.
 * Privacy: as private as its bytes.
 * Cost: O(1). @since 0.1
 */
export function createReader(bytes: Uint8Array): ByteReader {
  return { bytes, offset: 0 }
}

/**
 * Reads one byte.
 *
 * @param reader - where to read; moves by 1.
 * @returns 0–255, or undefined at the end.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function readUint8(reader: ByteReader): number | undefined {
  const value = reader.bytes[reader.offset]
  if (value !== undefined) reader.offset += 1
  return value
}

/**
 * Reads two bytes, most significant first.
 *
 * @param reader - where to read; moves by 2.
 * @returns 0–65,535, or undefined when fewer than 2 bytes are left.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function readUint16(reader: ByteReader): number | undefined {
  const high = reader.bytes[reader.offset]
  const low = reader.bytes[reader.offset + 1]
  if (high === undefined || low === undefined) return undefined
  reader.offset += 2
  return high * 0x100 + low
}

/**
 * Reads four bytes, most significant first.
 *
 * @param reader - where to read; moves by 4.
 * @returns 0–4,294,967,295, or undefined when fewer than 4 bytes are left.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function readUint32(reader: ByteReader): number | undefined {
  if (reader.bytes.length - reader.offset < 4) return undefined
  const high = readUint16(reader) ?? 0
  const low = readUint16(reader) ?? 0
  return high * 0x10000 + low
}

/**
 * Reads a stretch of bytes as a copy.
 *
 * A copy, so that what was read cannot change with the buffer it came from, and does not keep that buffer alive.
 *
 * @param reader - where to read; moves by `length`.
 * @param length - how many bytes; untrusted, checked against what is left before anything is allocated.
 * @returns a fresh plain Uint8Array, or undefined when fewer bytes are left or the length is no whole number.
 * Privacy: as private as its bytes.
 * Cost: O(length). @since 0.1
 */
export function readBytes(reader: ByteReader, length: number): Uint8Array | undefined {
  const start = reader.offset
  if (!Number.isSafeInteger(length) || length < 0 || length > reader.bytes.length - start) return undefined
  reader.offset = start + length
  return copyBytes(reader.bytes, start, start + length)
}

/** A growing byte string: the first `length` of `bytes` are written. */
export type ByteWriter = { bytes: Uint8Array; length: number }

/**
 * Starts an empty byte string.
 *
 * @param initial - bytes to make room for at first; it grows by doubling.
 * @returns a writer that has written nothing.
 * Privacy: reads nothing.
 * Cost: O(initial). @since 0.1
 */
export function createWriter(initial = 64): ByteWriter {
  return { bytes: new Uint8Array(initial), length: 0 }
}

/**
 * Writes a whole number, most significant byte first.
 *
 * @param writer - where to write.
 * @param size - in how many bytes, 1 to 8.
 * @param value - a safe whole number from 0 that fits.
 * @throws {RangeError} when the value is none.
 * Privacy: as private as the value.
 * Cost: O(1) amortised. @since 0.1
 */
export function writeUint(writer: ByteWriter, size: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** size) {
    throw new RangeError(`value: expected a whole number of ${size} bytes`)
  }
  reserve(writer, size)
  for (let place = size - 1; place >= 0; place--) {
    writer.bytes[writer.length++] = Math.floor(value / 256 ** place) % 256
  }
}

/**
 * Writes a byte string as it is, without its length.
 *
 * @param writer - where to write.
 * @param bytes - what to write; copied.
 * Privacy: as private as the bytes.
 * Cost: O(length) amortised. @since 0.1
 */
export function writeBytes(writer: ByteWriter, bytes: Uint8Array): void {
  reserve(writer, bytes.length)
  writer.bytes.set(bytes, writer.length)
  writer.length += bytes.length
}

/**
 * Gives what has been written so far.
 *
 * @param writer - the writer; it may go on writing.
 * @returns a fresh plain Uint8Array of exactly the written length.
 * Privacy: as private as what was written.
 * Cost: O(length). @since 0.1
 */
export function writtenBytes(writer: ByteWriter): Uint8Array {
  return copyBytes(writer.bytes, 0, writer.length)
}

function reserve(writer: ByteWriter, count: number): void {
  const needed = writer.length + count
  if (needed <= writer.bytes.length) return
  const grown = new Uint8Array(Math.max(needed, writer.bytes.length * 2))
  grown.set(writer.bytes.subarray(0, writer.length))
  writer.bytes = grown
}
