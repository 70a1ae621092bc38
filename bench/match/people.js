import { cities, zoneOf } from './places.js'
import { drawsOf } from './random.js'

// Practitioners as plain JSON in the library's own form, as many as are asked for. Each is made of its number alone, so
// that a million need not be held at once. Invented, in the densities of a directory of talking therapies in the US.

/**
 * @typedef {{ readonly concepts: ReadonlyMap<any, ReadonlySet<any>> }} Words
 * @typedef {import('../../src/descriptor/offer.js').Offer} Offer
 * @typedef {{
 *   capacity: 'capacity' | 'no-capacity' | 'waitlist' | 'additional-assessment-required',
 *   capacityAsOf: number, accepting?: boolean | undefined, waitingList?: boolean | undefined,
 *   pausedUntil?: number | undefined, weeklyCapReached?: boolean | undefined,
 *   openSlots?: readonly { from: number, to: number }[] | undefined,
 *   firstAppointment?: string | undefined, issued: number, expires: number,
 * }} Presence
 * @typedef {{ id: string, name: string, issued: number, expires: number, offer: Offer, presence?: Presence | undefined }} Person
 * @typedef {import('./random.js').Draws} Draws
 */

/** Saturday 2026-11-21, 12:00 UTC: when everything is published and matched. */
export const NOW = 1_795_262_400
const DAY = 86_400

const firstNames =
  'Ada Amir Bea Bo Cleo Dev Elif Emil Fay Gus Hana Ines Ivo Jun Kai Lea Lou Mara Milo Nia Omar Pia Ravi Rosa Sam Tia Uma Vera Wim Yara'
const lastNames =
  'Abara Berg Castillo Dube Egan Farkas Gray Haddad Ito Jensen Kaya Lund Mbeki Novak Okoro Park Quist Reyes Sato Torres Ueda Varga Webb Xu Young Zamora'
