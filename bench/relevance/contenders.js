// Everybody who puts a collection in an order, with the same gates in front of them.
import { seedOf } from './engine.js'
import { byScore, orderOf } from './orders.js'
import { peers as fuse } from './peers/fuse.js'
import { peers as minisearch } from './peers/minisearch.js'
import { peers as orama } from './peers/orama.js'
import { labelsOf } from './queries.js'

/**
 * @typedef {import('./types.js').Collection} Collection
 * @typedef {import('./types.js').Contender} Contender
 * @typedef {import('./types.js').Question} Question
 * @typedef {{
 *   name: string,
 *   index: (documents: readonly import('./types.js').Document[]) => (query: string) => (readonly [id: string, score: number])[],
 * }} Peer - a library that searches text; the higher score is the better one
 */

const peers = [...minisearch, ...orama, ...fuse]

/** @returns {Contender} */
export function ours(/** @type {number} */ seeds) {
  return {
    name: 'entrenous',
    group: 'ours',
    on:
      ({ ask }) =>
      ({ answers }, _, lists) =>
        times(seeds, (nth) => orderOf(ask(answers, { seed: seedOf(nth) }), lists)),
  }
}

/**
 * The text searches, each asked with the story's words and with the labels of what was answered.
 * @param {import('../../src/vocabulary/labels.js').Labels} en
 * @param {number} seeds
 * @returns {Contender[]}
 */
export function textSearches(en, seeds) {
  return peers.flatMap(({ name, index }) => {
    /** One index a collection, whatever it is asked. @type {Map<string, ReturnType<Peer['index']>>} */
    const indexes = new Map()
    const searchOf = (/** @type {Collection} */ { name: collection, documents }) => {
      const search = indexes.get(collection) ?? index(documents)
      indexes.set(collection, search)
      return search
    }
    /** @type {(asked: string, query: (question: Question) => string) => Contender} */
    const contender = (asked, query) => ({
      name: `${name}, ${asked}`,
      group: 'peer',
      on: (collection) => {
        const search = remembering(searchOf(collection))
        return (question, passed, lists) => {
          const scores = search(query(question))
          return times(seeds, (nth) => byScore(passed, scores, lists, (question.seed ?? 0) + nth))
        }
      },
    })
    const fromLabels = contender('labels', ({ answers }) => labelsOf(answers, en))
    return [contender('words', ({ words }) => words ?? ''), fromLabels]
  })
}

/** Who is asked the same again, for the other lists, need not search again. */
function remembering(/** @type {ReturnType<Peer['index']>} */ search) {
  /** @type {{ query: string | undefined, scores: ReadonlyMap<string, number> }} */
  let last = { query: undefined, scores: new Map() }
  return (/** @type {string} */ query) => {
    if (query !== last.query) last = { query, scores: new Map(search(query)) }
    return last.scores
  }
}

/** @returns {Contender} no relevance at all: who confirmed last comes first */
export function newestFirst(/** @type {number} */ seeds) {
  return {
    name: 'newest first',
    group: 'plain',
    on:
      ({ confirmed }) =>
      ({ seed = 0 }, passed, lists) =>
        times(seeds, (nth) => byScore(passed, confirmed, lists, seed + nth)),
  }
}

/** @returns {Contender} */
export function chance(/** @type {number} */ orders) {
  return {
    name: 'chance',
    group: 'plain',
    on:
      () =>
      ({ seed = 0 }, passed, lists) =>
        times(orders, (nth) => byScore(passed, new Map(), lists, seed + nth)),
  }
}

/**
 * @template Value
 * @param {number} count
 * @param {(nth: number) => Value} make
 */
function times(count, make) {
  return Array.from({ length: count }, (_, nth) => make(nth))
}
