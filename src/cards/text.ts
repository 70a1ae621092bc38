import type { CardWords } from '../vocabulary/card-words.js'
import { fill } from '../vocabulary/sentence.js'
import type { Card } from './read-card.js'

/**
 * Puts into words who handed on a card.
 *
 * @param card - of `readCard`.
 * @param options - `words`: `enCards`, `esCards` or `frCards`; `community`: the community's name, `catalogue.community.name`.
 * @returns lines. Show them as text, never as markup: names come from other people.
 * Privacy: reads public data only.
 * Cost: O(1).
 * @example
 * const lines = textOfCard(introduction, { words: enCards, community: 'Harbour' })
 * @since 0.1
 */
export function textOfCard(
  card: Card,
  { words, community }: { readonly words: CardWords; readonly community: string },
): readonly string[] {
  if (card.kind === 'guide') return [fill(words.guide, { name: card.guide.name, community }), words.choose]
  if (card.kind === 'introduction') {
    return [fill(words.suggested, { name: card.by.name }), words.unchanged, words.unheard]
  }
  const { organisation, referrer } = card
  return [fill(words.recommended, { organisation, referrer: words.referrer[referrer], community }), words.unheard]
}
