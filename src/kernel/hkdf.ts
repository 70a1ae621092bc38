import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8Encode } from './text.js'

const VERSION = utf8Encode('HPKE-v1')
const HASH_LENGTH = 32

/**
 * Extracts a pseudorandom key (HKDF-SHA256).
 *
 * @param salt - public or secret salt; may be empty.
 * @param secret - the input key material.
 * @returns 32 bytes.
 * Privacy: the result is as secret as the input.
 * Cost: O(length).
 * @see RFC 5869 section 2.2 @since 0.1
 */
export function hkdfExtract(salt: Uint8Array, secret: Uint8Array): Uint8Array {
  return macOf(salt, [secret])
}

/**
 * Expands a pseudorandom key (HKDF-SHA256).
 *
 * @param key - the pseudorandom key, at least 32 bytes.
 * @param info - what the output is for.
 * @param length - 0 to 8,160 bytes.
 * @returns `length` bytes.
 * @throws {RangeError} when the key is shorter, or the length is outside that range: more would repeat.
 * Privacy: the result is as secret as the key.
 * Cost: O(length).
 * @see RFC 5869 section 2.3 @since 0.1
 */
export function hkdfExpand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  return expand(key, [info], length)
}

function expand(key: Uint8Array, info: readonly Uint8Array[], length: number): Uint8Array {
  if (key.length < HASH_LENGTH) throw new RangeError('key: expected at least 32 bytes')
  if (!Number.isSafeInteger(length) || length < 0 || length > 255 * HASH_LENGTH) {
    throw new RangeError('length: expected a whole number from 0 to 8160')
  }
  const expanded = new Uint8Array(length)
  let block: Uint8Array = new Uint8Array(0)
  for (let done = 0; done < length; done += HASH_LENGTH) {
    block = macOf(key, [block, ...info, Uint8Array.of(done / HASH_LENGTH + 1)])
    expanded.set(block.subarray(0, length - done), done)
  }
  return expanded
}

/** HMAC of parts that need not be joined first. */
function macOf(key: Uint8Array, parts: readonly Uint8Array[]): Uint8Array {
  const mac = hmac.create(sha256, key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/**
 * Extracts under a label and a suite, as HPKE does everywhere.
 *
 * @param suite - the suite's id bytes.
 * @param salt - the salt; may be empty.
 * @param label - the RFC's name of this step.
 * @param secret - the input key material.
 * @returns 32 bytes.
 * Privacy: the result is as secret as the input.
 * Cost: O(length).
 * @see RFC 9180 section 4, LabeledExtract @since 0.1
 */
export function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, secret: Uint8Array): Uint8Array {
  return macOf(salt, [VERSION, suite, utf8Encode(label), secret])
}

/**
 * Expands under a label and a suite, as HPKE does everywhere.
 *
 * @param suite - the suite's id bytes.
 * @param key - the pseudorandom key, at least 32 bytes.
 * @param label - the RFC's name of this step.
 * @param info - what the output is bound to.
 * @param length - 0 to 8,160 bytes.
 * @returns `length` bytes.
 * @throws {RangeError} when the key is shorter, or the length is outside that range.
 * Privacy: the result is as secret as the key.
 * Cost: O(length).
 * @see RFC 9180 section 4, LabeledExpand @since 0.1
 */
export function labeledExpand(
  suite: Uint8Array,
  key: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Uint8Array {
  const size = Uint8Array.of(length >> 8, length & 0xff)
  return expand(key, [size, VERSION, suite, utf8Encode(label), info], length)
}
