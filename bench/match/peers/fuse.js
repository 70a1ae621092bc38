import Fuse from 'fuse.js'
import { wantedOf } from './document.js'

/**
 * Fuse.js: three conditions and the words in one logical query, the rest of the conditions on what it returns. Its weights
 * belong to fields, not to words, and it looks at every practitioner.
 * @type {import('../contenders.js').Contender}
 */
export const fuse = {
  name: 'Fuse.js',
  build: ({ people, documents }) => {
    const items = documents.map(({ id, words, accepting, ageGroups, sessions }) => {
      const of = (/** @type {string} */ letter) => words.filter((word) => word.startsWith(letter))
      const split = { concepts: of('c:'), ways: of('m:'), knows: of('p:'), traits: of('t:') }
      return { id, ...split, accepting: String(accepting), ageGroups, sessions }
    })
    const index = new Fuse(items, { keys, useExtendedSearch: true, ignoreFieldNorm: true, includeScore: true })
    return {
      prepare: ({ answers, passes }) => {
        const query = queryOf(answers)
        return () =>
          index
            .search(query)
            .filter(({ item }) => passes(Number(item.id)))
            .slice(0, 10)
      },
      idsOf: (hits) => hits.map((/** @type {any} */ { item }) => people[Number(item.id)]?.id),
    }
  },
}

const keys = [
  { name: 'concepts', weight: 6 },
  { name: 'ways', weight: 1 },
  { name: 'knows', weight: 1 },
  { name: 'traits', weight: 1 },
  { name: 'accepting', weight: 0.01 },
  { name: 'ageGroups', weight: 0.01 },
  { name: 'sessions', weight: 0.01 },
]
const fieldOf = /** @type {Record<string, string>} */ ({ c: 'concepts', m: 'ways', p: 'knows', t: 'traits' })

/** @param {import('./document.js').Answers} answers @returns {any} */
function queryOf(answers) {
  const words = wantedOf(answers).map(({ word }) => ({ [fieldOf[word[0] ?? ''] ?? '']: `^${word}` }))
  const asked = [
    { accepting: '=true' },
    { sessions: `=${answers.sessions}` },
    { ageGroups: `=${answers.about?.ageGroup}` },
  ]
  return { $and: [...asked, { $or: words }] }
}
