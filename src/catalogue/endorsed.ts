import { toHex } from '../kernel/text.js'
import { days, type EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import type { Statement } from '../statement/statement.js'
import { endorsementFormat } from '../trust/endorsement-format.js'
import type { ConceptId } from '../vocabulary/concept.js'
import type { CompiledEntry } from './entries.js'

/** So many colleagues say as much as any number of them. */
const MOST_COLLEAGUES = 4
/** The longest a catalogue is read: an endorsement counts while it outlasts that, so none is counted after its end. */
const LONGEST_CATALOGUE = days(14)

/** What an entry's endorsements are read from. */
type Source = {
  /** Hex of the community's name. */
  readonly community: string
  /** When the catalogue is published. */
  readonly issued: EpochSeconds
  /** Tells of the hex of a key whether a practitioner of this catalogue holds it. */
  readonly isListed: (id: string) => boolean
}

/**
 * Gives a practitioner's entry what colleagues say of their work, as far as it counts in matching.
 *
 * One word a colleague and concept; only from who is listed in the same catalogue, only of somebody else, only for what that
 * one states to work with. What was replaced or has ended is not among what is published (`deriveState`). Two colleagues say more than one, four say the most there is: a hundred keys
 * that admit one another gain what four gain. The publisher compiles with this, and every device with the same.
 *
 * @param compiled - an entry and its subject.
 * @param statements - on that subject, of any kind, as they are published; signatures are the caller's matter.
 * @param source - the community, the moment of publication, and who is listed.
 * @returns the entry with `endorsed`, and the statements that it rests on; the same entry where nothing counts.
 * Privacy: reads public statements only.
 * Cost: O(statements). @since 0.1
 */
export function withEndorsements(
  compiled: CompiledEntry,
  statements: readonly Statement[],
  { community, issued, isListed }: Source,
): CompiledEntry {
  const { entry } = compiled
  if (entry.kind !== 'practitioner') return compiled
  const stated = new Set(entry.offer.concepts?.map(({ concept }) => concept))
  const colleagues = new Map<ConceptId, Map<string, Statement>>()
  for (const statement of statements) {
    if (statement.kind !== 'endorsement' || statement.subject !== entry.id) continue
    const by = toHex(statement.issuer)
    const said = decodeBody(endorsementFormat, statement.body)
    if (!said.ok || toHex(said.value.community) !== community || by === entry.id || !isListed(by)) continue
    const { concept, withdrawn } = said.value
    if (withdrawn || !stated.has(concept) || statement.expires - issued <= LONGEST_CATALOGUE) continue
    const words = colleagues.get(concept) ?? new Map<string, Statement>()
    colleagues.set(concept, words)
    if (words.size < MOST_COLLEAGUES) words.set(by, statement)
  }
  if (colleagues.size === 0) return compiled
  // One is half, two or three are three quarters, four or more the whole: a step for each doubling.
  const endorsed = [...colleagues].map(([concept, { size }]) => ({ concept, level: 33 - Math.clz32(size) }))
  return {
    ...compiled,
    entry: { ...entry, endorsed },
    endorsements: [...colleagues.values()].flatMap((words) => [...words.values()]),
  }
}
