import type { Fee, Offer } from '../descriptor/offer.js'

/**
 * What a fact is about: its first byte. A fact's other bytes say what is stated, so that equal facts are equal bytes
 * whoever states them, and everything stated of one field lies together in the dictionary. Append only.
 */
export const FIELD = {
  /** `practitioner`, `event` or `listing`. */
  kind: 1,
  /** Concept id, a space, the level. */
  concept: 2,
  notOffered: 3,
  flag: 4,
  /** Region of a location. */
  region: 5,
  /** Region, a space, the status; for an event under its host's licences a space and the second at which they end. */
  licence: 6,
  /** `feesIn` in stated.ts reads it. */
  fee: 7,
  /** First and last minute of a stretch of the week, 2 bytes each. */
  slot: 8,
  /** A zone, from the moment of compilation on. */
  zone: 9,
  /** Access features of the whole and of each location. */
  access: 10,
  rule: 11,
  /** How things stand, without open slots and keys. */
  state: 12,
  openSlots: 13,
  /** What makes an event an event. */
  occasion: 14,
  /** Concept id, a space, how many colleagues endorse it, as a level from 2 to 4. */
  endorsed: 15,
} as const

/** The models of fees, by the byte that stands for them. */
export const feeModels: readonly Fee['model'][] = ['fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher']

/** What has a field but only one thing to say. */
export type Flag = 'interpreter' | 'no-interpreter' | 'touch-free' | 'somewhere' | 'weekly'

/** The three-valued lists. Each has three fields: what is so, what is not, and whether the list is complete. */
export const statedLists = [
  'modalities',
  'populations',
  'ageGroups',
  'sessions',
  'seenFor',
  'formats',
  'languages',
  'styles',
  'facets',
  'insurers',
  'areas',
] as const

/** The name of a three-valued list. */
export type StatedList = (typeof statedLists)[number]

/** The lists' fields begin here. */
export const FIRST_LIST = 32

/**
 * Numbers the fields of a three-valued list.
 *
 * @param list - its name.
 * @returns the field of what is so; what is not is the next, completeness the one after that.
 * Privacy: reads a schema name only.
 * Cost: O(1). @since 0.1
 */
export function fieldOfList(list: StatedList): number {
  return FIRST_LIST + 3 * statedLists.indexOf(list)
}

/**
 * Takes a three-valued list out of an offer.
 *
 * @param offer - what is offered.
 * @param list - its name.
 * @returns what is stated; undefined when nothing is.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function listOf(offer: Offer, list: StatedList): NonNullable<Offer['modalities']> | undefined {
  // Languages are tags, the rest ids: text in any case, and that is all a fact is made of.
  return (list === 'areas' ? offer.body?.areas : offer[list]) as Offer['modalities']
}
