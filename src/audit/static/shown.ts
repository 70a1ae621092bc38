/** The most characters of anything of a file that a report repeats. */
export const MAX_SHOWN = 120

// What is not a plain character of some script: controls, separators of lines, invisible and reordering ones, surrogates.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * Writes text of a file so that it can stand in a report: nothing in it can hide, reorder or break what stands beside it.
 *
 * @param text - anything; a name of a file, a host name, a name in code. Hostile.
 * @param limit - the most characters that are kept.
 * @returns the text, with `\u{…}` for every character that does not show, and `…` where it was cut.
 * Privacy: as private as the text.
 * Cost: O(limit). @see CVE-2021-42574 @since 0.1
 */
export function shown(text: string, limit: number = MAX_SHOWN): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text
  return cut.replace(hidden, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
}

/** Offsets at which lines begin. */
export type Lines = readonly number[]

/**
 * Finds where the lines of a text begin.
 *
 * @param text - anything.
 * @returns offsets, the first of them 0, in UTF-16 units.
 * Privacy: reads line ends only.
 * Cost: O(length). @since 0.1
 */
export function linesOf(text: string): Lines {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/**
 * Says in which line and column an offset is.
 *
 * @param lines - of `linesOf`.
 * @param offset - in UTF-16 units.
 * @returns line and column, both from 1.
 * Privacy: reads its arguments only.
 * Cost: O(log lines). @since 0.1
 */
export function placeOf(lines: Lines, offset: number): { readonly line: number; readonly column: number } {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lines[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 }
}

/** Where an address leads: to the same place, to another origin, to data inside it, or to code. */
export type Address =
  | { readonly leads: 'own' }
  | { readonly leads: 'elsewhere'; readonly destination: string }
  | { readonly leads: 'inside' }
  | { readonly leads: 'code'; readonly code: string }

/**
 * Says where an address in a file leads.
 *
 * @param text - as it stands in the file. Hostile.
 * @returns `elsewhere` with an origin (`https://board.example`, or `//board.example` where the scheme is the page's) for what
 * names a host; `inside` for `data:`, `blob:` and `about:`; `code` for `javascript:`; else `own`.
 * Privacy: reads its argument only; path and query are not repeated.
 * Cost: O(length). @since 0.1
 */
export function addressOf(text: string): Address {
  // As a browser does: spaces and controls around it, tabs and line ends within it, say nothing.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers leave exactly these out
  const plain = text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '').replace(/[\t\n\r]/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase()
  if (scheme === 'javascript') return { leads: 'code', code: plain.slice(11) }
  if (scheme !== undefined && ['data', 'blob', 'about'].includes(scheme)) return { leads: 'inside' }
  const host = /^(?:[a-z][a-z0-9+.-]*:)?[\\/]{2,}(?:[^\\/?#@]*@)?([^\\/?#]+)/i.exec(plain)?.[1]
  if (host !== undefined)
    return { leads: 'elsewhere', destination: shown(`${scheme === undefined ? '' : `${scheme}:`}//${host}`) }
  return scheme === undefined ? { leads: 'own' } : { leads: 'elsewhere', destination: shown(`${scheme}:`) }
}
