import type { Block, Columns } from '../catalogue/columns.js'
import { factRange, factsBefore, findFact } from '../catalogue/dictionary.js'
import { FIELD, type Flag } from '../catalogue/fields.js'
import { addRows } from '../catalogue/posting.js'
import { type Stated, statedIn, textIn } from '../catalogue/stated.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Arena } from './arena.js'
import type { Planes } from './planes.js'
import type { Judgement } from './verdict.js'

/** One block of a catalogue at one moment. */
export type BlockView = {
  readonly columns: Columns
  readonly block: Block
  readonly now: EpochSeconds
  readonly arena: Arena
  /** Makes an empty set of the block's rows, good until the arena takes it back. */
  readonly set: () => Uint32Array
  /** Rows whose presence is in force and was confirmed lately. */
  readonly fresh: Uint32Array
  /** Rows past their end, which state nothing any more; undefined when there are none. */
  readonly ended: Uint32Array | undefined
  /** The only rows that are asked about; undefined for all. Judges may leave the others out, or not. */
  readonly among?: Uint32Array | undefined
}

/** A gate or a wish over a whole block; prepared once for a whole catalogue. */
export type BlockJudge = (view: BlockView) => Planes

/**
 * Looks at one block at a moment.
 *
 * @param columns - of the catalogue.
 * @param block - one of its blocks.
 * @param now - the device's time.
 * @param arena - room for sets.
 * @returns the view.
 * Privacy: reads public data only.
 * Cost: O(rows) when something of the block has ended since it was looked at last, else O(1). @since 0.1
 */
export function viewOf(columns: Columns, block: Block, now: EpochSeconds, arena: Arena): BlockView {
  const set = (): Uint32Array => arena.set(block.words)
  const fresh = rowsAfter(columns, 'presenceUntil', block, now).rows
  const lasting = rowsAfter(columns, 'expires', block, now)
  const ended = lasting.isEveryRow ? undefined : drop(set().fill(0xffff_ffff), lasting.rows)
  return { columns, block, now, arena, set, fresh, ended }
}

/** The rows whose time is later than a moment, which are the same from one of these times to the next. */
type Later = { readonly from: number; readonly until: number; readonly rows: Uint32Array; readonly isEveryRow: boolean }

function rowsAfter(columns: Columns, name: 'presenceUntil' | 'expires', block: Block, now: EpochSeconds): Later {
  const place = `${name} ${block.first}`
  const known = columns.memory.get(place) as Later | undefined // nothing else is kept under this name
  if (known !== undefined && known.from <= now && now < known.until) return known
  const rows = new Uint32Array(block.words)
  let from = 0
  let until = Number.POSITIVE_INFINITY
  let count = 0
  for (let row = 0; row < block.rows; row++) {
    const time = columns[name][block.first + row] ?? 0
    if (time <= now) from = Math.max(from, time)
    else {
      until = Math.min(until, time)
      rows[row >> 5] = (rows[row >> 5] ?? 0) | (1 << (row & 31))
      count++
    }
  }
  const later = { from, until, rows, isEveryRow: count === block.rows }
  columns.memory.set(place, later)
  return later
}

/**
 * Lists what anybody states in a field that holds ids or other text.
 *
 * @param columns - of the catalogue.
 * @param field - the field's number.
 * @returns the facts.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function textsIn(columns: Columns, field: number): readonly Stated<string>[] {
  return statedIn(columns, field, textIn)
}

/**
 * Picks the facts whose value meets a test.
 *
 * @param stated - facts of one field.
 * @param test - the test.
 * @returns their numbers.
 * Privacy: which facts are picked tells what was asked; stays on the device.
 * Cost: O(facts). @since 0.1
 */
export function factsWhere<Value>(
  stated: readonly Stated<Value>[],
  test: (value: Value) => boolean,
): readonly number[] {
  const facts: number[] = []
  for (const { fact, value } of stated) if (test(value)) facts.push(fact)
  return facts
}

/**
 * Lists every fact of a field.
 *
 * @param columns - of the catalogue.
 * @param field - the field's number.
 * @returns their numbers.
 * Privacy: reads public data only.
 * Cost: O(facts of the field). @since 0.1
 */
export function factsOf(columns: Columns, field: number): readonly number[] {
  return between(...factRange(columns.dictionary, field))
}

function between(first: number, end: number): number[] {
  const facts: number[] = []
  for (let fact = first; fact < end; fact++) facts.push(fact)
  return facts
}

/**
 * Picks the facts of a field that state a concept or something under it, as `covers` tells.
 *
 * @param columns - of the catalogue.
 * @param field - the number of a field that holds ids.
 * @param id - the concept. Raw.
 * @returns their numbers.
 * Privacy: as private as the concept.
 * Cost: O(log facts), and O(what is under it). @since 0.1
 */
