import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import type { Community } from './anchor.js'
import { COOL_DOWN_DAYS } from './key-approval.js'
import type { Word, Words } from './member-words.js'

/** Whose an unclaimed listing is now, and since when. */
export type Claimed = { readonly by: string; readonly since: EpochSeconds }

/** Which listings have an owner. */
export type Claims = {
  /** By the listing's id. */
  readonly claimed: ReadonlyMap<string, Claimed>
  /** By hex of the identity key: ids of its listings, in alphabetical order. */
  readonly of: ReadonlyMap<string, readonly string[]>
  readonly unheeded: readonly Word<'claim'>[]
}

/**
 * Finds out which unclaimed listings have an owner.
 *
 * As many approvers as an approval takes must have found out that it is theirs, and the cool-down must have passed: time
 * for the real practice to object. Where two are confirmed, approvers have contradicted each other and nobody has it.
 *
 * @param words - of members and approvers.
 * @param community - whose policy it is.
 * @param known - who is admitted, and the moment.
 * @returns the claims that count; a listing whose owner is not admitted stays as it was.
 * Privacy: reads public statements only.
 * Cost: O(n log n) in the number of claims. @since 0.1
 */
export function claimsIn(
  words: Words,
  community: Community,
  known: { readonly isAdmitted: (id: string) => boolean; readonly now: EpochSeconds },
): Claims {
  const approvers = new Set(community.approvers.map(toHex))
  const required = Math.max(1, community.policy.approvalsRequired)
  const coolDown = days(community.policy.keyCoolDownDays ?? COOL_DOWN_DAYS)
  const unheeded: Word<'claim'>[] = []
  const times = new Map<string, Map<string, EpochSeconds[]>>()
  for (const claim of words.of('claim')) {
    if (!approvers.has(claim.by)) unheeded.push(claim)
    else if (claim.says.withdrawn !== true) {
      const claimants = times.get(claim.says.listing) ?? new Map<string, EpochSeconds[]>()
      times.set(claim.says.listing, claimants)
      const own = claimants.get(claim.subject)
      if (own === undefined) claimants.set(claim.subject, [claim.issued])
      else own.push(claim.issued)
    }
  }
  const claimed = new Map<string, Claimed>()
  const of = new Map<string, string[]>()
  for (const [listing, claimants] of [...times].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const confirmed = [...claimants].flatMap(([by, said]) => {
      const since = said.sort((a, b) => a - b)[required - 1]
      return since === undefined ? [] : [{ by, since: after(since, coolDown) }]
    })
    const [one, other] = confirmed
    if (one === undefined || other !== undefined || one.since > known.now || !known.isAdmitted(one.by)) continue
    claimed.set(listing, one)
    of.set(one.by, [...(of.get(one.by) ?? []), listing])
  }
  return { claimed, of, unheeded }
}
