import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { openStatement } from '../statement/statement.js'
import { type Community, openManifest } from '../trust/anchor.js'
import { readWord } from '../trust/key-approval.js'
import { approvalFormat } from '../trust/manifest.js'
import type { CommunityState } from '../trust/state.js'
import { type MemberReason, whyMember } from '../trust/why-member.js'
import type { CatalogueEntry, PractitionerEntry } from './entry.js'

/** One reason why an entry stands in its catalogue: codes and parameters, for labels to put into words. */
export type ListedReason =
  | {
      readonly code: 'approved'
      /** Hex of the approver's key. */
      readonly by: string
      /** The earliest of their approvals that is in force. */
      readonly since: EpochSeconds
      readonly until: EpochSeconds
    }
  /** The community's policy asks for no approval: trust in its key is all there is. */
  | { readonly code: 'community_without_approvals'; readonly community: string }
  | { readonly code: 'listed_by_community'; readonly community: string; readonly since: EpochSeconds }
  /** Taken over from a public directory: nobody vouches for it and nobody has claimed it. */
  | { readonly code: 'unclaimed'; readonly source: string; readonly since: EpochSeconds }
  /** The approvals do not verify now: forged, ended, or the manifest has. */
  | { readonly code: 'approval_missing'; readonly community: string }

/**
 * Says why an entry is listed.
 *
 * @param entry - an entry of an opened catalogue.
 * @param now - this device's clock.
 * @param state - of its community, from `openCommunity`: who introduced and endorsed them is told then, too.
 * @returns the reasons, at least one; approvals are verified anew, in rising order of their approver's key. Those of the
 * state, whose signatures `openCommunity` has verified, come after.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification an approval, and one. @since 0.1
 */
export function whyListed(
  entry: CatalogueEntry,
  now: EpochSeconds,
  state?: Pick<CommunityState, 'members'>,
): readonly (ListedReason | MemberReason)[] {
  const more = state === undefined || entry.kind !== 'practitioner' ? [] : whyMember(state, entry.id)
  return [...reasonsOf(entry, now), ...more]
}

function reasonsOf(entry: CatalogueEntry, now: EpochSeconds): readonly ListedReason[] {
  if (entry.kind === 'listing') return [{ code: 'unclaimed', source: entry.source, since: entry.issued }]
  if (entry.kind === 'event') {
    return [{ code: 'listed_by_community', community: entry.community, since: entry.issued }]
  }
  const { evidence, community } = entry
  const manifest = openManifest(evidence.root, { anchor: evidence.anchor, now })
  if (!manifest.ok) return [{ code: 'approval_missing', community }]
  const approved = approvalsOf(entry, manifest.value, now)
  if (approved.length > 0) return approved
  const code = manifest.value.policy.approvalsRequired === 0 ? 'community_without_approvals' : 'approval_missing'
  return [{ code, community }]
}

/** One reason an approver: renewed approvals are one approval that lasts. */
function approvalsOf(
  { id, evidence }: PractitionerEntry,
  community: Community,
  now: EpochSeconds,
): readonly ListedReason[] {
  const reasons = new Map<string, Extract<ListedReason, { readonly code: 'approved' }>>()
  for (const bytes of evidence.approvals) {
    const statement = openStatement(bytes, { kind: 'approval', now })
    const approval = statement.ok ? readWord(statement.value, approvalFormat, community) : statement
    if (!approval.ok || approval.value.subject !== id) continue
    const { issuer, issued, expires } = approval.value
    const by = toHex(issuer)
    const known = reasons.get(by)
    const since = known !== undefined && known.since < issued ? known.since : issued
    const until = known !== undefined && known.until > expires ? known.until : expires
    reasons.set(by, { code: 'approved', by, since, until })
  }
  return [...reasons.values()].sort((a, b) => (a.by < b.by ? -1 : 1))
}
