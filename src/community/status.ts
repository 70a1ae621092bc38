import type { Head } from '../catalogue/catalogue.js'
import type { OpenedCommunity } from '../catalogue/open-community.js'
import { isCommitted } from '../descriptor/commitment.js'
import type { Descriptor } from '../descriptor/descriptor.js'
import { descriptorFormat, presenceFormat } from '../descriptor/formats.js'
import type { Presence } from '../descriptor/presence.js'
import { toHex } from '../kernel/text.js'
import {
  after,
  DAYS_PER_KEY_EPOCH,
  days,
  type EpochSeconds,
  epochSeconds,
  keyEpochOf,
  SECONDS_PER_DAY,
  type Seconds,
} from '../kernel/time.js'
import { type BodyFormat, decodeBody } from '../statement/body.js'
import type { Statement } from '../statement/statement.js'
import { readJoining } from '../trust/joining.js'
import { standingOf } from '../trust/key-approval.js'
import type { Member } from '../trust/member.js'
import { memberFormats } from '../trust/member-formats.js'
import { isMemberKind } from '../trust/member-words.js'
import type { Standing } from '../trust/standings.js'
import { type Asked, stillAsked } from '../trust/still-asked.js'
import { type MemberReason, whyMember } from '../trust/why-member.js'

/** What ends, by its name. The first three darken everybody, or a partner; the next four take somebody off the list; the last two keep people from writing to them. */
export type EndingName =
  | 'manifest'
  | 'list'
  | 'partner'
  | 'description'
  | 'approvals'
  | 'introduction'
  | 'attestations'
  | 'presence'
  | 'keys'

/** Something that ends. */
export type Ends = {
  readonly what: EndingName
  /** Hex of the key it is about; undefined for the community's own. */
  readonly of: string | undefined
  readonly until: EpochSeconds
}

/** Whether people can write to somebody now, and why not. */
export type Reach =
  | { readonly code: 'open' }
  /** Nothing in force says how things stand: they confirm it, and sign. */
  | { readonly code: 'presence_stale' }
  /** Too few approvers stand behind this month's key. */
  | { readonly code: 'keys_unapproved' }
  | { readonly code: 'keys_cooling_down'; readonly until: EpochSeconds }

/** How one member stands. */
export type MemberStatus = {
  /** Hex of the identity key. */
  readonly id: string
  /** As they call themselves; undefined for whoever has no description in force. */
  readonly name: string | undefined
  readonly listed: boolean
  /** On whose word, or why not. */
  readonly why: readonly MemberReason[]
  /** Hex of the approvers who stand behind them now. */
  readonly approvedBy: readonly string[]
  /** What is left to do; empty for whoever is listed. */
  readonly asked: readonly Asked[]
  readonly reach: Reach
  /** Everything of theirs that ends, the first first; empty for whoever is not listed. */
  readonly ends: readonly Ends[]
}

/** A community at one moment, as a lead looks at it. */
export type CommunityStatus = {
  /** Everybody of whom something is said: by name, then by key. */
  readonly members: readonly MemberStatus[]
  /** What ends within the notice, or has ended: the first first. */
  readonly ending: readonly Ends[]
}

/** What a status is made of besides the state. */
export type StatusOptions = {
  /** The moment for which the statements were folded. */
  readonly now: EpochSeconds
  /** Of the catalogue that is published, if one is. */
  readonly head?: Pick<Head, 'expires'> | undefined
  /** How long ahead to look; 14 days unless told. */
  readonly notice?: Seconds
}

/**
 * Says how a community stands: who is listed and on whose word, who waits and for what, what ends when.
 *
 * Ends are those that matter: of two approvals that are required, when the second last ends; of an introduction, when the
 * first in its chain does. Until then the fold lists somebody; from then on no more, unless another word that was given
 * goes on.
 *
 * @param opened - what `foldStatements` gave of everything that was signed, or `openCommunity` of what is published.
 * @param options - the moment of it, and if there is one the head of what is published.
 * @returns everybody in it, and what ends soon.
 * Privacy: reads public statements only; nothing about a person who seeks is in any of them.
 * Cost: O(n log n) in the number of statements; verifies no signature.
 * @example
 * const folded = foldStatements(statements, { root, now })
 * const ending = folded.ok ? communityStatus(folded.value, { now }).ending : []
 * @since 0.1
 */
export function communityStatus(opened: OpenedCommunity, options: StatusOptions): CommunityStatus {
  const { now, head, notice = days(14) } = options
  const { community, state } = opened
  const members = [...state.members.values()].map((member) => statusOf(member, opened, now)).sort(byName)
  const own: readonly Ends[] = [
    { what: 'manifest', of: undefined, until: community.expires },
    ...(head === undefined ? [] : [{ what: 'list', of: undefined, until: head.expires } as const]),
    ...[...state.partners].map(([of, { until }]): Ends => ({ what: 'partner', of, until })),
  ]
  const last = after(now, notice)
  const ending = [...own, ...members.flatMap(({ ends }) => ends)].filter(({ until }) => until <= last)
  return { members, ending: ending.sort(byEnd) }
}

