import { joinBytes } from '../kernel/bytes.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Statement } from '../statement/statement.js'
import { encodeVocabulary } from '../vocabulary/section.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { CompiledEntry } from './entries.js'
import { writeIndex } from './index-section.js'
import { writeGroup } from './layout.js'
import { rowOf } from './row.js'
import { addRow, createColumnsWriter, writeColumns } from './write-columns.js'

/** Everything of a catalogue behind its head: the sections in their order, then the statements. */
export type Sections = {
  readonly sections: readonly [vocabulary: Uint8Array, strings: Uint8Array, columns: Uint8Array, index: Uint8Array]
  readonly statements: Uint8Array
}

/**
 * Writes everything of a catalogue behind its head.
 *
 * Deterministic, so that whoever compiles again can compare every byte.
 *
 * @param statements - what is published, in catalogue order.
 * @param entries - the targets they make, in the order of their ids.
 * @param context - the vocabulary, and when the catalogue is published.
 * @returns the sections.
 * Privacy: a catalogue is public.
 * Cost: O(statements + entries), hashed once. @since 0.1
 */
export function writeSections(
  statements: readonly Statement[],
  entries: readonly CompiledEntry[],
  context: { readonly vocabulary: Vocabulary; readonly issued: EpochSeconds },
): Sections {
  const groups = groupsOf(statements)
  const numbers = new Map(groups.map(({ subject }, index) => [subject, index]))
  const writer = createColumnsWriter()
  for (const { entry } of entries) addRow(writer, rowOf(entry, context.issued))
  const { strings, columns } = writeColumns(writer)
  // Every entry was made of one of the statements, so its group is there.
  const groupOf = entries.map(({ subject }) => numbers.get(subject) ?? 0)
  const index = writeIndex(groups, groupOf)
  const vocabulary = encodeVocabulary(context.vocabulary)
  return { sections: [vocabulary, strings, columns, index], statements: joinBytes(groups.map(({ bytes }) => bytes)) }
}

/** Catalogue order puts the statements on one subject together. */
function groupsOf(statements: readonly Statement[]): { readonly subject: string; readonly bytes: Uint8Array }[] {
  const subjects = new Map<string, Uint8Array[]>()
  for (const { subject, bytes } of statements) {
    const group = subjects.get(subject)
    if (group === undefined) subjects.set(subject, [bytes])
    else group.push(bytes)
  }
  return [...subjects].map(([subject, group]) => ({ subject, bytes: writeGroup(group) }))
}
