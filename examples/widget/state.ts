import type { Catalogue, DisclosedFields, Failure, Match, MatchOutcome, Proposal, Purpose, Ticket } from 'entrenous'
import type { QuestionFacet } from 'entrenous/call-sheet'
import type { Card, CardFailure, Suggested } from 'entrenous/cards'
import type { Reply } from 'entrenous/follow-up'
import type { Inward } from './port.js'

// What the widget knows, as one value. A screen is a function of it; everything here is pure. It is held in one
// variable of main.ts, in memory alone, and ends with the page or with "Leave quickly".

/** The questions, in their order. */
export const questions = [
  'about',
  'who',
  'where',
  'when',
  'languages',
  'payment',
  'access',
  'prefer',
  'ways',
  'touch',
  'story',
] as const

/** A question. */
export type Question = (typeof questions)[number]

/** Every screen. */
export type ScreenName =
  | Question
  | 'welcome'
  | 'results'
  | 'share'
  | 'reach'
  | 'agree'
  | 'keep'
  | 'sealed'
  | 'open'
  | 'talk'
  | 'withdraw'
  | 'call'
  | 'help'
  | 'problem'

/** Answers as the form holds them: texts, and lists of ids. */
export type Draft = {
  readonly needs: readonly string[]
  readonly for: readonly string[]
  readonly sessions: readonly string[]
  readonly age: readonly string[]
  readonly gender: readonly string[]
  readonly region: readonly string[]
  readonly postal: string
  readonly formats: readonly string[]
  /** `mon morning` and so on. */
  readonly times: readonly string[]
  readonly languages: readonly string[]
  readonly insurers: readonly string[]
  readonly budget: string
  readonly access: readonly string[]
  readonly practitioner: readonly string[]
  readonly style: readonly string[]
  readonly modalities: readonly string[]
  readonly areas: readonly string[]
  readonly noTouch: readonly string[]
  /** `waiting`, `interpreter`, `notSure`, `noEvents`. */
  readonly yes: readonly string[]
  readonly story: string
  readonly name: string
  readonly email: string
  readonly phone: string
  /** What is a condition; undefined until the person changes what the library takes for one. */
  readonly must: readonly string[] | undefined
}

/** The members of a draft that are lists. */
export type ListName = { [Name in keyof Draft]: Draft[Name] extends readonly string[] ? Name : never }[keyof Draft]
/** The members of a draft that are text. */
export type TextName = { [Name in keyof Draft]: Draft[Name] extends string ? Name : never }[keyof Draft]

/** Something sealed that has not left yet, and to whom it goes. */
export type Outgoing = {
  readonly name: string
  readonly token: Uint8Array
  readonly board: boolean
  readonly sent: boolean
  /** Set of what tells an introducer that their card was used: best sent by itself. */
  readonly apart?: true
}

/** Somebody to write to. */
export type Recipient = Pick<Match, 'entry' | 'id' | 'name'>

/** A conversation that goes on. */
export type Held = { readonly ticket: Ticket; readonly replies: readonly Reply[] }

/** Everything the widget knows. */
export type State = {
  readonly trail: readonly ScreenName[]
  readonly inward: Inward | undefined
  readonly catalogue: Catalogue | undefined
  readonly failure: Failure | 'alone' | 'malformed' | undefined
  /** Who handed on the link that this was opened by. */
  readonly card: Card | undefined
  /** Why the card in the link says nothing, where it does not. Nothing else depends on it. */
  readonly cardFailure: CardFailure | undefined
  readonly draft: Draft
  readonly search: string
  /** What follows once matching was asked for. */
  readonly found:
    | { readonly people: MatchOutcome; readonly events: readonly Match[]; readonly suggested: Suggested | undefined }
    | undefined
  readonly limit: number
  /** The person's conditions under which also those are kept who say nothing about them. */
  readonly asking: readonly string[]
  readonly budgetFactor: number
  readonly chosen: readonly Recipient[]
  readonly called: Match | undefined
  /** What may be said on the phone, worked out of the levels; and what is asked besides. */
  readonly spoken: { readonly fields: DisclosedFields } | undefined
  readonly asks: readonly QuestionFacet[]
  readonly purpose: Purpose
  readonly days: number
  /** The level of each field that is shared. */
  readonly levels: Readonly<Record<string, string>>
  /** `host`, `file`, `name`, `email`, `phone`; and `none`, said twice. */
  readonly ways: readonly string[]
  readonly proposals: readonly Proposal[]
  /** What would tell whoever introduced them that their card was used; undefined where there is nobody to tell. */
  readonly arrival: Proposal | undefined
  /** Why nothing can be proposed, where nothing can. */
  readonly refused: Failure | undefined
  /** What the person ticked beside the words: `guardian`, `none`, `arrived`. */
  readonly confirmed: readonly string[]
  readonly outgoing: readonly Outgoing[]
  /** Whether the introducer was told: it is said once. */
  readonly told: boolean
  readonly held: readonly Held[]
  /** The place of the conversation that more is shared in, or that is taken back. */
  readonly at: number | undefined
  readonly passphrase: string
  readonly kept: boolean
  readonly busy: boolean
  /** One line that is read out: what was just done, or why it was not. */
  readonly said: string
}

const nothing: Draft = {
  needs: [],
  for: [],
  sessions: [],
  age: [],
  gender: [],
  region: [],
  postal: '',
  formats: [],
  times: [],
  languages: [],
  insurers: [],
  budget: '',
  access: [],
  practitioner: [],
  style: [],
  modalities: [],
  areas: [],
  noTouch: [],
  yes: [],
  story: '',
  name: '',
  email: '',
  phone: '',
  must: undefined,
}

/** The beginning, and what is left after leaving. */
export const initial: State = {
  trail: ['welcome'],
  inward: undefined,
  catalogue: undefined,
  failure: undefined,
  card: undefined,
  cardFailure: undefined,
  draft: nothing,
  search: '',
  found: undefined,
  limit: 4,
  asking: [],
  budgetFactor: 1,
  chosen: [],
  called: undefined,
  spoken: undefined,
  asks: [],
  purpose: 'first-conversation',
  days: 14,
  levels: {},
  ways: [],
  proposals: [],
  arrival: undefined,
  refused: undefined,
  confirmed: [],
  outgoing: [],
  told: false,
  held: [],
  at: undefined,
  passphrase: '',
  kept: false,
  busy: false,
  said: '',
}

/** The screen that is shown. */
export const screenOf = ({ trail }: State): ScreenName => trail[trail.length - 1] ?? 'welcome'

/** Goes on to a screen; to one that was left before, back to it. A question is asked again on top, to come back from. */
export function go(state: State, name: ScreenName): State {
  const isQuestion = questions.some((one) => one === name)
  const before = isQuestion ? -1 : state.trail.indexOf(name)
  const trail = before < 0 ? [...state.trail, name] : state.trail.slice(0, before + 1)
  return { ...state, trail, search: '', said: '' }
}

/** Goes back by one screen; the first one stays. */
export function back(state: State): State {
  return state.trail.length < 2 ? state : { ...state, trail: state.trail.slice(0, -1), search: '', said: '' }
}

/** Goes on from a question: back to where the person came from to change it, else to the next question. */
export function onward(state: State): State {
  const asked = screenOf(state)
  const from = state.trail[state.trail.length - 2]
  if (from === 'results' || from === 'share') return back(state)
  const next = questions[questions.indexOf(asked as Question) + 1] // not found is -1: then the first one
  return go(state, next ?? 'results')
}

/** Puts a value into a list, or takes it out. */
export function toggled<Value extends string>(list: readonly Value[], value: Value): readonly Value[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value]
}
