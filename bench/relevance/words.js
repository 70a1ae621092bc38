// What somebody offers, in the words a careful reader would have. Only what is stated is said, and nothing is weighed.

/**
 * @typedef {import('./collections.js').Offer} Offer
 * @typedef {import('./collections.js').Target} Target
 * @typedef {import('../../src/vocabulary/labels.js').Labels} Labels
 * @typedef {readonly (readonly [string, string | undefined])[]} Lines - a heading and what stands there
 */

const levels = /** @type {const} */ ([
  ['specialist', 4, 'Specialist in'],
  ['experienced', 3, 'Experienced with'],
  ['trained', 2, 'Trained in'],
  ['asks-first', 1, 'Asks first whether it fits'],
])

/**
 * Describes one practitioner, event or facility.
 * @param {Target} target
 * @param {Labels} en
 * @param {ReadonlyMap<string, string>} names - of the hosts of events, by id
 */
export function describe({ id, kind, offer }, en, names) {
  const say = speaker(en)
  const special = kind === 'practitioner' ? practitionerLines : kind === 'event' ? eventLines : () => []
  const lines = [...special(offer, say, names), ...offerLines(offer, say)]
  const heading = `[${id}]  ${offer['name'] ?? offer['title']}`
  const about = [offer['summary'], offer['address']].filter((text) => text !== undefined)
  const stated = lines.flatMap(([name, text]) => (text ? [`${name}: ${text}`] : []))
  return [heading, ...[...about, ...stated].map((line) => `  ${line}`)].join('\n')
}

/**
 * @typedef {ReturnType<typeof speaker>} Say
 * @param {Labels} en
 */
function speaker(en) {
  /** @param {string} facet @param {string} id @returns {string} */
  const word = (facet, id) => {
    /** @type {Record<string, Record<string, string>>} */
    const concepts = en.concepts
    return concepts[facet]?.[id] ?? id
  }
  /** @param {string} facet @param {readonly string[] | undefined} ids */
  const list = (facet, ids) => ids?.map((id) => word(facet, id)).join('; ')
  /** @param {string} facet @param {any} stated */
  const three = (facet, stated) =>
    stated &&
    [list(facet, stated.yes), stated.no && `not: ${list(facet, stated.no)}`, stated.complete && 'Nothing else']
      .filter(Boolean)
      .join('. ')
  return { en, word, list, three }
}

/** @returns {Lines} */
function practitionerLines(/** @type {Offer} */ offer, /** @type {Say} */ { en }) {
  const { presence, answersWithinDays, practice } = offer
  /** @type {Record<string, string>} */
  const capacity = en.capacity
  /** @type {Record<string, string>} */
  const first = en.firstAppointment
  const room = [
    capacity[presence.capacity],
    presence.accepting === false && 'takes nobody new',
    presence.waitingList === true && 'keeps a waiting list',
    presence.waitingList === false && 'keeps no waiting list',
    presence.pausedUntil && `back ${presence.pausedUntil}`,
    presence.weeklyCapReached && 'the week is full',
    presence.firstAppointment && first[presence.firstAppointment],
    `they said so ${presence.confirmed}`,
  ]
  return [
    ['Practice', practice?.name],
    ['Room', room.filter(Boolean).join('; ')],
    ['Answers', `within ${answersWithinDays} days`],
  ]
}

/** @returns {Lines} */
function eventLines(
  /** @type {Offer} */ offer,
  /** @type {Say} */ { en, word },
  /** @type {ReadonlyMap<string, string>} */ names,
) {
  const { starts, recurrence, durationMinutes, audience, resources, nextStep } = offer
  const again = recurrence && `, then every ${recurrence.every}, ${recurrence.times} times in all`
  /** @type {Record<string, string>} */
  const places = en.places
  return [
    [
      'Kind',
      `${word('event-kind', offer['eventKind'])}, ${audience === 'member' ? 'for members only' : 'for everybody'}`,
    ],
    ['Hosts', offer['hosts'].map((/** @type {string} */ id) => names.get(id) ?? id).join(', ')],
    ['When', `${starts}, for ${durationMinutes} minutes${again ?? ''}`],
    ['Places', `${places[offer['places']]}, ${offer['placesAsOf']}`],
    ['Also there', resources?.map((/** @type {{ text: string }} */ one) => one.text).join('; ')],
    ['Afterwards', nextStep],
  ]
}

