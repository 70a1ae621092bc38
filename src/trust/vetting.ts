import { toHex } from '../kernel/text.js'
import { type EpochSeconds, epochSeconds } from '../kernel/time.js'
import type { Statement } from '../statement/statement.js'
import type { Community } from './anchor.js'
import { type Approval, readWord } from './key-approval.js'
import { approvalFormat } from './manifest.js'

/** A community, and who else ever approved for it: an approver who retires takes back nothing they said. */
export type CommunityWithHistory = Community & { readonly approversBefore?: readonly Uint8Array[] }

/** Since when enough approvers had stood behind a key, whether or not they do now. */
export type Vetting = {
  readonly since: EpochSeconds
  /** The approvals that prove it: the earliest, of as many approvers as are required. */
  readonly proof: readonly Approval[]
}

/**
 * Finds out since when each key was vetted: when as many approvers as are required had named it, each at their earliest.
 *
 * These are the only times in the fold that members do not set themselves.
 *
 * @param statements - as read; only approvals matter, ended ones, too.
 * @param community - whose policy it is, with approvers of before.
 * @returns by hex of the key. Where no approval is required nobody is in it.
 * Privacy: reads public statements only.
 * Cost: O(n log n). @since 0.1
 */
export function vettedIn(
  statements: readonly Statement[],
  community: CommunityWithHistory,
): ReadonlyMap<string, Vetting> {
  const { policy, approvers, approversBefore = [] } = community
  const everybody = { ...community, approvers: [...approvers, ...approversBefore] }
  const earliest = new Map<string, Map<string, Approval>>()
  for (const statement of statements) {
    if (statement.kind !== 'approval') continue
    const read = readWord(statement, approvalFormat, everybody)
    if (!read.ok) continue
    const by = toHex(statement.issuer)
    const of = earliest.get(statement.subject) ?? new Map<string, Approval>()
    const known = of.get(by)
    if (known === undefined || statement.issued < known.issued) of.set(by, read.value)
    earliest.set(statement.subject, of)
  }
  const vetted = new Map<string, Vetting>()
  for (const [id, of] of earliest) {
    const proof = [...of.values()].sort((a, b) => a.issued - b.issued).slice(0, policy.approvalsRequired)
    const last = proof.at(-1)
    if (last !== undefined && proof.length >= policy.approvalsRequired) vetted.set(id, { since: last.issued, proof })
  }
  return vetted
}

/** Where no approval is asked for, everybody always was. */
export const ALWAYS: EpochSeconds = epochSeconds(0)
