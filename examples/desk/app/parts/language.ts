import { coreVocabulary, type Labels, type Vocabulary } from 'entrenous/practitioner'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { fill, type Words } from '../../words/words.js'

/** The words of the desk and of the library, in one language, and the community's own. */
export type Language = { readonly words: Words; readonly labels: Labels; readonly vocabulary: Vocabulary }

export const LanguageContext = createContext<Language | undefined>(undefined)

/** The language everything is shown in. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext)
  if (language === undefined) throw new Error('language: expected one around every page')
  return language
}

/** A kind of words of the vocabulary. */
export type Facet = keyof Labels['concepts']

/** The word for a concept: the library's, the community's own, or the id. */
export function wordFor({ labels, vocabulary }: Language, facet: Facet, id: string): string {
  const known: Readonly<Record<string, string>> = labels.concepts[facet]
  if (Object.hasOwn(known, id)) return known[id] ?? id
  const added = vocabulary.labels.filter((label) => label.facet === facet && label.id === id)
  return (added.find(({ language }) => language === labels.language) ?? added[0])?.text ?? id
}

/** Every concept of a facet: in the library's order, which goes from young to old and from head to foot, then the community's own. */
export function conceptsOf({ vocabulary }: Language, facet: Facet): readonly string[] {
  const known: ReadonlySet<string> = vocabulary.concepts.get(facet) ?? new Set()
  // A catalogue lists them by the alphabet of their ids.
  return [...new Set([...(coreVocabulary.concepts.get(facet) ?? []), ...known])].filter((id) => known.has(id))
}

/** A heading and what stands under it, on one line: each language has its own space before the colon. */
export function underHeading({ labels }: Pick<Language, 'labels'>, heading: string, value: string): string {
  return fill(labels.preview.line.field, { field: heading, value })
}

/** A day as people read it: 6 December 2026. */
export function dayWords({ labels }: Pick<Language, 'labels'>, iso: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-')
  const months: Readonly<Record<string, string>> = labels.month
  const date = Number(day) === 1 ? labels.date.one : labels.date.other
  return date
    .replace('{day}', String(Number(day)))
    .replace('{month}', months[month] ?? month)
    .replace('{year}', year)
}

/** Whole UTC days since 1970 as 2026-12-06. */
export function isoOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}
