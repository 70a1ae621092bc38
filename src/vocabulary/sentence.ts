import { type EpochDay, isoDateOf } from '../kernel/time.js'
import type { ConceptId, Facet } from './concept.js'
import type { Counted } from './counted.js'
import type { AddedWords, Labels } from './labels.js'
import { ancestorsOf } from './vocabulary.js'

// How words become sentences. Whatever differs between languages is in the labels: commas, "and", plurals, dates.

/**
 * Puts values into the placeholders of a template.
 *
 * @param template - a sentence of a language file, with `{name}` where a value goes. Public.
 * @param values - what goes where. As private as the caller says.
 * @returns the sentence; a placeholder without a value stays as it is, and braces inside values are not read again.
 * Privacy: the result is as private as the values.
 * Cost: O(length). @since 0.1
 */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{([A-Za-z]+)\}/g, (placeholder, name: string) =>
    String(Object.hasOwn(values, name) ? values[name] : placeholder),
  )
}

/**
 * Writes a list as it stands after a colon or in a sentence.
 *
 * @param items - what is listed, in order. As private as the caller says.
 * @param labels - the words of one language.
 * @param end - how the last member is joined to the others: by a comma too, or by "and".
 * @returns one line; empty for an empty list.
 * Privacy: the result is as private as the items.
 * Cost: O(length). @since 0.1
 */
export function listText(items: readonly string[], { list }: Labels, end: 'comma' | 'and' = 'comma'): string {
  const [first = '', ...others] = items
  return others.reduce(
    (text, last, at) => fill(list[at + 1 < others.length ? 'comma' : end], { list: text, last }),
    first,
  )
}

/**
 * Writes a sentence about so many.
 *
 * @param sentence - for one, and for every other number, with `{count}`.
 * @param count - how many.
 * @param labels - the words of one language.
 * @returns the sentence.
 * Privacy: the result is as private as the count.
 * Cost: O(length). @since 0.1
 */
export function countText({ one, other }: Counted, count: number, labels: Labels): string {
  return fill(count === 1 ? one : other, { count: numberText(count, labels) })
}

/**
 * Writes a whole number with a mark between thousands and hundreds.
 *
 * @param count - how many.
 * @param labels - the words of one language.
 * @returns the digits.
 * Privacy: the result is as private as the count.
 * Cost: O(length). @since 0.1
 */
export function numberText(count: number, { thousands }: Labels): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, thousands)
}

/**
 * Writes a day with the name of its month.
 *
 * @param day - a day since 1970 (UTC).
 * @param labels - the words of one language.
 * @returns the date.
 * Privacy: the result is as private as the day.
 * Cost: O(1). @since 0.1
 */
export function dateText(day: EpochDay, { date, month: months }: Labels): string {
  const [year = '', month = '', number] = isoDateOf(day).split('-')
  const names: Readonly<Record<string, string>> = months
  const values = { year, month: names[month] ?? month, day: Number(number) }
  return fill(values.day === 1 ? date.one : date.other, values)
}

/**
 * Finds the words for a concept.
 *
 * A community's own word comes from the catalogue. A word that a newer release added and these labels do not know is
 * called by what stands above it, so that an older app still says something true.
 *
 * @param labels - the words of one language.
 * @param vocabulary - the catalogue's vocabulary.
 * @param facet - the facet of the field the id stands in.
 * @param id - the concept.
 * @returns the word in the labels' language, else in any language the community gave, else the nearest ancestor's, else the id.
 * Privacy: the result is as private as the id.
 * Cost: O(extension labels). @since 0.1
 */
export function wordOf(labels: Labels, vocabulary: AddedWords, facet: Facet, id: ConceptId): string {
  for (const candidate of [id, ...wider(facet, id)]) {
    const word = coreWord(labels, facet, candidate) ?? extensionWord(labels.language, vocabulary, facet, candidate)
    if (word !== undefined) return word
  }
  return id
}

/** What stands above a concept; for a language its bare tag, so that `es-MX` is called Spanish. */
function wider(facet: Facet, id: ConceptId): readonly ConceptId[] {
  // The part of a language tag before its first hyphen is a language tag.
  return facet === 'language' ? [id.replace(/-.*/, '').toLowerCase() as ConceptId] : ancestorsOf(id)
}

function coreWord(labels: Labels, facet: Facet, id: ConceptId): string | undefined {
  // Complete for the core by its type; any other id is absent, and inherited names such as `constructor` are not own.
  const words: Readonly<Record<string, string>> = labels.concepts[facet]
  return Object.hasOwn(words, id) ? words[id] : undefined
}

function extensionWord(language: string, vocabulary: AddedWords, facet: Facet, id: ConceptId): string | undefined {
  const words = vocabulary.labels.filter((label) => label.facet === facet && label.id === id)
  return (words.find((label) => label.language === language) ?? words[0])?.text
}
