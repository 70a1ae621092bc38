import type { MeasurementWords } from './measurement-words.js'

// What a lead and a funder read of what was counted in some weeks. It is no part of the labels: people who look for help never
// see it, and their page does not carry it. The names are those of the table of metrics, which the report's own code holds.

/** What may be counted. */
export type CountedName =
  | 'referral-to-session'
  | 'sessions-reached'
  | 'first-session'
  | 'third-session'
  | 'seven-day-rebook'
  | 'completed'
  | 're-referral'
  | 'received-by-source'
  | 'received-by-month'
  | 'given-by-source'
  | 'given-by-month'
  | 'attendance'
  | 'event-follow-up'

/** What is said of one metric. */
export type CountedWords = {
  /** The question it answers. */
  readonly question: string
  /** What is counted, and until when. */
  readonly means: string
  /** What nobody should read out of it. */
  readonly not: string
  /** A name for each cell; of months none, because the labels have them. */
  readonly cells: Readonly<Record<string, string>>
}

/** Why something that was asked is not here. */
export type MissingReason =
  | 'measurement_foreign'
  | 'measurement_invalid'
  | 'measurement_sum_wrong'
  | 'measurement_too_few'
  | 'release_mismatch'
  | 'release_repeated'
  | 'release_withheld'
  | 'statement_expired'
  | 'statement_forged'
  | 'unsaid'

/** The report of an epoch, in one language. Sentences, with a full stop. */
export type EpochReportWords = {
  readonly language: string
  /** What is said of whether so many people can show a difference. */
  readonly cohort: MeasurementWords
  readonly title: string
  readonly weeks: string
  readonly lead: string
  readonly heading: Readonly<Record<'short' | 'missing' | 'reading' | 'verify', string>>
  readonly metric: Readonly<Record<CountedName, CountedWords>>
  /** The names of sources, which two metrics share. */
  readonly source: Readonly<Record<string, string>>
  readonly band: Readonly<Record<'under-half' | 'about-half' | 'most' | 'nearly-all', string>>
  readonly people: Readonly<Record<'20-99' | '100-or-more', string>>
  readonly said: {
    readonly share: string
    readonly middle: string
    readonly counts: string
    readonly orAnother: string
    readonly leftOut: string
    readonly noKinds: string
    readonly bandEdges: string
    readonly smallSide: string
    readonly elsewhere: string
  }
  readonly before: Readonly<Record<'overlap' | 'apart' | 'sameBand' | 'otherBand', string>>
  readonly plot: Readonly<Record<'share' | 'band' | 'counts' | 'middle' | 'theMiddle', string>>
  readonly table: Readonly<
    Record<
      | 'what'
      | 'number'
      | 'from'
      | 'to'
      | 'inThousand'
      | 'band'
      | 'these'
      | 'before'
      | 'here'
      | 'notHere'
      | 'notSaid'
      | 'question'
      | 'took'
      | 'noise'
      | 'file'
      | 'round'
      | 'verifyCaption',
      string
    >
  >
  readonly part: Readonly<Record<'means' | 'not' | 'canIt', string>>
  /** Before what is said of so many people: as many as now, or the most there can have been. */
  readonly ifAsMany: string
  readonly ifAtMost: string
  readonly missing: {
    readonly none: string
    readonly lead: string
    readonly aFile: string
    readonly why: Readonly<Record<MissingReason, string>>
    readonly notAsked: string
  }
  readonly reading: readonly string[]
  readonly verify: {
    readonly lead: string
    readonly steps: readonly string[]
    readonly took: string
    readonly signatures: string
    readonly again: string
  }
}
