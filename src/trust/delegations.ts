import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from './anchor.js'
import type { Word, Words } from './member-words.js'

/** A partner who may propose events under a name. */
export type Partner = { readonly partner: string; readonly until: EpochSeconds }

/**
 * Finds out who may propose events.
 *
 * @param words - of members and approvers.
 * @param community - whose approvers may delegate.
 * @returns partners by hex of their key; delegations by anybody else count for nothing.
 * Privacy: reads public statements only.
 * Cost: O(delegations). @since 0.1
 */
export function delegationsIn(
  words: Words,
  community: Community,
): { readonly partners: ReadonlyMap<string, Partner>; readonly unheeded: readonly Word<'delegation'>[] } {
  const approvers = new Set(community.approvers.map(toHex))
  const partners = new Map<string, Partner>()
  const unheeded: Word<'delegation'>[] = []
  const withdrawn = new Set<string>()
  for (const { by, subject, says } of words.of('delegation')) {
    // One approver's taking back is enough: what a key may no longer do, nobody has to agree on.
    if (approvers.has(by) && says.withdrawn === true) withdrawn.add(subject)
  }
  for (const word of words.of('delegation')) {
    const { by, subject, says, expires: until } = word
    if (!approvers.has(by)) unheeded.push(word)
    else if (!withdrawn.has(subject) && (partners.get(subject)?.until ?? 0) < until) {
      partners.set(subject, { partner: says.partner, until })
    }
  }
  return { partners, unheeded }
}
