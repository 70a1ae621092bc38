// Publishes a collection, or a part of it, as a community would: signed, approved, compiled, one file.
import { must } from '../referral.js'
import { drawFrom, whole } from './chance.js'
import { bundled } from './engine.js'

/** @typedef {import('./collections.js').Target} Target */

const ZONE = 'America/Los_Angeles'
/** From the last confirmation on: enough to be reached today, and quickly made. */
const EPOCHS = 3
const source = { source: 'the collection of the evaluation', licence: 'for this evaluation only' }

/**
 * Reads the library's publishing side, and the command's reader of the shorthands in Harbour's files.
 * @param {number} now - when everything is signed and approved
 */
export async function publisherAt(now) {
  // Not literals: the build writes them.
  const practitioner = await import(new URL('../../dist/practitioner.js', import.meta.url).href)
  const community = await import(new URL('../../dist/community.js', import.meta.url).href)
  // The command reads "in 2 weeks, thu 18:30"; the package itself does not.
  const { expandEvent, expandPractitioner } = await bundled({ entryPoints: ['src/cli/shorthand.ts'] })
  const { coreVocabulary: vocabulary } = community

  /**
   * @param {readonly Target[]} targets - hosts of events among them
   * @returns {import('./types.js').Shelf}
   */
  const publish = (targets) => {
    // The same keys in every run: ids order exact ties.
    const draw = drawFrom(targets.length)
    const random = (/** @type {number} */ length) => Uint8Array.from({ length }, () => whole(draw, 256))
    const keys = must(community.createCommunityKeys({ random }))
    const about = { name: 'A collection', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
    const rootStatement = must(community.createCommunity({ ...about, policy: { approvalsRequired: 1 } }, keys, { now }))
    /** @type {Map<string, string>} */
    const ids = new Map()
    const practitioners = ofKind(targets, 'practitioner').flatMap((target) => sign(target, keys, random, ids))
    const events = ofKind(targets, 'event').map((target) => signEvent(target, keys, ids))
    const listings = signListings(ofKind(targets, 'listing'), keys, ids)
    const { bytes, rejected } = must(
      community.publishCatalogue({
        root: rootStatement,
        statements: [...practitioners, ...events, ...listings],
        vocabulary,
        publishingKey: keys.publishing,
        now,
      }),
    )
    // Who confirmed too long ago has no presence any more, as the sheets' dates say.
    const wrong = rejected.find((/** @type {any} */ { code }) => code !== 'statement_expired')
    if (wrong !== undefined) throw new Error(`a statement was left out: ${wrong.code}`)
    return { bytes, communityKey: keys.root.publicKey, ids }
  }
  return { publish, confirmed }

  /** @returns {Uint8Array[]} descriptor, approval and presence */
  function sign(
    /** @type {Target} */ { id, offer },
    /** @type {any} */ communityKeys,
    /** @type {any} */ random,
    /** @type {Map<string, string>} */ ids,
  ) {
    const { draft, presence } = expandPractitioner(offer, { now, zone: ZONE })
    const since = confirmed({ id, kind: 'practitioner', offer })
    const keys = must(practitioner.createKeys({ now: since, random, epochs: EPOCHS }))
    ids.set(keys.id, id)
    const descriptor = practitioner.signDescriptor(
      must(practitioner.draftDescriptor(draft, { vocabulary, keys })),
      keys,
      {
        now,
      },
    )
    const present = must(practitioner.confirmPresence(keys, presence, { now: since }))
    return [descriptor, must(community.approve(descriptor, communityKeys, { now })), present]
  }

  /** @returns {Uint8Array} */
  function signEvent(
    /** @type {Target} */ { id, offer },
    /** @type {any} */ keys,
    /** @type {Map<string, string>} */ ids,
  ) {
    const { draft, hosts: names } = expandEvent(offer, { now, zone: ZONE })
    const byName = new Map([...ids].map(([key, name]) => [name, key]))
    const hosts = names.map((/** @type {string} */ name) => byName.get(name) ?? name)
    ids.set(`event:${id}`, id)
    return community.signEvent(must(community.draftEvent({ ...draft, hosts }, { vocabulary })), keys, { id, now })
  }

  /** @returns {Uint8Array[]} batches of as many as one may hold */
  function signListings(
    /** @type {readonly Target[]} */ targets,
    /** @type {any} */ keys,
    /** @type {Map<string, string>} */ ids,
  ) {
    const batches = Array.from({ length: Math.ceil(targets.length / 256) }, (_, nth) =>
      targets.slice(nth * 256, nth * 256 + 256),
    )
    for (const { id } of targets) ids.set(id, id)
    return batches.map((batch, nth) => {
      const listings = batch.map(({ offer }) => offer)
      const drafted = must(community.draftListings({ ...source, listings }, { vocabulary }))
      return community.signListings(drafted, keys, { id: `batch-${nth + 1}`, now })
    })
  }

  /**
   * When somebody last said how things stand, or an event how many places there are; undefined for a listing.
   * @param {Target} target
   * @returns {number | undefined}
   */
  function confirmed({ kind, offer }) {
    const clock = { now, zone: ZONE }
    if (kind === 'practitioner') return expandPractitioner(offer, clock).confirmed
    return kind === 'event' ? expandEvent(offer, clock).draft.placesAsOf : undefined
  }
}

/**
 * @param {readonly Target[]} targets
 * @param {Target['kind']} wanted
 */
function ofKind(targets, wanted) {
  return targets.filter(({ kind }) => kind === wanted)
}
