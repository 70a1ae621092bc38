import type { CommunityKeys } from '../community/keys.js'
import { approve } from '../community/sign.js'
import type { KeyCommitment } from '../descriptor/descriptor.js'
import { descriptorFormat } from '../descriptor/formats.js'
import { equalBytes } from '../kernel/bytes.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, epochSeconds, keyEpochOf } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import { type Approval, readWord, standingOf, thatMatter } from '../trust/key-approval.js'
import { approvalFormat, revocationFormat } from '../trust/manifest.js'
import { done, refuse, type Step } from './command.js'

/** A statement and the name of the file it came from. */
export type Named = { readonly name: string; readonly bytes: Uint8Array }

/** Why somebody was approved: never before; what there was ends soon; or the lead has spoken with them about other keys. */
export type ApprovedBecause = 'first' | 'renewed' | 'replaced'

/** Whose keys are approved, and whose wait. Everybody by the name of their file. */
export type Approvals = {
  /** Those of before and the new ones, to be published. */
  readonly statements: readonly Named[]
  /** Who was approved this time. */
  readonly approved: readonly { readonly name: string; readonly because: ApprovedBecause }[]
  /** Whose file promises other keys than those approved on `since`; `forGood` when these were replaced once and never count again. */
  readonly swapped: readonly { readonly name: string; readonly since: EpochSeconds; readonly forGood: boolean }[]
  /** Whose keys were replaced, and from when the new ones count. */
  readonly coolingDown: readonly { readonly name: string; readonly until: EpochSeconds }[]
}

/** What approving needs. */
export type ApprovalContext = {
  readonly keys: CommunityKeys
  readonly community: Community
  readonly now: EpochSeconds
  /** Statements of the catalogue before; none the first time. Untrusted. */
  readonly previous: readonly Uint8Array[]
  /** Whose other keys the lead approves, having spoken with them. */
  readonly approveKeys: readonly string[]
}

/** Approvals are renewed while there is time to notice what went wrong. */
const AHEAD = days(30)

/**
 * Decides whose keys are approved.
 *
 * Approvals of the catalogue before stay. A new one is made for whoever has none, and for whoever's keys would not be
 * approved any more in 30 days. Where a file promises other keys than those approved before, nobody is approved: a
 * thief's file would look the same, and only the lead can find out.
 *
 * @param signed - what practitioners signed, or was signed for them; only descriptors are looked at.
 * @param context - the community, its keys, what was approved before, and whom the lead has spoken with.
 * @returns what to publish, and what to tell the lead.
 * Refuses with `approval_unneeded` when `approveKeys` names somebody who promises no other keys than before, and with
 * `keys_replaced` when the keys were replaced once.
 * Privacy: reads public statements.
 * Cost: one strict Ed25519 verification an approval of before, two scalar multiplications more a new one. @since 0.1
 */
export function approvePractitioners(signed: readonly Named[], context: ApprovalContext): Step<Approvals> {
  const { community, keys, now, approveKeys } = context
  const said = saidBefore(context.previous, community)
  const approvals = [...thatMatter(said.approvals, keyEpochOf(now))]
  const carried = [...approvals, ...said.revocations].map(
    ({ bytes }): Named => ({ name: 'the catalogue before', bytes }),
  )
  const statements = [...carried]
  const approved: Approvals['approved'][number][] = []
  const swapped: Approvals['swapped'][number][] = []
  const coolingDown: Approvals['coolingDown'][number][] = []
  const unneeded = new Set(approveKeys)
  for (const { name, bytes } of signed) {
    const promise = readPromise(bytes, now)
    // What promises nothing needs no approval, and nothing brings back who was revoked: publishing says so, by name.
    if (promise === undefined || said.revocations.some(({ subject }) => subject === promise.id)) continue
    const known = approvals.filter(({ subject }) => subject === promise.id)
    const { because, conflict } = needOf(promise, known, context)
    if (conflict?.forGood === true && unneeded.has(name)) return refuseReplaced(name)
    if (conflict !== undefined && !unneeded.delete(name)) {
      swapped.push({ name, ...conflict })
      continue
    }
    const approval = because && approve(bytes, keys, { now })
    if (because !== undefined && approval?.ok === true) {
      statements.push({ name, bytes: approval.value })
      approved.push({ name, because })
      known.push(...saidBefore([approval.value], community).approvals)
    }
    const until = coolDownOf(promise, known, context)
    if (until > now) coolingDown.push({ name, until })
  }
  const [name] = unneeded
  return name === undefined ? done({ statements, approved, swapped, coolingDown }) : refuseUnneeded(name)
}

function refuseReplaced(name: string): Step<never> {
  const message = `--approve-keys ${name}: these keys were replaced once, and never count again. New ones have to be made: \`entrenous keys replace\`.`
  return refuse('keys_replaced', message, { name })
}

/** Left in a script, the option would approve the next swap, and nobody would have spoken with anybody. */
function refuseUnneeded(name: string): Step<never> {
  const message = `--approve-keys ${name}: no practitioner’s file of this name promises other keys than before. Leave it out.`
  return refuse('approval_unneeded', message, { name })
}

