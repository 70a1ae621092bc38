import { days, epochSeconds, grant, match, openCatalogue, propose, readIntake, seal } from 'entrenous'
import { coreVocabulary, createCommunity, createCommunityKeys, publishCatalogue } from 'entrenous/community'
import { hybrid } from 'entrenous/post-quantum'
import {
  confirmPresence,
  createKeys,
  draftDescriptor,
  openToken,
  readKeys,
  signDescriptor,
  unsafeExportKeys,
} from 'entrenous/practitioner'
import { ashaAnswers, chenSays, countingRandom, must } from '../support/world.js'

/** From keys to the opened token under the hybrid suite, with nothing but the language. Dora lists without vouching. */
function hybridWay(): unknown {
  const now = epochSeconds(1_795_262_400)
  const random = countingRandom(11)
  const made = must(createKeys({ now, epochs: 2, random, suite: hybrid }))
  const chen = must(readKeys(unsafeExportKeys(made), { suites: [hybrid] }))
  const dora = must(createCommunityKeys({ random }))
  const said = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
  const root = must(createCommunity({ ...said, policy: { approvalsRequired: 0 } }, dora, { now }))
  const descriptor = must(draftDescriptor(chenSays, { vocabulary: coreVocabulary, keys: chen }))
  const presence = must(confirmPresence(chen, { capacity: 'capacity', accepting: true }, { now }))
  const statements = [signDescriptor(descriptor, chen, { now }), presence]
  const publishing = { vocabulary: coreVocabulary, publishingKey: dora.publishing, now }
  const { bytes } = must(publishCatalogue({ root, statements, ...publishing }))
  const opening = { trust: [dora.root.publicKey], lastSeen: 'first-use', now, suites: [hybrid] } as const
  const catalogue = must(openCatalogue(bytes, opening))
  const intake = must(readIntake(ashaAnswers, catalogue.vocabulary))
  const [best] = match(intake, catalogue, { now, random }).matches
  if (best === undefined) throw new Error('nobody matched')
  const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], availability: 'slots' } as const
  const proposal = must(propose(intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now }))
  const { token } = must(seal(grant(proposal, { now, random }), { random }))
  const changed = token.map((byte, index) => (index === 5 ? byte ^ 1 : byte))
  const refused = openToken(changed, chen, { now })
  return {
    sealable: best.sealable,
    bytes: token.length,
    opened: openToken(token, chen, { now }).ok,
    changed: refused.ok ? 'opened' : refused.error.code,
  }
}

Object.assign(globalThis, { outcome: hybridWay() })
