import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { memberKinds, type Statement } from '../statement/statement.js'
import type { Community } from './anchor.js'
import { attestationsIn } from './attestations.js'
import { type Claimed, claimsIn } from './claims.js'
import { delegationsIn, type Partner } from './delegations.js'
import { endorsementsIn } from './endorsements.js'
import { type JoiningRules, readJoining } from './joining.js'
import { everybodyIn, introduce, type Member, memberOf } from './member.js'
import { isMemberKind, readWords, type Unheeded, type Word, type Words } from './member-words.js'
import { type Replacements, replacementsIn } from './replacements.js'
import { type CommunityStandings, deriveStandings, inOrder } from './standings.js'
import { type CommunityWithHistory, type Vetting, vettedIn } from './vetting.js'

/** What a community's statements say together at one moment. */
export type CommunityState = {
  /** By hex of the identity key: everybody of whom an approver or a member says something, or who describes themselves. */
  readonly members: ReadonlyMap<string, Member>
  /** What is said of each key by itself: what devices fold again. */
  readonly standings: CommunityStandings
  /** Unclaimed listings that have an owner now, by their id. */
  readonly claimed: ReadonlyMap<string, Claimed>
  /** Who may propose events, by hex of the key, and under which name. */
  readonly partners: ReadonlyMap<string, Partner>
  /** What counts for nothing, and why. */
  readonly unheeded: readonly Unheeded[]
  /** What a newer statement on the same thing replaces. */
  readonly superseded: readonly Statement[]
  /** Statements of members and approvers that count, and ended approvals that prove since when somebody was vetted. */
  readonly kept: readonly Statement[]
}

/**
 * Folds statements into what a community is: who belongs to it, by whose word, and who does not any more.
 *
 * Pure: order and duplicates do not matter, loops end, nothing calls itself, and nothing that a member dates themselves
 * moves anybody else. The publisher lists whom this admits; whoever verifies a catalogue computes it again.
 *
 * @param statements - as read; the caller has verified their signatures.
 * @param community - as its verified manifest describes it, if wanted with approvers of before (`openCommunity`).
 * @param now - the moment that is asked about.
 * @returns members, standings, claims and partners; what counts for nothing, what was replaced, and what to publish.
 * @throws {TypeError} when the policy's rules of joining are no rules; `createCommunity` signs none that are not.
 * Privacy: reads public statements only; nothing about a person who seeks is in any of them.
 * Cost: O(n log n) in the number of statements; `npm run bench -- trust` prints the slope.
 * @example
 * const { members } = deriveState(verified, harbour, now)
 * @since 0.1
 */
export function deriveState(
  statements: readonly Statement[],
  community: CommunityWithHistory,
  now: EpochSeconds,
): CommunityState {
  const joining = readJoining(community.policy)
  if (!joining.ok) throw new TypeError('community.policy.joining: no rules of joining')
  const rules = joining.value
  const own = statements.filter((statement) => !isMemberKind(statement))
  const standings = deriveStandings(own, community, now)
  const words = readWords(statements.filter(isMemberKind), community, now)
  const replacements = replacementsIn(words, standings, community, now)
  const { heirOf } = replacements
  const vetted = community.policy.approvalsRequired === 0 ? undefined : vettedIn(own, community)
  const introductions = introduce({ community, rules, words, standings, replacements, vetted, now })
  const attestations = attestationsIn(words, community, rules, heirOf)
  const judging = { community, rules, standings, replacements, introductions, attestations, now }
  const members = new Map(everybodyIn(judging).map((id) => [id, memberOf(id, judging)] as const))
  const isAdmitted = (id: string) => members.get(id)?.refusal === undefined && members.has(id)
  const endorsements = endorsementsIn(words, { isAdmitted, heirOf })
  const claims = claimsIn(words, community, { isAdmitted, now })
  const delegations = delegationsIn(words, community)
  for (const [id, member] of members) {
    const more = { endorsements: endorsements.of.get(id) ?? [], claims: claims.of.get(id) ?? [] }
    members.set(id, { ...member, ...more })
  }
  const ignored: readonly Statement[] = [
    ...[introductions, attestations, endorsements, claims, delegations].flatMap(({ unheeded }) => [...unheeded]),
    ...strangersIn(words, community, replacements),
  ]
  return {
    members,
    standings,
    claimed: claims.claimed,
    partners: delegations.partners,
    unheeded: [...words.refused, ...ignored.map((statement) => ({ statement, code: 'statement_unheeded' }) as const)],
    superseded: words.superseded,
    kept: inOrder([...wordsBut(words, new Set(ignored)), ...proofsOf(vetted, rules)]),
  }
}

function wordsBut(words: Words, ignored: ReadonlySet<Statement>): readonly Statement[] {
  return memberKinds.flatMap((kind) => words.of(kind).filter((word) => !ignored.has(word)))
}

/** Promises of a recovery key by somebody else, successors and mappings by whoever has no say in them. */
function strangersIn(words: Words, { approvers, key }: Community, { isSheet }: Replacements): readonly Word[] {
  const may = new Set(approvers.map(toHex))
  return [
    ...words.of('key-recovery').filter(({ by, subject }) => by !== subject),
    ...words.of('key-replacement').filter((word) => !may.has(word.by) && !isSheet(word)),
    ...words.of('mapping').filter(({ by, subject }) => !may.has(by) || subject !== key),
  ]
}

/** Since when somebody was vetted decides which invitation was used first: the approvals that say so are never let go. */
function proofsOf(
  vetted: ReadonlyMap<string, Vetting> | undefined,
  rules: JoiningRules | undefined,
): readonly Statement[] {
  return rules === undefined ? [] : [...(vetted?.values() ?? [])].flatMap(({ proof }) => proof)
}
