import { approve, createCommunity, createCommunityKeys, openCatalogue, publishCatalogue } from 'entrenous/community'
import { measurementKeyOf, openMeasurementBook } from 'entrenous/measurement'
import { confirmPresence, coreVocabulary, createKeys, draftDescriptor, signDescriptor } from 'entrenous/practitioner'
import {
  approverFrom,
  attest,
  createSigningKey,
  deriveState,
  foldStatements,
  policyPresets,
  readStatement,
  verifyStatement,
  vouch,
} from 'entrenous/trust'
import { fillIn } from './template.js'
import { chance, hex, must } from './world.js'

// What a lead, their vetters and the members do in each of the three communities: with keys of their own, and with the
// library's own functions.

/**
 * @typedef {import('entrenous').EpochSeconds} EpochSeconds
 * @typedef {import('entrenous/trust').Speaker} Speaker
 * @typedef {import('entrenous/practitioner').PractitionerKeys} PractitionerKeys
 * @typedef {import('./people.js').PersonSheet} PersonSheet
 * @typedef {import('./people.js').CommunitySheet} CommunitySheet
 * @typedef {Partial<import('entrenous/trust').JoiningRules>} Rules
 */

/**
 * Somebody with keys, and what their device keeps.
 * @typedef {{
 *   name: string, keys: PractitionerKeys, descriptor: Uint8Array,
 *   book: import('entrenous/measurement').MeasurementBook | undefined,
 *   journal: import('entrenous/measurement').Journal,
 * }} Person
 */

/**
 * A community, as its lead has it.
 * @typedef {{
 *   sheet: CommunitySheet, folder: ReadonlyMap<string, string>, keys: import('entrenous/community').CommunityKeys, root: Uint8Array, key: string,
 *   vetters: ReadonlyMap<string, Speaker>, approvalsRequired: number,
 *   people: Map<string, Person>, statements: Uint8Array[],
 *   published: import('entrenous/community').Published | undefined, heads: Uint8Array[],
 * }} Community
 */

/** What vetters look at before somebody is listed: ids of the template's checklist for mentors. */
export const checklist = ['met-in-person', 'licence-seen', 'charter-signed']

/**
 * Founds a community from the template.
 *
 * @param {CommunitySheet} sheet
 * @param {{ template: ReadonlyMap<string, string>, now: EpochSeconds, rules?: Rules }} options - `rules`: where the rules of joining
 * are to be other than the policy's: so that a test can take one away
 * @returns {Community}
 */
export function found(sheet, { template, now, rules = {} }) {
  const { name, contact, zone, policy, region, slug } = sheet
  const facts = { name, contact, zone, policy, checklist, ownConsentFromAge: [{ region, age: 13 }] }
  const { draft, files } = fillIn(template, facts)
  const keys = must(createCommunityKeys({ random: chance(`community ${slug}`) }))
  const lead = approverFrom(keys)
  const others = sheet.vetters.slice(1).map((vetter) => {
    const signer = must(createSigningKey({ random: chance(`vetter ${vetter} of ${slug}`) }))
    return /** @type {const} */ ([vetter, { signer, community: lead.community }])
  })
  const vetters = new Map([[sheet.lead, lead], ...others])
  const approvers = [...vetters.values()].map(({ signer }) => signer.publicKey)
  const root = must(createCommunity(withRules(draft, rules), keys, { now, approvers }))
  return {
    sheet,
    folder: files,
    keys,
    root,
    key: hex(keys.root.publicKey),
    vetters,
    approvalsRequired: policyPresets[policy].approvalsRequired,
    people: new Map(),
    statements: [],
    published: undefined,
    heads: [],
  }
}

/**
 * @param {Readonly<Record<string, unknown>>} draft
 * @param {Rules} rules
 */
function withRules(draft, rules) {
  const policy = /** @type {import('entrenous/trust').PolicyDraft} */ (draft['policy']) // as the template's facts give it
  return { ...draft, policy: { ...policy, joining: { ...policy.joining, ...rules } } }
}

/**
 * Makes keys, and describes what somebody does.
 *
 * @param {PersonSheet} sheet
 * @param {Pick<CommunitySheet, 'region' | 'slug'>} community
 * @param {EpochSeconds} now
 * @param {{ seed?: string }} [options] - other keys for the same name
 * @returns {Person}
 */
export function describe(sheet, { region, slug }, now, { seed = `${sheet.name} of ${slug}` } = {}) {
  const keys = must(createKeys({ now, epochs: 6, random: chance(seed) }))
  const { name, concepts, modalities, fee, languages = ['en'] } = sheet
  const draft = {
    name,
    summary: `${name} says what ${name} does.`,
    concepts: concepts.map(([concept, level]) => ({ concept, level })),
    ...(modalities && { modalities: { yes: modalities } }),
    ageGroups: { yes: ['young-adult', 'adult'] },
    languages: { yes: languages, complete: true },
    formats: { yes: ['in-person', 'online'] },
    fees: [{ model: 'sliding', currency: 'USD', from: fee - 3000, to: fee + 4000 }],
    locations: [{ region }],
    licences: [{ region, status: 'stated', number: 'INVENTED' }],
    delivery: ['inbox-link'],
    answersWithinDays: 3,
    openers: [{ role: 'self', name }],
    notice: {
      controller: name,
      contact: `${name.toLowerCase()}@${slug}.example`,
      jurisdiction: region,
      retentionDays: 90,
    },
  }
  const descriptor = signDescriptor(must(draftDescriptor(draft, { vocabulary: coreVocabulary, keys })), keys, { now })
  return { name, keys, descriptor, book: undefined, journal: [] }
}

