import { copyBytes } from './bytes.js'

/** The only plaintext sizes there are: which one is taken depends on the granted levels alone, never on the values. */
export const BUCKETS = [512, 1024, 2048] as const

/** One of the plaintext sizes, in bytes. */
export type Bucket = (typeof BUCKETS)[number]

/**
 * Fills bytes up to a bucket: the bytes, one 0x80, then zeros.
 *
 * @param bytes - what to pad; at most `bucket - 1` bytes.
 * @param bucket - the size to reach.
 * @returns exactly `bucket` bytes, or undefined when the bytes and the mark do not fit.
 * Privacy: the result's length tells the bucket and nothing else.
 * Cost: O(bucket).
 * @see ISO/IEC 7816-4 @since 0.1
 */
export function pad(bytes: Uint8Array, bucket: Bucket): Uint8Array | undefined {
  if (bytes.length >= bucket) return undefined
  const padded = new Uint8Array(bucket)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

/**
 * Fills bytes up to the next multiple of a step: the bytes, one 0x80, then zeros.
 *
 * @param bytes - what to pad.
 * @param step - a whole number of at least 1.
 * @returns a whole number of steps, at least one; longer than the bytes by 1 to `step`.
 * @throws {RangeError} when the step is none.
 * Privacy: the result's length tells the bytes' length to within a step.
 * Cost: O(length).
 * @see ISO/IEC 7816-4 @since 0.1
 */
export function padToStep(bytes: Uint8Array, step: number): Uint8Array {
  if (!Number.isSafeInteger(step) || step < 1) throw new RangeError('step: expected a whole number of at least 1')
  const padded = new Uint8Array((Math.floor(bytes.length / step) + 1) * step)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  return padded
}

/**
 * Removes the padding of `pad` or `padToStep`.
 *
 * Every byte is looked at, whatever it holds, so that the time taken does not tell where the content ends.
 *
 * @param bytes - decrypted, authenticated bytes.
 * @returns a copy of the content, or undefined when the last non-zero byte is not 0x80.
 * Privacy: as private as the content.
 * Cost: O(length). @since 0.1
 */
export function unpad(bytes: Uint8Array): Uint8Array | undefined {
  let found = 0 // 1 once a non-zero byte was met
  let end = 0
  let wrong = 0
  for (let index = bytes.length - 1; index >= 0; index--) {
    const byte = bytes[index] ?? 0
    const some = -byte >>> 31 // 1 for a non-zero byte, without a branch
    const mark = -(some & (found ^ 1)) // all ones at the last non-zero byte only
    end |= mark & index
    wrong |= mark & (byte ^ 0x80)
    found |= some
  }
  return found === 1 && wrong === 0 ? copyBytes(bytes, 0, end) : undefined
}
