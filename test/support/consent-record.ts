import type { Share } from '../../src/consent/disclosure.js'
import { type GrantOptions, grant } from '../../src/consent/grant.js'
import { grantedFacts, type RecordFacts, type RecordRecipient, receivedFacts } from '../../src/consent/record-facts.js'
import { draftDescriptor } from '../../src/descriptor/draft.js'
import type { Intake } from '../../src/intake/intake.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { seal } from '../../src/token/seal.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { chen, chenKeys, type entryOf, intakeOf, NOW, proposalOf, reference, value } from './cast.js'
import { seededRandom } from './random.js'

/** What Chen says about the practice; the same as in the cast. */
export const chenRecipient: RecordRecipient = {
  id: chenKeys.id,
  community: 'Harbour Collective',
  descriptor: value(
    draftDescriptor(
      {
        name: 'Chen',
        summary: 'Talks and bodywork.',
        practice: { name: 'Harbour Street Practice' },
        delivery: ['inbox-link'],
        answersWithinDays: 5,
        openers: [{ role: 'self', name: 'Chen' }],
        notice: {
          controller: 'Chen Bodywork Ltd',
          contact: 'privacy@chen.example',
          jurisdiction: 'US-WA',
          retentionDays: 90,
          link: 'https://chen.example/privacy',
        },
      },
      { vocabulary: coreVocabulary, keys: chenKeys },
    ),
  ),
}

/** Both sides' facts of one consent. */
export type BothSides = { readonly person: RecordFacts; readonly practitioner: RecordFacts }

/** Grants, seals, opens, and asks each side for its facts. */
export function bothSides(
  share: Share = reference,
  options: Partial<GrantOptions> = {},
  intake: Intake = intakeOf(),
  entry: ReturnType<typeof entryOf> = chen,
): BothSides {
  const proposal = proposalOf({ share }, intake, entry)
  const consent = value(grant(proposal, { now: NOW, random: seededRandom('record'), ...options }))
  const { token } = value(seal(consent, { random: seededRandom('seal') }))
  const referral = readOpened(value(openToken(token, chenKeys, { now: NOW })))
  return {
    person: grantedFacts(consent, proposal.preview),
    practitioner: value(receivedFacts(referral, chenRecipient)),
  }
}
