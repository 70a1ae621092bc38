import { encodeCbor } from '../kernel/cbor.js'
import { sha256 } from '../kernel/hash.js'

/**
 * Hashes the terms under which a disclosure is made: the recipient's notice and the community's charter, as they stood.
 *
 * @param terms - the published notice and the charter's hash.
 * @returns 32 bytes.
 * Privacy: reads public statements only.
 * Cost: O(size). @since 0.1
 */
export function hashTerms(terms: {
  readonly controller: string
  readonly contact: string
  readonly jurisdiction: string
  readonly retentionDays: number
  readonly link?: string | undefined
  readonly textHash?: Uint8Array | undefined
  readonly charterHash: Uint8Array
}): Uint8Array {
  const {
    controller,
    contact,
    jurisdiction,
    retentionDays,
    link = '',
    textHash = new Uint8Array(0),
    charterHash,
  } = terms
  return sha256(
    encodeCbor(['entrenous/1/terms', controller, contact, jurisdiction, retentionDays, link, textHash, charterHash]),
  )
}
