import MiniSearch from 'minisearch'
import { termsOf } from './document.js'

/** @typedef {import('./document.js').Document} Document */

/**
 * MiniSearch: every condition in its filter callback, the weights of words by `boostTerm`, levels by `boostDocument`.
 * It adds up what it finds where we take the best, and it knows neither nearness nor shared time.
 * @type {import('../contenders.js').Contender}
 */
export const miniSearch = {
  name: 'MiniSearch',
  build: ({ people, documents, vocabulary }) => {
    const index = new MiniSearch({
      fields: ['words'],
      storeFields: ['levels'],
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
      extractField: (document, field) => (field === 'words' ? document.words.join(' ') : document[field]),
      // A word counts once, however long the list is that it stands in.
      searchOptions: { combineWith: 'OR', bm25: { k: 0, b: 0, d: 0 } },
    })
    index.addAll(documents)
    return {
      prepare: ({ answers, passes }) => {
        const terms = termsOf(answers, vocabulary)
        const boosts = new Map(terms.map(({ word, points }) => [word, points]))
        const text = terms.map(({ word }) => word).join(' ')
        const options = {
          filter: (/** @type {any} */ { id }) => passes(Number(id)),
          boostTerm: (/** @type {string} */ term) => boosts.get(term) ?? 0,
          boostDocument: (/** @type {any} */ _, /** @type {string} */ term, /** @type {any} */ { levels }) =>
            (levels[term] ?? 4) / 4,
        }
        return () => index.search(text, options).slice(0, 10)
      },
      idsOf: (hits) => hits.map((/** @type {any} */ { id }) => people[Number(id)]?.id),
    }
  },
}
