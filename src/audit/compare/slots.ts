import type { Item } from './item.js'
import { exactly, fitOf, hasHoles, type Template, widen } from './template.js'

/** One item of the first visit, with what the visits of the same answers have shown to vary about it. */
export type Slot = { readonly item: Item; readonly template: Template; readonly same: readonly Item[] }

/** Which item of another visit stands in which slot. */
export type Matching = {
  /** For each slot the position of its item, or -1. */
  readonly at: readonly number[]
  /** The positions that stand in no slot. */
  readonly left: readonly number[]
}

/**
 * The slots of the first visit alone.
 *
 * @param items - of the first visit.
 * @returns a slot for each, without holes.
 * Privacy: as private as the items.
 * Cost: O(items). @since 0.2
 */
export function slotsOf(items: readonly Item[]): readonly Slot[] {
  return items.map((item) => ({ item, template: exactly(item.name), same: [] }))
}

/** Slots and items that are still free, by a key; each key's positions in order. */
type Queues = Map<string, number[]>

function queues(keys: readonly (string | undefined)[]): Queues {
  const found: Queues = new Map()
  for (const [index, key] of keys.entries()) {
    if (key === undefined) continue
    const known = found.get(key)
    if (known === undefined) found.set(key, [index])
    else known.push(index)
  }
  return found
}

/**
 * Puts the items of another visit into slots: first those that are equal in every byte, then those of the same name, then
 * those that fit the holes, the first free slot each time. So two equal visits match whatever their order.
 *
 * @param slots - of the first visit.
 * @param items - of the other.
 * @returns who stands where.
 * Privacy: holds positions only.
 * Cost: O(slots + items); O(slots × items) for those that fit holes only. @since 0.2
 */
export function match(slots: readonly Slot[], items: readonly Item[]): Matching {
  const at: number[] = slots.map(() => -1)
  const taken: boolean[] = items.map(() => false)
  const take = (slot: number, index: number): void => {
    at[slot] = index
    taken[index] = true
  }
  const byKey = (slotKey: (slot: Slot) => string | undefined, itemKey: (item: Item) => string): void => {
    const free = queues(slots.map((slot, index) => (at[index] === -1 ? slotKey(slot) : undefined)))
    for (const [index, item] of items.entries()) {
      const slot = taken[index] === true ? undefined : free.get(itemKey(item))?.shift()
      if (slot !== undefined) take(slot, index)
    }
  }
  byKey(
    ({ item }) => item.digest,
    ({ digest }) => digest,
  )
  const named = ({ base, name }: Item): string => `${base}\n${name}`
  byKey(({ item, template }) => (hasHoles(template) ? undefined : named(item)), named)
  for (const wanted of ['yes', 'length'] as const) {
    for (const [index, slot] of slots.entries()) {
      if (at[index] !== -1 || !hasHoles(slot.template)) continue
      const found = items.findIndex(
        (item, nth) =>
          taken[nth] !== true && item.base === slot.item.base && fitOf(slot.template, item.name) === wanted,
      )
      if (found >= 0) take(index, found)
    }
  }
  return { at, left: items.flatMap((_, index) => (taken[index] === true ? [] : [index])) }
}

/** Slots that know a further visit of the same answers, or what of it has no counterpart. */
export type Learnt = {
  readonly slots: readonly Slot[]
  readonly matching: Matching
  readonly missing: readonly Item[]
  readonly further: readonly Item[]
}

/**
 * Teaches the slots what a further visit of the same answers sent.
 *
 * @param slots - of the visits so far.
 * @param items - of the further one.
 * @returns wider slots; what is missing or further says that the page is not stable by itself.
 * Privacy: as private as the items.
 * Cost: O(slots × items) for what differs. @since 0.2
 */
export function learn(slots: readonly Slot[], items: readonly Item[]): Learnt {
  const { at, left } = match(slots, items)
  const position = [...at]
  const free = [...left]
  const templates = slots.map(({ template }) => template)
  // The same destination first: only what is left then may go to a host with a varying name.
  for (const anywhere of [false, true]) {
    for (const [index, slot] of slots.entries()) {
      if (position[index] !== -1) continue
      const found = widening(slot, items, free, anywhere)
      if (found === undefined) continue
      position[index] = found.index
      templates[index] = found.template
      free.splice(free.indexOf(found.index), 1)
    }
  }
  const taught = slots.map((slot, index): Slot => {
    const item = items[position[index] ?? -1]
    return {
      ...slot,
      template: templates[index] ?? slot.template,
      same: item === undefined ? slot.same : [...slot.same, item],
    }
  })
  const missing = slots.filter((_, index) => position[index] === -1).map(({ item }) => item)
  const further = free.flatMap((index) => items[index] ?? [])
  return { slots: taught, matching: { at: position, left: free }, missing, further }
}

function widening(slot: Slot, items: readonly Item[], free: readonly number[], anywhere: boolean) {
  const [destination] = slot.item.name.split(' ', 1)
  for (const index of free) {
    const item = items[index]
    if (item?.base !== slot.item.base) continue
    if (!anywhere && item.name.split(' ', 1)[0] !== destination) continue
    const template = widen(slot.template, item.name)
    if (template !== undefined) return { index, template }
  }
  return undefined
}
