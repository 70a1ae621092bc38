import { equalBytes } from '../kernel/bytes.js'
import { type CborValue, decodeCbor, encodeCbor } from '../kernel/cbor.js'
import { isDisplayText } from '../kernel/display.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { type ConceptId, type Facet, isConceptId } from './concept.js'
import { isLanguageTag } from './language.js'
import {
  byConceptAndLanguage,
  type ExtensionLabel,
  hasConcept,
  isIdOf,
  MAX_LABEL_LENGTH,
  parentOf,
  type Vocabulary,
} from './vocabulary.js'

/** Largest vocabulary section that is read: the core is about 20 kB. */
export const MAX_VOCABULARY_BYTES = 2 * 1024 * 1024
const MAX_CONCEPTS = 8_000
const MAX_LABELS = 5_000

// The catalogue's vocabulary section, canonical CBOR. All concepts travel, not only a community's own, so that an app
// with an older core understands a newer catalogue. A newer release's facets are kept, though nothing here asks for them.
//   0 format   1
//   1 id       text: which core it builds on
//   2 version  unsigned: which release of it
//   3 hash     32 bytes: SHA-256 of this map without entry 3
//   4 concepts array of [facet text, [id text …]], facets and ids in rising order
//   5 labels   array of [facet text, id text, language text, word text], in rising order
const FORMAT = 0
const ID = 1
const VERSION = 2
const HASH = 3
const CONCEPTS = 4
const LABELS = 5

/**
 * Hashes everything a vocabulary says, so that two parties can name the same one.
 *
 * @param vocabulary - any vocabulary.
 * @returns 32 bytes: SHA-256 over its canonical CBOR.
 * Privacy: a vocabulary is public.
 * Cost: O(concepts). @since 0.1
 */
export function vocabularyHash(vocabulary: Vocabulary): Uint8Array {
  return sha256(encodeCbor(contentOf(vocabulary)))
}

/**
 * Writes the vocabulary section of a catalogue.
 *
 * @param vocabulary - any vocabulary.
 * @returns the section's bytes; equal vocabularies give equal bytes.
 * Privacy: a vocabulary is public.
 * Cost: O(concepts). @since 0.1
 */
export function encodeVocabulary(vocabulary: Vocabulary): Uint8Array {
  const content = contentOf(vocabulary)
  return encodeCbor(new Map([...content, [HASH, sha256(encodeCbor(content))]]))
}

function contentOf(vocabulary: Vocabulary): Map<number, CborValue> {
  const concepts = [...vocabulary.concepts].map(([facet, ids]): CborValue => [facet, [...ids].sort()])
  const labels = [...vocabulary.labels].sort(byConceptAndLanguage)
  return new Map<number, CborValue>([
    [FORMAT, vocabulary.format],
    [ID, vocabulary.id],
    [VERSION, vocabulary.version],
    [CONCEPTS, concepts.sort((one, other) => (facetOf(one) < facetOf(other) ? -1 : 1))],
    [LABELS, labels.map(({ facet, id, language, text }): CborValue => [facet, id, language, text])],
  ])
}

function facetOf(pair: CborValue): string {
  return Array.isArray(pair) ? String(pair[0]) : ''
}

/**
 * Reads the vocabulary section of a catalogue.
 *
 * Refuses an unknown format, never a newer version: a deployed app outlives a release of the words.
 *
 * @param bytes - the section. Raw: whoever published it may be hostile.
 * @returns the vocabulary; in it every id is well-formed and has its parent, every label belongs to a concept and is safe to show.
 * Failure: `vocabulary_unsupported` for another format; `catalogue_invalid` with section `vocabulary` for everything else.
 * Privacy: a vocabulary is public.
 * Cost: O(bytes), at most 2 MiB. @since 0.1
 */
export function decodeVocabulary(
  bytes: Uint8Array,
): Result<Vocabulary, 'vocabulary_unsupported' | 'catalogue_invalid'> {
  const content = decodeCbor(bytes, { maxBytes: MAX_VOCABULARY_BYTES, maxDepth: 4, maxItems: 40_000 })
  const invalid = fail('catalogue_invalid', { section: 'vocabulary' })
  if (!(content instanceof Map)) return invalid
  const format = content.get(FORMAT)
  if (typeof format !== 'number') return invalid
  if (format !== 1) return fail('vocabulary_unsupported', { format })
  const vocabulary = readContent(content)
  // One vocabulary has one encoding: this checks the hash, and refuses other orders, duplicates and further entries.
  return vocabulary !== undefined && equalBytes(encodeVocabulary(vocabulary), bytes) ? ok(vocabulary) : invalid
}

function readContent(content: ReadonlyMap<number, CborValue>): Vocabulary | undefined {
  const id = content.get(ID)
  const version = content.get(VERSION)
  const concepts = readConcepts(content.get(CONCEPTS))
  if (typeof id !== 'string' || !isConceptId(id) || typeof version !== 'number' || version < 1) return undefined
  if (concepts === undefined) return undefined
  const vocabulary: Vocabulary = { id, version, format: 1, concepts, labels: [] }
  const labels = readLabels(content.get(LABELS), vocabulary)
  return labels && Object.freeze({ ...vocabulary, labels })
}

function readConcepts(value: CborValue | undefined): Map<Facet, ReadonlySet<ConceptId>> | undefined {
  if (!Array.isArray(value)) return undefined
  const concepts = new Map<Facet, ReadonlySet<ConceptId>>()
  let count = 0
  for (const pair of value) {
    if (!Array.isArray(pair) || pair.length !== 2 || !Array.isArray(pair[1])) return undefined
    const [name, values] = pair
    if (typeof name !== 'string' || name.includes('.') || !isConceptId(name)) return undefined
    // A facet of a newer release is outside the type; it is kept so that the hash can be checked, and never asked for.
    const facet = name as string as Facet
    const ids = readIds(facet, values)
    count += values.length
    if (ids === undefined || count > MAX_CONCEPTS) return undefined
    concepts.set(facet, ids)
  }
  return concepts
}

function readIds(facet: Facet, values: readonly CborValue[]): ReadonlySet<ConceptId> | undefined {
  const ids = new Set<ConceptId>()
  for (const id of values) {
    if (typeof id !== 'string' || !isIdOf(facet, id)) return undefined
    ids.add(id)
  }
  for (const id of ids) {
    const parent = parentOf(id)
    if (parent !== undefined && !ids.has(parent)) return undefined
  }
  return ids
}

function readLabels(value: CborValue | undefined, vocabulary: Vocabulary): readonly ExtensionLabel[] | undefined {
  if (!Array.isArray(value) || value.length > MAX_LABELS) return undefined
  const labels: ExtensionLabel[] = []
  for (const row of value) {
    if (!Array.isArray(row) || row.length !== 4 || !row.every((cell) => typeof cell === 'string')) return undefined
    // Four texts, checked above; whether the facet exists is hasConcept's question.
    const [facet, id, language, text] = row as [Facet, string, string, string]
    if (!hasConcept(vocabulary, facet, id) || !isLanguageTag(language)) return undefined
    if (!isDisplayText(text, MAX_LABEL_LENGTH)) return undefined
    const label = { facet, id, language, text }
    const last = labels[labels.length - 1]
    if (last !== undefined && byConceptAndLanguage(last, label) >= 0) return undefined // two words would be a choice
    labels.push(label)
  }
  return Object.freeze(labels)
}