/** How what a page promises stands beside what was approved. */
export type PromiseStanding = {
  /** Where the page promises other keys than were approved: since when, and whether these were replaced once. */
  readonly conflict: Omit<Approvals['swapped'][number], 'name'> | undefined
  /** Whether an approver's own word names every key that counts by a moment, and holds then. */
  readonly isNamedBy: (approver: Uint8Array, moment: EpochSeconds) => boolean
}

/**
 * Holds what a page promises against what was approved of it.
 *
 * @param descriptor - a signed page.
 * @param known - the approvals of this identity, verified.
 * @param context - the community, and this machine's clock.
 * @returns how it stands; undefined where it is no page.
 * Privacy: reads public statements.
 * Cost: O(approvals × keys). @since 0.1
 */
export function whatIsPromised(
  descriptor: Uint8Array,
  known: readonly Approval[],
  context: Pick<ApprovalContext, 'community' | 'now'>,
): PromiseStanding | undefined {
  const promise = readPromise(descriptor, context.now)
  if (promise === undefined) return undefined
  const isNamed = (approver: Uint8Array, moment: EpochSeconds) => (key: KeyCommitment) =>
    known.some(
      ({ issuer, expires, keyCommitments }) =>
        equalBytes(issuer, approver) &&
        expires > moment &&
        keyCommitments.some(({ epoch, hash }) => epoch === key.epoch && equalBytes(hash, key.hash)),
    )
  return {
    conflict: needOf(promise, known, context).conflict,
    isNamedBy: (approver, moment) =>
      promise.keys.length > 0 &&
      promise.keys.filter(({ epoch }) => epoch <= keyEpochOf(moment)).every(isNamed(approver, moment)),
  }
}

/** Whose keys, and those of them that are not over. */
type Promised = { readonly id: string; readonly keys: readonly KeyCommitment[] }

function readPromise(descriptor: Uint8Array, now: EpochSeconds): Promised | undefined {
  const statement = readStatement(descriptor)
  const said = statement.ok ? decodeBody(descriptorFormat, statement.value.body) : statement
  if (!statement.ok || !said.ok) return undefined
  const keys = said.value.keyCommitments.filter(({ epoch }) => epoch >= keyEpochOf(now))
  return { id: statement.value.subject, keys }
}

/** Holds what is promised against what was approved. */
function needOf(
  { keys }: Promised,
  known: readonly Approval[],
  { community, now }: Pick<ApprovalContext, 'community' | 'now'>,
): { readonly because?: ApprovedBecause; readonly conflict?: Omit<Approvals['swapped'][number], 'name'> } {
  const { approvalsRequired } = community.policy
  const conflicts = keys.flatMap((promised) => {
    // Asked about the beginning of time: a key whose approval has ended is the same key.
    if (standingOf(promised, known, community, epochSeconds(0)) !== undefined) return []
    const named = namedFor(promised.epoch, known)
    const others = named.filter(({ hash }) => !equalBytes(hash, promised.hash))
    // Where several approve, the first of them names a key that does not count yet, and nothing is wrong with it.
    if (others.length === 0) return []
    const behind = new Set(named.filter(({ hash }) => equalBytes(hash, promised.hash)).map(({ by }) => by))
    return [{ since: Math.max(...others.map(({ issued }) => issued)), forGood: behind.size >= approvalsRequired }]
  })
  if (conflicts.length > 0) {
    const since = epochSeconds(Math.max(...conflicts.map((one) => one.since)))
    return { because: 'replaced', conflict: { since, forGood: conflicts.some(({ forGood }) => forGood) } }
  }
  const later = after(now, AHEAD)
  const lasting = keys
    .filter(({ epoch }) => epoch <= keyEpochOf(later))
    .every((promised) => standingOf(promised, known, community, later))
  if (lasting) return {}
  return { because: known.length === 0 ? 'first' : 'renewed' }
}

function namedFor(epoch: number, approvals: readonly Approval[]) {
  return approvals.flatMap(({ issued, issuer, keyCommitments }) =>
    keyCommitments.filter((named) => named.epoch === epoch).map(({ hash }) => ({ hash, issued, by: toHex(issuer) })),
  )
}

function coolDownOf({ keys }: Promised, known: readonly Approval[], { community, now }: ApprovalContext): EpochSeconds {
  const ends = keys.map((promised) => standingOf(promised, known, community, now)?.coolDownUntil ?? now)
  return epochSeconds(Math.max(now, ...ends))
}

/** The approvals and revocations among statements, each verified. */
function saidBefore(statements: readonly Uint8Array[], community: Community) {
  const approvals: Approval[] = []
  const revocations: Statement[] = []
  for (const bytes of statements) {
    const statement = readStatement(bytes)
    if (!statement.ok || !verifyStatement(statement.value)) continue
    const { kind } = statement.value
    const approval = kind === 'approval' ? readWord(statement.value, approvalFormat, community) : undefined
    if (approval?.ok === true) approvals.push(approval.value)
    if (kind === 'revocation' && readWord(statement.value, revocationFormat, community).ok)
      revocations.push(statement.value)
  }
  return { approvals, revocations }
}
