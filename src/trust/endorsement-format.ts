import { conceptId } from '../descriptor/fields.js'
import * as shape from '../schema/shape.js'
import { forCommunity, memberKeys, withdrawn } from './member-names.js'

// By itself, because devices read it and nothing else that members say of one another.

/** A colleague's word for one thing they do. */
export const endorsementFormat = {
  keys: memberKeys,
  schema: shape.record({ community: forCommunity, concept: conceptId }, withdrawn),
}
