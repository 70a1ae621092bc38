const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
}

/**
 * Makes a text harmless between two tags and in a quoted attribute.
 *
 * @param text - any text. Hostile.
 * @returns markup that shows it.
 * Privacy: as the text.
 * Cost: O(length). @since 0.1
 */
export function escaped(text: string): string {
  return text.replace(/[&<>"'`=]/g, (sign) => escapes[sign] ?? '')
}
