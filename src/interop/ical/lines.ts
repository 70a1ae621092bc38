import { utf8Encode } from '../../kernel/text.js'

/** A content line may hold so many octets; what is longer goes on in the next, behind a space. */
const MOST_OCTETS = 75

/**
 * Writes content lines as iCalendar wants them: folded between characters, each ended by a carriage return and a line feed.
 *
 * @param lines - content lines, well-formed text.
 * @returns the text.
 * Privacy: as public as the lines.
 * Cost: O(length).
 * @see RFC 5545 section 3.1 @since 0.1
 */
export function foldedLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const sign of line) {
    const length = utf8Encode(sign).length
    if (octets + length > MOST_OCTETS) {
      text += '\r\n '
      octets = 1
    }
    text += sign
    octets += length
  }
  return text
}

/**
 * Escapes a value of the type TEXT.
 *
 * @param value - one line of text.
 * @returns the same with backslashes, semicolons, commas and line ends escaped.
 * Privacy: as public as the value.
 * Cost: O(length).
 * @see RFC 5545 section 3.3.11 @since 0.1
 */
export function escapedText(value: string): string {
  return value.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n')
}