function byName(a: MemberStatus, b: MemberStatus): number {
  const [one, other] = [a.name ?? '\uffff', b.name ?? '\uffff']
  if (one !== other) return one < other ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function byEnd(a: Ends, b: Ends): number {
  return a.until - b.until || (`${a.what} ${a.of}` < `${b.what} ${b.of}` ? -1 : 1)
}

function statusOf(member: Member, opened: OpenedCommunity, now: EpochSeconds): MemberStatus {
  const { id } = member
  const standing = opened.state.standings.standings.get(id) ?? nothingSaid
  const description = bodyOf(descriptorFormat, standing.descriptor)
  const listed = member.refusal === undefined && description !== undefined
  const ends = listed ? endsOf({ member, standing, description }, opened, now) : []
  const inForce = standing.approvals.filter(({ expires }) => now < expires)
  return {
    id,
    name: description?.name,
    listed,
    why: whyMember(opened.state, id),
    approvedBy: [...new Set(inForce.map(({ issuer }) => toHex(issuer)))].sort(),
    asked: stillAsked(opened, id, now),
    reach: reachOf(standing, description, opened, now),
    ends: [...ends].sort(byEnd),
  }
}

const nothingSaid: Standing = { approvals: [], revocations: [], descriptor: undefined, presence: undefined }

function bodyOf<Body extends object>(format: BodyFormat<Body>, statement: Statement | undefined): Body | undefined {
  const said = statement && decodeBody(format, statement.body)
  return said?.ok ? said.value : undefined
}

function reachOf(
  { presence, approvals }: Standing,
  description: Descriptor | undefined,
  { community }: OpenedCommunity,
  now: EpochSeconds,
): Reach {
  const said: Presence | undefined = bodyOf(presenceFormat, presence)
  const key = said?.keys.find(({ epoch }) => epoch === keyEpochOf(now))
  const promised = description?.keyCommitments.find(({ epoch }) => epoch === keyEpochOf(now))
  if (key === undefined || promised === undefined || !isCommitted([promised], key)) return { code: 'presence_stale' }
  const stands = standingOf(promised, approvals, community, now)
  if (stands === undefined) return { code: 'keys_unapproved' }
  const { coolDownUntil } = stands
  return coolDownUntil !== undefined && now < coolDownUntil
    ? { code: 'keys_cooling_down', until: coolDownUntil }
    : { code: 'open' }
}

type Described = { readonly member: Member; readonly standing: Standing; readonly description: Descriptor }

function endsOf(
  { member, standing, description }: Described,
  { community, state }: OpenedCommunity,
  now: EpochSeconds,
): readonly Ends[] {
  const { id, introduction } = member
  const joining = readJoining(community.policy)
  const rules = joining.ok ? joining.value : undefined
  const { checklist, attestations } = rules ?? {}
  const asked = { checklist, attestations, approvers: community.approvers.map(toHex) }
  const moments: readonly (readonly [EndingName, EpochSeconds | undefined])[] = [
    ['description', standing.descriptor?.expires],
    ['approvals', lastWith(standing.approvals, community.policy.approvalsRequired)],
    ['introduction', rules && introduction?.until],
    ['attestations', attestedUntil(member, state.kept, asked)],
    ['presence', standing.presence?.expires],
    ['keys', keysUntil(description, standing, community, now)],
  ]
  return moments.flatMap(([what, until]) => (until === undefined ? [] : [{ what, of: id, until }]))
}

/** When fewer than are required stand behind something: the end of that many, counted from the longest of each issuer. */
function lastWith(said: readonly Statement[], required: number): EpochSeconds | undefined {
  const longest = new Map<string, EpochSeconds>()
  for (const { issuer, expires } of said) {
    const by = toHex(issuer)
    if (expires > (longest.get(by) ?? 0)) longest.set(by, expires)
  }
  return [...longest.values()].sort((a, b) => b - a)[required - 1]
}

function attestedUntil(
  { id, replaced }: Member,
  kept: readonly Statement[],
  rules: {
    readonly checklist?: readonly string[] | undefined
    readonly attestations?: number | undefined
    readonly approvers: readonly string[]
  },
): EpochSeconds | undefined {
  const { checklist = [], attestations = 1, approvers } = rules
  const about = kept.filter(
    (statement) =>
      isMemberKind(statement) &&
      statement.kind === 'attestation' &&
      (statement.subject === id || statement.subject === replaced?.from) &&
      approvers.includes(toHex(statement.issuer)),
  )
  const ends = checklist.flatMap((item) => {
    const naming = about.filter((statement) => bodyOf(memberFormats.attestation, statement)?.items.includes(item))
    return lastWith(naming, attestations) ?? []
  })
  return ends.length === 0 ? undefined : epochSeconds(Math.min(...ends))
}

/** From the epoch of now on as far as each key is promised and approved. */
function keysUntil(
  { keyCommitments }: Descriptor,
  { approvals }: Standing,
  community: OpenedCommunity['community'],
  now: EpochSeconds,
): EpochSeconds {
  let epoch: number = keyEpochOf(now)
  for (;;) {
    const promised = keyCommitments.find((one) => one.epoch === epoch)
    const from = epochSeconds(epoch * DAYS_PER_KEY_EPOCH * SECONDS_PER_DAY)
    // What ends within an epoch is the approval, which is said by itself.
    const stands = promised && standingOf(promised, approvals, community, now)
    if (stands === undefined) return from
    epoch++
  }
}
