import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCard } from '../../../src/cards/read-card.js'
import { suggestedFirst, suggestedIn } from '../../../src/cards/suggested.js'
import { textOfCard } from '../../../src/cards/text.js'
import type { PractitionerEntry } from '../../../src/catalogue/entry.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { signGuideCard } from '../../../src/community/cards.js'
import { approve, revoke } from '../../../src/community/sign.js'
import { approverFrom } from '../../../src/community/speak.js'
import { grant } from '../../../src/consent/grant.js'
import { propose } from '../../../src/consent/propose.js'
import { readIntake } from '../../../src/intake/read.js'
import { days, epochSeconds, after as later } from '../../../src/kernel/time.js'
import { enCards } from '../../../src/labels/en.js'
import { match } from '../../../src/matching/run.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { openToken } from '../../../src/token/open.js'
import { readReply } from '../../../src/token/read-reply.js'
import { seal } from '../../../src/token/seal.js'
import { cardTimes } from '../../../src/trust/card-formats.js'
import { coreWords } from '../../../src/vocabulary/core/all.js'
import { codeOf } from '../../support/cast.js'
import { must, NOW, publishSample, samplePractitioner, sampleWorld, seeded } from '../../support/catalogue.js'

// Asha does not know whom to ask. Noor, a guide of Harbour, does; Noor sees nobody and learns what Asha chooses.

const { community, chen, billie, statements } = sampleWorld()
const nothing = { concepts: [], notOffered: [], modalities: {}, facets: {}, fees: [], licences: [] }
const noor = samplePractitioner('Noor Haddad', {
  descriptor: { summary: 'I know who works here, and tell you.', ...nothing },
  presence: { capacity: 'no-capacity', accepting: false },
})
const dora = approverFrom(community.keys)
const approved = must(approve(noor.descriptor, community.keys, { now: NOW }))
const published = [...statements, noor.descriptor, noor.presence, approved]
const open = (all: readonly Uint8Array[]) =>
  must(openCatalogue(publishSample(community, all).bytes, { trust: [dora.community], lastSeen: 'first-use', now: NOW }))
const catalogue = open(published)
const card = signGuideCard(noor.keys.identity.publicKey, dora, { now: NOW })
const read = (received: Uint8Array, now = NOW) => readCard(received, catalogue, { now })
const guideIn = (received: Uint8Array): PractitionerEntry => {
  const found = must(read(received))
  if (found.kind !== 'guide') throw new Error('expected a guide')
  return found.guide
}
const answers = {
  needs: [{ concept: 'anxiety.panic', importance: 3 }],
  where: { region: 'US-WA', formats: ['online'] },
  languages: { anyOf: ['en'] },
  story: 'It began on the ferry.',
  contact: { email: 'asha@mail.example' },
}
const intake = must(readIntake(answers, catalogue.vocabulary))
const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], language: 'stated' } as const
const sealTo = (entry: PractitionerEntry, purpose: 'consultation' | 'referral', name: string) => {
  const proposal = must(propose(intake, { entry }, { purpose, share, expiresIn: days(7) }, { now: NOW }))
  const random = seeded(name)
  return { proposal, ...must(seal(grant(proposal, { now: NOW, random }), { random })) }
}

