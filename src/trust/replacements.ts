import { equalBytes } from '../kernel/bytes.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import type { Community } from './anchor.js'
import { COOL_DOWN_DAYS } from './key-approval.js'
import { revocationFormat } from './manifest.js'
import type { Word, Words } from './member-words.js'
import { recoveryHash } from './recovery-hash.js'
import type { CommunityStandings, Standing } from './standings.js'

/** A key that took the place of another. */
export type Replacement = {
  /** Hex of the key before. */
  readonly from: string
  /** Hex of the key that takes its place. */
  readonly to: string
  /** By what: the recovery sheet, or approvers who know the person. */
  readonly by: 'sheet' | 'approvers'
  /** From when on it counts. */
  readonly counts: EpochSeconds
}

/** Which keys took whose place. */
export type Replacements = {
  /** Those that count, by the key before. */
  readonly done: ReadonlyMap<string, Replacement>
  /** Those that wait for their cool-down, by the key that is to follow. */
  readonly waiting: ReadonlyMap<string, Replacement>
  /** Those that count, by the key that followed. */
  readonly before: ReadonlyMap<string, Replacement>
  /** Whether a successor was named with the sheet of the key before. */
  readonly isSheet: (word: Word<'key-replacement'>) => boolean
  /** The key somebody has now, for whichever they had. */
  readonly heirOf: (id: string) => string
}

/** Whose key was lost or stolen may come back with another; whoever was revoked for what they did may not. */
const mayComeBack: ReadonlySet<string> = new Set(['key-lost', 'key-stolen'])

/**
 * Finds out which identity keys were replaced.
 *
 * By the recovery sheet at once: only its key fits the hash that the identity key promised. Two promises that differ are
 * the sign of a thief, and then no sheet counts. By approvers, as many as an approval takes, after the cool-down; within it
 * the old key's holder objects by publishing anything, unless approvers have revoked that key as lost or stolen.
 * Two successors, two predecessors and circles count for nothing.
 *
 * @param words - of members and approvers.
 * @param standings - descriptors, presences and revocations.
 * @param community - whose policy it is.
 * @param now - this device's clock.
 * @returns the replacements.
 * Privacy: reads public statements only.
 * Cost: O(words). @since 0.1
 */
export function replacementsIn(
  words: Words,
  { standings }: CommunityStandings,
  community: Community,
  now: EpochSeconds,
): Replacements {
  const approvers = new Set(community.approvers.map(toHex))
  const promised = grouped(words.of('key-recovery').filter(({ by, subject }) => by === subject))
  const done = new Map<string, Replacement>()
  const waiting = new Map<string, Replacement>()
  for (const [from, said] of grouped(words.of('key-replacement'))) {
    const standing = standings.get(from)
    if (!mayBeReplaced(standing)) continue
    const bySheet = said.filter(({ by, issuer }) => !approvers.has(by) && fits(issuer, promised.get(from) ?? []))
    const since = countedSince(said, approvers, Math.max(1, community.policy.approvalsRequired))
    const successors = new Set([...bySheet.map(({ says }) => toHex(says.to)), ...since.keys()])
    const [to] = successors
    if (successors.size !== 1 || to === undefined || to === from) continue
    const named = since.get(to)
    const coolDown = days(community.policy.keyCoolDownDays ?? COOL_DOWN_DAYS)
    const found: Replacement | undefined =
      bySheet.length > 0
        ? { from, to, by: 'sheet', counts: earliestOf(bySheet, now) }
        : named && { from, to, by: 'approvers', counts: after(named, coolDown) }
    if (found === undefined || (named !== undefined && bySheet.length === 0 && objectsTo(standing, named))) continue
    if (found.counts <= now) done.set(from, found)
    else waiting.set(to, found)
  }
  const isSheet = ({ subject, issuer }: Word<'key-replacement'>) => fits(issuer, promised.get(subject) ?? [])
  return { ...withoutCircles(done, waiting), isSheet }
}

function mayBeReplaced(standing: Standing | undefined): boolean {
  return (standing?.revocations ?? []).every(({ body }) => {
    const said = decodeBody(revocationFormat, body)
    return said.ok && mayComeBack.has(said.value.category)
  })
}

function earliestOf(words: readonly Word[], now: EpochSeconds): EpochSeconds {
  // The least of some moments is one of them.
  return Math.min(now, ...words.map(({ issued }) => issued)) as EpochSeconds
}

function fits(issuer: Uint8Array, promises: readonly Word<'key-recovery'>[]): boolean {
  const [first, ...others] = promises
  if (first === undefined || others.some(({ says }) => !equalBytes(says.hash, first.says.hash))) return false
  return equalBytes(recoveryHash(issuer), first.says.hash)
}

/** By successor: when as many approvers as are required had named it. */
function countedSince(
  said: readonly Word<'key-replacement'>[],
  approvers: ReadonlySet<string>,
  required: number,
): ReadonlyMap<string, EpochSeconds> {
  const since = new Map<string, EpochSeconds>()
  const named = new Map<string, EpochSeconds[]>()
  for (const { by, says, issued } of said) {
    if (!approvers.has(by)) continue
    const to = toHex(says.to)
    const times = named.get(to)
    if (times === undefined) named.set(to, [issued])
    else times.push(issued)
  }
  for (const [to, times] of named) {
    const counts = times.sort((a, b) => a - b)[required - 1]
    if (counts !== undefined) since.set(to, counts)
  }
  return since
}

function objectsTo(standing: Standing | undefined, since: EpochSeconds): boolean {
  if (standing === undefined || standing.revocations.length > 0) return false
  return [standing.descriptor, standing.presence].some((said) => said !== undefined && said.issued > since)
}

/** Keeps what leads somewhere; whoever would follow two, or themselves, follows nobody. */
function withoutCircles(
  done: Map<string, Replacement>,
  waiting: ReadonlyMap<string, Replacement>,
): Omit<Replacements, 'isSheet'> {
  const predecessors = new Map<string, number>()
  for (const { to } of done.values()) predecessors.set(to, (predecessors.get(to) ?? 0) + 1)
  for (const [from, { to }] of done) if ((predecessors.get(to) ?? 0) > 1) done.delete(from)
  // Every key now has at most one after it and one before it: what is left is lines and circles.
  const heirs = new Map<string, string>()
  for (const from of [...done.keys()]) {
    if (heirs.has(from) || !done.has(from)) continue
    const path: string[] = []
    const seen = new Set<string>()
    let key = from
    for (;;) {
      const next = done.get(key)?.to
      if (next === undefined || heirs.has(key) || seen.has(key)) break
      path.push(key)
      seen.add(key)
      key = next
    }
    const inCircle = seen.has(key)
    const heir = heirs.get(key) ?? key
    for (const one of path) {
      if (inCircle) done.delete(one)
      else heirs.set(one, heir)
    }
  }
  const before = new Map([...done.values()].map((one) => [one.to, one] as const))
  return { done, waiting, before, heirOf: (id) => heirs.get(id) ?? id }
}

function grouped<Kind extends 'key-recovery' | 'key-replacement'>(
  words: readonly Word<Kind>[],
): ReadonlyMap<string, readonly Word<Kind>[]> {
  const groups = new Map<string, Word<Kind>[]>()
  for (const word of words) {
    const group = groups.get(word.subject)
    if (group === undefined) groups.set(word.subject, [word])
    else group.push(word)
  }
  return groups
}
