import {
  type Catalogue,
  days,
  type Failure,
  type MatchOutcome,
  match,
  type Proposal,
  propose,
  readIntake,
} from 'entrenous'
import { previewForCall } from 'entrenous/call-sheet'
import { type Suggested, suggestedFirst, suggestedIn } from 'entrenous/cards'
import { answersOf } from './answers.js'
import { arrivalOf } from './arrival.js'
import { nowSeconds } from './clock.js'
import { shareOf } from './sharing.js'
import { type Recipient, type State, screenOf } from './state.js'

// What follows from the answers: who fits, and the words of a proposal. It is worked out anew whenever something it
// depends on has changed, so that what is shown is never older than what was answered.

const EVENTS = 3
/** So far down it is looked for somebody who was introduced. */
const INTRODUCED_WITHIN = 100

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
  const look = (limit: number) =>
    match(intake.value, catalogue, { ...options, limit, targets: ['practitioner', 'listing'] })
  const people = look(state.limit)
  const events = match(intake.value, catalogue, { ...options, limit: EVENTS, targets: ['event'] })
  return {
    ...state,
    found: {
      people,
      events: [...events.matches, ...events.maybe].slice(0, EVENTS),
      suggested: suggestedBy(state, people, () => look(INTRODUCED_WITHIN)),
    },
  }
}

/** Those whom a card introduces, by the same search: also further down than it shows, and nobody who was not found. */
function suggestedBy({ card }: State, shown: MatchOutcome, further: () => MatchOutcome): Suggested | undefined {
  if (card?.kind !== 'introduction') return undefined
  const suggested = suggestedFirst(shown, card)
  return suggested.notFound.length === 0 ? suggested : suggestedFirst(further(), card)
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
  return {
    ...state,
    proposals: refused === undefined ? proposals : [],
    refused,
    arrival: arrivalOf(state, intake.value),
  }
}

/** Finds a practitioner in the catalogue by who they are: what a note, or an answer, knows of them. */
export function recipientFrom(catalogue: Catalogue, id: string): Recipient | undefined {
  const [entry] = suggestedIn({ kind: 'declined', colleagues: [id] }, catalogue)
  return entry && { entry, id, name: entry.name }
}
