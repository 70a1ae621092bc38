import { encodeCbor } from '../../kernel/cbor.js'
import { sha256 } from '../../kernel/hash.js'
import { fromHex, toBase64url, toHex } from '../../kernel/text.js'

/**
 * Derives the name of something in a record: the same on both sides, and for everybody else a number.
 *
 * A version 8 UUID out of SHA-256. What is named by a consent's digest is as fresh as the 32 random bytes in it: no two
 * consents of one person have a name in common.
 *
 * @param kind - what is named, so that no two kinds share a name.
 * @param parts - what names it: a consent's digest, or public words. Well-formed text.
 * @returns `urn:uuid:…`.
 * Privacy: what is named by a digest can be named by the two sides only; what is named by public words by everybody.
 * Cost: O(length).
 * @see RFC 9562 section 5.8 @since 0.1
 */
export function uuidUrn(
  kind: 'opener' | 'controller' | 'person' | 'receipt' | 'record' | 'recipient',
  ...parts: readonly string[]
) {
  const bytes = sha256(encodeCbor(['entrenous/1/consent-record', kind, ...parts])).subarray(0, 16)
  const marked = bytes.map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x80 : at === 8 ? (byte & 0x3f) | 0x80 : byte))
  return `urn:uuid:${toHex(marked).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}

/**
 * Writes a SHA-256 as a name of what was hashed.
 *
 * @param hex - 64 hexadecimal digits.
 * @returns `ni:///sha-256;…`.
 * Privacy: names the very text; whoever has the text can tell.
 * Cost: O(1).
 * @see RFC 6920 section 3 @since 0.1
 */
export function hashUri(hex: string): string {
  // The shape of the facts has seen to it that these are 64 digits.
  return `ni:///sha-256;${toBase64url(fromHex(hex) ?? new Uint8Array(0))}`
}