const given = firstNames.split(' ')
const family = lastNames.split(' ')
const summaries = [
  'I offer a calm place to look at what weighs on you, at your own pace, with room for doubt and for humour.',
  'Together we find out what keeps the trouble going, try small steps between our meetings, and see what holds.',
  'I listen first. Later I ask questions, and now and then I suggest something to try in the week that follows.',
  'My work is practical and warm; we agree on what should be different, and look every month whether it is.',
]
const fewLanguages = [
  'es',
  'zh',
  'vi',
  'tl',
  'ar',
  'fr',
  'ko',
  'ru',
  'pt',
  'hi',
  'de',
  'ht',
  'pl',
  'ase',
  'fa',
  'it',
  'ja',
  'ur',
  'he',
  'so',
]
const plans = Array.from({ length: 48 }, (_, index) => `plan-${index + 1}`)
const insurers = [
  'us-medicaid',
  'us-medicare',
  'employee-assistance',
  'private-insurance',
  'student-plan',
  'us-military',
]
const others = [
  'us-veterans',
  'us-state-plan',
  'us-indian-health',
  'accident-insurance',
  'victim-support',
  'public-health-service',
]
/** Sixty ways of being paid by somebody else, the usual ones in front. */
const payers = [...insurers, ...plans, ...others]
const weightedCities = cities.map((city) => /** @type {const} */ ([city, city.weight]))
const regions = [...new Set(cities.map(({ region }) => region))]
const weekdays = /** @type {const} */ (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const levels = /** @type {const} */ ([
  [1, 15],
  [2, 30],
  [3, 35],
  [4, 20],
])
const professions = ['counsellor', 'psychotherapist', 'psychologist', 'social-worker', 'family-therapist', 'coach']
const experience = ['over-five-years', 'under-five-years', 'over-fifteen-years', 'in-training']

/**
 * Prepares the making of practitioners.
 * @param {Words} vocabulary - whose words they use
 * @returns {(index: number) => Person} the same practitioner for the same number
 */
export function createPeople(vocabulary) {
  const wordsOf = (/** @type {string} */ facet) => [...(vocabulary.concepts.get(facet) ?? [])]
  const concerns = wordsOf('concern').filter((id) => !id.startsWith('practical'))
  const words = {
    concerns,
    modalities: wordsOf('modality'),
    populations: wordsOf('population'),
    styles: wordsOf('style'),
  }
  return (index) => {
    const draws = drawsOf(index)
    const name = `${draws.pick(given)} ${draws.pick(family)}`
    const issued = NOW - draws.whole(60 * DAY) - 3600
    const offer = aboutOf(name, draws)
    add(offer, workOf(words, draws))
    add(offer, practiceOf(draws))
    return { id: idOf(draws), name, issued, expires: issued + 180 * DAY, offer, presence: presenceOf(draws) }
  }
}

/** 64 hexadecimal characters, as the hex of a key. */
function idOf(/** @type {Draws} */ draws) {
  let id = ''
  for (let part = 0; part < 8; part++) id += draws.whole(0x1_0000_0000).toString(16).padStart(8, '0')
  return id
}

/**
 * What no query reads.
 * @param {string} name
 * @param {Draws} draws
 * @returns {any} a descriptor's members, to be added to
 */
function aboutOf(name, draws) {
  return {
    name,
    summary: draws.pick(summaries),
    delivery: ['inbox-link'],
    answersWithinDays: 1 + draws.whole(7),
    openers: [{ role: 'self', name }],
    notice: { controller: name, contact: 'post@practice.example', jurisdiction: 'US', retentionDays: 90 },
  }
}

/** @typedef {{ concerns: any[], modalities: any[], populations: any[], styles: any[] }} Lists */

/**
 * With whom, with what, and how.
 * @param {Lists} words
 * @param {Draws} draws
 * @returns {Offer}
 */
function workOf(words, draws) {
  const among = (/** @type {readonly (readonly [string, number])[]} */ shares) => {
    const yes = /** @type {any[]} */ (shares.flatMap(([value, share]) => (draws.chance(share) ? [value] : [])))
    // Who states none of them has left the question out.
    return yes.length === 0 ? undefined : { yes, ...(draws.chance(0.85) && { complete: true }) }
  }
  const concepts = draws.some(words.concerns, 3 + draws.whole(10))
  const known = draws.some(words.populations, draws.whole(5))
  return {
    concepts: concepts.map((concept) => ({ concept, level: draws.weighted(levels) })),
    notOffered: draws.chance(0.2) ? draws.some(words.concerns, 1 + draws.whole(2)) : undefined,
    modalities: { yes: draws.some(words.modalities, 3 + draws.whole(4)) },
    populations: known.length > 0 ? { yes: known } : undefined,
    ageGroups: among([
      ['child', 0.2],
      ['teen', 0.35],
      ['young-adult', 0.7],
      ['adult', 0.9],
      ['older-adult', 0.45],
    ]),
    sessions: among([
      ['one', 0.95],
      ['couple', 0.3],
      ['family', 0.2],
      ['group', 0.15],
    ]),
    formats: among([
      ['in-person', 0.75],
      ['online.video', 0.8],
      ['online.phone', 0.2],
      ['in-person.home-visit', 0.04],
    ]),
    styles: { yes: draws.some(words.styles, 2 + draws.whole(3)) },
    facets: { yes: traitsOf(draws) },
    rules: draws.chance(0.03) ? [{ about: 'gender', anyOf: ['woman'] }] : undefined,
  }
}

function traitsOf(/** @type {Draws} */ draws) {
  const gender = draws.weighted([
    ['woman', 60],
    ['man', 30],
    ['non-binary', 3],
    ['', 7],
  ])
  const traits = [`profession.${draws.pick(professions)}`, `experience.${draws.early(experience)}`]
  return /** @type {any[]} */ (gender === '' ? traits : [`gender.${gender}`, ...traits])
}

/**
 * Where, when, in which languages and for how much.
 * @param {Draws} draws
 * @returns {object}
 */
function practiceOf(draws) {
  const city = draws.weighted(weightedCities)
  const spoken = new Set(draws.chance(0.97) ? ['en'] : [])
  if (draws.chance(0.2)) spoken.add(draws.early(fewLanguages))
  if (spoken.size === 0 || draws.chance(0.03)) spoken.add(draws.pick(fewLanguages))
  const lawful = new Set([city.region, ...draws.some(regions, draws.whole(3))])
  return {
    languages: { yes: [...spoken], ...(draws.chance(0.95) && { complete: true }) },
    interpreter: draws.chance(0.2) ? draws.chance(0.3) : undefined,
    insurers: draws.chance(0.8)
      ? { yes: draws.some(payers, draws.whole(7)), ...(draws.chance(0.6) && { complete: true }) }
      : undefined,
    fees: draws.chance(0.97) ? [feeOf(draws)] : undefined,
    locations: draws.chance(0.95) ? [locationOf(city, draws)] : undefined,
    licences: draws.chance(0.97) ? [...lawful].map((region) => licenceOf(region, draws)) : undefined,
    zone: draws.chance(0.98) ? zoneOf(city.zone) : undefined,
    slots: draws.chance(0.97) ? slotsOf(draws) : undefined,
  }
}

/**
 * A fixed price of 80 to 250 dollars, or a scale that begins at 40 to 100.
 * @param {Draws} draws
 * @returns {import('../../src/descriptor/offer.js').Fee}
 */
function feeOf(draws) {
  const dollars = (/** @type {number} */ least, /** @type {number} */ steps) => (least + 5 * draws.whole(steps)) * 100
  if (draws.chance(0.7)) return { model: 'fixed', currency: 'USD', from: dollars(80, 35) }
  const from = dollars(40, 13)
  return { model: 'sliding', currency: 'USD', from, to: from + dollars(30, 20) }
}

/**
 * Within about fifteen kilometres of the middle of a city, rounded to a kilometre.
 * @param {import('./places.js').City} city
 * @param {Draws} draws
 * @returns {import('../../src/descriptor/offer.js').Location}
 */
function locationOf({ region, latitude, longitude }, draws) {
  const near = (/** @type {number} */ degrees) => {
    return Math.round((degrees * 1_000_000 + draws.whole(300_000) - 150_000) / 9000) * 9000
  }
  const point = { latitudeMicrodegrees: near(latitude), longitudeMicrodegrees: near(longitude), coarsenessMetres: 1000 }
  return { region, point }
}

/**
 * @param {string} region
 * @param {Draws} draws
 * @returns {import('../../src/descriptor/offer.js').Licence}
 */
function licenceOf(region, draws) {
  if (draws.chance(0.02)) return { region, status: 'not-held' }
  return { region, status: 'stated', number: `L-${10_000 + draws.whole(90_000)}` }
}

/**
 * Three to eight stretches of whole hours between eight in the morning and nine at night.
 * @param {Draws} draws
 * @returns {import('../../src/descriptor/offer.js').WeeklySlot[]}
 */
function slotsOf(draws) {
  return Array.from({ length: 3 + draws.whole(6) }, () => {
    const fromMinute = (8 + draws.whole(11)) * 60
    return { day: draws.early(weekdays), fromMinute, toMinute: fromMinute + (1 + draws.whole(3)) * 60 }
  })
}

/**
 * How things stand; one in twenty has not said so for long.
 * @param {Draws} draws
 * @returns {Presence}
 */
function presenceOf(draws) {
  const age = draws.chance(0.05) ? 40 : draws.whole(30)
  const capacityAsOf = NOW - age * DAY - 60
  const accepting = draws.chance(0.8)
  const capacity = accepting ? draws.weighted(open) : draws.pick(closed)
  const waiting = draws.chance(0.1) && { waitingList: true }
  return { capacity, capacityAsOf, accepting, ...waiting, issued: capacityAsOf, expires: capacityAsOf + 35 * DAY }
}

const open = /** @type {const} */ ([
  ['capacity', 94],
  ['waitlist', 4],
  ['additional-assessment-required', 2],
])
const closed = /** @type {const} */ (['no-capacity', 'waitlist'])

/**
 * Puts members into an offer, without those that are undefined, as JSON has none. By hand: to spread three objects of
 * this size into one takes thirty times as long.
 * @param {object} offer
 * @param {object} members
 */
function add(offer, members) {
  const from = /** @type {Record<string, unknown>} */ (members)
  const to = /** @type {Record<string, unknown>} */ (offer)
  for (const name in from) if (from[name] !== undefined) to[name] = from[name]
}
