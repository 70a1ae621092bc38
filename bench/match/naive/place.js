import { covers, NO, read, UNKNOWN, YES } from './read.js'

// Where and in which form, as docs/design/matching-semantics.md reads it.

/**
 * @typedef {import('../people.js').Offer} Offer
 * @typedef {NonNullable<import('../../../src/intake/answers.js').Answers['where']>} Where
 * @typedef {{
 *   region: string | undefined,
 *   formats: readonly { id: string, isOnline: boolean, isInPerson: boolean }[],
 *   place: { latitude: number, longitude: number, cosine: number, metres: number, withinKm: number } | undefined,
 *   meetsSomewhere: boolean,
 * }} Place - `metres`: how far at most
 */

const DIAMETER = 2 * 6_371_009
const RADIANS_PER_MICRODEGREE = Math.PI / 180_000_000

/** The series that src/matching/distance.ts explains: the same additions and multiplications in the same order. */
function cosine(/** @type {number} */ microdegrees) {
  const angle = microdegrees * RADIANS_PER_MICRODEGREE
  const square = angle * angle
  let sum = 1 - square / 182
  sum = 1 - (square / 132) * sum
  sum = 1 - (square / 90) * sum
  sum = 1 - (square / 56) * sum
  sum = 1 - (square / 30) * sum
  sum = 1 - (square / 12) * sum
  return 1 - (square / 2) * sum
}

/** @param {NonNullable<Place['place']>} place @param {NonNullable<NonNullable<Offer['locations']>[number]['point']>} point */
function metresTo(place, { latitudeMicrodegrees, longitudeMicrodegrees }) {
  const rise = cosine(Math.abs(place.latitude - latitudeMicrodegrees) / 2 - 90_000_000)
  const turn = cosine(Math.abs(place.longitude - longitudeMicrodegrees) / 2 - 90_000_000)
  const square = rise * rise + place.cosine * cosine(latitudeMicrodegrees) * turn * turn
  const arc = Math.sqrt(square) * (1 + square * (1 / 6 + square * (3 / 40 + (square * 15) / 336)))
  return Math.round(DIAMETER * arc)
}

const isOnline = (/** @type {string} */ format) => covers('online', format)

/** @param {Where} where @returns {Place} */
export function placeOf({ region, place, formats = [] }) {
  const latitude = Math.round((place?.latitude ?? 0) * 1_000_000)
  const longitude = Math.round((place?.longitude ?? 0) * 1_000_000)
  const withinKm = place?.withinKm ?? 0
  return {
    region,
    formats: formats.map((format) => {
      return { id: format, isOnline: isOnline(format), isInPerson: format === 'in-person' }
    }),
    place: place && { latitude, longitude, cosine: cosine(latitude), metres: withinKm * 1000, withinKm },
    meetsSomewhere: formats.length === 0 || !formats.every(isOnline),
  }
}

/**
 * Whether they can meet by one of the wanted formats. Online is a matter of the licence, everything else of the location.
 * @param {Place} place
 * @param {Offer} offer
 * @param {number} unknownRegion - what a region counts as that is not stated
 */
export function judgeWhere(place, offer, unknownRegion) {
  if (place.formats.length === 0) {
    if (place.region === undefined && place.place === undefined) return YES
    const local = judgeLocations(place, offer, unknownRegion)
    if (local === YES) return YES
    return Math.max(local, Math.min(read(offer.formats, 'online'), judgeLicences(place, offer, unknownRegion)))
  }
  let best = NO
  for (const format of place.formats) {
    let verdict = read(offer.formats, format.id)
    if (verdict === UNKNOWN && format.isInPerson && (offer.locations ?? []).length > 0) {
      verdict = (offer.formats?.yes ?? []).every(isOnline) ? YES : UNKNOWN
    }
    // A format that is not offered is no way: its region need not be looked at.
    if (verdict > best) {
      const there = format.isOnline
        ? judgeLicences(place, offer, unknownRegion)
        : judgeLocations(place, offer, unknownRegion)
      best = Math.max(best, Math.min(verdict, there))
      if (best === YES) return YES
    }
  }
  return best
}

/** @param {Place} place @param {Offer} offer @param {number} unknownRegion */
function judgeLocations({ region, place }, { locations }, unknownRegion) {
  if (locations === undefined || locations.length === 0) {
    return Math.min(region === undefined ? YES : unknownRegion, place === undefined ? YES : UNKNOWN)
  }
  let best = NO
  for (const location of locations) {
    let verdict = region === undefined || region === location.region ? YES : NO
    // Without a word of the region, nobody is far away.
    if (verdict === NO && isPart(/** @type {string} */ (region), location.region)) verdict = unknownRegion
    if (verdict > best && place !== undefined) verdict = Math.min(verdict, judgeDistance(place, location.point))
    if (verdict > best) best = verdict
  }
  return best
}

/** A country against a part of it. @param {string} one @param {string} other */
function isPart(one, other) {
  return one.length !== other.length && (one.startsWith(`${other}-`) || other.startsWith(`${one}-`))
}

/** @param {NonNullable<Place['place']>} place @param {NonNullable<Offer['locations']>[number]['point']} point */
function judgeDistance(place, point) {
  if (point === undefined) return UNKNOWN
  const metres = metresTo(place, point)
  if (metres + point.coarsenessMetres <= place.metres) return YES
  return metres - point.coarsenessMetres > place.metres ? NO : UNKNOWN
}

/** @param {Place} place @param {Offer} offer @param {number} unknownRegion */
function judgeLicences({ region }, { licences, locations }, unknownRegion) {
  if (region === undefined) return YES
  let here = -1
  let around = -1
  for (const licence of licences ?? []) {
    const verdict = licence.status === 'not-held' ? NO : YES
    if (licence.region === region) here = Math.max(here, verdict)
    // One for the whole country holds in its parts.
    else if (region.startsWith(`${licence.region}-`)) around = Math.max(around, verdict)
  }
  if (here >= 0) return here
  if (around >= 0) return around
  // Where they receive people, they may see them from afar as well.
  return locations?.some((location) => location.region === region) ? YES : unknownRegion
}

/**
 * 1000 at the door, 500 at the wished distance, 0 from twice that on or where no point is stated.
 * @param {NonNullable<Place['place']>} place
 * @param {Offer} offer
 */
export function nearness(place, { locations }) {
  let best = 0
  for (const { point } of locations ?? []) {
    if (point === undefined) continue
    best = Math.max(best, 1000 - Math.floor(metresTo(place, point) / (2 * place.withinKm)))
  }
  return best
}
