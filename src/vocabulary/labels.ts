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

/** Those that may come with words of the vocabulary: what was asked for, or what is offered. */
export type WordedName = Exclude<ScoredName, 'place' | 'payment' | 'when' | 'startBy' | 'endorsement'>

/** A wish: what a point can be given for, and the region, which is the condition `where` as a wish. */
export type WishName = ScoredName | 'where'

/** What speaks for a match besides the needs, and four that are a shade of another: less near, less time, and so on. */
export type ReasonName = Exclude<WishName, 'need'> | 'further' | 'littleTime' | 'noTouch' | 'interpreter'

/** A sentence for one, and one for every other number: all that English, Spanish and French tell apart. */
export type Counted = { readonly one: string; readonly other: string }

/** Whatever can be found. */
export type TargetName = 'practitioner' | 'event' | 'listing'

/**
 * Why somebody was found, what speaks against it, what to ask. Lines, without a full stop. `{words}` are the person's
 * own choices, in quotation marks: they speak as the person does ("A partner who frightens me") and may be several.
 */
export type MatchWords = {
  /** The marks around a choice, `{word}`. */
  readonly quote: string
  /** How a list goes on, and how it ends: `{list}` so far, and its `{last}` member. */
  readonly list: { readonly comma: string; readonly and: string }
  /** Between thousands and hundreds. */
  readonly thousands: string
  /** In the place of what neither the labels nor the community have a word for: what was asked for, and what is close to it. */
  readonly unnamed: { readonly asked: string; readonly close: string }
  /** A need that is answered, by the level of experience. */
  readonly need: Readonly<Record<TargetName, Readonly<Record<'1' | '2' | '3' | '4', string>>>>
  readonly reason: Readonly<Record<ReasonName, string>>
  /** Where something close to `{asked}` is offered, and not the thing itself; `{line}` is one of the sentences above. */
  readonly relation: Readonly<Record<Exclude<Relation, 'exact' | 'none'>, string>>
  readonly against: Readonly<Record<WishName, string>>
  /** What nobody said, as a question that can be read out on the phone. */
  readonly ask: Readonly<Record<ScoredName | GateName, string>>
  /** The same where it is known what was asked for. */
  readonly askFor: Readonly<Record<WordedName, string>>
  /** The one thing that would change the order, as `{change}` of a line below. */
  readonly change: Readonly<Record<WishName, string>>
  /** Who says so, where it is not the practitioner. */
  readonly source: Readonly<Record<'endorsed' | 'measured', string>>
  /** Who says all the rest. */
  readonly from: Readonly<Record<TargetName, string>>
  /** A condition, as it stands after "about". */
  readonly gate: Readonly<Record<GateName, string>>
  /** Why somebody was left out, after a number. */
  readonly because: Readonly<Record<GateName, string>>
  readonly leftOut: Counted
  /** The same where somebody is counted under more than one reason. */
  readonly leftOutTwice: Counted
  /** What giving way would bring, as `{gain}` of the sentences below. */
  readonly gain: Counted
  readonly relaxation: Readonly<Record<'drop' | 'ask', string>>
  /** A condition made wider; `other` with the name of the condition. */
  readonly loosen: Readonly<Record<'where' | 'payment' | 'accepting' | 'other', string>>
  readonly heading: Readonly<Record<'why' | 'against' | 'ask' | 'change' | 'know', string>>
  readonly line: Readonly<
    Record<
      | 'note'
      | 'asOf'
      | 'above'
      | 'level'
      | 'higher'
      | 'nothing'
      | 'leftOut'
      | 'unclaimed'
      | 'notSealable'
      | 'exploration'
      | 'none',
      string
    >
  >
  readonly kind: Readonly<Record<TargetName, string>>
}

type MonthNumber = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12'

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
  readonly match: MatchWords
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
  /** A date, of `{day}`, `{month}` and `{year}`. */
  readonly date: string
  readonly month: Readonly<Record<MonthNumber, string>>
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
