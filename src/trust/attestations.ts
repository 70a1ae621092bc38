import { toHex } from '../kernel/text.js'
import type { Community } from './anchor.js'
import type { JoiningRules } from './joining.js'
import type { Word, Words } from './member-words.js'

/** Which items of the checklist are met. */
export type Attestations = {
  /** Items that enough approvers attest of somebody, in the checklist's order. */
  readonly of: (id: string) => readonly string[]
  readonly unheeded: readonly Word<'attestation'>[]
}

/**
 * Counts who attests what of whom.
 *
 * @param words - of members and approvers.
 * @param community - whose approvers count.
 * @param rules - the checklist, and how many approvers an item takes.
 * @param heirOf - which key somebody has now.
 * @returns what is met; attestations by anybody else count for nothing.
 * Privacy: reads public statements only: item ids, no text.
 * Cost: O(attestations × items). @since 0.1
 */
export function attestationsIn(
  words: Words,
  community: Community,
  rules: JoiningRules | undefined,
  heirOf: (id: string) => string,
): Attestations {
  const approvers = new Set(community.approvers.map(toHex))
  const unheeded: Word<'attestation'>[] = []
  const attested = new Map<string, Map<string, Set<string>>>()
  for (const word of words.of('attestation')) {
    if (!approvers.has(word.by)) {
      unheeded.push(word)
      continue
    }
    const id = heirOf(word.subject)
    const items = attested.get(id) ?? new Map<string, Set<string>>()
    attested.set(id, items)
    for (const item of word.says.items) {
      const by = items.get(item)
      if (by === undefined) items.set(item, new Set([word.by]))
      else by.add(word.by)
    }
  }
  const required = rules?.attestations ?? 1
  const checklist = rules?.checklist ?? []
  return {
    of: (id) => checklist.filter((item) => (attested.get(id)?.get(item)?.size ?? 0) >= required),
    unheeded,
  }
}
