import { commitmentOf } from '../descriptor/commitment.js'
import type { Presence } from '../descriptor/presence.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from './anchor.js'
import { type Approval, type KeyStanding, standingOf } from './key-approval.js'
import type { Standing } from './standings.js'

/**
 * Says why somebody is not to be listed.
 *
 * @param standing - approvals that say something of a key, and revocations in force.
 * @param community - whose policy it is.
 * @param now - when it is asked.
 * @returns the code; undefined when nobody revoked them and enough approvers stand behind them.
 * Privacy: reads public statements only.
 * Cost: O(approvals). @since 0.1
 */
export function standingCode(
  { approvals, revocations }: Pick<Standing, 'approvals' | 'revocations'>,
  community: Community,
  now: EpochSeconds,
): 'descriptor_revoked' | 'descriptor_unapproved' | undefined {
  if (revocations.length > 0) return 'descriptor_revoked'
  const approvers = new Set(approvals.map(({ expires, issuer }) => now < expires && toHex(issuer)))
  approvers.delete(false)
  return approvers.size < community.policy.approvalsRequired ? 'descriptor_unapproved' : undefined
}

/**
 * Keeps of revealed keys those that are approved.
 *
 * @param keys - as a presence reveals them.
 * @param approvals - of the same identity.
 * @param community - whose policy it is.
 * @param now - when it is asked.
 * @returns the keys that may be sealed to, each with how it stands.
 * Privacy: reads public statements only.
 * Cost: as `standingOf`, for each key. @since 0.1
 */
export function approvedKeys<Key extends Presence['keys'][number]>(
  keys: readonly Key[],
  approvals: readonly Approval[],
  community: Community,
  now: EpochSeconds,
): readonly (Key & KeyStanding)[] {
  return keys.flatMap((key) => {
    const standing = standingOf(commitmentOf(key), approvals, community, now)
    return standing === undefined ? [] : [{ ...key, ...standing }]
  })
}
