import { create, insertMultiple, search } from '@orama/orama'

/** @type {readonly import('../contenders.js').Peer[]} */
export const peers = [
  {
    // Any word is enough by default, and BM25 weighs them.
    name: 'Orama',
    index: (documents) => {
      const database = create({ schema: { id: 'string', text: 'string' } })
      insertMultiple(database, [...documents])
      return (query) => {
        // Returns at once where no plugin is asynchronous. Ten hits are the default; everybody is wanted.
        const { hits } = /** @type {any} */ (
          search(database, { term: query, properties: ['text'], limit: documents.length })
        )
        return hits.map((/** @type {any} */ { id, score }) => [id, score])
      }
    },
  },
]