/**
 * A voice in a community: a vetter's, or a member's.
 *
 * @param {Community} community
 * @param {string} name
 * @returns {Speaker}
 */
export function voiceOf(community, name) {
  const vetter = community.vetters.get(name)
  if (vetter !== undefined) return vetter
  return { signer: personOf(community, name).keys.identity, community: community.keys.root.publicKey }
}

/**
 * @param {ReadonlyMap<string, Community>} communities
 * @param {string} slug
 */
export function communityOf(communities, slug) {
  const community = communities.get(slug)
  if (community === undefined) throw new Error(`no community ${slug}`)
  return community
}

/**
 * @param {Community} community
 * @param {string} name
 */
export function personOf({ people, sheet }, name) {
  const person = people.get(name)
  if (person === undefined) throw new Error(`nobody called ${name} in ${sheet.name}`)
  return person
}

/**
 * Lets somebody in: one vouches, enough vetters approve, the lead attests the checklist.
 *
 * @param {Community} community
 * @param {Person} person
 * @param {{ now: EpochSeconds, by?: string, seen?: readonly string[], vetters?: readonly string[] }} options
 */
export function welcome(community, person, options) {
  const { sheet, statements } = community
  const { now, by = sheet.lead, seen = checklist, vetters = nextVetters(community) } = options
  community.people.set(person.name, person)
  const { publicKey } = person.keys.identity
  statements.push(person.descriptor, vouch(publicKey, voiceOf(community, by), { now }))
  for (const vetter of vetters) statements.push(must(approve(person.descriptor, voiceOf(community, vetter), { now })))
  if (seen.length > 0) statements.push(attest(publicKey, seen, voiceOf(community, sheet.lead), { now }))
}

/**
 * Whose turn it is to look at a newcomer: the work goes round.
 *
 * @param {Community} community
 */
function nextVetters({ sheet: { vetters }, approvalsRequired, people }) {
  const turn = Array.from(
    { length: approvalsRequired },
    (_, nth) => vetters[(people.size + nth) % vetters.length] ?? '',
  )
  return vetters.filter((name) => turn.includes(name))
}

/**
 * Everybody confirms how things stand, with the key for the coming sums. It holds for 35 days.
 *
 * @param {Community} community
 * @param {EpochSeconds} now
 * @param {(person: Person) => boolean} [who] - everybody unless told
 */
export function confirm({ people, statements, sheet }, now, who = () => true) {
  for (const person of [...people.values()].filter(who)) {
    const random = chance(`book of ${person.name} of ${sheet.slug} at ${now}`)
    person.book = must(openMeasurementBook(person.book, { now, random }))
    const measurementKey = measurementKeyOf(person.book)
    const state = { capacity: 'capacity', accepting: true, firstAppointment: 'within-a-week' }
    const options = { now, ...(measurementKey && { measurementKey }) }
    statements.push(must(confirmPresence(person.keys, state, options)))
  }
}

/**
 * Publishes what is in force, as the lead's schedule does every week.
 *
 * @param {Community} community
 * @param {EpochSeconds} now
 */
export function publish(community, now) {
  const { root, statements, keys, published } = community
  const previous = published && { previous: published.head }
  const input = { root, statements, vocabulary: coreVocabulary, publishingKey: keys.publishing, now, ...previous }
  const next = must(publishCatalogue(input))
  community.published = next
  community.heads.push(next.signedHead)
  return next
}

/**
 * Opens what a community published last, as a device does that trusts it.
 *
 * @param {Community} community
 * @param {EpochSeconds} now
 */
export function openNow({ key, published }, now) {
  const bytes = published?.bytes ?? new Uint8Array(0)
  return must(openCatalogue(bytes, { trust: [key], lastSeen: 'first-use', now }))
}

/**
 * What all statements say together.
 *
 * @param {Community} community
 * @param {EpochSeconds} now
 * @param {readonly Uint8Array[]} [more] - what somebody would add
 */
export function stateOf({ statements, root }, now, more = []) {
  const { community } = must(foldStatements([], { root, now }))
  return deriveState([...statements, ...more].flatMap(verified), community, now)
}

/** Statements that were read and verified once: the story folds the same ones many times. */
const known = /** @type {WeakMap<Uint8Array, readonly import('entrenous/trust').Statement[]>} */ (new WeakMap())

/** @param {Uint8Array} bytes */
function verified(bytes) {
  const before = known.get(bytes)
  if (before !== undefined) return before
  const read = readStatement(bytes)
  const found = read.ok && verifyStatement(read.value) ? [read.value] : []
  known.set(bytes, found)
  return found
}

/**
 * How somebody stands: `listed`, or the code of why not.
 *
 * @param {ReturnType<typeof stateOf>} state
 * @param {Person} person
 */
export function standing(state, { keys }) {
  const member = state.members.get(keys.id)
  return member === undefined ? 'unknown' : (member.refusal ?? 'listed')
}

/**
 * The names behind keys, for reasons in words.
 *
 * @param {Community} community
 */
export function namesIn({ vetters, people }) {
  const names = new Map([...vetters].map(([name, { signer }]) => [hex(signer.publicKey), name]))
  for (const { name, keys } of people.values()) names.set(keys.id, name)
  return names
}
