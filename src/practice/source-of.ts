import { type SourceKind, sourceKinds } from '../schema/fields.js'
import type { Referral } from './referral.js'

/**
 * Reads by whose word somebody came, for the journal of what is counted: only where the person disclosed it.
 *
 * @param referral - as an inbox gives it.
 * @returns the kind; of what was disclosed first, else of what was added since. Undefined where the person shared none or has
 * taken it back: `received-by-source` counts that as `other`.
 * Privacy: reads the source of what one person disclosed, and no other field; output may leave the device: no, but for sums that hide it.
 * Cost: O(disclosures).
 * @example
 * const received = await createInbox(memoryStore()).receive(opened.value)
 * const source = received.ok ? sourceOf(received.value) : undefined
 * @since 0.1
 */
export function sourceOf({ disclosure, more }: Pick<Referral, 'disclosure' | 'more'>): SourceKind | undefined {
  const disclosed = disclosure === undefined ? [] : [disclosure, ...more]
  // Its own members only: what another script puts on every object's prototype was not disclosed.
  const named = disclosed.map(({ fields }) => (Object.hasOwn(fields, 'source') ? fields.source : undefined))
  return sourceKinds.find((kind) => kind === named.find((one) => one !== undefined))
}
