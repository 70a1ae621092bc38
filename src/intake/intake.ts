import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import type { Answers } from './answers.js'

const kind = /* @__PURE__ */ opaqueKind<'Intake', Answers>('Intake')

/** A person's answers, held so that nothing but matching and the consent proposal can read them. Cannot be stringified, cloned or posted. */
export type Intake = Opaque<'Intake'>

/**
 * Puts checked answers into the holder. For `readIntake` only: whatever is held has been checked, copied and frozen.
 *
 * @param answers - checked, deep-frozen answers that nobody else holds. Raw.
 * @returns the opaque intake.
 * Privacy: the answers can be read through `rawAnswers` alone.
 * Cost: O(1). @since 0.1
 */
export function holdAnswers(answers: Answers): Intake {
  return kind.hold(answers)
}

/**
 * Reads the answers again. Who imports this file is the whole list of who can read them: `matching/` and `consent/propose`.
 *
 * @param intake - what `readIntake` returned.
 * @returns the deep-frozen answers. Raw.
 * @throws {TypeError} when the argument is not an intake.
 * Privacy: reads everything the person answered; nothing built from it may leave the device, except through consent.
 * Cost: O(1). @since 0.1
 */
export function rawAnswers(intake: Intake): Answers {
  return kind.reveal(intake)
}
