import { judgeWhere, placeOf } from './place.js'
import { covers, NO, read, readAll, readAny, readLanguage, UNKNOWN, YES } from './read.js'
import { freeTimeOf, minutesTogether } from './time.js'

// Who may be shown at all. Each gate is made once per query, of what was answered.

/**
 * @typedef {import('../people.js').Person} Person
 * @typedef {import('../people.js').Offer} Offer
 * @typedef {import('../../../src/intake/answers.js').Answers} Answers
 * @typedef {(offer: Offer, presence: Person['presence'], now: number) => number} Gate
 */

/** No price at all: less than a no. */
const NONE = -1
/** Confirmed longer ago, room is not believed. */
const BELIEVED = 35 * 86_400
/** @type {readonly string[]} */
const defaultMust = ['where', 'languages']
/** What this loop leaves out; a query that asks for it must not be answered wrongly. */
const leftOut = /** @type {const} */ (['access', 'body', 'avoid'])

/**
 * Prepares the conditions of a query, the cheap and telling ones first.
 * @param {Answers} answers
 * @returns {readonly Gate[]}
 */
export function gatesOf(answers) {
  for (const part of leftOut)
    if (answers[part] !== undefined) throw new Error(`the plain loop knows nothing of ${part}`)
  if (answers.when?.startBy !== undefined) throw new Error('the plain loop knows nothing of startBy')
  const { about, when } = answers
  return [
    standing((_, presence, now) => judgeAccepting(presence, when?.waitingList, now)),
    ...conditions(answers),
    ...ageGate(about?.ageGroup).map(standing),
    standing((offer) => (offer.rules === undefined ? YES : judgeRules(offer.rules, about))),
  ]
}

/** What the person did not make a condition stops whoever fails it, and is asked of the others. @param {Gate} gate @returns {Gate} */
function standing(gate) {
  return (offer, presence, now) => (gate(offer, presence, now) === NO ? NO : YES)
}

/** @param {string | undefined} ageGroup @returns {Gate[]} */
function ageGate(ageGroup) {
  if (ageGroup === undefined) return []
  return [({ ageGroups }) => read(ageGroups, ageGroup)]
}

/** @param {Answers} answers @returns {Gate[]} */
function conditions(answers) {
  const must = new Set(answers.must ?? defaultMust)
  return [...possible(answers)].flatMap(([name, gate]) => {
    if (gate === undefined || !must.has(name)) return []
    const excludes = answers.unknown?.[name] === 'exclude' && !(name === 'payment' && answers.payment?.notSure)
    if (!excludes) return [gate]
    return [(offer, presence, now) => (gate(offer, presence, now) === YES ? YES : NO)]
  })
}

/**
 * Every condition that was answered, whether it is a must or a wish.
 * @param {Answers} answers
 * @returns {Map<import('../../../src/intake/answers.js').Condition, Gate | undefined>}
 */
export function possible({ sessions, for: forWhom, where, languages, payment, when, prefer = {}, unknown }) {
  const free = freeTimeOf(when)
  // In the order in which they are asked: what tells most at the least cost comes first.
  return new Map([
    ['where', where && whereGate(where, unknown?.where === 'keep' ? UNKNOWN : NO)],
    ['payment', payment && paymentGate(payment, sessions)],
    ['languages', languages && languageGate(languages)],
    ['sessions', oneOf(sessions && [sessions], ({ sessions: stated }) => stated)],
    ['formats', oneOf(where?.formats, ({ formats }) => formats)],
    ['for', oneOf(forWhom && [forWhom], ({ seenFor }) => seenFor)],
    ['style', oneOf(prefer.style, ({ styles }) => styles)],
    ['modalities', oneOf(prefer.modalities, ({ modalities }) => modalities)],
    ['populations', populationGate(prefer.populations)],
    ['practitioner', traitGate(prefer.practitioner)],
    ['when', free && ((offer, presence, now) => ofMinutes(minutesTogether(free, offer, presence, now)))],
  ])
}

/**
 * @param {readonly string[] | undefined} wanted
 * @param {(offer: Offer) => import('./read.js').Stated | undefined} listOf
 * @returns {Gate | undefined}
 */
function oneOf(wanted, listOf) {
  if (wanted === undefined || wanted.length === 0) return undefined
  return (offer) => readAny(listOf(offer), wanted)
}

/** @param {readonly string[] | undefined} wanted @returns {Gate | undefined} */
function populationGate(wanted) {
  if (wanted === undefined || wanted.length === 0) return undefined
  return ({ populations }) => readAll(populations, wanted)
}

/** Within one trait any value will do, and every trait must be met. @param {NonNullable<Answers['prefer']>['practitioner']} wanted @returns {Gate | undefined} */
function traitGate(wanted) {
  if (wanted === undefined || wanted.length === 0) return undefined
  const names = [...new Set(wanted.map(({ facet }) => facet))]
  const traits = names.map((name) =>
    wanted.flatMap(({ facet, value }) => (facet === name ? [`${facet}.${value}`] : [])),
  )
  return ({ facets }) => traits.reduce((worst, values) => Math.min(worst, readAny(facets, values)), YES)
}

