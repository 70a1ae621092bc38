import { addCells, maskOf, pairSecret } from './masks.js'
import { cellCount } from './messages.js'
import type { Roll } from './roll.js'
import type { Round } from './round.js'

/**
 * Adds up the masks of one member with all others who joined.
 *
 * @param round - the round.
 * @param roll - who joined.
 * @param place - whose masks.
 * @param secretKey - their key of this round.
 * @param withPlaces - only the masks with these; all who joined unless told.
 * @returns the sum, as it stands in their report; undefined when somebody's key cannot be used.
 * Privacy: the result takes these masks off.
 * Cost: one scalar multiplication a mask. @since 0.1
 */
export function pairMasks(
  round: Round,
  roll: Roll,
  place: number,
  secretKey: Uint8Array,
  withPlaces?: ReadonlySet<number>,
): Uint32Array | undefined {
  const cells = cellCount(round.body)
  const sum = new Uint32Array(cells)
  for (const other of roll.joined) {
    if (other.place === place || withPlaces?.has(other.place) === false) continue
    const key = pairSecret(secretKey, other.key, roll.hash)
    if (key === undefined) return undefined
    // Of two members the one who is named first adds, the other takes away.
    addCells(sum, maskOf(key, cells), place < other.place ? 1 : -1)
  }
  return sum
}
