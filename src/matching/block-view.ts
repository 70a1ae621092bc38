import type { Block, Columns } from '../catalogue/columns.js'
import { FIELD, type Flag } from '../catalogue/fields.js'
import { addRows } from '../catalogue/posting.js'
import { type Stated, statedIn, textIn } from '../catalogue/stated.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Arena } from './arena.js'
import type { Planes } from './planes.js'

/** One block of a catalogue at one moment. */
export type BlockView = {
  readonly columns: Columns
  readonly block: Block
  readonly now: EpochSeconds
  /** Makes an empty set of the block's rows, good until the next block is looked at. */
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
 * @param arena - room for sets; what it gave out before is taken back.
 * @returns the view.
 * Privacy: reads public data only.
 * Cost: O(1) while nothing of the block has ended, else O(rows). @since 0.1
 */
export function viewOf(columns: Columns, block: Block, now: EpochSeconds, arena: Arena): BlockView {
  arena.restart()
  const set = (): Uint32Array => arena.set(block.words)
  const fresh = now < block.firstStale ? block.present : rowsAfter(columns.presenceUntil, block, now, set())
  if (now < block.firstEnd) return { columns, block, now, set, fresh, ended: undefined }
  return { columns, block, now, set, fresh, ended: invert(rowsAfter(columns.expires, block, now, set())) }
}

/** The rows whose time is later than now. */
function rowsAfter(times: Uint32Array, { first, rows }: Block, now: EpochSeconds, later: Uint32Array): Uint32Array {
  for (let row = 0; row < rows; row++) {
    if ((times[first + row] ?? 0) > now) later[row >> 5] = (later[row >> 5] ?? 0) | (1 << (row & 31))
  }
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
 * Finds who states a flag.
 *
 * @param view - the block.
 * @param flag - the flag.
 * @returns one bit a row.
 * Privacy: reads public data only.
 * Cost: O(words). @since 0.1
 */
export function rowsWithFlag(view: BlockView, flag: Flag): Uint32Array {
  return rowsStating(
    view,
    factsWhere(textsIn(view.columns, FIELD.flag), (value) => value === flag),
  )
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
