import { conceptId } from '../descriptor/fields.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'

// By itself, because devices read it and nothing else that members say of one another.

/** The first of the names of everything that members and approvers say: `memberFormats` goes on. Append only. */
export const firstNames = ['community', 'epoch', 'withdrawn', 'concept'] as const

/** For which community it is said: a key that is a member of two speaks in each for itself. */
export const forCommunity = shape.bytes(32)

/** The statement takes back what an earlier one on the same subject says. */
export const withdrawn = { withdrawn: shape.oneOf([true]) }

/** A colleague's word for one thing they do. */
export const endorsementFormat = {
  keys: wireKeys(firstNames),
  schema: shape.record({ community: forCommunity, concept: conceptId }, withdrawn),
}
