import { type Failure, readDescriptor, type SignedDescriptor } from 'entrenous/community'
import type { EpochSeconds } from 'entrenous/practitioner'
import { type Community, type CommunityState, foldStatements, type MemberReason, whyMember } from 'entrenous/trust'
import { hexOf } from './lead.js'

// What a lead sees of a community: everybody of whom something was signed, how they stand, and what each still needs.

/** What somebody still needs before they are listed, or soon. */
export type Need =
  /** They have sent no page, or it has ended. */
  | 'page'
  /** The approver at this desk has not approved their keys yet. */
  | 'approval'
  /** … or did, and it ends within a month. */
  | 'renewal'
  /** Other approvers have to as well. */
  | 'others'
  | 'introduction'
  | 'checklist'
  /** Their page promises other keys than those that were approved: it may be somebody else's. */
  | 'other-keys'
  /** … which were replaced once, and never count again. */
  | 'replaced-keys'

/** How somebody stands. */
export type Person = {
  /** Hex of the identity key. */
  readonly id: string
  /** As their page says; undefined while none has come. */
  readonly name: string | undefined
  readonly page: SignedDescriptor | undefined
  /** Their page as it was signed, to be approved. */
  readonly signed: Uint8Array | undefined
  readonly place: 'listed' | 'waiting' | 'gone'
  readonly needs: readonly Need[]
  readonly open: readonly string[]
  readonly attested: readonly string[]
  readonly reasons: readonly MemberReason[]
  readonly pageUntil: EpochSeconds | undefined
  readonly presenceUntil: EpochSeconds | undefined
  readonly approvedUntil: EpochSeconds | undefined
  readonly introducedUntil: EpochSeconds | undefined
}

/** A community as it stands at one moment. */
export type Folded = {
  readonly community: Community
  readonly people: readonly Person[]
  /** What a newer statement replaces, as base64url would be long: by its bytes. */
  readonly replaced: readonly Uint8Array[]
}

const RENEWED_BEFORE = 30 * 86_400
const SECONDS_PER_EPOCH = 28 * 86_400

/**
 * Folds what a lead has, for one approver.
 *
 * @param input - manifests, statements, the approver's key in hex, this device's clock.
 * @returns everybody by name; the failure where the manifests do not hold.
 */
export function foldCommunity(input: {
  readonly root: Uint8Array
  readonly statements: readonly Uint8Array[]
  readonly approver: string
  readonly now: EpochSeconds
}): Folded | { readonly failure: Failure } {
  const folded = foldStatements(input.statements, input)
  if (!folded.ok) return { failure: folded.error }
  const { community, state } = folded.value
  const people = [...state.members.keys()].map((id) => personOf(id, state, { ...input, community }))
  const kept = new Set(state.kept.map(({ bytes }) => bytes))
  const replaced = [...state.superseded, ...state.standings.superseded].map(({ bytes }) => bytes)
  return { community, people: people.sort(byName), replaced: replaced.filter((bytes) => !kept.has(bytes)) }
}

function byName(one: Person, other: Person): number {
  return (one.name ?? one.id).localeCompare(other.name ?? other.id)
}

type Seen = { readonly community: Community; readonly approver: string; readonly now: EpochSeconds }

function personOf(id: string, state: CommunityState, { community, approver, now }: Seen): Person {
  const member = state.members.get(id)
  const standing = state.standings.standings.get(id)
  const { approvals = [], descriptor, presence } = standing ?? {}
  // A page that has ended still says whose it was.
  const read = descriptor && readDescriptor(descriptor.bytes, { now: descriptor.issued })
  const page = read?.ok ? read.value : undefined
  const isGone = member?.refusal === 'descriptor_revoked' || member?.refusal === 'member_key_replaced'
  const inForce = approvals.filter(({ expires }) => expires > now)
  const own = inForce.filter(({ issuer }) => hexOf(issuer) === approver)
  const needs: Need[] = []
  if (page === undefined || page.expires <= now) needs.push('page')
  if (page !== undefined && community.policy.approvalsRequired > 0) needs.push(...keyNeeds(page, approvals, own, now))
  const stood = new Set(inForce.map(({ issuer }) => hexOf(issuer)))
  const least = community.policy.approvalsRequired
  if (!needs.includes('approval') && stood.size < least) needs.push('others')
  if (member?.refusal === 'member_unintroduced') needs.push('introduction')
  if ((member?.open.length ?? 0) > 0) needs.push('checklist')
  const isListed = member?.refusal === undefined && page !== undefined && page.expires > now
  return {
    id,
    name: page?.descriptor.name,
    page,
    signed: descriptor?.bytes,
    place: isGone ? 'gone' : isListed ? 'listed' : 'waiting',
    needs: isGone ? [] : needs,
    open: member?.open ?? [],
    attested: member?.attested ?? [],
    reasons: whyMember(state, id),
    pageUntil: page?.expires,
    presenceUntil: presence?.expires,
    approvedUntil: latest(inForce.map(({ expires }) => expires)),
    introducedUntil: member?.introduction?.until,
  }
}

type Approved = CommunityState['standings']['standings'] extends ReadonlyMap<string, infer One>
  ? One extends { readonly approvals: readonly (infer Approval)[] }
    ? Approval
    : never
  : never

/** Holds what a page promises against what was approved before. */
function keyNeeds(
  { descriptor }: SignedDescriptor,
  approvals: readonly Approved[],
  own: readonly Approved[],
  now: EpochSeconds,
): readonly Need[] {
  const current = Math.floor(now / SECONDS_PER_EPOCH)
  const promised = descriptor.keyCommitments.filter(({ epoch }) => epoch >= current)
  const judged = promised.map(({ epoch, hash }) => {
    const newest = newestOf(epoch, approvals)
    if (newest === undefined || newest === hexOf(hash)) return 'same'
    return isNamed(epoch, hexOf(hash), approvals) ? 'replaced-keys' : 'other-keys'
  })
  if (judged.includes('replaced-keys')) return ['replaced-keys']
  if (judged.includes('other-keys')) return ['other-keys']
  const isHeld = (moment: number) =>
    promised
      .filter(({ epoch }) => epoch * SECONDS_PER_EPOCH <= moment)
      .every(({ epoch, hash }) =>
        isNamed(
          epoch,
          hexOf(hash),
          own.filter(({ expires }) => expires > moment),
        ),
      )
  if (promised.length > 0 && isHeld(now + RENEWED_BEFORE)) return []
  return own.length > 0 && isHeld(now) ? ['renewal'] : ['approval']
}

function isNamed(epoch: number, hash: string, approvals: readonly Approved[]): boolean {
  return approvals.some(({ keyCommitments }) =>
    keyCommitments.some((named) => named.epoch === epoch && hexOf(named.hash) === hash),
  )
}

/** Of the keys approved for one epoch the one that was named last for the first time. */
function newestOf(epoch: number, approvals: readonly Approved[]): string | undefined {
  const first = new Map<string, number>()
  for (const { issued, keyCommitments } of approvals) {
    for (const named of keyCommitments.filter((one) => one.epoch === epoch)) {
      const hash = hexOf(named.hash)
      first.set(hash, Math.min(issued, first.get(hash) ?? issued))
    }
  }
  return [...first].sort(([, one], [, other]) => other - one)[0]?.[0]
}

function latest(moments: readonly EpochSeconds[]): EpochSeconds | undefined {
  return moments.reduce<EpochSeconds | undefined>((last, one) => (last === undefined || one > last ? one : last), undefined)
}
