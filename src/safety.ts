// Entry "entrenous/safety": whom to turn to when nothing may wait. It reaches no answer, no token, no record and no key, and
// nothing else reaches it.

export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export { days, type EpochSeconds, epochSeconds } from './kernel/time.js'
export { type EmergencyNumber, type HelpContact, type HelpContacts, readHelpContacts } from './safety/contacts.js'
export { type Help, helpFor } from './safety/help.js'
export { checkHelpForRelease, type ReleaseTerms } from './safety/release.js'
export { type HelpContactText, type HelpText, textOfHelp } from './safety/text.js'
