import { create, insertMultiple, search } from '@orama/orama'
import { hoursOf, wantedOf } from './document.js'

/**
 * Orama: the conditions in its own `where`, as far as lists, numbers and a radius say them; levels by a property each, with
 * a boost. It cannot weigh one word more than another, and silence is a no to it.
 * @type {import('../contenders.js').Contender}
 */
export const orama = {
  name: 'Orama',
  build: async ({ people, documents }) => {
    const tokenize = (/** @type {string} */ text) => [...new Set(text.split(' '))]
    const tokenizer = /** @type {any} */ ({ language: 'english', normalizationCache: new Map(), tokenize })
    const index = create({ schema, components: { tokenizer } })
    await insertMultiple(index, documents.map(oramaDocument), 1000)
    return {
      prepare: ({ answers }) => {
        const term = wantedOf(answers)
          .map(({ word }) => word)
          .join(' ')
        // A word also finds what begins with it, which is what lies under it.
        const asked = { term, properties, boost, where: whereOf(answers), limit: 10 }
        return async () => (await search(index, /** @type {any} */ (asked))).hits
      },
      idsOf: (hits) => hits.map((/** @type {any} */ { id }) => people[Number(id)]?.id),
    }
  },
}

const schema = /** @type {const} */ ({
  level4: 'string',
  level3: 'string',
  level2: 'string',
  level1: 'string',
  others: 'string',
  accepting: 'boolean',
  languages: 'enum[]',
  ageGroups: 'enum[]',
  sessions: 'enum[]',
  formats: 'enum[]',
  insurers: 'enum[]',
  price: 'number',
  region: 'enum',
  licences: 'enum[]',
  place: 'geopoint',
  hours: 'enum[]',
})
const properties = ['level4', 'level3', 'level2', 'level1', 'others']
const boost = { level4: 4, level3: 3, level2: 2, level1: 1, others: 0.6 }

/** @param {import('./document.js').Document} document */
function oramaDocument({ words, levels, latitude, longitude, region, ...document }) {
  const at = (/** @type {number | undefined} */ level) => words.filter((word) => levels[word] === level).join(' ')
  const place = { lat: latitude, lon: longitude }
  const split = { level4: at(4), level3: at(3), level2: at(2), level1: at(1), others: at(undefined) }
  return { ...document, ...split, region: region || 'none', place }
}

/** @param {import('./document.js').Answers} answers */
function whereOf({ must = [], about, sessions, where, languages, payment, when }) {
  const any = (/** @type {readonly any[] | undefined} */ values) => ({ containsAny: values ?? [] })
  const ways = (payment?.anyOf ?? []).map((way) =>
    'insurer' in way ? { insurers: any([way.insurer]) } : { price: { lte: way.budget.amount } },
  )
  const asked = /** @type {any[]} */ ([
    { accepting: true },
    { languages: any(languages?.anyOf) },
    { ageGroups: any(about?.ageGroup === undefined ? [] : [about.ageGroup]) },
    { sessions: any(sessions === undefined ? [] : [sessions]) },
    ways.length === 1 ? ways[0] : { or: ways },
  ])
  if (must.includes('when')) asked.push({ hours: any(hoursOf(when?.slots ?? [], when?.utcOffsetMinutes ?? 0)) })
  if (must.includes('where') && where !== undefined) asked.push(placeOf(where, any))
  return { and: asked }
}

/** @param {NonNullable<import('./document.js').Answers['where']>} where @param {(values: readonly any[]) => any} any */
function placeOf({ region, place, formats = [] }, any) {
  const ways = formats.map((format) => {
    if (format.startsWith('online')) return { and: [{ formats: any([format]) }, { licences: any([region]) }] }
    const coordinates = { lat: place?.latitude, lon: place?.longitude }
    const radius = { coordinates, value: place?.withinKm, unit: 'km', inside: true }
    return { and: [{ formats: any([format]) }, { region: { eq: region } }, { place: { radius } }] }
  })
  return ways.length === 1 ? ways[0] : { or: ways }
}
