import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Catalogue,
  type Consent,
  days,
  type EpochSeconds,
  epochSeconds,
  grant,
  type Intake,
  type Match,
  type MatchOutcome,
  match,
  type Proposal,
  propose,
  type Result,
  type Sealed,
  seal,
  type Vocabulary,
} from 'entrenous'
import { proveConsistency, readBoard, readCheckpoint, readSegmentList } from 'entrenous/board'
import { type IntroductionCard, readCard } from 'entrenous/cards'
import {
  type CommunityKeys,
  coreVocabulary,
  createSigningKey,
  draftEvent,
  draftListings,
  fillTemplate,
  readSignedHead,
  type Signer,
} from 'entrenous/community'
import {
  createInbox,
  createKeys,
  draftDescriptor,
  memoryStore,
  type OpenedToken,
  openToken,
  type PractitionerKeys,
  signDescriptor,
  toRecord,
} from 'entrenous/practitioner'
import { rehearse, sampleIntakes } from 'entrenous/rehearsal'
import { readHelpContacts } from 'entrenous/safety'
import {
  approverFrom,
  delegateEvents,
  foldStatements,
  proposeEvent,
  readStatement,
  type Speaker,
  type Statement,
  signIntroductionCard,
  signReferrerCard,
  vouch,
} from 'entrenous/trust'
import Database from 'libsql'
import { chenSays, makeWorld, must } from '../support/world.js'
import * as boardStory from './board.js'
import * as story from './story.js'

// What stands around an `@example`: every step before it has been taken, as a Result that turned out well.

type Success<Value> = Extract<Result<Value>, { readonly ok: true }>
const done = <Value>(value: Value): Success<Value> => ({ ok: true, value })

export const now: EpochSeconds = epochSeconds(new Date())
const world = makeWorld(now)

export const { show, personAgrees, bytes, communityKey, token, keys } = story
export const book = story.book
export const { head, fetched } = story
export const {
  boardText,
  checkpointText,
  laterCheckpointText,
  leafHashes,
  listText,
  origin,
  receiptText,
  record,
  segment,
} = boardStory
export const board = done(must(readBoard(boardText)))
export const list = done(must(readSegmentList(listText, board.value)))
export const checkpoint = done(must(readCheckpoint(checkpointText, board.value)))
export const laterCheckpoint = done(must(readCheckpoint(laterCheckpointText, board.value)))
export const consistencyProof = proveConsistency(boardStory.boardTree, 2)
export const pieces = new Map<string, Uint8Array>()
export const best: Match = story.best
export const text: string = JSON.stringify(chenSays)
export const vocabulary: Vocabulary = coreVocabulary
export const charterHash = '11'.repeat(32)
// Snippets run in the project's own folder.
const templateFolder = join('examples', 'community-template')
const templateFiles = readdirSync(templateFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(json|md)$/.test(name),
)
export const template: ReadonlyMap<string, string> = new Map(
  templateFiles.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(templateFolder, name), 'utf8')]),
)
const ofHarbour = { name: 'Harbour', contact: 'dora@harbour.example', zone: 'Europe/Lisbon', policy: 'one-approver' }
export const texts: ReadonlyMap<string, string> = must(fillTemplate(template, ofHarbour))
export const root: Uint8Array = world.root
export const statements: readonly Uint8Array[] = world.statements
export const communityKeys: CommunityKeys = world.communityKeys
export const signedHead: Uint8Array = must(readSignedHead(story.bytes))
export const witnessKey: Signer = must(createSigningKey())
export const identityKey: Uint8Array = world.chen.identity.publicKey

