import { internals } from '../../internals.js'
import { fresh, gatesOf } from './gates.js'
import { NO, UNKNOWN, YES } from './read.js'
import { wishesOf } from './wishes.js'

// What a good developer writes who has the catalogue as objects and needs the best ten: one loop, no index. Everything
// that depends on the query alone is worked out before it; who fails a condition is left at once; the best are kept in a
// short list. It gives exactly what the library's `match` gives, for practitioners and the answers it knows.

/**
 * @typedef {import('../people.js').Person} Person
 * @typedef {import('../../../src/intake/answers.js').Answers} Answers
 * @typedef {{ person: Person, score: number, key: readonly number[] | undefined }} Found
 * @typedef {{ matches: Found[], maybe: Found[], counts: { matches: number, maybe: number } }} Best
 * @typedef {{ now: number, seed: Uint8Array, limit: number }} Options
 * @typedef {{ judge: (person: Person) => number, score: (person: Person) => number }} Query
 */

const { tieKey, tieOf, tieRank } = internals

/** @type {Person['offer']} */
const nothing = {}

/**
 * Prepares a query: what judges a practitioner (0 no, 1 to be asked, 2 yes), and what counts their points.
 * @param {Answers} answers
 * @param {number} now
 * @returns {Query}
 */
export function queryOf(answers, now) {
  const gates = gatesOf(answers)
  const wishes = wishesOf(answers)
  return {
    judge: (person) => {
      const isOver = person.expires <= now
      const offer = isOver ? nothing : person.offer
      const presence = isOver ? undefined : fresh(person.presence, now)
      let worst = YES
      for (const gate of gates) {
        const verdict = gate(offer, presence, now)
        if (verdict === NO) return NO
        if (verdict < worst) worst = verdict
      }
      return worst
    },
    score: (person) => {
      const isOver = person.expires <= now
      const offer = isOver ? nothing : person.offer
      const presence = isOver ? undefined : fresh(person.presence, now)
      let sum = 0
      for (const wish of wishes) sum += wish(offer, presence, now)
      return sum
    },
  }
}

/**
 * Finds the best of some practitioners.
 * @param {Iterable<Person>} people
 * @param {Answers} answers
 * @param {Options} options
 * @param {Best} best - what was found among others before; it is added to
 * @returns {Best}
 */
export function findBest(people, answers, { now, seed, limit }, best = noneYet()) {
  const { judge, score } = queryOf(answers, now)
  const { matches, maybe, counts } = best
  for (const person of people) {
    const verdict = judge(person)
    if (verdict === NO) continue
    if (verdict === UNKNOWN) counts.maybe++
    else counts.matches++
    const list = verdict === UNKNOWN ? maybe : matches
    const points = score(person)
    const last = list[limit - 1]
    if (last === undefined || points >= last.score) keep(list, { person, score: points, key: undefined }, seed, limit)
  }
  return best
}

/** @returns {Best} */
export function noneYet() {
  return { matches: [], maybe: [], counts: { matches: 0, maybe: 0 } }
}

/**
 * Puts somebody into their place among the best.
 * @param {Found[]} best - in order
 * @param {Found} found
 * @param {Uint8Array} seed
 * @param {number} limit
 */
function keep(best, found, seed, limit) {
  let at = best.length
  while (at > 0 && isBefore(found, /** @type {Found} */ (best[at - 1]), seed)) at--
  if (at === limit) return
  if (best.length === limit) best.pop()
  best.splice(at, 0, found)
}

/** @param {Found} one @param {Found} other @param {Uint8Array} seed */
function isBefore(one, other, seed) {
  if (one.score !== other.score) return one.score > other.score
  return compareKeys(keyOf(one, seed), keyOf(other, seed)) < 0
}

/** Equals are ordered by the library's keyed hash, which is worked out for those only who have an equal. @param {Found} found @param {Uint8Array} seed */
function keyOf(found, seed) {
  if (found.key === undefined) {
    const { high, low } = tieOf(found.person.id)
    found.key = [...tieRank(tieKey(seed), high, low, new Uint32Array(2)), high, low]
  }
  return found.key
}

/** @param {readonly number[]} one @param {readonly number[]} other */
function compareKeys(one, other) {
  for (let at = 0; at < one.length; at++) {
    const difference = /** @type {number} */ (one[at]) - /** @type {number} */ (other[at])
    if (difference !== 0) return difference
  }
  return 0
}
