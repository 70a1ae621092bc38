import { readEntries } from 'entrenous/community'
import {
  answerClosing,
  callRoll,
  closeRound,
  draftRound,
  joinRound,
  measurementEpochOf,
  membersOf,
  openClosing,
  openRoll,
  openRound,
  reportToRound,
  signReleases,
  sumRound,
  verifyRelease,
} from 'entrenous/measurement'
import { confirm, openNow, publish } from './desk.js'
import { journalOf } from './journals.js'
import { at, chance, dayOf, must, WEEK_OF_THE_FIRST_COUNT, WEEK_OF_THE_LAST_COUNT } from './world.js'

// The first eight weeks, counted: rounds of the real secure sum, held by each community over what its practitioners' devices
// have noted. What may be said of it is decided by the library's thresholds and by nothing here.

/**
 * @typedef {import('./desk.js').Community} Community
 * @typedef {import('./desk.js').Person} Person
 * @typedef {import('entrenous/measurement').MetricName} MetricName
 * @typedef {readonly { readonly metric: MetricName, readonly epsilonMilli: number }[]} Asked
 */

/** @typedef {{ name: string, why: string }} Dropped - who did not take part to the end, and why */

/**
 * One round, or why there was none.
 * @typedef {{
 *   week: number, asked: Asked, members: number,
 *   refused: import('entrenous/measurement').Failure | undefined,
 *   released: readonly { readonly metric: MetricName, readonly release: import('entrenous/measurement').Result<Uint8Array> }[],
 *   evidence: import('entrenous/measurement').RoundEvidence | undefined, dropped: readonly Dropped[],
 * }} HeldRound - `released`: as `signReleases` gives it; `evidence`: every file of the round, for `verifyRelease`
 */

/**
 * What one community has counted of itself.
 * @typedef {{
 *   slug: string, name: string, place: string, lead: string, members: number,
 *   community: { readonly key: string, readonly publishingKeys: readonly Uint8Array[] },
 *   now: import('entrenous').EpochSeconds, rounds: readonly HeldRound[], releases: readonly Uint8Array[],
 * }} MeasuredCommunity - `releases`: every signed release, in the order in which they were made
 */

/** The eight weeks that are counted. */
export const EPOCH = measurementEpochOf(at(1))

/** @param {readonly MetricName[]} metrics @param {number} epsilonMilli @returns {Asked} */
const each = (metrics, epsilonMilli) => metrics.map((metric) => ({ metric, epsilonMilli }))

/** What can be known after twelve weeks: its windows have ended. With what is asked later, all of the ε 2 of an epoch. */
export const askedFirst = [
  ...each(['received-by-source', 'attendance'], 500),
  ...each(['seven-day-rebook'], 400),
  ...each(['event-follow-up'], 200),
]

/** What takes twelve weeks more: whoever was sent on in week 8 has until then for a first session. */
export const askedLater = each(['first-session'], 400)

/** Who falls out, after joining or before: a third may. */
const away = /** @type {Readonly<Record<string, { before?: string, after?: string }>>} */ ({
  lantern: { after: 'Nils' },
  kestrel: { before: 'Fox' },
})

/**
 * Holds a round in one community.
 *
 * @param {Community} community
 * @param {{ week: number, asked: Asked, previous?: readonly Uint8Array[] }} options - `week`: in which it begins; it takes three days
 * @returns {HeldRound}
 */
export function holdRound(community, { week, asked, previous = [] }) {
  const { keys } = community
  const first = { now: at(week) }
  if (week === WEEK_OF_THE_LAST_COUNT) confirm(community, first.now)
  publish(community, first.now)
  const { catalogue, members } = whoMayTakePart(community, first.now)
  const about = { week, asked, members: members.length }
  const drafted = draftRound({ epoch: EPOCH, metrics: asked, members }, keys, first)
  if (!drafted.ok) return { ...about, refused: drafted.error, released: [], evidence: undefined, dropped: [] }

  const round = must(openRound(drafted.value, { community: catalogue.community, members, ...first }))
  const named = new Set(members.map(({ id }) => id))
  const asking = [...community.people.values()].filter((person) => named.has(person.keys.id))
  const { devices, joins, dropped } = join(community, round, asking, week)
  const second = { now: at(week, 1) }
  const rollFile = must(callRoll(round, joins, keys.publishing, second)).statement
  const roll = must(openRoll(round, rollFile, joins, second))
  const present = devices.filter(({ name }) => name !== away[community.sheet.slug]?.after)
  const reports = present.map((person) => {
    const journal = journalOf(community, person, dayOf(week) - 1)
    return kept(person, must(reportToRound(round, roll, journal, own(person), second)))
  })
  const third = { now: at(week, 2) }
  const closingFile = must(closeRound(round, roll, reports, keys.publishing, third)).statement
  const closing = must(openClosing(round, roll, closingFile, third))
  const answers = present.map((person) => kept(person, must(answerClosing(round, roll, closing, own(person), third))))
  const sum = must(sumRound(round, roll, closing, { reports, answers }))
  const released = signReleases(sum, keys, { ...third, previous })
  const evidence = { round: drafted.value, joins, roll: rollFile, reports, closing: closingFile, answers }
  return { ...about, refused: undefined, released, evidence, dropped }
}

