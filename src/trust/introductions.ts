import { compareBytes } from '../kernel/bytes.js'
import { after, days, type EpochSeconds, keyEpochOf } from '../kernel/time.js'
import { CLOCK_LEEWAY_SECONDS } from '../statement/statement.js'
import type { JoiningRules } from './joining.js'
import type { Word } from './member-words.js'
import type { Replacements } from './replacements.js'

/** Who introduced somebody. */
export type Introduction = {
  /** Hex of the introducer's key: an approver's, or the one a member has now. */
  readonly by: string
  readonly byApprover: boolean
  /** Steps from whoever an approver introduced. */
  readonly depth: number
  /** When the vouch ends, or a vouch that it rests on. */
  readonly until: EpochSeconds
  /** True where it rests on somebody who may not introduce any more: another one is needed by `until`. */
  readonly needsAnother: boolean
}

/** What is known when vouches are looked at. */
export type Introducing = {
  readonly rules: JoiningRules
  readonly approvers: ReadonlySet<string>
  /** Since when somebody was vetted; undefined for whoever never was. */
  readonly vettedSince: (id: string) => EpochSeconds | undefined
  /** Since when somebody is revoked for what they did, or because their key was stolen and not replaced. */
  readonly revokedSince: ReadonlyMap<string, EpochSeconds>
  readonly replacements: Replacements
  readonly now: EpochSeconds
}

/** Who was introduced, and which vouches count for nothing. */
export type Introductions = {
  /** By hex of the key somebody has now. */
  readonly of: ReadonlyMap<string, Introduction>
  readonly unheeded: readonly Word<'vouch'>[]
}

/**
 * Follows vouches from the approvers outwards, one step at a time.
 *
 * A member introduces so many in one epoch: those vetted first count, then the earlier vouch, so that a vouch dated back
 * displaces nobody who is in. What a member dated before they were vetted themselves counts for nothing. Loops and chains
 * of any length end, because everybody is reached once and nothing calls itself.
 *
 * @param vouches - the newest of each member for each.
 * @param known - rules, approvers, who was vetted and revoked when, which keys were replaced.
 * @returns introductions, and the vouches that nobody had to give.
 * Privacy: reads public statements only.
 * Cost: O(n log n) in the number of vouches. @since 0.1
 */
export function introductionsIn(vouches: readonly Word<'vouch'>[], known: Introducing): Introductions {
  const { given, unheeded } = sortOut(vouches, known)
  const voidSince = known.rules.cascade ? voidSinceOf(given, known) : new Map<string, EpochSeconds>()
  const grace = known.rules.revouchWithinDays
  const lastsUntil = (by: string): EpochSeconds | undefined => {
    const since = voidSince.get(by)
    if (since === undefined) return undefined
    return grace === undefined ? since : after(since, days(grace))
  }
  const firm = spread(given, known, (by) => !voidSince.has(by))
  const lenient = spread(given, known, (by) => (lastsUntil(by) ?? known.now + 1) > known.now, lastsUntil)
  const of = new Map<string, Introduction>(lenient)
  for (const [id, introduction] of of) {
    const own = firm.get(id)
    of.set(id, own ?? { ...introduction, needsAnother: true })
  }
  return { of, unheeded }
}

/** Vouches that may count, by the key that their giver has now. */
type Given = ReadonlyMap<string, readonly Word<'vouch'>[]>

