import type { Standing } from './declared/assign.js'
import { bodyBytes } from './declared/url.js'
import { type Find, masked } from './masking.js'
import { type Channel, type Method, methods, type Phase, phases, type Recording, type Store } from './recording.js'

/** The most rows of a table. */
export const MAX_ROWS = 300
/** The most lengths that one row names. */
export const MAX_SIZES = 8

/** One row of what left, over all visits. */
export type SeenFlow = {
  readonly phase: Phase
  readonly channel: Channel
  readonly verb?: string
  /** Masked. */
  readonly destination: string
  /** The declared flow; `page` for the page's own files and what a request cannot do without; absent where nothing names it. */
  readonly declaredAs?: string
  /** How often in a visit: the fewest and the most. */
  readonly least: number
  readonly most: number
  /** Lengths of the bodies, at most `MAX_SIZES` of them. */
  readonly sizes: readonly number[]
  readonly seenBy: readonly Method[]
}

/** One row of what was kept, over all visits. */
export type SeenKept = {
  readonly store: Store
  readonly origin?: string
  /** Masked. */
  readonly key: string
  readonly sizes: readonly number[]
}

type Counted = { readonly row: Omit<SeenFlow, 'least' | 'most' | 'sizes' | 'seenBy'>; readonly counts: number[] }
type Row = Counted & { readonly sizes: Set<number>; readonly seenBy: Set<Method> }

/**
 * The table of what left.
 *
 * @param recordings - of all visits.
 * @param standings - for each recording, for each departure, what it is by the declaration; empty lists without one.
 * @param find - looks for planted answers.
 * @returns at most `MAX_ROWS` rows, in the order of a visit.
 * Privacy: destinations are masked; nothing of a body but its length.
 * Cost: O(departures) and the search in each destination. @since 0.2
 */
export function flowsSeen(
  recordings: readonly Recording[],
  standings: readonly (readonly Standing[])[],
  find: Find,
): readonly SeenFlow[] {
  const rows = new Map<string, Row>()
  for (const [nth, recording] of recordings.entries()) {
    for (const [index, departure] of recording.departures.entries()) {
      const declaredAs = nameOf(standings[nth]?.[index])
      const { phase, channel, verb } = departure
      const destination = masked(departure.destination, find)
      const key = [phases.indexOf(phase), channel, destination, verb ?? '', declaredAs ?? ''].join('\n')
      const row = { phase, channel, ...(verb !== undefined && { verb }), destination }
      const fresh = {
        row: { ...row, ...(declaredAs !== undefined && { declaredAs }) },
        counts: recordings.map(() => 0),
      }
      const known = rows.get(key) ?? { ...fresh, sizes: new Set<number>(), seenBy: new Set<Method>() }
      known.counts[nth] = (known.counts[nth] ?? 0) + 1
      const length = bodyBytes(departure)
      if (length !== undefined) known.sizes.add(length)
      for (const method of departure.seenBy) known.seenBy.add(method)
      rows.set(key, known)
    }
  }
  return sortedRows(rows).map(({ row, counts, sizes, seenBy }) => ({
    ...row,
    least: Math.min(...counts),
    most: Math.max(...counts),
    sizes: [...sizes].sort((one, other) => one - other).slice(0, MAX_SIZES),
    seenBy: methods.filter((method) => seenBy.has(method)),
  }))
}

function sortedRows<Value>(rows: ReadonlyMap<string, Value>): readonly Value[] {
  return [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, MAX_ROWS)
    .map(([, row]) => row)
}

function nameOf(standing: Standing | undefined): string | undefined {
  if (standing?.is === 'flow') return standing.flow.id
  if (standing?.is === 'message') return `message from ${standing.message.from}`
  return standing?.is === 'implied' ? 'page' : undefined
}

/**
 * The table of what was kept.
 *
 * @param recordings - of all visits.
 * @param find - looks for planted answers.
 * @returns at most `MAX_ROWS` rows, sorted.
 * Privacy: keys are masked; nothing of a value but its length.
 * Cost: O(remainders) and the search in each key. @since 0.2
 */
export function keptSeen(recordings: readonly Recording[], find: Find): readonly SeenKept[] {
  const rows = new Map<string, Omit<SeenKept, 'sizes'> & { readonly sizes: Set<number> }>()
  for (const { store, origin, key: raw, bytes } of recordings.flatMap(({ remainders }) => remainders)) {
    const key = masked(raw, find)
    const where = origin === undefined ? undefined : masked(origin, find)
    const id = [store, where ?? '', key].join('\n')
    const row = rows.get(id) ?? { store, ...(where !== undefined && { origin: where }), key, sizes: new Set<number>() }
    row.sizes.add(bytes.length)
    rows.set(id, row)
  }
  return sortedRows(rows).map((row) => ({
    ...row,
    sizes: [...row.sizes].sort((one, other) => one - other).slice(0, MAX_SIZES),
  }))
}
