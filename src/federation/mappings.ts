import type { Catalogue } from '../catalogue/catalogue.js'
import { statementsAbout } from '../catalogue/statements-about.js'
import { toHex } from '../kernel/text.js'
import { type Statement, verifyStatement } from '../statement/statement.js'
import { readWord } from '../trust/key-approval.js'
import { type MappingBody, mappingFormat } from '../trust/mapping-format.js'
import { isNewer } from '../trust/standings.js'
import { coreVocabulary, hasConcept } from '../vocabulary/vocabulary.js'

/** What one concern of a community's own is in another vocabulary, as its approvers say. */
export type Mapping = {
  /** Hex of the community that says it, whose own word `from` is. */
  readonly community: string
  readonly from: string
  readonly relation: 'exact' | 'close' | 'broader' | 'narrower'
  readonly to: string
  /** Hex of the community whose word `to` is; undefined for the core vocabulary. */
  readonly of: string | undefined
}

/**
 * Reads what a community says of its own words.
 *
 * @param catalogue - from `openCatalogue`.
 * @returns the mappings of its approvers, the newest list of each, that were in force when it was published; none of words
 * that are not its own, or that are core words.
 * Privacy: reads public statements only.
 * Cost: O(log statements); one strict Ed25519 verification an approver.
 * @example
 * const own = mappingsOf(hills.value)
 * @since 0.1
 */
export function mappingsOf({
  community,
  head,
  shelf,
  vocabulary,
}: Pick<Catalogue, 'community' | 'head' | 'shelf' | 'vocabulary'>): readonly Mapping[] {
  const about = statementsAbout(shelf, community.key, new Map())
  const newest = new Map<string, Statement & MappingBody>()
  for (const statement of about.ok ? about.value : []) {
    if (statement.kind !== 'mapping' || statement.expires <= head.issued) continue
    const word = readWord(statement, mappingFormat, community)
    if (!word.ok || !verifyStatement(statement)) continue
    const by = toHex(statement.issuer)
    const known = newest.get(by)
    if (known === undefined || isNewer(word.value, known)) newest.set(by, word.value)
  }
  return [...newest.values()].flatMap(({ mappings }) =>
    mappings
      .filter(({ from }) => hasConcept(vocabulary, 'concern', from) && !hasConcept(coreVocabulary, 'concern', from))
      .map(({ of, ...mapping }) => ({ community: community.key, ...mapping, of: of && toHex(of) })),
  )
}
