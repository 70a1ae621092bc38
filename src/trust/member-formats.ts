import { conceptId } from '../descriptor/fields.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import type { MemberKind } from '../statement/statement.js'
import { checklistItem } from './joining.js'

// What members and approvers say of one another. No format holds a text of somebody's own, a number about a person, or
// anything of somebody who seeks: what it cannot hold, nobody can publish by mistake.

// Member names. Append only.
const keys = wireKeys([
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
const community = shape.bytes(32)
/** The statement takes back what an earlier one on the same subject says. */
const withdrawn = { withdrawn: shape.oneOf([true]) }
const publicKey = shape.where(shape.bytes(32), isStrongPublicKey)

/** The name under which a partner's events stand, before a hyphen. */
export const partnerName = shape.text(24, /^[a-z0-9]+$/)
/** An unclaimed listing's id. */
const listingId = shape.text(64, /^[a-z0-9][a-z0-9-]*$/)

/** How a community's own word relates to another: as SKOS has it (W3C 2009, section 10). */
export const mappingRelations = ['exact', 'close', 'broader', 'narrower'] as const
/** Most mappings that one approver signs: as many as a community may have words of its own. */
export const MAX_MAPPINGS = 500

/** `from` is a concern of this community's own; `to` one of the core vocabulary, or of the community that `of` names. */
const mapping = shape.record(
  { from: conceptId, relation: shape.oneOf(mappingRelations), to: conceptId },
  { of: shape.bytes(32) },
)

/** How each kind travels. Its subject is the identity key it is about, as hex; of a mapping, the community's name. */
export const memberFormats = {
  /** I introduce them. `epoch`: the one of 28 days in which the invitation is used up, also when it is withdrawn. */
  vouch: { keys, schema: shape.record({ community, epoch: shape.whole(0, 100_000) }, withdrawn) },
  /** A colleague's word for one thing they do. */
  endorsement: { keys, schema: shape.record({ community, concept: conceptId }, withdrawn) },
  /** An approver has seen that these items of the checklist are met; a newer one replaces the list. */
  attestation: { keys, schema: shape.record({ community, items: shape.list(checklistItem, 40) }) },
  /** The holder of the identity key promises a key that may name its successor: what stands on the recovery sheet. */
  'key-recovery': { keys, schema: shape.record({ community, hash: shape.bytes(32) }) },
  /** By that key, or by approvers: who held the key in the subject holds this one from now on. */
  'key-replacement': { keys, schema: shape.record({ community, to: publicKey }) },
  /** An approver has found out that this unclaimed listing is theirs. */
  claim: { keys, schema: shape.record({ community, listing: listingId }, withdrawn) },
  /** An approver lets the key in the subject propose events under this name, and nothing else. */
  delegation: { keys, schema: shape.record({ community, partner: partnerName }, withdrawn) },
  /** An approver says what the community's own words mean in others; a newer one of theirs replaces the list. */
  mapping: { keys, schema: shape.record({ community, mappings: shape.list(mapping, MAX_MAPPINGS) }) },
} as const

/** What a statement of one kind says. */
export type MemberBody<Kind extends MemberKind> = shape.ValueOf<(typeof memberFormats)[Kind]['schema']>
