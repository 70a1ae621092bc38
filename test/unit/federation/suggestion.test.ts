import { describe, expect, it } from 'vitest'
import { grant } from '../../../src/consent/grant.js'
import { propose } from '../../../src/consent/propose.js'
import { federate } from '../../../src/federation/federate.js'
import { type Listing, listingsOf } from '../../../src/federation/listings.js'
import { readIntake } from '../../../src/intake/read.js'
import { days } from '../../../src/kernel/time.js'
import { matchFederation } from '../../../src/matching/federated.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { readReply } from '../../../src/token/read-reply.js'
import { seal } from '../../../src/token/seal.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { must, NOW, samplePractitioner } from '../../support/catalogue.js'
import { listed, published } from '../../support/joined.js'
import { seed } from '../../support/match-run.js'

// Chen of Harbour cannot help and names Ben of Hills. Asha's device finds Ben and seals anew; nothing goes from Chen to Ben.

const [harbour, hills] = [published('Harbour'), published('Hills')] as const
const chen = samplePractitioner('Chen Wei')
const ben = samplePractitioner('Ben Ode', { descriptor: { concepts: [{ concept: 'grief', level: 4 }] } })
const federation = federate([harbour.open(listed(harbour.community, chen)), hills.open(listed(hills.community, ben))])
const intake = must(readIntake({ needs: [{ concept: 'anxiety.panic' }], must: [] }, coreVocabulary))
const terms = {
  purpose: 'referral',
  share: { needs: [{ concept: 'anxiety.panic', level: 'concept' }] },
  expiresIn: days(7),
} as const
type Recipient = Parameters<typeof propose>[1]
const sealedTo = (recipient: Recipient) =>
  must(seal(grant(must(propose(intake, recipient, terms, { now: NOW })), { now: NOW })))
const isListed = (listing: Listing) => listing.standing !== 'revoked'

describe('a colleague of another community', () => {
  it('whom an answer names is found, and written to anew under their own community', async () => {
    const { matches, maybe } = matchFederation(intake, federation, { now: NOW, seed })
    const best = [...matches, ...maybe].find(({ name }) => name === 'Chen Wei')
    if (best === undefined) throw new Error('Chen is not found')
    const { token, ticket } = sealedTo(best)
    const inbox = createInbox(memoryStore())
    const { id } = must(await inbox.receive(must(openToken(token, chen.keys, { now: NOW }))))
    const { record } = must(await inbox.suggest(id, [ben.keys.id], chen.keys, { now: NOW }))
    const { answer } = must(readReply(ticket, record))
    const named = answer.kind === 'declined' ? (answer.colleagues ?? []) : []
    const listings = named.flatMap((colleague) => listingsOf(federation, colleague)).filter(isListed)
    expect(listings).toMatchObject([{ communityName: 'Hills', standing: 'listed', entry: { name: 'Ben Ode' } }])
    const [listing] = listings
    if (listing === undefined) throw new Error('Ben is not listed')
    const again = sealedTo(listing)
    const opened = must(openToken(again.token, ben.keys, { now: NOW }))
    expect(readOpened(opened).disclosure?.community).toBe(listing.community)
    expect(openToken(again.token, chen.keys, { now: NOW }).ok).toBe(false)
  })
})
