import { descriptorProblem, eventProblem, listingsProblem } from '../descriptor/draft.js'
import { descriptorFormat, eventFormat } from '../descriptor/formats.js'
import { listingBatchFormat } from '../descriptor/listing.js'
import type { FailureCode } from '../kernel/failure.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { fromHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { readStatement, type Statement, statementKinds, verifyStatement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import { approversEver } from '../trust/approvers-ever.js'
import { type CommunityStandings, inOrder } from '../trust/standings.js'
import { type CommunityState, deriveState } from '../trust/state.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import { inPlace, type RejectedEntry } from './catalogue.js'
import { withEndorsements } from './endorsed.js'
import { type CompiledEntry, compileEntries, type EntryRefusal } from './entries.js'

/** How far long work has come, and how to stop it: an AbortSignal fits. */
export type Work = {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
  readonly signal?: { readonly aborted: boolean }
}

/** What is worth publishing of a pile of statements. */
export type Compilation = {
  /** In force, verified, each once, in catalogue order. */
  readonly statements: readonly Statement[]
  /** The targets of matching they make, in the order of their ids. */
  readonly entries: readonly CompiledEntry[]
  readonly rejected: readonly RejectedEntry[]
  /** How many were replaced by a newer one on the same subject. */
  readonly superseded: number
}

/**
 * Verifies every statement and keeps what belongs into a catalogue.
 *
 * Deterministic: the same statements in any order give the same result, so anybody can compile again and compare.
 *
 * @param received - signed statements, untrusted, in any order.
 * @param context - the community, its root manifest, the vocabulary, the moment of compilation, progress and abort.
 * @returns what to publish; everything else is in `rejected` with its position and code, or counted as superseded.
 * Failure: `work_aborted` when the signal was raised.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification a statement. @since 0.1
 */
export function compile(
  received: readonly Uint8Array[],
  context: Work & {
    readonly community: Community
    readonly root: Uint8Array
    readonly vocabulary: Vocabulary
    readonly now: EpochSeconds
  },
): Result<Compilation, 'work_aborted'> {
  const { community, root, vocabulary, now } = context
  const positions = new Map<Statement, number>()
  const rejected: RejectedEntry[] = []
  for (const [index, bytes] of received.entries()) {
    if (context.signal?.aborted === true) return fail('work_aborted', {})
    const judged = judge(bytes, vocabulary)
    if (judged.ok) positions.set(judged.value, index)
    else rejected.push({ index, item: undefined, code: judged.error.code })
    context.onProgress?.({ done: index + 1, total: received.length })
  }
  const approversBefore = approversEver(root)
  const state = deriveState([...positions.keys()], { ...community, approversBefore }, now)
  const admitted = admittedIn(state)
  const anchor = fromHex(community.key) ?? new Uint8Array(32) // a community's key is hex by construction
  const { entries, refused } = compileEntries(admitted.standings, {
    community,
    anchor,
    root,
    until: community.expires,
    now,
  })
  // An approver who has retired approves nobody; that they once did may still prove since when.
  const proofs = new Set(state.kept)
  const refusals = [...refused, ...admitted.refused].filter(({ statement }) => !proofs.has(statement))
  for (const { statement, item, code } of refusals) rejected.push({ index: positions.get(statement) ?? -1, item, code })
  const unwanted = new Set(refusals.map(({ statement }) => statement))
  const kept = [...statementsIn(state.standings).filter((statement) => !unwanted.has(statement)), ...state.kept]
  // A batch is one statement: a listing that stays out takes its neighbours with it.
  const batches = new Set(kept.flatMap(({ kind, subject }) => (kind === 'listing-batch' ? [subject] : [])))
  const published = inOrder(kept)
  const listed = entries.filter(
    ({ entry, subject }) => entry.kind !== 'listing' || (batches.has(subject) && !state.claimed.has(entry.offer.id)),
  )
  return ok({
    statements: published,
    entries: endorsedBy(published, listed, { community: community.key, issued: now }),
    rejected: inPlace(rejected),
    superseded: supersededIn(state, proofs),
  })
}

/** Gives everybody who is listed what others who are say of their work. */
function endorsedBy(
  statements: readonly Statement[],
  entries: readonly CompiledEntry[],
  context: { readonly community: string; readonly issued: EpochSeconds },
): readonly CompiledEntry[] {
  const bySubject = new Map<string, Statement[]>()
  for (const statement of statements) {
    if (statement.kind !== 'endorsement') continue
    const words = bySubject.get(statement.subject)
    if (words === undefined) bySubject.set(statement.subject, [statement])
    else words.push(statement)
  }
  const ids = new Set(entries.flatMap(({ entry }) => (entry.kind === 'practitioner' ? [entry.id] : [])))
  const source = { ...context, isListed: (id: string) => ids.has(id) }
  return entries.map((one) => withEndorsements(one, bySubject.get(one.subject) ?? [], source))
}

/** Leaves out of the standings whoever the community does not admit, and says why of what they say of themselves. */
function admittedIn({ members, standings, unheeded }: CommunityState) {
  const refused: EntryRefusal[] = unheeded.map(({ statement, code }) => ({ statement, code, item: undefined }))
  const admitted = new Map(standings.standings)
  for (const [id, standing] of standings.standings) {
    const code = members.get(id)?.refusal
    if (code === undefined || standing.descriptor === undefined) continue
    for (const statement of [standing.presence, standing.descriptor]) {
      if (statement !== undefined) refused.push({ statement, code, item: undefined })
    }
    admitted.delete(id)
  }
  return { standings: { ...standings, standings: admitted }, refused }
}

function supersededIn({ standings, superseded }: CommunityState, proofs: ReadonlySet<Statement>): number {
  return superseded.length + standings.superseded.filter((statement) => !proofs.has(statement)).length
}

/** Reads one statement, verifies its signature and holds what it says against the vocabulary. */
function judge(bytes: Uint8Array, vocabulary: Vocabulary): Result<Statement, FailureCode> {
  const statement = readStatement(bytes)
  if (!statement.ok) return statement
  if (!statementKinds.includes(statement.value.kind)) return fail('statement_invalid', { field: 'kind' })
  if (!verifyStatement(statement.value)) return fail('statement_forged', {})
  const problem = problemOf(statement.value, vocabulary)
  return problem === undefined ? statement : fail('descriptor_invalid', { field: problem })
}

function problemOf({ kind, body }: Statement, vocabulary: Vocabulary): string | undefined {
  if (kind === 'descriptor') {
    const descriptor = decodeBody(descriptorFormat, body)
    return descriptor.ok ? descriptorProblem(descriptor.value, vocabulary) : descriptor.error.detail.field
  }
  if (kind === 'event') {
    const event = decodeBody(eventFormat, body)
    return event.ok ? eventProblem(event.value, vocabulary) : event.error.detail.field
  }
  if (kind === 'listing-batch') {
    const batch = decodeBody(listingBatchFormat, body)
    return batch.ok ? listingsProblem(batch.value, vocabulary) : batch.error.detail.field
  }
  return undefined
}

function statementsIn(state: CommunityStandings): readonly Statement[] {
  const about = [...state.standings.values()].flatMap(({ approvals, revocations, descriptor, presence }) => [
    ...approvals,
    ...revocations,
    ...(descriptor === undefined ? [] : [descriptor]),
    ...(presence === undefined ? [] : [presence]),
  ])
  return [...about, ...state.events, ...state.batches]
}
