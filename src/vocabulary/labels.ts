import type { FailureCode } from '../kernel/failure.js'
import type { ConceptId, Facet } from './concept.js'
import type { coreWords } from './core/all.js'
import type { Relation } from './relation.js'
import { ancestorsOf, type Vocabulary } from './vocabulary.js'

/** One word for each id of a list: a missing, misspelt or surplus id does not compile. */
export type Words<Ids extends readonly string[]> = Readonly<Record<Ids[number], string>>

/** Everything the gate judges, as matching names it. */
export type GateName =
  | 'where'
  | 'languages'
  | 'payment'
  | 'when'
  | 'startBy'
  | 'access'
  | 'body'
  | 'sessions'
  | 'for'
  | 'formats'
  | 'modalities'
  | 'practitioner'
  | 'populations'
  | 'style'
  | 'avoid'
  | 'rules'
  | 'accepting'
  | 'ageGroup'
  | 'audience'

/** What a point can be given for, as matching names it. */
export type ScoredName =
  | 'need'
  | 'formats'
  | 'place'
  | 'languages'
  | 'payment'
  | 'when'
  | 'startBy'
  | 'access'
  | 'body'
  | 'sessions'
  | 'for'
  | 'modalities'
  | 'practitioner'
  | 'populations'
  | 'style'
  | 'endorsement'

/** Every field of the preview. */
export type PreviewField =
  | 'needs'
  | 'availability'
  | 'language'
  | 'format'
  | 'ageGroup'
  | 'sessions'
  | 'for'
  | 'payment'
  | 'access'
  | 'body'
  | 'noTouch'
  | 'about'
  | 'area'
  | 'contact'
  | 'story'

/** How much of a field is shared. */
export type PreviewLevel =
  | 'none'
  | 'category'
  | 'concept'
  | 'part-of-day'
  | 'slots'
  | 'stated'
  | 'region'
  | 'postal'
  | 'name'
  | 'email'
  | 'phone'
  | 'text'

/** What a referral may be for, as consent names it. */
export type PurposeName = 'enquiry' | 'referral' | 'first-conversation' | 'waiting-list' | 'event' | 'consultation'

/** Every sentence of the preview, in the order in which it is read. Placeholders stand in braces. */
export type PreviewLine =
  | 'title'
  | 'recipient'
  | 'practice'
  | 'community'
  | 'event'
  | 'purpose'
  | 'shared'
  | 'nothingShared'
  | 'field'
  | 'notShared'
  | 'opens'
  | 'expires'
  | 'answers'
  | 'controller'
  | 'retention'
  | 'notice'
  | 'delivery'
  | 'canAnswer'
  | 'cannotAnswer'
  | 'final'
  | 'size'
  | 'guardian'

/** Everything one language file holds. No sentence stands anywhere else. */
export type Labels = {
  /** BCP-47 tag of the language. */
  readonly language: string
  /** A word for every core concept. */
  readonly concepts: { readonly [F in Facet]: Words<(typeof coreWords)[F]> }
  /** The heading of each facet. */
  readonly facets: Readonly<Record<Facet, string>>
  /** What to say to each side when a Result is a failure. Placeholders are the names of its detail. */
  readonly failures: Readonly<Record<FailureCode, { readonly person: string; readonly practitioner: string }>>
  readonly match: {
    readonly relation: Readonly<Record<Relation, string>>
    readonly scored: Readonly<Record<ScoredName, string>>
    readonly gate: Readonly<Record<GateName, string>>
    readonly verdict: Readonly<Record<'pass' | 'fail' | 'unknown', string>>
    readonly level: Readonly<Record<'1' | '2' | '3' | '4' | 'notOffered', string>>
    readonly source: Readonly<Record<'self' | 'endorsed' | 'measured', string>>
    readonly relaxation: Readonly<Record<'drop' | 'ask' | 'loosen', string>>
    readonly line: Readonly<
      Record<'excluded' | 'counterfactual' | 'coverage' | 'unclaimed' | 'notSealable' | 'exploration' | 'none', string>
    >
    readonly kind: Readonly<Record<'practitioner' | 'event' | 'listing', string>>
  }
  readonly preview: {
    readonly purpose: Readonly<Record<PurposeName, string>>
    readonly field: Readonly<Record<PreviewField, string>>
    readonly level: Readonly<Record<PreviewLevel, string>>
    readonly delivery: Readonly<Record<'board' | 'inbox-link' | 'in-person', string>>
    readonly line: Readonly<Record<PreviewLine, string>>
    readonly payment: Readonly<Record<'insurer' | 'budget' | 'notSure', string>>
  }
  readonly capacity: Readonly<
    Record<'capacity' | 'no-capacity' | 'waitlist' | 'additional-assessment-required' | 'unknown' | 'paused', string>
  >
  readonly firstAppointment: Readonly<
    Record<'within-a-week' | 'within-two-weeks' | 'within-a-month' | 'longer', string>
  >
  readonly places: Readonly<Record<'open' | 'few' | 'full', string>>
  readonly day: Readonly<Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', string>>
  readonly partOfDay: Readonly<Record<'morning' | 'afternoon' | 'evening', string>>
}

/** What a vocabulary adds to the labels: a community's own words. */
export type AddedWords = Pick<Vocabulary, 'labels'>

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
