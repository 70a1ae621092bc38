import { isStrongPublicKey } from '../kernel/signature.js'
import * as shape from '../schema/shape.js'
import type { MemberKind } from '../statement/statement.js'
import { endorsementFormat } from './endorsement-format.js'
import { checklistItem } from './joining.js'
import { mappingFormat } from './mapping-format.js'
import { forCommunity, memberKeys, withdrawn } from './member-names.js'

// What members and approvers say of one another. No format holds a text of somebody's own, a number about a person, or
// anything of somebody who seeks: what it cannot hold, nobody can publish by mistake.

const keys = memberKeys
const community = forCommunity
const publicKey = shape.where(shape.bytes(32), isStrongPublicKey)

/** The name under which a partner's events stand, before a hyphen. */
export const partnerName = shape.text(24, /^[a-z0-9]+$/)
/** An unclaimed listing's id. */
const listingId = shape.text(64, /^[a-z0-9][a-z0-9-]*$/)

/** How each kind travels. Its subject is the identity key it is about, as hex; of a mapping, the community's name. */
export const memberFormats = {
  /** I introduce them. `epoch`: the one of 28 days in which the invitation is used up, also when it is withdrawn. */
  vouch: { keys, schema: shape.record({ community, epoch: shape.whole(0, 100_000) }, withdrawn) },
  endorsement: endorsementFormat,
  /** An approver has seen that these items of the checklist are met; a newer one replaces the list. */
  attestation: { keys, schema: shape.record({ community, items: shape.list(checklistItem, 40) }) },
  /** The holder of the identity key promises a key that may name its successor: what stands on the recovery sheet. */
  'key-recovery': { keys, schema: shape.record({ community, hash: shape.bytes(32) }) },
  /** By that key, or by approvers: who held the key in the subject holds this one from now on. */
  'key-replacement': { keys, schema: shape.record({ community, to: publicKey }) },
  /** An approver has found out that this unclaimed listing is theirs. */
  claim: { keys, schema: shape.record({ community, listing: listingId }, withdrawn) },
  /** I host the event of this hash (`trust/hostings`): the subject is the issuer's own key. */
  hosting: { keys, schema: shape.record({ community, hash: shape.bytes(32) }, withdrawn) },
  /** An approver lets the key in the subject propose events under this name, and nothing else. */
  delegation: { keys, schema: shape.record({ community, partner: partnerName }, withdrawn) },
  mapping: mappingFormat,
} as const

/** What a statement of one kind says. */
export type MemberBody<Kind extends MemberKind> = shape.ValueOf<(typeof memberFormats)[Kind]['schema']>
