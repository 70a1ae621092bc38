import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { openStatement } from '../statement/statement.js'
import { openManifest } from '../trust/anchor.js'
import type { CatalogueEntry, PractitionerEntry } from './entry.js'

/** One reason why an entry stands in its catalogue: codes and parameters, for labels to put into words. */
export type ListedReason =
  | {
      readonly code: 'approved'
      /** Hex of the approver's key. */
      readonly by: string
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
 * @returns the reasons, at least one; approvals are verified anew, in rising order of their approver's key.
 * Privacy: reads public statements only.
 * Cost: two strict Ed25519 verifications for a practitioner. @since 0.1
 */
export function whyListed(entry: CatalogueEntry, now: EpochSeconds): readonly ListedReason[] {
  if (entry.kind === 'listing') return [{ code: 'unclaimed', source: entry.source, since: entry.issued }]
  if (entry.kind === 'event') {
    return [{ code: 'listed_by_community', community: entry.community, since: entry.issued }]
  }
  const { evidence, community } = entry
  const manifest = openManifest(evidence.root, { anchor: evidence.anchor, now })
  if (!manifest.ok) return [{ code: 'approval_missing', community }]
  const approved = approvalsOf(entry, new Set(manifest.value.approvers.map(toHex)), now)
  if (approved.length > 0) return approved
  const code = manifest.value.policy.approvalsRequired === 0 ? 'community_without_approvals' : 'approval_missing'
  return [{ code, community }]
}

function approvalsOf(
  { id, evidence }: PractitionerEntry,
  approvers: ReadonlySet<string>,
  now: EpochSeconds,
): readonly ListedReason[] {
  return evidence.approvals
    .flatMap((bytes): ListedReason[] => {
      const approval = openStatement(bytes, { kind: 'approval', now })
      if (!approval.ok || approval.value.subject !== id) return []
      const by = toHex(approval.value.issuer)
      if (!approvers.has(by)) return []
      return [{ code: 'approved', by, since: approval.value.issued, until: approval.value.expires }]
    })
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
