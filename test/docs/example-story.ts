import {
  type Catalogue,
  days,
  type EpochSeconds,
  epochSeconds,
  grant,
  type Intake,
  type Match,
  match,
  type Proposal,
  propose,
  type Result,
  type Sealed,
  seal,
  type Vocabulary,
} from 'entrenous'
import {
  type CommunityKeys,
  coreVocabulary,
  createSigningKey,
  draftEvent,
  draftListings,
  readSignedHead,
  type Signer,
} from 'entrenous/community'
import { draftDescriptor, type OpenedToken, openToken, signDescriptor } from 'entrenous/practitioner'
import { chenSays, makeWorld, must } from '../support/world.js'
import * as story from './story.js'

// What stands around an `@example`: every step before it has been taken, as a Result that turned out well.

type Success<Value> = Extract<Result<Value>, { readonly ok: true }>
const done = <Value>(value: Value): Success<Value> => ({ ok: true, value })

export const now: EpochSeconds = epochSeconds(new Date())
const world = makeWorld(now)

export const { show, personAgrees, bytes, communityKey, token, keys } = story
export const book = story.book
export const { head, fetched } = story
export const pieces = new Map<string, Uint8Array>()
export const best: Match = story.best
export const text: string = JSON.stringify(chenSays)
export const vocabulary: Vocabulary = coreVocabulary
export const charterHash = '11'.repeat(32)
export const root: Uint8Array = world.root
export const statements: readonly Uint8Array[] = world.statements
export const communityKeys: CommunityKeys = world.communityKeys
export const signedHead: Uint8Array = must(readSignedHead(story.bytes))
export const witnessKey: Signer = must(createSigningKey())
export const identityKey: Uint8Array = world.chen.identity.publicKey

export const catalogue: Success<Catalogue> = done(story.catalogue)
export const intake: Success<Intake> = done(story.intake)
export const matches: readonly Match[] = match(story.intake, story.catalogue, { now }).matches
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
export const opened: Success<OpenedToken> = done(must(openToken(token, keys, { now })))
export const result: Result<OpenedToken> = openToken(token, keys, { now })
