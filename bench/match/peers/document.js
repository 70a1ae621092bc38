import { fresh } from '../naive/gates.js'
import { covers } from '../naive/read.js'
import { NOW } from '../people.js'

// Practitioners and queries in the flat form that search libraries take in: words, numbers, flags. Made beforehand; no
// time is taken for it.

/**
 * @typedef {import('../people.js').Person} Person
 * @typedef {import('../../../src/intake/answers.js').Answers} Answers
 * @typedef {ReturnType<typeof documentOf>} Document
 * @typedef {{ word: string, points: number }} Term - `points`: the most it can earn, of our score
 */

const HOURS = 168
/** @type {Record<string, number>} */
const dayOf = { mon: 0, tue: 1, wed: 2, thu: 3, fri: 4, sat: 5, sun: 6 }
/**
 * A practitioner, flat.
 * @param {Person} person
 * @param {number} index - its position among all
 */
export function documentOf(person, index) {
  const { offer, presence } = person
  const concepts = offer.concepts ?? []
  const location = offer.locations?.[0]
  const point = location?.point
  const prices = (offer.fees ?? []).flatMap(({ from }) => (from === undefined ? [] : [from]))
  return {
    id: String(index),
    /** Words of four facets in one list: the first letter keeps them apart. */
    words: [
      ...concepts.map(({ concept }) => `c:${concept}`),
      ...(offer.modalities?.yes ?? []).map((id) => `m:${id}`),
      ...(offer.populations?.yes ?? []).flatMap((id) => aboveOf(id).map((one) => `p:${one}`)),
      ...(offer.facets?.yes ?? []).map((id) => `t:${id}`),
    ],
    levels: Object.fromEntries(concepts.map(({ concept, level }) => [`c:${concept}`, level])),
    accepting: isAccepting(presence),
    languages: (offer.languages?.yes ?? []).flatMap((tag) => prefixesOf(tag.toLowerCase())),
    ageGroups: offer.ageGroups?.yes ?? [],
    sessions: offer.sessions?.yes ?? [],
    formats: [...new Set((offer.formats?.yes ?? []).flatMap(aboveOf))],
    insurers: offer.insurers?.yes ?? [],
    /** No price is dearer than any budget. */
    price: Math.min(...prices, 100_000_000),
    region: location?.region ?? '',
    licences: (offer.licences ?? []).flatMap(({ region, status }) => (status === 'not-held' ? [] : [region])),
    latitude: (point?.latitudeMicrodegrees ?? 0) / 1_000_000,
    longitude: (point?.longitudeMicrodegrees ?? 0) / 1_000_000,
    hours: hoursOf(offer.slots ?? [], offer.zone?.transitions[0]?.offsetMinutes ?? 0),
  }
}

function isAccepting(/** @type {Person['presence']} */ presence) {
  const now = fresh(presence, NOW)
  return now?.accepting === true && now.capacity === 'capacity'
}

/** An id and everything above it. @param {string} id */
function aboveOf(id) {
  const words = id.split('.')
  return words.map((_, at) => words.slice(0, at + 1).join('.'))
}

/** A language tag and what it begins with. @param {string} tag */
function prefixesOf(tag) {
  const parts = tag.split('-')
  return parts.map((_, at) => parts.slice(0, at + 1).join('-'))
}

/**
 * The hours of a UTC week in which at least half an hour is free.
 * @param {readonly { day: string, fromMinute: number, toMinute: number }[]} slots
 * @param {number} offsetMinutes
 */
export function hoursOf(slots, offsetMinutes) {
  const hours = new Set()
  for (const { day, fromMinute, toMinute } of slots) {
    const midnight = (dayOf[day] ?? 0) * 1440 - offsetMinutes
    for (let minute = midnight + fromMinute; minute + 30 <= midnight + toMinute; minute += 30) {
      hours.add((Math.floor(minute / 60) + HOURS) % HOURS)
    }
  }
  return /** @type {number[]} */ ([...hours])
}

/**
 * What is needed and wished for, as words: each wanted one and those under it, which answer it almost entirely. Words above
 * and beside were tried too: they cost more time and brought no more agreement.
 * @param {Answers} answers
 * @param {{ readonly concepts: ReadonlyMap<any, ReadonlySet<any>> }} vocabulary
 * @returns {readonly Term[]} each word once
 */
export function termsOf(answers, vocabulary) {
  /** @type {Map<string, number>} */
  const points = new Map()
  for (const { word, points: most, facet, id } of wantedOf(answers)) {
    points.set(word, Math.max(most, points.get(word) ?? 0))
    const under = [...(vocabulary.concepts.get(facet) ?? [])].filter((other) => other !== id && covers(id, other))
    for (const other of under) {
      const below = `${word[0]}:${other}`
      points.set(below, Math.max(most * 0.9, points.get(below) ?? 0))
    }
  }
  return [...points].map(([word, most]) => ({ word, points: most }))
}

/**
 * What is needed and wished for itself, the most important first.
 * @param {Answers} answers
 */
export function wantedOf({ needs, prefer = {} }) {
  const { modalities = [], populations = [], practitioner = [] } = prefer
  const wanted = (
    /** @type {string} */ facet,
    /** @type {string} */ letter,
    /** @type {string} */ id,
    /** @type {number} */ most,
  ) => {
    return { facet, word: `${letter}:${id}`, id, points: most }
  }
  return [
    ...needs.map(({ concept, importance = 2 }) => wanted('concern', 'c', concept, 100 * importance)),
    ...modalities.map((id) => wanted('modality', 'm', id, 40 / modalities.length)),
    // A population's words are stored with those above them: nothing under it need be asked for.
    ...populations.map((id) => wanted('', 'p', id, 40 / populations.length)),
    ...practitioner.map(({ facet, value }) => wanted('', 't', `${facet}.${value}`, 40 / practitioner.length)),
  ].sort((one, other) => other.points - one.points)
}
