// What is said of a card that was handed on. No part of the labels: most pages open no card. The names are those of trust/,
// which a test compares.

/** Who hands on a community's list without being a member of it. */
export type ReferrerName = 'physician' | 'school' | 'faith' | 'legal' | 'community-organisation'

/** What a person reads of a card, in one language. Lines, with a full stop. */
export type CardWords = {
  readonly language: string
  /** What kind of organisation it is, as it stands behind its name and a comma. */
  readonly referrer: Readonly<Record<ReferrerName, string>>
  /** Who hands on the list, by `{organisation}`, `{referrer}` and `{community}`. */
  readonly recommended: string
  /** Who suggests, by `{name}`. */
  readonly suggested: string
  /** Who can be asked, by `{name}` and `{community}`. */
  readonly guide: string
  /** That the person decides what is read and who is written to. */
  readonly choose: string
  /** That a suggestion changes nothing else. */
  readonly unchanged: string
  /** That nobody learns of it. */
  readonly unheard: string
  /** Of somebody who was suggested and does not meet what was asked for, by `{names}`. */
  readonly notFound: string
}
