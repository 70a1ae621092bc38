import { possible } from './gates.js'
import { judgeWhere, nearness, placeOf } from './place.js'
import { covers, read, UNKNOWN, YES } from './read.js'
import { freeTimeOf, minutesTogether, togetherness } from './time.js'

// What earns points, as docs/design/matching-semantics.md weighs it: whole numbers, so that sums are exact.

/**
 * @typedef {import('../people.js').Offer} Offer
 * @typedef {import('../../../src/intake/answers.js').Answers} Answers
 * @typedef {(offer: Offer, presence: import('../people.js').Person['presence'], now: number) => number} Wish
 * @typedef {{ id: string, weight: number, full: number }} Wanted - `full`: its part of 1000 where several share a facet
 */

const NEED = 100
const WISH = 40
const SMALL_WISH = 30
const DEFAULT_IMPORTANCE = 2
const FULL_LEVEL = 4
const strengths = { exact: 1000, descendant: 900, ancestor: 600, sibling: 250, none: 0 }
/** @type {readonly string[]} */
const defaultMust = ['where', 'languages']
/** What is met or not, as its gate says. */
const wholes = /** @type {const} */ ([
  ['formats', WISH],
  ['languages', WISH],
  ['payment', WISH],
  ['sessions', WISH],
  ['for', SMALL_WISH],
])

/**
 * Prepares everything that earns points. What is a condition earns none, but for what is a matter of degree.
 * @param {Answers} answers
 * @returns {readonly Wish[]}
 */
export function wishesOf(answers) {
  const must = new Set(answers.must ?? defaultMust)
  const { modalities, populations, style, practitioner } = answers.prefer ?? {}
  const gates = possible(answers)
  const met = wholes.flatMap(([name, weight]) => {
    const gate = must.has(name) ? undefined : gates.get(name)
    return gate === undefined ? [] : [whole(gate, weight)]
  })
  const traits = practitioner?.map(({ facet, value }) => `${facet}.${value}`)
  const unless = (/** @type {string} */ name, /** @type {readonly string[] | undefined} */ values) =>
    must.has(name) ? [] : [...new Set(values)]
  return [
    related(needsOf(answers.needs), ({ concepts }) => concepts, noneOffered),
    ...met,
    ...placeWishes(answers.where, must.has('where')),
    ...timeWish(answers.when),
    ...ways(unless('modalities', modalities)),
    ...each(unless('populations', populations), WISH, (offer) => offer.populations),
    ...each(unless('style', style), SMALL_WISH, ({ styles }) => styles),
    ...each(unless('practitioner', traits), WISH, ({ facets }) => facets),
  ]
}

/** @param {import('./gates.js').Gate} gate @param {number} weight @returns {Wish} */
function whole(gate, weight) {
  return (offer, presence, now) => (gate(offer, presence, now) === YES ? weight * 1000 : 0)
}

/** @param {Answers['where']} where @param {boolean} isCondition @returns {Wish[]} */
function placeWishes(where, isCondition) {
  if (where === undefined) return []
  const { place, meetsSomewhere } = placeOf(where)
  const near = place !== undefined && meetsSomewhere && ((/** @type {Offer} */ offer) => WISH * nearness(place, offer))
  const region = placeOf({ region: where.region, formats: where.formats })
  const there = where.region !== undefined && !isCondition
  const lawful = there && whole((offer) => judgeWhere(region, offer, UNKNOWN), WISH)
  return [...(near ? [near] : []), ...(lawful ? [lawful] : [])]
}

/** @param {Answers['when']} when @returns {Wish[]} */
function timeWish(when) {
  const free = freeTimeOf(when)
  if (free === undefined) return []
  return [(offer, presence, now) => WISH * togetherness(minutesTogether(free, offer, presence, now) ?? 0)]
}

/**
 * Values that are met or not; together they weigh what the facet weighs.
 * @param {readonly string[]} values
 * @param {number} weight
 * @param {(offer: Offer) => import('./read.js').Stated | undefined} listOf
 * @returns {Wish[]}
 */
function each(values, weight, listOf) {
  if (values.length === 0) return []
  const points = weight * Math.floor(1000 / values.length)
  return [
    (offer) => {
      const list = listOf(offer)
      if (list === undefined) return 0
      let sum = 0
      for (const value of values) if (read(list, value) === YES) sum += points
      return sum
    },
  ]
}

/** @param {Answers['needs']} needs @returns {Wanted[]} */
function needsOf(needs) {
  /** @type {Map<string, number>} */
  const importances = new Map()
  for (const { concept, importance = DEFAULT_IMPORTANCE } of needs) {
    importances.set(concept, Math.max(importance, importances.get(concept) ?? 0))
  }
  return [...importances].map(([id, importance]) => ({ id, weight: NEED * importance, full: 1000 }))
}

