import type { Brand } from '../kernel/brand.js'

/** One dotted word of the vocabulary: `anxiety.panic` has the parent `anxiety`. Unique within its facet. */
export type ConceptId = Brand<string, 'ConceptId'>

/**
 * The kinds of words, in the order of the published vocabulary section. Practical needs are concerns under `practical`.
 * The language of an interpreter is a `language`; what a practitioner is (gender, faith, profession …) is `practitioner`.
 */
export const facets = [
  'concern',
  'body-area',
  'modality',
  'population',
  'practitioner',
  'style',
  'format',
  'session',
  'for-whom',
  'age-group',
  'gender',
  'access',
  'fee-model',
  'language',
  'insurer',
  'event-kind',
  'clothing',
] as const

/** One kind of word. Every reference in answers and descriptors is typed by its field, so ids repeat across facets freely. */
export type Facet = (typeof facets)[number]

/** Longest id, so that a hostile vocabulary stays small. */
export const MAX_CONCEPT_ID_LENGTH = 80

// Lower-case words joined by hyphens, one to three of them joined by dots. No nested quantifier can backtrack: every
// repetition starts with a character that the part before it cannot match.
const conceptSyntax = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){0,2}$/

/**
 * Tells whether a string has the form of a concept id: at most three dotted parts of a–z, 0–9 and inner hyphens.
 *
 * @param id - any string. Raw.
 * @returns true when the form is right; whether a vocabulary holds it is `hasConcept`'s question.
 * Privacy: reads its argument only.
 * Cost: O(length), at most 80 characters. @since 0.1
 */
export function isConceptId(id: string): id is ConceptId {
  return id.length <= MAX_CONCEPT_ID_LENGTH && conceptSyntax.test(id)
}

/**
 * Tells whether a facet takes values beyond the listed ones: languages (any BCP-47 tag) and insurers (any id).
 *
 * @param facet - a facet. Public.
 * @returns true for `language` and `insurer`.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isOpenFacet(facet: Facet): boolean {
  return facet === 'language' || facet === 'insurer'
}

/**
 * Tells whether stating a concept of oneself reveals a special category of personal data (faith, heritage, sexual life,
 * health), which a practitioner may publish only with explicit consent.
 *
 * @param facet - the facet of the concept. Public.
 * @param id - the concept. Public.
 * @returns true for a practitioner's own faith, heritage, identity and lived experience.
 * Privacy: reads its arguments only.
 * Cost: O(length). @see GDPR article 9(1) and 9(2)(a) @since 0.1
 */
export function isSpecialCategory(facet: Facet, id: string): boolean {
  return facet === 'practitioner' && /^(?:faith|heritage|identity|lived-experience)(?:\.|$)/.test(id)
}
