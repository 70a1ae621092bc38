import type { Difference } from '../compare/difference.js'
import { isDeparture } from '../compare/item.js'
import type { DataFlow } from './data-flow.js'
import { fitsName } from './destinations.js'

/**
 * Tells whether a difference was to be expected: what is kept is declared to be made of answers, and its value is
 * another when other answers are given. A store that is sealed under the person's own words cannot but be so.
 * That something is there or not, and what left, is never expected.
 *
 * @param difference - between two visits.
 * @param declaration - that was read; nothing is expected without one.
 * @returns true where a note says enough: the answers themselves were looked for in it all the same.
 * Privacy: tells yes or no.
 * Cost: O(what is declared to be kept). @since 0.2
 */
export function isExpected({ kind, item: { of } }: Difference, declaration: DataFlow | undefined): boolean {
  if (isDeparture(of) || (kind !== 'bytes' && kind !== 'length')) return false
  const declared = declaration?.atRest ?? []
  return declared.some((one) => one.class === 'derived' && one.where === of.store && fitsName(one.key, of.key))
}
