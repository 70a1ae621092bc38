import FlexSearch from 'flexsearch'
import { termsOf } from './document.js'

/**
 * FlexSearch: the words, and every condition on what it returns. It has tags, but with words of which some may be missing
 * they let through a part of what they should; it has no scores and no weights: who has more of the words comes first.
 * @type {import('../contenders.js').Contender}
 */
export const flexSearch = {
  name: 'FlexSearch',
  build: ({ people, documents, vocabulary }) => {
    const encode = (/** @type {string} */ text) => text.split(' ')
    const index = new FlexSearch.Index(/** @type {any} */ ({ tokenize: 'strict', encode }))
    for (const { id, words } of documents) index.add(Number(id), words.join(' '))
    return {
      prepare: ({ answers, passes }) => {
        const query = termsOf(answers, vocabulary)
          .map(({ word }) => word)
          .join(' ')
        const options = { suggest: true, limit: documents.length }
        return () => index.search(query, options).filter(passes).slice(0, 10)
      },
      idsOf: (indexes) => indexes.map((/** @type {number} */ index) => people[index]?.id),
    }
  },
}
