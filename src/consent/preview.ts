import type { Notice } from '../descriptor/offer.js'
import type { Match } from '../matching/match.js'
import type { VerifiedRecipient } from '../trust/recipient.js'
import { type Disclosure, sharedFields, TOKEN_FRAME_BYTES } from './disclosure.js'
import type { Recipient } from './granted.js'
import type { Draft, Preview } from './proposal.js'

// What is shown beside the disclosure: of the recipient, and of what will be sent. It reads no answers.

/**
 * Takes out of a verified recipient what a consent is given to, and a token is sealed to.
 *
 * @param verified - from `verifyRecipient`.
 * @returns the recipient, as it published itself.
 * Privacy: reads public statements only.
 * Cost: O(openers). @since 0.1
 */
export function publicRecipient(verified: VerifiedRecipient): Recipient {
  const { id, name, suite, epoch, encryptionKey, community, descriptor } = verified
  const { answersWithinDays, openers } = descriptor
  return {
    id,
    name,
    suite: suite.number,
    epoch,
    encryptionKey,
    community: { key: community.key, name: community.name },
    answersWithinDays,
    answerers: openers.flatMap(({ name, key }) => (key === undefined ? [] : [{ name, key }])),
  }
}

/**
 * Puts together what the person must see before agreeing.
 *
 * @param recipient - what was found.
 * @param verified - who opens it, from `verifyRecipient`.
 * @param notice - the recipient's own.
 * @param drafted - what will be disclosed, whether it adds to something, and how long it is.
 * @returns the preview, not yet frozen.
 * Privacy: reads what is to be shared and public statements, no answers.
 * Cost: O(openers). @since 0.1
 */
export function previewOf(
  { entry }: Pick<Match, 'entry'>,
  { id, name, suite, descriptor, community }: VerifiedRecipient,
  { controller, contact, jurisdiction, retentionDays, link }: Notice,
  { disclosure, isMore, bucket }: Pick<Draft, 'isMore' | 'bucket'> & { readonly disclosure: Disclosure },
): Preview {
  const { practice, answersWithinDays, openers, delivery } = descriptor
  return {
    recipient: { id, name, practice: practice?.name, community: community.name, answersWithinDays },
    isMore,
    event: entry.kind === 'event' ? entry.name : undefined,
    disclosure,
    notShared: sharedFields.filter((field) => disclosure.fields[field] === undefined),
    openers: openers.map(({ role, name }) => ({ role, name })),
    notice: { controller, contact, jurisdiction, retentionDays, link },
    delivery,
    bytes: bucket + suite.kem.encapsulatedLength + TOKEN_FRAME_BYTES,
  }
}