export function factsUnder({ dictionary }: Columns, field: number, id: string): readonly number[] {
  const name = String.fromCharCode(field) + id
  const own = findFact(dictionary, name)
  // What is under it begins with it and a dot, and lies together; a slash is what follows a dot.
  const under = between(factsBefore(dictionary, `${name}.`), factsBefore(dictionary, `${name}/`))
  if (own !== undefined) under.push(own)
  return under
}

/**
 * Picks the facts of a field that state a concept or something above it, as `covers` tells.
 *
 * @param columns - of the catalogue.
 * @param field - the number of a field that holds ids.
 * @param id - the concept. Raw.
 * @returns their numbers.
 * Privacy: as private as the concept.
 * Cost: O(steps of the id × log facts). @since 0.1
 */
export function factsOver({ dictionary }: Columns, field: number, id: string): readonly number[] {
  const name = String.fromCharCode(field) + id
  const facts: number[] = []
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const fact = findFact(dictionary, name.slice(0, end))
    if (fact !== undefined) facts.push(fact)
  }
  return facts
}

/**
 * Sorts facts by what is said of their values, each judged once.
 *
 * @param stated - facts of one field.
 * @param judge - says something of a value; undefined to leave the fact out.
 * @returns what is said → the facts' numbers.
 * Privacy: as `factsWhere`.
 * Cost: O(facts). @since 0.1
 */
export function factsBy<Value>(
  stated: readonly Stated<Value>[],
  judge: (value: Value) => Judgement | undefined,
): (judgement: Judgement) => readonly number[] {
  const facts: Readonly<Record<Judgement, number[]>> = { pass: [], fail: [], unknown: [], barred: [] }
  for (const { fact, value } of stated) {
    const judgement = judge(value)
    if (judgement !== undefined) facts[judgement].push(fact)
  }
  return (judgement) => facts[judgement]
}

/**
 * Finds who states a flag.
 *
 * @param view - the block.
 * @param flag - the flag.
 * @returns one bit a row.
 * Privacy: reads public data only.
 * Cost: O(words). @since 0.1
 */
export function rowsWithFlag(view: BlockView, flag: Flag): Uint32Array {
  const fact = findFact(view.columns.dictionary, String.fromCharCode(FIELD.flag) + flag)
  return rowsStating(view, fact === undefined ? [] : [fact])
}

/**
 * Collects everybody who states one of some facts.
 *
 * @param view - the block.
 * @param facts - the facts' numbers.
 * @returns one bit a row.
 * Privacy: as private as the choice of the facts.
 * Cost: O(words) or O(rows that state it), for each fact. @since 0.1
 */
export function rowsStating({ block, set }: BlockView, facts: readonly number[]): Uint32Array {
  const rows = set()
  for (const fact of facts) addRows(rows, block, fact)
  return rows
}

/**
 * Turns a set into the rows that are not in it.
 *
 * @param rows - changed in place.
 * @returns the same set; bits behind the last row are 1 now.
 * Privacy: as private as the set.
 * Cost: O(words). @since 0.1
 */
export function invert(rows: Uint32Array): Uint32Array {
  for (let word = 0; word < rows.length; word++) rows[word] = ~(rows[word] ?? 0)
  return rows
}

/**
 * Leaves only the rows that are in another set, too.
 *
 * @param rows - changed in place.
 * @param others - left as it is.
 * @returns the first set.
 * Privacy: as private as the sets.
 * Cost: O(words). @since 0.1
 */
export function keep(rows: Uint32Array, others: Uint32Array): Uint32Array {
  for (let word = 0; word < rows.length; word++) rows[word] = (rows[word] ?? 0) & (others[word] ?? 0)
  return rows
}

/**
 * Takes the rows of another set out.
 *
 * @param rows - changed in place.
 * @param others - left as it is.
 * @returns the first set.
 * Privacy: as private as the sets.
 * Cost: O(words). @since 0.1
 */
export function drop(rows: Uint32Array, others: Uint32Array): Uint32Array {
  for (let word = 0; word < rows.length; word++) rows[word] = (rows[word] ?? 0) & ~(others[word] ?? 0)
  return rows
}

/**
 * Takes the rows of another set in.
 *
 * @param rows - changed in place.
 * @param others - left as it is.
 * @returns the first set.
 * Privacy: as private as the sets.
 * Cost: O(words). @since 0.1
 */
export function join(rows: Uint32Array, others: Uint32Array): Uint32Array {
  for (let word = 0; word < rows.length; word++) rows[word] = (rows[word] ?? 0) | (others[word] ?? 0)
  return rows
}
