import type { Columns } from './columns.js'
import { FIELD } from './fields.js'
import { conceptsIn, conceptsOf, firstWord, type StatedConcept } from './stated.js'

/** A concern that counts as another: whoever states `have`, or something within it, is taken to state `gain`. */
export type Alias = { readonly have: string; readonly gain: string; readonly isExact: boolean }

/**
 * Tells at which level a concept counts as another.
 *
 * @param level - 1 to 4, as stated.
 * @param isExact - whether both words mean the same.
 * @returns the level itself; half of it, and at least the lowest, where they are only close.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function aliasLevel(level: number, isExact: boolean): number {
  return isExact ? level : Math.max(1, level >> 1)
}

/**
 * Tells whether a stated concept counts as another.
 *
 * @param alias - what counts as what.
 * @param concept - what is stated.
 * @returns true for the word itself and every word within it.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function isAliased({ have }: Alias, concept: string): boolean {
  return concept === have || concept.startsWith(`${have}.`)
}

/**
 * Lets concerns of a catalogue count as others, without changing what anybody states.
 *
 * @param columns - from `readColumns`.
 * @param aliases - what counts as what; one step: what is gained counts as nothing further.
 * @returns columns over the same numbers, which matching reads with the aliases.
 * Privacy: reads public data only.
 * Cost: O(concepts × aliases). @since 0.1
 */
export function withAliases(columns: Columns, aliases: readonly Alias[]): Columns {
  const own = conceptsIn(columns, FIELD.concept)
  const stated = [...own.values()].flat()
  const all = new Map<string, readonly StatedConcept[]>(own)
  for (const alias of aliases) {
    const levels = stated
      .filter(({ concept }) => isAliased(alias, concept))
      .flatMap((one) => one.levels.map(({ fact, level }) => ({ fact, level: aliasLevel(level, alias.isExact) })))
    const word = firstWord(alias.gain)
    if (levels.length > 0) all.set(word, [...(all.get(word) ?? []), { concept: alias.gain, levels }])
  }
  return { ...columns, memory: new Map([...columns.memory, [conceptsOf(FIELD.concept), all]]) }
}
