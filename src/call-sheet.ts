// Entry "entrenous/call-sheet": what to say on the telephone. What is said of the person is read out of the answers by
// consent/propose alone, at the levels the person chose; the sheet itself is made of that and of what is public.

export { type CallSheet, type CallSheetOptions, toCallSheet } from './call-sheet/call-sheet.js'
export { furtherQuestions, type QuestionFacet } from './call-sheet/questions.js'
export type { Reach } from './call-sheet/reach.js'
export { textOfCallSheet } from './call-sheet/text.js'
export type { DisclosedFields, Share } from './consent/disclosure.js'
export { previewForCall } from './consent/propose.js'
export type { Intake } from './intake/intake.js'
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export type { Match } from './matching/match.js'
export type { Labels } from './vocabulary/labels.js'
