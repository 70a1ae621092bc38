import { fromBase64url, toBase64url } from './text.js'

/**
 * Writes bytes as base64 with padding, as formats of others ask for it. Our own forms are base64url without.
 *
 * @param bytes - any bytes.
 * @returns four characters for three bytes or the rest of them.
 * Privacy: as private as the bytes.
 * Cost: O(length).
 * @see RFC 4648 section 4 @since 0.1
 */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replace(/-/g, '+').replace(/_/g, '/')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/**
 * Reads base64 with padding, in its one canonical form.
 *
 * @param text - untrusted text.
 * @returns the bytes, or undefined when padding is missing or misplaced, another character is there, or a bit is set
 * behind the last byte.
 * Privacy: as private as the text.
 * Cost: O(length).
 * @see RFC 4648 sections 3.5 and 4 @since 0.1
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  return fromBase64url(text.replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_'))
}
