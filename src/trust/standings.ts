import { compareBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { type EpochSeconds, keyEpochOf } from '../kernel/time.js'
import { checkAge, type Statement } from '../statement/statement.js'
import type { Community } from './anchor.js'
import { type Approval, readWord, thatMatter } from './key-approval.js'
import { approvalFormat, revocationFormat } from './manifest.js'

/** What a community's statements say about one identity key. */
export type Standing = {
  /** Every approval that still says something of a key: in force, or ended and proof of which key came first. */
  readonly approvals: readonly Approval[]
  /** Revocations in force, the newest of each approver. One is enough, and no later approval undoes it. */
  readonly revocations: readonly Statement[]
  readonly descriptor: Statement | undefined
  readonly presence: Statement | undefined
}

/** Why a statement counts for nothing. */
export type StatementRefusal = 'statement_invalid' | 'statement_forged' | 'statement_expired' | 'descriptor_expired'

/** What all statements together say at one moment. */
export type CommunityStandings = {
  /** By hex of the identity key. */
  readonly standings: ReadonlyMap<string, Standing>
  /** The newest of each event. */
  readonly events: readonly Statement[]
  /** The newest of each batch of listings. */
  readonly batches: readonly Statement[]
  readonly refused: readonly { readonly statement: Statement; readonly code: StatementRefusal }[]
  /** Statements that a newer one on the same subject replaces, and approvals that others leave nothing to say. */
  readonly superseded: readonly Statement[]
}

/**
 * Folds statements into what they say together.
 *
 * Pure: order and duplicates do not matter. Only approvers named in the manifest count, and only where they speak for
 * this community, so approvals among members, chains and cycles of them included, add nothing and are never followed.
 *
 * @param statements - as read; the caller has verified, or will verify, their signatures.
 * @param community - as its verified manifest describes it.
 * @param now - this device's clock.
 * @returns standings, events and batches in force; what was refused and why; what was replaced. All in catalogue order.
 * Privacy: reads public statements only.
 * Cost: O(n log n) in the number of statements. @since 0.1
 */
export function deriveStandings(
  statements: readonly Statement[],
  community: Community,
  now: EpochSeconds,
): CommunityStandings {
  const publishers = new Set(community.publishingKeys.map(toHex))
  const refused: { statement: Statement; code: StatementRefusal }[] = []
  const superseded: Statement[] = []
  const newest = new Map<string, Statement | Approval>()
  for (const statement of inOrder(statements)) {
    const judged = judge(statement, { community, publishers, now })
    if (!judged.ok) {
      refused.push({ statement, code: judged.error.code })
      continue
    }
    // Approvals stand beside one another; a number is nobody's place.
    const place = isApproval(judged.value) ? `${newest.size}` : placeOf(statement)
    const known = newest.get(place)
    const replaces = known === undefined || isNewer(statement, known)
    if (replaces) newest.set(place, judged.value)
    if (known !== undefined) superseded.push(replaces ? known : statement)
  }
  const collected = collect(newest.values())
  for (const standing of collected.standings.values()) {
    const { approvals } = standing
    const matter = thatMatter(approvals, keyEpochOf(now))
    standing.approvals = approvals.filter((approval) => matter.has(approval))
    for (const approval of approvals) if (!matter.has(approval)) superseded.push(approval)
  }
  return { ...collected, refused, superseded }
}

/** What a statement is held against. */
type Rules = {
  readonly community: Community
  readonly publishers: ReadonlySet<string>
  readonly now: EpochSeconds
}

function judge(statement: Statement, rules: Rules): Result<Statement | Approval, StatementRefusal> {
  const said = whatIsSaid(statement, rules)
  const age = checkAge(statement, rules.now)
  if (age.ok || !said.ok) return said
  if (age.error.code === 'statement_invalid') return age
  // Ended, it approves nothing, and still proves which key came first.
  if (statement.kind === 'approval') return said
  return statement.kind === 'descriptor' ? fail('descriptor_expired', age.error.detail) : age
}

/** Nobody signs what is not theirs to say: members for themselves, approvers about members, publishers for the community. */
function whatIsSaid(
  statement: Statement,
  { community, publishers }: Rules,
): Result<Statement | Approval, 'statement_forged' | 'statement_invalid'> {
  const { kind, subject } = statement
  if (kind === 'approval') return readWord(statement, approvalFormat, community)
  if (kind === 'revocation') return readWord(statement, revocationFormat, community)
  const issuer = toHex(statement.issuer)
  const isAllowed =
    kind === 'descriptor' || kind === 'presence'
      ? issuer === subject
      : // A root manifest and a head stand in the catalogue's head, not among its statements.
        (kind === 'event' || kind === 'listing-batch') && publishers.has(issuer)
  return isAllowed ? ok(statement) : fail('statement_forged', {})
}

function isApproval(statement: Statement | Approval): statement is Approval {
  return statement.kind === 'approval'
}

/** What a statement competes for: revocations of several approvers stand beside one another, the rest replaces by subject. */
function placeOf({ kind, subject, issuer }: Statement): string {
  return kind === 'revocation' ? `${kind} ${subject} ${toHex(issuer)}` : `${kind} ${subject}`
}

/**
 * Tells which of two statements on one thing counts. The bytes decide between equals, so that the order of arrival never does.
 *
 * @param a - a statement.
 * @param b - another.
 * @returns true when the first replaces the second.
 * Privacy: reads public statements only.
 * Cost: O(length). @since 0.1
 */
export function isNewer(a: Statement, b: Statement): boolean {
  return (a.sequence - b.sequence || a.issued - b.issued || compareBytes(a.bytes, b.bytes)) > 0
}

/** A standing while it is put together. */
type Gathered = {
  -readonly [Part in keyof Standing]: Standing[Part] extends readonly (infer One)[] ? One[] : Standing[Part]
}

function collect(statements: Iterable<Statement | Approval>) {
  const standings = new Map<string, Gathered>()
  const events: Statement[] = []
  const batches: Statement[] = []
  for (const statement of statements) {
    const { kind, subject } = statement
    if (kind === 'event') events.push(statement)
    else if (kind === 'listing-batch') batches.push(statement)
    else {
      const standing = standings.get(subject) ?? {
        approvals: [],
        revocations: [],
        descriptor: undefined,
        presence: undefined,
      }
      standings.set(subject, standing)
      if (isApproval(statement)) standing.approvals.push(statement)
      else if (kind === 'revocation') standing.revocations.push(statement)
      else if (kind === 'descriptor' || kind === 'presence') standing[kind] = statement
    }
  }
  return { standings, events, batches }
}

/**
 * Puts statements into the one order a catalogue keeps them in, each once: by subject, kind and bytes.
 *
 * @param statements - any statements.
 * @returns a new array; equal sets of statements give equal arrays.
 * Privacy: reads public statements only.
 * Cost: O(n log n). @since 0.1
 */
export function inOrder(statements: readonly Statement[]): readonly Statement[] {
  const sorted = [...statements].sort(compareStatements)
  return sorted.filter((statement, index) => {
    const before = sorted[index - 1]
    return before === undefined || compareStatements(before, statement) !== 0
  })
}

function compareStatements(a: Statement, b: Statement): number {
  if (a.subject !== b.subject) return a.subject < b.subject ? -1 : 1
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1
  return compareBytes(a.bytes, b.bytes)
}
