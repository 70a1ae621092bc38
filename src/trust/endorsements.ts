import { compareBytes } from '../kernel/bytes.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Word, Words } from './member-words.js'

/** A colleague's word for one thing somebody does. */
export type Endorsement = {
  /** Hex of the colleague's key. */
  readonly by: string
  readonly concept: string
  readonly until: EpochSeconds
}

/** So many concepts one member endorses another for: what lies on one subject has to fit into a device. */
export const MAX_ENDORSEMENTS = 20

/** Who is endorsed for what. */
export type Endorsements = {
  /** By hex of the identity key; in the order of concept and colleague. */
  readonly of: ReadonlyMap<string, readonly Endorsement[]>
  readonly unheeded: readonly Word<'endorsement'>[]
}

/**
 * Collects what members say of one another's work.
 *
 * Only who is listed speaks, only of somebody else who is, and once for each concept. It is shown with its reasons;
 * what matching sees of it is compiled by `catalogue/endorsed`. Never from those who seek: professional codes bar asking them.
 *
 * @param words - of members and approvers.
 * @param known - who is admitted, and which key somebody has now.
 * @returns endorsements that count, and statements that do not.
 * Privacy: reads public statements only.
 * Cost: O(n log n) in the number of endorsements. @see ACA Code of Ethics C.3.b @since 0.1
 */
export function endorsementsIn(
  words: Words,
  known: { readonly isAdmitted: (id: string) => boolean; readonly heirOf: (id: string) => string },
): Endorsements {
  const of = new Map<string, Endorsement[]>()
  const unheeded: Word<'endorsement'>[] = []
  const given = new Map<string, number>()
  // The earliest count: another statement pushes nobody out.
  const inTurn = [...words.of('endorsement')].sort((a, b) => a.issued - b.issued || compareBytes(a.bytes, b.bytes))
  for (const word of inTurn) {
    const pair = `${word.by} ${word.subject}`
    given.set(pair, (given.get(pair) ?? 0) + 1)
    const id = known.heirOf(word.subject)
    if (
      id === word.by ||
      !known.isAdmitted(word.by) ||
      !known.isAdmitted(id) ||
      (given.get(pair) ?? 0) > MAX_ENDORSEMENTS
    ) {
      unheeded.push(word)
      continue
    }
    if (word.says.withdrawn === true) continue
    const endorsement = { by: word.by, concept: word.says.concept, until: word.expires }
    const own = of.get(id)
    if (own === undefined) of.set(id, [endorsement])
    else own.push(endorsement)
  }
  const once = new Map([...of].map(([id, own]) => [id, onceEach(own)] as const))
  return { of: once, unheeded }
}

/** A key that took another's place may have been endorsed under both. */
function onceEach(endorsements: readonly Endorsement[]): readonly Endorsement[] {
  const longest = new Map<string, Endorsement>()
  for (const one of endorsements) {
    const place = `${one.concept} ${one.by}`
    const known = longest.get(place)
    if (known === undefined || one.until > known.until) longest.set(place, one)
  }
  return [...longest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}
