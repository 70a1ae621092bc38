import Fuse from 'fuse.js'

/**
 * @param {string} name
 * @param {object} options
 * @returns {import('../contenders.js').Peer}
 */
const fuse = (name, options) => ({
  name,
  index: (documents) => {
    const search = new Fuse(documents, { keys: ['text'], includeScore: true, ...options })
    // 0 is Fuse's best, 1 its worst.
    return (query) => search.search(query).map(({ item, score }) => [item.id, 1 - (score ?? 1)])
  },
})

/** @type {readonly import('../contenders.js').Peer[]} */
export const peers = [
  fuse('Fuse', {}),
  // Word by word, any of them, weighed by how rare they are.
  fuse('Fuse, any word', { useTokenSearch: true }),
]
