import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import type { Answers } from '../../src/intake/answers.js'
import type { Match, MatchOutcome } from '../../src/matching/match.js'
import { type MatchOptions, match } from '../../src/matching/run.js'
import { heldAnswers } from './answers.js'
import { compiled } from './compiled.js'
import { now } from './offers.js'

export const seed = '5e'.repeat(16)

/** Matches with a fixed seed and shows everybody who passed. */
export function run(
  answers: Answers,
  entries: readonly CatalogueEntry[],
  options: Partial<MatchOptions> = {},
): MatchOutcome {
  const moment = options.now ?? now
  return match(heldAnswers(answers), compiled(entries, moment), { now, seed, limit: 100, ...options })
}

/** An outcome without the entries it refers to, as text. */
export const textOf = (outcome: MatchOutcome): string =>
  JSON.stringify(outcome, (key, value: unknown) => (key === 'entry' || key === 'rejected' ? undefined : value))

/** 2 for a match, 1 for a maybe, 0 for excluded. */
export function standing(
  outcome: MatchOutcome,
  id: string,
): { readonly place: number; readonly found: Match | undefined } {
  const sure = outcome.matches.find((one) => one.id === id)
  const perhaps = outcome.maybe.find((one) => one.id === id)
  return { place: sure ? 2 : perhaps ? 1 : 0, found: sure ?? perhaps }
}
