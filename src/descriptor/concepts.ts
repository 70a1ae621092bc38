import { type Facet, isSpecialCategory } from '../vocabulary/concept.js'
import { hasConcept, type Vocabulary } from '../vocabulary/vocabulary.js'
import type { Stated } from './fields.js'
import type { Offer } from './offer.js'

/** Which facet the ids of each three-valued list belong to. Languages are tags, checked by their schema. */
const statedFacets = {
  modalities: 'modality',
  populations: 'population',
  ageGroups: 'age-group',
  sessions: 'session',
  seenFor: 'for-whom',
  formats: 'format',
  styles: 'style',
  facets: 'practitioner',
  access: 'access',
  insurers: 'insurer',
} as const satisfies Partial<Record<keyof Offer, Facet>>

/** One id, the facet it must belong to, and where it stands. */
type Reference = { readonly facet: Facet; readonly id: string; readonly field: string }

/**
 * Finds the first id that the vocabulary does not know in its facet.
 *
 * A misspelt id would be published and never match; the publisher and the practitioner hear of it first.
 *
 * @param offer - what a practitioner, an event or a listing offers.
 * @param vocabulary - the community's vocabulary.
 * @returns the field's dotted path, or undefined when every id is known.
 * Privacy: the path names schema fields and positions only.
 * Cost: O(ids). @since 0.1
 */
export function unknownConcept(offer: Offer, vocabulary: Vocabulary): string | undefined {
  return referencesOf(offer).find(({ facet, id }) => !hasConcept(vocabulary, facet, id))?.field
}

/**
 * Tells whether an offer states something of a special category about a practitioner (faith, heritage, health …).
 *
 * @param offer - what a practitioner, an event or a listing offers.
 * @returns true when one is stated, as a yes or as a no.
 * Privacy: reads what is to be published.
 * Cost: O(facets). @see GDPR article 9 @since 0.1
 */
export function statesSpecialCategory(offer: Offer): boolean {
  const { yes = [], no = [] } = offer.facets ?? {}
  return [...yes, ...no].some((id) => isSpecialCategory('practitioner', id))
}

function referencesOf(offer: Offer): readonly Reference[] {
  const references: Reference[] = []
  const add = (facet: Facet, id: string | undefined, field: string) => {
    if (id !== undefined) references.push({ facet, id, field })
  }
  const addStated = (facet: Facet, list: Stated<string> | undefined, field: string) => {
    for (const [index, id] of (list?.yes ?? []).entries()) add(facet, id, `${field}.yes.${index}`)
    for (const [index, id] of (list?.no ?? []).entries()) add(facet, id, `${field}.no.${index}`)
  }
  for (const [index, { concept }] of (offer.concepts ?? []).entries()) {
    add('concern', concept, `concepts.${index}.concept`)
  }
  for (const [index, id] of (offer.notOffered ?? []).entries()) add('concern', id, `notOffered.${index}`)
  // Object.entries loses the key type; the record above holds keys of Offer.
  for (const [field, facet] of Object.entries(statedFacets) as [keyof typeof statedFacets, Facet][]) {
    addStated(facet, offer[field], field)
  }
  for (const [index, fee] of (offer.fees ?? []).entries()) add('session', fee.session, `fees.${index}.session`)
  for (const [index, location] of (offer.locations ?? []).entries()) {
    addStated('access', location.access, `locations.${index}.access`)
    for (const [nth, fee] of (location.fees ?? []).entries()) {
      add('session', fee.session, `locations.${index}.fees.${nth}.session`)
    }
  }
  addStated('body-area', offer.body?.areas, 'body.areas')
  addStated('clothing', offer.body?.clothing, 'body.clothing')
  for (const [index, { about, anyOf }] of (offer.rules ?? []).entries()) {
    if (about === 'memberOf') continue // names of groups, not words of the vocabulary
    const facet = about === 'gender' ? 'gender' : 'age-group'
    for (const [nth, id] of anyOf.entries()) add(facet, id, `rules.${index}.anyOf.${nth}`)
  }
  return references
}