function sortOut(vouches: readonly Word<'vouch'>[], known: Introducing) {
  const given = new Map<string, Word<'vouch'>[]>()
  const unheeded: Word<'vouch'>[] = []
  const byMembers = new Map<string, Word<'vouch'>[]>()
  for (const vouch of vouches) {
    const by = known.approvers.has(vouch.by) ? vouch.by : known.replacements.heirOf(vouch.by)
    if (known.approvers.has(vouch.by)) add(given, by, vouch)
    else if (mayVouch(vouch, by, known)) add(byMembers, `${by} ${vouch.says.epoch}`, vouch)
    else unheeded.push(vouch)
  }
  const since = ({ subject }: Word<'vouch'>) => known.vettedSince(subject) ?? Number.POSITIVE_INFINITY
  for (const [place, all] of byMembers) {
    const inTurn = all.sort((a, b) => {
      // Two infinities have no difference.
      const [one, other] = [since(a), since(b)]
      if (one !== other) return one < other ? -1 : 1
      return a.issued - b.issued || compareBytes(a.bytes, b.bytes)
    })
    const by = place.slice(0, place.indexOf(' '))
    for (const vouch of inTurn.slice(0, known.rules.invitationsPerEpoch)) add(given, by, vouch)
    unheeded.push(...inTurn.slice(known.rules.invitationsPerEpoch))
  }
  return { given, unheeded }
}

function mayVouch(vouch: Word<'vouch'>, by: string, known: Introducing): boolean {
  const { subject, issued, says } = vouch
  if (by === known.replacements.heirOf(subject)) return false
  if (says.withdrawn !== true && says.epoch !== keyEpochOf(issued)) return false
  const since = known.vettedSince(vouch.by)
  if (since === undefined || issued + CLOCK_LEEWAY_SECONDS < since) return false
  // Whoever stole a key that was replaced since can date a vouch back, but not the vetters' word.
  const replaced = known.replacements.done.get(vouch.by)
  return replaced === undefined || (known.vettedSince(subject) ?? Number.POSITIVE_INFINITY) <= replaced.counts
}

/** From when on somebody's vouches rest on nothing: they were revoked, or so many whom they introduced were. */
function voidSinceOf(given: Given, known: Introducing): Map<string, EpochSeconds> {
  const { rules, revokedSince, approvers, replacements } = known
  const since = new Map(revokedSince)
  const { strikes } = rules
  if (strikes === undefined) return since
  for (const [by, vouches] of given) {
    if (approvers.has(by)) continue
    const times = vouches.flatMap(({ subject }) => revokedSince.get(replacements.heirOf(subject)) ?? [])
    const struck = times.sort((a, b) => a - b)[strikes - 1]
    const own = since.get(by)
    if (struck !== undefined && (own === undefined || struck < own)) since.set(by, struck)
  }
  return since
}

/** Who is reached from the approvers over vouches of those who may introduce; of several the nearest, then the longest. */
function spread(
  given: Given,
  { approvers, rules, replacements }: Introducing,
  may: (by: string) => boolean,
  lastsUntil: (by: string) => EpochSeconds | undefined = () => undefined,
): Map<string, Introduction> {
  const reached = new Map<string, Introduction>()
  let introducers: readonly string[] = [...approvers]
  for (let depth = 0; depth <= rules.depth && introducers.length > 0; depth++) {
    const found = new Map<string, Introduction>()
    for (const by of introducers) {
      if (!may(by)) continue
      const own = reached.get(by)
      for (const { subject, says, expires } of given.get(by) ?? []) {
        const id = replacements.heirOf(subject)
        if (says.withdrawn === true || reached.has(id)) continue
        const until = earliest(expires, own?.until, lastsUntil(by))
        const other = found.get(id)
        const better = other === undefined || until > other.until || (until === other.until && by < other.by)
        if (better) found.set(id, { by, byApprover: approvers.has(by), depth, until, needsAnother: false })
      }
    }
    for (const [id, introduction] of found) reached.set(id, introduction)
    introducers = [...found.keys()]
  }
  return reached
}

function earliest(first: EpochSeconds, ...others: readonly (EpochSeconds | undefined)[]): EpochSeconds {
  let least = first
  for (const one of others) if (one !== undefined && one < least) least = one
  return least
}

function add(lists: Map<string, Word<'vouch'>[]>, name: string, vouch: Word<'vouch'>): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [vouch])
  else list.push(vouch)
}
