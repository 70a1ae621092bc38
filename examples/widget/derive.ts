import {
  type Catalogue,
  days,
  type Failure,
  type Match,
  match,
  type Proposal,
  propose,
  readEntries,
  readIntake,
} from 'entrenous'
import { previewForCall } from 'entrenous/call-sheet'
import { answersOf } from './answers.js'
import { nowSeconds } from './clock.js'
import { shareOf } from './sharing.js'
import { type State, screenOf } from './state.js'

// What follows from the answers: who fits, and the words of a proposal. It is worked out anew whenever something it
// depends on has changed, so that what is shown is never older than what was answered.

const EVENTS = 3

/** Brings what follows from the answers up to date. */
export function derive(before: State, state: State, currency: string): State {
  const { catalogue } = state
  const screen = screenOf(state)
  if (catalogue === undefined) return state
  const isOther = (names: readonly (keyof State)[]) =>
    screen !== screenOf(before) || names.some((name) => before[name] !== state[name])
  if (screen === 'results' && isOther(['catalogue', 'draft', 'limit', 'asking', 'budgetFactor']))
    return found(state, catalogue, currency)
  if ((screen === 'share' || screen === 'agree') && isOther(['draft', 'levels', 'purpose', 'days', 'ways', 'chosen'])) {
    return proposed(state, catalogue, currency)
  }
  if (screen === 'call' && isOther(['draft', 'levels'])) {
    const intake = readIntake(answersOf(state, device(currency)), catalogue.vocabulary)
    const spoken = intake.ok ? previewForCall(intake.value, shareOf({ ...state, ways: [] })) : intake
    return { ...state, spoken: spoken.ok ? spoken.value : undefined }
  }
  return state
}

const device = (currency: string) => ({ currency, utcOffsetMinutes: -new Date().getTimezoneOffset() })

function found(state: State, catalogue: Catalogue, currency: string): State {
  const intake = readIntake(answersOf(state, device(currency)), catalogue.vocabulary)
  if (!intake.ok) return { ...state, failure: intake.error }
  const seed = state.found?.people.seed
  const options = { now: nowSeconds(), ...(seed !== undefined && { seed }) }
  const people = match(intake.value, catalogue, {
    ...options,
    limit: state.limit,
    targets: ['practitioner', 'listing'],
  })
  const events = match(intake.value, catalogue, { ...options, limit: EVENTS, targets: ['event'] })
  return { ...state, found: { people, events: [...events.matches, ...events.maybe].slice(0, EVENTS) } }
}

function proposed(state: State, catalogue: Catalogue, currency: string): State {
  const intake = readIntake(answersOf(state, device(currency)), catalogue.vocabulary)
  if (!intake.ok) return { ...state, proposals: [], refused: intake.error }
  const more = state.at === undefined ? {} : ({ more: true } as const)
  const terms = { purpose: state.purpose, share: shareOf(state), expiresIn: days(state.days), ...more }
  const proposals: Proposal[] = []
  let refused: Failure | undefined
  for (const recipient of state.chosen) {
    const proposal = propose(intake.value, recipient, terms, { now: nowSeconds() })
    if (proposal.ok) proposals.push(proposal.value)
    else refused = proposal.error
  }
  // All of them or none: what is agreed to is what was read.
  return { ...state, proposals: refused === undefined ? proposals : [], refused }
}

/** Finds somebody in the catalogue by who they are: what a note knows of them. */
export function recipientFrom(catalogue: Catalogue, id: string): Pick<Match, 'entry' | 'id' | 'name'> | undefined {
  for (let from: number | undefined = 0; from !== undefined; ) {
    const slice: ReturnType<typeof readEntries> = readEntries(catalogue, { from, count: 50 })
    const entry = slice.accepted.find((one) => one.id === id)
    if (entry !== undefined) return { entry, id, name: entry.name }
    from = slice.next
  }
  return undefined
}
