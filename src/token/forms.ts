import { fail, ok, type Result } from '../kernel/result.js'
import { fromBase45, fromBase64url, toBase45, toBase64url } from '../kernel/text.js'
import { MAX_MESSAGE_LENGTH } from './wire.js'

// The three forms of a token. Each is canonical: equal bytes have equal text, and nothing else is read.
//
//   bytes                                    as sealed
//   link      base ‖ "#" ‖ base64url         the part after # is never sent to a server
//   QR text   "ENTRENOUS:" ‖ base45          a QR code's alphanumeric mode

const QR_PREFIX = 'ENTRENOUS:'
/** Room for the longest message in base45, or in base64url behind a long address. */
const MAX_TEXT_LENGTH = 8192
/** Visible ASCII without `#`. */
const baseSyntax = /^[!"$-~]{1,2048}$/

/**
 * Puts a token into a link.
 *
 * @param token - a sealed token.
 * @param base - the address of the page that opens it; without a fragment.
 * @returns the address with the token as its fragment, which browsers send to no server.
 * @throws {RangeError} when the base is empty, too long, has a fragment already, or is no visible ASCII.
 * Privacy: output may leave the device: yes; whoever carries it sees an address and a sealed token.
 * Cost: O(length).
 * @example
 * const link = toLink(sealed.value.token, 'https://harbour.example/open')
 * @since 0.1
 */
export function toLink(token: Uint8Array, base: string): string {
  if (!baseSyntax.test(base)) throw new RangeError('base: expected an address without a fragment')
  return `${base}#${toBase64url(token)}`
}

/**
 * Takes a token out of a link.
 *
 * @param link - untrusted: an address with a fragment, or the fragment alone with its `#`.
 * @returns the token's bytes; what is in them is `openToken`'s question.
 * Failure: `token_malformed` when there is no fragment, or it is not canonical base64url.
 * Privacy: reads its argument only; the failure repeats none of it.
 * Cost: O(length), at most 8,192 characters.
 * @example
 * const token = readLink('https://harbour.example/open#ZW4B')
 * @since 0.1
 */
export function readLink(link: string): Result<Uint8Array, 'token_malformed'> {
  if (typeof link !== 'string' || link.length > MAX_TEXT_LENGTH || !link.includes('#'))
    return fail('token_malformed', {})
  return tokenOf(fromBase64url(link.slice(link.indexOf('#') + 1)))
}

/**
 * Puts a token into the text of a QR code.
 *
 * @param token - a sealed token.
 * @returns upper-case text for a QR code's alphanumeric mode.
 * Privacy: output may leave the device: yes; it shows a sealed token.
 * Cost: O(length).
 * @example
 * const text = toQrText(sealed.value.token)
 * @see RFC 9285 @since 0.1
 */
export function toQrText(token: Uint8Array): string {
  return QR_PREFIX + toBase45(token)
}

/**
 * Reads a token in any of its three forms.
 *
 * @param token - untrusted: bytes, a link, or the text of a QR code.
 * @returns the token's bytes, as a copy.
 * Failure: `token_malformed` when it is none of the three, or too long for a token.
 * Privacy: reads its argument only; the failure repeats none of it.
 * Cost: O(length); what is too long is not looked at. @since 0.1
 */
export function readToken(token: Uint8Array | string): Result<Uint8Array, 'token_malformed'> {
  // A proxy, or an object made from the prototype, is an instance too, and throws when it is asked for its length.
  if (ArrayBuffer.isView(token) && token instanceof Uint8Array) return tokenOf(token)
  if (typeof token !== 'string' || token.length > MAX_TEXT_LENGTH) return fail('token_malformed', {})
  return token.startsWith(QR_PREFIX) ? tokenOf(fromBase45(token.slice(QR_PREFIX.length))) : readLink(token)
}

function tokenOf(bytes: Uint8Array | undefined): Result<Uint8Array, 'token_malformed'> {
  if (bytes === undefined || bytes.length === 0 || bytes.length > MAX_MESSAGE_LENGTH) return fail('token_malformed', {})
  return ok(new Uint8Array(bytes))
}
