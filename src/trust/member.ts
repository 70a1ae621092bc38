import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import type { Attestations } from './attestations.js'
import type { Endorsement } from './endorsements.js'
import { type Introduction, type Introductions, introductionsIn } from './introductions.js'
import type { JoiningRules } from './joining.js'
import { revocationFormat } from './manifest.js'
import type { Words } from './member-words.js'
import type { Replacement, Replacements } from './replacements.js'
import { standingCode } from './standing.js'
import type { CommunityStandings } from './standings.js'
import { ALWAYS, type CommunityWithHistory, type Vetting } from './vetting.js'

/** Why somebody is not listed. */
export type MemberRefusal =
  | 'descriptor_revoked'
  | 'descriptor_unapproved'
  | 'member_key_replaced'
  | 'member_key_waiting'
  | 'member_unattested'
  | 'member_unintroduced'

/** How somebody stands in a community. */
export type Member = {
  /** Hex of the identity key. */
  readonly id: string
  /** Undefined for whoever is listed, once they describe themselves. */
  readonly refusal: MemberRefusal | undefined
  /** How many approvers stand behind the key now. */
  readonly approvers: number
  /** Undefined where nobody introduced them, or the community asks for no introductions. */
  readonly introduction: Introduction | undefined
  /** Items of the checklist that enough approvers have attested. */
  readonly attested: readonly string[]
  /** Items that are still open. */
  readonly open: readonly string[]
  /** Colleagues' words, by concept and key. None is an input of matching. */
  readonly endorsements: readonly Endorsement[]
  /** How this key took the place of another; or is to. */
  readonly replaced: Replacement | undefined
  /** Ids of the listings that were claimed for them. */
  readonly claims: readonly string[]
}

/** What is known before anybody is judged. */
type Known = {
  readonly community: CommunityWithHistory
  readonly rules: JoiningRules | undefined
  readonly standings: CommunityStandings
  readonly replacements: Replacements
  readonly now: EpochSeconds
}

/**
 * Finds out who was introduced by whom, where a community asks for it.
 *
 * @param known - the community, its rules, what is said and who was vetted when.
 * @returns introductions; none where there are no rules of joining, and then a vouch says nothing.
 * Privacy: reads public statements only.
 * Cost: O(n log n). @since 0.1
 */
export function introduce(
  known: Known & { readonly words: Words; readonly vetted: ReadonlyMap<string, Vetting> | undefined },
): Introductions {
  const { community, rules, words, standings, replacements } = known
  const vouches = words.of('vouch')
  if (rules === undefined) return { of: new Map(), unheeded: vouches }
  const approvers = new Set(community.approvers.map(toHex))
  const revokedSince = revokedIn(standings, replacements)
  const vettedSince = (id: string) => (known.vetted === undefined ? ALWAYS : known.vetted.get(id)?.since)
  return introductionsIn(vouches, { ...known, rules, approvers, revokedSince, vettedSince })
}

/** Whoever leaves, dies or loses a key takes nobody along. */
const takesNobodyAlong: ReadonlySet<string> = new Set(['key-lost', 'left', 'deceased'])

function revokedIn({ standings }: CommunityStandings, { done }: Replacements): ReadonlyMap<string, EpochSeconds> {
  const since = new Map<string, EpochSeconds>()
  for (const [id, { revocations }] of standings) {
    for (const { body, issued } of revocations) {
      const said = decodeBody(revocationFormat, body)
      if (!said.ok || takesNobodyAlong.has(said.value.category)) continue
      // A thief may have vouched with a stolen key; once another has its place, the vetters' dates tell which vouches are hers.
      if (said.value.category === 'key-stolen' && done.has(id)) continue
      const known = since.get(id)
      if (known === undefined || issued < known) since.set(id, issued)
    }
  }
  return since
}

/**
 * Lists everybody of whom something is said.
 *
 * @param known - standings, introductions and replacements.
 * @returns hex of their keys, rising.
 * Privacy: reads public statements only.
 * Cost: O(n log n). @since 0.1
 */
export function everybodyIn({
  standings,
  replacements: { done, waiting },
  introductions,
}: Known & { readonly introductions: Introductions }): readonly string[] {
  const successors = [...done.values(), ...waiting.values()].map(({ to }) => to)
  return [...new Set([...standings.standings.keys(), ...introductions.of.keys(), ...successors])].sort()
}

/**
 * Judges one key: whether it is listed, and on whose word.
 *
 * @param id - hex of the key.
 * @param known - everything the fold knows but endorsements and claims, which rest on who is admitted.
 * @returns the member.
 * Privacy: reads public statements only.
 * Cost: O(what is said of the key). @since 0.1
 */
export function memberOf(
  id: string,
  known: Known & { readonly introductions: Introductions; readonly attestations: Attestations },
): Member {
  const { rules, standings, replacements, introductions, attestations, now } = known
  const approvals = standings.standings.get(id)?.approvals ?? []
  const attested = attestations.of(id)
  const open = (rules?.checklist ?? []).filter((item) => !attested.includes(item))
  const introduction = introductions.of.get(id)
  return {
    id,
    refusal: refusalOf(id, known, { introduced: introduction !== undefined && introduction.until > now, open }),
    approvers: new Set(approvals.flatMap(({ issuer, expires }) => (now < expires ? [toHex(issuer)] : []))).size,
    introduction,
    attested,
    open,
    endorsements: [],
    replaced: replacements.before.get(id) ?? replacements.waiting.get(id),
    claims: [],
  }
}

function refusalOf(
  id: string,
  { community, rules, standings, replacements, now }: Known,
  joining: { readonly introduced: boolean; readonly open: readonly string[] },
): MemberRefusal | undefined {
  const { approvals = [], revocations = [] } = standings.standings.get(id) ?? {}
  const code = standingCode({ approvals, revocations }, community, now)
  if (code === 'descriptor_revoked') return code
  if (replacements.done.has(id)) return 'member_key_replaced'
  if (replacements.waiting.has(id)) return 'member_key_waiting'
  if (code !== undefined || rules === undefined) return code
  if (!joining.introduced) return 'member_unintroduced'
  return joining.open.length > 0 ? 'member_unattested' : undefined
}