export const catalogue: Success<Catalogue> = done(story.catalogue)
export const intake: Success<Intake> = done(story.intake)
export const outcome: MatchOutcome = match(story.intake, story.catalogue, { now })
export const { matches } = outcome
export const draft = done(must(draftDescriptor(chenSays, { vocabulary, keys })))
export const signedDescriptor: Uint8Array = signDescriptor(draft.value, keys, { now })
const grief = {
  title: 'A walk for people who grieve',
  summary: 'Slowly along the harbour.',
  eventKind: 'support-group',
  audience: 'public',
  hosts: [world.chen.id],
  starts: now,
  durationMinutes: 90,
  places: 'open',
  placesAsOf: now,
}
export const event = done(must(draftEvent(grief, { vocabulary })))
const facility = { id: 'a-clinic', name: 'A clinic' }
export const batch = done(
  must(draftListings({ source: 'a public directory', licence: 'public domain', listings: [facility] }, { vocabulary })),
)
const share = { availability: 'slots' } as const
export const proposal: Success<Proposal> = done(
  must(propose(story.intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now })),
)
export const sealed: Success<Sealed> = done(must(seal(grant(proposal.value, { now }))))
export const furtherProposal: Success<Proposal> = done(
  must(propose(story.intake, best, { purpose: 'referral', share, expiresIn: days(7), more: true }, { now })),
)
export const consent: Success<Consent> = done(
  must(grant(must(propose(story.intake, best, { purpose: 'enquiry', share, expiresIn: days(7) }, { now })), { now })),
)
const inbox = createInbox(memoryStore())
const { id } = must(await inbox.receive(must(openToken(sealed.value.token, keys, { now }))))
/** Chen's answer. */
export const answer: { readonly record: Uint8Array } = must(await inbox.reply(id, { kind: 'accepted' }, keys, { now }))
/** Members of Dora’s community, what they hold, and what the statements say together. */
export const chen: PractitionerKeys = world.chen
export const ben: PractitionerKeys = must(createKeys({ now }))
export const again: PractitionerKeys = must(createKeys({ now }))
export const lostKey: Uint8Array = chen.identity.publicKey
export const sheetKey: Signer = must(createSigningKey())
export const libraryKey: Signer = must(createSigningKey())
export const dora: Speaker = approverFrom(communityKeys)
export const introduced: Uint8Array = vouch(identityKey, { signer: ben.identity, community: communityKey }, { now })
export const card: Uint8Array = signReferrerCard({ referrer: 'school', organisation: 'Harbour Point School' }, dora, {
  now,
})
const suggesting = { signer: keys.identity, community: communityKey }
const suggestion = must(
  readCard(signIntroductionCard([ben.identity.publicKey], suggesting, { now }), story.catalogue, { now }),
)
if (suggestion.kind !== 'introduction') throw new Error('no introduction')
export const introduction: IntroductionCard = suggestion
const delegation = delegateEvents(libraryKey.publicKey, 'library', dora, { now })
const folded = must(foldStatements([...statements, delegation], { root, now }))
export const { state, community: harbour } = folded
export const proposed: Uint8Array = proposeEvent(event.value, libraryKey, { id: 'library-grief-walk', now })
export const verified: readonly Statement[] = statements.map((one) => must(readStatement(one)))
export const entry = story.best.entry
export const eventEntry = {
  id: 'event:grief-walk',
  community: story.best.entry.community,
  issued: now,
  offer: event.value,
}
/** A segment of a board. */
export const records: readonly Uint8Array[] = [must(toRecord(sealed.value.token)), answer.record]
export const opened: Success<OpenedToken> = done(must(openToken(token, keys, { now })))
export const result: Result<OpenedToken> = openToken(token, keys, { now })
export const database = new Database(story.inboxFile)
export const storeKey: Uint8Array = new Uint8Array(32).fill(7)
const dayFrom = (days: number): string => new Date((now + days * 86_400) * 1000).toISOString().slice(0, 10)
/** Contacts that were checked today, for two months. */
export const help = done(
  must(
    readHelpContacts({
      emergency: [{ region: 'US', number: '911' }],
      contacts: [
        {
          name: 'Sample Line',
          region: 'US',
          reach: [{ by: 'call', at: '+1 206 555 0101' }],
          hours: 'Day and night',
          languages: ['en'],
          verifiedOn: dayFrom(0),
          validUntil: dayFrom(60),
        },
      ],
    }),
  ),
)
export const rehearsal = done(must(rehearse(draft.value, sampleIntakes, { now })))
