import { hkdfExpand, hkdfExtract } from '../kernel/hkdf.js'
import { utf8Encode } from '../kernel/text.js'
import { run, sharedPoint } from '../kernel/x25519.js'

// What hides a report: one mask with each other member, which one adds and the other takes away, and one of its own. All
// arithmetic is modulo 2^32; each mask is a stream of HKDF-SHA256 under a key of its own.

const MASK = utf8Encode('entrenous/1/measurement/mask')
const PAD = utf8Encode('entrenous/1/measurement/pad')

/** Bytes of a cell in a report. */
export const CELL_BYTES = 4

/**
 * Computes the secret that two keys share in a round.
 *
 * @param secretKey - ours, 32 bytes.
 * @param publicKey - theirs, untrusted.
 * @param round - the round's hash, or the roll's: keys that meet twice share another secret each time.
 * @returns 32 bytes; undefined when the public key is one with which everybody shares the same.
 * Privacy: the result is known to the two alone.
 * Cost: one scalar multiplication.
 * @see RFC 7748 section 6.1, RFC 5869 @since 0.1
 */
export function pairSecret(secretKey: Uint8Array, publicKey: Uint8Array, round: Uint8Array): Uint8Array | undefined {
  const shared = run(sharedPoint(secretKey, publicKey))
  return shared && hkdfExtract(round, shared)
}

/**
 * Tells whether a public key can be used: those of small order share the same secret with everybody.
 *
 * @param publicKey - 32 bytes, untrusted.
 * @returns true when it can.
 * Privacy: reads a public key.
 * Cost: one scalar multiplication. @since 0.1
 */
export function isUsableKey(publicKey: Uint8Array): boolean {
  return run(sharedPoint(new Uint8Array(32).fill(1), publicKey)) !== undefined
}

/**
 * Makes a mask of its key.
 *
 * @param key - 32 bytes. Secret.
 * @param cells - how many.
 * @returns as many numbers modulo 2^32.
 * Privacy: hides a report as long as the key is unknown, and one report alone: a key serves once.
 * Cost: O(cells). @since 0.1
 */
export function maskOf(key: Uint8Array, cells: number): Uint32Array {
  return cellsOfBytes(hkdfExpand(key, MASK, cells * CELL_BYTES))
}

/**
 * Makes the pad under which one member's shares travel to another.
 *
 * @param pair - what their measurement keys share in this round.
 * @param from - the place of the one whose shares they are: each direction has a pad of its own.
 * @param length - how many bytes.
 * @returns the pad.
 * Privacy: hides what is added to it once, and only once.
 * Cost: O(length). @since 0.1
 */
export function padOf(pair: Uint8Array, from: number, length: number): Uint8Array {
  const info = new Uint8Array(PAD.length + 1)
  info.set(PAD)
  info[PAD.length] = from
  return hkdfExpand(pair, info, length)
}

/**
 * Adds or takes away, cell by cell, modulo 2^32.
 *
 * @param sum - is changed.
 * @param cells - as many.
 * @param sign - 1 or -1.
 * Privacy: as private as the cells.
 * Cost: O(cells). @since 0.1
 */
export function addCells(sum: Uint32Array, cells: Uint32Array, sign: 1 | -1): void {
  // A typed array keeps the lowest 32 bits.
  for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + sign * (cells[index] ?? 0)
}

/**
 * Writes cells as they travel, the most significant byte first.
 *
 * @param cells - numbers modulo 2^32.
 * @returns four bytes each.
 * Privacy: as private as the cells.
 * Cost: O(cells). @since 0.1
 */
export function bytesOfCells(cells: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(cells.length * CELL_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [index, cell] of cells.entries()) view.setUint32(index * CELL_BYTES, cell)
  return bytes
}

/**
 * Reads cells.
 *
 * @param bytes - a multiple of four.
 * @returns the numbers.
 * Privacy: as private as the bytes.
 * Cost: O(cells). @since 0.1
 */
export function cellsOfBytes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Uint32Array.from({ length: bytes.length / CELL_BYTES }, (_, index) => view.getUint32(index * CELL_BYTES))
}

/**
 * Adds one byte string to another, bit by bit: hides, and shows again.
 *
 * @param one - bytes.
 * @param other - as many.
 * @returns the exclusive or.
 * Privacy: as private as what is shown again.
 * Cost: O(length). @since 0.1
 */
export function xorBytes(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, index) => byte ^ (other[index] ?? 0))
}
