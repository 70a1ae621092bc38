// A flow says how somebody goes through a form: what is answered, and step by step what is done with it. It is written for
// a reader who is no programmer: every name in it is a name that stands on the page.

/** What is typed at random, so that it can be searched for: unlike a word, an address of a mailbox, a telephone number. */
export type Plant = 'text' | 'email' | 'phone'

/** Something to be answered. What is consented to is the same in every visit; everything else differs. */
export type Field = (
  | {
      /** Drawn anew for every visit. */
      readonly plant: Plant
      /** Of `text` and of an address's first part: how many characters at least, and at most. */
      readonly least?: number | undefined
      readonly most?: number | undefined
    }
  /** One of these in each visit: an age, a date, a country. */
  | { readonly values: readonly string[] }
  /** One of these sets in each visit: what is ticked, by its name on the page. A set may be empty. */
  | { readonly choices: readonly (readonly string[])[] }
) & {
  readonly consented?: boolean | undefined
  /** Whether the form lets it stay empty: then it does so in one of the visits. */
  readonly mayStayEmpty?: boolean | undefined
}

/** The words for what something on a page is, as assistive technology tells it. */
export const roles = [
  'alert',
  'button',
  'checkbox',
  'combobox',
  'dialog',
  'heading',
  'link',
  'listbox',
  'menuitem',
  'option',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'status',
  'switch',
  'tab',
  'textbox',
] as const

/** What something on a page is. */
export type Role = (typeof roles)[number]

/** Where to look. Every frame of the page is looked through. */
export type Where = {
  /** What it is, where something else has the same name. */
  readonly role?: Role | undefined
  /** The name of the group, region, dialog or form that it stands in. */
  readonly within?: string | undefined
  /** Which of several of the same name, from 1, in the order of the page. */
  readonly which?: number | undefined
  /** Whether the page may go without it: then the step is passed over. */
  readonly optional?: boolean | undefined
}

/**
 * One thing that is done. A name is the one that a screen reader would say; one that ends in `…` is the beginning of it.
 *
 * - `fill`: types an answer into a field, moves a slider, sets a date
 * - `choose`: ticks the choices of an answer, in the group of that name or (`true`) anywhere on the page
 * - `select`: chooses an answer from a list that opens, or from one that stands open
 * - `check`: ticks something that is the same in every visit and is no answer
 * - `press`: presses a button, a link, a tab
 * - `consent`: presses what consents; whatever leaves before it had no leave to
 * - `wait`: waits until something of that name is there
 * - `leave`: leaves the page; the last step, if at all
 */
export type Step = Where &
  (
    | { readonly fill: string; readonly with: string }
    | { readonly choose: string | true; readonly with: string }
    | { readonly select: string; readonly with: string }
    | { readonly check: string }
    | { readonly press: string }
    | { readonly consent: string }
    | { readonly wait: string }
    | { readonly leave: true }
  )

/** The words for what can be done, one to a step. */
export const stepWords = ['fill', 'choose', 'select', 'check', 'press', 'consent', 'wait', 'leave'] as const

/** A word for what can be done. */
export type StepWord = (typeof stepWords)[number]

/** How somebody goes through a form. */
export type Flow = {
  readonly format: typeof FLOW_FORMAT
  /** What a report calls it. */
  readonly name: string
  /** What is answered, by names that the steps use: small letters, digits and hyphens. */
  readonly fields: Readonly<Record<string, Field>>
  readonly steps: readonly Step[]
}

/** What a flow begins with. */
export const FLOW_FORMAT = 'entrenous-audit-flow-1'
/** The longest file, in UTF-16 units. */
export const MAX_FLOW_LENGTH = 65_536
/** The most fields. */
export const MAX_FIELDS = 64
/** The most steps. */
export const MAX_STEPS = 200
/** The longest name of something on a page, and the longest value. */
export const MAX_NAME_LENGTH = 200
/** The most values of a field, and the most sets of choices. */
export const MAX_VALUES = 16
/** The most choices in a set. */
export const MAX_CHOICES = 32
/** The largest number that `which` may be. */
export const MAX_WHICH = 100
/** The fewest characters that can be searched for: fewer would occur by chance. */
export const LEAST_PLANTED = 12
/** The most characters of a planted text. */
export const MOST_PLANTED = 2000
/** How many characters a planted text has at least, unless told. */
export const USUAL_LEAST = 16
/** How many characters a planted text has at most, unless told. */
export const USUAL_MOST = 40
/** How much longer the longest must be able to be than the shortest, so that lengths can differ, and be odd and even. */
export const LEAST_ROOM = 2
/** What the name of a field looks like. */
export const fieldName: RegExp = /^[a-z][a-z0-9-]{0,39}$/

/**
 * Tells what a step does, and to what.
 *
 * @param step - of a flow that was read.
 * @returns its word, the name on the page (undefined for `leave` and for choices anywhere), and the field it answers, if any.
 * Privacy: reads the flow only.
 * Cost: O(1). @since 0.1
 */
export function partsOf(step: Step): {
  readonly word: StepWord
  readonly name: string | undefined
  readonly field: string | undefined
} {
  const word = stepWords.find((one) => one in step) ?? 'leave'
  const named: unknown = Object.entries(step).find(([key]) => key === word)?.[1]
  return { word, name: typeof named === 'string' ? named : undefined, field: 'with' in step ? step.with : undefined }
}

/**
 * Looks up a field by its name.
 *
 * @param flow - as it was read.
 * @param name - any string.
 * @returns the field, or undefined.
 * Privacy: reads the flow only.
 * Cost: O(1). @since 0.1
 */
export function fieldOf({ fields }: Pick<Flow, 'fields'>, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}
