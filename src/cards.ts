// Entry "entrenous/cards": what an organisation or a colleague hands on, read on the person's own device. It reaches no answer and
// signs nothing.

export { arrivedTerms } from './cards/arrived.js'
export { toCardLink } from './cards/link.js'
export {
  type Card,
  type CardFailure,
  type GuideCard,
  type IntroductionCard,
  type ReferrerCard,
  readCard,
} from './cards/read-card.js'
export { type Suggested, suggestedFirst, suggestedIn } from './cards/suggested.js'
export { textOfCard } from './cards/text.js'
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export { type ReferrerKind, referrerKinds } from './trust/card-formats.js'
export type { CardWords } from './vocabulary/card-words.js'
