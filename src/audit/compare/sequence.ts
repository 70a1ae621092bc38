import type { Difference } from './difference.js'
import { type Item, isDeparture } from './item.js'
import type { Matching, Slot } from './slots.js'

/** The most slots whose order is compared pair by pair; a page that sends more is told apart by everything else. */
export const MAX_ORDERED_SLOTS = 2000
/** How far apart two things of different pages, frames or workers must be for their order to mean something, in milliseconds. */
export const ORDER_MARGIN_MS = 50

/** The visits that count for order and time: positions in the slots' order, and the items there. */
export type Seen = { readonly items: readonly Item[]; readonly matching: Matching }

const timeOf = (item: Item | undefined): number | undefined =>
  item !== undefined && isDeparture(item.of) ? item.of.at : undefined

/**
 * Compares the order of departures. Two whose order swaps among the visits with the same answers are not compared; nor
 * are two of different senders that leave at nearly the same time, since nobody decides their order.
 *
 * @param slots - taught by the visits of the same answers.
 * @param same - those visits.
 * @param other - a visit with other answers.
 * @returns at most one difference for each slot.
 * Privacy: says which, never what.
 * Cost: O(slots²), for at most `MAX_ORDERED_SLOTS`. @since 0.2
 */
export function compareOrder(slots: readonly Slot[], same: readonly Seen[], other: Seen): readonly Difference[] {
  const compared = slots
    .map((slot, index) => ({ slot, index }))
    .filter(({ slot, index }) => isDeparture(slot.item.of) && (other.matching.at[index] ?? -1) >= 0)
    .slice(0, MAX_ORDERED_SLOTS)
  let latest = -1
  return compared.flatMap(({ slot, index }, nth): readonly Difference[] => {
    const position = other.matching.at[index] ?? -1
    // Nothing before it left later: the usual case, and no pair to look at.
    const isInOrder = position > latest
    latest = Math.max(latest, position)
    const overtakes = (earlier: Placed): boolean =>
      isSwapped(earlier.index, index, other) && isDecided(earlier, { slot, index }, same, other)
    if (isInOrder || !compared.slice(0, nth).some(overtakes)) return []
    const says = 'It leaves before something after which it left when other answers were given.'
    return [{ kind: 'order', item: slot.item, says }]
  })
}

function isSwapped(first: number, second: number, { matching }: Seen): boolean {
  return (matching.at[first] ?? -1) > (matching.at[second] ?? -1)
}

type Placed = { readonly slot: Slot; readonly index: number }

function isDecided(earlier: Placed, later: Placed, same: readonly Seen[], other: Seen): boolean {
  if (same.some((seen) => isSwapped(earlier.index, later.index, seen))) return false
  if (earlier.slot.item.lane === later.slot.item.lane) return true
  const all = [...same, other].map(({ items, matching }) => [
    timeOf(items[matching.at[earlier.index] ?? -1]),
    timeOf(items[matching.at[later.index] ?? -1]),
  ])
  const first = [timeOf(earlier.slot.item), timeOf(later.slot.item)]
  return [first, ...all].every(
    ([one, two]) => one !== undefined && two !== undefined && Math.abs(one - two) >= ORDER_MARGIN_MS,
  )
}
