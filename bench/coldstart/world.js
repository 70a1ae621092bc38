import { createHash } from 'node:crypto'
import {
  approve,
  createCommunity,
  createCommunityKeys,
  draftListings,
  publishCatalogue,
  signListings,
} from '../../dist/community.js'
import {
  confirmPresence,
  coreVocabulary,
  createKeys,
  draftDescriptor,
  signDescriptor,
} from '../../dist/practitioner.js'
import { createPeople, NOW } from '../match/people.js'
import { must } from '../must.js'
import { withNativeSigning } from './native.js'

// The practitioners of the benchmark of matching, published: as a signed catalogue, and as the JSON of the same content.

/**
 * @typedef {import('../match/people.js').Person} Person
 * @typedef {{ statements: readonly Uint8Array[], people: readonly Person[] }} Statements - `people`: what they say, as JSON
 */

const DAY = 86_400
const EPOCH_DAYS = 28
const BATCH = 256
/** The moment of everything; a brand for the compiler. */
const now = /** @type {any} */ (NOW)

/** Randomness that repeats: SHA-256 of a name and a counter. @param {string} name */
function seeded(name) {
  let count = 0
  return (/** @type {number} */ length) => {
    const hash = createHash('sha512').update(`${name} ${count++}`).digest()
    return new Uint8Array(hash.subarray(0, length))
  }
}

/** Dora's community: its keys, and the manifest that names them. */
function community() {
  const keys = must(createCommunityKeys({ random: seeded('community') }))
  const named = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
  const root = must(createCommunity({ ...named, policy: { approvalsRequired: 1 } }, keys, { now }))
  return { keys, root }
}

/** The root key that a device trusts. */
export const trusted = () => community().keys.root.publicKey

/**
 * Signs so many practitioners: each a descriptor, a presence and an approval, as a community has them.
 * @param {number} size
 * @returns {Statements}
 */
export function signedPractitioners(size) {
  return withNativeSigning(() => {
    const { keys: leads } = community()
    const person = createPeople(coreVocabulary)
    const statements = []
    const people = []
    for (let index = 0; index < size; index++) {
      const { offer, presence, name } = person(index)
      const keys = must(createKeys({ now, epochs: 2, random: seeded(`practitioner ${index}`) }))
      const draft = must(draftDescriptor(inDegrees(offer), { vocabulary: coreVocabulary, keys }))
      const descriptor = signDescriptor(draft, keys, { now })
      const { issued: _, expires: __, ...state } = /** @type {NonNullable<Person['presence']>} */ (presence)
      const asOf = `${new Date(state.capacityAsOf * 1000).toISOString().slice(0, 19)}Z`
      const confirmed = must(confirmPresence(keys, { ...state, capacityAsOf: asOf }, { now }))
      statements.push(descriptor, confirmed, must(approve(descriptor, leads, { now })))
      const said = { ...state, keys: keys.openingKeys.map(publicHalf), issued: NOW, expires: endOf(keys.openingKeys) }
      people.push({ id: keys.id, name, issued: NOW, expires: NOW + 180 * DAY, offer: draft, presence: said })
    }
    // Bytes are hexadecimal in JSON.
    return { statements, people: JSON.parse(JSON.stringify(people, hexOfBytes)) }
  })
}

/**
 * Signs so many entries of a public directory, which nobody has claimed, in batches.
 * @param {number} size
 * @returns {Statements}
 */
export function signedListings(size) {
  return withNativeSigning(() => {
    const { keys } = community()
    const person = createPeople(coreVocabulary)
    const statements = []
    const people = []
    for (let from = 0; from < size; from += BATCH) {
      const written = Array.from({ length: Math.min(BATCH, size - from) }, (_, index) => {
        const { offer, name } = person(from + index)
        return { id: `entry-${from + index}`, name, ...listed(inDegrees(offer)) }
      })
      const source = { source: 'A public directory', licence: 'public domain', listings: written }
      const batch = must(draftListings(source, { vocabulary: coreVocabulary }))
      statements.push(signListings(batch, keys, { id: `batch-${from / BATCH}`, now }))
      for (const { id, ...offer } of batch.listings) {
        people.push({ id: `listing:${id}`, name: offer.name, issued: NOW, expires: NOW + 180 * DAY, offer })
      }
    }
    return { statements, people: /** @type {any} */ (people) }
  })
}

/**
 * Publishes statements as one file.
 * @param {readonly Uint8Array[]} statements
 * @returns {Uint8Array}
 */
export function published(statements) {
  const { keys, root } = community()
  const publishing = { vocabulary: coreVocabulary, publishingKey: keys.publishing, now }
  const { bytes, rejected } = withNativeSigning(() => must(publishCatalogue({ root, statements, ...publishing })))
  if (rejected.length > 0) {
    const why = `${rejected.length} statements were rejected, the first as ${rejected[0]?.code}`
    throw new Error(`${why}: if they are of an older release, delete node_modules/.cache/entrenous-bench`)
  }
  return bytes
}

/** What a public directory knows: six themes at most, no weekly times, no traits, no numbers of licences. @param {any} offer */
function listed({
  concepts,
  modalities,
  populations,
  ageGroups,
  sessions,
  formats,
  languages,
  insurers,
  fees,
  ...offer
}) {
  const licences = offer.licences?.map((/** @type {any} */ { region, status }) => ({ region, status }))
  const known = {
    concepts: concepts.slice(0, 6),
    modalities,
    populations,
    ageGroups,
    sessions,
    formats,
    languages,
    insurers,
    fees,
  }
  return JSON.parse(JSON.stringify({ ...known, locations: offer.locations, licences }))
}

/** As people write it: points in degrees, which the draft rounds. @param {Person['offer']} offer */
function inDegrees({ locations, ...offer }) {
  const written = locations?.map(({ point, ...location }) => {
    if (point === undefined) return location
    const { latitudeMicrodegrees, longitudeMicrodegrees, coarsenessMetres } = point
    const degrees = { latitude: latitudeMicrodegrees / 1_000_000, longitude: longitudeMicrodegrees / 1_000_000 }
    return { ...location, point: { ...degrees, coarsenessMetres } }
  })
  return written === undefined ? offer : { ...offer, locations: written }
}

/** @param {any} key - an opening key */
const publicHalf = ({ epoch, suite, publicKey }) => ({ epoch, suite: suite.number ?? suite, publicKey })

/** A presence ends after 35 days, or with the last epoch whose key it reveals. @param {readonly { epoch: number }[]} keys */
function endOf(keys) {
  const last = Math.max(...keys.map(({ epoch }) => epoch))
  return Math.min(NOW + 35 * DAY, (last + 1) * EPOCH_DAYS * DAY)
}

/** @param {string} _key @param {unknown} value */
function hexOfBytes(_key, value) {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}
