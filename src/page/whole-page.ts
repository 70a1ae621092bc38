import { escaped } from './escaped.js'

/** What a file is made of. */
export type PageParts = {
  /** The language of its words, as a tag. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** A text. */
  readonly title: string
  /** Style sheets of ours. */
  readonly style: string
  /** Markup of ours, in which every text is escaped. */
  readonly body: string
}

/**
 * Writes a page that is one file: no script, nothing fetched, and a browser holds it to this.
 *
 * @param parts - language, title, style, body.
 * @returns a whole HTML document; the same parts give the same bytes.
 * Privacy: as the parts.
 * Cost: O(size). @since 0.1
 */
export function wholePage({ language, direction, title, style, body }: PageParts): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
  return `<!doctype html>
<html lang="${escaped(language)}"${direction === 'rtl' ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}
