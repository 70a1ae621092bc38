import type { Recording } from '../recording.js'
import type { Difference, Uncompared } from './difference.js'
import { type Item, itemsOf } from './item.js'
import { compareParts, uncomparedParts, unsteadyContent } from './parts.js'
import { compareOrder } from './sequence.js'
import { learn, type Matching, match, type Slot, slotsOf } from './slots.js'
import { fitOf, hasHoles, sharedText } from './template.js'
import { compareTiming, type Timed } from './timing.js'

/** The most departures and kept things of one visit that are compared. */
export const MAX_COMPARED = 5000

/** What the comparison of visits came to. */
export type Comparison =
  | {
      readonly stable: true
      readonly differences: readonly Difference[]
      readonly uncompared: readonly Uncompared[]
      /** The smallest difference between two gaps that would have been seen, in milliseconds. */
      readonly smallestGapMs?: number
      /** How many visits with other answers were compared with the first. */
      readonly pairs: number
    }
  /** The visits with the same answers differ already: what, one sentence each. */
  | { readonly stable: false; readonly differed: readonly Uncompared[] }

/**
 * Compares visits that differ only in answers that nobody consented to share.
 *
 * @param first - the visit that the others are compared with.
 * @param again - at least one further visit with the same answers, which shows what varies by itself.
 * @param others - visits with other answers; a list where several had the same: a difference in time must show in all of them.
 * @returns the differences; or, where the visits with the same answers differ in what was sent, in which order of number
 * or of which length, what of it: then nothing can be said. Nor where there are more than `MAX_COMPARED` of them.
 * Privacy: differences hold items, which hold what was sent: mask them before they are shown. Their sentences hold none.
 * Cost: O(bytes + departures²). @since 0.2
 */
export function compareVisits(
  first: Recording,
  again: readonly Recording[],
  others: readonly (Recording | readonly Recording[])[],
): Comparison {
  const items = itemsOf(first)
  const groups = others.map((one) => ('departures' in one ? [one] : one))
  const crowded = [first, ...again, ...groups.flat()].map(itemsOf).find((all) => all.length > MAX_COMPARED)
  if (crowded !== undefined) {
    const says = `A visit sent and kept more than ${MAX_COMPARED} things: too many to compare.`
    return { stable: false, differed: crowded.slice(-1).map((item) => ({ item, says })) }
  }
  const own: Matching = { at: items.map((_, index) => index), left: [] }
  const same: Timed[] = [{ recording: first, items, matching: own }]
  const differed: Uncompared[] = []
  let slots = slotsOf(items)
  for (const recording of again) {
    const theirs = itemsOf(recording)
    const learnt = learn(slots, theirs)
    slots = learnt.slots
    same.push({ recording, items: theirs, matching: learnt.matching })
    const says = 'It left in one visit and not in another with the same answers.'
    differed.push(...[...learnt.missing, ...learnt.further].map((item) => ({ item, says })))
  }
  differed.push(...slots.flatMap(unsteadyContent))
  if (differed.length > 0) return { stable: false, differed }
  const compared = groups.flatMap(([one, ...more]) => (one === undefined ? [] : compareOther(slots, same, one, more)))
  const smallest = compared.flatMap(({ smallestMs }) => smallestMs ?? [])
  return {
    stable: true,
    differences: compared.flatMap(({ differences }) => differences),
    uncompared: slots.flatMap(uncomparedParts),
    ...(smallest.length > 0 && { smallestGapMs: Math.max(...smallest) }),
    pairs: others.length,
  }
}

function compareOther(
  slots: readonly Slot[],
  same: readonly Timed[],
  recording: Recording,
  more: readonly Recording[],
) {
  const timedOf = (one: Recording): Timed => {
    const items = itemsOf(one)
    return { recording: one, items, matching: match(slots, items) }
  }
  const other = timedOf(recording)
  const { items, matching } = other
  const timing = compareTiming(slots, same, [other, ...more.map(timedOf)])
  const differences = [
    ...compareSets(slots, items, matching),
    ...compareParts(slots, items, matching),
    ...compareOrder(slots, same, other),
    ...timing.differences,
  ]
  return { differences, smallestMs: timing.smallestMs }
}

function isSameKind({ item, template }: Slot, other: Item): boolean {
  if (item.base !== other.base) return false
  return hasHoles(template) ? fitOf(template, other.name) !== 'no' : item.name === other.name
}

/** What one visit has and the other has not: more or fewer of one thing, another thing in its place, or nothing in its place. */
function compareSets(slots: readonly Slot[], items: readonly Item[], matching: Matching): readonly Difference[] {
  const isMet = ({ item }: Slot): boolean =>
    slots.some((slot, index) => (matching.at[index] ?? -1) >= 0 && isSameKind(slot, item))
  const missing = slots.filter((_, index) => matching.at[index] === -1)
  const further = matching.left.flatMap((index) => items[index] ?? [])
  const fewer = missing.filter(isMet)
  const more = further.filter((item) => slots.some((slot) => isSameKind(slot, item)))
  const gone = missing.filter((slot) => !fewer.includes(slot))
  const come = further.filter((item) => !more.includes(item))
  return [
    ...[...fewer.map(({ item }) => item), ...more].map((item): Difference => {
      const says = 'How often it leaves depends on the answers.'
      return { kind: 'count', item, says: isKept(item) ? 'How much of it is kept depends on the answers.' : says }
    }),
    ...replaced(
      gone.map(({ item }) => item),
      come,
    ),
  ]
}

/** The address alone, where it says the destination anyhow. */
function addressIn(name: string): string {
  const [destination = '', address] = name.split(' ', 2)
  return address?.startsWith(destination) ? name.slice(destination.length + 1) : name
}

const isKept = ({ base }: Item): boolean => base.startsWith('kept ')

/** One difference for a pair that stands in each other's place, rather than two. */
function replaced(gone: readonly Item[], come: readonly Item[]): readonly Difference[] {
  const free = [...come]
  const differences = gone.map((item): Difference => {
    const [destination] = item.name.split(' ', 1)
    const found = free.findIndex(({ base, name }) => base === item.base && name.split(' ', 1)[0] === destination)
    const [other] = found < 0 ? [] : free.splice(found, 1)
    const verb = isKept(item) ? 'is kept' : 'leaves'
    return other === undefined
      ? { kind: 'set', item, says: `Whether it ${verb} depends on the answers.` }
      : {
          kind: 'set',
          item,
          part: 'url',
          says: `Something else ${verb} in its place when other answers are given.`,
          excerpt: sharedText(addressIn(item.name), addressIn(other.name)),
        }
  })
  const rest = free.map((item): Difference => {
    const says = `Whether it ${isKept(item) ? 'is kept' : 'leaves'} depends on the answers.`
    return { kind: 'set', item, says }
  })
  return [...differences, ...rest]
}
