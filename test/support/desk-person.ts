import {
  days,
  epochSeconds,
  grant,
  type Intake,
  match,
  openCatalogue,
  propose,
  readIntake,
  type Share,
  seal,
  type Ticket,
} from 'entrenous'
import { shareMore, withdraw } from 'entrenous/follow-up'
import { ashaAnswers, must } from './world.js'

// Asha's side of a letter to the desk, made with the library.

/** A letter that Asha has written, and what she keeps. */
export type Letter = {
  readonly token: Uint8Array
  readonly ticket: Ticket
  /** Adds to the letter. */
  readonly more: (share: Share) => Uint8Array
  /** Takes it back. */
  readonly takeBack: () => Uint8Array
}

/** What Asha shares unless a test says otherwise. */
export const shared: Share = {
  needs: [{ concept: 'anxiety.panic', level: 'concept' }],
  availability: 'slots',
  language: 'stated',
}

/** Writes to the practitioner of a catalogue who has this name. */
export function writeLetter(
  catalogueBytes: Uint8Array,
  trust: string,
  { name = 'Chen Wei', share = shared, answers = ashaAnswers as object } = {},
): Letter {
  const now = epochSeconds(new Date())
  const catalogue = must(openCatalogue(catalogueBytes, { trust: [trust], lastSeen: 'first-use', now }))
  const intake: Intake = must(readIntake(answers, catalogue.vocabulary))
  // What a page leaves open makes it a maybe, which can be written to all the same.
  const { matches, maybe } = match(intake, catalogue, { now })
  const recipient = [...matches, ...maybe].find((one) => one.name === name && one.sealable)
  if (recipient === undefined) throw new Error(`nobody by this name can be written to: ${name}`)
  const terms = { purpose: 'referral', share, expiresIn: days(7) } as const
  const { token, ticket } = must(seal(grant(must(propose(intake, recipient, terms, { now })), { now })))
  return {
    token,
    ticket,
    more: (also) => {
      const proposal = must(propose(intake, recipient, { ...terms, share: also, more: true }, { now }))
      return must(shareMore(ticket, grant(proposal, { now })))
    },
    takeBack: () => must(withdraw(ticket, { now })).token,
  }
}
