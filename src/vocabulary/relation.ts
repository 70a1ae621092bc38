import type { ConceptId } from './concept.js'

/** What is offered, seen from what is needed: the very thing, something within it, something wider, or a neighbour. */
export type Relation = 'exact' | 'descendant' | 'ancestor' | 'sibling' | 'none'

/**
 * How much of a need each relation answers, of 1000. Fixed for a vocabulary version, never derived from a catalogue, so
 * that one practitioner cannot change another's score.
 *
 * - descendant 900: whoever asks about anxiety is answered by somebody who works with panic, almost entirely;
 * - ancestor 600: whoever says "anxiety" probably works with panic, but did not say so;
 * - sibling 250: working with phobias says little about panic, yet more than nothing.
 */
export const relationStrength: Readonly<Record<Relation, number>> = Object.freeze({
  exact: 1000,
  descendant: 900,
  ancestor: 600,
  sibling: 250,
  none: 0,
})

/**
 * Relates what is offered to what is needed, within one facet, by their ids alone.
 *
 * Two top-level concepts are never siblings: nothing says that they belong together.
 *
 * @param need - what was asked for.
 * @param offered - what is offered.
 * @returns `descendant` when the offered concept lies under the need, at any depth; `ancestor` the reverse.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function relate(need: ConceptId, offered: ConceptId): Relation {
  return relationTo(need)(offered)
}

/**
 * Prepares `relate` for one need, so that many offers are compared without taking the need apart each time.
 *
 * @param need - what was asked for.
 * @returns offered concept → relation.
 * Privacy: holds the need; stays on the device with it.
 * Cost: O(length), then O(length) a call. @since 0.1
 */
export function relationTo(need: string): (offered: string) => Relation {
  const below = `${need}.`
  const parent = need.slice(0, need.lastIndexOf('.') + 1)
  const first = need.charCodeAt(0)
  return (offered) => {
    // What is related begins alike, and most is not.
    if (offered.charCodeAt(0) !== first) return need === offered ? 'exact' : 'none'
    if (offered.startsWith(below)) return 'descendant'
    if (need.startsWith(offered) && (need.length === offered.length || need[offered.length] === '.')) {
      return need.length === offered.length ? 'exact' : 'ancestor'
    }
    const isBeside = parent !== '' && offered.startsWith(parent) && offered.indexOf('.', parent.length) < 0
    return isBeside ? 'sibling' : 'none'
  }
}