/** @param {Community} community @param {import('entrenous').EpochSeconds} now */
function whoMayTakePart(community, now) {
  const catalogue = openNow(community, now)
  return { catalogue, members: membersOf(readEntries(catalogue).accepted, now) }
}

/**
 * Lets devices join; and notes who does not, or will not go on.
 *
 * @param {Community} community
 * @param {import('entrenous/measurement').Round} round
 * @param {readonly Person[]} asking
 * @param {number} week
 */
function join({ sheet }, round, asking, week) {
  const { before, after } = away[sheet.slug] ?? {}
  /** @type {{ devices: Person[], joins: Uint8Array[], dropped: Dropped[] }} */
  const joined = { devices: [], joins: [], dropped: [] }
  for (const person of asking) {
    const { name } = person
    const drop = (/** @type {string} */ why) => joined.dropped.push({ name, why })
    if (name === before) {
      drop(`of ${sheet.name} has forgotten it`)
      continue
    }
    const random = chance(`round of week ${week}, ${name} of ${sheet.slug}`)
    const said = joinRound(round, bookOf(person), person.keys.identity, { now: at(week), random })
    if (!said.ok) {
      // Who is a member of two communities is counted in one of them.
      drop(`is counted elsewhere already: her device says ${said.error.code} to ${sheet.name}`)
      continue
    }
    if (name === after) drop(`of ${sheet.name} joins, and is on holiday when it is time to report`)
    joined.devices.push(person)
    joined.joins.push(kept(person, said.value))
  }
  return joined
}

/** @param {Person} person */
function bookOf({ book, name }) {
  if (book === undefined) throw new Error(`${name} has no book`)
  return book
}

/** @param {Person} person */
function own(person) {
  return { book: bookOf(person), identity: person.keys.identity }
}

/**
 * The book first, then the statement: a crash can repeat what was said, and never makes it another.
 *
 * @param {Person} person
 * @param {import('entrenous/measurement').Said} said
 */
function kept(person, { book, statement }) {
  person.book = book
  return statement
}

/**
 * Lets every community count its first eight weeks, once after twelve weeks and once when the last window has ended.
 *
 * @param {import('./rollout.js').World} world - after week 12
 * @returns {readonly MeasuredCommunity[]} for a report: exactly what `entrenous/measurement` gives
 */
export function measure({ communities }) {
  const names = [...communities.keys()]
  // The smallest first: whoever is in two is counted where one more matters most.
  const inTurn = [...communities.values()].sort((one, other) => one.people.size - other.people.size)
  return inTurn.map(measured).sort((one, other) => names.indexOf(one.slug) - names.indexOf(other.slug))
}

/**
 * @param {Community} community
 * @returns {MeasuredCommunity}
 */
function measured(community) {
  const first = holdRound(community, { week: WEEK_OF_THE_FIRST_COUNT, asked: askedFirst })
  if (first.refused !== undefined)
    return {
      ...whoIs(community),
      members: first.members,
      now: at(WEEK_OF_THE_FIRST_COUNT, 3),
      rounds: [first],
      releases: [],
    }
  const early = draftRoundTooEarly(community)
  const previous = signedIn(first)
  const later = holdRound(community, { week: WEEK_OF_THE_LAST_COUNT, asked: askedLater, previous })
  return {
    ...whoIs(community),
    members: first.members,
    now: at(WEEK_OF_THE_LAST_COUNT, 3),
    rounds: [first, early, later],
    releases: [...previous, ...signedIn(later)],
  }
}

/**
 * What a lead gets who cannot wait.
 *
 * @param {Community} community
 * @returns {HeldRound}
 */
function draftRoundTooEarly(community) {
  const week = WEEK_OF_THE_FIRST_COUNT
  const now = at(week, 2)
  const { members } = whoMayTakePart(community, now)
  const drafted = draftRound({ epoch: EPOCH, metrics: askedLater, members }, community.keys, { now })
  if (drafted.ok) throw new Error('a window that is open was closed')
  return {
    week,
    asked: askedLater,
    members: members.length,
    refused: drafted.error,
    released: [],
    evidence: undefined,
    dropped: [],
  }
}

/** @param {HeldRound} round */
function signedIn({ released }) {
  return released.flatMap(({ release }) => (release.ok ? [release.value] : []))
}

/** @param {Community} community */
function whoIs({ sheet: { slug, name, place, lead }, key, keys }) {
  return { slug, name, place, lead, community: { key, publishingKeys: [keys.publishing.publicKey] } }
}

/**
 * Reads a community's releases as somebody else does: signature, thresholds, and computed again from the round's files.
 *
 * @param {MeasuredCommunity} measured
 */
export function verified({ community, now, rounds, releases }) {
  return rounds.flatMap(({ week, released, evidence }) =>
    released.map(({ metric, release }) => {
      if (!release.ok || evidence === undefined)
        return { week, metric, code: release.ok ? 'unread' : release.error.code }
      const read = verifyRelease(release.value, { community, now, others: releases, evidence })
      return read.ok ? { week, metric, code: 'released', says: read.value } : { week, metric, code: read.error.code }
    }),
  )
}
