import type { Counted } from './counted.js'
import type { GateName } from './labels.js'

// What a practitioner reads of a rehearsal. It is no part of the labels: people who look for help never see it, and their
// page does not carry it. The names are those of rehearsal/, which tests compare.

/** What a practitioner may leave unstated, by the name of the field. */
export type UnstatedName =
  | 'languages'
  | 'formats'
  | 'licences'
  | 'locations'
  | 'fees'
  | 'insurers'
  | 'slots'
  | 'zone'
  | 'access'
  | 'body'
  | 'sessions'
  | 'seenFor'
  | 'ageGroups'
  | 'modalities'
  | 'facets'
  | 'populations'
  | 'styles'
  | 'firstAppointment'

/** What came of it for one made-up person. */
export type StandingName = 'found' | 'asked' | 'missed' | 'elsewhere'

/** The made-up people that come with the library. */
export type SampleName =
  | 'panic-evenings'
  | 'panic-in-spanish'
  | 'low-mood-student'
  | 'grief-step-free'
  | 'couple-evenings'
  | 'bullied-teen'
  | 'trauma-with-a-woman'
  | 'veteran'
  | 'refugee-with-interpreter'
  | 'worry-in-sign-language'
  | 'burnt-out-nurse'
  | 'autistic-in-writing'
  | 'low-after-birth'
  | 'trans-and-affirmed'
  | 'small-budget'
  | 'sleep-programme'
  | 'family-with-a-child'
  | 'back-at-the-desk'
  | 'neck-and-a-scar'
  | 'runner-knee'
  | 'pregnant-and-sore'
  | 'after-surgery-at-home'
  | 'jaw-and-stress'
  | 'housing-in-spanish'

/** What a practitioner reads of a rehearsal, in one language. */
export type RehearsalWords = {
  readonly language: string
  readonly title: string
  readonly intro: string
  /** The heading above those of one standing, and what it means. */
  readonly standing: Readonly<Record<StandingName, string>>
  readonly meaning: Readonly<Record<StandingName, string>>
  /** A person and why not: `{reasons}`; where a reason is that nothing is stated, `unstated` is said of it. */
  readonly missed: string
  readonly unstated: string
  /** Each condition as the practitioner sees it: the words for people speak to the one who looks. */
  readonly reason: Readonly<Record<GateName, string>>
  /** How reasons, and gains, follow each other: `{list}` so far, and the `{last}`. */
  readonly next: string
  /** The heading above the fields, and the fields. */
  readonly fields: string
  readonly field: Readonly<Record<UnstatedName, string>>
  /** What stating a field would bring, for `{count}` people, after its name. */
  readonly gain: Readonly<Record<'found' | 'sure' | 'questions', Counted>>
  readonly line: string
  /** Where nothing that is unstated would change anything. */
  readonly nothing: string
  readonly together: Counted
  readonly sample: Readonly<Record<SampleName, string>>
}
