import { fail, ok, type Result } from '../kernel/result.js'
import { fromHex, toHex } from '../kernel/text.js'
import { type EpochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import { type BodyFormat, decodeBody } from '../statement/body.js'
import { checkAge, longestLifeOf, type MemberKind, memberKinds, type Statement } from '../statement/statement.js'
import type { Community } from './anchor.js'
import { type MemberBody, memberFormats } from './member-formats.js'
import { inOrder, isNewer, type StatementRefusal } from './standings.js'

/** A statement of one kind with what it says. */
export type Word<Kind extends MemberKind = MemberKind> = Statement & {
  readonly kind: Kind
  /** Hex of the issuer. */
  readonly by: string
  readonly says: MemberBody<Kind>
}

/** A statement that counts for nothing, and why. */
export type Unheeded = {
  readonly statement: Statement
  readonly code: Exclude<StatementRefusal, 'descriptor_expired'> | 'statement_unheeded'
}

/** What members and approvers say: the newest on each thing. */
export type Words = {
  readonly of: <Kind extends MemberKind>(kind: Kind) => readonly Word<Kind>[]
  readonly refused: readonly Unheeded[]
  readonly superseded: readonly Statement[]
}

/**
 * Tells whether a statement is one of members and approvers.
 *
 * @param statement - its kind.
 * @returns true when it is.
 * Privacy: reads a public name.
 * Cost: O(1). @since 0.1
 */
export function isMemberKind({ kind }: Pick<Statement, 'kind'>): boolean {
  return memberKinds.some((one) => one === kind)
}

/**
 * Reads what members and approvers say, and keeps the newest on each thing.
 *
 * @param statements - as read, in any order, of these kinds; signatures are the caller's matter.
 * @param community - for which they must speak.
 * @param now - this device's clock.
 * @returns words by kind in catalogue order; what is out of shape, ended or another community's; what was replaced.
 * Privacy: reads public statements only.
 * Cost: O(n log n). @since 0.1
 */
export function readWords(statements: readonly Statement[], community: Community, now: EpochSeconds): Words {
  const newest = new Map<string, Word>()
  const refused: Unheeded[] = []
  const superseded: Statement[] = []
  for (const statement of inOrder(statements)) {
    const word = readMemberWord(statement, community, now)
    if (!word.ok) {
      refused.push({ statement, code: word.error.code })
      continue
    }
    const place = placeOf(word.value)
    const known = newest.get(place)
    const replaces = known === undefined || isNewer(word.value, known)
    if (replaces) newest.set(place, word.value)
    if (known !== undefined) superseded.push(replaces ? known : word.value)
  }
  const byKind = new Map<MemberKind, Word[]>(memberKinds.map((kind) => [kind, []]))
  for (const word of newest.values()) byKind.get(word.kind)?.push(word)
  // A list of a kind holds words of that kind only.
  return { of: (kind) => (byKind.get(kind) ?? []) as never, refused, superseded }
}

function readMemberWord(
  statement: Statement,
  community: Community,
  now: EpochSeconds,
): Result<Word, 'statement_invalid' | 'statement_expired' | 'statement_forged'> {
  // Whoever calls this has picked statements of these kinds.
  const kind = statement.kind as MemberKind
  const format: BodyFormat<MemberBody<MemberKind>> = memberFormats[kind]
  const said = decodeBody(format, statement.body)
  if (!said.ok) return said
  if (fromHex(statement.subject)?.length !== 32) return fail('statement_invalid', { field: 'subject' })
  if (toHex(said.value.community) !== community.key) return fail('statement_forged', {})
  const age = checkAge(statement, now)
  if (!age.ok) return age
  const lives = statement.expires - statement.issued
  if (lives > longestLifeOf(kind) * SECONDS_PER_DAY) return fail('statement_invalid', { field: 'expires' })
  return ok({ ...statement, kind, by: toHex(statement.issuer), says: said.value })
}

/** What a word competes for: one vouch for one person by one member, one endorsement a concept, and so on. */
function placeOf({ kind, subject, by, says }: Word): string {
  const about =
    'concept' in says ? says.concept : 'listing' in says ? says.listing : 'hash' in says ? toHex(says.hash) : ''
  return `${kind} ${subject} ${by} ${about}`
}
