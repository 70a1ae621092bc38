import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from './anchor.js'
import { readJoining } from './joining.js'
import type { CommunityState } from './state.js'

/** One thing that a community's policy still asks before somebody is listed: codes and parameters, for labels to put into words. */
export type Asked =
  /** The key was revoked or replaced: nothing helps but another one. */
  | { readonly code: 'another_key' }
  /** The key is to take the place of another, from then on. */
  | { readonly code: 'cool_down'; readonly until: EpochSeconds }
  /** They describe themselves, and sign it. */
  | { readonly code: 'description' }
  | {
      readonly code: 'approvals'
      readonly required: number
      /** Hex of the approvers who stand behind the key now. */
      readonly by: readonly string[]
    }
  | { readonly code: 'introduction' }
  /** Items of the checklist that too few approvers have attested. */
  | { readonly code: 'attestations'; readonly items: readonly string[] }

/**
 * Says everything that a community still asks of somebody: what is left to do, where `whyMember` says why not yet.
 *
 * @param opened - what `foldStatements` or `openCommunity` gave.
 * @param id - hex of the identity key; it need not be known yet.
 * @param now - the moment that is asked about.
 * @returns what is missing; empty for whoever is listed. Of a key that was revoked or replaced nothing else is said.
 * Privacy: reads public statements only.
 * Cost: O(what is said of the key).
 * @example
 * const folded = foldStatements(statements, { root, now })
 * const asked = folded.ok ? stillAsked(folded.value, keys.id, now) : []
 * @since 0.1
 */
export function stillAsked(
  { community, state }: { readonly community: Community; readonly state: CommunityState },
  id: string,
  now: EpochSeconds,
): readonly Asked[] {
  const member = state.members.get(id)
  const standing = state.standings.standings.get(id)
  const refusal = member?.refusal
  if (refusal === 'descriptor_revoked' || refusal === 'member_key_replaced') return [{ code: 'another_key' }]
  const asked: Asked[] = []
  if (refusal === 'member_key_waiting' && member?.replaced !== undefined) {
    asked.push({ code: 'cool_down', until: member.replaced.counts })
  }
  if (standing?.descriptor === undefined) asked.push({ code: 'description' })
  const { approvalsRequired } = community.policy
  const inForce = (standing?.approvals ?? []).filter(({ expires }) => now < expires)
  const by = [...new Set(inForce.map(({ issuer }) => toHex(issuer)))].sort()
  if (by.length < approvalsRequired) asked.push({ code: 'approvals', required: approvalsRequired, by })
  const joining = readJoining(community.policy)
  const rules = joining.ok ? joining.value : undefined
  if (rules === undefined) return asked
  if ((member?.introduction?.until ?? 0) <= now) asked.push({ code: 'introduction' })
  const items = member?.open ?? rules.checklist ?? []
  if (items.length > 0) asked.push({ code: 'attestations', items })
  return asked
}