describe('a guide', () => {
  it('is named by an approver, for 84 days, and stands in the community’s own list', () => {
    const until = later(cardTimes('guide-card', NOW).issued, days(84))
    expect(must(read(card))).toMatchObject({ kind: 'guide', until, guide: { name: 'Noor Haddad' } })
    expect(codeOf(read(card, epochSeconds(until - 1)))).toBe('ok')
    expect(codeOf(read(card, until))).toBe('statement_expired')
    const lines = textOfCard(must(read(card)), { words: enCards, community: 'Harbour' })
    expect(lines[0]).toContain('Noor Haddad is a guide of Harbour')
  })
  it('is nobody whom a member, a stranger or another community names, and nobody who was revoked', () => {
    const by = (signer: typeof chen.keys.identity, name = dora.community) =>
      codeOf(read(signGuideCard(noor.keys.identity.publicKey, { signer, community: name }, { now: NOW })))
    expect(by(dora.signer)).toBe('ok')
    expect(by(chen.keys.identity)).toBe('card_foreign')
    expect(by(dora.signer, chen.keys.identity.publicKey)).toBe('card_foreign')
    const stranger = samplePractitioner('Eve').keys.identity.publicKey
    expect(codeOf(read(signGuideCard(stranger, dora, { now: NOW })))).toBe('card_foreign')
    const without = open([...published, revoke(noor.keys.identity.publicKey, 'conduct', dora, { now: NOW })])
    expect(codeOf(readCard(card, without, { now: NOW }))).toBe('card_foreign')
    expect(() => signGuideCard(new Uint8Array(32), dora, { now: NOW })).toThrow(/identityKey/)
  })
  it('is found by no search, whatever is asked for', () => {
    const needs = fc.uniqueArray(fc.constantFrom(...coreWords.concern), { minLength: 1, maxLength: 3 })
    const asked = fc.record({ needs, list: fc.constantFrom('ok' as const, 'no' as const, undefined) })
    fc.assert(
      fc.property(asked, ({ needs, list }) => {
        const when = list === undefined ? {} : { when: { waitingList: list } }
        const wanted = { needs: needs.map((concept) => ({ concept })), ...when }
        const found = match(must(readIntake(wanted, catalogue.vocabulary)), catalogue, {
          now: NOW,
          seed: '00'.repeat(16),
        })
        expect([...found.matches, ...found.maybe].map(({ id }) => id)).not.toContain(noor.keys.id)
      }),
      { numRuns: 200 },
    )
  })
})

describe('asking a guide', () => {
  it('shows them what was consented and nothing else; their names lead to letters that the person seals anew', async () => {
    const asked = sealTo(guideIn(card), 'consultation', 'asked')
    const inbox = createInbox(memoryStore())
    const letter = must(await inbox.receive(must(openToken(asked.token, noor.keys, { now: NOW }))))
    expect(letter.disclosure).toEqual(asked.proposal.preview.disclosure)
    expect(letter.disclosure?.fields).toEqual({ needs: [{ concept: 'anxiety', level: 'category' }], language: ['en'] })

    const stranger = samplePractitioner('Eve').keys.id
    const named = [chen.keys.id, stranger, billie.keys.id]
    const { record } = must(await inbox.suggest(letter.id, named, noor.keys, { now: NOW, random: seeded('suggests') }))
    const { answer, by } = must(readReply(asked.ticket, record))
    expect(by.name).toBe('Noor Haddad')
    const colleagues = suggestedIn(answer, catalogue)
    expect(colleagues.map(({ name }) => name)).toEqual(['Chen Wei', 'Billie Ashdown'])

    const outcome = match(intake, catalogue, { now: NOW, seed: '00'.repeat(16) })
    const { suggested } = suggestedFirst(outcome, { colleagues })
    const [best] = suggested
    if (best?.entry.kind !== 'practitioner') throw new Error('expected Chen')
    expect(best.name).toBe('Chen Wei')
    const again = sealTo(best.entry, 'referral', 'again')
    expect(codeOf(openToken(again.token, noor.keys, { now: NOW }))).toBe('token_unopenable')
    const chens = createInbox(memoryStore())
    const received = must(await chens.receive(must(openToken(again.token, chen.keys, { now: NOW }))))
    // Nothing in it says that a guide was asked, or which.
    expect(received.disclosure).toEqual({ ...asked.proposal.preview.disclosure, purpose: 'referral' })
    expect(JSON.stringify(received)).not.toContain(noor.keys.id)
  })
  it('leads nowhere when an answer names nobody, or nobody who is listed', () => {
    expect(suggestedIn({ kind: 'accepted' }, catalogue)).toEqual([])
    expect(
      suggestedIn({ kind: 'declined', colleagues: ['ab'.repeat(32), 'event:panic-evening', ''] }, catalogue),
    ).toEqual([])
  })
})
