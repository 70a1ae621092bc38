import { keysOf } from '../kernel/public-keys.js'
import { toHex } from '../kernel/text.js'
import { after, days } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { longestLifeOf } from '../statement/statement.js'
import { MAX_MAPPINGS, mappingFormat, type mappingRelations } from '../trust/mapping-format.js'
import { isConceptId } from '../vocabulary/concept.js'
import type { Speaker, SpeakOptions } from './speak.js'

/** What one of a community's own concerns is in another vocabulary. */
export type ConceptMapping = {
  /** A word of the community's own. */
  readonly from: string
  /** Only `exact` and `close` count in matching; `broader` says that `to` is the wider word. */
  readonly relation: (typeof mappingRelations)[number]
  /** A word of the core vocabulary, or of the community that `of` names. */
  readonly to: string
  /** Hex of the other community's name; the core vocabulary where it is left out. */
  readonly of?: string
}

/**
 * Says, as an approver, what the community's own words mean in the core vocabulary or in another community's.
 *
 * Whoever asks for the one is then answered by the other, in a federation: one step, never through a third. It says
 * something of this community's own words and of nobody else's.
 *
 * @param mappings - all of them, at most 500; a later list replaces this one.
 * @param approver - an approver.
 * @param options - `now`; `expiresIn`: 400 days unless told, which is the most.
 * @returns the signed statement; publish it with the others.
 * @throws {RangeError} when there are too many, a word is no concept, or it would live too long.
 * @throws {TypeError} when `of` is not 32 bytes in hex.
 * Privacy: publishes words and no one's name but the approver's key.
 * Cost: one signature.
 * @example
 * const says = mapConcepts([{ from: 'sea-fear', relation: 'close', to: 'anxiety.worry' }], approverFrom(communityKeys), { now })
 * @since 0.1
 */
export function mapConcepts(mappings: readonly ConceptMapping[], approver: Speaker, options: SpeakOptions): Uint8Array {
  const { signer, community } = approver
  const { now, sequence = now, expiresIn = days(longestLifeOf('mapping')) } = options
  if (mappings.length > MAX_MAPPINGS) throw new RangeError(`mappings: at most ${MAX_MAPPINGS}`)
  const said = mappings.map(({ from, relation, to, of }) => {
    if (!isConceptId(from) || !isConceptId(to)) throw new RangeError('mappings: expected ids of concepts')
    return { from, relation, to, ...(of === undefined ? {} : { of: keysOf([of], 'of')[0] ?? community }) }
  })
  const body = encodeBody(mappingFormat, { community, mappings: said })
  const expires = after(now, expiresIn)
  return signStatement({ kind: 'mapping', sequence, issued: now, expires, subject: toHex(community), body }, signer)
}
