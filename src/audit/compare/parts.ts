import type { Difference, Uncompared } from './difference.js'
import type { Item } from './item.js'
import type { Matching, Slot } from './slots.js'
import { fitOf, hasHoles } from './template.js'

/** What the visits of the same answers say about one part of one slot. */
type Steady = 'bytes' | 'length' | 'nothing'

function steadiness(slot: Slot, part: string): Steady {
  const ours = slot.item.parts.get(part)
  const theirs = slot.same.map(({ parts }) => parts.get(part))
  if (ours === undefined || theirs.some((one) => one?.length !== ours.length)) return 'nothing'
  return theirs.every((one) => one !== undefined && isEqual(one, ours)) ? 'bytes' : 'length'
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** Bodies and what is kept: where their lengths vary by themselves nothing can be said. A header may come and go. */
const isContent = (part: string): boolean => /^(body|value)( \d+)?$/.test(part)

const partNames = (items: readonly Item[]): ReadonlySet<string> =>
  new Set(items.flatMap(({ parts }) => [...parts.keys()]))

/**
 * What the visits of the same answers differ in, beyond holes of one length.
 *
 * @param slot - taught by them.
 * @returns a sentence for each content whose length or presence varies; empty where the slot is stable.
 * Privacy: names parts and lengths.
 * Cost: O(bytes). @since 0.2
 */
export function unsteadyContent(slot: Slot): readonly Uncompared[] {
  return [...partNames([slot.item, ...slot.same])]
    .filter((part) => isContent(part) && steadiness(slot, part) === 'nothing')
    .map((part) => ({ item: slot.item, part, says: `The length of its ${part} varies from visit to visit.` }))
}

/**
 * What of a slot cannot be compared in full, since it varies between visits with the same answers.
 *
 * @param slot - taught by them.
 * @returns a sentence for each part, the name included.
 * Privacy: names parts.
 * Cost: O(bytes). @since 0.2
 */
export function uncomparedParts(slot: Slot): readonly Uncompared[] {
  const { item } = slot
  const name = isKept(item) ? 'name' : 'address'
  const holes = hasHoles(slot.template)
    ? [{ item, part: 'url', says: `Pieces of its ${name} vary from visit to visit: only their lengths were compared.` }]
    : []
  const parts = [...partNames([item, ...slot.same])].flatMap((part): readonly Uncompared[] => {
    const steady = steadiness(slot, part)
    if (steady === 'bytes') return []
    const compared = steady === 'length' ? 'only its length was compared' : 'it was not compared'
    return [{ item, part, says: `Its ${part} varies from visit to visit: ${compared}.` }]
  })
  return [...holes, ...parts]
}

const isKept = ({ base }: Item): boolean => base.startsWith('kept ')

/**
 * Compares what stands in the same slot, part by part: length first, then bytes.
 *
 * @param slots - taught by the visits of the same answers.
 * @param items - of a visit with other answers.
 * @param matching - who stands where.
 * @returns the differences in slots that both visits have.
 * Privacy: says positions and lengths, never bytes.
 * Cost: O(bytes). @since 0.2
 */
export function compareParts(
  slots: readonly Slot[],
  items: readonly Item[],
  matching: Matching,
): readonly Difference[] {
  return slots.flatMap((slot, index) => {
    const other = items[matching.at[index] ?? -1]
    if (other === undefined || other.digest === slot.item.digest) return []
    const parts = [...partNames([slot.item, other])].flatMap((part) => comparePart(slot, other, part))
    return fitOf(slot.template, other.name) === 'length' ? [addressLength(slot.item), ...parts] : parts
  })
}

function addressLength(item: Item): Difference {
  const says = 'Its address has another length when other answers are given.'
  return { kind: 'length', item, part: 'url', says }
}

function comparePart(slot: Slot, other: Item, part: string): readonly Difference[] {
  const { item } = slot
  const [ours, theirs] = [item.parts.get(part), other.parts.get(part)]
  const isKnown = slot.same.every(({ parts }) => parts.has(part) === item.parts.has(part))
  if (ours === undefined || theirs === undefined) {
    if (!isKnown || ours === theirs) return []
    const says = `Its ${part} is there or not, depending on the answers.`
    return [{ kind: 'set', item, part, says }]
  }
  const steady = steadiness(slot, part)
  if (steady === 'nothing') return []
  if (ours.length !== theirs.length) {
    const says = `Its ${part} was ${ours.length} bytes long, and ${theirs.length} when other answers were given.`
    return [{ kind: 'length', item, part, says }]
  }
  if (steady !== 'bytes' || isEqual(ours, theirs)) return []
  const first = ours.findIndex((byte, index) => byte !== theirs[index])
  const says = `Its ${part} of ${ours.length} bytes differs from byte ${first + 1} on when other answers are given.`
  return [{ kind: 'bytes', item, part, says }]
}
