import { joinBytes } from '../kernel/bytes.js'
import { BLOCK_ROWS, NO_POINT } from './columns.js'
import { FIELD } from './fields.js'
import type { Row, RowPlace } from './row.js'

/** Rows while they are gathered: in the order in which they will stand. */
export type ColumnsWriter = {
  readonly ties: number[]
  readonly expires: number[]
  readonly presenceUntil: number[]
  readonly places: { readonly row: number; readonly place: RowPlace }[]
  /** Every fact, with who states it. */
  readonly facts: Map<string, number[]>
}

/**
 * Begins a compiled form.
 *
 * @returns an empty writer for `addRow`.
 * Privacy: holds public data only.
 * Cost: O(1). @since 0.1
 */
export function createColumnsWriter(): ColumnsWriter {
  return { ties: [], expires: [], presenceUntil: [], places: [], facts: new Map() }
}

/**
 * Adds one row behind the others.
 *
 * @param writer - from `createColumnsWriter`.
 * @param row - from `rowOf`.
 * Privacy: holds public data only.
 * Cost: O(facts of the row). @since 0.1
 */
export function addRow(writer: ColumnsWriter, { tie, expires, presenceUntil, places, facts }: Row): void {
  const row = writer.expires.length
  writer.ties.push(tie.high, tie.low)
  writer.expires.push(expires)
  writer.presenceUntil.push(presenceUntil)
  for (const place of places) writer.places.push({ row, place })
  for (const fact of facts) {
    const stating = writer.facts.get(fact)
    if (stating === undefined) writer.facts.set(fact, [row])
    else stating.push(row)
  }
}

/**
 * Writes the compiled form. `columns.ts` and `dictionary.ts` have the layouts.
 *
 * Deterministic: the same rows in the same order are the same bytes.
 *
 * @param writer - with every row in it.
 * @returns the two sections.
 * Privacy: a catalogue is public.
 * Cost: O(facts log facts + what is stated). @since 0.1
 */
export function writeColumns(writer: ColumnsWriter): { readonly strings: Uint8Array; readonly columns: Uint8Array } {
  const facts = [...writer.facts.keys()].sort()
  const rows = writer.expires.length
  const parts: Uint8Array[] = [
    words([rows, writer.places.length]),
    words(writer.ties.filter((_, index) => index % 2 === 0)),
    words(writer.ties.filter((_, index) => index % 2 === 1)),
    words(writer.expires),
    words(writer.presenceUntil),
    ...placeParts(writer, facts),
  ]
  const stating = facts.map((fact) => writer.facts.get(fact) ?? [])
  const from = new Uint32Array(facts.length)
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    parts.push(...blockParts(stating, from, first, Math.min(BLOCK_ROWS, rows - first)))
  }
  return { strings: writeDictionary(facts), columns: joinBytes(parts) }
}

function placeParts({ places }: ColumnsWriter, facts: readonly string[]): readonly Uint8Array[] {
  const field = String.fromCharCode(FIELD.region)
  const regions = new Map(facts.filter((fact) => fact.startsWith(field)).map((fact, index) => [fact.slice(1), index]))
  const points = places.map(({ place }) => place.point)
  return [
    words(places.map(({ row }) => row)),
    words(points.map((point) => point?.latitude ?? 0)),
    words(points.map((point) => point?.longitude ?? 0)),
    words(points.map((point) => point?.coarseness ?? NO_POINT)),
    halves(places.map(({ place }) => regions.get(place.region) ?? 0)),
  ]
}

/** One block: `from` holds for each fact how many of those who state it stand in earlier blocks. */
function blockParts(
  stating: readonly (readonly number[])[],
  from: Uint32Array,
  first: number,
  rows: number,
): readonly Uint8Array[] {
  const size = Math.ceil(rows / 32)
  const sets: { readonly fact: number; readonly members: readonly number[] }[] = []
  const lists: { readonly fact: number; readonly members: readonly number[] }[] = []
  for (const [fact, all] of stating.entries()) {
    const start = from[fact] ?? 0
    let end = start
    while (end < all.length && (all[end] ?? 0) < first + rows) end++
    from[fact] = end
    if (end === start) continue
    const members = all.slice(start, end).map((row) => row - first)
    if (members.length >= 2 * size) sets.push({ fact, members })
    else lists.push({ fact, members })
  }
  const bits = new Uint32Array(sets.length * size)
  for (const [index, { members }] of sets.entries()) {
    for (const row of members) {
      const word = index * size + (row >> 5)
      bits[word] = (bits[word] ?? 0) | (1 << (row & 31))
    }
  }
  let end = 0
  const ends = lists.map(({ members }) => (end += members.length))
  return [
    words([sets.length, lists.length]),
    words([...sets, ...lists].map(({ fact }) => fact)),
    words(ends),
    new Uint8Array(bits.buffer),
    halves(lists.flatMap(({ members }) => members)),
  ]
}

function writeDictionary(facts: readonly string[]): Uint8Array {
  let end = 0
  const ends = facts.map((fact) => (end += fact.length))
  const bytes = new Uint8Array(end)
  let at = 0
  for (const fact of facts) for (let index = 0; index < fact.length; index++) bytes[at++] = fact.charCodeAt(index)
  return joinBytes([words([facts.length]), words(ends), bytes])
}

function words(values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer)
}

/** Two bytes each, filled up to a multiple of four. */
function halves(values: readonly number[]): Uint8Array {
  const filled = new Uint16Array(values.length + (values.length % 2))
  filled.set(values)
  return new Uint8Array(filled.buffer)
}
