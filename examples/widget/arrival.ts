import { type Intake, type Proposal, propose } from 'entrenous'
import { arrivedTerms } from 'entrenous/cards'
import { nowSeconds } from './clock.js'
import type { State } from './state.js'

// That a card was used, told to whoever handed it on: only where the person ticks it, in a token of its own.

/**
 * What would say so; undefined where there is nobody to tell.
 *
 * It is offered once, and not of whoever is written to anyway. Where it cannot be proposed it is not offered, and stands in
 * the way of nothing else.
 */
export function arrivalOf({ at, card, chosen, told }: State, intake: Intake): Proposal | undefined {
  if (card?.kind !== 'introduction' || told || at !== undefined) return undefined
  const { by } = card
  if (chosen.some(({ id }) => id === by.id)) return undefined
  const arrival = propose(intake, { entry: by }, arrivedTerms, { now: nowSeconds() })
  return arrival.ok ? arrival.value : undefined
}

/** Everything that the click agrees to: last, where it was ticked, that the card was used. */
export function agreedIn({ arrival, confirmed, proposals }: State): readonly Proposal[] {
  return arrival !== undefined && confirmed.includes('arrived') ? [...proposals, arrival] : proposals
}
