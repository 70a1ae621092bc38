import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'

// The names of everything that members and approvers say, and what several of them share. By itself, so that whoever reads
// one format reaches no other.

/** Append only: a name's place is its number on the wire. */
export const memberKeys = wireKeys([
  'community',
  'epoch',
  'withdrawn',
  'concept',
  'items',
  'hash',
  'to',
  'listing',
  'partner',
  'mappings',
  'from',
  'relation',
  'of',
])

/** For which community it is said: a key that is a member of two speaks in each for itself. */
export const forCommunity = shape.bytes(32)

/** The statement takes back what an earlier one on the same subject says. */
export const withdrawn = { withdrawn: shape.oneOf([true]) }
