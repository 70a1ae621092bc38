import { isDisplayText } from '../kernel/display.js'
import { type Failure, fail, ok, type Result } from '../kernel/result.js'
import { type ConceptId, type Facet, facets, isConceptId, isOpenFacet } from './concept.js'
import { CORE_VERSION, coreWords } from './core/all.js'
import { isLanguageTag } from './language.js'

/** A word in one language for a concept that no release of the library's own labels knows. */
export type ExtensionLabel = {
  readonly facet: Facet
  readonly id: ConceptId
  readonly language: string
  readonly text: string
}

/** Every concept a catalogue may speak of. `id` and `version` name the core release it builds on; its hash names the whole. */
export type Vocabulary = {
  readonly id: string
  readonly version: number
  readonly format: 1
  readonly concepts: ReadonlyMap<Facet, ReadonlySet<ConceptId>>
  readonly labels: readonly ExtensionLabel[]
}

/** A community's own concept: a new id, under a parent that exists or is added with it, and its words. */
export type ConceptExtension = {
  readonly facet: Facet
  readonly id: string
  readonly labels: readonly { readonly language: string; readonly text: string }[]
}

/** Most concepts a community may add to the core. */
export const MAX_EXTENSIONS = 500
/** Longest word for an added concept, in UTF-16 units. */
export const MAX_LABEL_LENGTH = 80
/** Most languages one added concept may have words in. */
export const MAX_LABELS_PER_CONCEPT = 8

/** The words of this release, without any community's additions. */
export const coreVocabulary: Vocabulary = /* @__PURE__ */ createCoreVocabulary()

function createCoreVocabulary(): Vocabulary {
  const concepts = new Map<Facet, ReadonlySet<ConceptId>>()
  for (const facet of facets) {
    const words: readonly string[] = coreWords[facet]
    // The core words are ids: a test holds every one against `isIdOf`.
    concepts.set(facet, new Set(words as readonly ConceptId[]))
  }
  return Object.freeze({ id: 'entrenous', version: CORE_VERSION, format: 1, concepts, labels: Object.freeze([]) })
}

/**
 * Finds the concept one step above.
 *
 * @param id - a concept id. Public.
 * @returns the id up to its last dot; undefined for a top-level concept.
 * Privacy: reads its argument only.
 * Cost: O(length). @since 0.1
 */
export function parentOf(id: ConceptId): ConceptId | undefined {
  const dot = id.lastIndexOf('.')
  return dot < 0 ? undefined : (id.slice(0, dot) as ConceptId) // a prefix of an id up to a dot is an id
}

/**
 * Lists the concepts above, nearest first.
 *
 * @param id - a concept id. Public.
 * @returns parent, grandparent …; empty for a top-level concept.
 * Privacy: reads its argument only.
 * Cost: O(length). @since 0.1
 */
export function ancestorsOf(id: ConceptId): readonly ConceptId[] {
  const parent = parentOf(id)
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)]
}

/**
 * Finds the top-level concept an id belongs to: the "category" a person may share instead of the concept itself.
 *
 * @param id - a concept id. Public.
 * @returns the id up to its first dot; the id itself when it is top-level.
 * Privacy: reads its argument only.
 * Cost: O(length). @since 0.1
 */
export function topOf(id: ConceptId): ConceptId {
  const dot = id.indexOf('.')
  return dot < 0 ? id : (id.slice(0, dot) as ConceptId) // a prefix of an id up to a dot is an id
}

/**
 * Tells whether a vocabulary knows a concept. In the open facets every well-formed value counts as known.
 *
 * @param vocabulary - the vocabulary of the catalogue, or the core one.
 * @param facet - the facet of the field the id stands in.
 * @param id - any string. Raw.
 * @returns true when the id may be used in that field.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function hasConcept(vocabulary: Vocabulary, facet: Facet, id: string): id is ConceptId {
  if (isOpenFacet(facet)) return isIdOf(facet, id)
  // A Set of branded strings can be asked about any string.
  return vocabulary.concepts.get(facet)?.has(id as ConceptId) ?? false
}

/**
 * Tells whether a string has the form that ids of a facet have: a language tag for languages, dotted words elsewhere.
 *
 * @param facet - a facet's name; names of newer releases count as ordinary ones.
 * @param id - any string. Raw.
 * @returns true when the form is right.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function isIdOf(facet: Facet, id: string): id is ConceptId {
  return facet === 'language' ? isLanguageTag(id) : isConceptId(id)
}

/**
 * Adds a community's own concepts to a vocabulary.
 *
 * The given one stays as it is. Refuses ids that exist, parents that do not, and words that could disturb a page.
 *
 * @param vocabulary - what to build on; usually `coreVocabulary`.
 * @param extensions - at most 500; in any order. Public.
 * @returns a new vocabulary of the same id and version; its hash differs.
 * Failure: `publish_invalid` with the field and the position of the first extension that cannot be added.
 * Privacy: reads its arguments only; everything in it is to be published.
 * Cost: O(concepts). @since 0.1
 */
export function extendVocabulary(
  vocabulary: Vocabulary,
  extensions: readonly ConceptExtension[],
): Result<Vocabulary, 'publish_invalid'> {
  if (extensions.length > MAX_EXTENSIONS) return refuse('extensions', MAX_EXTENSIONS)
  const concepts = new Map([...vocabulary.concepts].map(([facet, ids]) => [facet, new Set(ids)]))
  const labels = [...vocabulary.labels]
  for (const [index, { facet, id, labels: words }] of extensions.entries()) {
    const known = concepts.get(facet)
    if (known === undefined) return refuse('facet', index)
    if (!isIdOf(facet, id) || known.has(id)) return refuse('id', index)
    if (!areWords(words)) return refuse('labels', index)
    known.add(id)
    for (const { language, text } of words) labels.push({ facet, id, language, text })
  }
  for (const [index, { facet, id }] of extensions.entries()) {
    const parent = parentOf(id as ConceptId) // checked above
    if (parent !== undefined && !concepts.get(facet)?.has(parent)) return refuse('parent', index)
  }
  return ok(Object.freeze({ ...vocabulary, concepts, labels: Object.freeze(labels.sort(byConceptAndLanguage)) }))
}

function refuse(field: string, index: number): { readonly ok: false; readonly error: Failure<'publish_invalid'> } {
  return fail('publish_invalid', { field, index })
}

function areWords(words: ConceptExtension['labels']): boolean {
  const languages = new Set(words.map(({ language }) => language))
  return (
    words.length > 0 &&
    words.length <= MAX_LABELS_PER_CONCEPT &&
    languages.size === words.length &&
    words.every(({ language, text }) => isLanguageTag(language) && isDisplayText(text, MAX_LABEL_LENGTH))
  )
}

/**
 * Orders labels by facet, id and language, so that equal vocabularies have equal bytes.
 *
 * @param one - a label.
 * @param other - another label.
 * @returns negative, zero or positive, as `sort` expects.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function byConceptAndLanguage(one: ExtensionLabel, other: ExtensionLabel): number {
  const first = `${one.facet}\n${one.id}\n${one.language}` // the line feed sorts below every character of the three
  const second = `${other.facet}\n${other.id}\n${other.language}`
  return first < second ? -1 : first > second ? 1 : 0
}
