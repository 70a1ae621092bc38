import { conceptId } from '../descriptor/fields.js'
import * as shape from '../schema/shape.js'
import { forCommunity, memberKeys } from './member-names.js'

/** How a community's own word relates to another: as SKOS has it (W3C 2009, section 10). */
export const mappingRelations = ['exact', 'close', 'broader', 'narrower'] as const
/** Most mappings that one approver signs: as many as a community may have words of its own. */
export const MAX_MAPPINGS = 500

/** `from` is a concern of this community's own; `to` one of the core vocabulary, or of the community that `of` names. */
const mapping = shape.record(
  { from: conceptId, relation: shape.oneOf(mappingRelations), to: conceptId },
  { of: shape.bytes(32) },
)

/** An approver says what the community's own words mean in others; a newer one of theirs replaces the list. */
export const mappingFormat = {
  keys: memberKeys,
  schema: shape.record({ community: forCommunity, mappings: shape.list(mapping, MAX_MAPPINGS) }),
}

/** What a list of mappings says. */
export type MappingBody = shape.ValueOf<(typeof mappingFormat)['schema']>
