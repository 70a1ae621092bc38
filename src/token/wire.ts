import { TOKEN_FRAME_BYTES } from '../consent/disclosure.js'
import { BUCKETS, type Bucket } from '../kernel/padding.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { encapsulatedLengthOf } from '../kernel/suite.js'

// A sealed referral, version 1. Nothing in it names either side; whoever cannot open it sees the first five bytes.
//
//   offset  bytes  what
//        0      2  magic 0x65 0x6e ("en")
//        2      1  version, 1
//        3      1  suite of the recipient's key, 1: X25519, 2: X-Wing; each with HKDF-SHA256 and ChaCha20-Poly1305
//        4      1  bucket, the plaintext's padded size: 1 = 512, 2 = 1024, 3 = 2048
//        5    enc  the encapsulated key: 32 bytes in suite 1, 1,120 in suite 2
//    5+enc     32  commitment, Export("commitment"): binds the token to one key
//   37+enc   size  ciphertext of the padded plaintext and its 16-byte tag
//
// Additional data of the encryption: every byte before the ciphertext.

/** First bytes of every token. */
export const MAGIC = Object.freeze([0x65, 0x6e] as const)
/** The version this library writes and reads. */
export const VERSION = 1
/** Length of the part before `enc`. */
const HEADER_LENGTH = 5
const COMMITMENT_LENGTH = 32
/** The longest message there is: a record of a board of the post-quantum suite. Its longest token has 11 bytes less. */
export const MAX_MESSAGE_LENGTH = 3232

/** The parts of a token that is well framed; nothing in them is authenticated yet. */
export type TokenParts = {
  readonly suite: number
  readonly bucket: Bucket
  readonly encapsulated: Uint8Array
  readonly commitment: Uint8Array
  readonly ciphertext: Uint8Array
  /** Everything before the ciphertext. */
  readonly associated: Uint8Array
}

/**
 * Writes what stands before the encapsulated key.
 *
 * @param suite - the number of the suite of the recipient's key.
 * @param bucket - the padded size.
 * @returns the five bytes that everybody may see.
 * Privacy: tells version, suite and size bucket.
 * Cost: O(1). @since 0.1
 */
export function writeHeader(suite: number, bucket: Bucket): Uint8Array {
  return Uint8Array.of(...MAGIC, VERSION, suite, BUCKETS.indexOf(bucket) + 1)
}

/**
 * Takes a token apart by its frame.
 *
 * @param token - untrusted bytes.
 * @returns its parts, as views of it: `readToken` has made the copy.
 * Failure: `token_malformed` when magic, bucket or length is wrong; `token_unsupported` for another version or suite.
 * Privacy: reads public framing only.
 * Cost: O(1); a wrong length is refused before anything else is looked at. @since 0.1
 */
export function readFrame(token: Uint8Array): Result<TokenParts, 'token_malformed' | 'token_unsupported'> {
  const [first, second, version, suite, size] = token
  if (first !== MAGIC[0] || second !== MAGIC[1] || version === undefined || suite === undefined || size === undefined) {
    return fail('token_malformed', {})
  }
  const encapsulatedLength = encapsulatedLengthOf(suite)
  if (version !== VERSION || encapsulatedLength === undefined) return fail('token_unsupported', { version, suite })
  const bucket = BUCKETS[size - 1]
  if (bucket === undefined || token.length !== bucket + TOKEN_FRAME_BYTES + encapsulatedLength) {
    return fail('token_malformed', {})
  }
  const commitmentAt = HEADER_LENGTH + encapsulatedLength
  const ciphertextAt = commitmentAt + COMMITMENT_LENGTH
  return ok({
    suite,
    bucket,
    encapsulated: token.subarray(HEADER_LENGTH, commitmentAt),
    commitment: token.subarray(commitmentAt, ciphertextAt),
    ciphertext: token.subarray(ciphertextAt),
    // Everything before the ciphertext is authenticated.
    associated: token.subarray(0, ciphertextAt),
  })
}
