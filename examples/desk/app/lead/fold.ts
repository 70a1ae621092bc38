import {
  type Asked,
  communityStatus,
  type Ends,
  type Failure,
  type Head,
  type MemberStatus,
  type Reach,
  readDescriptor,
  type SignedDescriptor,
} from 'entrenous/community'
import { days, type EpochSeconds } from 'entrenous/practitioner'
import {
  type Community,
  type CommunityState,
  foldStatements,
  type MemberReason,
  readStatement,
  type Statement,
} from 'entrenous/trust'
import { hexOf } from './lead.js'

// What a lead sees of a community: everybody of whom something was signed, how they stand, and what each still needs of
// the approver at this desk.

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
  /** Another key is to be replaced by this one, and the days for its holder to object are not over. */
  | 'wait'
  /** Their page promises other keys than those that were approved: it may be somebody else's. */
  | 'other-keys'
  /** … which were replaced once, and never count again. */
  | 'replaced-keys'

/** How somebody stands. */
export type Person = {
  /** Hex of the identity key. */
  readonly id: string
  /** As their last page says; undefined while none has come. */
  readonly name: string | undefined
  readonly page: SignedDescriptor | undefined
  /** Their page as it was signed, to be approved. */
  readonly signed: Uint8Array | undefined
  readonly place: 'listed' | 'waiting' | 'gone'
  readonly needs: readonly Need[]
  /** Points of the checklist that are open, and those that are met. */
  readonly open: readonly string[]
  readonly attested: readonly string[]
  readonly reasons: readonly MemberReason[]
  readonly reach: Reach
}

/** A community as it stands at one moment. */
export type Folded = {
  readonly community: Community
  readonly people: readonly Person[]
  /** Everything that ends: the first first. */
  readonly ends: readonly Ends[]
  /** What newer statements replace. */
  readonly replaced: readonly Uint8Array[]
}

const RENEWED_BEFORE = 30 * 86_400
const SECONDS_PER_EPOCH = 28 * 86_400
/** Longer than anything that is signed lives. */
const EVER = days(3_660)

/**
 * Folds what a lead has, for one approver.
 *
 * @param input - manifests, statements, the head of what is published, the approver's key in hex, this device's clock.
 * @returns everybody by name; the failure where the manifests do not hold.
 */
export function foldCommunity(input: {
  readonly root: Uint8Array
  readonly statements: readonly Uint8Array[]
  readonly head?: Head | undefined
  readonly approver: string
  readonly now: EpochSeconds
}): Folded | { readonly failure: Failure } {
  const folded = foldStatements(input.statements, input)
  if (!folded.ok) return { failure: folded.error }
  const { community, state } = folded.value
  const { members, ending } = communityStatus(folded.value, { ...input, notice: EVER })
  const pages = lastPages(input.statements)
  const people = members.map((member) => personOf(member, state, { ...input, pages }))
  const kept = new Set(state.kept.map(({ bytes }) => bytes))
  const replaced = [...state.superseded, ...state.standings.superseded].map(({ bytes }) => bytes)
  return { community, people, ends: ending, replaced: replaced.filter((bytes) => !kept.has(bytes)) }
}

/** The newest page of everybody, in force or not: one that has ended still says whose it was. */
function lastPages(statements: readonly Uint8Array[]): ReadonlyMap<string, Statement> {
  const newest = new Map<string, Statement>()
  for (const bytes of statements) {
    const read = readStatement(bytes)
    if (!read.ok || read.value.kind !== 'descriptor') continue
    const known = newest.get(read.value.subject)
    if (known === undefined || known.sequence < read.value.sequence) newest.set(read.value.subject, read.value)
  }
  return newest
}

type Seen = { readonly pages: ReadonlyMap<string, Statement>; readonly approver: string; readonly now: EpochSeconds }

function personOf(member: MemberStatus, state: CommunityState, { pages, approver, now }: Seen): Person {
  const { id, listed, asked, why, reach } = member
  const { approvals = [], descriptor = pages.get(id) } = state.standings.standings.get(id) ?? {}
  const read = descriptor && readDescriptor(descriptor.bytes, { now: descriptor.issued })
  const page = read?.ok ? read.value : undefined
  const own = approvals.filter(({ issuer, expires }) => hexOf(issuer) === approver && expires > now)
  const isGone = asked.some(({ code }) => code === 'another_key')
  const { open = [], attested = [] } = state.members.get(id) ?? {}
  return {
    id,
    name: page?.descriptor.name,
    page,
    signed: descriptor?.bytes,
    place: isGone ? 'gone' : listed ? 'listed' : 'waiting',
    needs: isGone ? [] : needsOf(asked, page, { approvals, own, approver, now }),
    open,
    attested,
    reasons: why,
    reach,
  }
}

type Approvals = {
  readonly approvals: readonly Approved[]
  readonly own: readonly Approved[]
  readonly approver: string
  readonly now: EpochSeconds
}

function needsOf(asked: readonly Asked[], page: SignedDescriptor | undefined, known: Approvals): readonly Need[] {
  const keys = page === undefined || page.expires <= known.now ? [] : keyNeeds(page, known)
  const isSwapped = keys.some((need) => need !== 'approval' && need !== 'renewal')
  const needs = asked.flatMap((one): readonly Need[] => {
    switch (one.code) {
      case 'description':
        return ['page']
      case 'introduction':
        return ['introduction']
      case 'attestations':
        return ['checklist']
      case 'cool_down':
        return ['wait']
      case 'approvals':
        // What this approver is to do is told by the keys; whoever has no page cannot be approved.
        return !one.by.includes(known.approver) || isSwapped ? [] : ['others']
      default:
        return []
    }
  })
  const isAsked = asked.some(({ code }) => code === 'approvals')
  // Who is listed by the word of others needs none of this approver's.
  const own = keys.filter((need) => need !== 'approval' || isAsked || known.own.length > 0)
  return [...own, ...needs]
}

type Approved =
  CommunityState['standings']['standings'] extends ReadonlyMap<string, infer One>
    ? One extends { readonly approvals: readonly (infer Approval)[] }
      ? Approval
      : never
    : never

/** Holds what a page promises against what was approved before. */
function keyNeeds({ descriptor }: SignedDescriptor, { approvals, own, now }: Approvals): readonly Need[] {
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
