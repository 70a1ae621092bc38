// Entry "entrenous/rehearsal": what a description does before it is published, tried on made-up people. It runs the real
// match, and can neither consent, seal nor sign; nobody's own answers belong here.

export type { Descriptor } from './descriptor/descriptor.js'
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export type { EpochSeconds } from './kernel/time.js'
export type { RehearsedState } from './rehearsal/fields.js'
export {
  type Rehearsal,
  type RehearsedPerson,
  type RehearseFailure,
  type RehearseOptions,
  rehearse,
  type UnstatedCost,
} from './rehearsal/rehearse.js'
export {
  type OwnSample,
  type SampleIntake,
  type SamplePlace,
  sampleIntakes,
  sampleIntakesAt,
} from './rehearsal/samples.js'
export {
  type RehearsalText,
  textOfRehearsal,
} from './rehearsal/text.js'
export type { RehearsalWords, SampleName, StandingName, UnstatedName } from './vocabulary/rehearsal-words.js'
export { coreVocabulary, type Vocabulary } from './vocabulary/vocabulary.js'
