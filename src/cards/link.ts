import { fail, ok, type Result } from '../kernel/result.js'
import { fromBase64url, toBase64url } from '../kernel/text.js'

// A card is bytes, or a link: address ‖ "#card=" ‖ base64url of the bytes. A QR code shows the link, so that any camera opens it.

const MARK = '#card='
/** A card with a name of 80 characters of four bytes each, or with three colleagues, is shorter. */
const MAX_CARD_BYTES = 768
const MAX_LINK_LENGTH = 4096
/** Visible ASCII without `#` and `?`. */
const baseSyntax = /^[!"$->@-~]{1,2048}$/

/**
 * Puts a card into a link, for a page, a mail or a QR code.
 *
 * @param card - a signed card.
 * @param base - the address of the page with the search; without a fragment, and without a query, which a server would see and
 * which could differ from person to person.
 * @returns the address with the card behind the `#`, which browsers send to no server.
 * @throws {RangeError} when the base is empty, too long, has a fragment or a query, or is no visible ASCII; when the card is too long
 * to be one.
 * Privacy: output may leave the device: yes; it is public, and equal for everybody who gets it.
 * Cost: O(length).
 * @example
 * const link = toCardLink(card, 'https://harbour.example/find')
 * @since 0.1
 */
export function toCardLink(card: Uint8Array, base: string): string {
  if (!baseSyntax.test(base)) throw new RangeError('base: expected an address without a fragment and without a query')
  if (card.length === 0 || card.length > MAX_CARD_BYTES) throw new RangeError('card: expected the bytes of a card')
  return base + MARK + toBase64url(card)
}

/**
 * Takes a card's bytes out of a link.
 *
 * @param card - untrusted: bytes, a link, or the fragment alone with its `#`.
 * @returns the bytes; what is in them is `readCard`'s question.
 * Failure: `card_invalid` at `''` when there is none, or it is too long or not canonical base64url.
 * Privacy: reads its argument only; the failure repeats none of it.
 * Cost: O(length), at most 4,096 characters. @since 0.1
 */
export function cardBytes(card: Uint8Array | string): Result<Uint8Array, 'card_invalid'> {
  const bytes = typeof card === 'string' ? fromLink(card) : card
  // A proxy, or an object made from the prototype, is an instance too, and throws when it is asked for its length.
  if (!ArrayBuffer.isView(bytes) || !(bytes instanceof Uint8Array)) return fail('card_invalid', { field: '' })
  return bytes.length > MAX_CARD_BYTES ? fail('card_invalid', { field: '' }) : ok(bytes)
}

function fromLink(link: string): Uint8Array | undefined {
  if (link.length > MAX_LINK_LENGTH) return undefined
  const at = link.indexOf('#')
  return at >= 0 && link.startsWith(MARK, at) ? fromBase64url(link.slice(at + MARK.length)) : undefined
}