/** @param {NonNullable<Answers['languages']>} languages @returns {Gate} */
function languageGate({ anyOf = [], allOf = [], interpreter }) {
  const lower = (/** @type {string} */ tag) => tag.toLowerCase()
  const one = anyOf.map(lower)
  const every = allOf.map(lower)
  return ({ languages, interpreter: offered }) => {
    const interpreted = !interpreter || offered === false ? NO : offered === undefined ? UNKNOWN : YES
    if (one.length === 0 && every.length === 0) return interpreter ? interpreted : YES
    let spoken = one.length === 0 ? YES : NO
    for (const tag of one) if (spoken !== YES) spoken = Math.max(spoken, readLanguage(languages, tag))
    for (const tag of every) spoken = Math.min(spoken, readLanguage(languages, tag))
    return Math.max(spoken, interpreted)
  }
}

/** @param {NonNullable<Answers['payment']>} payment @param {string | undefined} sessions @returns {Gate} */
function paymentGate({ anyOf = [], notSure }, sessions) {
  const insurers = anyOf.flatMap((way) => ('insurer' in way ? [way.insurer] : []))
  const budgets = anyOf.flatMap((way) => ('budget' in way ? [way.budget] : []))
  if (anyOf.length === 0) return () => (notSure ? UNKNOWN : YES)
  return (offer) => {
    let best = notSure ? UNKNOWN : NO
    for (const budget of budgets) best = Math.max(best, judgeBudget(budget, offer, sessions))
    return best === YES ? YES : Math.max(best, readAny(offer.insurers, insurers))
  }
}

/** @typedef {Extract<NonNullable<NonNullable<Answers['payment']>['anyOf']>[number], { budget: unknown }>['budget']} Budget */

/** @param {Budget} budget @param {Offer} offer @param {string | undefined} sessions */
function judgeBudget(budget, { fees, locations }, sessions) {
  let best = fees === undefined ? NONE : judgeFees(budget, fees, sessions)
  if (locations !== undefined) {
    for (const { fees: there } of locations) {
      if (there !== undefined) best = Math.max(best, judgeFees(budget, there, sessions))
    }
  }
  return best === NONE ? UNKNOWN : best
}

/** @param {Budget} budget @param {NonNullable<Offer['fees']>} fees @param {string | undefined} sessions */
function judgeFees(budget, fees, sessions) {
  let best = NONE
  for (const fee of fees) {
    const isRelevant = fee.session === undefined || sessions === undefined || fee.session === sessions
    if (isRelevant) best = Math.max(best, judgeFee(budget, fee))
  }
  return best
}

/** @param {Budget} budget @param {import('../../../src/descriptor/offer.js').Fee} fee */
function judgeFee({ amount, currency, per, timesPerMonth }, fee) {
  if (fee.model === 'free' || fee.model === 'pay-what-you-can') return YES
  if (fee.model === 'voucher' || fee.from === undefined || fee.currency !== currency) return UNKNOWN
  const isMonthly = per === 'month'
  const once = isMonthly && timesPerMonth !== undefined ? Math.floor(amount / timesPerMonth) : amount
  if (fee.from > once) return NO
  // A month's budget without a number of sessions fails only what one session would already exceed.
  if (isMonthly && timesPerMonth === undefined) return UNKNOWN
  return fee.model === 'sliding' || (fee.to ?? fee.from) <= once ? YES : UNKNOWN
}

/** @param {NonNullable<Answers['where']>} where @param {number} unknownRegion @returns {Gate} */
function whereGate(where, unknownRegion) {
  const place = placeOf(where)
  return (offer) => judgeWhere(place, offer, unknownRegion)
}

/** @param {number | undefined} minutes */
const ofMinutes = (minutes) => (minutes === undefined ? UNKNOWN : minutes > 0 ? YES : NO)

/**
 * A presence that is in force and was confirmed lately.
 * @param {Person['presence']} presence
 * @param {number} now
 */
export function fresh(presence, now) {
  const isFresh = presence !== undefined && presence.expires > now && now - presence.capacityAsOf < BELIEVED
  return isFresh ? presence : undefined
}

/** @param {Person['presence']} presence @param {'ok' | 'no' | undefined} waitingList @param {number} now */
function judgeAccepting(presence, waitingList, now) {
  if (presence === undefined) return UNKNOWN
  const isClosed =
    presence.accepting === false ||
    presence.capacity === 'no-capacity' ||
    presence.weeklyCapReached === true ||
    (presence.pausedUntil !== undefined && presence.pausedUntil > now)
  if (isClosed && presence.waitingList !== true) return NO
  if (isClosed || presence.capacity === 'waitlist') {
    return waitingList === 'ok' ? YES : waitingList === 'no' ? NO : UNKNOWN
  }
  return presence.capacity === 'additional-assessment-required' ? UNKNOWN : YES
}

/** The practitioner's own rules, over what the person says of themselves. @param {NonNullable<Offer['rules']>} rules @param {Answers['about']} about */
function judgeRules(rules, about) {
  let worst = YES
  for (const rule of rules) {
    const said = about?.[rule.about]
    const answers = said === undefined ? undefined : [said].flat()
    const isMember = rule.about === 'memberOf'
    const admits = (/** @type {string} */ answer) =>
      rule.anyOf.some((one) => (isMember ? one === answer : covers(one, answer)))
    worst = Math.min(worst, answers === undefined ? UNKNOWN : answers.some(admits) ? YES : NO)
  }
  return worst
}
