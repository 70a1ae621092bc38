import MiniSearch from 'minisearch'

/** @type {readonly import('../contenders.js').Peer[]} */
export const peers = [
  {
    // Any word is enough by default, and BM25+ weighs them.
    name: 'MiniSearch',
    index: (documents) => {
      const search = new MiniSearch({ fields: ['text'] })
      search.addAll(documents)
      return (query) => search.search(query).map(({ id, score }) => [id, score])
    },
  },
]