const noneOffered = (/** @type {Offer} */ offer) => offer.notOffered

/** @param {readonly string[]} values @returns {Wish[]} */
function ways(values) {
  if (values.length === 0) return []
  const full = Math.floor(1000 / values.length)
  const wanted = values.map((id) => ({ id, weight: WISH, full }))
  return [
    related(
      wanted,
      ({ modalities }) => modalities?.yes,
      ({ modalities }) => modalities?.no,
    ),
  ]
}

/** What is offered, seen from what is wanted. @param {string} wanted @param {string} offered */
function relationOf(wanted, offered) {
  if (wanted === offered) return 'exact'
  if (covers(wanted, offered)) return 'descendant'
  if (covers(offered, wanted)) return 'ancestor'
  const parent = wanted.slice(0, Math.max(0, wanted.lastIndexOf('.')))
  return parent !== '' && parent === offered.slice(0, Math.max(0, offered.lastIndexOf('.'))) ? 'sibling' : 'none'
}

/**
 * What related values answer in part: for each wanted one the best single value, never the sum.
 * @param {readonly Wanted[]} wanted
 * @param {(offer: Offer) => readonly (string | { concept: string, level: number })[] | undefined} listOf
 * @param {(offer: Offer) => readonly string[] | undefined} refusedOf
 * @returns {Wish}
 */
function related(wanted, listOf, refusedOf) {
  const size = wanted.length
  /** Per offered value the strength of each wanted one; and without what a "not offered" takes away. */
  const { rowOf, any, direct } = relationsOf(wanted)
  const letters = wanted.reduce((bits, { id }) => bits | letterOf(id), 0)
  const refusals = refusalsOf(wanted)
  const best = new Int32Array(size)
  return (offer) => {
    const list = listOf(offer)
    if (list === undefined) return 0
    const refused = refusals(refusedOf(offer))
    best.fill(0)
    for (const stated of list) {
      const concept = typeof stated === 'string' ? stated : stated.concept
      // Whatever is related begins alike, and most do not.
      if ((letters & letterOf(concept)) === 0) continue
      const row = rowOf(concept)
      if (row < 0) continue
      const level = typeof stated === 'string' ? FULL_LEVEL : stated.level
      for (let nth = 0; nth < size; nth++) {
        const strength = /** @type {number} */ (refused & (1 << nth) ? direct[row + nth] : any[row + nth])
        const found = Math.floor((strength * level) / FULL_LEVEL)
        if (found > /** @type {number} */ (best[nth])) best[nth] = found
      }
    }
    let sum = 0
    for (let nth = 0; nth < size; nth++) {
      const { weight, full } = /** @type {Wanted} */ (wanted[nth])
      sum += weight * Math.floor(((best[nth] ?? 0) * full) / 1000)
    }
    return sum
  }
}

/** One bit for the first character. */
const letterOf = (/** @type {string} */ id) => 1 << (id.charCodeAt(0) & 31)

/** Strengths by offered value, worked out when one is first met; -1 stands for what is related to nothing wanted. */
function relationsOf(/** @type {readonly Wanted[]} */ wanted) {
  /** @type {Map<string, number>} */
  const rows = new Map()
  /** @type {number[]} */
  const any = []
  /** @type {number[]} */
  const direct = []
  const rowOf = (/** @type {string} */ concept) => {
    const known = rows.get(concept)
    if (known !== undefined) return known
    const relations = wanted.map(({ id }) => relationOf(id, concept))
    const row = relations.every((relation) => relation === 'none') ? -1 : any.length
    rows.set(concept, row)
    if (row < 0) return row
    for (const relation of relations) {
      any.push(strengths[relation])
      direct.push(relation === 'exact' || relation === 'descendant' ? strengths[relation] : 0)
    }
    return row
  }
  return { rowOf, any, direct }
}

/** One bit for each wanted value that a "not offered" covers. */
function refusalsOf(/** @type {readonly Wanted[]} */ wanted) {
  /** @type {Map<string, number>} */
  const known = new Map()
  return (/** @type {readonly string[] | undefined} */ refused) => {
    let bits = 0
    if (refused === undefined) return bits
    for (const one of refused) {
      let found = known.get(one)
      if (found === undefined) {
        found = wanted.reduce((sum, { id }, nth) => sum | (covers(one, id) ? 1 << nth : 0), 0)
        known.set(one, found)
      }
      bits |= found
    }
    return bits
  }
}
