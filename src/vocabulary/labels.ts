import type { FailureCode } from '../kernel/failure.js'
import type { CallSheetWords } from './call-sheet-words.js'
import type { Facet } from './concept.js'
import type { ConversationWords, ReferralName } from './conversation-words.js'
import type { coreWords } from './core/all.js'
import type { Counted } from './counted.js'
import type { HelpWords } from './help-words.js'
import type { PreviewField, SourceName } from './preview-field.js'
import type { Relation } from './relation.js'
import type { Vocabulary } from './vocabulary.js'

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
export type WordedName = Exclude<ScoredName, 'place' | 'payment' | 'when' | 'startBy'>

/** A wish: what a point can be given for, and the region, which is the condition `where` as a wish. */
export type WishName = ScoredName | 'where'

/** What speaks for a match besides the needs, and four that are a shade of another: less near, less time, and so on. */
export type ReasonName = Exclude<WishName, 'need'> | 'further' | 'littleTime' | 'noTouch' | 'interpreter'

/** Whatever can be found. */
export type TargetName = 'practitioner' | 'event' | 'listing'

/**
 * Why somebody was found, what speaks against it, what to ask. Lines, without a full stop. `{words}` are the person's
 * own choices, in quotation marks: they speak as the person does ("A partner who frightens me") and may be several.
 */
export type MatchWords = {
  /** The marks around a choice, `{word}`. */
  readonly quote: string
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
  /** Who says so, where it is neither the practitioner nor a colleague, who has a line of their own. */
  readonly source: Readonly<Record<'measured', string>>
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
      | 'dates'
      | 'none',
      string
    >
  >
  readonly kind: Readonly<Record<TargetName, string>>
}

type MonthNumber = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12'

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
export type PurposeName =
  | 'enquiry'
  | 'referral'
  | 'first-conversation'
  | 'waiting-list'
  | 'event'
  | 'consultation'
  | 'arrived'

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
  | 'controller'
  | 'notice'
  | 'delivery'
  | 'canAnswer'
  | 'cannotAnswer'
  | 'final'
  | 'size'
  | 'guardian'
  | 'more'

/** Everything one language file holds. No sentence stands anywhere else. */
export type Labels = {
  /** BCP-47 tag of the language. */
  readonly language: string
  /** The way its script runs: what a page gives as `dir` to whatever shows these words. */
  readonly direction: 'ltr' | 'rtl'
  /** How a list goes on, and how it ends: `{list}` so far, and its `{last}` member. */
  readonly list: Readonly<Record<'comma' | 'and', string>>
  /** Between thousands and hundreds. */
  readonly thousands: string
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
    /** Within how many days they answer, and for how many at most they keep what they receive. */
    readonly days: Readonly<Record<'answers' | 'retention', Counted>>
    /** A time that suits, of a `{day}`: some `{part}` of it, or the hours `{from}` and `{to}`. */
    readonly time: Readonly<Record<'part' | 'slot', string>>
    readonly payment: Readonly<Record<'insurer' | 'budget' | 'notSure', string>>
    /** By whose word the person came: never who. */
    readonly source: Readonly<Record<SourceName, string>>
  }
  /** What is said after a token was sent. */
  readonly conversation: ConversationWords
  /** What somebody reads who needs help now. */
  readonly help: HelpWords
  /** What to say on the telephone. */
  readonly callSheet: CallSheetWords
  /** The states of a referral, as the practitioner reads them. */
  readonly referral: Readonly<Record<ReferralName, string>>
  readonly capacity: Readonly<
    Record<'capacity' | 'no-capacity' | 'waitlist' | 'additional-assessment-required' | 'unknown' | 'paused', string>
  >
  readonly firstAppointment: Readonly<
    Record<'within-a-week' | 'within-two-weeks' | 'within-a-month' | 'longer', string>
  >
  readonly places: Readonly<Record<'open' | 'few' | 'full', string>>
  readonly day: Readonly<Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', string>>
  readonly partOfDay: Readonly<Record<'morning' | 'afternoon' | 'evening', string>>
  /** A date, of `{day}`, `{month}` and `{year}`: `one` for the first of a month. */
  readonly date: Counted
  readonly month: Readonly<Record<MonthNumber, string>>
}

/** What a vocabulary adds to the labels: a community's own words. */
export type AddedWords = Pick<Vocabulary, 'labels'>