/** @returns {Lines} */
function offerLines(/** @type {Offer} */ offer, /** @type {Say} */ say) {
  const { three, list } = say
  return [
    ...levels.map(
      ([name, level, heading]) => /** @type {const} */ ([heading, list('concern', concernsAt(offer, name, level))]),
    ),
    ['Does not work with', list('concern', offer['notOffered'])],
    ['Ways of working', three('modality', offer['modalities'])],
    ['Knows well', three('population', offer['populations'])],
    ['About them', three('practitioner', offer['facets'])],
    ['How it feels', three('style', offer['styles'])],
    ['Ages', three('age-group', offer['ageGroups'])],
    ['Sees only', offer['rules']?.map((/** @type {Offer} */ rule) => ruleWords(rule, say)).join('; ')],
    ['Who is there', three('session', offer['sessions'])],
    ['Whom for', three('for-whom', offer['seenFor'])],
    ['How they meet', three('format', offer['formats'])],
    ['Places', offer['locations']?.map((/** @type {Offer} */ place) => placeWords(place, say)).join(' | ')],
    ['Access', three('access', offer['access'])],
    ['Licence', offer['licences']?.map((/** @type {Offer} */ one) => licenceWords(one)).join('; ')],
    ['Languages', three('language', offer['languages'])],
    ['Interpreter', offer['interpreter'] === undefined ? undefined : offer['interpreter'] ? 'welcome' : 'no'],
    ['Times', offer['slots']?.join(', ')],
    ['Price', feesWords(offer['fees'], say)],
    ['First call', offer['freeFirstCall'] === undefined ? undefined : offer['freeFirstCall'] ? 'free' : 'not free'],
    ['Who may pay', three('insurer', offer['insurers'])],
    ['Touch', bodyWords(offer['body'], say)],
  ]
}

/** Source files sort concerns by the names of levels, listings number them. */
function concernsAt(/** @type {Offer} */ offer, /** @type {string} */ name, /** @type {number} */ level) {
  const { concepts } = offer
  if (!Array.isArray(concepts)) return concepts?.[name]
  const found = concepts.filter((one) => one.level === level).map((one) => one.concept)
  return found.length === 0 ? undefined : found
}

function ruleWords(/** @type {Offer} */ { about, anyOf }, /** @type {Say} */ { list }) {
  const facet = about === 'ageGroup' ? 'age-group' : about
  return about === 'memberOf' ? `members of ${anyOf.join(', ')}` : list(facet, anyOf)
}

function placeWords(/** @type {Offer} */ { label, region, postalArea, access, slots, fees }, /** @type {Say} */ say) {
  const parts = [label, region, postalArea, slots?.join(', '), feesWords(fees, say), say.three('access', access)]
  return parts.filter(Boolean).join(', ')
}

function licenceWords(/** @type {Offer} */ { region, status, supervisor }) {
  const words = { stated: 'licensed', 'not-required': 'no licence needed', 'not-held': 'not licensed' }
  const word = words[/** @type {keyof typeof words} */ (status)]
  return `${region} ${word}${supervisor ? `, supervised by ${supervisor}` : ''}`
}

function feesWords(/** @type {readonly Offer[] | undefined} */ fees, /** @type {Say} */ { word }) {
  return fees
    ?.map(({ model, currency, from, to, session }) => {
      const amount = from === undefined ? '' : ` ${currency} ${from / 100}${to === from ? '' : ` to ${to / 100}`}`
      return `${word('fee-model', model)}${amount}${session ? ` (${word('session', session)})` : ''}`
    })
    .join('; ')
}

function bodyWords(/** @type {Offer | undefined} */ body, /** @type {Say} */ { three }) {
  if (body === undefined) return undefined
  const { touchFree, areas, clothing, chaperone } = body
  const parts = [
    touchFree === true && 'works without touching',
    touchFree === false && 'works with touch',
    areas && `areas: ${three('body-area', areas)}`,
    clothing && `clothes: ${three('clothing', clothing)}`,
    chaperone && 'a chaperone is possible',
  ]
  return parts.filter(Boolean).join('. ')
}
