import type { Relaxation } from './match.js'

/**
 * Puts relaxations in order.
 *
 * @param gained - in any order.
 * @returns the most first, equals by their names.
 * Privacy: tells which conditions exclude; stays on the device.
 * Cost: O(n log n). @since 0.1
 */
export function mostFirst(gained: Iterable<Relaxation>): readonly Relaxation[] {
  return [...gained].sort(
    (one, other) =>
      other.gained - one.gained || (`${one.gate} ${one.change}` < `${other.gate} ${other.change}` ? -1 : 1),
  )
}
