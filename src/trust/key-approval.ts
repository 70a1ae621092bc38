import type { KeyCommitment } from '../descriptor/descriptor.js'
import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import type { ValueOf } from '../schema/shape.js'
import { type BodyFormat, decodeBody } from '../statement/body.js'
import type { Statement } from '../statement/statement.js'
import type { Community } from './anchor.js'
import type { approvalFormat } from './manifest.js'

// Which of the keys that an identity ever promised may be sealed to. Whoever steals an identity key can sign any
// descriptor; they cannot sign an approval, and what was approved earlier stands against them.

/** An approval with what it says. */
export type Approval = Statement & ValueOf<typeof approvalFormat.schema>

/** How a promised key stands. */
export type KeyStanding = {
  /** When fewer approvers than are required stand behind it. */
  readonly until: EpochSeconds
  /** From when it counts, where it replaced another key of its epoch. */
  readonly coolDownUntil: EpochSeconds | undefined
}

/** How long keys cool down where the manifest does not say. */
export const COOL_DOWN_DAYS = 7

/**
 * Reads what an approver says about a key.
 *
 * @param statement - an approval or a revocation; the caller verifies its signature.
 * @param format - how its body travels.
 * @param community - for which it must speak.
 * @returns the statement with what it says.
 * Failure: `statement_forged` when its issuer is no approver of this community or speaks for another one; `statement_invalid`.
 * Privacy: reads public statements only.
 * Cost: O(length). @since 0.1
 */
export function readWord<Body extends { readonly community: Uint8Array }>(
  statement: Statement,
  format: BodyFormat<Body>,
  community: Community,
): Result<Statement & Body, 'statement_forged' | 'statement_invalid'> {
  if (!community.approvers.some((key) => equalBytes(key, statement.issuer))) return fail('statement_forged', {})
  const said = decodeBody(format, statement.body)
  if (!said.ok) return said
  return toHex(said.value.community) === community.key
    ? ok({ ...statement, ...said.value })
    : fail('statement_forged', {})
}

/**
 * Folds approvals into how one promised key stands.
 *
 * A key became approved when as many approvers as are required had named it, each at their earliest. Of the keys of one
 * epoch only the one that became so last counts, and the others never again: a thief cannot go back to a stolen key by
 * publishing an old descriptor. Where there are others, it counts only after the cool-down. Two that became approved in
 * one second both replace the other: the one with the greater hash counts, after the cool-down.
 *
 * @param promised - what the descriptor promises for one epoch.
 * @param approvals - of this identity, in force and ended, in any order; those that ended still say what came first.
 * @param community - whose policy it is.
 * @param now - when it is asked.
 * @returns how it stands; undefined when it is not approved now, or replaced.
 * Privacy: reads public statements only.
 * Cost: O(approvals × keys), and once for each key that was approved for this epoch. @since 0.1
 */
export function standingOf(
  { epoch, hash }: KeyCommitment,
  approvals: readonly Approval[],
  { policy, expires }: Community,
  now: EpochSeconds,
): KeyStanding | undefined {
  const { approvalsRequired, keyCoolDownDays = COOL_DOWN_DAYS } = policy
  // Where nobody approves, trust in the identity key is all there is.
  if (approvalsRequired === 0) return { until: expires, coolDownUntil: undefined }
  const words = wordsOf(approvals, epoch, epoch)
  const approved = [...new Set(words.map(({ key }) => key))].flatMap((key) => {
    const own = words.filter((word) => word.key === key)
    const since = own.map(({ first }) => first.issued).sort((a, b) => a - b)[approvalsRequired - 1]
    const until = own.map(({ last }) => last.expires).sort((a, b) => b - a)[approvalsRequired - 1]
    return since === undefined || until === undefined ? [] : { key, since, until }
  })
  const [newest, older] = approved.sort((a, b) => b.since - a.since || (a.key < b.key ? 1 : -1))
  if (newest?.key !== toHex(hash) || newest.until <= now) return undefined
  return { until: newest.until, coolDownUntil: older && after(newest.since, days(keyCoolDownDays)) }
}

/** How one approver stands behind one key, by its hash: since the first approval, and until the end of the last. */
type Word = { readonly key: string; first: Approval; last: Approval }

function wordsOf(approvals: readonly Approval[], from: number, to: number): readonly Word[] {
  const words = new Map<string, Word>()
  for (const approval of approvals) {
    for (const { epoch, hash } of approval.keyCommitments) {
      if (epoch < from || epoch > to) continue
      const key = toHex(hash)
      const place = epoch + key + toHex(approval.issuer)
      const word = words.get(place) ?? { key, first: approval, last: approval }
      if (approval.issued < word.first.issued) word.first = approval
      if (approval.expires > word.last.expires) word.last = approval
      words.set(place, word)
    }
  }
  return [...words.values()]
}

/**
 * Finds the approvals of one identity that still matter: for each approver and each key of an epoch that has not ended,
 * the earliest that names it, which proves what came first, and the one that stands behind it longest.
 *
 * The others change nothing about any key, now or later: `standingOf` says the same with them and without. So no number
 * of newer approvals pushes out the old one that proves a swap.
 *
 * @param approvals - in a fixed order: the first of equals is kept.
 * @param from - the first epoch that is asked about; that of now, or a single one with `to`.
 * @param to - the last.
 * @returns those to keep, at least one where there is a key that has not ended.
 * Privacy: reads public statements only.
 * Cost: O(approvals × keys). @since 0.1
 */
export function thatMatter(approvals: readonly Approval[], from: number, to = Infinity): ReadonlySet<Approval> {
  return new Set(wordsOf(approvals, from, to).flatMap(({ first, last }) => [first, last]))
}
