import { compareBytes } from '../kernel/bytes.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { checkAge, type Statement } from '../statement/statement.js'
import type { Manifest } from './manifest.js'

/** What a community's statements say about one identity key. */
export type Standing = {
  /** Approvals in force, the newest of each approver. */
  readonly approvals: readonly Statement[]
  /** Revocations in force, the newest of each approver. One is enough, and no later approval undoes it. */
  readonly revocations: readonly Statement[]
  readonly descriptor: Statement | undefined
  readonly presence: Statement | undefined
}

/** Why a statement counts for nothing. */
export type StatementRefusal = 'statement_invalid' | 'statement_forged' | 'statement_expired' | 'descriptor_expired'

/** What all statements together say at one moment. */
export type CommunityState = {
  /** By hex of the identity key. */
  readonly standings: ReadonlyMap<string, Standing>
  /** The newest of each event. */
  readonly events: readonly Statement[]
  /** The newest of each batch of listings. */
  readonly batches: readonly Statement[]
  readonly refused: readonly { readonly statement: Statement; readonly code: StatementRefusal }[]
  /** Statements that a newer one on the same subject replaces. */
  readonly superseded: readonly Statement[]
}

/**
 * Folds statements into what they say together.
 *
 * Pure: order and duplicates do not matter. Only approvers named in the manifest count, so approvals among members,
 * chains and cycles of them included, add nothing and are never followed.
 *
 * @param statements - as read; the caller has verified, or will verify, their signatures.
 * @param manifest - the community's manifest, verified.
 * @param now - this device's clock.
 * @returns standings, events and batches in force; what was refused and why; what was replaced. All in catalogue order.
 * Privacy: reads public statements only.
 * Cost: O(n log n) in the number of statements. @since 0.1
 */
export function deriveState(statements: readonly Statement[], manifest: Manifest, now: EpochSeconds): CommunityState {
  const approvers = new Set(manifest.approvers.map(toHex))
  const publishers = new Set(manifest.publishingKeys.map(toHex))
  const refused: { statement: Statement; code: StatementRefusal }[] = []
  const superseded: Statement[] = []
  const newest = new Map<string, Statement>()
  for (const statement of inOrder(statements)) {
    const code = isAllowed(statement, approvers, publishers) ? refusalByAge(statement, now) : 'statement_forged'
    if (code !== undefined) {
      refused.push({ statement, code })
      continue
    }
    const place = placeOf(statement)
    const known = newest.get(place)
    const replaces = known === undefined || isNewer(statement, known)
    if (replaces) newest.set(place, statement)
    if (known !== undefined) superseded.push(replaces ? known : statement)
  }
  return { ...collect(newest.values()), refused, superseded }
}

/** Nobody signs what is not theirs to say: members for themselves, approvers about members, publishers for the community. */
function isAllowed(statement: Statement, approvers: ReadonlySet<string>, publishers: ReadonlySet<string>): boolean {
  const issuer = toHex(statement.issuer)
  switch (statement.kind) {
    case 'descriptor':
    case 'presence':
      return issuer === statement.subject
    case 'approval':
    case 'revocation':
      return approvers.has(issuer)
    case 'event':
    case 'listing-batch':
      return publishers.has(issuer)
    default: // a root manifest and a head stand in the catalogue's head, not among its statements
      return false
  }
}

function refusalByAge(statement: Statement, now: EpochSeconds): StatementRefusal | undefined {
  const age = checkAge(statement, now)
  if (age.ok) return undefined
  const expired = age.error.code === 'statement_expired'
  return expired && statement.kind === 'descriptor' ? 'descriptor_expired' : age.error.code
}

/** What a statement competes for: approvals of several approvers stand beside one another, the rest replaces by subject. */
function placeOf({ kind, subject, issuer }: Statement): string {
  return kind === 'approval' || kind === 'revocation' ? `${kind} ${subject} ${toHex(issuer)}` : `${kind} ${subject}`
}

/** The bytes decide between equals, so that the order of arrival never does. */
function isNewer(a: Statement, b: Statement): boolean {
  return (a.sequence - b.sequence || a.issued - b.issued || compareBytes(a.bytes, b.bytes)) > 0
}

function collect(statements: Iterable<Statement>): Pick<CommunityState, 'standings' | 'events' | 'batches'> {
  const standings = new Map<string, Standing>()
  const events: Statement[] = []
  const batches: Statement[] = []
  for (const statement of statements) {
    if (statement.kind === 'event') events.push(statement)
    else if (statement.kind === 'listing-batch') batches.push(statement)
    else standings.set(statement.subject, withStatement(standings.get(statement.subject), statement))
  }
  return { standings, events, batches }
}

const nothingSaid: Standing = { approvals: [], revocations: [], descriptor: undefined, presence: undefined }

function withStatement(standing: Standing = nothingSaid, statement: Statement): Standing {
  // At most one approval and one revocation an approver, and at most 15 approvers: the copies stay small.
  if (statement.kind === 'approval') return { ...standing, approvals: [...standing.approvals, statement] }
  if (statement.kind === 'revocation') return { ...standing, revocations: [...standing.revocations, statement] }
  if (statement.kind === 'descriptor') return { ...standing, descriptor: statement }
  return { ...standing, presence: statement }
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
