// Publishes a collection, or a part of it, as a community would: signed, approved, compiled, one file.
import { must } from '../must.js'
import { drawFrom, whole } from './chance.js'
import { bundled } from './engine.js'

/** @typedef {import('./collections.js').Target} Target */

const ZONE = 'America/Los_Angeles'
/** From the last confirmation on: enough to be reached today, and quickly made. */
const EPOCHS = 3
/** As many listings as one signed batch may hold. */
const BATCH = 256
const source = { source: 'the collection of the evaluation', licence: 'for this evaluation only' }

/**
 * What publishing needs besides the collection: the library's publishing side, the command's reader of shorthands, and
 * the keys and ids of this publication.
 * @typedef {{ practitioner: any, community: any, trust: any, expandPractitioner: any, expandEvent: any, now: number }} Side
 * @typedef {{ id: string, identity: any, concepts: readonly { concept: string }[] }} Member
 * @typedef {Side & { keys: any, random: (length: number) => Uint8Array, ids: Map<string, string>, signers: Member[] }} Work
 */

/**
 * Prepares publishing.
 * @param {number} now - when everything is signed and approved
 * @returns {Promise<{
 *   publish: (targets: readonly Target[], endorsed?: boolean) => import('./types.js').Shelf,
 *   confirmed: (target: Target) => number | undefined,
 * }>} `publish`: hosts of events must be among the targets; `endorsed`: every third practitioner is, by four colleagues each
 */
export async function publisherAt(now) {
  // Not literals: the build writes them.
  const practitioner = await import(new URL('../../dist/practitioner.js', import.meta.url).href)
  const community = await import(new URL('../../dist/community.js', import.meta.url).href)
  const trust = await import(new URL('../../dist/trust.js', import.meta.url).href)
  // The command reads "in 2 weeks, thu 18:30"; the package itself does not.
  const { expandEvent, expandPractitioner } = await bundled({ entryPoints: ['src/cli/shorthand.ts'] })
  const side = { practitioner, community, trust, expandPractitioner, expandEvent, now }
  return {
    publish: (targets, endorsed = false) => publish(targets, side, endorsed),
    confirmed: (target) => confirmed(target, side),
  }
}

/** @returns {import('./types.js').Shelf} */
function publish(
  /** @type {readonly Target[]} */ targets,
  /** @type {Side} */ side,
  /** @type {boolean} */ isEndorsed,
) {
  const { community, now } = side
  // The same keys in every run: ids order exact ties.
  const draw = drawFrom(targets.length)
  const random = (/** @type {number} */ length) => Uint8Array.from({ length }, () => whole(draw, 256))
  const keys = must(community.createCommunityKeys({ random }))
  const about = { name: 'A collection', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
  const root = must(community.createCommunity({ ...about, policy: { approvalsRequired: 1 } }, keys, { now }))
  /** @type {Work} */
  const work = { ...side, keys, random, ids: new Map(), signers: [] }
  const statements = [
    ...ofKind(targets, 'practitioner').flatMap((target) => sign(target, work)),
    ...(isEndorsed ? endorse(work) : []),
    ...ofKind(targets, 'event').map((target) => signEvent(target, work)),
    ...signListings(ofKind(targets, 'listing'), work),
  ]
  const vocabulary = community.coreVocabulary
  const published = community.publishCatalogue({ root, statements, vocabulary, publishingKey: keys.publishing, now })
  const { bytes, rejected } = must(published)
  // Who confirmed too long ago has no presence any more, as the sheets' dates say.
  const wrong = rejected.find((/** @type {any} */ { code }) => code !== 'statement_expired')
  if (wrong !== undefined) throw new Error(`a statement was left out: ${wrong.code}`)
  return { bytes, communityKey: keys.root.publicKey, ids: work.ids }
}

/** @returns {Uint8Array[]} descriptor, approval and presence */
function sign(/** @type {Target} */ target, /** @type {Work} */ work) {
  const { practitioner, community, expandPractitioner, now, random } = work
  const { draft, presence } = expandPractitioner(target.offer, { now, zone: ZONE })
  const since = confirmed(target, work)
  const keys = must(practitioner.createKeys({ now: since, random, epochs: EPOCHS }))
  work.ids.set(keys.id, target.id)
  const drafted = must(practitioner.draftDescriptor(draft, { vocabulary: community.coreVocabulary, keys }))
  const descriptor = practitioner.signDescriptor(drafted, keys, { now })
  const present = must(practitioner.confirmPresence(keys, presence, { now: since }))
  work.signers.push({ id: target.id, identity: keys.identity, concepts: draft.concepts ?? [] })
  return [descriptor, must(community.approve(descriptor, work.keys, { now })), present]
}

/** Everything that every third practitioner states, by the four who come after them: the most that endorsements can do. */
function endorse(/** @type {Work} */ { trust, keys, signers, now }) {
  const speaker = (/** @type {Member} */ { identity }) => ({ signer: identity, community: keys.root.publicKey })
  return signers.flatMap((member, nth) =>
    isEndorsed(nth)
      ? [1, 2, 3, 4].flatMap((step) => {
          const colleague = signers[(nth + step) % signers.length] ?? member
          const { publicKey } = member.identity
          return member.concepts.map(({ concept }) => trust.endorse(publicKey, concept, speaker(colleague), { now }))
        })
      : [],
  )
}

/**
 * Tells which practitioners are endorsed where some are.
 * @param {number} nth - its place among the collection's practitioners
 */
export function isEndorsed(nth) {
  return nth % 3 === 0
}

/** @returns {Uint8Array} */
function signEvent(
  /** @type {Target} */ { id, offer },
  /** @type {Work} */ { community, expandEvent, keys, ids, now },
) {
  const { draft, hosts: names } = expandEvent(offer, { now, zone: ZONE })
  const byName = new Map([...ids].map(([key, name]) => [name, key]))
  const hosts = names.map((/** @type {string} */ name) => byName.get(name) ?? name)
  ids.set(`event:${id}`, id)
  const drafted = must(community.draftEvent({ ...draft, hosts }, { vocabulary: community.coreVocabulary }))
  return community.signEvent(drafted, keys, { id, now })
}

/** @returns {Uint8Array[]} batches of as many as one may hold */
function signListings(/** @type {readonly Target[]} */ targets, /** @type {Work} */ { community, keys, ids, now }) {
  for (const { id } of targets) ids.set(id, id)
  const count = Math.ceil(targets.length / BATCH)
  return Array.from({ length: count }, (_, nth) => {
    const listings = targets.slice(nth * BATCH, (nth + 1) * BATCH).map(({ offer }) => offer)
    const drafted = must(community.draftListings({ ...source, listings }, { vocabulary: community.coreVocabulary }))
    return community.signListings(drafted, keys, { id: `batch-${nth + 1}`, now })
  })
}

/** When somebody last said how things stand, or an event how many places there are; undefined for a listing. */
function confirmed(
  /** @type {Target} */ { kind, offer },
  /** @type {Side} */ { expandPractitioner, expandEvent, now },
) {
  const clock = { now, zone: ZONE }
  if (kind === 'practitioner') return expandPractitioner(offer, clock).confirmed
  return kind === 'event' ? expandEvent(offer, clock).draft.placesAsOf : undefined
}

/**
 * @param {readonly Target[]} targets
 * @param {Target['kind']} wanted
 */
function ofKind(targets, wanted) {
  return targets.filter(({ kind }) => kind === wanted)
}
