import type { EpochSeconds } from '../kernel/time.js'
import type { MemberRefusal } from './member.js'
import type { CommunityState } from './state.js'

/** One reason why somebody is a member, or is not: codes and parameters, for labels to put into words. */
export type MemberReason =
  | {
      readonly code: 'introduced'
      /** Hex of the introducer's key. */
      readonly by: string
      readonly byApprover: boolean
      /** Steps from whoever an approver introduced. */
      readonly depth: number
      readonly until: EpochSeconds
    }
  /** The introduction rests on somebody who may not introduce any more; another one is needed by then. */
  | { readonly code: 'introduction_lapsing'; readonly until: EpochSeconds }
  /** Items of the checklist that approvers attest. */
  | { readonly code: 'attested'; readonly items: readonly string[] }
  | { readonly code: 'endorsed'; readonly by: string; readonly concept: string; readonly until: EpochSeconds }
  | {
      readonly code: 'key_followed'
      readonly from: string
      readonly by: 'sheet' | 'approvers'
      readonly since: EpochSeconds
    }
  | { readonly code: 'listing_claimed'; readonly listing: string }
  | { readonly code: 'not_listed'; readonly refusal: MemberRefusal }

/**
 * Says on whose word somebody is a member, or why they are not.
 *
 * @param state - what `deriveState` gave.
 * @param id - hex of the identity key.
 * @returns the reasons, the refusal first; empty for whoever nobody says anything of.
 * Privacy: reads public statements only.
 * Cost: O(reasons). @since 0.1
 */
export function whyMember({ members }: Pick<CommunityState, 'members'>, id: string): readonly MemberReason[] {
  const member = members.get(id)
  if (member === undefined) return []
  const { refusal, introduction, attested, endorsements, replaced, claims } = member
  const reasons: MemberReason[] = refusal === undefined ? [] : [{ code: 'not_listed', refusal }]
  if (introduction !== undefined) {
    const { by, byApprover, depth, until, needsAnother } = introduction
    reasons.push({ code: 'introduced', by, byApprover, depth, until })
    if (needsAnother) reasons.push({ code: 'introduction_lapsing', until })
  }
  if (attested.length > 0) reasons.push({ code: 'attested', items: attested })
  for (const endorsement of endorsements) reasons.push({ code: 'endorsed', ...endorsement })
  if (replaced !== undefined && refusal === undefined) {
    reasons.push({ code: 'key_followed', from: replaced.from, by: replaced.by, since: replaced.counts })
  }
  for (const listing of claims) reasons.push({ code: 'listing_claimed', listing })
  return reasons
}
