/** The 32 characters of a planted text: no a, e, i or o, so that no word of a language is made of them; 5 bits each. */
const symbols = 'bcdfghjklmnpqrstuvwxyz0123456789'
/** The fewest characters of a planted text: 12 × 5 = 60 bits. */
export const MIN_PLANTED_CHARACTERS = 12
/** The most characters of a planted text. */
export const MAX_PLANTED_CHARACTERS = 256
/** What a field is given where nothing shortens it: 100 bits. */
export const PLANTED_CHARACTERS = 20
/** How often a draw without a letter in front, or without a digit, is drawn again before the source is called broken. */
const MAX_DRAWS = 64

/**
 * Draws a text to plant in a field: small letters and digits, a letter first and at least one digit, so that no form takes it
 * for a number and no dictionary has it. It survives every change between capitals and small letters.
 *
 * @param random - gives that many bytes, each uniform.
 * @param length - characters, from `MIN_PLANTED_CHARACTERS` to `MAX_PLANTED_CHARACTERS`.
 * @returns the text, ASCII. A draw that does not begin with a letter or has no digit is drawn again: less than one bit is lost.
 * @throws RangeError when the length is not in the limits, or when the source never gives such a text.
 * Privacy: made up; it says nothing about anybody.
 * Cost: O(length). @since 0.1
 */
export function plantedText(random: (count: number) => Uint8Array, length: number = PLANTED_CHARACTERS): string {
  if (!Number.isInteger(length) || length < MIN_PLANTED_CHARACTERS || length > MAX_PLANTED_CHARACTERS) {
    throw new RangeError(`a planted text has ${MIN_PLANTED_CHARACTERS} to ${MAX_PLANTED_CHARACTERS} characters`)
  }
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const text = Array.from(random(length), (byte) => symbols[byte & 31]).join('')
    if (text.length === length && /^[a-z].*[0-9]/.test(text)) return text
  }
  throw new RangeError('the source of randomness gives no text that can be planted')
}
