/**
 * Reads comma-separated text with a heading line.
 *
 * @param text - RFC 4180: quoted cells may hold commas, line breaks and doubled quotes. Untrusted.
 * @returns one record a line, by the names of the heading; cells without a heading are left out, missing ones are empty.
 * Privacy: reads its argument only.
 * Cost: O(length). @see RFC 4180 @since 0.1
 */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [heading = [], ...lines] = cellsOf(text)
  return lines
    .filter((cells) => cells.length > 1 || cells[0] !== '')
    .map((cells) => Object.fromEntries(heading.map((name, index) => [name, cells[index] ?? ''])))
}

function cellsOf(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [[]]
  // A quoted cell or a plain one, and what ends it; sticky, so that no character is looked at twice.
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text)
    if (found === null) break
    lines.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== ',' && cell.lastIndex < text.length) lines.push([])
  }
  return lines
}
