import { chance, dayOf, pick } from './world.js'

// What the practitioners' own devices note in the first eight weeks, and what came of it until week 20: days and ids, nothing
// that anybody said. Who came, and when, is invented; it is the one thing here that is.

/**
 * @typedef {import('./desk.js').Community} Community
 * @typedef {import('./desk.js').Person} Person
 * @typedef {import('entrenous/measurement').Journal} Journal
 */

/** How busy each community is: referrals for each practitioner, places at each evening. */
const busy =
  /** @type {Readonly<Record<string, { referrals: number, places: number, host: string, sources: readonly string[] }>>} */ ({
    saltmarsh: { referrals: 5, places: 6, host: 'Tarek', sources: ['person', 'physician', 'colleague'] },
    lantern: {
      referrals: 13,
      places: 16,
      host: 'Hana',
      sources: ['person', 'person', 'physician', 'physician', 'colleague', 'colleague', 'event', 'school'],
    },
    kestrel: { referrals: 4, places: 6, host: 'Noor', sources: ['person', 'school', 'school', 'event'] },
  })

const FIRST_EVENING = 3
const LAST_EVENING = 8

/**
 * What one device has noted until a day.
 *
 * @param {Community} community
 * @param {Person} person
 * @param {number} until - the last day, counted as everywhere
 * @returns {Journal}
 */
export function journalOf(community, person, until) {
  const { slug } = community.sheet
  const { referrals = 0, sources = [] } = busy[slug] ?? {}
  const random = chance(`journal of ${person.name} of ${slug}`)
  const noted = []
  const count = referrals + pick(random, 3) - 1
  for (let nth = 0; nth < count; nth++) {
    const referral = `${slug}-${person.name}-${nth}`
    const on = dayOf(5) + pick(random, 28)
    noted.push({ what: 'received', referral, on, source: sources[pick(random, sources.length)] })
    if (pick(random, 100) >= 72) continue
    const first = on + 2 + pick(random, 18)
    noted.push({ what: 'session', referral, on: first })
    if (pick(random, 100) < 55) noted.push({ what: 'session', referral, on: first + 5 + pick(random, 3) })
    if (pick(random, 100) < 60) noted.push({ what: 'session', referral, on: first + 14 + pick(random, 20) })
  }
  const all = [...noted, ...eveningsOf(community, person), ...person.journal].filter(({ on }) => on <= until)
  return /** @type {Journal} */ (all) // days are whole numbers of days, and sources are of the list
}

/** @param {Community} community @param {Person} person */
function eveningsOf({ sheet: { slug } }, { name }) {
  const { host, places = 0 } = busy[slug] ?? {}
  if (name !== host) return []
  const random = chance(`evenings of ${name} of ${slug}`)
  const noted = []
  for (let week = FIRST_EVENING; week <= LAST_EVENING; week++) {
    const on = dayOf(week, 5)
    const taken = places + pick(random, 3) - 1
    for (let nth = 0; nth < taken; nth++) {
      const place = `${slug}-${week}-${nth}`
      noted.push({ what: 'place', place, on })
      if (pick(random, 100) >= 80) continue
      noted.push({ what: 'came', place, on })
      if (pick(random, 100) < 35) noted.push({ what: 'next-step', place, on: on + 1 + pick(random, 20) })
    }
  }
  return noted
}

/**
 * How many took a place at one evening, and how many came: what the host knows.
 *
 * @param {Community} community
 * @param {number} week
 */
export function placesOf(community, week) {
  const on = dayOf(week, 5)
  const noted = [...community.people.values()]
    .flatMap((person) => eveningsOf(community, person))
    .filter((one) => one.on === on)
  const count = (/** @type {string} */ what) => noted.filter((one) => one.what === what).length
  return { taken: count('place'), came: count('came') }
}
