import { escaped } from '../../page/escaped.js'

// Text becomes markup in this file alone. A page that is audited chooses names, addresses and keys: whatever they are,
// they end up between two tags as text, and never in a tag.

/** Markup made here: an object, so that no text can be taken for it. */
export type Markup = { readonly markup: string }

/** What may stand in a template: markup, lists of it, and texts and numbers, which are escaped. */
export type Piece = Markup | readonly Markup[] | string | number | undefined

function written(piece: Piece): string {
  if (piece === undefined) return ''
  if (typeof piece === 'number') return String(piece)
  if (typeof piece === 'string') return escaped(piece)
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('')
}

/**
 * A template: our own markup around pieces. Every text among them is escaped.
 *
 * @param parts - as written in our own code.
 * @param pieces - texts, numbers, or markup made here; nothing where a piece is undefined.
 * @returns markup.
 * Privacy: as the pieces.
 * Cost: O(length). @since 0.2
 */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return { markup: parts.reduce((whole, part, index) => whole + part + written(pieces[index]), '') }
}

/**
 * A text that a page may have made, apart from the direction of reading around it.
 *
 * @param text - any text. Hostile.
 * @returns the text, isolated.
 * Privacy: as the text.
 * Cost: O(length). @since 0.2
 */
export function apart(text: string): Markup {
  return html`<bdi class="theirs">${text}</bdi>`
}
