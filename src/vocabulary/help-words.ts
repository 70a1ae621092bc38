// What a language says to somebody who needs help now. Read by somebody frightened, on a phone: short words, one thing a line.

/** The codes of failures about help contacts: their words stand beside these. */
export type HelpFailure = 'help_invalid' | 'help_lapsing' | 'help_missing' | 'help_sample'

/** What a language says to somebody who needs help now. */
export type HelpWords = {
  /** The choice that leads there, and the heading of what it leads to. */
  readonly action: string
  readonly title: string
  /** The first line of all: `{number}` may be several, joined by `or`. */
  readonly danger: string
  readonly or: string
  /** The same where nothing is known of the region; below it a line for each region. */
  readonly dangerAnywhere: string
  readonly numberOf: string
  /** The question, where the region is chosen. */
  readonly region: string
  /** The heading above the contacts. */
  readonly contacts: string
  /** What to do with `{at}`. */
  readonly reach: Readonly<Record<'call' | 'text' | 'chat' | 'visit', string>>
  readonly hours: string
  readonly languages: string
  readonly checked: string
  /** Where contacts are left out because nobody checked them lately; where none is left, or none was there. */
  readonly lapsed: string
  readonly none: string
  /** Where the contacts are made up. */
  readonly sample: string
  /** What is kept of being here. */
  readonly kept: string
  readonly back: string
  readonly leave: string
}
