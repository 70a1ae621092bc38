import { openCatalogue, readEntries } from 'entrenous/community'
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
import { confirm, publish } from './desk.js'
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

/**
 * One round, or why there was none.
 * @typedef {{
 *   week: number, asked: Asked, members: number,
 *   refused: import('entrenous/measurement').Failure | undefined,
 *   released: readonly { readonly metric: MetricName, readonly release: import('entrenous/measurement').Result<Uint8Array> }[],
 *   evidence: import('entrenous/measurement').RoundEvidence | undefined,
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

/** What can be known after twelve weeks: its windows have ended. Together with the next, all of the ε 2 of an epoch. */
export const askedFirst = [
  ...each(['received-by-source'], 600),
  ...each(['seven-day-rebook', 'attendance', 'event-follow-up'], 300),
]

/** What takes twelve weeks more: whoever was sent on in week 8 has until then for a first session. */
export const askedLater = each(['first-session'], 500)

/** Who falls out: a third may. */
const away = /** @type {Readonly<Record<string, { joins?: string, reports?: string }>>} */ ({
  lantern: { reports: 'Nils' },
  kestrel: { joins: 'Fox' },
})

/**
 * Holds a round in one community.
 *
 * @param {Community} community
 * @param {{ week: number, asked: Asked, previous?: readonly Uint8Array[] }} options - `week`: in which it begins; it takes three days
 * @returns {HeldRound}
 */
export function holdRound(community, { week, asked, previous = [] }) {
  const { sheet, keys } = community
  const now = at(week)
  confirm(community, now)
  const { bytes } = publish(community, now)
  const catalogue = must(openCatalogue(bytes, { trust: [community.key], lastSeen: 'first-use', now }))
  const members = membersOf(readEntries(catalogue).accepted, now)
  const about = { week, asked, members: members.length }
  const drafted = draftRound({ epoch: EPOCH, metrics: asked, members }, keys, { now })
  if (!drafted.ok) return { ...about, refused: drafted.error, released: [], evidence: undefined }

  const round = must(openRound(drafted.value, { community: catalogue.community, members, now }))
  const named = new Set(members.map(({ id }) => id))
  const { joins: nobody, reports: holiday } = away[sheet.slug] ?? {}
  const devices = [...community.people.values()].filter(({ keys: { id }, name }) => named.has(id) && name !== nobody)
  const joins = devices.map((person) => {
    const random = chance(`round of week ${week}, ${person.name} of ${sheet.slug}`)
    return kept(person, must(joinRound(round, bookOf(person), person.keys.identity, { now, random })))
  })
  const second = { now: at(week, 1) }
  const rollFile = must(callRoll(round, joins, keys.publishing, second)).statement
  const roll = must(openRoll(round, rollFile, joins, second))
  const reports = devices.flatMap((person) => {
    if (person.name === holiday) return []
    const journal = journalOf(community, person, dayOf(week) - 1)
    return [kept(person, must(reportToRound(round, roll, journal, own(person), second)))]
  })
  const third = { now: at(week, 2) }
  const closingFile = must(closeRound(round, roll, reports, keys.publishing, third)).statement
  const closing = must(openClosing(round, roll, closingFile, third))
  const present = devices.filter(({ name }) => name !== holiday)
  const answers = present.map((person) => kept(person, must(answerClosing(round, roll, closing, own(person), third))))
  const sum = must(sumRound(round, roll, closing, { reports, answers }))
  const released = signReleases(sum, keys, { ...third, previous })
  const evidence = { round: drafted.value, joins, roll: rollFile, reports, closing: closingFile, answers }
  return { ...about, refused: undefined, released, evidence }
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
export function measure(world) {
  return [...world.communities.values()].map((community) => {
    const first = holdRound(community, { week: WEEK_OF_THE_FIRST_COUNT, asked: askedFirst })
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
  })
}

/**
 * What a lead gets who cannot wait.
 *
 * @param {Community} community
 * @returns {HeldRound}
 */
function draftRoundTooEarly(community) {
  const week = WEEK_OF_THE_FIRST_COUNT
  const bytes = community.published?.bytes ?? new Uint8Array(0)
  const now = at(week, 2)
  const catalogue = must(openCatalogue(bytes, { trust: [community.key], lastSeen: 'first-use', now }))
  const members = membersOf(readEntries(catalogue).accepted, now)
  const drafted = draftRound({ epoch: EPOCH, metrics: askedLater, members }, community.keys, { now })
  if (drafted.ok) throw new Error('a window that is open was closed')
  return { week, asked: askedLater, members: members.length, refused: drafted.error, released: [], evidence: undefined }
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
      if (!release.ok || evidence === undefined) return { week, metric, code: release.ok ? 'unread' : release.error.code }
      const read = verifyRelease(release.value, { community, now, others: releases, evidence })
      return read.ok ? { week, metric, code: 'released', says: read.value } : { week, metric, code: read.error.code }
    }),
  )
}
