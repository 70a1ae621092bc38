import { sha256 } from '../../src/kernel/hash.js'
import type { RandomSource } from '../../src/kernel/random.js'
import { utf8Encode } from '../../src/kernel/text.js'

/** A source that gives the same bytes for the same seed, and other bytes at every call. */
export function seededRandom(seed: string): RandomSource {
  let block = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      bytes.set(sha256(utf8Encode(`${seed} ${block++}`)).subarray(0, length - at), at)
    }
    return bytes
  }
}
