import { type Catalogue, type EpochSeconds, epochSeconds, openCatalogue, type Result } from 'entrenous'
import {
  approve,
  type CommunityKeys,
  coreVocabulary,
  createCommunity,
  createCommunityKeys,
  extendVocabulary,
  publishCatalogue,
} from 'entrenous/community'
import { type Federation, federate } from 'entrenous/federation'
import { makeWorld, must } from '../support/world.js'

// Two communities: Dora's Harbour, and Hills, which lists Chen, too.

const moment: EpochSeconds = epochSeconds(new Date())
const world = makeWorld(moment)
/** The keys of the lead of Hills. */
export const hillsKeys: CommunityKeys = must(createCommunityKeys())
const said = {
  name: 'Hills',
  contact: 'lead@hills.example',
  charterHash: '22'.repeat(32),
  policy: { approvalsRequired: 1 },
}
const root = must(createCommunity(said, hillsKeys, { now: moment }))
const [descriptor = new Uint8Array(0), presence = new Uint8Array(0)] = world.statements
const fog = { facet: 'concern', id: 'hill-fog', labels: [{ language: 'en', text: 'Lost in the fog' }] } as const
const published = must(
  publishCatalogue({
    root,
    statements: [descriptor, presence, must(approve(descriptor, hillsKeys, { now: moment }))],
    vocabulary: must(extendVocabulary(coreVocabulary, [fog])),
    publishingKey: hillsKeys.publishing,
    now: moment,
  }),
)

export const harbourBytes: Uint8Array = world.bytes
export const harbourKey: Uint8Array = world.communityKey
export const hillsBytes: Uint8Array = published.bytes
export const hillsKey: Uint8Array = hillsKeys.root.publicKey
const opened = (bytes: Uint8Array, key: Uint8Array): Catalogue =>
  must(openCatalogue(bytes, { trust: [key], lastSeen: 'first-use', now: moment }))
type Opened = Extract<Result<Catalogue>, { readonly ok: true }>
/** Both, opened. */
export const coast: Opened = { ok: true, value: opened(harbourBytes, harbourKey) }
export const hills: Opened = { ok: true, value: opened(hillsBytes, hillsKey) }
export const federation: Federation = federate([coast.value, hills.value])
/** Whom an answer names. */
export const colleague: string = world.chen.id
export const heads: readonly [Uint8Array, Uint8Array] = [coast.value.signedHead, hills.value.signedHead]
/** What the app around would do. */
export const tell = (...words: readonly unknown[]): void => {
  if (words.length === 0) throw new Error('nothing to tell')
}
