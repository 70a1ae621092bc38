import { readColumns } from '../catalogue/columns.js'
import type { PractitionerEntry } from '../catalogue/entry.js'
import { rowOf } from '../catalogue/row.js'
import { addRow, createColumnsWriter, writeColumns } from '../catalogue/write-columns.js'
import { ok } from '../kernel/result.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import type { Matchable } from '../matching/run.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { Said } from './fields.js'

/** Who is rehearsed, and until when what they say stands. */
export type Actor = {
  readonly id: string
  readonly community: string
  readonly expires: EpochSeconds
  readonly vocabulary: Vocabulary
}

/**
 * Compiles a catalogue of one practitioner, as a publisher would, to be matched against and thrown away.
 *
 * Nothing is signed and nothing proved: what it says of nobody can be published, sealed to, or trusted.
 *
 * @param said - what the practitioner says.
 * @param actor - who they are.
 * @returns what `match` needs of a catalogue.
 * Privacy: reads what a practitioner publishes.
 * Cost: O(what is said). @since 0.1
 */
export function stageOf(said: Said, actor: Actor): Matchable {
  const entry = entryOf(said, actor)
  const writer = createColumnsWriter()
  addRow(writer, rowOf(entry, said.now))
  const { strings, columns } = writeColumns(writer)
  const read = readColumns(strings, columns)
  if (!read.ok) throw new RangeError('descriptor: says more than a catalogue can hold')
  return {
    vocabulary: actor.vocabulary,
    // Of a community matching reads the key alone, to tell its members.
    community: { key: actor.community } as Matchable['community'],
    columns: read.value,
    entryAt: () => ok(entry),
  }
}

const nothing = new Uint8Array(0)

function entryOf({ offer, state, now }: Said, { id, community, expires }: Actor): PractitionerEntry {
  return {
    kind: 'practitioner',
    id,
    community,
    name: offer.name,
    issued: now,
    expires,
    offer,
    presence: { ...state, keys: [], capacityAsOf: now, issued: now, expires: after(now, days(35)) },
    // No chain: whoever is rehearsed can be found, and never sealed to.
    evidence: {
      anchor: nothing,
      root: nothing,
      approvals: [],
      revocations: [],
      until: now,
      descriptor: nothing,
      presence: undefined,
    },
  }
}
