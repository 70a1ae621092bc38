import itemsjs from 'itemsjs'
import { findBest } from '../naive/loop.js'
import { wantedOf } from './document.js'

/** Its tokeniser cuts at hyphens, and its search finds what begins with a word: what lies under it. @param {string} word */
const wordOf = (word) => word.replaceAll(/[^a-z0-9]/g, '')

const facet = { conjunction: false, size: 1 }
const configuration = {
  searchableFields: ['text'],
  isExactSearch: true,
  aggregations: { accepting: facet, languages: facet, ageGroups: facet, sessions: facet, formats: facet },
}

/**
 * ItemsJS: lists as facets, which it keeps as bit sets, the rest in its filter callback. Its text search wants every word
 * to be there, so that it is asked for the most important one.
 * @type {import('../contenders.js').Contender}
 */
export const itemsJs = {
  name: 'ItemsJS',
  build: ({ people, documents }) => {
    const index = indexOf(documents)
    return {
      prepare: ({ answers, passes }) => {
        const query = wordOf(wantedOf(answers)[0]?.word ?? '')
        const filter = (/** @type {any} */ { id }) => passes(Number(id))
        const asked = { query, filter, filters: filtersOf(answers), per_page: 10 }
        return () => index.search(asked).data.items
      },
      idsOf: (items) => items.map((/** @type {any} */ { id }) => people[Number(id)]?.id),
    }
  },
}

/**
 * The same facets without a text search; who is left goes through the plain loop, which judges the rest and ranks.
 * @type {import('../contenders.js').Contender}
 */
export const itemsJsAndLoop = {
  name: 'ItemsJS + loop',
  build: ({ people, documents, options }) => {
    const index = indexOf(documents)
    return {
      prepare: ({ answers }) => {
        const asked = { filters: filtersOf(answers), per_page: documents.length }
        const left = () => index.search(asked).data.items.map((/** @type {any} */ { id }) => people[Number(id)])
        return () => findBest(left(), answers, options).matches
      },
      idsOf: (found) => found.map((/** @type {any} */ { person }) => person.id),
    }
  },
}

/** @param {readonly import('./document.js').Document[]} documents */
function indexOf(documents) {
  const items = documents.map(({ id, words, accepting, languages, ageGroups, sessions, formats }) => {
    const text = words.map(wordOf).join(' ')
    return { id, text, accepting: String(accepting), languages, ageGroups, sessions, formats }
  })
  return itemsjs(items, /** @type {any} */ (configuration))
}

/** @param {import('./document.js').Answers} answers @returns {any} */
function filtersOf({ must = [], about, sessions, where, languages }) {
  return {
    accepting: ['true'],
    languages: languages?.anyOf ?? [],
    ageGroups: about?.ageGroup === undefined ? [] : [about.ageGroup],
    sessions: sessions === undefined ? [] : [sessions],
    formats: must.includes('formats') ? (where?.formats ?? []) : [],
  }
}
