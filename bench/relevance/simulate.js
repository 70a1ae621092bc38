// People who do not come from the stories: needs that somebody in the collection states, and a wish or condition now and then.
import { drawFrom, oneOf, whole } from './chance.js'
import { states } from './collections.js'

/**
 * @typedef {import('./collections.js').Offer} Offer
 * @typedef {import('./chance.js').Draw} Draw
 */

const SEED = 2022
const MOST_NEEDS = 3

/**
 * Draws what people ask of a collection. What many state is asked for often.
 * @param {'harbour' | 'directory'} name
 * @param {readonly Offer[]} offers - of the collection
 * @param {number} count
 * @returns {any[]} answers
 */
export function simulated(name, offers, count) {
  const draw = drawFrom(SEED)
  const concerns = offers.flatMap((offer) => concernsOf(offer))
  const wishes = wishesOf(offers)
  return Array.from({ length: count }, () => {
    const region = `US-${name === 'harbour' ? 'WA' : oneOf(draw, states)}`
    const wanted = new Set(Array.from({ length: 1 + whole(draw, MOST_NEEDS) }, () => oneOf(draw, concerns)))
    const needs = [...wanted].map((concept) => ({ concept, importance: 1 + whole(draw, 3) }))
    const answers = { needs, where: { region }, must: ['where', 'languages', 'payment'] }
    return whole(draw, 2) === 0 ? answers : { ...answers, ...oneOf(draw, wishes)(draw, answers) }
  })
}

function concernsOf(/** @type {Offer} */ { concepts }) {
  /** @type {string[]} */
  const ids = Array.isArray(concepts) ? concepts.map(({ concept }) => concept) : Object.values(concepts ?? {}).flat()
  return ids
}

/**
 * One answer more, by what the collection states; a kind of which it states nothing is left out.
 * @param {readonly Offer[]} offers
 * @returns {((draw: Draw, answers: any) => object)[]}
 */
function wishesOf(offers) {
  const stated = (/** @type {string} */ field) => {
    /** @type {string[]} */
    const values = offers.flatMap((offer) => offer[field]?.yes ?? [])
    return values
  }
  const traits = stated('facets').filter((id) => id.startsWith('gender.'))
  /** @type {readonly (readonly [values: string[], answer: (value: string, answers: any) => object])[]} */
  const kinds = [
    [stated('languages'), (value) => ({ languages: { anyOf: [value] } })],
    [stated('insurers'), (value) => ({ payment: { anyOf: [{ insurer: value }] } })],
    [stated('ageGroups'), (value) => ({ about: { ageGroup: value } })],
    [stated('formats'), (value, { where }) => ({ where: { ...where, formats: [value] } })],
    [stated('sessions'), (value) => ({ sessions: value })],
    [stated('modalities'), (value) => ({ prefer: { modalities: [value] } })],
    [stated('populations'), (value) => ({ prefer: { populations: [value] } })],
    [stated('styles'), (value) => ({ prefer: { style: [value] } })],
    [traits, (value) => ({ prefer: { practitioner: [{ facet: 'gender', value: value.replace('gender.', '') }] } })],
  ]
  return kinds
    .filter(([values]) => values.length > 0)
    .map(
      ([values, answer]) =>
        (draw, answers) =>
          answer(oneOf(draw, values), answers),
    )
}
