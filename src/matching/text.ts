import type { ConceptId, Facet } from '../vocabulary/concept.js'
import { type AddedWords, fill, type Labels, wordOf } from '../vocabulary/labels.js'
import type { Part, ScoredFacet } from './match.js'

/** The facet whose words a scored facet speaks of; absent where no word is needed. */
const facetOf: Readonly<Partial<Record<ScoredFacet, Facet>>> = {
  need: 'concern',
  formats: 'format',
  languages: 'language',
  access: 'access',
  body: 'body-area',
  sessions: 'session',
  for: 'for-whom',
  modalities: 'modality',
  practitioner: 'practitioner',
  populations: 'population',
  style: 'style',
}

/**
 * Puts one reason of a match into words.
 *
 * @param part - one of `match.reasons`.
 * @param labels - the words of one language.
 * @param vocabulary - the catalogue's, where a community added words of its own.
 * @returns one line without a full stop.
 * Privacy: names a need of the person; stays on the device.
 * Cost: O(1).
 * @example
 * const why = matches[0]?.reasons.map((part) => textOfReason(part, en))
 * @since 0.1
 */
export function textOfReason(
  part: Pick<Part, 'facet' | 'need' | 'matched' | 'relation' | 'level' | 'source'>,
  labels: Labels,
  vocabulary: AddedWords = { labels: [] },
): string {
  const facet = facetOf[part.facet]
  const said = (id: string | undefined) =>
    // A need or offer was one of the vocabulary when it was read; what has no facet is said by the heading alone.
    id === undefined || facet === undefined ? undefined : wordOf(labels, vocabulary, facet, id as ConceptId)
  const offered = said(part.matched)
  if (part.facet !== 'need' || part.relation === undefined) {
    const heading = labels.match.scored[part.facet]
    return offered === undefined ? heading : fill(labels.preview.line.field, { field: heading, value: offered })
  }
  const relation = fill(labels.match.relation[part.relation], {
    offered: offered ?? said(part.need) ?? '',
    needed: said(part.need) ?? '',
  })
  const levels: Readonly<Record<string, string>> = labels.match.level
  const level = levels[String(part.level)]
  return level === undefined ? relation : `${relation} (${level}, ${labels.match.source[part.source]})`
}
